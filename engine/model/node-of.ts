/** One moddle element → one FlowNode, and the `tthc` attributes of processes and lanes. What cannot run is refused here, by name. */
import type { Moddle } from 'bpmn-moddle';
import { cycleOf, afterDuration, instantOf } from './iso-8601.ts';
import { expressionOf, listOf, numberOf } from './moddle-access.ts';
import type { Compilation } from './model-of.ts';
import { problem } from './problems.ts';
import type {
  Appointment,
  Container,
  Deadline,
  Duration,
  EventDefinition,
  FlowNode,
  Lane,
  LoopCharacteristics,
  Mapping,
  NodeType,
  Problem,
  Procedure,
  Purpose,
  Step,
  TimerDefinition,
} from './types.ts';

/** A model part while it is being built. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

const nodeTypes: Record<string, NodeType> = {
  'bpmn:Task': 'task',
  'bpmn:UserTask': 'userTask',
  'bpmn:ManualTask': 'manualTask',
  'bpmn:ServiceTask': 'serviceTask',
  'bpmn:ScriptTask': 'scriptTask',
  'bpmn:SendTask': 'sendTask',
  'bpmn:ReceiveTask': 'receiveTask',
  'bpmn:SubProcess': 'subProcess',
  'bpmn:CallActivity': 'callActivity',
  'bpmn:StartEvent': 'startEvent',
  'bpmn:EndEvent': 'endEvent',
  'bpmn:IntermediateCatchEvent': 'intermediateCatchEvent',
  'bpmn:IntermediateThrowEvent': 'intermediateThrowEvent',
  'bpmn:BoundaryEvent': 'boundaryEvent',
  'bpmn:ExclusiveGateway': 'exclusiveGateway',
  'bpmn:ParallelGateway': 'parallelGateway',
  'bpmn:InclusiveGateway': 'inclusiveGateway',
  'bpmn:EventBasedGateway': 'eventBasedGateway',
};

/** Which event definitions run where. The rest of BPMN is refused with its name. */
const eventsOf: Partial<Record<NodeType, readonly EventDefinition['type'][]>> = {
  startEvent: ['message', 'timer', 'signal'],
  endEvent: ['message', 'signal', 'error', 'escalation', 'terminate'],
  intermediateCatchEvent: ['message', 'timer', 'signal', 'link'],
  intermediateThrowEvent: ['message', 'signal', 'escalation', 'link'],
  boundaryEvent: ['message', 'timer', 'signal', 'error', 'escalation'],
};
const eventSubProcessStarts: readonly EventDefinition['type'][] = ['message', 'timer', 'signal', 'error', 'escalation'];

/** Undefined when the engine cannot run the element; the problem is noted. */
export function nodeOf(element: Moddle, container: Container, compilation: Compilation): Draft<FlowNode> | undefined {
  const { problems, placeOfNode } = compilation;
  const id = element.id!;
  const refuse = (what: string) => void problems.push(problem('ELEMENT_NOT_SUPPORTED', what, id));
  const type = nodeTypes[element.$type];
  if (!type) {
    refuse(element.$type.replace('bpmn:', ''));
    return undefined;
  }
  for (const [attribute, what] of refusedAttributes) if (attribute(element)) refuse(what);
  const isActivity = element.$instanceOf('bpmn:Activity');
  const place = placeOfNode.get(id) ?? (container.element ? inheritedPlace(container.element) : undefined);
  const event = eventOf(element, type, container, compilation);
  const loop = loopOf(element, problems);
  const node: Draft<FlowNode> = {
    id,
    type,
    container,
    incoming: [],
    outgoing: [],
    boundaryEvents: [],
    interrupting: element.cancelActivity !== false && element.isInterrupting !== false,
    inputs: mappingsOf(element, 'tthc:Input', problems),
    outputs: mappingsOf(element, 'tthc:Output', problems),
  };
  if (element.name) node.name = element.name;
  if (event) node.event = event;
  if (loop) node.loop = loop;
  if (isActivity) node.step = stepOf(element, place, problems);
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
    if (event?.type === 'error' && element.cancelActivity === false) problems.push(problem('BOUNDARY_INTERRUPTS', '', id));
  }
  if (type === 'callActivity') {
    node.calledElement = String(element.calledElement ?? '');
    if (!node.calledElement) problems.push(problem('REFERENCE_MISSING', 'calledElement', id));
  }
  if (type === 'scriptTask') readScript(element, node, problems);
  if (type === 'sendTask' || type === 'receiveTask') {
    node.messageName = messageNameOf(element.messageRef as Moddle | undefined, element, compilation);
    const key = feelAttribute(element, 'correlationKey');
    if (key) node.correlationKey = key;
  }
  for (const property of [
    'ioSpecification',
    'dataInputAssociations',
    'dataOutputAssociations',
    'dataInputs',
    'dataOutputs',
    'resources',
    'properties',
  ])
    if (listOf(element, property).length > 0) problems.push(problem('NO_EFFECT', property, id));
  return node;
}

