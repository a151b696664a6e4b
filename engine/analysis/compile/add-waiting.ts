/** What may happen to an element that waits: it is done, one of its events comes, it or something inside it throws. */
import type { FlowNode } from '../../model/types.ts';
import { everyTimes, isCycle, mostTimes } from '../repeated-events.ts';
import { isThrown, type Throw } from '../throws-of.ts';
import type { TokenTransition } from '../token-net.ts';
import { receivedBy } from './message-effects.ts';
import type { NetInWork } from './net-in-work.ts';
import { thrownEffects } from './thrown-effects.ts';

export function addWaiting(net: NetInWork, node: FlowNode): void {
  const { options, add, active } = net;
  if (node.type === 'eventBasedGateway') return addChoice(net, node);
  const repeating = node.boundaryEvents.filter(({ interrupting }) => !interrupting);
  const contents = node.contents ?? node.called;
  const inside = contents && options.inside?.(contents);
  const own = options.throws.sitesAt(node);
  const thrown = contents ? [...(inside?.thrown ?? options.throws.leaving(contents)), ...own] : own;
  for (const times of everyTimes(repeating, options)) {
    const here = active(node, times);
    if (inside?.canComplete !== false)
      for (const received of receivedBy(net, node))
        for (const way of net.waysOut(node, node.id)) add({ act: 'complete', node, consume: [here, ...received], ...way });
    for (const boundary of node.boundaryEvents) addEvent({ net, node, repeating, times }, boundary);
    if (thrown.length === 0) continue;
    for (const { type, code } of distinct(thrown)) {
      const one = { type, ...(code !== undefined && { code }) };
      const [handler] = options.throws.handlersOf(one, node, net.inCall);
      if (handler?.attachedTo === node)
        fire({ net, node, repeating, times }, handler, { act: 'throw', node, thrown: { ...one, handler } }, []);
      else
        for (const effect of thrownEffects(net, one, node, node, node.id))
          if (effect.thrown)
            add({ ...effect, act: 'throw', node, consume: [here], produce: effect.clears ? effect.produce : [here, ...effect.produce] });
    }
  }
}

/** An element that waits, its events that do not interrupt it, and how often each of them has come. */
interface Waiting {
  readonly net: NetInWork;
  readonly node: FlowNode;
  readonly repeating: readonly FlowNode[];
  readonly times: readonly number[];
}

/** An event that comes from outside; the cancelling of a transaction does as well (ADR 0051). */
function addEvent(waiting: Waiting, boundary: FlowNode): void {
  const { net, node, repeating, times } = waiting;
  if (isThrown(boundary) && boundary.events.every(({ type }) => type !== 'cancel')) return;
  if (isCycle(boundary) && net.options.repeats === Infinity && times[repeating.indexOf(boundary)] === 1) return;
  for (const received of receivedBy(net, boundary)) fire(waiting, boundary, { act: 'trigger', node: boundary, host: node }, received);
}

function fire(
  waiting: Waiting,
  boundary: FlowNode,
  given: Pick<TokenTransition, 'act' | 'node'> & Partial<TokenTransition>,
  received: readonly number[],
): void {
  const { net, node, repeating, times } = waiting;
  const here = net.active(node, times);
  const after = boundary.interrupting ? undefined : afterOnceMore(waiting, boundary);
  if (!boundary.interrupting && after === undefined) return;
  for (const { produce, taken } of net.waysOut(boundary, boundary.id)) {
    net.add({ ...given, consume: [here, ...received], produce: after === undefined ? produce : [after, ...produce], taken });
    // a cycle may have had its last round
    if (after === here && isCycle(boundary)) {
      const last = net.active(node, times.with(repeating.indexOf(boundary), 1));
      net.add({ ...given, consume: [here, ...received], produce: [last, ...produce], taken });
    }
  }
}

/** Where the element is when one of its events that do not interrupt has come once more; none when it is followed no more. */
function afterOnceMore({ net, node, repeating, times }: Waiting, boundary: FlowNode): number | undefined {
  const index = repeating.indexOf(boundary);
  const most = mostTimes(boundary, net.options);
  if (most === Infinity) return net.active(node, times);
  return times[index]! < most ? net.active(node, times.with(index, times[index]! + 1)) : undefined;
}

/** The first event behind the gateway decides. */
function addChoice(net: NetInWork, node: FlowNode): void {
  for (const { target } of node.outgoing)
    for (const received of receivedBy(net, target))
      for (const way of net.waysOut(target, target.id))
        net.add({ act: 'trigger', node: target, host: node, consume: [net.active(node, []), ...received], ...way });
}

function distinct(thrown: readonly Throw[]): Throw[] {
  return [...new Map(thrown.map((one) => [`${one.type} ${one.code ?? ''}`, one])).values()];
}
