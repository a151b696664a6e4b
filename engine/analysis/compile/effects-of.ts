/** Everything that may happen when a token enters an element. */
import type { FlowNode } from '../../model/types.ts';
import { comesAtOnce } from '../comes-at-once.ts';
import { mayHaveNoRound } from '../may-have-no-round.ts';
import { sending } from '../message-places.ts';
import { failureOf } from '../throws-of.ts';
import { waits } from '../waits.ts';
import { afterNaming, afterSending } from './message-effects.ts';
import type { Effect, NetInWork } from './net-in-work.ts';
import { thrownEffects, throwsFrom } from './thrown-effects.ts';

/** None when it stays where it is. `from`: what the token came over, or the element itself. */
export function effectsOf(net: NetInWork, node: FlowNode, from: string): readonly Effect[] {
  const effects = withoutMessage(net, node, from);
  if (waits(node)) return effects;
  const catches = net.named?.catchesOf(node) ?? [];
  if (catches.length > 0)
    return withConditions(
      net,
      node,
      effects.flatMap((effect) => afterNaming(net, catches, effect)),
    );
  const sent = sending(node, net.drawn);
  return withConditions(net, node, sent ? effects.flatMap((effect) => afterSending(net, sent, effect)) : effects);
}

/** Conditions on its border that hold already come before an activity has begun, the first armed first (ADR 0048). */
function withConditions(net: NetInWork, node: FlowNode, effects: readonly Effect[]): readonly Effect[] {
  const boundaries = node.boundaryEvents.filter(comesAtOnce);
  if (boundaries.length === 0) return effects;
  let beside: Effect[] = [{ produce: [], taken: {} }];
  const instead: Effect[] = [];
  for (const boundary of boundaries) {
    const come = beside.flatMap((before) => net.waysOut(boundary, boundary.id).map((way) => both(before, way)));
    if (boundary.interrupting) instead.push(...come);
    else beside = [...beside, ...come];
  }
  return [...effects.flatMap((effect) => (effect.clears ? [effect] : beside.map((each) => both(effect, each)))), ...instead];
}

function both(one: Effect, other: Effect): Effect {
  return { ...one, produce: [...one.produce, ...other.produce], taken: { ...one.taken, ...other.taken } };
}

function withoutMessage(net: NetInWork, node: FlowNode, from: string): readonly Effect[] {
  const { event, events, type } = node;
  if (waits(node)) {
    const enter: Effect = { produce: net.activation(node), taken: {} };
    return skipsIt(net, node) ? [enter, ...net.waysOut(node, from).map((way) => ({ ...way, act: 'skip' as const }))] : [enter];
  }
  if (type === 'endEvent' || type === 'intermediateThrowEvent') {
    // what leaves beside the cancelling does not change how the transaction is left
    if (events.some((each) => each.type === 'cancel')) return thrownEffects(net, { type: 'cancel' }, node, node.container, from);
    if (events.length > 1) return thrownTogether(net, node, from);
    switch (event?.type) {
      case 'link':
        return net.waysOut(node.linkTarget!, from);
      case 'terminate':
        return [{ produce: [net.ended(node, from)], taken: {}, clears: node.container }];
      case 'error':
      case 'escalation':
        return thrownTogether(net, node, from);
    }
  }
  const all = net.waysOut(node, from);
  const failure = failureOf(node);
  return failure === undefined ? all : [...all, ...throwsFrom(net, node, { type: 'error', code: failure }, from)];
}

/** It may have no round at all. That leads where its completion does, and is told apart only where what is inside never completes. */
function skipsIt({ options }: NetInWork, { loop, contents, called }: FlowNode): boolean {
  if (!loop || options.skips) return loop !== undefined;
  const inside = contents ?? called;
  return mayHaveNoRound(loop) && inside !== undefined && options.inside?.(inside).canComplete === false;
}

/** Errors and escalations of a throwing event; at most one of several (ADR 0049), with what else it throws. */
function thrownTogether(net: NetInWork, node: FlowNode, from: string): Effect[] {
  const { container } = node;
  const effects = node.events
    .flatMap((event) => (event.type === 'error' || event.type === 'escalation' ? [event] : []))
    .map(({ type, code }) => thrownEffects(net, { type, ...(code !== undefined && { code }) }, node, container, from));
  const alternatives = effects.length === 0 ? [{ produce: [], taken: {} } satisfies Effect] : effects.flat();
  if (node.events.some(({ type }) => type === 'terminate'))
    // the container has ended first: who would handle it there is gone
    return alternatives.map(({ thrown, leaves }: Effect) => ({
      produce: [net.ended(node, from)],
      taken: {},
      clears: container,
      ...(thrown && thrown.handler.container.parent !== container && { thrown }),
      ...(leaves && { leaves }),
    }));
  return alternatives.flatMap((effect: Effect) =>
    effect.clears
      ? [effect]
      : net.waysOut(node, from).map(({ produce, taken }) => ({ ...effect, produce: [...produce, ...effect.produce], taken })),
  );
}
