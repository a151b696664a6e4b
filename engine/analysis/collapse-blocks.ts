/**
 * The part of a container that is drawn in blocks, taken out before anything is compiled: steps in a row, splits that meet again in a join of their kind, loops with one way in and out.
 * Each is sound and safe by itself and becomes one flow, as the rules of "A rule-based approach to workflow verification" (Sadiq, Orlowska, 2000) do;
 * when what is left is sound, so is the whole.
 */
import { lacksData } from './lacks-data.ts';
import { splitsOf } from './splits.ts';
import type { Throws } from './throws-of.ts';
import type { Container, FlowNode, SequenceFlow } from '../model/types.ts';
import { waits } from './waits.ts';

export interface Collapsed {
  /** Elements inside of what is one flow now. */
  readonly gone: ReadonlySet<FlowNode>;
  /** The flow that is left of the part a flow leads into: its last one. */
  lastOf(flow: SequenceFlow): SequenceFlow;
  /** The last flow of the whole part that an element which is gone lies in. */
  partOf(node: FlowNode): SequenceFlow;
  /** The shortest way of one token from the first flow of a part to this one, its last. */
  passage(last: SequenceFlow): Passage;
  /** Two tokens in the part at once may become one; only told with `counts`. */
  merges(last: SequenceFlow): boolean;
}

/** Elements in the order in which they are passed, nested so that putting parts together costs nothing. */
export type Passage = readonly (Passed | Passage)[];

export interface Passed {
  readonly node: FlowNode;
  readonly consumes: readonly SequenceFlow[];
  readonly takes: readonly SequenceFlow[];
}

/**
 * Never takes out what can be left by anything but its own flow, is contents of its own, or is the target of an event-based gateway.
 * `counts`: what is left is to say what happens with several tokens in a part, too: parts stay where some of them would be left behind.
 */
export function collapseBlocks(container: Container, throws: Throws, inCall: boolean, counts = false): Collapsed {
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
  const merging = new Uint8Array(flows.length);
  /** What was taken out, in order, as far as it takes to tell the ways through it. */
  const log: number[] = [];
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
    merging[last]! |= merging[first]!;
    source[last] = from;
    outs[from]![outs[from]!.indexOf(first)] = last;
    pending.push(from, target[last]!);
  };

  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const shape = shapes[node]!;
    if (shape === other || ins[node]!.length === 0 || outs[node]!.length === 0) continue;
    const first = ins[node]![0];
    const last = outs[node]![0];
    const next = target[last!]!;
    if (next === node) continue;
    if (ins[node]!.length === 1 && outs[node]!.length === 1) {
      remove(node);
      log.push(node, node, first!, last!);
      join(first!, last!);
    } else if (ins[node]!.length === 1 && shape !== step) {
      if (next === source[first!] || !meets(shape, shapes[next]!) || outs[next]!.length !== 1) continue;
      if (ins[next]!.length !== outs[node]!.length || !outs[node]!.every((flow) => target[flow] === next)) continue;
      const after = outs[next]![0]!;
      // round and round without a way in
      if (target[after] === node) continue;
      const some = outs[node]!.filter((flow) => merging[flow]);
      // the one token of one branch would wait for ever for two of the other
      if (counts && some.length > 0 && shapes[next] === parallel) continue;
      merging[after]! |= Number(shape === parallel ? some.length === outs[node]!.length : some.length > 0 || shapes[next] === inclusive);
      remove(node);
      remove(next);
      log.push(node, next, first!, after);
      join(first!, after);
    } else if (shape === exclusive && ins[node]!.length === 2 && outs[node]!.length === 1) {
      if (shapes[next] !== exclusive || ins[next]!.length !== 1 || outs[next]!.length !== 2) continue;
      const [back] = ins[node]!.filter((flow) => source[flow] === next);
      const [enter] = ins[node]!.filter((flow) => source[flow] !== next);
      const [leave] = outs[next]!.filter((flow) => flow !== back);
      if (back === undefined || enter === undefined || leave === undefined) continue;
      remove(node);
      remove(next);
      merging[leave]! |= merging[last!]! | merging[back]!;
      log.push(node, next, enter, leave);
      join(enter, leave);
    }
  }

  const lastNumber = (flow: SequenceFlow) => {
    let number = flowNumbers.get(flow)!;
    while (into[number]! >= 0) number = into[number]!;
    return number;
  };
  let told: ReturnType<typeof passagesOf> | undefined;
  const tell = () => (told ??= passagesOf(nodes, flows, flowNumbers, log));
  return {
    gone,
    lastOf: (flow) => flows[lastNumber(flow)]!,
    partOf(node) {
      const { around } = tell();
      let number = lastNumber(node.incoming[0]!);
      while (around[number] !== undefined) number = lastNumber(flows[around[number]!]!);
      return flows[number]!;
    },
    passage: (last) => tell().passages[flowNumbers.get(last)!]!,
    merges: (last) => counts && merging[flowNumbers.get(last)!] === 1,
  };
}

