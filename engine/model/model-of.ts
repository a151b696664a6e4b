/** moddle tree → ProcessModel. Links everything once, so that a running dossier never looks anything up by name; refuses by name what cannot run. */
import type { Moddle } from 'bpmn-moddle';
import { checkExpressions } from './check-expressions.ts';
import type { Compilation, Draft } from './compilation.ts';
import { messageFlowOf, nameMessages, orderFlows, sequenceFlowOf } from './flows-of.ts';
import { checkId, defined, listOf, noteDocumentation } from './moddle-access.ts';
import { nodeOf } from './node-of.ts';
import { placeOf, procedureOf } from './procedure-of.ts';
import { problem } from './problems.ts';
import type { Container, FlowNode, Lane, Problem, ProcessModel } from './types.ts';

/**
 * Compiles definitions (a moddle tree, as the modeler has one) to a frozen ProcessModel.
 * `model` is absent when a problem is an error. Every problem names its element.
 */
export function modelOf(definitions: Moddle): { model?: ProcessModel; problems: readonly Problem[] } {
  const roots = listOf(definitions, 'rootElements');
  const compilation: Compilation = {
    nodes: new Map(),
    flows: new Map(),
    placeOfNode: new Map(),
    messageNameOf: new Map(),
    hostOf: new Map(),
    problems: [],
  };
  const { problems } = compilation;
  const collaborations = roots.filter((root) => root.$type === 'bpmn:Collaboration');
  const processElements = roots.filter((root) => root.$type === 'bpmn:Process');
  for (const root of roots) checkRoot(root, problems);
  if (processElements.length === 0) problems.push(problem('PROCESS_MISSING', '', definitions.id));

  const participants = collaborations.flatMap((collaboration) => listOf(collaboration, 'participants'));
  const messageFlowElements = collaborations.flatMap((collaboration) => listOf(collaboration, 'messageFlows'));
  for (const flow of messageFlowElements) nameMessages(flow, compilation);

  const lanes: Lane[] = [];
  const processes = new Map<string, Container>();
  for (const element of processElements) {
    const participant = participants.find((candidate) => candidate.processRef === element);
    readLanes(
      element,
      participant && (participants.length > 1 || saysWhere(participant)) ? placeOf(participant) : undefined,
      lanes,
      compilation,
    );
    if (!checkId(element, problems)) continue;
    const container = containerOf(element, 'process', undefined, undefined, compilation);
    container.procedure = procedureOf(element, problems);
    processes.set(container.id, container);
  }
  const messageFlows = messageFlowElements.map((flow) => messageFlowOf(flow, participants, processes, compilation));
  for (const node of compilation.nodes.values()) linkNode(node, processes, compilation);
  for (const container of processes.values()) {
    checkContainer(container, problems);
    problems.push(...checkExpressions(container));
    for (const { from, until } of container.procedure?.appointments ?? [])
      for (const id of [from, until])
        if (id !== undefined && !compilation.nodes.has(id)) problems.push(problem('REFERENCE_UNKNOWN', id, container.id));
  }
  if (problems.some((found) => found.severity === 'error')) return { problems };
  const model: ProcessModel = {
    id: definitions.id ?? [...processes.keys()][0]!,
    processes,
    nodes: compilation.nodes,
    flows: compilation.flows,
    lanes,
    messageFlows,
    hasInclusiveJoin: [...compilation.nodes.values()].some((node) => node.type === 'inclusiveGateway' && node.incoming.length > 1),
  };
  freeze(model);
  return { model, problems };
}

const harmlessRoots = new Set([
  'Message',
  'Signal',
  'Error',
  'Escalation',
  'ItemDefinition',
  'Collaboration',
  'Process',
  'DataStore',
  'Category',
  'Interface',
  'Resource',
  'PartnerRole',
  'PartnerEntity',
  'EndPoint',
  'CorrelationProperty',
]);

function checkRoot(root: Moddle, problems: Problem[]): void {
  const type = root.$type.replace('bpmn:', '');
  if (!harmlessRoots.has(type)) problems.push(problem('ELEMENT_NOT_SUPPORTED', type, root.id));
  checkId(root, problems);
  noteDocumentation(root, problems);
}

