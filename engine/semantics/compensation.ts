/** Compensation: a throw or a cancelled transaction takes back what has completed, one activity after the other, the last first (BPMN 2.0.2, 10.7 and 13.5.5; ADR 0050, 0051). */
import type { FlowNode } from '../model/types.ts';
import { enterActivity } from './enter-activity.ts';
import { closeReopened } from './compensable.ts';
import { afterActivation, afterElement, beforePurpose } from './dossier.ts';
import { endToken, ending, outgoingOf, pass, takeFlows, type Arrival } from './flows.ts';
import { arrivingVariables } from './messages.ts';
import { emit, nextKey, writeVariables, type Run } from './run.ts';
import { armEventSubProcesses, clearScope, containerOf, interrupt, isEmpty, openScope, planEventSubProcesses } from './scopes.ts';
import { openStep } from './steps.ts';
import { throwAll } from './throw-all.ts';
import type { ActiveElement, Compensation, ElementKey, Subscription, Token, Variables } from './state.ts';

/** A token has come to a compensation throw. Without anything to take back it just goes on. */
export function throwCompensation(run: Run, arrival: Arrival, waits: boolean): void {
  const { node, scope, origins } = arrival;
  const sought = seekCompensation(run, node, scope);
  const goesOn = sought.taken.length === 0 || !waits;
  const flows = goesOn ? outgoingOf(run, node, scope) : [];
  if (!takeBack(run, arrival, sought, waits)) return pass(run, arrival, flows);
  if (goesOn) takeFlows(run, scope, flows, origins);
  run.work.push({ do: 'compensate', key: sought.key });
}

/** What a throw would take back, the last completed first, from which scopes, and the key of the element that would do it. */
export interface Sought {
  readonly key: ElementKey;
  readonly taken: readonly ElementKey[];
  readonly from: readonly ElementKey[];
}

export function seekCompensation(run: Run, node: FlowNode, scope: ElementKey): Sought {
  const from = scopesSeen(run, scope);
  const taken = from
    .flatMap((key) => run.state.scopes[key]!.compensable ?? [])
    .filter(({ elementId }) => node.compensates === undefined || node.compensates.some(({ id }) => id === elementId))
    .sort((a, b) => a.sequence - b.sequence)
    .map(({ key }) => key)
    .reverse();
  return { key: nextKey(run, node.id), taken, from };
}

/** Notes the throw. True when there is something to take back: then the token of `arrival` stays here, in an element that the work `compensate` goes on with. */
export function takeBack(run: Run, { node, scope, flow, origins }: Arrival, { key, taken, from }: Sought, waits: boolean): boolean {
  const thrown = { type: 'compensationThrown', elementId: node.id, scope, taken, from, waits } as const;
  if (taken.length === 0) {
    emit(run, thrown);
    return false;
  }
  emit(run, {
    type: 'elementActivated',
    element: { key, elementId: node.id, scope, origins, activatedAt: run.at },
    ...(flow !== undefined && { consumed: flow }),
  });
  emit(run, { ...thrown, key });
  return true;
}

/** The scopes whose completed activities a throw may take back: its own; from an event subprocess also the one around it. */
function scopesSeen(run: Run, key: ElementKey): ElementKey[] {
  const scope = run.state.scopes[key]!;
  return containerOf(run, scope)?.kind === 'eventSubProcess' ? [key, scope.parent!] : [key];
}

/** Starts the next handler, or ends what called for them. `brought`: the origins of the handler that has just ended. */
export function compensateNext(run: Run, thrower: ActiveElement, brought?: Token): void {
  const origins = brought && brought.length > 0 ? brought : thrower.origins;
  const next = thrower.compensation!.left.at(-1);
  if (!next) return endCompensation(run, thrower, origins);
  const { handler } = run.model.nodes.get(next.elementId)!;
  if (!handler || next.unfinished) return reopen(run, thrower, next, origins);
  const handles = { compensates: next.key, thrownBy: thrower.key, variables: next.variables };
  enterActivity(run, { node: handler, scope: next.scope, origins, handles });
}

