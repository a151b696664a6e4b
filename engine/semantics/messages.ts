/** Throwing messages and signals, and who of this dossier takes them. */
import { isTriggeredStart, triggeredStarts, triggersOf } from '../model/triggers-of.ts';
import type { Container, FlowNode } from '../model/types.ts';
import { conversationOf, keyOfMessage, noteConversation, type Conversation } from './correlation.ts';
import { catchersOf, defer, emit, evaluate, lookUp, type Run } from './run.ts';
import { requireInputs } from './require-inputs.ts';
import { hasIncident, isAddressed, keysAgree, staysArmed } from './subscriptions.ts';
import type { ElementKey, Json, State, Subscription, ThrownMessage, Token, Variables } from './state.ts';

export interface Message {
  readonly name: string;
  readonly correlationKey?: Json;
  readonly variables: Variables;
  /** Its key is that of this conversation. */
  readonly conversation?: Conversation;
}

/** The one catcher of a message in this dossier: the longest waiting. */
export function catcherOf(state: State, message: Pick<Message, 'name' | 'correlationKey'>): Subscription | undefined {
  let best: Subscription | undefined;
  for (const key in state.subscriptions) {
    const subscription = state.subscriptions[key]!;
    if (subscription.type !== 'message' || subscription.name !== message.name || (best && best.sequence < subscription.sequence)) continue;
    if (isMeantFor(state, message, subscription)) best = subscription;
  }
  return best;
}

function isMeantFor(state: State, { correlationKey }: Pick<Message, 'correlationKey'>, subscription: Subscription): boolean {
  return keysAgree(correlationKey, subscription.correlationKey) && !hasIncident(state, subscription.key);
}

/** Every catcher of a signal at this instant, longest waiting first. */
export function signalCatchers(state: State, name: string): Subscription[] {
  return Object.values(state.subscriptions)
    .filter((subscription) => subscription.type === 'signal' && subscription.name === name && !hasIncident(state, subscription.key))
    .sort((a, b) => a.sequence - b.sequence);
}

/** What a throwing event or send task sends: its input mappings, evaluated before anything happens. `event`: which of several definitions. */
export function messageOf(run: Run, node: FlowNode, scope: ElementKey, event = node.event, payload?: Variables): Message {
  const name = event?.type === 'message' ? event.messageName : node.messageName!;
  const keyText = event?.type === 'message' ? event.correlationKey : node.correlationKey;
  const named = keyText === undefined ? undefined : evaluate(run, keyText, scope, node.id);
  const variables = payload ?? payloadOf(run, node, scope);
  const message = { name, variables, ...(named !== undefined && { correlationKey: named }) };
  if (run.model.messageKeys === undefined) return message;
  const correlationKey = keyOfMessage(run.model, message, run.at, (each) => lookUp(run.state, scope, each));
  const conversation = conversationOf(run, node, scope, event);
  return { ...message, ...(correlationKey !== undefined && { correlationKey }), ...(conversation && { conversation }) };
}

export function payloadOf(run: Run, node: FlowNode, scope: ElementKey): Variables {
  const variables: Variables = {};
  for (const { source, target } of node.inputs) variables[target] = evaluate(run, source, scope, node.id, variables);
  if (node.requiredInputs !== undefined) requireInputs(node, variables);
  return variables;
}

/** What arrives with the trigger: through the event's output mappings, else as it is. */
export function arrivingVariables(run: Run, node: FlowNode, scope: string, variables: Variables): Variables {
  const results: Variables = {};
  if (node.outputs.length === 0) return variables;
  const given: Variables = { ...variables };
  for (const name of node.ownNames ?? []) given[name] ??= null;
  for (const { source, target } of node.outputs) results[target] = evaluate(run, source, scope, node.id, { ...given, ...results });
  return results;
}

/**
 * Sends a message. Along a drawn message flow to a pool of this file it is taken here, starts that pool, or is kept until it is waited for;
 * otherwise whoever of this dossier waits takes it, else it leaves the dossier as an event (ADR 0008).
 */
export function throwMessage(run: Run, node: FlowNode, message: Message, origins: Token): void {
  const { name, correlationKey, variables, conversation } = message;
  if (conversation) noteConversation(run, conversation, correlationKey);
  const flow = run.model.messageFlows.find(
    ({ source, target, messageName }) =>
      source === node && target !== undefined && (node.events.length < 2 || messageName === undefined || messageName === name),
  );
  const target = flow?.target && 'type' in flow.target ? flow.target : undefined;
  const pool = flow?.target && 'kind' in flow.target ? flow.target : undefined;
  const sent = origins.map((origin) => ({ ...origin, byMessage: true }));
  const thrown = {
    type: 'messageThrown',
    elementId: node.id,
    name,
    variables,
    ...(correlationKey !== undefined && { correlationKey }),
  } as const;
  const sought: ThrownMessage = {
    name: target ? catchName(target, name) : name,
    ...(target && { target: target.id }),
    ...(pool && { pool: pool.id }),
    ...(correlationKey !== undefined && { correlationKey }),
  };
  const free = freeCatcher(run, sought);
  if (free) {
    emit(run, { ...thrown, delivery: 'dossier' });
    defer(run, { do: 'trigger', key: free.key, variables, origins: sent, thrown: sought });
    return;
  }
  const start = target ? (isTriggeredStart(target) ? target : undefined) : pool && startOf(pool, name);
  if (start) {
    const definition = triggersOf(start).findIndex((event) => event.type === 'message' && event.messageName === sought.name);
    emit(run, { ...thrown, delivery: 'dossier' });
    const said = correlationKey !== undefined && { correlationKey };
    defer(run, { do: 'startProcess', process: start.container.id, at: start.id, definition, ...said, variables, origins: sent });
    return;
  }
  emit(run, { ...thrown, delivery: flow ? 'dossier' : 'outside' });
  if (flow) keep(run, sought, variables, sent);
}

/** Its catcher has gone while it was on its way: another one takes it, or it is kept. Nothing is lost. */
export function redirectMessage(run: Run, thrown: ThrownMessage, variables: Variables, origins: Token): void {
  const free = freeCatcher(run, thrown);
  if (free) defer(run, { do: 'trigger', key: free.key, variables, origins, thrown });
  else keep(run, thrown, variables, origins);
}

function keep(run: Run, thrown: ThrownMessage, variables: Variables, origins: Token): void {
  const sequence = run.state.sequence + 1;
  emit(run, { type: 'messageBuffered', message: { ...thrown, key: `${thrown.name}#${sequence}`, sequence, variables, origins } });
}

/** The longest waiting catcher of this dossier that no other message on its way will use up. */
function freeCatcher(run: Run, thrown: ThrownMessage): Subscription | undefined {
  for (const key of catchersOf(run, thrown.name)) {
    const subscription = run.state.subscriptions[key];
    if (!subscription || (run.promised.get(key) && !staysArmed(run, subscription))) continue;
    if (isMeantFor(run.state, thrown, subscription) && isAddressed(run, thrown, subscription)) return subscription;
  }
  return undefined;
}

/** The two ends of a message flow may name the message differently; the catching end decides what it waits for. */
function catchName(target: FlowNode, thrownName: string): string {
  const names = triggersOf(target).flatMap((event) => (event.type === 'message' ? event.messageName : []));
  return names.includes(thrownName) ? thrownName : (names[0] ?? thrownName);
}

/** Where a message of that name starts a pool. */
function startOf(pool: Container, name: string): FlowNode | undefined {
  return triggeredStarts(pool).find((start) => triggersOf(start).some((event) => event.type === 'message' && event.messageName === name));
}
