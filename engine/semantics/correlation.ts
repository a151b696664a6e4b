/** Keys that BPMN reads in messages, and conversations whose first message says the key of the others (8.4.2; ADR 0063). */
import { isoOf } from '../deadlines/local-date.ts';
import { triggersOf } from '../model/triggers-of.ts';
import type { EventDefinition, FlowNode, ProcessModel } from '../model/types.ts';
import { evaluateExpression, isExpressionProblem, type Json } from './expressions.ts';
import { emit, type Run } from './run.ts';
import type { ElementKey, State, Subscription, Variables, Work } from './state.ts';

/**
 * The key of a message: what it names itself, else what the model reads in what it carries (null where that is not there); undefined for a message without any.
 * `around`: variables behind those that it carries.
 */
export function keyOfMessage(
  model: ProcessModel,
  { name, correlationKey, variables = {} }: { readonly name: string; readonly correlationKey?: Json; readonly variables?: Variables },
  at: string,
  around: (name: string) => Json | undefined = () => undefined,
): Json | undefined {
  const read = model.messageKeys?.get(name);
  if (correlationKey !== undefined || !read) return correlationKey;
  const value = evaluateExpression(read.text, (each) => (Object.hasOwn(variables, each) ? variables[each] : around(each)), at);
  return isExpressionProblem(value) ? null : value;
}

/** The message with its key, if it has one. `nowMs`: epoch milliseconds. */
export function withKey<T extends Parameters<typeof keyOfMessage>[1]>(model: ProcessModel, message: T, nowMs: number): T {
  const correlationKey = keyOfMessage(model, message, isoOf(nowMs));
  return correlationKey === undefined ? message : { ...message, correlationKey };
}

/** A conversation and where its key is kept. */
export interface Conversation {
  readonly process: ElementKey;
  readonly variable: string;
}

/** The conversation of what a node sends or waits for: that of the given event, or of a task. */
export function conversationOf(run: Run, node: FlowNode, scope: ElementKey, event?: EventDefinition): Conversation | undefined {
  const variable = event?.type === 'message' ? event.conversation : node.conversation;
  return variable === undefined ? undefined : { process: processAround(run.state, scope), variable };
}

/** The key, once a message has said it. */
export function keyOfConversation({ state }: Run, { process, variable }: Conversation, overlay: Variables = {}): Json | undefined {
  if (process === '') return overlay[variable] ?? undefined;
  return state.scopes[process]!.variables[variable] ?? undefined;
}

/** The first message of a conversation says the key of those that follow. */
export function noteConversation(run: Run, conversation: Conversation | undefined, key: Json | undefined): void {
  if (!conversation || (key ?? null) === null || !run.state.scopes[conversation.process]) return;
  if (keyOfConversation(run, conversation) === undefined)
    emit(run, { type: 'variablesSet', scope: conversation.process, variables: { [conversation.variable]: key! } });
}

/** What a message that has just come says of its conversation, before it is noted. */
export interface SaidKey {
  readonly conversation: Conversation;
  readonly key: Json | undefined;
}

/** What is planned while the message is at work, with the key if it is the first of the same conversation; `scope`: where the plan is seen from. */
export function withSaidKey<P extends Pick<Subscription, 'type' | 'definition' | 'correlationKey'> & { readonly node: FlowNode }>(
  run: Run,
  plan: P,
  scope: ElementKey,
  { conversation, key }: SaidKey,
): P {
  if (plan.type !== 'message' || plan.correlationKey !== undefined || (key ?? null) === null) return plan;
  const own = conversationOf(run, plan.node, scope, plan.node.events[plan.definition ?? 0]);
  return own?.variable === conversation.variable && own.process === conversation.process ? { ...plan, correlationKey: key! } : plan;
}

/** What the message that starts a process says of its conversation; undefined when it says nothing. */
export function keySaidAtStart(
  { model, at }: Run,
  start: FlowNode,
  { definition = 0, correlationKey, variables }: Pick<Extract<Work, { do: 'startProcess' }>, 'definition' | 'correlationKey' | 'variables'>,
): Variables | undefined {
  const event = triggersOf(start)[definition];
  if (event?.type !== 'message' || event.conversation === undefined) return undefined;
  const key = keyOfMessage(model, { name: event.messageName, variables, ...(correlationKey !== undefined && { correlationKey }) }, at);
  return (key ?? null) === null ? undefined : { [event.conversation]: key! };
}

function processAround({ scopes }: State, from: ElementKey): ElementKey {
  let key = from;
  for (let scope = scopes[key]; scope && !scope.isolated && scope.parent !== undefined; scope = scopes[key]) key = scope.parent;
  return key;
}
