/** The token net beside the engine: a running dossier told in nets, one for each running scope, and what the net says may happen there. */
import { compileNet } from '../../engine/analysis/compile-net.ts';
import { notFollowed } from '../../engine/analysis/not-followed.ts';
import { playOf, type Play, type Tokens } from '../../engine/analysis/play-net.ts';
import { throwsOf, type Throws } from '../../engine/analysis/throws-of.ts';
import type { TokenNet, TokenTransition } from '../../engine/analysis/token-net.ts';
import type { Container, FlowNode, ProcessModel } from '../../engine/model/types.ts';
import { isChosen } from '../../engine/semantics/ad-hoc.ts';
import { isTriggeredStart, startingGateway } from '../../engine/model/triggers-of.ts';
import { apply } from '../../engine/semantics/apply.ts';
import { enabledCommands } from '../../engine/semantics/enabled-commands.ts';
import type { Event } from '../../engine/semantics/events.ts';
import { draftOf, type State } from '../../engine/semantics/state.ts';
import { waits } from '../../engine/analysis/waits.ts';

interface Compiled {
  readonly net: TokenNet;
  readonly play: Play;
  readonly number: ReadonlyMap<string, number>;
}

export interface Beside {
  /** What is wrong between a state, a command's events and the state after them; undefined: nothing. */
  compareEvents(before: State, events: readonly Event[]): string | undefined;
  /** What is wrong between what the engine accepts at rest and what the net has enabled. */
  compareEnabled(state: State, now: Date): string | undefined;
  /** Transitions that were matched, and enabled sets that were compared. */
  readonly seen: { fired: number; compared: number; skipped: number };
}

