/** How a container begins. */
import { startingGateway, triggeredStarts } from '../../model/triggers-of.ts';
import type { Container, FlowNode } from '../../model/types.ts';
import type { CompileOptions } from '../compile-options.ts';
import type { Effect, NetInWork } from './net-in-work.ts';

/** One of several first elements, or one that is no start event. */
export function isFirst(node: FlowNode, options: CompileOptions): boolean {
  const { startEvents, starts, kind, adHoc } = node.container;
  if (adHoc || !starts.includes(node)) return false;
  if (kind === 'process' && !options.isCalled) return startEvents.length === 0;
  return starts.length > 1 || node.type !== 'startEvent';
}

/** The place of a first element that is about to start. */
export function startPlace(net: NetInWork, node: FlowNode): number {
  return net.placeOf({ kind: 'start', elementId: node.id, container: node.container, node });
}

/** The ways in which a container goes on at one of its starts. One that waits has had its trigger; behind a parallel gateway the others wait for theirs (ADR 0049). */
export function beginnings(net: NetInWork, start: FlowNode): readonly Effect[] {
  const ways = net.waysOut(start, start.id);
  const gateway = startingGateway(start);
  if (!gateway?.waitsForAll) return ways;
  const others = gateway.outgoing.flatMap(({ target }) => (target === start ? [] : net.activation(target)));
  return ways.map((way) => ({ ...way, produce: [...others, ...way.produce] }));
}

/** Everything a container may begin with. `withoutTrigger`: what a trigger starts is told elsewhere. */
export function addStart(net: NetInWork, container: Container, begin: number, withoutTrigger = false): void {
  const { startEvents, starts } = container;
  if (container.adHoc) {
    const open = net.placeOf({ kind: 'open', elementId: container.id, container });
    const waiting = starts.filter(({ step }) => step === undefined).flatMap(net.activation);
    return net.add({ act: 'start', node: starts[0]!, consume: [begin], produce: [open, ...waiting], taken: {} });
  }
  const isRoot = container.kind === 'process' && !net.options.isCalled;
  const alternatives = container.kind === 'eventSubProcess' || isRoot ? startEvents : starts.length === 1 ? starts : [];
  const events = alternatives.filter(({ type, events }) => type === 'startEvent' && !(withoutTrigger && events.length > 0));
  const waiting = isRoot && !withoutTrigger ? triggeredStarts(container).filter(({ type }) => type !== 'startEvent') : [];
  for (const node of [...events, ...waiting])
    for (const way of beginnings(net, node)) net.add({ act: 'start', node, consume: [begin], ...way });
  const first = starts[0];
  if (events.length > 0 || !first) return;
  net.add({ act: 'start', node: first, consume: [begin], produce: starts.map((node) => startPlace(net, node)), taken: {} });
}
