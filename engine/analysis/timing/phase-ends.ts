/** Where a phase ends: when a step of another is activated (engine/semantics/dossier.ts). */
import { adjacencyOf } from './time-graph.ts';
import type { Unfolded, UnfoldedVertex } from './unfold.ts';

export interface PhaseEnds {
  readonly isEnd: (vertex: UnfoldedVertex) => boolean;
  /** Steps of other phases that run beside and may have been activated before: they are taken as ending nothing. */
  readonly besides: readonly UnfoldedVertex[];
}

/** `begins`: where the phase begins; `starts`: where what runs beside has begun. */
export function phaseEnds(graph: Unfolded, phase: string, begins: readonly UnfoldedVertex[], starts: readonly UnfoldedVertex[]): PhaseEnds {
  const { out } = adjacencyOf(graph.vertices.length, graph.edges);
  const later = new Set(begins.map(({ id }) => id));
  for (const id of later) for (const { to } of out[id]!) later.add(to.id);
  const beside = new Set(starts.map(({ id }) => id));
  for (const id of beside) for (const { to } of out[id]!) if (!later.has(to.id)) beside.add(to.id);
  const others = graph.vertices.filter(({ element, side }) => {
    const other = element?.step?.phase;
    return side === 'enter' && other !== undefined && other !== phase;
  });
  const ends = new Set(others.filter(({ id }) => !beside.has(id)));
  return { isEnd: (vertex) => ends.has(vertex), besides: others.filter(({ id }) => beside.has(id)) };
}
