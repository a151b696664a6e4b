/** One moddle element → one FlowNode. What cannot run is refused here, by name. */
import type { Moddle } from 'bpmn-moddle';
import type { Compilation, Draft } from './compilation.ts';
import { dataFlowOf } from './data/data-flow.ts';
import { asTask, calledTask } from './global-task.ts';
import { findDecisions } from './decision.ts';
import { eventsOf, messageNameOf } from './event-of.ts';
import { loopOf } from './loop-of.ts';
import { defined, expressionOf, extensionsOf, feelAttribute, listOf, noteDocumentation, oneOf } from './moddle-access.ts';
import { stepOf } from './procedure-of.ts';
import { problem } from './problems.ts';
import type { AdHoc, Container, FlowNode, Lane, Mapping, NodeType, Problem, Purpose } from './types.ts';

const nodeTypes: Record<string, NodeType> = {
  'bpmn:Task': 'task',
  'bpmn:UserTask': 'userTask',
  'bpmn:ManualTask': 'manualTask',
  'bpmn:ServiceTask': 'serviceTask',
  'bpmn:ScriptTask': 'scriptTask',
  'bpmn:BusinessRuleTask': 'businessRuleTask',
  'bpmn:SendTask': 'sendTask',
  'bpmn:ReceiveTask': 'receiveTask',
  'bpmn:SubProcess': 'subProcess',
  'bpmn:AdHocSubProcess': 'adHocSubProcess',
  'bpmn:Transaction': 'subProcess',
  'bpmn:CallActivity': 'callActivity',
  'bpmn:StartEvent': 'startEvent',
  'bpmn:EndEvent': 'endEvent',
  'bpmn:IntermediateCatchEvent': 'intermediateCatchEvent',
  'bpmn:IntermediateThrowEvent': 'intermediateThrowEvent',
  'bpmn:BoundaryEvent': 'boundaryEvent',
  'bpmn:ExclusiveGateway': 'exclusiveGateway',
  'bpmn:ParallelGateway': 'parallelGateway',
  'bpmn:InclusiveGateway': 'inclusiveGateway',
  'bpmn:ComplexGateway': 'complexGateway',
  'bpmn:EventBasedGateway': 'eventBasedGateway',
};

/** Undefined when the engine cannot run the element; the problem is noted. */
export function nodeOf(drawn: Moddle, container: Container, compilation: Compilation): Draft<FlowNode> | undefined {
  const task = calledTask(drawn, compilation.globalTasks);
  const element = task ? asTask(drawn, task) : drawn;
  const { problems, placeOfNode } = compilation;
  const id = element.id!;
  const refuse = (what: string) => void problems.push(problem('ELEMENT_NOT_SUPPORTED', what, id));
  const type = nodeTypes[element.$type];
  if (!type) {
    refuse(element.$type.replace('bpmn:', ''));
    return undefined;
  }
  const isActivity = element.$instanceOf('bpmn:Activity');
  const place = placeOfNode.get(id) ?? (container.element ? inheritedPlace(container.element) : undefined);
  const events = eventsOf(element, type, container, compilation);
  const event = events.length === 1 ? events[0] : undefined;
  const data = dataFlowOf(element, compilation);
  const loop = loopOf(element, data, compilation);
  const node: Draft<FlowNode> = {
    id,
    type,
    container,
    incoming: [],
    outgoing: [],
    events,
    parallelMultiple: element.parallelMultiple === true && events.length > 1,
    boundaryEvents: [],
    interrupting: element.cancelActivity !== false && element.isInterrupting !== false,
    inputs: [...data.inputs, ...mappingsOf(element, 'tthc:Input', problems)],
    outputs: [...data.outputs, ...mappingsOf(element, 'tthc:Output', problems)],
  };
  if (data.requiredInputs) node.requiredInputs = data.requiredInputs;
  if (data.ownNames) node.ownNames = data.ownNames;
  if (element.name) node.name = element.name;
  if (event) node.event = event;
  if (loop) node.loop = loop;
  if (isActivity && element.isForCompensation === true) node.isHandler = true;
  if (element.$type === 'bpmn:Transaction') node.isTransaction = true;
  if (isActivity) node.step = stepOf(element, place, problems);
  else if (place) node.place = defined({ unit: place.unit, department: place.department, kind: place.kind });
  const purpose = oneOf(element, 'purpose', purposes, problems);
  if (purpose) node.purpose = purpose;
  const documentation = listOf(element, 'documentation')
    .map((entry) => String(entry.text ?? ''))
    .join('\n');
  if (documentation) node.documentation = documentation;
  const jobType = element.get('tthc:jobType');
  if (jobType) node.jobType = String(jobType);
  if (type === 'boundaryEvent') {
    const host = element.attachedToRef as Moddle | undefined;
    if (!host?.$instanceOf('bpmn:Activity')) problems.push(problem('BOUNDARY_HOST', '', id));
    else compilation.hostOf.set(node, host.id!);
    if (events.some((each) => each.type === 'error' || each.type === 'cancel') && element.cancelActivity === false)
      problems.push(problem('BOUNDARY_INTERRUPTS', '', id));
  }
  if (type === 'callActivity') {
    node.calledElement = String(element.calledElement ?? '');
    if (!node.calledElement) problems.push(problem('REFERENCE_MISSING', 'calledElement', id));
  }
  if (isActivity) readQuantities(element, node, problems);
  if (type === 'adHocSubProcess') node.adHoc = adHocOf(element, problems);
  if (type === 'complexGateway') {
    const condition = expressionOf(element.activationCondition as Moddle | undefined, id, problems);
    if (condition !== undefined) node.activationCondition = condition;
  }
  if ((type === 'receiveTask' || type === 'eventBasedGateway') && element.instantiate === true) node.instantiate = true;
  if (type === 'eventBasedGateway' && element.eventGatewayType === 'Parallel') node.waitsForAll = true;
  if (type === 'scriptTask') readScript(element, node, problems);
  if (type === 'businessRuleTask') readDecision(element, node, compilation);
  if (type === 'sendTask' || type === 'receiveTask') {
    node.messageName = messageNameOf(element.messageRef as Moddle | undefined, element, compilation);
    const key = feelAttribute(element, 'correlationKey');
    if (key) node.correlationKey = key;
  }
  noteDocumentation(element, problems);
  if (node.jobType !== undefined && !isSender(node)) problems.push(problem('NO_EFFECT', 'tthc:jobType', id));
  return node;
}