/** Lanes may be nested; the innermost says where a node is, and takes from its parents what it does not say itself. */
function readLanes(element: Moddle, inherited: Partial<Lane> | undefined, lanes: Lane[], compilation: Compilation): void {
  const sets = element.$type === 'bpmn:Lane' ? [element.childLaneSet as Moddle | undefined] : listOf(element, 'laneSets');
  if (inherited?.id && element.$type === 'bpmn:Process')
    for (const node of listOf(element, 'flowElements')) if (node.id) compilation.placeOfNode.set(node.id, inherited as Lane);
  for (const lane of sets.flatMap((set) => (set ? listOf(set, 'lanes') : []))) {
    if (!checkId(lane, compilation.problems)) continue;
    const place = placeOf(lane);
    const merged: Lane = { ...inherited, ...defined(place), ...(place.kind && { unit: undefined }) };
    lanes.push(merged);
    for (const node of listOf(lane, 'flowNodeRef')) if (node.id) compilation.placeOfNode.set(node.id, merged);
    readLanes(lane, merged, lanes, compilation);
  }
}

/** A lone pool is named after its procedure, not after a unit, unless it says so. */
function saysWhere(participant: Moddle): boolean {
  return ['department', 'unit', 'kind'].some((name) => participant.get(`tthc:${name}`) !== undefined);
}

function containerOf(
  element: Moddle,
  kind: Container['kind'],
  parent: Container | undefined,
  owner: FlowNode | undefined,
  compilation: Compilation,
): Draft<Container> {
  const { problems } = compilation;
  const container: Draft<Container> = {
    id: element.id!,
    kind,
    ...(element.name && { name: element.name }),
    ...(parent && { parent }),
    ...(owner && { element: owner }),
    ...(kind === 'process' && { isExecutable: element.isExecutable === true }),
    nodes: [],
    flows: [],
    eventSubProcesses: [],
    starts: [],
    startEvents: [],
  };
  const nodes: Draft<FlowNode>[] = [];
  const flowElements: Moddle[] = [];
  const elementOf = new Map<FlowNode, Moddle>();
  for (const child of listOf(element, 'flowElements')) {
    if (!checkId(child, problems)) continue;
    if (child.$type === 'bpmn:SequenceFlow') flowElements.push(child);
    else if (child.$instanceOf('bpmn:FlowNode')) {
      const node = nodeOf(child, container, compilation);
      if (!node) continue;
      nodes.push(node);
      elementOf.set(node, child);
      compilation.nodes.set(node.id, node);
      if (node.type === 'subProcess')
        node.contents = containerOf(
          child,
          child.triggeredByEvent === true ? 'eventSubProcess' : 'subProcess',
          container,
          node,
          compilation,
        );
    } else if (!['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'].includes(child.$type))
      problems.push(problem('ELEMENT_NOT_SUPPORTED', child.$type.replace('bpmn:', ''), child.id));
  }
  for (const artifact of listOf(element, 'artifacts'))
    if (!['bpmn:TextAnnotation', 'bpmn:Group', 'bpmn:Association'].includes(artifact.$type))
      problems.push(problem('ELEMENT_NOT_SUPPORTED', artifact.$type.replace('bpmn:', ''), artifact.id));
  const flows = flowElements.flatMap((flow) => sequenceFlowOf(flow, container, compilation) ?? []);
  for (const flow of flows) compilation.flows.set(flow.id, flow);
  for (const node of nodes) orderFlows(node, elementOf.get(node)!, flows, problems);
  container.nodes = nodes;
  container.flows = flows;
  container.eventSubProcesses = nodes.filter((node) => node.contents?.kind === 'eventSubProcess');
  container.startEvents = nodes.filter((node) => node.type === 'startEvent');
  const plainStarts = container.startEvents.filter((node) => !node.event);
  container.starts =
    container.startEvents.length > 0
      ? plainStarts
      : nodes.filter(
          (node) =>
            node.incoming.length === 0 &&
            node.type !== 'boundaryEvent' &&
            node.contents?.kind !== 'eventSubProcess' &&
            node.event?.type !== 'link',
        );
  return container;
}

