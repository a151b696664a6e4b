/** A subscription's trigger has come: the catch goes on, the boundary fires, the event subprocess starts, the event-based gateway decides. */
import { nextRound } from '../model/cycle.ts';
import type { FlowNode } from '../model/types.ts';
import { finish, outputsOf } from './activity.ts';
import { mergeOrigins } from './apply.ts';
import { cancelTransaction } from './compensation.ts';
import { conversationOf, keyOfMessage, noteConversation, withSaidKey, type SaidKey } from './correlation.ts';
import { afterActivation, afterElement, beforePurpose } from './dossier.ts';
import { endToken, outgoingOf, pass, takeFlows } from './flows.ts';
import { arrivingVariables } from './messages.ts';
import { emit, instantText, nextKey, writeVariables, type Run } from './run.ts';
import { armEventSubProcesses, clearScope, interrupt, openScope, planEventSubProcesses, startContents } from './scopes.ts';
import { openStep, originsAfter } from './steps.ts';
import { arm, siblingOf, type Plan } from './subscriptions.ts';
import type { ActiveElement, Json, Subscription, Token, Variables } from './state.ts';

/**
 * The trigger of a subscription that is armed has come. `origins` are those of a message from another pool, `said` is the key that a message
 * came with. An event that needs several keeps it until all are there.
 */
export function trigger(run: Run, subscription: Subscription, variables: Variables, origins?: Token, said?: Json): void {
  const node = run.model.nodes.get(subscription.elementId)!;
  if (run.model.messageKeys === undefined || subscription.type !== 'message') return come(run, subscription, node, variables, origins);
  const conversation = conversationOf(run, node, subscription.scope, node.events[subscription.definition ?? 0]);
  if (!conversation) return come(run, subscription, node, variables, origins);
  const key = said !== undefined ? said : keyOfMessage(run.model, { name: subscription.name!, variables }, run.at);
  come(run, subscription, node, variables, origins, { conversation, key });
  noteConversation(run, conversation, key);
}

function come(run: Run, subscription: Subscription, node: FlowNode, variables: Variables, origins?: Token, said?: SaidKey): void {
  if (!node.parallelMultiple) return fire(run, subscription, node, variables, origins, said);
  const by = siblingOf(run, subscription);
  const { key, elementId, came = [] } = subscription;
  if (by !== undefined) return emit(run, { type: 'triggerKept', key, elementId, by, variables, ...(origins && { origins }) });
  const brought = [...came.map((each) => each.origins ?? []), origins ?? []].reduce<Token>(mergeOrigins, []);
  fire(run, subscription, node, Object.assign({}, ...came.map((each) => each.variables), variables) as Variables, brought, said);
}

/** All that the event needs has come. */
function fire(run: Run, subscription: Subscription, node: FlowNode, variables: Variables, origins?: Token, said?: SaidKey): void {
  if (node.container.kind === 'eventSubProcess' && node.type === 'startEvent')
    return startEventSubProcess(run, subscription, node, variables, origins, said);
  if (subscription.type === 'cancel') return cancelTransaction(run, subscription, variables);
  const owner = run.state.elements[subscription.owner]!;
  if (node.type === 'boundaryEvent') return fireBoundary(run, subscription, node, owner, variables, origins);
  if (owner.elementId === node.id) return finish(run, withOrigins(owner, origins), variables, true);
  decideGateway(run, owner, node, variables, origins);
}

function withOrigins(element: ActiveElement, origins: Token | undefined): ActiveElement {
  return { ...element, origins: brought(origins, element.origins) };
}

/** A message from another pool brings its sender; any other trigger leaves the file with whoever had it. */
function brought(origins: Token | undefined, otherwise: Token): Token {
  return origins && origins.length > 0 ? origins : otherwise;
}

function fireBoundary(
  run: Run,
  subscription: Subscription,
  node: FlowNode,
  host: ActiveElement,
  variables: Variables,
  origins?: Token,
): void {
  const results = arrivingVariables(run, node, host.scope, variables);
  const flows = outgoingOf(run, node, host.scope, results);
  const tokenOrigins = brought(origins, originsAfter(run, host));
  beforePurpose(run, node);
  emit(run, { type: 'triggered', key: subscription.key, elementId: node.id });
  if (node.interrupting) interrupt(run, host);
  else armAgain(run, subscription, node);
  writeVariables(run, host.scope, results);
  afterElement(run, node);
  pass(run, { node, scope: host.scope, origins: tokenOrigins }, flows);
}

function decideGateway(run: Run, gateway: ActiveElement, node: FlowNode, variables: Variables, origins?: Token): void {
  const gatewayNode = run.model.nodes.get(gateway.elementId)!;
  const flow = gatewayNode.outgoing.find(({ target }) => target === node)!;
  const results = outputsOf(run, node, gateway, variables);
  const flows = outgoingOf(run, node, gateway.scope, results);
  const tokenOrigins = brought(origins, gateway.origins);
  beforePurpose(run, node);
  emit(run, { type: 'elementCompleted', key: gateway.key, elementId: gateway.elementId, scope: gateway.scope });
  emit(run, { type: 'flowTaken', scope: gateway.scope, flow: flow.id, origins: tokenOrigins });
  writeVariables(run, gateway.scope, results);
  afterElement(run, node, gateway.key);
  pass(run, { node, scope: gateway.scope, flow: flow.id, origins: tokenOrigins }, flows);
}

