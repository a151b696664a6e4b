/** What an inclusive join looks at in a net: its incoming places, and for each the places from which a token could still come there (ADR 0004). */
import { upstream } from '../semantics/inclusive-join.ts';
import type { FlowNode } from '../model/types.ts';
import type { Place, TokenNet } from './token-net.ts';

export interface JoinGuard {
  readonly join: FlowNode;
  /** Place of each incoming flow. */
  readonly incoming: readonly number[];
  /** For each incoming flow the places upstream of it, flows into the join itself left out. */
  readonly upstream: readonly (readonly number[])[];
}

/** Guards of the net's inclusive joins in document order, the order in which the engine asks them. */
export function joinGuardsOf({ places, transitions }: Pick<TokenNet, 'places' | 'transitions'>): readonly JoinGuard[] {
  const joins = [...new Set(transitions.flatMap(({ join }) => (join ? [join] : [])))];
  const flows = new Map(places.flatMap(({ kind, flow }, number) => (kind === 'flow' ? [[flow!, number]] : [])));
  return joins.map((join) => {
    const paths = upstream(join);
    const leads = (place: Place, from: ReadonlySet<unknown>) =>
      place.container === join.container &&
      (place.kind === 'flow'
        ? place.flow!.target !== join && from.has(place.flow)
        : (place.kind === 'active' || place.kind === 'start') && from.has(place.node));
    return {
      join,
      incoming: join.incoming.map((flow) => flows.get(flow)!),
      upstream: join.incoming.map((flow) => {
        const from = paths.get(flow)!;
        return places.flatMap((place, number) => (leads(place, from) ? [number] : []));
      }),
    };
  });
}

/** True when some flow is marked and every token that could still reach an empty flow could also reach a marked one. */
export function mayJoin({ incoming, upstream: paths }: JoinGuard, tokens: ArrayLike<number>): boolean {
  const marked = incoming.flatMap((place, index) => (tokens[place]! > 0 ? [index] : []));
  if (marked.length === 0) return false;
  const excused = new Set(marked.flatMap((index) => paths[index]!));
  return paths.every((from, index) => marked.includes(index) || from.every((place) => tokens[place] === 0 || excused.has(place)));
}