/** The links that need all nodes to exist, and the checks that go with them. */
function linkNode(node: Draft<FlowNode>, processes: ReadonlyMap<string, Container>, { problems, nodes, hostOf }: Compilation): void {
  if (node.type === 'boundaryEvent') {
    const host = nodes.get(hostOf.get(node) ?? '');
    if (host) {
      node.attachedTo = host;
      host.boundaryEvents = [...host.boundaryEvents, node];
    }
    if (node.incoming.length > 0) problems.push(problem('FLOW_INTO_START', '', node.id));
  }
  if (node.type === 'startEvent' && node.incoming.length > 0) problems.push(problem('FLOW_INTO_START', '', node.id));
  if (node.type === 'endEvent' && node.outgoing.length > 0) problems.push(problem('FLOW_OUT_OF_END', '', node.id));
  if (node.type === 'callActivity' && node.calledElement !== undefined) {
    // calledElement is a QName: a prefix names the file's own namespace
    node.called = processes.get(node.calledElement) ?? processes.get(node.calledElement.replace(/^.*:/, ''));
    if (!node.called) problems.push(problem('CALLED_UNKNOWN', node.calledElement, node.id));
    else if (node.called.starts.length === 0) problems.push(problem('START_MISSING', node.calledElement, node.id));
  }
  if (node.type === 'intermediateThrowEvent' && node.event?.type === 'link') {
    const { linkName } = node.event;
    const targets = node.container.nodes.filter(
      (other) => other.type === 'intermediateCatchEvent' && other.event?.type === 'link' && other.event.linkName === linkName,
    );
    if (targets.length !== 1) problems.push(problem('LINK_TARGET', linkName, node.id));
    node.linkTarget = targets[0];
  }
  if (node.type === 'eventBasedGateway')
    for (const { target } of node.outgoing) {
      const waits = target.type === 'receiveTask' || (target.type === 'intermediateCatchEvent' && target.event?.type !== 'link');
      if (!waits) problems.push(problem('EVENT_GATEWAY_TARGET', '', target.id));
      else if (target.incoming.length > 1) problems.push(problem('EVENT_GATEWAY_TARGET_SHARED', '', target.id));
    }
  if (['parallelGateway', 'eventBasedGateway'].includes(node.type))
    for (const flow of node.outgoing) if (flow.condition !== undefined) problems.push(problem('CONDITION_IGNORED', '', flow.id));
}

function checkContainer(container: Container, problems: Problem[]): void {
  const { kind, element } = container;
  if (kind === 'eventSubProcess') {
    const [start, ...others] = container.startEvents;
    if (!start?.event || others.length > 0) problems.push(problem('EVENT_SUBPROCESS_START', '', container.id));
    if (start?.event?.type === 'error' && !start.interrupting) problems.push(problem('ERROR_START_INTERRUPTS', '', start.id));
    if (element && (element.loop || element.boundaryEvents.length + element.inputs.length + element.outputs.length > 0))
      problems.push(problem('EVENT_SUBPROCESS_MARKER', '', container.id));
    if (element && element.incoming.length + element.outgoing.length > 0) problems.push(problem('EVENT_SUBPROCESS_FLOW', '', container.id));
  } else if (kind === 'subProcess') {
    for (const start of container.startEvents) if (start.event) problems.push(problem('START_IN_SUBPROCESS', '', start.id));
    if (container.startEvents.length > 1) problems.push(problem('START_SEVERAL', '', container.id));
    if (container.nodes.length > 0 && container.starts.length === 0)
      problems.push(problem('START_MISSING', container.name ?? container.id, container.id));
  } else if (container.starts.length === 0 && container.startEvents.length === 0)
    problems.push(problem('START_MISSING', container.name ?? container.id, container.id));
  for (const gateway of container.nodes)
    if (gateway.type === 'eventBasedGateway')
      for (const { target } of gateway.outgoing)
        if (target.loop || target.boundaryEvents.length > 0) problems.push(problem('EVENT_GATEWAY_TARGET_BOUNDARY', '', target.id));
  for (const node of container.nodes) if (node.contents) checkContainer(node.contents, problems);
}

function freeze(model: ProcessModel): void {
  for (const flow of model.flows.values()) Object.freeze(flow);
  for (const node of model.nodes.values()) {
    for (const list of [node.incoming, node.outgoing, node.boundaryEvents, node.inputs, node.outputs]) Object.freeze(list);
    if (node.contents) freezeContainer(node.contents);
    Object.freeze(node.step);
    Object.freeze(node.event);
    Object.freeze(node.loop);
    Object.freeze(node);
  }
  for (const container of model.processes.values()) freezeContainer(container);
  Object.freeze(model);
}

function freezeContainer(container: Container): void {
  for (const list of [container.nodes, container.flows, container.eventSubProcesses, container.starts, container.startEvents])
    Object.freeze(list);
  Object.freeze(container.procedure);
  Object.freeze(container);
}
