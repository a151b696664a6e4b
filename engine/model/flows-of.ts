/** Sequence flows and message flows, in the order that decides branches. */
import type { Moddle } from 'bpmn-moddle';
import type { Compilation, Draft } from './compilation.ts';
import { checkId, expressionOf, listOf, numberOf } from './moddle-access.ts';
import { problem } from './problems.ts';
import type { Container, FlowNode, MessageFlow, Problem, SequenceFlow } from './types.ts';

export function sequenceFlowOf(element: Moddle, container: Container, { problems, nodes }: Compilation): Draft<SequenceFlow> | undefined {
  const ends = (['sourceRef', 'targetRef'] as const).map((reference) => {
    const id = (element[reference] as Moddle | undefined)?.id;
    if (!id) problems.push(problem('REFERENCE_MISSING', reference, element.id));
    const node = nodes.get(id ?? '');
    // a refused element has its own problem; a node of another scope is the flow's fault
    if (node && node.container !== container) problems.push(problem('FLOW_CROSSES_SCOPE', '', element.id));
    return node?.container === container ? node : undefined;
  });
  const [source, target] = ends;
  if (!source || !target) return undefined;
  const condition = expressionOf(element.conditionExpression as Moddle | undefined, element.id!, problems);
  return {
    id: element.id!,
    ...(element.name && { name: element.name }),
    source,
    target,
    isDefault: false,
    ...(condition !== undefined && { condition }),
    ...(numberOf(element, 'probability', problems) !== undefined && { probability: numberOf(element, 'probability', [])! }),
    ...(numberOf(element, 'mostReturns', problems) !== undefined && { mostReturns: numberOf(element, 'mostReturns', [])! }),
  };
}

/** Order of `<incoming>` / `<outgoing>` where given, else of the sequenceFlow elements (ADR 0019). */
export function orderFlows(node: Draft<FlowNode>, element: Moddle, flows: readonly SequenceFlow[], problems: Problem[]): void {
  const sorted = (own: SequenceFlow[], property: string) => {
    const listed = listOf(element, property).map((flow) => flow.id);
    for (const id of listed) if (!own.some((flow) => flow.id === id)) problems.push(problem('FLOW_MISMATCH', id ?? '', node.id));
    const rank = new Map(listed.map((id, index) => [id, index]));
    return own
      .map((flow, index) => ({ flow, rank: rank.get(flow.id) ?? listed.length + index }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ flow }) => flow);
  };
  node.incoming = sorted(flowsBy(flows, 'target').get(node) ?? [], 'incoming');
  node.outgoing = sorted(flowsBy(flows, 'source').get(node) ?? [], 'outgoing');
  const defaultId = (element.default as Moddle | undefined)?.id;
  if (!defaultId) return;
  const chosen = node.outgoing.find((flow) => flow.id === defaultId) as Draft<SequenceFlow> | undefined;
  if (!chosen) problems.push(problem('DEFAULT_NOT_OUTGOING', defaultId, node.id));
  else {
    chosen.isDefault = true;
    node.defaultFlow = chosen;
  }
}

const indexes = new WeakMap<readonly SequenceFlow[], { source: Map<FlowNode, SequenceFlow[]>; target: Map<FlowNode, SequenceFlow[]> }>();

function flowsBy(flows: readonly SequenceFlow[], end: 'source' | 'target'): Map<FlowNode, SequenceFlow[]> {
  let index = indexes.get(flows);
  if (!index) {
    index = { source: new Map(), target: new Map() };
    for (const flow of flows)
      for (const side of ['source', 'target'] as const) {
        const own = index[side].get(flow[side]);
        if (own) own.push(flow);
        else index[side].set(flow[side], [flow]);
      }
    indexes.set(flows, index);
  }
  return index[end];
}

/** A drawn message flow names the message for ends that reference none. */
export function nameMessages(flow: Moddle, { messageNameOf }: Compilation): void {
  const message = flow.messageRef as Moddle | undefined;
  const name = message?.name ?? message?.id ?? flow.name ?? flow.id;
  for (const end of ['sourceRef', 'targetRef'] as const) {
    const id = (flow[end] as Moddle | undefined)?.id;
    if (id && name && !messageNameOf.has(id)) messageNameOf.set(id, name);
  }
}

export function messageFlowOf(
  flow: Moddle,
  participants: readonly Moddle[],
  processes: ReadonlyMap<string, Container>,
  { nodes, problems }: Compilation,
): MessageFlow {
  checkId(flow, problems);
  const endOf = (reference: 'sourceRef' | 'targetRef') => {
    const end = flow[reference] as Moddle | undefined;
    if (!end) problems.push(problem('REFERENCE_MISSING', reference, flow.id));
    const participant = participants.find((candidate) => candidate === end);
    return participant ? processes.get((participant.processRef as Moddle | undefined)?.id ?? '') : nodes.get(end?.id ?? '');
  };
  const source = endOf('sourceRef');
  const target = endOf('targetRef');
  const message = flow.messageRef as Moddle | undefined;
  return {
    id: flow.id ?? '',
    ...(flow.name && { name: flow.name }),
    ...(source && { source }),
    ...(target && { target }),
    ...(message && { messageName: message.name ?? message.id }),
  };
}