/** The ways through the parts, by their last flows, and of those inside of another the last flow of that one. The log: first and last element that were taken out, flow before and flow after. */
function passagesOf(
  nodes: readonly FlowNode[],
  flows: readonly SequenceFlow[],
  flowNumbers: ReadonlyMap<SequenceFlow, number>,
  log: readonly number[],
): { readonly passages: readonly Passage[]; readonly around: readonly (number | undefined)[] } {
  const passages: Passage[] = flows.map(() => []);
  const around: (number | undefined)[] = flows.map(() => undefined);
  const lengths = flows.map(() => 0);
  /** Of a part its first and last flow, each by the other. */
  const firstOf = flows.slice();
  const lastOf = flows.slice();
  const numberOf = (flow: SequenceFlow) => flowNumbers.get(flow)!;
  for (let at = 0; at < log.length; at += 4) {
    const node = nodes[log[at]!]!;
    const next = nodes[log[at + 1]!]!;
    const from = log[at + 2]!;
    const to = log[at + 3]!;
    const before = flows[from]!;
    const takes = [firstOf[to]!];
    let middle: Passage = [{ node, consumes: [before], takes }];
    let length = waits(node) ? 2 : 1;
    if (node !== next) {
      const through = (some: readonly SequenceFlow[]) => some.map((flow) => lastOf[numberOf(flow)]!);
      const lengthOf = (some: readonly SequenceFlow[]) => through(some).reduce((sum, flow) => sum + lengths[numberOf(flow)]!, 0);
      const ways = splitsOf(node).toSorted((a, b) => lengthOf(a) - lengthOf(b));
      const consumes = through(ways[0]!);
      middle = [
        { node, consumes: [before], takes: ways[0]! },
        ...consumes.map((flow) => passages[numberOf(flow)]!),
        { node: next, consumes, takes },
      ];
      length = 2 + lengthOf(ways[0]!);
      for (const flow of [...node.outgoing, ...next.outgoing]) if (flow !== takes[0]) around[numberOf(lastOf[numberOf(flow)]!)] = to;
    }
    passages[to] = [passages[from]!, middle, passages[to]!];
    lengths[to]! += lengths[from]! + length;
    firstOf[to] = firstOf[from]!;
    lastOf[numberOf(firstOf[to])] = flows[to]!;
  }
  return { passages, around };
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
      if (node.event?.type === 'link' || node.parallelMultiple) return other;
      break;
    default:
      return other;
  }
  if (node.startQuantity !== undefined || node.completionQuantity !== undefined || lacksData(node)) return other;
  if (node.boundaryEvents.length > 0 || node.incoming.some(({ source }) => source.type === 'eventBasedGateway')) return other;
  const isHandled = throws.sitesAt(node).some((site) => throws.handlersOf(site, node, inCall).some((handler) => handler !== undefined));
  return isHandled ? other : step;
}

/** A join waits for what the split sets going, for all of it and nothing else. */
function meets(split: number, join: number): boolean {
  return join === split || (join === inclusive && split !== step && split !== other);
}
