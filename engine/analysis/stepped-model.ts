/**
 * The control flow of a model, with a halt on every sequence flow: one command moves one token past one element. Data, deadlines and names of messages are left out,
 * so that nothing but the commands decides what happens. Used to play a scenario in the engine exactly as it is told.
 */
import { comesAtOnce } from './comes-at-once.ts';
import { choosesEvent, waits } from './waits.ts';
import { sendsByJob } from '../semantics/elements/behavior.ts';
import type { Decision } from '../model/decision.ts';
import type { Container, EventDefinition, FlowNode, MessageFlow, ProcessModel, SequenceFlow } from '../model/types.ts';

/** Makes a script fail when it is true. */
export const scriptFails = 'scriptFails';

/** A complex gateway starts with what has come when it is true. */
export const gatewayStarts = 'gatewayStarts';

/** Boundary events of an activity that does not wait which come before it has begun, one name after the other. */
export const comingEvents = 'comingEvents';

export const comingName = (id: string) => `|${id}|`;

/** The element that halts a token on a flow, or in front of one of several first elements. */
export const haltOf = (id: string) => `${id}~halt`;

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** `startedBy`: message flows from an element that sends to the start event that it starts; `skipped`: ids of loops that have no round. */
export function steppedModel(
  model: ProcessModel,
  startedBy: readonly MessageFlow[] = [],
  skipped: ReadonlySet<string> = new Set(),
): ProcessModel {
  const containers = new Map<Container, Open<Container>>();
  const nodes = new Map<FlowNode, Open<FlowNode>>();
  const all = new Map<string, FlowNode>();
  const flows = new Map<string, SequenceFlow>();

  const containersWithin = (container: Container): Container[] => [
    container,
    ...container.nodes.flatMap(({ contents }) => (contents ? containersWithin(contents) : [])),
  ];
  const every = [...model.processes.values()].flatMap(containersWithin);
  for (const container of every) {
    // what takes back says nothing of where tokens go
    const { procedure: _, handler: _handler, ...rest } = container;
    containers.set(container, { ...rest });
    for (const node of container.nodes) nodes.set(node, { ...bare(node), ...(skipped.has(node.id) && { loop: noRound }) });
  }
  for (const container of every) {
    const copy = containers.get(container)!;
    if (container.parent) copy.parent = containers.get(container.parent)!;
    if (container.element) copy.element = nodes.get(container.element)!;
    const halts: FlowNode[] = [];
    const own: SequenceFlow[] = [];
    const copied = new Map<SequenceFlow, { upper: SequenceFlow; lower: SequenceFlow }>();
    for (const { id, source, target } of container.flows) {
      const [from, to] = [nodes.get(source)!, nodes.get(target)!];
      if (choosesEvent(source) || (source.type === 'eventBasedGateway' && source.instantiate)) {
        const flow: SequenceFlow = { id, source: from, target: to, isDefault: false };
        copied.set(
          container.flows.find((each) => each.id === id)!,
          { upper: flow, lower: flow },
        );
        own.push(flow);
        continue;
      }
      const halt = haltIn(copy, id);
      const upper: SequenceFlow = { id, source: from, target: halt, isDefault: false };
      const lower: SequenceFlow = { id: `${id}~on`, source: halt, target: to, isDefault: false };
      halt.incoming = [upper];
      halt.outgoing = [lower];
      halts.push(halt);
      own.push(upper, lower);
      copied.set(
        container.flows.find((each) => each.id === id)!,
        { upper, lower },
      );
    }
    for (const node of container.nodes) {
      const mine = nodes.get(node)!;
      mine.container = copy;
      mine.incoming = node.incoming.map((flow) => copied.get(flow)!.lower);
      mine.outgoing = node.outgoing.map((flow) => copied.get(flow)!.upper);
      mine.boundaryEvents = node.boundaryEvents.map((boundary) => nodes.get(boundary)!);
      if (node.attachedTo) mine.attachedTo = nodes.get(node.attachedTo)!;
      if (node.contents) mine.contents = containers.get(node.contents)!;
      if (node.called) mine.called = containers.get(node.called)!;
      if (node.linkTarget) mine.linkTarget = nodes.get(node.linkTarget)!;
    }
    copy.startEvents = container.startEvents.map((node) => nodes.get(node)!);
    copy.eventSubProcesses = container.eventSubProcesses.map((node) => nodes.get(node)!);
    const isPlain = container.adHoc !== undefined || (container.starts.length === 1 && container.starts[0]!.type === 'startEvent');
    copy.starts = container.starts.map((node) => {
      const mine = nodes.get(node)!;
      if (isPlain) return mine;
      const halt = haltIn(copy, node.id);
      const lower: SequenceFlow = { id: `${node.id}~on`, source: halt, target: mine, isDefault: false };
      halt.outgoing = [lower];
      mine.incoming = [...mine.incoming, lower];
      halts.push(halt);
      own.push(lower);
      return halt;
    });
    copy.nodes = [...container.nodes.map((node) => nodes.get(node)!), ...halts];
    copy.flows = own;
    for (const node of copy.nodes) all.set(node.id, node);
    for (const flow of own) flows.set(flow.id, flow);
  }
  return {
    ...model,
    uses: { ...model.uses, compensation: false },
    processes: new Map([...model.processes].map(([id, process]) => [id, containers.get(process)!])),
    nodes: all,
    flows,
    lanes: [],
    messageFlows: startedBy.flatMap((flow) => {
      const [source, target] = [all.get((flow.source as FlowNode).id), all.get((flow.target as FlowNode).id)];
      return source && target ? [{ id: flow.id, source, target }] : [];
    }),
  };
}

