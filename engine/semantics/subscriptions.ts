/** What waits for a trigger: planning (may fail, changes nothing), arming, and what happens when the trigger comes. */
import { openAppointment } from '../deadlines/clocks.ts';
import { apologyAt } from '../deadlines/count.ts';
import { DeadlineRefused } from '../deadlines/deadline-refused.ts';
import { calendarOf } from '../deadlines/organisation.ts';
import { workingTimeDue } from './steps.ts';
import { firstRound } from '../model/cycle.ts';
import { afterDuration, instantOf, storable } from '../model/iso-8601.ts';
import type { EventDefinition, FlowNode, ProcessModel, TimerDefinition } from '../model/types.ts';
import { conversationOf, keyOfConversation } from './correlation.ts';
import { Obstacle } from './errors.ts';
import { defer, emit, evaluate, instantText, nextKey, type Environment, type Run } from './run.ts';
import { sameJson } from './same-json.ts';
import { initialState, type ElementKey, type Json, type State, type Subscription, type ThrownMessage, type Variables } from './state.ts';

/** A subscription without its key, owner and place in the queue. */
export type Plan = Omit<Subscription, 'key' | 'owner' | 'scope' | 'sequence'> & { readonly node: FlowNode };

/** What `node` waits for, seen from `scope`: one plan for each of its triggers, in document order. Obstacle when a timer or key cannot be evaluated. */
export function planSubscriptions(run: Run, node: FlowNode, scope: ElementKey, overlay?: Variables): readonly Plan[] {
  if (node.type === 'receiveTask') return [messagePlan(run, node, undefined, scope, overlay)];
  return node.events.map((event, definition) => {
    const plan = planDefinition(run, node, event, scope, overlay);
    return definition === 0 ? plan : { ...plan, definition };
  });
}

function planDefinition(run: Run, node: FlowNode, event: EventDefinition, scope: ElementKey, overlay?: Variables): Plan {
  const elementId = node.id;
  switch (event.type) {
    case 'message':
      return messagePlan(run, node, event, scope, overlay);
    case 'signal':
      return { node, elementId, type: 'signal', name: event.signalName };
    case 'error':
    case 'escalation':
      return { node, elementId, type: event.type, ...(event.code !== undefined && { name: event.code }) };
    case 'cancel':
      return { node, elementId, type: 'cancel' };
    case 'timer':
      return { node, elementId, type: 'timer', ...planTimer(run, node, event.timer, scope, overlay) };
    case 'conditional':
      // asked when it is armed: what it looks at is there only then
      return { node, elementId, type: 'conditional' };
    default:
      throw new Error(`${event.type} does not wait`);
  }
}

/** What an earlier message of the same conversation has said. */
function keyBefore(run: Run, node: FlowNode, event: EventDefinition | undefined, scope: ElementKey, overlay?: Variables): Json | undefined {
  const conversation = run.model.messageKeys && conversationOf(run, node, scope, event);
  return conversation && keyOfConversation(run, conversation, overlay);
}

function messagePlan(
  run: Run,
  node: FlowNode,
  event: Extract<EventDefinition, { type: 'message' }> | undefined,
  scope: ElementKey,
  overlay?: Variables,
): Plan {
  const name = event?.messageName ?? node.messageName!;
  const key = event ? event.correlationKey : node.correlationKey;
  const correlationKey = key === undefined ? keyBefore(run, node, event, scope, overlay) : evaluate(run, key, scope, node.id, overlay);
  return { node, elementId: node.id, type: 'message', name, ...(correlationKey !== undefined && { correlationKey }) };
}

function planTimer(
  run: Run,
  node: FlowNode,
  timer: TimerDefinition,
  scope: ElementKey,
  overlay?: Variables,
): Pick<Subscription, 'dueAt' | 'every' | 'roundsLeft'> {
  if (node.purpose === 'apology' && nothingPromised(run)) return {};
  if (timer.kind === 'workingTime') {
    try {
      return { dueAt: instantText(workingTimeDue(run, node, timer.workingTime)) };
    } catch (error) {
      if (!(error instanceof DeadlineRefused)) throw error;
      throw new Obstacle('TIMER_FAILED', node.id, error.message, error.messageEn);
    }
  }
  const text = timer.text.startsWith('=')
    ? evaluate(run, timer.text.slice(1), scope, node.id, { ...overlay, dossier: dossierFacts(run) }, 'TIMER_FAILED')
    : timer.text;
  if (typeof text === 'string') {
    if (timer.kind === 'cycle') {
      const round = firstRound(text, run.nowMs);
      if (round) {
        const { every, dueMs, roundsLeft } = round;
        return { dueAt: instantText(dueMs), every, ...(roundsLeft !== Infinity && { roundsLeft }) };
      }
    } else {
      const due = storable(timer.kind === 'date' ? instantOf(text) : afterDuration(run.nowMs, text));
      if (due !== undefined) return { dueAt: instantText(due) };
    }
  }
  throw new Obstacle('TIMER_FAILED', node.id, `"${String(text)}" không phải là thời gian`, `"${String(text)}" is not a time`);
}

/** When a process that starts by a timer starts next, as seen at deployment. Obstacle when its time cannot be evaluated. */
export function planProcessStart(
  model: ProcessModel,
  { node, definition }: { readonly node: FlowNode; readonly definition: number },
  environment: Environment,
  nowMs: number,
  variables: Variables,
): Pick<Subscription, 'dueAt' | 'every' | 'roundsLeft'> {
  const event = node.events[definition];
  if (event?.type !== 'timer') return {};
  const at = instantText(nowMs);
  const run: Run = {
    model,
    state: initialState,
    nowMs,
    at,
    occurredMs: nowMs,
    environment,
    events: [],
    work: [],
    deferred: [],
    promised: new Map(),
    touched: new Set(),
    changed: undefined,
    movesLeft: 0,
  };
  return planTimer(run, node, event.timer, '', variables);
}