export function netBeside(model: ProcessModel): Beside {
  const throws = throwsOf(model);
  const nets = new Map<string, Compiled>();
  const compiledOf = (state: State, scopeKey: string): Compiled | undefined => {
    const { containerId } = state.scopes[scopeKey]!;
    const container = containerId === undefined ? undefined : containerOf(model, containerId);
    // what needs several triggers keeps those that come, which the net does not tell
    if (!container || notFollowed([container]) || container.nodes.some(needsSeveral) || startsInTwoWays(container)) return undefined;
    const inCall = isInCall(state, scopeKey);
    const name = `${container.id} ${inCall ? 'called' : ''}`;
    let known = nets.get(name);
    if (!known) nets.set(name, (known = compiled(model, container, throws, inCall)));
    return known;
  };
  const seen = { fired: 0, compared: 0, skipped: 0 };

  /** First elements that are still to come, by scope; and the beginning itself. */
  const coming = new Map<string, Set<string>>();

  const tokensOf = (state: State, key: string, { net, number }: Compiled): Tokens | undefined => {
    const tokens: Tokens = net.places.map(() => 0);
    const scope = state.scopes[key]!;
    const put = (name: string, count: number) => {
      const place = number.get(name);
      if (place === undefined) return false;
      tokens[place]! += count;
      return true;
    };
    const names = coming.get(key) ?? new Set();
    for (const each of scope.armed) put(`armed ${state.subscriptions[each]!.elementId} `, 1);
    for (const name of names) if (!put(name, 1)) return undefined;
    // where a trigger starts the process, the net begins when that has been taken; what else is needed waits from then on
    const isToCome = names.has(`begin ${scope.containerId} `);
    const { adHoc } = model.nodes.get(scope.containerId!) ?? {};
    if (adHoc) put(`${scope.isClosing ? 'closing' : 'open'} ${scope.containerId} `, 1);
    // when nothing more is chosen, what waits to be chosen is as good as gone
    for (const flow in scope.isClosing ? {} : scope.tokens) {
      const { target } = model.flows.get(flow)!;
      const isBeginning = startingGateway(target) !== undefined;
      if (isToCome && isBeginning) continue;
      if (!put(isBeginning ? `active ${target.id} ` : `flow ${flow} `, scope.tokens[flow]!.length)) return undefined;
    }
    for (const id in scope.awaitingReset) {
      const before = model.nodes.get(id)!.incoming.map((flow) => Number(scope.awaitingReset![id]!.includes(flow.id)));
      if (!put(`awaiting ${id} ${before.join()}`, 1)) return undefined;
    }
    for (const child in scope.children) {
      const element = state.elements[child]!;
      const node = model.nodes.get(element.elementId)!;
      if (isToCome && isTriggeredStart(node)) continue;
      if (!waits(node)) return undefined;
      const armed = new Set(element.armed.map((each) => state.subscriptions[each]!.elementId));
      const times = node.boundaryEvents
        .filter(({ interrupting }) => !interrupting)
        .map(({ id, event }) => (event?.type === 'timer' && !armed.has(id) ? 1 : 0));
      if (!put(`active ${node.id} ${times.join()}`, 1)) return undefined;
    }
    return tokens;
  };

  const isTroubled = (state: State, key: string) =>
    Object.values(state.incidents).some(
      ({ scope, code, elementKey }) =>
        code !== 'STUCK' &&
        (scope === key || scope === '' || elementKey === key || (elementKey !== undefined && within(state, elementKey, key))),
    );

  /** Compares each scope that the group touched, and was there before it. */
  const compareGroup = (last: Map<string, Tokens | undefined>, after: State, group: readonly Event[]): string | undefined => {
    for (const key of touchedBy(group)) {
      const here = after.scopes[key] && compiledOf(after, key);
      if (!here) continue;
      const to = isTroubled(after, key) ? undefined : tokensOf(after, key, here);
      const from = last.get(key);
      const isNew = !last.has(key);
      last.set(key, to);
      if (isNew) continue;
      // the handler of what was thrown met an incident: half of the move is still to come
      const isHalf =
        group.some(({ type }) => type === 'incidentRaised') &&
        group.some(({ type }) => type === 'errorThrown' || type === 'escalationThrown');
      if (!from || !to || isHalf) {
        seen.skipped++;
        continue;
      }
      if (same(here.net, from, to)) continue;
      const ids = new Set(
        group.flatMap((event) => ('elementId' in event ? [event.elementId] : 'element' in event ? [event.element.elementId] : [])),
      );
      const candidates = here.net.transitions.filter(
        ({ act, node, host }) => act === 'throw' || ids.has(node.id) || (host && ids.has(host.id)),
      );
      const match = candidates.find((each) => here.play.isEnabled(from, each) && same(here.net, here.play.fire(from, each), to));
      if (!match)
        return `${key}: no transition for ${JSON.stringify(group)}\nfrom ${told(here.net, from)}\nto ${told(here.net, to)}\nenabled ${here.net.transitions
          .filter((each) => here.play.isEnabled(from, each))
          .map((each) => `${each.act} ${each.node.id} → ${told(here.net, here.play.fire(from, each))}`)
          .join('\n')}`;
      seen.fired++;
    }
    return undefined;
  };

  return {
    seen,
    compareEvents(before, events) {
      const draft = draftOf(before);
      const last = new Map<string, Tokens | undefined>();
      for (const key of Object.keys(before.scopes)) {
        const here = compiledOf(before, key);
        if (here) last.set(key, isTroubled(before, key) ? undefined : tokensOf(before, key, here));
      }
      let group: Event[] = [];
      const close = () => {
        const wrong = group.length === 0 ? undefined : compareGroup(last, draft, group);
        group = [];
        return wrong;
      };
      for (const event of events) {
        if (begins(model, draft, event, group)) {
          const wrong = close();
          if (wrong) return wrong;
        }
        note(draft, event);
        group.push(event);
        apply(draft, event);
        if (event.type === 'scopeOpened' && event.scope.containerId !== undefined) open(draft, event.scope.key);
      }
      const wrong = close();
      for (const key of coming.keys()) if (!draft.scopes[key]) coming.delete(key);
      return wrong;
    },
    compareEnabled(state, now) {
      if (state.status !== 'active') return undefined;
      const commands = enabledCommands(model, state, now);
      for (const key of Object.keys(state.scopes)) {
        const here = compiledOf(state, key);
        if (!here) continue;
        const tokens = tokensOf(state, key, here);
        if (!tokens || isTroubled(state, key) || Object.keys(state.corrections).length > 0) {
          seen.skipped++;
          continue;
        }
        const ofNet = new Set<string>();
        for (const each of here.net.transitions) {
          if (!here.play.isEnabled(tokens, each)) continue;
          const name = nameOf(each);
          if (name === 'itself') return `${key}: ${each.act} ${each.node.id} could still happen at ${told(here.net, tokens)}`;
          if (name !== undefined) ofNet.add(name);
        }
        const ofEngine = new Set<string>();
        for (const command of commands) {
          if (!('elementKey' in command) || command.elementKey === undefined) continue;
          const { type, elementKey } = command;
          if (type === 'activateActivity') {
            if (elementKey === key) ofEngine.add(`activate ${command.activity}`);
            continue;
          }
          const subscription = state.subscriptions[elementKey];
          const elementId = state.elements[elementKey]?.elementId ?? subscription!.elementId;
          if (type === 'completeTask' && model.nodes.get(elementId)!.adHoc) {
            if (elementKey === key) ofEngine.add(`close ${elementId}`);
            continue;
          }
          const scope = scopeWithContents(state, state.elements[elementKey]?.scope ?? subscription!.scope);
          if (scope !== key) continue;
          if (model.nodes.get(elementId)!.contents) continue;
          if (type === 'completeTask' || type === 'completeJob') ofEngine.add(`complete ${elementId}`);
          if (type === 'trigger' && subscription!.type !== 'error' && subscription!.type !== 'escalation')
            ofEngine.add(`${state.elements[subscription!.owner]?.elementId === elementId ? 'complete' : 'trigger'} ${elementId}`);
        }
        seen.compared++;
        const left = [...ofNet].sort().join();
        const right = [...ofEngine].sort().join();
        if (left !== right) return `${key}: the net has ${left}; the engine accepts ${right}; at ${told(here.net, tokens)}`;
      }
      return undefined;
    },
  };

  /** Which first elements of a scope have had their turn. */
  function note(state: State, event: Event): void {
    if (event.type === 'scopeCleared') return void coming.delete(event.key);
    if (event.type === 'elementCompleted' && waitsAnew(model.nodes.get(event.elementId)!) && !state.scopes[event.scope]?.isClosing)
      coming.get(event.scope)?.add(`active ${event.elementId} `);
    if (event.type === 'scopeClosing') coming.get(event.key)?.clear();
    if (event.type === 'elementCompleted' && isTriggeredStart(model.nodes.get(event.elementId)!))
      coming.get(event.scope)?.delete(`begin ${state.scopes[event.scope]!.containerId} `);
    const consumesNothing =
      (event.type === 'elementPassed' && event.consumed.length === 0) ||
      ((event.type === 'elementSkipped' || event.type === 'elementActivated') && event.consumed === undefined);
    if (!consumesNothing) return;
    const scope = event.type === 'elementActivated' ? event.element.scope : event.scope;
    const elementId = event.type === 'elementActivated' ? event.element.elementId : event.elementId;
    const names = coming.get(scope);
    if (!names || !state.scopes[scope]) return;
    if (!names.delete(`active ${elementId} `) && !names.delete(`start ${elementId} `) && model.nodes.get(elementId)!.type === 'startEvent')
      names.delete(`begin ${state.scopes[scope].containerId} `);
  }

  function open(state: State, key: string): void {
    const here = compiledOf(state, key);
    if (!here) return;
    const [start] = here.net.transitions.filter(({ act }) => act === 'start');
    const { adHoc, contents } = model.nodes.get(state.scopes[key]!.containerId!) ?? {};
    if (adHoc) return void coming.set(key, new Set(contents!.starts.filter(waitsAnew).map(({ id }) => `active ${id} `)));
    const isSplit = start?.produce.some((place) => here.net.places[place]!.kind === 'start');
    coming.set(
      key,
      new Set(
        isSplit
          ? start!.produce.map((place) => `start ${here.net.places[place]!.elementId} `)
          : [`begin ${state.scopes[key]!.containerId} `],
      ),
    );
  }
}