const noRound = { kind: 'standard', testBefore: true, maximum: 0 } as const;

function haltIn(container: Container, id: string): Open<FlowNode> {
  return {
    id: haltOf(id),
    type: 'manualTask',
    container,
    incoming: [],
    outgoing: [],
    events: [],
    parallelMultiple: false,
    boundaryEvents: [],
    interrupting: false,
    inputs: [],
    outputs: [],
  };
}

/** Without anything that reads data, counts time or is answered by its name. */
function bare(node: FlowNode): Open<FlowNode> {
  const { id, type, name, container, interrupting, jobType, calledElement, boundaryEvents } = node;
  const events = node.events.map((event) => bareEvent(node, event));
  return {
    id,
    type,
    ...(name !== undefined && { name }),
    container,
    incoming: [],
    outgoing: [],
    events,
    // what is needed comes when it is told to, all at once
    parallelMultiple: false,
    boundaryEvents,
    interrupting,
    inputs: [],
    outputs: [],
    ...(events.length === 1 && { event: events[0]! }),
    ...(node.isTransaction && { isTransaction: true }),
    ...(node.waitsForAll && { waitsForAll: true as const }),
    ...(node.instantiate && { instantiate: true as const }),
    ...(node.startQuantity !== undefined && { startQuantity: node.startQuantity }),
    ...(node.completionQuantity !== undefined && { completionQuantity: node.completionQuantity }),
    // a person says when it is done: the scenario does
    ...(node.adHoc && { adHoc: { isSequential: node.adHoc.isSequential, cancelsRemaining: node.adHoc.cancelsRemaining } }),
    ...(node.container.adHoc && node.step && { step: { budgetPer: 'visit', counts: true } as const }),
    ...(node.activationCondition !== undefined && { activationCondition: `${gatewayStarts} = true` }),
    ...(type === 'scriptTask' && { script: `if ${scriptFails} = true then "a" + 1 else 1` }),
    ...(type === 'businessRuleTask' && { decision: toldToFail }),
    ...(sendsByJob(node) && { jobType: jobType! }),
    ...((type === 'sendTask' || type === 'receiveTask') && { messageName: id }),
    ...(calledElement !== undefined && { calledElement }),
  };
}

/** Fails when the scenario says so. */
const toldToFail: Decision = {
  id: scriptFails,
  name: scriptFails,
  file: '',
  names: [scriptFails],
  tables: [],
  text: '',
  evaluate: (lookup) => (lookup(scriptFails) === true ? { failed: true, message: '', messageEn: '' } : { value: null, tables: [] }),
};

function bareEvent(node: FlowNode, event: EventDefinition): EventDefinition {
  const { id, attachedTo, events } = node;
  switch (event.type) {
    case 'message':
      return { type: 'message', messageName: id };
    case 'signal':
      return { type: 'signal', signalName: id };
    case 'timer':
      return {
        type: 'timer',
        timer: event.timer.kind === 'cycle' ? { kind: 'cycle', text: 'R/PT1H' } : { kind: 'duration', text: 'PT1H' },
      };
    case 'conditional': {
      // an activity that does not wait is told beforehand; else it is never true by itself, and comes when it is told to
      const isTold = attachedTo && !waits(attachedTo) && comesAtOnce(node) && events.find(({ type }) => type === 'conditional') === event;
      return { type: 'conditional', condition: isTold ? `contains(${comingEvents}, "${comingName(id)}")` : 'false' };
    }
    default:
      return event;
  }
}
