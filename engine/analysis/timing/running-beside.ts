/** What runs already when a count begins in the middle of a process: branches beside the place where it does. */
import { adjacencyOf, type Edge } from './time-graph.ts';
import type { Unfolded, UnfoldedVertex } from './unfold.ts';

export interface Beside {
  /** Where those branches begin: the count is longest when they have only just begun. */
  readonly starts: readonly UnfoldedVertex[];
  /** Something takes time for certain between the split and the place, so that they have not. */
  readonly isBound: boolean;
}

/** Branches that a split has begun beside those that lead to one of `places`, and that have not come together with them yet. */
export function runningBeside(graph: Unfolded, places: readonly UnfoldedVertex[]): Beside {
  const { vertices } = graph;
  const { out } = adjacencyOf(vertices.length, graph.edges);
  const known = new Map<number, ReadonlySet<number>>();
  const after = (id: number): ReadonlySet<number> => {
    const found = known.get(id);
    if (found) return found;
    const seen = new Set([id]);
    for (const each of seen) for (const { to } of out[each]!) seen.add(to.id);
    known.set(id, seen);
    return seen;
  };
  const starts = new Map<number, UnfoldedVertex>();
  let isBound = false;
  for (const { id, split } of vertices) {
    const ways = out[id]!;
    if (ways.length < 2 || (split === 'one' && !ways.some(({ beside }) => beside))) continue;
    for (const way of ways)
      for (const place of places) {
        if (!after(way.to.id).has(place.id)) continue;
        for (const other of ways) {
          if (other === way || !goesBeside(split, way, other) || after(other.to.id).has(place.id)) continue;
          starts.set(other.to.id, vertices[other.to.id]!);
          const takesTime = [...after(way.to.id)].some((each) => vertices[each]!.take?.least !== undefined && after(each).has(place.id));
          if (takesTime) isBound = true;
        }
      }
  }
  return { starts: [...starts.values()], isBound };
}

/** What a message begins is another pool's (limits.ts). */
function goesBeside(split: UnfoldedVertex['split'], way: Edge, other: Edge): boolean {
  if (way.message || other.message) return false;
  return split !== 'one' || way.beside === true || other.beside === true;
}