/** By a trigger, and without one: no event says which. */
function startsInTwoWays({ startEvents, starts, nodes }: Container): boolean {
  return startEvents.length === 0 && starts.length > 0 && nodes.some(({ instantiate }) => instantiate);
}

/** An event without incoming flow among what people choose from. */
function waitsAnew({ container, step, incoming }: FlowNode): boolean {
  return container.adHoc !== undefined && step === undefined && incoming.length === 0;
}

function needsSeveral({ parallelMultiple, contents }: FlowNode): boolean {
  return parallelMultiple || (contents?.startEvents.some((start) => start.parallelMultiple) ?? false);
}

/** The process around a scope was called. */
function isInCall(state: State, key: string): boolean {
  let scope = state.scopes[key]!;
  while (!scope.isolated && scope.parent !== undefined) scope = state.scopes[scope.parent]!;
  return scope.parent !== undefined;
}

function touchedBy(group: readonly Event[]): Set<string> {
  const keys = new Set<string>();
  for (const event of group) {
    if (event.type === 'scopeClosing') keys.add(event.key);
    if (event.type === 'scopeOpened') keys.add(event.scope.key).add(event.scope.parent ?? '');
    else if (event.type === 'subscribed') keys.add(event.subscription.scope);
    else if (event.type === 'elementActivated') keys.add(event.element.scope);
    else if (event.type === 'scopeCleared') keys.add(event.key);
    else if ('scope' in event && typeof event.scope === 'string') keys.add(event.scope);
  }
  return keys;
}

/** What the engine calls a transition that somebody outside makes happen; 'itself': nothing outside is needed; undefined: it comes from inside, or needs a code. */
function nameOf({ act, node, isOptional }: TokenTransition): string | undefined {
  if (act === 'throw' || isOptional) return undefined;
  if (act === 'close') return `close ${node.id}`;
  if ((act === 'pass' || act === 'skip') && node.container.adHoc && isChosen(node)) return `activate ${node.id}`;
  if (act === 'trigger') return `trigger ${node.id}`;
  if (act === 'complete') return node.contents || node.called ? undefined : `complete ${node.id}`;
  return 'itself';
}

