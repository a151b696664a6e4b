/** One moddle tree → containers, nodes and flows, not yet linked and not yet frozen; refuses by name what cannot run. */
import type { Moddle } from 'bpmn-moddle';
import type { Compilation, Draft } from './compilation.ts';
import { giveKeys } from './correlation/give-keys.ts';
import { dataOf } from './data/data-of.ts';
import { globalTasksOf, globalTaskTypes } from './global-task.ts';
import type { DecisionSet } from './decision.ts';
import { messageFlowOf, nameMessages, orderFlows, sequenceFlowOf } from './flows-of.ts';
import { checkId, defined, listOf, noteDocumentation } from './moddle-access.ts';
import { nodeOf } from './node-of.ts';
import { placeOf, procedureOf } from './procedure-of.ts';
import { problem } from './problems.ts';
import type { Container, FlowNode, Lane, MessageFlow, MessageKey, Problem } from './types.ts';

/** A compiled file. Every map is by id, in document order. */
export interface CompiledFile extends Compilation {
  readonly processes: ReadonlyMap<string, Draft<Container>>;
  /** Lanes of each process. */
  readonly lanes: ReadonlyMap<string, readonly Lane[]>;
  readonly messageFlows: readonly MessageFlow[];
  readonly messageKeys: ReadonlyMap<string, MessageKey>;
}

/** Compiles everything that needs no other element to exist, with the DMN files beside it; `linkFile` does the rest. Every problem names its element. */
export function compileFile(definitions: Moddle, decisions?: DecisionSet): CompiledFile {
  const roots = listOf(definitions, 'rootElements');
  const compilation: Compilation = {
    nodes: new Map(),
    flows: new Map(),
    placeOfNode: new Map(),
    messageNameOf: new Map(),
    globalTasks: globalTasksOf(definitions),
    hostOf: new Map(),
    compensatedBy: new Map(),
    associations: collaborationsOf(roots).flatMap(associationsOf),
    problems: decisions ? [...decisions.problems] : [],
    ...(decisions && { decisions }),
  };
  const { problems } = compilation;
  const collaborations = collaborationsOf(roots);
  const processElements = roots.filter((root) => root.$type === 'bpmn:Process');
  for (const root of roots) checkRoot(root, problems);
  if (processElements.length === 0) problems.push(problem('PROCESS_MISSING', '', definitions.id));

  const participants = collaborations.flatMap((collaboration) => listOf(collaboration, 'participants'));
  const messageFlowElements = collaborations.flatMap((collaboration) => listOf(collaboration, 'messageFlows'));
  for (const flow of messageFlowElements) nameMessages(flow, compilation);

  const lanes = new Map<string, readonly Lane[]>();
  const processes = new Map<string, Draft<Container>>();
  for (const element of processElements) {
    const participant = participants.find((candidate) => candidate.processRef === element);
    const inherited = participant && (participants.length > 1 || saysWhere(participant)) ? placeOf(participant) : undefined;
    const own: Lane[] = [];
    readLanes(element, inherited, own, compilation);
    if (!checkId(element, problems)) continue;
    const container = containerOf(element, 'process', undefined, undefined, compilation);
    container.procedure = procedureOf(element, problems);
    processes.set(container.id, container);
    lanes.set(container.id, own);
  }
  const messageFlows = messageFlowElements.map((flow) => messageFlowOf(flow, participants, processes, compilation));
  const messageKeys = giveKeys(roots, compilation);
  return { ...compilation, processes, lanes, messageFlows, messageKeys };
}

function collaborationsOf(roots: readonly Moddle[]): Moddle[] {
  return roots.filter((root) => root.$type === 'bpmn:Collaboration');
}

/** The drawn lines that are no flows: over one of them a compensation boundary event reaches its handler. */
function associationsOf(element: Moddle): (readonly [string, string])[] {
  return listOf(element, 'artifacts')
    .filter(({ $type }) => $type === 'bpmn:Association')
    .map(({ sourceRef, targetRef }) => [(sourceRef as Moddle | undefined)?.id ?? '', (targetRef as Moddle | undefined)?.id ?? '']);
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
  ...globalTaskTypes.map((type) => type.replace('bpmn:', '')),
  // shared: what refers to one by `eventDefinitionRef` has it
  ...['Cancel', 'Compensate', 'Conditional', 'Error', 'Escalation', 'Link', 'Message', 'Signal', 'Terminate', 'Timer'].map(
    (kind) => `${kind}EventDefinition`,
  ),
]);

function checkRoot(root: Moddle, problems: Problem[]): void {
  const type = root.$type.replace('bpmn:', '');
  if (!harmlessRoots.has(type)) problems.push(problem('ELEMENT_NOT_SUPPORTED', type, root.id));
  // what a global task takes in and gives back, its caller says
  if (globalTaskTypes.includes(root.$type) && root.ioSpecification) problems.push(problem('NO_EFFECT', 'ioSpecification', root.id));
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
    ...(owner?.adHoc && { adHoc: owner.adHoc }),
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
      if (node.type === 'subProcess' || node.type === 'adHocSubProcess')
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
  declareData(container, element);
  compilation.associations.push(...associationsOf(element));
  for (const artifact of listOf(element, 'artifacts'))
    if (!['bpmn:TextAnnotation', 'bpmn:Group', 'bpmn:Association'].includes(artifact.$type))
      problems.push(problem('ELEMENT_NOT_SUPPORTED', artifact.$type.replace('bpmn:', ''), artifact.id));
  const flows = flowElements.flatMap((flow) => sequenceFlowOf(flow, container, compilation) ?? []);
  for (const flow of flows) compilation.flows.set(flow.id, flow);
  for (const node of nodes) orderFlows(node, elementOf.get(node)!, flows, problems);
  container.nodes = nodes;
  container.flows = flows;
  const eventSubProcesses = nodes.filter((node) => node.contents?.kind === 'eventSubProcess');
  container.eventSubProcesses = eventSubProcesses.filter((node) => !startsByCompensation(node));
  const handler = eventSubProcesses.find(startsByCompensation);
  if (handler) container.handler = handler;
  container.startEvents = nodes.filter((node) => node.type === 'startEvent');
  const plainStarts = container.startEvents.filter((node) => node.events.length === 0);
  container.starts =
    container.startEvents.length > 0
      ? plainStarts
      : nodes.filter(
          (node) =>
            node.incoming.length === 0 &&
            node.type !== 'boundaryEvent' &&
            !node.isHandler &&
            node.contents?.kind !== 'eventSubProcess' &&
            node.event?.type !== 'link' &&
            !node.instantiate,
        );
  return container;
}

/** Data of a process are its variables like any others; a subprocess has them for itself. */
function declareData(container: Draft<Container>, element: Moddle): void {
  const data = dataOf(element);
  if (data.length > 0) container.data = data;
  const named = (kinds: readonly string[]) => [
    ...new Set(data.flatMap(({ kind, variable }) => (kinds.includes(kind) && variable !== undefined ? [variable] : []))),
  ];
  if (container.kind !== 'process') {
    const variables = named(['object', 'property', 'input', 'output']);
    if (variables.length > 0) container.locals = Object.fromEntries(variables.map((variable) => [variable, null]));
  } else if (element.ioSpecification) {
    container.dataInputs = named(['input']);
    container.dataOutputs = named(['output']);
  }
}

function startsByCompensation({ contents }: FlowNode): boolean {
  return contents!.startEvents[0]?.event?.type === 'compensate';
}