/** Interrupting: everything in the scope ends first, armed siblings included; nothing outside. */
function startEventSubProcess(
  run: Run,
  subscription: Subscription,
  start: FlowNode,
  variables: Variables,
  origins?: Token,
  said?: SaidKey,
): void {
  const scope = subscription.owner;
  const element = start.container.element!;
  const results = arrivingVariables(run, start, scope, variables);
  const { locals } = element.contents!;
  const plans = planEventSubProcesses(run, element.contents!, scope, locals);
  const inner = said ? plans.map((plan) => withSaidKey(run, plan, scope, said)) : plans;
  const flows = outgoingOf(run, start, scope, results);
  beforePurpose(run, start);
  emit(run, { type: 'triggered', key: subscription.key, elementId: start.id });
  const carried = brought(origins, carriedOrigins(run, scope));
  if (start.interrupting) {
    clearScope(run, scope);
    const around = run.state.elements[scope];
    // it takes the place of what was chosen before
    if (element.container.adHoc && around)
      emit(run, { type: 'scopeClosing', key: scope, elementId: around.elementId, scope: around.scope });
  } else armAgain(run, subscription, start);
  const key = nextKey(run, element.id);
  const step = openStep(run, element, key);
  emit(run, {
    type: 'elementActivated',
    element: { key, elementId: element.id, scope, origins: carried, activatedAt: run.at, ...(step && { step }) },
  });
  openScope(run, { key, container: element.contents!, parent: scope, variables: locals === undefined ? {} : { ...locals } });
  armEventSubProcesses(run, key, inner);
  afterActivation(run, element, key);
  writeVariables(run, key, results);
  afterElement(run, start);
  if (flows.length === 0) {
    emit(run, { type: 'elementPassed', elementId: start.id, scope: key, consumed: [] });
    return endToken(run, key);
  }
  emit(run, { type: 'elementPassed', elementId: start.id, scope: key, consumed: [] });
  takeFlows(run, key, flows, carried);
}

/** The event subprocess takes the file from everybody who has it now, one sender after the other (ADR 0010). */
function carriedOrigins(run: Run, scope: string): Token {
  return Object.keys(run.state.scopes[scope]!.children)
    .sort()
    .reduce<Token>((merged, child) => mergeOrigins(merged, originsAfter(run, run.state.elements[child]!)), []);
}

/** What does not interrupt may come again. One that needs several triggers waits for them all anew, unless one of them is a timer that comes no more. */
function armAgain(run: Run, subscription: Subscription, node: FlowNode): void {
  if (!node.parallelMultiple) return planNextRound(run, subscription);
  const { came = [], ...last } = subscription;
  const plans: Plan[] = [];
  for (const { key: _key, owner: _owner, scope: _scope, sequence: _sequence, ...plan } of [
    ...came.map((each) => each.subscription),
    last,
  ]) {
    const { dueAt: _dueAt, roundsLeft: _roundsLeft, ...rest } = plan;
    const next = plan.type === 'timer' ? nextOf(run, plan) : {};
    if (next) plans.push({ ...rest, node, ...next, ...(plan.type === 'conditional' && { holds: true as const }) });
  }
  emit(run, { type: 'unsubscribed', key: subscription.key });
  if (plans.length <= came.length) return;
  for (const plan of plans.sort((a, b) => (a.definition ?? 0) - (b.definition ?? 0)))
    arm(run, plan, subscription.owner, subscription.scope);
}

/**
 * A cycle is planned from its due instant, not from the moment of firing. Rounds missed while nobody looked
 * are caught up by this one firing (ADR 0009). Other triggers stay armed.
 */
function planNextRound(run: Run, subscription: Subscription): void {
  const { key, type } = subscription;
  if (type !== 'timer') return;
  const next = nextOf(run, subscription);
  emit(run, next ? { type: 'timerPlanned', key, ...next } : { type: 'unsubscribed', key });
}

function nextOf(
  run: Run,
  { dueAt, every, roundsLeft = Infinity }: Pick<Subscription, 'dueAt' | 'every' | 'roundsLeft'>,
): { readonly dueAt: string; readonly roundsLeft?: number } | undefined {
  const next = every === undefined ? undefined : nextRound({ every, dueMs: Date.parse(dueAt!), roundsLeft }, run.nowMs);
  return next && { dueAt: instantText(next.dueMs), ...(next.roundsLeft !== Infinity && { roundsLeft: next.roundsLeft }) };
}

/** Starts what an element that begins by itself contains. */
export function beginContents(run: Run, element: ActiveElement, node: FlowNode): void {
  const container = node.contents ?? node.called!;
  startContents(run, element.key, container.starts, element.origins);
}