/** Service tasks are jobs by themselves; sending ones become jobs by naming a type. */
function isSender({ type, event }: FlowNode): boolean {
  return (
    type === 'serviceTask' ||
    type === 'sendTask' ||
    ((type === 'intermediateThrowEvent' || type === 'endEvent') && event?.type === 'message')
  );
}

/** More would only fill the state. */
const mostTokens = 1_000;

function readQuantities(element: Moddle, node: Draft<FlowNode>, problems: Problem[]): void {
  for (const name of ['startQuantity', 'completionQuantity'] as const) {
    const quantity = Number(element[name] ?? 1);
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > mostTokens)
      problems.push(problem('VALUE_INVALID', `${name}="${String(element[name])}"`, node.id));
    else if (quantity > 1) node[name] = quantity;
  }
}

function adHocOf(element: Moddle, problems: Problem[]): AdHoc {
  return defined({
    isSequential: element.ordering === 'Sequential',
    completionCondition: expressionOf(element.completionCondition as Moddle | undefined, element.id!, problems),
    cancelsRemaining: element.cancelRemainingInstances !== false,
  });
}

const purposes: readonly Purpose[] = ['supplementRequest', 'supplementReceipt', 'withdrawal', 'refusal', 'payment', 'apology'];

function inheritedPlace(owner: FlowNode): Partial<Lane> | undefined {
  const { department, unit, desk, kind } = owner.step ?? {};
  return unit || department || kind ? { department, unit, desk, kind } : undefined;
}

function mappingsOf(element: Moddle, type: string, problems: Problem[]): Mapping[] {
  return extensionsOf(element)
    .filter((extension) => extension.$type === type)
    .flatMap((extension) => {
      const source = feelAttribute(extension, 'source');
      const target = extension.target as string | undefined;
      if (source && target && !(target in Object.prototype)) return [{ source, target }];
      problems.push(problem('VALUE_INVALID', `${type} source="${source ?? ''}" target="${target ?? ''}"`, element.id));
      return [];
    });
}

function readScript(element: Moddle, node: Draft<FlowNode>, problems: Problem[]): void {
  const format = String(element.scriptFormat ?? '');
  if (format && !/feel/i.test(format)) problems.push(problem('EXPRESSION_LANGUAGE', format, node.id));
  const script = String(element.script ?? '').trim();
  if (!script) problems.push(problem('SCRIPT_MISSING', '', node.id));
  else node.script = script.startsWith('=') ? script.slice(1).trim() : script;
  readResultVariable(element, node, problems);
}

/** A business rule task names a decision of the DMN files beside the process. */
function readDecision(element: Moddle, node: Draft<FlowNode>, { problems, decisions }: Compilation): void {
  const wanted = String(element.get('tthc:decision') ?? '').trim();
  const found = decisions ? findDecisions(decisions, wanted) : [];
  if (wanted === '') problems.push(problem('DECISION_MISSING', '', node.id));
  else if (found.length === 0) problems.push(problem('DECISION_UNKNOWN', wanted, node.id));
  else if (found.length > 1) problems.push(problem('DECISION_AMBIGUOUS', wanted, node.id));
  else node.decision = found[0]!;
  readResultVariable(element, node, problems);
}

function readResultVariable(element: Moddle, node: Draft<FlowNode>, problems: Problem[]): void {
  const result = element.get('tthc:resultVariable');
  if (result) node.resultVariable = String(result);
  if (node.resultVariable && node.resultVariable in Object.prototype) problems.push(problem('ID_RESERVED', node.resultVariable, node.id));
}