const refusedAttributes: readonly (readonly [(element: Moddle) => boolean, string])[] = [
  [(element) => element.isForCompensation === true, 'compensation (isForCompensation)'],
  [(element) => element.startQuantity !== undefined && element.startQuantity !== 1, 'startQuantity'],
  [(element) => element.completionQuantity !== undefined && element.completionQuantity !== 1, 'completionQuantity'],
  [(element) => element.$type === 'bpmn:ReceiveTask' && element.instantiate === true, 'instantiating receive task'],
  [(element) => element.$type === 'bpmn:EventBasedGateway' && element.instantiate === true, 'instantiating event-based gateway'],
  [(element) => element.$type === 'bpmn:EventBasedGateway' && element.eventGatewayType === 'Parallel', 'parallel event-based gateway'],
  [(element) => element.parallelMultiple === true, 'parallel multiple event'],
  [(element) => listOf(element, 'eventDefinitionRef').length > 0, 'eventDefinitionRef'],
];

const purposes: readonly Purpose[] = ['supplementRequest', 'supplementReceipt', 'withdrawal', 'refusal', 'payment', 'apology'];

function inheritedPlace(owner: FlowNode): Partial<Lane> | undefined {
  const { department, unit, desk, kind } = owner.step ?? {};
  return unit || department || kind ? { department, unit, desk, kind } : undefined;
}

/** A lane or pool as a place of work. Without our attributes its name is the unit: that is what the file says. */
export function placeOf(element: Moddle): Lane {
  const read = (name: string) => {
    const value = element.get(`tthc:${name}`);
    return value === undefined || value === '' ? undefined : String(value);
  };
  const department = read('department');
  const kind = read('kind');
  const desk = read('desk');
  const unit = read('unit') ?? department ?? (kind ? undefined : (element.name ?? element.id));
  return { id: element.id!, name: element.name, department, unit, desk, kind };
}

const fiveSteps = ['receive', 'appraise', 'approve', 'seal', 'return'] as const;

function stepOf(element: Moddle, place: Partial<Lane> | undefined, problems: Problem[]): Step {
  const text = (name: string) => {
    const value = element.get(`tthc:${name}`);
    return value === undefined || value === '' ? undefined : String(value);
  };
  const ownUnit = text('unit') ?? text('department');
  const step: Draft<Step> = {
    department: text('department') ?? place?.department,
    unit: ownUnit ?? place?.unit,
    desk: text('desk') ?? (ownUnit ? undefined : place?.desk),
    kind: ownUnit ? undefined : place?.kind,
    role: text('role'),
    step: oneOf(element, 'step', fiveSteps, problems),
    place: oneOf(element, 'place', ['centre', 'agency', 'offSite'] as const, problems),
    form: text('form'),
    product: text('product'),
    budget: durationOf(element, 'budget', 'budgetUnit', problems),
    budgetShare: numberOf(element, 'budgetShare', problems),
    budgetPer: oneOf(element, 'budgetPer', ['dossier', 'visit'] as const, problems) ?? 'dossier',
    counts: element.get('tthc:counts') !== false,
    countsBasis: text('countsBasis'),
    onWait: oneOf(element, 'onWait', ['runs', 'paused', 'restarts'] as const, problems) ?? 'runs',
    waitFor: text('waitFor'),
    phase: text('phase'),
  };
  if (step.budgetShare !== undefined && step.budgetShare > 1)
    problems.push(problem('VALUE_INVALID', `budgetShare="${step.budgetShare}"`, element.id));
  for (const key of Object.keys(step) as (keyof Step)[]) if (step[key] === undefined) delete step[key];
  return step;
}

