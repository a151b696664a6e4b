/** For each inclusive join the places that can matter to it: those from which some of its incoming flows can be reached, but not all. */
import type { FlowNode } from '../model/types.ts';
import { joinGuardsOf, type JoinGuard } from './join-guard.ts';
import type { TokenNet } from './token-net.ts';

/** Flows that fit into the bits of one number. */
const mostFlows = 30;

/** Guards of all inclusive joins of the net, in document order. */
export function joinRegionsOf(net: TokenNet): JoinGuard[] {
  const { joins, regionOf } = joinRegions(net);
  return joins.map(regionOf);
}

export interface JoinRegions {
  /** In document order, the order in which the engine asks them. */
  readonly joins: readonly FlowNode[];
  readonly incomingOf: (join: FlowNode) => readonly number[];
  readonly regionOf: (join: FlowNode) => JoinGuard;
}

/**
 * The rule of `inclusive-join.ts`, in bits: one walk back from each join instead of one for each flow. A place that leads to every flow is left out:
 * while any flow is marked it can hold nothing up. Each is found when it is asked for.
 */
export function joinRegions(net: TokenNet): JoinRegions {
  const { places, transitions, containers } = net;
  const found = new Set<FlowNode>();
  for (const { join } of transitions) if (join) found.add(join);
  const joins = [...found];
  if (joins.length === 0) return { joins, incomingOf: () => [], regionOf: unknownJoin };
  if (joins.some(({ incoming }) => incoming.length > mostFlows)) {
    const guards = new Map(joinGuardsOf(net).map((guard) => [guard.join, guard]));
    const regionOf = (join: FlowNode) => guards.get(join) ?? unknownJoin();
    return { joins, regionOf, incomingOf: (join) => regionOf(join).incoming };
  }
  const nodes = containers.flatMap((container) => container.nodes);
  const index = new Map(nodes.map((node, number) => [node, number]));
  const before: (readonly number[] | undefined)[] = nodes.map(() => undefined);
  const beforeOf = (node: number) => (before[node] ??= leadingInto(nodes[node]!).map((other) => index.get(other)!));
  const placesOf: number[][] = nodes.map(() => []);
  const flowPlaces = new Map<unknown, number>();
  places.forEach(({ kind, node, flow }, number) => {
    if (kind === 'flow') {
      flowPlaces.set(flow, number);
      placesOf[index.get(flow!.target)!]!.push(number);
    } else if (kind === 'active' || kind === 'start') placesOf[index.get(node!)!]!.push(number);
  });
  const leads = new Int32Array(nodes.length);
  const incomingOf = (join: FlowNode) => join.incoming.map((flow) => flowPlaces.get(flow)!);
  const regionOf = (join: FlowNode): JoinGuard => {
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
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) for (const other of beforeOf(node)) reach(other, leads[node]!);
    const upstream: number[][] = join.incoming.map(() => []);
    for (const node of touched) {
      if (leads[node] !== full) upstream.forEach((from, flow) => (leads[node]! >> flow) & 1 && from.push(...placesOf[node]!));
      leads[node] = 0;
    }
    return { join, incoming: incomingOf(join), upstream };
  };
  return { joins, incomingOf, regionOf };
}

function unknownJoin(): never {
  throw new RangeError('no inclusive join of the net');
}

/** Elements from which a token comes to this one: over a flow, from the host of a boundary event, over a link. */
function leadingInto(node: FlowNode): FlowNode[] {
  const sources = node.incoming.map(({ source }) => source);
  if (node.attachedTo) sources.push(node.attachedTo);
  if (node.event?.type === 'link' && node.type === 'intermediateCatchEvent')
    for (const other of node.container.nodes) if (other.linkTarget === node) sources.push(other);
  return sources;
}