/** A subprocess without a handler on its border is opened again: its event subprocess takes it back, else what is inside is taken back one by one. */
function reopen(run: Run, thrower: ActiveElement, next: Compensation['left'][number], origins: Token): void {
  const { elementId, scope } = next;
  const container = run.model.nodes.get(elementId)!.contents!;
  const own = next.unfinished ? undefined : container.handler;
  const key = nextKey(run, elementId);
  const inner = own && planEventSubProcesses(run, own.contents!, scope, next.variables);
  const ownKey = own && nextKey(run, own.id);
  const step = own && openStep(run, own, ownKey!);
  emit(run, { type: 'elementActivated', element: { key, elementId, scope, origins, activatedAt: run.at, compensates: next.key } });
  openScope(run, { key, container, parent: scope, variables: next.variables });
  emit(run, { type: 'compensationNested', key, elementId, thrownBy: thrower.key, by: own ? 'eventSubProcess' : 'inside' });
  if (!own) return void run.work.push({ do: 'compensate', key, origins });
  emit(run, {
    type: 'elementActivated',
    element: {
      key: ownKey!,
      elementId: own.id,
      scope: key,
      origins,
      activatedAt: run.at,
      compensates: next.key,
      ...(step && { step }),
    },
  });
  openScope(run, { key: ownKey!, container: own.contents!, parent: key, variables: { ...own.contents!.locals } });
  armEventSubProcesses(run, ownKey!, inner!);
  afterActivation(run, own, ownKey!);
  run.work.push({ do: 'start', scope: ownKey!, node: own.contents!.startEvents[0]!.id, origins });
}

/** Everything has been taken back. */
function endCompensation(run: Run, thrower: ActiveElement, origins: Token): void {
  const { key, elementId, scope, compensation } = thrower;
  const contents = run.state.scopes[key];
  // what began at the border of a handler goes on first; then the scope asks again
  if (contents && !isEmpty(contents)) return;
  if (compensation!.boundary !== undefined) return leaveCancelled(run, thrower, compensation!.boundary, origins);
  if (contents) return closeReopened(run, thrower);
  const node = run.model.nodes.get(elementId)!;
  if (compensation!.waits && node.events.length > 1) return throwTheRest(run, key, { node, scope, origins });
  const flows = compensation!.waits ? outgoingOf(run, node, scope) : [];
  const ends = node.outgoing.length === 0 && origins.length > 0;
  emit(run, { type: 'elementCompleted', key, elementId, scope, ...(ends && { origins }) });
  if (compensation!.waits) takeFlows(run, scope, flows, origins);
  else endToken(run, scope);
}

/** What an event throws besides, once everything has been taken back (ADR 0065). A termination has ended the scope before. */
function throwTheRest(run: Run, key: ElementKey, arrival: Arrival): void {
  const { node, scope, origins } = arrival;
  throwAll(run, arrival, (flows, stops) => {
    emit(run, { type: 'elementCompleted', key, elementId: node.id, scope, ...ending(flows, origins) });
    if (node.events.some(({ type }) => type === 'terminate')) endToken(run, scope);
    else if (!stops) takeFlows(run, scope, flows, origins);
  });
}

/** The transaction around a scope that can be cancelled: the element that its cancel boundary event waits at. None once it is being cancelled. */
export function cancellable(run: Run, scope: ElementKey): Subscription | undefined {
  for (let element = run.state.elements[scope]; element; element = run.state.elements[element.scope]) {
    if (!run.model.nodes.get(element.elementId)!.isTransaction) continue;
    // several rounds have one boundary event
    const host = element.roundOf === undefined ? element : run.state.elements[element.roundOf]!;
    return host.armed.map((key) => run.state.subscriptions[key]!).find(({ type }) => type === 'cancel');
  }
  return undefined;
}

/**
 * Cancels a transaction: everything at work in it ends, everything completed is taken back, then it is left by its cancel boundary event.
 * Nothing else at its border may break in, but an error of a handler. `variables`: what came with the cancelling; `arrival`: at the cancel end event, if it was one.
 */
export function cancelTransaction(run: Run, subscription: Subscription, variables: Variables, arrival?: Arrival): void {
  const { owner, elementId } = subscription;
  const host = run.state.elements[owner]!;
  const results = arrivingVariables(run, run.model.nodes.get(elementId)!, host.scope, variables);
  if (arrival) {
    const { node, scope, flow } = arrival;
    emit(run, { type: 'elementPassed', elementId: node.id, scope, consumed: flow === undefined ? [] : [flow] });
  }
  emit(run, { type: 'triggered', key: subscription.key, elementId });
  emit(run, { type: 'transactionCancelled', key: owner, elementId: host.elementId, boundary: elementId });
  for (const key of host.armed) {
    const { type } = run.state.subscriptions[key]!;
    if (type !== 'error' && type !== 'escalation') emit(run, { type: 'unsubscribed', key });
  }
  clearScope(run, owner);
  writeVariables(run, host.scope, results);
  run.work.push({ do: 'compensate', key: owner });
}

function leaveCancelled(run: Run, transaction: ActiveElement, boundary: string, origins: Token): void {
  const node: FlowNode = run.model.nodes.get(boundary)!;
  const { scope } = transaction;
  const flows = outgoingOf(run, node, scope);
  beforePurpose(run, node);
  interrupt(run, transaction);
  afterElement(run, node);
  pass(run, { node, scope, origins }, flows);
}
