/** Timers on activities with contents: those that can never fire are named and taken out of the graph. */
import { compareAmounts, daysIn, measureOf } from './amount.ts';
import { longestOf } from './longest.ts';
import { openNotes, type Notes } from './notes.ts';
import { routesOf } from './routes.ts';
import type { TimeGraph, Vertex } from './time-graph.ts';
import { unfold, type UnfoldedVertex } from './unfold.ts';

export function withoutDeadTimers(graph: TimeGraph, notes: Notes): TimeGraph {
  if (graph.open.length === 0) return graph;
  const scratch = openNotes();
  const unfolded = unfold(graph, scratch);
  const first = (origin: Vertex): UnfoldedVertex | undefined => unfolded.vertices.find((each) => each.origin === origin);
  const dead = new Set<string>();
  for (const { element, host, amount, enter, leave, receipts } of graph.open) {
    const from = first(enter);
    if (!from || !leave.some(first) || receipts.length > 0) continue;
    const isOwn = (vertex: Vertex) => vertex.take?.element === element;
    const routes = routesOf(
      unfolded,
      {
        sources: [from],
        isTarget: ({ origin }) => leave.includes(origin),
        isCounted: () => true,
        isBarred: (edge) => isOwn(edge.from) || isOwn(edge.to),
      },
      scratch,
    );
    const unit = 'iso' in amount ? 'calendarDay' : amount.unit === 'calendarDay' ? 'calendarDay' : 'workingDay';
    const inside = routes.map(({ vertex }) => vertex);
    const isKnown =
      inside.length > 0 &&
      inside.every(
        ({ element: each, take }) =>
          (!take || (take.most && measureOf(take.most) === measureOf(amount))) && !unfolded.endless.has(each?.id ?? ''),
      ) &&
      ![...notes.untimed, ...notes.unbounded.map(({ elementId }) => elementId)].some((id) =>
        inside.some(({ element: each }) => each?.id === id),
      );
    if (!isKnown) continue;
    const most = { value: longestOf(routes, (take) => daysIn(take.most!, unit)).days, unit } as const;
    if ((compareAmounts(most, amount) ?? 0) >= 0) continue;
    dead.add(element.id);
    notes.timers.push({ elementId: element.id, hostId: host.id, fact: 'dead', timer: amount, host: most });
  }
  const isDead = ({ take }: Vertex) => dead.has(take?.element.id ?? '');
  return dead.size === 0 ? graph : { ...graph, edges: graph.edges.filter(({ from, to }) => !isDead(from) && !isDead(to)) };
}