const timeUnits = ['workingDay', 'calendarDay', 'workingHour'] as const;

function durationOf(element: Moddle, valueName: string, unitName: string, problems: Problem[], at?: string): Duration | undefined {
  const value = numberOf(element, valueName, problems);
  const unit = oneOf(element, unitName, timeUnits, problems, at);
  if (value === undefined) return undefined;
  if (!unit) problems.push(problem('VALUE_INVALID', `${unitName}="${String(element.get(`tthc:${unitName}`) ?? '')}"`, element.id ?? at));
  return unit && { value, unit };
}

function oneOf<T extends string>(element: Moddle, name: string, allowed: readonly T[], problems: Problem[], at?: string): T | undefined {
  const value = element.get(`tthc:${name}`);
  if (value === undefined || value === '') return undefined;
  const known = allowed.find((candidate) => candidate === value);
  if (!known) problems.push(problem('VALUE_INVALID', `${name}="${String(value)}"`, element.id ?? at));
  return known;
}

/** The `tthc` attributes and extension elements of a process. */
export function procedureOf(element: Moddle, problems: Problem[]): Procedure {
  const text = (from: Moddle, name: string) => {
    const value = from.get(`tthc:${name}`) ?? from[name];
    return value === undefined || value === '' ? undefined : String(value);
  };
  const deadlines: Deadline[] = [];
  const appointments: Appointment[] = [];
  const legalBasis: string[] = [];
  let fee: string | undefined;
  for (const extension of extensionsOf(element)) {
    if (extension.$type === 'tthc:Deadline') {
      const duration = durationOf(extension, 'value', 'unit', problems, element.id);
      const when = feelAttribute(extension, 'when');
      if (!duration) problems.push(problem('VALUE_INVALID', 'tthc:deadline', element.id));
      else
        deadlines.push(
          defined({
            ...duration,
            kind: oneOf(extension, 'kind', ['legal', 'published', 'national'] as const, problems, element.id) ?? 'published',
            when,
            phase: text(extension, 'phase'),
            source: text(extension, 'source'),
          }),
        );
    } else if (extension.$type === 'tthc:Appointment') {
      const duration = durationOf(extension, 'value', 'unit', problems, element.id);
      const order = numberOf(extension, 'order', problems) ?? appointments.length + 1;
      if (!duration) problems.push(problem('VALUE_INVALID', 'tthc:appointment', element.id));
      else
        appointments.push(
          defined({
            ...duration,
            order,
            from: text(extension, 'from'),
            until: text(extension, 'until'),
            source: text(extension, 'source'),
          }),
        );
    } else if (extension.$type === 'tthc:LegalBasis') legalBasis.push(String(extension.text ?? ''));
    else if (extension.$type === 'tthc:Fee') fee = String(extension.text ?? extension.amount ?? '');
  }
  return defined({
    procedureCode: text(element, 'procedureCode'),
    caseName: text(element, 'caseName'),
    field: text(element, 'field'),
    province: text(element, 'province'),
    department: text(element, 'department'),
    regime: text(element, 'regime'),
    onlineLevel: text(element, 'onlineLevel'),
    after15: oneOf(element, 'after15', ['handoverOnly', 'shiftStart'] as const, problems) ?? 'handoverOnly',
    onSupplement: oneOf(element, 'onSupplement', ['restart', 'pause', 'none'] as const, problems) ?? 'restart',
    atRiskPercent: numberOf(element, 'atRiskPercent', problems) ?? 75,
    deadlines,
    appointments: appointments.sort((a, b) => a.order - b.order),
    legalBasis,
    fee,
  });
}

