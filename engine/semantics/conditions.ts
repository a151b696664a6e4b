/** Conditional events: when their conditions are asked, and when they come (10.5.5, ADR 0048). */
import type { FlowNode } from '../model/types.ts';
import { Obstacle } from './errors.ts';
import { evaluateCondition, isExpressionProblem } from './expressions.ts';
import { raiseIncident } from './raise-incident.ts';
import { defer, emit, lookUp, type Run } from './run.ts';
import { hasIncident, staysArmed } from './subscriptions.ts';
import type { ElementKey, Json, State, Subscription, Variables } from './state.ts';

/** Conditions that the last move has armed are asked at once, before anything else happens: the first armed first. */
export function askArmed(run: Run): void {
  const armed = run.armed!;
  delete run.armed;
  for (const key of armed.reverse()) run.work.push({ do: 'ask', key });
}

/** Asks one condition; its event comes if it holds and did not before. */
export function ask(run: Run, subscription: Subscription): void {
  if (comes(run, subscription)) run.work.push({ do: 'trigger', key: subscription.key, variables: {} });
}

/**
 * When everything has come to rest: asks each condition that sees a variable that was set meanwhile, first all of them, in the order of their arming;
 * then come those that hold now and did not before. False when none comes.
 * One that cannot be evaluated is an incident of its event, which is asked again when that is resolved.
 */
export function askChanged(run: Run): boolean {
  const changed = run.changed;
  if (changed === undefined || changed.size === 0) return false;
  run.changed = new Set();
  const asked = Object.values(run.state.subscriptions)
    .filter(({ type, key }) => type === 'conditional' && !hasIncident(run.state, key))
    .filter((subscription) => seesAny(run.state, seenFrom(run.state, subscription), changed))
    .sort((a, b) => a.sequence - b.sequence);
  let any = false;
  for (const subscription of asked)
    try {
      if (!comes(run, subscription)) continue;
      defer(run, { do: 'trigger', key: subscription.key, variables: {} });
      any = true;
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error;
      raiseIncident(run, error, subscription.scope, [{ do: 'ask', key: subscription.key }], subscription.key);
    }
  return any;
}

/** True when the condition has come to hold. Null is not yet; anything but true, false and null is an Obstacle. */
function comes(run: Run, subscription: Subscription): boolean {
  const { key, elementId, definition = 0 } = subscription;
  const scope = seenFrom(run.state, subscription);
  const holds = holdsNow(run.model.nodes.get(elementId)!, definition, (name) => lookUp(run.state, scope, name), run.at);
  if (holds === (subscription.holds === true)) return false;
  // what is used up by coming needs no memory
  if (!holds || staysArmed(run, subscription)) emit(run, { type: 'conditionChanged', key, elementId, holds });
  return holds;
}

/** Does the condition of a process start hold over what it is told? Null is not yet; anything else but true and false is an Obstacle. */
export function startHolds(
  { node, definition }: { readonly node: FlowNode; readonly definition: number },
  facts: Variables,
  at: string,
): boolean {
  return holdsNow(node, definition, (name) => (Object.hasOwn(facts, name) ? facts[name] : undefined), at);
}

function holdsNow({ id, events }: FlowNode, definition: number, lookup: (name: string) => Json | undefined, at: string): boolean {
  const event = events[definition];
  if (event?.type !== 'conditional') throw new Error(`${id} has no condition ${definition}`);
  const value = evaluateCondition(event.condition, lookup, at);
  if (isExpressionProblem(value) && value.code !== 'FEEL_CONDITION_NULL')
    throw new Obstacle('CONDITION_FAILED', id, `${event.condition}: ${value.message}`, `${event.condition}: ${value.messageEn}`);
  return value === true;
}

/** A boundary event looks into its activity, an event subprocess into the scope around it; nobody looks into a called process from outside. */
function seenFrom({ scopes }: State, { owner, scope }: Subscription): ElementKey {
  return owner === scope || scopes[owner]?.isolated === false ? owner : scope;
}

function seesAny({ scopes }: State, from: ElementKey, changed: ReadonlySet<ElementKey>): boolean {
  for (let scope = scopes[from]; scope; scope = scope.isolated || scope.parent === undefined ? undefined : scopes[scope.parent])
    if (changed.has(scope.key)) return true;
  return false;
}
