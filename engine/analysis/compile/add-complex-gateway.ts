/** A complex gateway that waits by a condition: one transition for each set of flows with which it may start, and for each with which it may reset (13.4.5; ADR 0052). */
import type { FlowNode } from '../../model/types.ts';
import { upstream } from '../../semantics/inclusive-join.ts';
import type { TokenTransition } from '../token-net.ts';
import { activationOf } from './activation.ts';
import type { NetInWork } from './net-in-work.ts';

/** It takes a token of each flow that has one, and waits for the others that could still come. */
export function addComplexStarts(net: NetInWork, node: FlowNode): void {
  const flows = node.incoming.map(net.onFlow);
  const activation = activationOf(node);
  const awaiting = properSets(flows.length).map((set) => awaitingPlace(net, node, set));
  for (const set of [...properSets(flows.length), flows.map(() => true)]) {
    const [taken, others] = parted(flows, set);
    const rest = taken.length === flows.length ? [] : [awaitingPlace(net, node, set)];
    const given: Pick<TokenTransition, 'guard' | 'isOptional'> = activation
      ? { guard: { places: flows, holds: activation } }
      : { isOptional: true };
    for (const { produce, taken: ways } of net.waysOut(node, node.id))
      net.add({
        act: 'pass',
        node,
        consume: taken,
        produce: [...rest, ...produce],
        taken: ways,
        unless: [...others, ...awaiting],
        ...given,
      });
  }
}

/** Once everything else has its place: it resets when nothing that is missing could still come, with what came meanwhile over other flows. */
export function addComplexResets(net: NetInWork, node: FlowNode): void {
  const flows = node.incoming.map(net.onFlow);
  const regions = regionsOf(net, node);
  for (const before of properSets(flows.length))
    for (const come of [flows.map(() => false), ...properSets(flows.length)]) {
      if (come.some((each, index) => each && before[index])) continue;
      const has = before.map((each, index) => each || come[index]!);
      const [taken] = parted(flows, come);
      const excused = new Set(regions.filter((_, index) => has[index]).flat());
      const missing = regions.filter((_, index) => !has[index]).flat();
      net.add({
        act: 'reset',
        node,
        consume: [awaitingPlace(net, node, before), ...taken],
        produce: [],
        taken: {},
        unless: [...new Set([...flows.filter((_, index) => !has[index]), ...missing.filter((place) => !excused.has(place))])],
      });
    }
}

/** For each incoming flow the places from which a token could still come there. */
export function regionsOf({ places }: Pick<NetInWork, 'places'>, node: FlowNode): number[][] {
  const paths = upstream(node);
  return node.incoming.map((flow) => {
    const from = paths.get(flow)!;
    return places.flatMap((place, number) => {
      if (place.container !== node.container) return [];
      if (place.kind === 'flow') return place.flow!.target !== node && from.has(place.flow!) ? [number] : [];
      return (place.kind === 'active' || place.kind === 'start') && from.has(place.node!) ? [number] : [];
    });
  });
}

function awaitingPlace(net: NetInWork, node: FlowNode, before: readonly boolean[]): number {
  return net.placeOf({ kind: 'awaiting', elementId: node.id, container: node.container, node, times: before.map(Number) });
}

/** Neither none nor all. */
function properSets(size: number): boolean[][] {
  return Array.from({ length: 2 ** size - 2 }, (_, index) => Array.from({ length: size }, (_each, at) => (((index + 1) >> at) & 1) === 1));
}

function parted(flows: readonly number[], set: readonly boolean[]): readonly [number[], number[]] {
  return [flows.filter((_, index) => set[index]), flows.filter((_, index) => !set[index])];
}
