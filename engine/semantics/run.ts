/** One command in progress: the draft it owns, what has happened, what is still to do; and the values it may look at. */
import { isoOf } from '../deadlines/local-date.ts';
import type { Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import { apply } from './apply.ts';
import { Obstacle, type IncidentCode } from './errors.ts';
import type { Event } from './events.ts';
import { evaluateCondition, evaluateExpression, isExpressionProblem, type Json } from './expressions.ts';
import type { ElementKey, Instant, Scope, State, Subscription, Variables, Work } from './state.ts';

/** What surrounds the dossier: calendars and units, and splits decided beforehand. */
export interface Environment {
  readonly organisation: Organisation;
  /** Element id → flow ids taken without evaluating conditions. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Moves in one command without a wait before the model is said to loop; 100,000 when absent (ADR 0017). */
  readonly mostMoves?: number;
  /** The version that `migrate` moves to. */
  readonly migrateTo?: { readonly versionId: string; readonly model: ProcessModel };
}

export interface Run {
  /** Another one once the dossier has been migrated. */
  model: ProcessModel;
  readonly state: State;
  readonly nowMs: number;
  readonly at: Instant;
  /** When the fact of this command happened, if it was entered late (ADR 0018). */
  readonly occurredMs: number;
  readonly environment: Environment;
  readonly events: Event[];
  /** Depth first: the last is the next (ADR 0003). */
  readonly work: Work[];
  /** Signals and messages thrown inside this command; delivered when every branch has come to rest. */
  readonly deferred: Work[];
  /** How many of `deferred` trigger each subscription. */
  readonly promised: Map<ElementKey, number>;
  /** Message name → who waits for it, longest first; made when a first message is thrown. May name some that wait no more. */
  catchers?: Map<string, ElementKey[]>;
  /** Scopes whose tokens or elements changed: only their joins can have become enabled or stuck. */
  readonly touched: Set<ElementKey>;
  /** Scopes whose variables were set since conditions were asked last; undefined for a model without conditional events. */
  changed: Set<ElementKey> | undefined;
  /** Conditions armed by the move at hand: asked before anything else happens. */
  armed?: ElementKey[];
  /** Timers in a row that were due when they were armed, the last of which this command fires. */
  dueAtOnce?: number;
  /** Moves until the work at hand is taken for a loop without a wait. */
  movesLeft: number;
}

/** Puts off a trigger or a start until every branch has come to rest. */
export function defer(run: Run, work: Work): void {
  run.deferred.push(work);
  if (work.do === 'trigger') run.promised.set(work.key, (run.promised.get(work.key) ?? 0) + 1);
}

/** The work put off first, if any. */
export function nextDeferred(run: Run): Work | undefined {
  const work = run.deferred.shift();
  if (work?.do === 'trigger') run.promised.set(work.key, run.promised.get(work.key)! - 1);
  return work;
}

export function emit(run: Run, event: Event): void {
  run.events.push(event);
  apply(run.state, event);
  if (event.type === 'subscribed' && run.catchers) noteCatcher(run.catchers, event.subscription);
  if (run.changed !== undefined && event.type === 'variablesSet') run.changed.add(event.scope);
  if ('scope' in event && typeof event.scope === 'string') run.touched.add(event.scope);
}

/** The first free key of an element: keys are counted, not random. */
export function nextKey(run: Run, elementId: string): ElementKey {
  return `${elementId}#${(run.state.counters[elementId] ?? 0) + 1}`;
}

export function instantText(milliseconds: number): Instant {
  return isoOf(milliseconds);
}

/** Who waits for messages of that name, longest first. A search through everything that waits is made once a command. */
export function catchersOf(run: Run, name: string): readonly ElementKey[] {
  if (!run.catchers) {
    run.catchers = new Map();
    const waiting = Object.values(run.state.subscriptions).filter(({ type }) => type === 'message');
    for (const subscription of waiting.sort((a, b) => a.sequence - b.sequence)) noteCatcher(run.catchers, subscription);
  }
  return run.catchers.get(name) ?? [];
}

function noteCatcher(catchers: Map<string, ElementKey[]>, { type, name, key }: Subscription): void {
  if (type !== 'message' || name === undefined) return;
  const waiting = catchers.get(name);
  if (waiting) waiting.push(key);
  else catchers.set(name, [key]);
}

/** A variable as seen from a scope: its own, then of the scopes around it up to the process. Undefined where nobody has it. */
export function lookUp(state: State, scopeKey: ElementKey | undefined, name: string): Json | undefined {
  for (
    let scope: Scope | undefined = scopeKey === undefined ? undefined : state.scopes[scopeKey];
    scope;
    scope = scope.parent === undefined ? undefined : state.scopes[scope.parent]
  ) {
    if (Object.hasOwn(scope.variables, name)) return scope.variables[name];
    if (scope.isolated) return undefined;
  }
  return undefined;
}

/** Everything a scope sees; inner names hide outer ones. */
export function visibleVariables(state: State, scopeKey: ElementKey): Variables {
  const chain: Scope[] = [];
  for (
    let scope: Scope | undefined = state.scopes[scopeKey];
    scope;
    scope = scope.isolated || scope.parent === undefined ? undefined : state.scopes[scope.parent]
  )
    chain.push(scope);
  return Object.assign({}, ...chain.reverse().map((scope) => scope.variables)) as Variables;
}

/** The value of a FEEL text seen from a scope, with `overlay` in front. Obstacle when it cannot be evaluated. */
export function evaluate(
  run: Run,
  text: string,
  scope: ElementKey,
  elementId: string,
  overlay?: Variables,
  code: IncidentCode = 'EXPRESSION_FAILED',
): Json {
  const value = evaluateExpression(
    text,
    (name) => (overlay && Object.hasOwn(overlay, name) ? overlay[name] : lookUp(run.state, scope, name)),
    run.at,
  );
  if (isExpressionProblem(value)) throw new Obstacle(code, elementId, `${text}: ${value.message}`, `${text}: ${value.messageEn}`);
  return value;
}

/** True or false; anything else, null included, is an Obstacle (ADR 0005). */
export function isTrue(run: Run, text: string, scope: ElementKey, elementId: string, overlay?: Variables): boolean {
  const value = evaluateCondition(
    text,
    (name) => (overlay && Object.hasOwn(overlay, name) ? overlay[name] : lookUp(run.state, scope, name)),
    run.at,
  );
  if (isExpressionProblem(value))
    throw new Obstacle('CONDITION_FAILED', elementId, `${text}: ${value.message}`, `${text}: ${value.messageEn}`);
  return value;
}

/** Sets each variable in the nearest scope that has it, else in the process: the way a completed activity speaks to those after it. */
export function writeVariables(run: Run, from: ElementKey, variables: Variables): void {
  const byScope = new Map<ElementKey, Variables>();
  for (const name in variables) {
    let scope = run.state.scopes[from]!;
    while (!Object.hasOwn(scope.variables, name) && !scope.isolated && scope.parent !== undefined) scope = run.state.scopes[scope.parent]!;
    let own = byScope.get(scope.key);
    if (!own) byScope.set(scope.key, (own = {}));
    own[name] = variables[name]!;
  }
  // from the innermost scope outward: the order of names must not show
  for (
    let scope: Scope | undefined = run.state.scopes[from];
    scope;
    scope = scope.parent === undefined ? undefined : run.state.scopes[scope.parent]
  ) {
    const own = byScope.get(scope.key);
    if (own) emit(run, { type: 'variablesSet', scope: scope.key, variables: own });
  }
}