/** An end event cancels this transaction, from inside it or deeper. */
function isCancelled(model: ProcessModel, event: Event, transaction: FlowNode): boolean {
  if (event.type !== 'elementPassed') return false;
  const node = model.nodes.get(event.elementId)!;
  if (node.type !== 'endEvent' || node.events.every(({ type }) => type !== 'cancel')) return false;
  let container: Container | undefined = node.container;
  while (container && container !== transaction.contents) container = container.parent;
  return container !== undefined;
}

/** True when an event begins something new; what it causes follows. */
function begins(model: ProcessModel, state: State, event: Event, group: readonly Event[]): boolean {
  const last = group.findLast(({ type }) => type !== 'flowTaken');
  const first = group[0];
  switch (event.type) {
    case 'triggered': {
      // the handler of what was thrown is part of the throw; who cancels says so by its end
      const { events, attachedTo } = model.nodes.get(event.elementId)!;
      if (events.some(({ type }) => type === 'cancel') && group.some((each) => isCancelled(model, each, attachedTo!))) return false;
      const thrown = group.findLast(({ type }) => type === 'errorThrown' || type === 'escalationThrown');
      return !(thrown && 'caughtBy' in thrown && thrown.caughtBy === event.elementId);
    }
    case 'errorThrown':
    case 'escalationThrown':
      return !group.some((each) => each.type === 'elementPassed' && each.elementId === event.elementId);
    case 'elementPassed': {
      const isOfTrigger = group.some((each) => each.type === 'triggered' && each.elementId === event.elementId);
      if (isOfTrigger && model.nodes.get(event.elementId)!.type === 'boundaryEvent') return false;
      if (first?.type === 'elementCompleted' && model.nodes.get(first.elementId)!.type === 'eventBasedGateway')
        return group.some((each) => each.type === 'elementPassed');
      if (last?.type === 'elementPassed' && model.nodes.get(last.elementId)!.linkTarget?.id === event.elementId) return false;
      return true;
    }
    case 'elementActivated': {
      if (event.element.roundOf !== undefined) return false;
      const start = group.find((each) => each.type === 'triggered');
      return !(start && model.nodes.get(event.element.elementId)!.contents?.startEvents.some(({ id }) => id === start.elementId));
    }
    case 'elementCompleted': {
      const { roundOf } = state.elements[event.key]!;
      return roundOf === undefined && !isOfItself(model, event.elementId);
    }
    case 'roundsCompleted':
      return !isOfItself(model, event.elementId);
    case 'elementSkipped':
    case 'gatewayReset':
      return true;
    case 'scopeClosing':
      // by its condition, or by an event subprocess: part of what came before
      return group.every(({ type }) => type !== 'triggered') && model.nodes.get(event.elementId)!.adHoc!.completionCondition === undefined;
    default:
      return false;
  }
}

/** An activity that is done as soon as it is entered: one transition of the net. */
function isOfItself(model: ProcessModel, id: string): boolean {
  return !waits(model.nodes.get(id)!);
}

function compiled(model: ProcessModel, container: Container, throws: Throws, isCalled: boolean): Compiled {
  const net = compileNet(model, [container], { throws, repeats: Infinity, skips: true, eventSubProcesses: true, isCalled });
  const name = ({ kind, elementId, times }: TokenNet['places'][number]) => `${kind} ${elementId} ${times?.join() ?? ''}`;
  return { net, play: playOf(net), number: new Map(net.places.map((place, number) => [name(place), number])) };
}

function containerOf(model: ProcessModel, id: string): Container | undefined {
  return model.processes.get(id) ?? (model.nodes.get(id) as FlowNode | undefined)?.contents;
}

function scopeWithContents(state: State, key: string): string | undefined {
  let scope = state.scopes[key];
  while (scope && scope.containerId === undefined) scope = scope.parent === undefined ? undefined : state.scopes[scope.parent];
  return scope?.key;
}

function within(state: State, elementKey: string, scope: string): boolean {
  return scopeWithContents(state, state.elements[elementKey]?.scope ?? state.subscriptions[elementKey]?.scope ?? '') === scope;
}

/** Where tokens have ended is not part of a state. */
function same({ places }: TokenNet, some: Tokens, others: Tokens): boolean {
  // when nothing more is chosen and nothing is left, what still waits is thrown away
  const isClosing = places.some(({ kind }, place) => kind === 'closing' && others[place]! > 0);
  return places.every(({ kind }, place) => kind === 'ended' || (kind === 'armed' && isClosing) || some[place] === others[place]);
}

function told({ places }: TokenNet, tokens: Tokens): string {
  return places
    .flatMap(({ kind, elementId, times }, place) =>
      tokens[place]! > 0 ? [`${kind} ${elementId}${times ? `(${times.join()})` : ''}×${tokens[place]}`] : [],
    )
    .join(', ');
}
