/** Facts into state, in one switch, so over 300 lines. Decides nothing and needs no model; the compiler finds a forgotten event. */
import { flagKey } from '../deadlines/flags.ts';
import type { Event } from './events.ts';
import { keep, nestCompensation, nextTaken, takeCompensation, takeTransaction } from './apply-compensation.ts';
import { moveState } from './moved-state.ts';
import { draftOf, inside, type ActiveElement, type ElementKey, type Scope, type State, type Token } from './state.ts';

/** The state after all events of a history, in order. */
export function replay(events: Iterable<Event>, from: State): State {
  const draft = draftOf(from);
  for (const event of events) apply(draft, event);
  return draft;
}

/** Applies one event to a draft that the caller owns, at a cost that does not depend on the size of the state. */
export function apply(draft: State, event: Event): void {
  switch (event.type) {
    case 'flowTaken': {
      const scope = draft.scopes[event.scope]!;
      const waiting = scope.tokens[event.flow];
      scope.tokens[event.flow] = waiting ? [...waiting, event.origins] : [event.origins];
      scope.live++;
      return;
    }
    case 'elementPassed': {
      const scope = draft.scopes[event.scope]!;
      for (const flow of event.consumed) takeToken(scope, flow);
      if (event.origins) scope.origins = mergeOrigins(scope.origins, event.origins);
      if (event.awaitsReset) (scope.awaitingReset ??= {})[event.elementId] = event.consumed;
      return;
    }
    case 'gatewayReset': {
      const scope = draft.scopes[event.scope]!;
      for (const flow of event.consumed) takeToken(scope, flow);
      delete scope.awaitingReset![event.elementId];
      if (Object.keys(scope.awaitingReset!).length === 0) delete scope.awaitingReset;
      endOrigins(draft, event);
      return;
    }
    case 'elementActivated': {
      const { element } = event;
      const scope = draft.scopes[element.scope]!;
      if (event.consumed !== undefined) takeToken(scope, event.consumed);
      if (event.besides) for (const flow of event.besides) takeToken(scope, flow);
      // plain keys before the spread: the other way round takes twenty times as long (CONTRIBUTING.md)
      draft.elements[element.key] = { armed: [], ...element };
      scope.children[element.key] = true;
      scope.live++;
      count(draft, element.elementId);
      if (element.thrownBy !== undefined) nextTaken(draft, element.thrownBy);
      return;
    }
    case 'elementCompleted':
    case 'elementInterrupted':
      if (event.record) {
        draft.steps[event.key] = event.record;
        draft.visits[event.elementId] = event.key;
      }
      removeElement(draft, event.key);
      if (event.type === 'elementCompleted') endOrigins(draft, event);
      return;
    case 'roundsCompleted':
      removeElement(draft, event.key);
      endOrigins(draft, event);
      return;
    case 'elementSkipped':
      if (event.consumed !== undefined) takeToken(draft.scopes[event.scope]!, event.consumed);
      if (event.besides) for (const flow of event.besides) takeToken(draft.scopes[event.scope]!, flow);
      if (event.thrownBy !== undefined) nextTaken(draft, event.thrownBy);
      endOrigins(draft, event);
      return;
    case 'roundStarted': {
      const element = draft.elements[event.key]!;
      const rounds = element.rounds!;
      draft.elements[event.key] = { ...element, rounds: { ...rounds, started: rounds.started + 1, active: rounds.active + 1 } };
      return;
    }
    case 'roundEnded': {
      const element = draft.elements[event.key]!;
      const rounds = element.rounds!;
      draft.elements[event.key] = { ...element, rounds: { ...rounds, completed: rounds.completed + 1, active: rounds.active - 1 } };
      const scope = draft.scopes[event.key]!;
      scope.origins = mergeOrigins(scope.origins, event.origins);
      if (event.output !== undefined) (scope.outputs ??= {})[event.round] = event.output;
      return;
    }
    case 'variablesSet':
      Object.assign(draft.scopes[event.scope]!.variables, event.variables);
      return;
    case 'scopeOpened': {
      const { counted, ...opened } = event.scope;
      draft.scopes[opened.key] = {
        tokens: {},
        children: {},
        live: 0,
        armed: [],
        origins: [],
        ...opened,
        variables: { ...opened.variables },
      };
      if (counted) count(draft, opened.containerId!);
      return;
    }
    case 'scopeClosing':
      draft.scopes[event.key]!.isClosing = true;
      return;
    case 'scopeCleared':
      clearScope(draft, draft.scopes[event.key]!);
      return;
    case 'scopeClosed':
      for (const key of draft.scopes[event.key]!.armed) delete draft.subscriptions[key];
      dropIncidents(draft, [inside(event.key)]);
      if (draft.scopes[event.key]!.parent === undefined) draft.result = { ...draft.result, ...draft.scopes[event.key]!.variables };
      delete draft.scopes[event.key];
      return;
    case 'subscribed': {
      const { subscription } = event;
      const { key, owner } = subscription;
      draft.subscriptions[key] = subscription;
      draft.sequence = subscription.sequence;
      if (key !== owner) count(draft, subscription.elementId);
      const element = draft.elements[owner];
      const scope = draft.scopes[owner];
      if (element && !isEventSubProcessStart(subscription.scope, owner))
        draft.elements[owner] = { ...element, armed: [...element.armed, key] };
      else if (scope) scope.armed = [...scope.armed, key];
      return;
    }
    case 'unsubscribed':
      unsubscribe(draft, event.key);
      return;
    case 'timerPlanned': {
      const { dueAt: _before, ...rest } = draft.subscriptions[event.key]!;
      const { dueAt, roundsLeft, every } = event;
      draft.subscriptions[event.key] = {
        ...rest,
        ...(dueAt !== undefined && { dueAt }),
        ...(roundsLeft !== undefined && { roundsLeft }),
        ...(every !== undefined && { every }),
      };
      return;
    }
    case 'messageBuffered':
      draft.messages[event.message.key] = event.message;
      draft.sequence++;
      return;
    case 'messageTaken':
      delete draft.messages[event.key];
      return;
    case 'incidentRaised':
      draft.incidents[event.incident.key] = event.incident;
      draft.sequence++;
      for (const owner of [event.incident.elementKey, inside(event.incident.scope)])
        if (owner !== undefined) draft.troubled[owner] = [...(draft.troubled[owner] ?? []), event.incident.key];
      return;
    case 'incidentResolved':
      dropIncident(draft, event.key);
      return;
    case 'stepChanged':
      draft.elements[event.key] = { ...draft.elements[event.key]!, step: event.step };
      return;
    case 'handOffChanged':
      draft.handOffs[event.handOff.key] = event.handOff;
      return;
    case 'correctionOpened':
      draft.corrections[event.correction.key] = event.correction;
      return;
    case 'correctionClosed':
      delete draft.corrections[event.key];
      return;
    case 'clockChanged':
      draft.clock = event.clock;
      return;
    case 'flagRaised': {
      const { flag, elementKey, epoch, at, raisedAt, about } = event;
      draft.flags[flagKey({ flag, epoch, ...(elementKey !== undefined && { elementKey }) })] = {
        flag,
        epoch,
        at,
        raisedAt,
        ...(elementKey !== undefined && { elementKey }),
        ...(about.dueAt !== undefined && { dueAt: about.dueAt }),
      };
      return;
    }
    case 'flagWithdrawn':
      draft.flags[event.key] = { ...draft.flags[event.key]!, withdrawnAt: event.at };
      return;
    case 'dossierStarted':
      draft.status = 'active';
      Object.assign(draft.participants, event.participants);
      return;
    case 'dossierEnded':
      draft.status = 'ended';
      draft.outcome = event.outcome;
      delete draft.suspendedAt;
      // nobody is left to take what was kept between pools
      draft.messages = {};
      return;
    case 'endingDecided':
      draft.ending = event.outcome;
      return;
    case 'dossierSuspended':
      draft.status = 'suspended';
      draft.suspendedAt = event.at;
      return;
    case 'dossierResumed':
      draft.status = 'active';
      delete draft.suspendedAt;
      return;
    case 'compensationKept':
      return keep(draft, event);
    case 'compensationThrown':
      return takeCompensation(draft, event);
    case 'compensationNested':
      return nestCompensation(draft, event);
    case 'transactionCancelled':
      return takeTransaction(draft, event);
    case 'dossierMigrated':
      moveState(draft, event.ids);
      return;
    case 'tokenRemoved':
      takeToken(draft.scopes[event.scope]!, event.flow);
      return;
    case 'dossierModified':
    case 'triggered':
    case 'messageThrown':
    case 'signalThrown':
    case 'errorThrown':
    case 'escalationThrown':
    case 'jobFailed':
      return;
    default:
      event satisfies never;
  }
}

