/** Event definitions: what an event catches or throws. What the engine does not run there is refused by name. */
import type { Moddle } from 'bpmn-moddle';
import { firstRound } from './cycle.ts';
import { afterDuration, instantOf, storable } from './iso-8601.ts';
import { defined, durationOf, expressionOf, extensionsOf, feelAttribute, listOf } from './moddle-access.ts';
import type { Compilation } from './compilation.ts';
import { problem } from './problems.ts';
import type { Container, EventDefinition, NodeType, Problem, TimerDefinition } from './types.ts';

/** Which event definitions stand where (BPMN 2.0.2, 10.5.5, table 10.93). */
const allowedAt: Partial<Record<NodeType, readonly EventDefinition['type'][]>> = {
  startEvent: ['message', 'timer', 'signal', 'conditional'],
  endEvent: ['message', 'signal', 'error', 'escalation', 'terminate', 'compensate', 'cancel'],
  intermediateCatchEvent: ['message', 'timer', 'signal', 'conditional', 'link'],
  intermediateThrowEvent: ['message', 'signal', 'escalation', 'link', 'compensate'],
  boundaryEvent: ['message', 'timer', 'signal', 'conditional', 'error', 'escalation', 'compensate', 'cancel'],
};
const eventSubProcessStarts: readonly EventDefinition['type'][] = [
  'message',
  'timer',
  'signal',
  'conditional',
  'error',
  'escalation',
  'compensate',
];

/** What an event catches or throws, in document order; the definitions that it shares with others stand behind its own (10.5.1). */
export function eventsOf(element: Moddle, type: NodeType, container: Container, compilation: Compilation): EventDefinition[] {
  const allowed = type === 'startEvent' && container.kind === 'eventSubProcess' ? eventSubProcessStarts : allowedAt[type];
  if (!allowed) return [];
  const { problems } = compilation;
  const definitions = [...listOf(element, 'eventDefinitions'), ...listOf(element, 'eventDefinitionRef')];
  if (definitions.length === 0 && (type === 'intermediateCatchEvent' || type === 'boundaryEvent'))
    problems.push(problem('EVENT_DEFINITION_WRONG', 'none', element.id));
  return definitions.flatMap((definition) => {
    const kind = kindOf(definition);
    const known = allowed.find((candidate) => candidate === kind);
    const beside = definitions.filter((other) => other !== definition).map(kindOf);
    if (known && mayStand(known, type, beside, element.parallelMultiple === true))
      return definitionOf[known](definition, element, compilation) ?? [];
    problems.push(problem('EVENT_DEFINITION_WRONG', definition.$type.replace('bpmn:', ''), element.id));
    return [];
  });
}

/** May a definition stand beside these (ADR 0065)? `all`: all of them are needed. */
function mayStand(kind: EventDefinition['type'], at: NodeType, beside: readonly string[], all: boolean): boolean {
  if (beside.length === 0) return true;
  switch (kind) {
    case 'link':
      // a place, and no trigger
      return false;
    case 'compensate':
      // what is caught takes hold of something that has ended; the other triggers are for what runs
      return at === 'intermediateThrowEvent' || at === 'endEvent';
    case 'cancel':
      // an end event leaves its transaction in one way; at the border cancelling has begun before other triggers can come
      return at === 'endEvent' ? beside.every((other) => other === 'message' || other === 'signal') : !all;
    case 'error':
      // it has ended its activity before the other triggers can come
      return !all;
    default:
      return true;
  }
}

function kindOf({ $type }: Moddle): string {
  return $type.replace('bpmn:', '').replace('EventDefinition', '').toLowerCase();
}

/** An event that an activity throws by itself: a message, signal, error or escalation. */
export function thrownEventOf(definition: Moddle, element: Moddle, compilation: Compilation): EventDefinition | undefined {
  const kind = kindOf(definition);
  const known = (['message', 'signal', 'error', 'escalation'] as const).find((candidate) => candidate === kind);
  if (known) return definitionOf[known](definition, element, compilation);
  compilation.problems.push(problem('EVENT_DEFINITION_WRONG', definition.$type.replace('bpmn:', ''), element.id));
  return undefined;
}

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
    // what a multi-instance activity throws by itself has its id for a name
    const host = element.attachedToRef as Moddle | undefined;
    const behavior = (host?.loopCharacteristics as Moddle | undefined)?.behavior;
    if (!signal && (behavior === 'None' || behavior === 'One')) return { type: 'signal', signalName: host!.id! };
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
  conditional(definition, element, { problems }) {
    const condition = expressionOf(definition.condition as Moddle | undefined, element.id!, problems);
    if (condition === undefined) problems.push(problem('CONDITION_MISSING', '', element.id));
    return condition === undefined ? undefined : { type: 'conditional', condition };
  },
  link(definition, element, { problems }) {
    if (!definition.name) problems.push(problem('REFERENCE_MISSING', 'name', element.id));
    return { type: 'link', linkName: definition.name ?? '' };
  },
  terminate: () => ({ type: 'terminate' }),
  compensate(definition, element, { compensatedBy }) {
    const activity = definition.activityRef as Moddle | undefined;
    const named = compensatedBy.get(element.id!) ?? [];
    compensatedBy.set(element.id!, [...named, activity?.id]);
    return { type: 'compensate', waits: definition.waitForCompletion !== false };
  },
  cancel: () => ({ type: 'cancel' }),
};

/** A message event's name: of its message, of the message flow drawn to or from it, or its own. */
export function messageNameOf(message: Moddle | undefined, element: Moddle, { problems, messageNameOf: drawn }: Compilation): string {
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
  if (kind === 'cycle') return firstRound(text, 0) !== undefined;
  return storable(kind === 'date' ? instantOf(text) : afterDuration(0, text)) !== undefined;
}