/** The same record without the keys whose value is undefined: states and files carry no empty keys. */
function defined<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

function extensionsOf(element: Moddle): Moddle[] {
  const extensions = element.extensionElements as Moddle | undefined;
  return extensions ? listOf(extensions, 'values') : [];
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

/** A FEEL text in an attribute of ours, without a leading `=`. */
function feelAttribute(element: Moddle, name: string): string | undefined {
  const text = String(element.get(`tthc:${name}`) ?? element[name] ?? '').trim();
  return text === '' ? undefined : text.startsWith('=') ? text.slice(1).trim() : text;
}

function readScript(element: Moddle, node: Draft<FlowNode>, problems: Problem[]): void {
  const format = String(element.scriptFormat ?? '');
  if (format && !/feel/i.test(format)) problems.push(problem('EXPRESSION_LANGUAGE', format, node.id));
  const script = String(element.script ?? '').trim();
  if (!script) problems.push(problem('SCRIPT_MISSING', '', node.id));
  else node.script = script.startsWith('=') ? script.slice(1).trim() : script;
  const result = element.get('tthc:resultVariable');
  if (result) node.resultVariable = String(result);
  if (node.resultVariable && node.resultVariable in Object.prototype) problems.push(problem('ID_RESERVED', node.resultVariable, node.id));
}

function loopOf(element: Moddle, problems: Problem[]): LoopCharacteristics | undefined {
  const loop = element.loopCharacteristics as Moddle | undefined;
  const at = element.id!;
  if (!loop) return undefined;
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') {
    const condition = expressionOf(loop.loopCondition as Moddle | undefined, at, problems);
    const maximum = loop.loopMaximum === undefined ? undefined : Number(loop.loopMaximum);
    if (condition === undefined && maximum === undefined) problems.push(problem('LOOP_ENDLESS', '', at));
    return defined({ kind: 'standard' as const, testBefore: loop.testBefore === true, condition, maximum });
  }
  if (loop.behavior !== undefined && loop.behavior !== 'All')
    problems.push(problem('ELEMENT_NOT_SUPPORTED', `multi-instance behavior ${String(loop.behavior)}`, at));
  const dataInput = loop.loopDataInputRef as Moddle | undefined;
  const dataOutput = loop.loopDataOutputRef as Moddle | undefined;
  const cardinality = expressionOf(loop.loopCardinality as Moddle | undefined, at, problems);
  const collection = feelAttribute(loop, 'collection') ?? dataInput?.name ?? dataInput?.id;
  if (cardinality === undefined && collection === undefined) problems.push(problem('LOOP_UNBOUNDED', '', at));
  const inputItem = loop.inputDataItem as Moddle | undefined;
  const outputItem = loop.outputDataItem as Moddle | undefined;
  return defined({
    kind: 'multiInstance' as const,
    sequential: loop.isSequential === true,
    cardinality,
    collection,
    elementVariable: (loop.get('tthc:elementVariable') as string | undefined) ?? inputItem?.name ?? inputItem?.id,
    outputCollection: (loop.get('tthc:outputCollection') as string | undefined) ?? dataOutput?.name ?? dataOutput?.id,
    outputElement: feelAttribute(loop, 'outputElement') ?? outputItem?.name ?? outputItem?.id,
    completionCondition: expressionOf(loop.completionCondition as Moddle | undefined, at, problems),
  });
}

function eventOf(element: Moddle, type: NodeType, container: Container, compilation: Compilation): EventDefinition | undefined {
  const allowed = type === 'startEvent' && container.kind === 'eventSubProcess' ? eventSubProcessStarts : eventsOf[type];
  const definitions = allowed ? listOf(element, 'eventDefinitions') : [];
  const { problems } = compilation;
  if (definitions.length > 1) problems.push(problem('EVENT_MULTIPLE', '', element.id));
  const [definition] = definitions;
  if (!definition) {
    if (type === 'intermediateCatchEvent' || type === 'boundaryEvent') problems.push(problem('EVENT_DEFINITION_WRONG', 'none', element.id));
    return undefined;
  }
  const kind = definition.$type.replace('bpmn:', '').replace('EventDefinition', '').toLowerCase();
  const known = allowed!.find((candidate) => candidate === kind);
  if (!known) {
    problems.push(
      problem(refusable.has(kind) ? 'ELEMENT_NOT_SUPPORTED' : 'EVENT_DEFINITION_WRONG', definition.$type.replace('bpmn:', ''), element.id),
    );
    return undefined;
  }
  return definitionOf[known](definition, element, compilation);
}

