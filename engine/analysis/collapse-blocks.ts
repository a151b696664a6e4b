/**
 * The part of a container that is drawn in blocks, taken out before anything is compiled: steps in a row, splits that meet again in a join of their kind, loops with one way in and out.
 * Each is sound and safe by itself and becomes one flow, as the rules of "A rule-based approach to workflow verification" (Sadiq, Orlowska, 2000) do;
 * when what is left is sound, so is the whole.
 */
import type { Throws } from './throws-of.ts';
import type { Container, FlowNode, SequenceFlow } from '../model/types.ts';

export interface Collapsed {
  /** Elements inside of what is one flow now. */
  readonly gone: ReadonlySet<FlowNode>;
  /** The flow that is left of the part a flow leads into: its last one. */
  lastOf(flow: SequenceFlow): SequenceFlow;
}

/** Never takes out what can be left by anything but its own flow, is contents of its own, or is the target of an event-based gateway. */
export function collapseBlocks(container: Container, throws: Throws, inCall: boolean): Collapsed {
  const { nodes, flows } = container;
  const numbers = new Map<FlowNode, number>();
  for (const node of nodes) numbers.set(node, numbers.size);
  const source = new Int32Array(flows.length);
  const target = new Int32Array(flows.length);
  /** A flow that became part of another one says which. */
  const into = new Int32Array(flows.length).fill(-1);
  const flowNumbers = new Map<SequenceFlow, number>();
  const ins: number[][] = nodes.map(() => []);
  const outs: number[][] = nodes.map(() => []);
  for (const flow of flows) {
    const number = flowNumbers.size;
    flowNumbers.set(flow, number);
    source[number] = numbers.get(flow.source)!;
    target[number] = numbers.get(flow.target)!;
    outs[source[number]!]!.push(number);
    ins[target[number]!]!.push(number);
  }
  const shapes = Uint8Array.from(nodes, (node) => shapeOf(node, throws, inCall));
  const gone = new Set<FlowNode>();
  const pending = nodes.map((_, number) => number);

  const remove = (node: number) => {
    shapes[node] = other;
    gone.add(nodes[node]!);
  };
  /** What lay between the two flows is gone. */
  const join = (first: number, last: number) => {
    const from = source[first]!;
    into[first] = last;
    source[last] = from;
    outs[from]![outs[from]!.indexOf(first)] = last;
    pending.push(from, target[last]!);
  };

  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const shape = shapes[node]!;
    if (shape === other || ins[node]!.length === 0 || outs[node]!.length === 0) continue;
    const [first] = ins[node]!;
    const [last] = outs[node]!;
    const next = target[last!]!;
    if (next === node) continue;
    if (ins[node]!.length === 1 && outs[node]!.length === 1) {
      remove(node);
      join(first!, last!);
    } else if (ins[node]!.length === 1 && shape !== step) {
      if (next === source[first!] || !meets(shape, shapes[next]!) || outs[next]!.length !== 1) continue;
      if (ins[next]!.length !== outs[node]!.length || !outs[node]!.every((flow) => target[flow] === next)) continue;
      const after = outs[next]![0]!;
      // round and round without a way in
      if (target[after] === node) continue;
      remove(node);
      remove(next);
      join(first!, after);
    } else if (shape === exclusive && ins[node]!.length === 2 && outs[node]!.length === 1) {
      if (shapes[next] !== exclusive || ins[next]!.length !== 1 || outs[next]!.length !== 2) continue;
      const [back] = ins[node]!.filter((flow) => source[flow] === next);
      const [enter] = ins[node]!.filter((flow) => source[flow] !== next);
      const [leave] = outs[next]!.filter((flow) => flow !== back);
      if (back === undefined || enter === undefined || leave === undefined) continue;
      remove(node);
      remove(next);
      join(enter, leave);
    }
  }

  return {
    gone,
    lastOf(flow) {
      let number = flowNumbers.get(flow)!;
      while (into[number]! >= 0) number = into[number]!;
      return flows[number]!;
    },
  };
}

const other = 0;
const step = 1;
const exclusive = 2;
const parallel = 3;
const inclusive = 4;

function shapeOf(node: FlowNode, throws: Throws, inCall: boolean): number {
  switch (node.type) {
    case 'exclusiveGateway':
      return exclusive;
    case 'parallelGateway':
      return parallel;
    case 'inclusiveGateway':
      return inclusive;
    case 'task':
    case 'userTask':
    case 'manualTask':
    case 'serviceTask':
    case 'scriptTask':
    case 'businessRuleTask':
    case 'sendTask':
    case 'receiveTask':
      break;
    case 'intermediateCatchEvent':
      if (node.event?.type === 'timer' || node.event?.type === 'message' || node.event?.type === 'signal') break;
      return other;
    default:
      return other;
  }
  if (node.boundaryEvents.length > 0 || node.incoming.some(({ source }) => source.type === 'eventBasedGateway')) return other;
  const isHandled = throws.sitesAt(node).some((site) => throws.handlersOf(site, node, inCall).some((handler) => handler !== undefined));
  return isHandled ? other : step;
}

/** A join waits for what the split sets going, for all of it and nothing else. */
function meets(split: number, join: number): boolean {
  return join === split || (join === inclusive && split !== step && split !== other);
}