/** The tokens that leave a scope carry on the origins of those that ended inside. */
function endOrigins(draft: State, { scope, origins }: { readonly scope: ElementKey; readonly origins?: Token }): void {
  if (origins) draft.scopes[scope]!.origins = mergeOrigins(draft.scopes[scope]!.origins, origins);
}

function count(draft: State, id: string): void {
  draft.counters[id] = (draft.counters[id] ?? 0) + 1;
}

/** The first token of the flow leaves it. */
function takeToken(scope: Scope, flow: string): void {
  const waiting = scope.tokens[flow]!;
  if (waiting.length === 1) delete scope.tokens[flow];
  else scope.tokens[flow] = waiting.slice(1);
  scope.live--;
}

/** An event subprocess start is owned by the scope it interrupts, which has the key of its element: the subscription lies in that very scope. */
function isEventSubProcessStart(scope: ElementKey, owner: ElementKey): boolean {
  return scope === owner;
}

function unsubscribe(draft: State, key: ElementKey): void {
  const { owner, scope } = draft.subscriptions[key]!;
  delete draft.subscriptions[key];
  dropIncidents(draft, [key]);
  const element = draft.elements[owner];
  if (isEventSubProcessStart(scope, owner)) draft.scopes[owner]!.armed = draft.scopes[owner]!.armed.filter((other) => other !== key);
  else if (element) draft.elements[owner] = { ...element, armed: element.armed.filter((other) => other !== key) };
}

