/** The facts of compensation into state: what is kept in a scope, and how it moves to what takes it back (ADR 0050). */
import type { Event } from './events.ts';
import type { ActiveElement, Compensable, Compensation, ElementKey, Scope, State } from './state.ts';

type Fact<T extends Event['type']> = Extract<Event, { readonly type: T }>;
type Taken = Compensation['left'][number];

/** Appended to what its scope keeps. */
export function keep(draft: State, event: Fact<'compensationKept'>): void {
  const { key, elementId, sequence, variables, withInside } = event;
  const scope = draft.scopes[event.scope]!;
  const inside = draft.scopes[key]?.compensable ?? [];
  const kept = variables
    ? [{ key, elementId, sequence, variables, ...(withInside && { inside }) }]
    : inside.map((round) => ({ ...round, sequence }));
  scope.compensable = [...(scope.compensable ?? []), ...kept];
  draft.sequence = sequence;
}

/** From the scopes to the element that takes it back, in the order of completion. */
export function takeCompensation(draft: State, { key, taken, from, waits }: Fact<'compensationThrown'>): void {
  if (key === undefined) return;
  const wanted = new Set(taken);
  const left: Taken[] = [];
  for (const scopeKey of from) {
    const scope = draft.scopes[scopeKey]!;
    const kept: Compensable[] = [];
    for (const each of scope.compensable ?? [])
      if (wanted.has(each.key)) left.push({ scope: scopeKey, ...each });
      else kept.push(each);
    keepOnly(scope, kept);
  }
  left.sort((a, b) => a.sequence - b.sequence);
  draft.elements[key] = { ...draft.elements[key]!, compensation: { left, waits } };
}

/** What a completed subprocess kept inside moves into the subprocess that is open again for it. */
export function nestCompensation(draft: State, { key, thrownBy, by }: Fact<'compensationNested'>): void {
  const inside = nextTaken(draft, thrownBy).inside ?? [];
  const element: ActiveElement = { ...draft.elements[key]!, thrownBy };
  if (by === 'inside') draft.elements[key] = { ...element, compensation: { left: inside.map((each) => ({ ...each, scope: key })) } };
  else {
    draft.elements[key] = element;
    keepOnly(draft.scopes[key]!, inside);
  }
}

/** All that has completed in a transaction, in subprocesses at work too. */
export function takeTransaction(draft: State, { key, boundary }: Fact<'transactionCancelled'>): void {
  const left = keptWithin(draft, key).map((each) => ({ ...each, scope: key }));
  keepOnly(draft.scopes[key]!, []);
  draft.elements[key] = { ...draft.elements[key]!, compensation: { left, boundary } };
}

/** In the order of completion; what is still at work counts as the last. */
function keptWithin(draft: State, key: ElementKey): Compensable[] {
  const scope = draft.scopes[key];
  if (!scope || scope.isolated) return [];
  const found = [...(scope.compensable ?? [])];
  for (const child of Object.keys(scope.children).sort()) {
    const { elementId, compensation } = draft.elements[child]!;
    const inside = [...keptWithin(draft, child), ...(compensation?.left ?? [])];
    const own = draft.scopes[child];
    if (own?.containerId === undefined) found.push(...inside);
    else if (inside.length > 0)
      found.push({ key: child, elementId, sequence: draft.sequence, variables: { ...own.variables }, inside, unfinished: true });
  }
  return found;
}

/** Takes the next one from an element that takes back, and gives it. */
export function nextTaken(draft: State, key: ElementKey): Compensable {
  const element = draft.elements[key]!;
  const { left, ...rest } = element.compensation!;
  draft.elements[key] = { ...element, compensation: { left: left.slice(0, -1), ...rest } };
  return left.at(-1)!;
}

function keepOnly(scope: Scope, kept: readonly Compensable[]): void {
  if (kept.length > 0) scope.compensable = kept;
  else delete scope.compensable;
}