/** Arms a plan for its owner; what a catch event that holds the token itself waits for first has the owner's key. */
export function arm(run: Run, { node, ...plan }: Plan, owner: ElementKey, scope: ElementKey): ElementKey {
  const own = plan.definition === undefined && run.state.elements[owner]?.elementId === node.id;
  const key = own ? owner : nextKey(run, node.id);
  const dueAtOnce = plan.dueAt !== undefined && plan.dueAt <= run.at && { dueAtOnce: (run.dueAtOnce ?? 0) + 1 };
  emit(run, { type: 'subscribed', subscription: { key, owner, scope, sequence: run.state.sequence + 1, ...plan, ...dueAtOnce } });
  if (plan.type === 'message') takeBuffered(run, run.state.subscriptions[key]!);
  else if (plan.type === 'conditional') (run.armed ??= []).push(key);
  return key;
}

/** Nothing is taken while the dossier is suspended: what is armed meanwhile takes when it goes on. */
export function takeBufferedAnew(run: Run): void {
  for (const _message in run.state.messages) {
    const waiting = Object.values(run.state.subscriptions).filter(({ type, key }) => type === 'message' && !hasIncident(run.state, key));
    for (const subscription of waiting.sort((a, b) => a.sequence - b.sequence)) takeBuffered(run, subscription);
    return;
  }
}

/** Messages between pools that came before anybody waited for them are taken now, in the order in which they were sent: one, or all by a catch that stays armed. */
function takeBuffered(run: Run, subscription: Subscription): void {
  for (const message of Object.values(run.state.messages).sort((a, b) => a.sequence - b.sequence)) {
    const { key } = message;
    if (message.name !== subscription.name || !keysAgree(message.correlationKey, subscription.correlationKey)) continue;
    if (!isAddressed(run, message, subscription)) continue;
    if (run.deferred.some((work) => work.do === 'trigger' && work.message === key)) continue;
    defer(run, { do: 'trigger', key: subscription.key, variables: message.variables, origins: message.origins, message: key });
    if (!staysArmed(run, subscription)) return;
  }
}

/** True for what a trigger does not use up: non-interrupting boundary events and event subprocess starts. */
export function staysArmed(run: Pick<Run, 'model'>, { elementId }: Subscription): boolean {
  const node = run.model.nodes.get(elementId)!;
  return !node.interrupting && !node.parallelMultiple && (node.type === 'boundaryEvent' || node.type === 'startEvent');
}

/** What still waits for another trigger of the same event; of an event that needs them all it keeps those that come before it. */
export function siblingOf(run: Pick<Run, 'state'>, { key, owner, scope, elementId }: Subscription): ElementKey | undefined {
  const { armed } = owner === scope ? run.state.scopes[owner]! : run.state.elements[owner]!;
  return armed.find((other) => other !== key && run.state.subscriptions[other]!.elementId === elementId);
}

/** A message flow to an element is for that element, one to a pool for that pool. */
export function isAddressed(
  run: Pick<Run, 'model'>,
  { target, pool }: Pick<ThrownMessage, 'target' | 'pool'>,
  { elementId }: Subscription,
): boolean {
  if (target !== undefined) return target === elementId;
  let container = run.model.nodes.get(elementId)!.container;
  while (container.parent) container = container.parent;
  return pool === undefined || pool === container.id;
}

/** A trigger whose mapping failed waits for its incident to be resolved; meanwhile the subscription takes nothing else. */
export function hasIncident(state: State, key: ElementKey): boolean {
  return state.troubled[key] !== undefined;
}

/** A side that names no key takes what comes; values compare as JSON. A key that evaluates to null is a key: it agrees with null only. */
export function keysAgree(some: Json | undefined, other: Json | undefined): boolean {
  return some === undefined || other === undefined || sameJson(some, other);
}

/** What a timer's FEEL may ask of the dossier itself, as `dossier.apologyAt`. */
function dossierFacts(run: Run): { [name: string]: string | null } {
  const { clock } = run.state;
  const appointmentDueAt = clock && openAppointment(clock)?.dueAt;
  return {
    receivedAt: clock?.receivedAt ?? null,
    appointmentDueAt: appointmentDueAt ?? null,
    apologyAt:
      appointmentDueAt === undefined
        ? null
        : instantText(apologyAt(calendarOf(run.environment.organisation), Date.parse(appointmentDueAt))),
  };
}

/** Timers of an apology follow the appointment: they move with it, and have no instant while nothing is promised or the clock waits. */
export function replanTimers(run: Run): void {
  for (const key of Object.keys(run.state.subscriptions).sort()) {
    const { type, elementId, scope, dueAt, every, definition = 0 } = run.state.subscriptions[key]!;
    const node = run.model.nodes.get(elementId)!;
    const event = node.events[definition];
    if (type !== 'timer' || every !== undefined || node.purpose !== 'apology' || event?.type !== 'timer') continue;
    const planned = planTimer(run, node, event.timer, scope).dueAt;
    if (planned !== dueAt) emit(run, { type: 'timerPlanned', key, ...(planned !== undefined && { dueAt: planned }) });
  }
}

/** An apology is due only while a promised date is running. */
function nothingPromised({ state: { clock } }: Run): boolean {
  return clock?.status !== 'running' || !openAppointment(clock);
}
