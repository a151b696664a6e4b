/** For each inclusive join the places that can matter to it: those from which some of its incoming flows can be reached, but not all. */
import type { FlowNode } from '../model/types.ts';
import { joinGuardsOf, type JoinGuard } from './join-guard.ts';
import type { TokenNet } from './token-net.ts';

/** Flows that fit into the bits of one number. */
const mostFlows = 30;

/**
 * The rule of `inclusive-join.ts`, in bits: one walk back from each join instead of one for each flow. A place that leads to every flow is left out:
 * while any flow is marked it can hold nothing up. Joins in document order.
 */
export function joinRegionsOf(net: TokenNet): JoinGuard[] {
  const { places, transitions, containers } = net;
  const joins = new Set<FlowNode>();
  for (const { join } of transitions) if (join) joins.add(join);
  if (joins.size === 0) return [];
  if ([...joins].some(({ incoming }) => incoming.length > mostFlows)) return [...joinGuardsOf(net)];
  const nodes = containers.flatMap((container) => container.nodes);
  const index = new Map(nodes.map((node, number) => [node, number]));
  const before = nodes.map((node) => leadingInto(node).map((other) => index.get(other)!));
  const placesOf: number[][] = nodes.map(() => []);
  const flowPlaces = new Map<unknown, number>();
  places.forEach(({ kind, node, flow }, number) => {
    if (kind === 'flow') {
      flowPlaces.set(flow, number);
      placesOf[index.get(flow!.target)!]!.push(number);
    } else if (kind === 'active' || kind === 'start') placesOf[index.get(node!)!]!.push(number);
  });
  const leads = new Int32Array(nodes.length);
  return [...joins].map((join) => {
    const full = 2 ** join.incoming.length - 1;
    const own = index.get(join)!;
    const touched: number[] = [];
    const pending: number[] = [];
    const reach = (node: number, bits: number) => {
      if (node === own || (leads[node]! | bits) === leads[node]) return;
      if (leads[node] === 0) touched.push(node);
      leads[node]! |= bits;
      pending.push(node);
    };
    join.incoming.forEach(({ source }, flow) => reach(index.get(source)!, 1 << flow));
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) for (const other of before[node]!) reach(other, leads[node]!);
    const upstream: number[][] = join.incoming.map(() => []);
    for (const node of touched) {
      if (leads[node] !== full) upstream.forEach((from, flow) => (leads[node]! >> flow) & 1 && from.push(...placesOf[node]!));
      leads[node] = 0;
    }
    return { join, incoming: join.incoming.map((flow) => flowPlaces.get(flow)!), upstream };
  });
}

/** Elements from which a token comes to this one: over a flow, from the host of a boundary event, over a link. */
function leadingInto(node: FlowNode): FlowNode[] {
  const sources = node.incoming.map(({ source }) => source);
  if (node.attachedTo) sources.push(node.attachedTo);
  if (node.event?.type === 'link' && node.type === 'intermediateCatchEvent')
    for (const other of node.container.nodes) if (other.linkTarget === node) sources.push(other);
  return sources;
}
