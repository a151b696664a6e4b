/** The graph of one process or subprocess: its nodes in order of the flow, and which flows lead back. */
import type { Moddle } from 'bpmn-moddle';

export interface GraphEdge {
  readonly flow: Moddle;
  /** The element the flow is drawn from; a boundary event stands for itself. */
  readonly source: Moddle;
  readonly target: Moddle;
  /** Where the source stands in the order of nodes: the activity, for a boundary event. */
  readonly from: Moddle;
  readonly isBack: boolean;
}

export interface ScopeGraph {
  /** In order of the flow; ties in document order. Without boundary events and event subprocesses. */
  readonly nodes: readonly Moddle[];
  readonly edges: readonly GraphEdge[];
  readonly boundaryEvents: ReadonlyMap<Moddle, readonly Moddle[]>;
  readonly eventSubProcesses: readonly Moddle[];
  /** Data objects and stores. */
  readonly data: readonly Moddle[];
}

/** Reads a container. Flows whose ends are not in it are left out. */
export function graphOf(container: Moddle): ScopeGraph {
  const elements = (container.get('flowElements') as Moddle[] | undefined) ?? [];
  const flowNodes = elements.filter((element) => element.$instanceOf('bpmn:FlowNode'));
  const isBoundary = (element: Moddle) => element.$type === 'bpmn:BoundaryEvent' && flowNodes.includes(element.attachedToRef as Moddle);
  const eventSubProcesses = flowNodes.filter((element) => element.triggeredByEvent === true);
  const members = flowNodes.filter((element) => !isBoundary(element) && !eventSubProcesses.includes(element));
  const boundaryEvents = new Map<Moddle, Moddle[]>();
  for (const event of flowNodes.filter(isBoundary)) {
    const host = event.attachedToRef as Moddle;
    boundaryEvents.set(host, [...(boundaryEvents.get(host) ?? []), event]);
  }
  const place = (element: Moddle) => (isBoundary(element) ? (element.attachedToRef as Moddle) : element);
  const known = new Set(flowNodes);
  const flows = elements
    .filter(
      ({ $type, sourceRef, targetRef }) =>
        $type === 'bpmn:SequenceFlow' && known.has(sourceRef as Moddle) && known.has(targetRef as Moddle),
    )
    .map((flow) => ({ flow, source: flow.sourceRef as Moddle, target: flow.targetRef as Moddle, from: place(flow.sourceRef as Moddle) }))
    .filter(({ from, target }) => members.includes(from) && members.includes(target));
  const ordered = byOutgoingOrder(flows);
  const { order, back } = depthFirst(members, ordered);
  return {
    nodes: order,
    edges: flows.map((edge) => ({ ...edge, isBack: back.has(edge.flow) })),
    boundaryEvents,
    eventSubProcesses,
    data: elements.filter(({ $type }) => $type === 'bpmn:DataObjectReference' || $type === 'bpmn:DataStoreReference'),
  };
}

type Flow = Omit<GraphEdge, 'isBack'>;

function byOutgoingOrder(flows: readonly Flow[]): Map<Moddle, Flow[]> {
  const outgoing = new Map<Moddle, Flow[]>();
  for (const flow of flows) outgoing.set(flow.from, [...(outgoing.get(flow.from) ?? []), flow]);
  for (const [from, list] of outgoing) {
    const written = (from.get('outgoing') as Moddle[] | undefined) ?? [];
    const rank = ({ flow, source }: Flow) => (source === from ? (written.includes(flow) ? written.indexOf(flow) : written.length) : 1e6);
    list.sort((one, other) => rank(one) - rank(other));
  }
  return outgoing;
}

/** Flows into a node that is still open lead back; reverse order of finishing is an order of the flow. Without recursion: chains may be long. */
function depthFirst(members: readonly Moddle[], outgoing: ReadonlyMap<Moddle, readonly Flow[]>): { order: Moddle[]; back: Set<Moddle> } {
  const targets = new Set([...outgoing.values()].flat().map(({ target }) => target));
  const roots = [...members.filter((node) => !targets.has(node)), ...members];
  const state = new Map<Moddle, 'open' | 'done'>();
  const back = new Set<Moddle>();
  const finished: Moddle[] = [];
  for (const root of roots) {
    if (state.has(root)) continue;
    const stack = [{ node: root, next: 0 }];
    state.set(root, 'open');
    while (stack.length) {
      const top = stack.at(-1)!;
      // the last way out first: reversed, the first one comes first
      const ways = outgoing.get(top.node) ?? [];
      const way = ways[ways.length - 1 - top.next++];
      if (!way) {
        state.set(top.node, 'done');
        finished.push(top.node);
        stack.pop();
      } else if (state.get(way.target) === 'open') back.add(way.flow);
      else if (!state.has(way.target)) {
        state.set(way.target, 'open');
        stack.push({ node: way.target, next: 0 });
      }
    }
  }
  // roots were taken first to last, so the whole list reversed would put the first root last
  return { order: inFlowOrder(finished.reverse(), members, outgoing, back), back };
}

/** Kahn's order with document order for ties: what was drawn first stays left or above. */
function inFlowOrder(
  order: readonly Moddle[],
  members: readonly Moddle[],
  outgoing: ReadonlyMap<Moddle, readonly Flow[]>,
  back: ReadonlySet<Moddle>,
): Moddle[] {
  const waiting = new Map<Moddle, number>(order.map((node) => [node, 0]));
  const forward = [...outgoing.values()].flat().filter(({ flow }) => !back.has(flow));
  for (const { target } of forward) waiting.set(target, (waiting.get(target) ?? 0) + 1);
  const rank = new Map(members.map((node, index) => [node, index]));
  const ready = order.filter((node) => waiting.get(node) === 0);
  const result: Moddle[] = [];
  while (ready.length) {
    ready.sort((one, other) => rank.get(one)! - rank.get(other)!);
    const node = ready.shift()!;
    result.push(node);
    for (const { flow, target } of outgoing.get(node) ?? []) {
      if (back.has(flow)) continue;
      waiting.set(target, waiting.get(target)! - 1);
      if (waiting.get(target) === 0) ready.push(target);
    }
  }
  return result;
}