/** What cannot go on any more has no incident any more. */
function dropIncidents(draft: State, keys: readonly ElementKey[]): void {
  for (const owner of keys) for (const key of draft.troubled[owner] ?? []) dropIncident(draft, key);
}

function dropIncident(draft: State, key: string): void {
  const { elementKey, scope } = draft.incidents[key]!;
  delete draft.incidents[key];
  for (const owner of [elementKey, inside(scope)]) {
    if (owner === undefined) continue;
    const left = draft.troubled[owner]!.filter((other) => other !== key);
    if (left.length > 0) draft.troubled[owner] = left;
    else delete draft.troubled[owner];
  }
}

/** With everything inside it and everything it waits for. */
function removeElement(draft: State, key: ElementKey): void {
  const element = draft.elements[key]!;
  for (const armed of element.armed) delete draft.subscriptions[armed];
  const contents = draft.scopes[key];
  if (contents) {
    clearScope(draft, contents);
    delete draft.scopes[key];
  }
  dropIncidents(draft, [key, ...element.armed]);
  delete draft.elements[key];
  const scope = draft.scopes[element.scope];
  if (scope) {
    delete scope.children[key];
    scope.live--;
  }
}

/** Tokens, elements, armed starts and incidents inside go; the scope itself and its variables stay. Not recursive over depth: deep nesting must not overflow. */
function clearScope(draft: State, top: Scope): void {
  const cleared = new Set<ElementKey>();
  const pending: Scope[] = [top];
  for (let scope = pending.pop(); scope; scope = pending.pop()) {
    cleared.add(scope.key);
    for (const armed of scope.armed) delete draft.subscriptions[armed];
    for (const key in scope.children) {
      const element: ActiveElement = draft.elements[key]!;
      for (const armed of element.armed) delete draft.subscriptions[armed];
      delete draft.elements[key];
      const contents = draft.scopes[key];
      if (contents) pending.push(contents);
    }
    if (scope !== top) delete draft.scopes[scope.key];
  }
  dropIncidents(draft, [...cleared].map(inside));
  top.tokens = {};
  top.children = {};
  top.live = 0;
  top.armed = [];
  delete top.awaitingReset;
}

/** One origin per sender (ADR 0010). */
export function mergeOrigins(some: Token, others: Token): Token {
  if (others.length === 0 || some === others) return some;
  if (some.length === 0) return others;
  const merged = [...some];
  for (const origin of others)
    if (!merged.some((known) => known.elementKey === origin.elementKey && known.unit === origin.unit)) merged.push(origin);
  return merged;
}