/** Definitions that BPMN knows in more places than the engine runs yet. */
const refusable = new Set(['conditional', 'compensate', 'cancel', 'escalation', 'link', 'terminate']);

const definitionOf: Record<
  EventDefinition['type'],
  (definition: Moddle, element: Moddle, compilation: Compilation) => EventDefinition | undefined
> = {
  message(definition, element, compilation) {
    const correlationKey = feelAttribute(definition, 'correlationKey');
    return defined({
      type: 'message' as const,
      messageName: messageNameOf(definition.messageRef as Moddle | undefined, element, compilation),
      correlationKey,
    });
  },
  signal(definition, element, { problems }) {
    const signal = definition.signalRef as Moddle | undefined;
    if (!signal) problems.push(problem('REFERENCE_MISSING', 'signalRef', element.id));
    return { type: 'signal', signalName: signal?.name ?? signal?.id ?? '' };
  },
  timer(definition, element, { problems }) {
    const timer = timerOf(definition, element.id!, problems);
    return timer && { type: 'timer', timer };
  },
  error(definition) {
    const code = (definition.errorRef as Moddle | undefined)?.errorCode;
    return code ? { type: 'error', code: String(code) } : { type: 'error' };
  },
  escalation(definition) {
    const code = (definition.escalationRef as Moddle | undefined)?.escalationCode;
    return code ? { type: 'escalation', code: String(code) } : { type: 'escalation' };
  },
  link(definition, element, { problems }) {
    if (!definition.name) problems.push(problem('REFERENCE_MISSING', 'name', element.id));
    return { type: 'link', linkName: definition.name ?? '' };
  },
  terminate: () => ({ type: 'terminate' }),
};

/** A message event's name: of its message, of the message flow drawn to or from it, or its own. */
function messageNameOf(message: Moddle | undefined, element: Moddle, { problems, messageNameOf: drawn }: Compilation): string {
  const name = message?.name ?? message?.id ?? drawn.get(element.id!);
  if (name) return name;
  problems.push(problem('MESSAGE_UNNAMED', element.name ?? element.id!, element.id));
  return element.name ?? element.id!;
}

function timerOf(definition: Moddle, at: string, problems: Problem[]): TimerDefinition | undefined {
  const workingTime = extensionsOf(definition).find((extension) => extension.$type === 'tthc:WorkingTime');
  if (workingTime) {
    const duration = durationOf(workingTime, 'value', 'unit', problems, at);
    return duration && { kind: 'workingTime', workingTime: duration };
  }
  const kinds = (['date', 'duration', 'cycle'] as const).filter((kind) => textOf(definition, kind));
  const [kind] = kinds;
  if (!kind || kinds.length > 1) {
    problems.push(problem('TIMER_MISSING', '', at));
    return undefined;
  }
  const text = textOf(definition, kind);
  if (!text.startsWith('=') && !isTime(kind, text)) problems.push(problem('TIMER_INVALID', text, at));
  return { kind, text };
}

function textOf(definition: Moddle, kind: 'date' | 'duration' | 'cycle'): string {
  const element = definition[{ date: 'timeDate', duration: 'timeDuration', cycle: 'timeCycle' }[kind]] as Moddle | undefined;
  return String(element?.body ?? '').trim();
}

function isTime(kind: 'date' | 'duration' | 'cycle', text: string): boolean {
  return { date: instantOf(text), duration: afterDuration(0, text), cycle: cycleOf(text) }[kind] !== undefined;
}
