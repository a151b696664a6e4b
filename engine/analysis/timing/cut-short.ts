/** Ways that a branch beside them cuts short in every run: what they add up to is a bound. */
import type { Container, FlowNode } from '../../model/types.ts';
import type { Longest } from './longest.ts';
import { adjacencyOf, type Edge } from './time-graph.ts';
import type { Unfolded, UnfoldedVertex } from './unfold.ts';

/**
 * Of the longest ways those that are a proof, the same when all are. None is that leaves a branch which always comes to an end that ends what the way passes, too:
 * a termination, an error, the cancelling of a transaction. A branch that may end otherwise, or that the way waits for, cuts nothing.
 */
export function provenWays(graph: Unfolded): (longest: Longest) => Longest {
  const { out } = adjacencyOf(graph.vertices.length, graph.edges);
  return (longest) => {
    const paths = longest.paths.filter((path) => !isCut(path));
    return paths.length === longest.paths.length ? longest : { ...longest, days: paths[0]?.days ?? -Infinity, paths };
  };

  function isCut({ places }: Longest['paths'][number]): boolean {
    const vertices = places.map(({ vertex }) => vertex);
    return vertices.some((vertex, index) => {
      const next = vertices[index + 1];
      if (!next) return false;
      const taken = out[vertex.id]!.filter(({ to }) => to === next);
      const branches = besides(vertex, next, taken, out[vertex.id]!);
      if (branches.length === 0) return false;
      const later = vertices.slice(index + 1);
      const inside = later.find(({ element }) => element !== undefined)?.element?.container;
      return inside !== undefined && branches.some((branch) => alwaysCuts(branch, inside, new Set(later)));
    });
  }

  /** Where what goes on beside the way begins. */
  function besides({ split }: UnfoldedVertex, next: UnfoldedVertex, taken: readonly Edge[], all: readonly Edge[]): UnfoldedVertex[] {
    const goesBeside = taken.length > 0 && taken.every(({ beside }) => beside);
    if (!goesBeside && split !== 'all') return [];
    return all.flatMap(({ to, beside, moment }) => (beside || moment || to === next ? [] : [graph.vertices[to.id]!]));
  }

  function alwaysCuts(branch: UnfoldedVertex, inside: Container, later: ReadonlySet<UnfoldedVertex>): boolean {
    const reached = new Set([branch]);
    let isCut = false;
    for (const vertex of reached) {
      if (later.has(vertex)) return false;
      if (vertex.side === 'leave' && vertex.element && endsAll(vertex.element, inside)) {
        isCut = true;
        continue;
      }
      for (const { to, beside, moment } of out[vertex.id]!) if (!beside && !moment) reached.add(graph.vertices[to.id]!);
    }
    return isCut;
  }
}

/** An end that leaves nothing at work in its own container, which is `inside` or around that. */
function endsAll({ type, events, container }: FlowNode, inside: Container): boolean {
  if (type !== 'endEvent' || !events.some((event) => event.type === 'terminate' || event.type === 'error' || event.type === 'cancel'))
    return false;
  let around: Container | undefined = inside;
  while (around && around !== container) around = around.parent;
  return around !== undefined;
}
