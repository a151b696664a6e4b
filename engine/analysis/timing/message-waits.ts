/** Waits for messages of the same file that nothing has sent: in a later round of a loop, or because only another way sends it. */
import type { Notes } from './notes.ts';
import { adjacencyOf } from './time-graph.ts';
import type { Unfolded, UnfoldedVertex } from './unfold.ts';

/** Waits that the ways from `sources` pass while no way from there sends the message. */
export function unmetWaits(graph: Unfolded, sources: readonly UnfoldedVertex[]): UnfoldedVertex[] {
  if (!graph.vertices.some(({ arrival }) => arrival)) return [];
  const { into, out } = adjacencyOf(graph.vertices.length, graph.edges);
  const ahead = new Set(sources.map(({ id }) => id));
  for (const id of ahead) for (const { to } of out[id]!) ahead.add(to.id);
  const isMet = ({ id, arrival }: UnfoldedVertex) =>
    into[id]!.some(({ from }) => ahead.has(from.id) && graph.vertices[from.id]!.origin === arrival);
  // a loop laid out as all its budgets has its messages inside
  return graph.vertices.filter(
    (vertex) => vertex.arrival && ahead.has(vertex.id) && !graph.endless.has(vertex.element!.id) && !isMet(vertex),
  );
}

/** Names the waits that no way from the start of the process has an end for. */
export function noteUnmetWaits(graph: Unfolded, notes: Notes): void {
  const named = new Set<string>();
  for (const { element } of unmetWaits(graph, [graph.start])) {
    if (named.has(element!.id)) continue;
    named.add(element!.id);
    const name = element!.name ?? element!.id;
    notes.unbounded.push({
      what: 'wait',
      elementId: element!.id,
      elements: [element!.id],
      counts: true,
      message: `"${name}" có lúc chờ một tin mà chưa ai gửi`,
      messageEn: `"${name}" may wait for a message that nobody has sent`,
    });
  }
}
