/** A dossier begins with one process; one that begins with several is begun by a process that sends each a message. */
import { isTriggeredStart } from '../model/triggers-of.ts';
import type { Container, FlowNode, MessageFlow, ProcessModel, SequenceFlow } from '../model/types.ts';
import type { ScenarioStep } from './soundness-report.ts';

/** The process that is put in front. */
export const launch = '~launch';

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** The model with a process in front that starts each of the roots, in their order; the model itself when it is one. */
export function withLaunch(model: ProcessModel, roots: readonly ScenarioStep[]): ProcessModel {
  if (roots.length < 2) return model;
  const [starts, nodes, flows]: [FlowNode[], FlowNode[], SequenceFlow[]] = [[], [], []];
  const container: Container = { id: launch, kind: 'process', eventSubProcesses: [], nodes, flows, starts, startEvents: starts };
  const allNodes = new Map(model.nodes);
  const allFlows = new Map(model.flows);
  const messageFlows: MessageFlow[] = [...model.messageFlows];
  const connect = (source: Open<FlowNode>, target: Open<FlowNode>) => {
    const flow: SequenceFlow = { id: `${source.id}~${target.id}`, source, target, isDefault: false };
    source.outgoing = [...source.outgoing, flow];
    allFlows.set(flow.id, flow);
    return flow;
  };
  let last = nodeIn(container, `${launch}~start`, 'startEvent');
  starts.push(last);
  nodes.push(last);
  for (const { scope, elementId } of roots) {
    const next = { ...nodeIn(container, `${launch}~${scope}`, 'sendTask'), messageName: scope };
    const flow = connect(last, next);
    next.incoming = [flow];
    flows.push(flow);
    nodes.push(next);
    const first = allNodes.get(elementId)!;
    let target = first;
    if (first.type !== 'startEvent' && !isTriggeredStart(first)) {
      // in front of everything that a process without a start event begins with
      const process = model.processes.get(scope)!;
      const start = nodeIn(process, `${launch}~${scope}~start`, 'startEvent');
      for (const each of process.starts) Object.assign(each, { incoming: [connect(start, each)] });
      allNodes.set(start.id, start);
      target = start;
    }
    // a message starts only what waits for one
    if (target.type === 'startEvent' && target.events.length === 0) {
      const event = { type: 'message', messageName: scope } as const;
      Object.assign(target, { events: [event], event });
    }
    messageFlows.push({ id: `${launch}~to~${scope}`, source: next, target });
    last = next;
  }
  for (const node of nodes) allNodes.set(node.id, node);
  return { ...model, processes: new Map([...model.processes, [launch, container]]), nodes: allNodes, flows: allFlows, messageFlows };
}

function nodeIn(container: Container, id: string, type: FlowNode['type']): Open<FlowNode> {
  return {
    id,
    type,
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
