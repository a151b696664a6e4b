/** Receipts of a supplement that nobody need have asked for: for those the clock neither stands nor begins anew (engine/deadlines/clocks.ts). */
import type { FlowNode } from '../../model/types.ts';
import { adjacencyOf, type Edge, type Vertex } from './time-graph.ts';

/** Receipts that a way leads to on which no supplement has been asked for since the start, or since the last one came. */
export function unaskedReceipts(vertices: readonly Vertex[], edges: readonly Edge[], start: Vertex): FlowNode[] {
  const receipts = vertices.filter(({ element }) => element?.purpose === 'supplementReceipt');
  if (receipts.length === 0) return [];
  const { out } = adjacencyOf(vertices.length, edges);
  const seen = new Set([start, ...receipts.filter(({ side }) => side === 'leave')]);
  for (const vertex of seen) {
    if (vertex.side === 'leave' && asksOnce(vertex.element)) continue;
    for (const { to } of out[vertex.id]!) seen.add(to);
  }
  return receipts.flatMap((vertex) => (vertex.side === 'enter' && seen.has(vertex) ? [vertex.element!] : []));
}

/** A request that does not interrupt may come again while the first is waited for, and then asks for nothing. */
function asksOnce(node: FlowNode | undefined): boolean {
  if (node?.purpose !== 'supplementRequest') return false;
  return (node.type !== 'boundaryEvent' && node.type !== 'startEvent') || node.interrupting;
}
