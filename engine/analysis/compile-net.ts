/** Over 300 lines: one table of the rules of every element, whole, because a reader compares it with engine/semantics/elements. */
/**
 * A container as a net of tokens, by the rules that `advance` follows. Subprocesses and called processes are one place in the net around them and nets of their own.
 * Data are free: every way a split could decide is a transition.
 */
import type { Container, FlowNode, MessageFlow, ProcessModel, SequenceFlow } from '../model/types.ts';
import type { CompileOptions } from './compile-options.ts';
import { keepIdle, type Watched } from './idle-places.ts';
import { isStartedByMessage, missedSenders, receiving, rootOf, sending, type Sending } from './message-places.ts';
import { flowsInto, hostsOf, namedMessages } from './named-messages.ts';
import { ownBranch, repeatingEvents } from './own-branch.ts';
import { everyTimes, isCycle, mostTimes, timesAtFirst } from './repeated-events.ts';
import { splitsOf } from './splits.ts';
import { failureOf, fromOf, takesBack, type Throw } from './throws-of.ts';
import type { Act, Place, TokenNet, TokenTransition } from './token-net.ts';
import { waits } from './waits.ts';

type Taken = Record<string, readonly SequenceFlow[]>;

/** What happens when a token has entered an element. */
interface Effect {
  readonly act?: Act;
  readonly produce: readonly number[];
  /** Marked before and after. */
  readonly needs?: readonly number[];
  readonly taken: Taken;
  readonly clears?: Container;
  readonly leaves?: boolean;
  readonly thrown?: TokenTransition['thrown'];
}

/** The net of one container, or of the processes of a file together. */
export function compileNet(model: ProcessModel, containers: readonly Container[], options: CompileOptions): TokenNet {
  const places: Place[] = [];
  const numbers = new Map<string, number>();
  const transitions: TokenTransition[] = [];
  const placeOf = (place: Place): number => {
    const name = `${place.kind} ${place.elementId} ${place.container.id} ${place.times?.join() ?? ''}`;
    let number = numbers.get(name);
    if (number === undefined) {
      numbers.set(name, (number = places.length));
      places.push(place);
    }
    return number;
  };
  const flowPlaces = new Map<SequenceFlow, number>();
  const { collapsed } = options;
  const onFlow = (given: SequenceFlow) => {
    const flow = collapsed ? collapsed.lastOf(given) : given;
    let number = flowPlaces.get(flow);
    if (number === undefined) {
      flowPlaces.set(flow, (number = places.length));
      places.push({ kind: 'flow', elementId: flow.id, container: flow.source.container, flow });
    }
    return number;
  };
  const add = (transition: TokenTransition) => void transitions.push(transition);
  const drawn = options.together ? model.messageFlows : [];
  const named = options.together ? namedMessages(containers, drawn) : undefined;
  const messagePlace = ({ id }: MessageFlow, container: Container) => placeOf({ kind: 'message', elementId: id, container });

  /** The ways out of an element: its flows, or its end, which is told apart by the place it was reached from. */
  const waysOut = (node: FlowNode, from: string): readonly Effect[] => {
    // each round of a reminder comes to its end
    if (node.outgoing.length === 0) return [{ produce: isOwn.has(node) ? [] : [ended(node, from)], taken: {} }];
    let known = ways.get(node);
    if (!known) ways.set(node, (known = splitsOf(node).map((flows) => ({ produce: flows.map(onFlow), taken: { [node.id]: flows } }))));
    return known;
  };
  const ways = new Map<FlowNode, readonly Effect[]>();

  const own = new Map(options.repeats === 2 ? containers.flatMap(repeatingEvents).map((event) => [event, ownBranch(event)]) : []);
  const isOwn = new Set([...own.values()].flatMap((branch) => [...branch]));
  const ended = (node: FlowNode, from: string) => placeOf({ kind: 'ended', elementId: from, container: node.container, node });

  const inCall = options.isCalled ?? false;

  /** What a throw does whose handler is not on the throwing activity itself. An error that nobody handles does nothing: it stays where it was thrown. */
  const thrownEffects = (thrown: Throw, node: FlowNode, from: FlowNode | Container, at: string): Effect[] => {
    const handlers = options.throws.handlersOf(thrown, from, inCall);
    return handlers.flatMap((handler): Effect[] => {
      if (!handler) return thrown.type === 'error' ? [] : [{ produce: [], taken: {} }];
      const told = { ...thrown, handler };
      const start = handler.type === 'startEvent' ? handler.container : undefined;
      if (handler.interrupting) {
        const isHere = start?.parent === node.container;
        const goesOn = isHere && options.eventSubProcesses ? activation(start.element!) : [ended(node, at)];
        return [{ produce: goesOn, taken: {}, clears: node.container, thrown: told, ...(!isHere && { leaves: true }) }];
      }
      const beside = start?.parent === node.container && options.eventSubProcesses ? activation(start.element!) : [];
      return [{ produce: beside, taken: {}, thrown: told }];
    });
  };

  /** The place of an element that begins to wait. */
  const activation = (node: FlowNode): number[] => [active(node, timesAtFirst(node, options))];
  const active = (node: FlowNode, times: readonly number[]) =>
    placeOf({ kind: 'active', elementId: node.id, container: node.container, node, ...(times.length > 0 && { times }) });

  /** Everything that may happen when a token enters `node`; none when it stays where it is. */
  const effectsOf = (node: FlowNode, from: string): readonly Effect[] => {
    const sent = sending(node, drawn);
    const effects = effectsWithoutMessage(node, from);
    if (waits(node)) return effects;
    const catches = named?.catchesOf(node) ?? [];
    if (catches.length > 0) return effects.flatMap((effect) => afterNaming(catches, effect));
    if (!sent) return effects;
    return effects.flatMap((effect) => afterSending(sent, effect));
  };
  const afterSending = ({ flow, start }: Sending, effect: Effect): Effect[] =>
    start
      ? waysOut(start, start.id).map(({ produce, taken }) => ({
          ...effect,
          produce: [...effect.produce, ...produce],
          taken: { ...effect.taken, ...taken },
        }))
      : [{ ...effect, produce: [...effect.produce, messagePlace(flow, effectContainer(flow))] }];
  /** Sent by name: whoever waits takes it; when nobody does, it leaves the dossier. */
  const afterNaming = (catches: readonly FlowNode[], effect: Effect): Effect[] => [
    ...catches.flatMap((received) =>
      hostsOf(received)
        .flatMap(waitingPlaces)
        .map((place) => ({ ...effect, needs: [place], produce: [...effect.produce, namedPlace(received)] })),
    ),
    { ...effect, needs: [...new Set(catches.flatMap(hostsOf))].map(idle) },
  ];
  const namedPlace = ({ id, container }: FlowNode) => placeOf({ kind: 'message', elementId: id, container });
  const idle = (node: FlowNode) => placeOf({ kind: 'idle', elementId: node.id, container: node.container, node });
  const waitingPlaces = (host: FlowNode): number[] => [
    ...[...flowsInto(host)].map(onFlow),
    ...everyTimes(
      host.boundaryEvents.filter(({ interrupting }) => !interrupting),
      options,
    ).map((times) => active(host, times)),
  ];
  const receivedBy = (node: FlowNode) =>
    named && named.sendersOf(node).length > 0 ? [[namedPlace(node)]] : receiving(node, drawn, messagePlace);

  const effectContainer = ({ source }: MessageFlow) => rootOf((source as FlowNode).container);

  const effectsWithoutMessage = (node: FlowNode, from: string): readonly Effect[] => {
    const { event } = node;
    if (waits(node)) {
      const enter: Effect = { produce: activation(node), taken: {} };
      return node.loop && options.skips ? [enter, ...waysOut(node, from).map((way) => ({ ...way, act: 'skip' as const }))] : [enter];
    }
    switch (event?.type) {
      case 'link':
        if (node.type === 'intermediateThrowEvent') return waysOut(node.linkTarget!, from);
        break;
      case 'terminate':
        return [{ produce: [ended(node, from)], taken: {}, clears: node.container }];
      case 'cancel':
        if (node.type !== 'endEvent') break;
        return thrownEffects({ type: 'cancel' }, node, node.container, from);
      case 'error':
      case 'escalation': {
        if (node.type !== 'endEvent' && node.type !== 'intermediateThrowEvent') break;
        const thrown = { type: event.type, ...(event.code !== undefined && { code: event.code }) };
        return thrownEffects(thrown, node, node.container, from).flatMap((effect) =>
          effect.clears
            ? [effect]
            : waysOut(node, from).map(({ produce, taken }) => ({ ...effect, produce: [...produce, ...effect.produce], taken })),
        );
      }
    }
    const all = waysOut(node, from);
    const failure = failureOf(node);
    return failure === undefined ? all : [...all, ...throwsFrom(node, { type: 'error', code: failure }, from)];
  };

  /** A throw by an activity: its own boundary event goes on, or it is as if an event had thrown. */
  const throwsFrom = (node: FlowNode, thrown: Throw, from: string): Effect[] => {
    const [handler] = options.throws.handlersOf(thrown, node, inCall);
    if (handler?.attachedTo !== node) return thrownEffects(thrown, node, fromOf(node), from).map((effect) => ({ ...effect, act: 'throw' }));
    return waysOut(handler, handler.id).map((way) => ({ ...way, act: 'throw', thrown: { ...thrown, handler } }));
  };

  const entriesOf = (node: FlowNode): { readonly consume: readonly number[]; readonly from: string }[] => {
    const starts: Entry[] = isFirst(node, options)
      ? [{ consume: [placeOf({ kind: 'start', elementId: node.id, container: node.container, node })], from: node.id }]
      : [];
    if (node.type === 'parallelGateway' && node.incoming.length > 0)
      return [...starts, { consume: node.incoming.map(onFlow), from: node.incoming[0]!.id }];
    return [...starts, ...node.incoming.map((flow) => ({ consume: [onFlow(flow)], from: flow.id }))];
  };

  const addNode = (node: FlowNode) => {
    // no token reaches what only takes back: a throw of compensation passes when it has been done (soundness asks for handlers apart)
    if (node.isHandler || takesBack(node.contents)) return;
    if (node.contents?.kind === 'eventSubProcess') {
      if (options.eventSubProcesses) addEventSubProcess(node);
      return;
    }
    const isBehindGateway = node.incoming.some(({ source }) => source.type === 'eventBasedGateway');
    if (node.type === 'inclusiveGateway' && node.incoming.length > 1)
      for (const { produce, taken } of waysOut(node, node.id)) add({ act: 'pass', node, consume: [], produce, taken, join: node });
    else
      for (const { consume, from } of entriesOf(node)) {
        // never on the flow itself: the gateway decides and the event passes at once
        if (isBehindGateway && places[consume[0]!]!.flow?.source.type === 'eventBasedGateway') continue;
        for (const { act = 'pass', needs, ...effect } of effectsOf(node, from))
          if (needs) add({ act, node, consume: [...consume, ...needs], ...effect, produce: [...effect.produce, ...needs] });
          else add({ act, node, consume, ...effect });
      }
    if (waits(node)) addWaiting(node);
  };

  const addWaiting = (node: FlowNode) => {
    if (node.type === 'eventBasedGateway') {
      for (const { target } of node.outgoing)
        for (const received of receivedBy(target))
          for (const way of waysOut(target, target.id))
            add({ act: 'trigger', node: target, host: node, consume: [active(node, []), ...received], ...way });
      return;
    }
    const repeating = node.boundaryEvents.filter(({ interrupting }) => !interrupting);
    const contents = node.contents ?? node.called;
    const inside = contents && options.inside?.(contents);
    const thrown = [...(contents ? (inside?.thrown ?? options.throws.leaving(contents)) : []), ...options.throws.sitesAt(node)];
    for (const times of everyTimes(repeating, options)) {
      const here = active(node, times);
      if (inside?.canComplete !== false)
        for (const received of receivedBy(node))
          for (const way of waysOut(node, node.id)) add({ act: 'complete', node, consume: [here, ...received], ...way });
      /** Where the element is when one of its events that do not interrupt has come once more; none when it is followed no more. */
      const next = (boundary: FlowNode): number | undefined => {
        const index = repeating.indexOf(boundary);
        const most = mostTimes(boundary, options);
        if (most === Infinity) return here;
        return times[index]! < most ? active(node, times.with(index, times[index]! + 1)) : undefined;
      };
      const fire = (
        boundary: FlowNode,
        given: Pick<TokenTransition, 'act' | 'node'> & Partial<TokenTransition>,
        received: readonly number[],
      ) => {
        const after = boundary.interrupting ? undefined : next(boundary);
        if (!boundary.interrupting && after === undefined) return;
        for (const { produce, taken } of waysOut(boundary, boundary.id)) {
          add({ ...given, consume: [here, ...received], produce: after === undefined ? produce : [after, ...produce], taken });
          // a cycle may have had its last round
          if (after === here && isCycle(boundary)) {
            const last = active(node, times.with(repeating.indexOf(boundary), 1));
            add({ ...given, consume: [here, ...received], produce: [last, ...produce], taken });
          }
        }
      };
      for (const boundary of node.boundaryEvents) {
        const type = boundary.event?.type;
        if (type === 'error' || type === 'escalation') continue;
        if (isCycle(boundary) && options.repeats === Infinity && times[repeating.indexOf(boundary)] === 1) continue;
        for (const received of receivedBy(boundary)) fire(boundary, { act: 'trigger', node: boundary, host: node }, received);
      }
      for (const { type, code } of distinct(thrown)) {
        const one = { type, ...(code !== undefined && { code }) };
        const [handler] = options.throws.handlersOf(one, node, inCall);
        if (handler?.attachedTo === node) fire(handler, { act: 'throw', node, thrown: { ...one, handler } }, []);
        else
          for (const effect of thrownEffects(one, node, node, node.id))
            if (effect.thrown)
              add({ ...effect, act: 'throw', node, consume: [here], produce: effect.clears ? effect.produce : [here, ...effect.produce] });
      }
    }
  };

  const addEventSubProcess = (node: FlowNode) => {
    const start = node.contents!.startEvents[0]!;
    const armed = placeOf({ kind: 'armed', elementId: start.id, container: node.container, node: start });
    const type = start.event?.type;
    if (type !== 'error' && type !== 'escalation') {
      const given = { act: 'trigger', node: start, consume: [armed], taken: {}, whileAtWork: true } as const;
      if (start.interrupting) add({ ...given, produce: activation(node), clears: node.container });
      else {
        if (mostTimes(start, { repeats: Infinity }) === Infinity) add({ ...given, produce: [armed, ...activation(node)] });
        if (type === 'timer') add({ ...given, produce: activation(node) });
      }
    }
    addWaiting(node);
  };

  const initial: number[] = [];
  for (const container of containers) {
    if (!collapsed) for (const flow of container.flows) onFlow(flow);
    const isStartedInside = isStartedByMessage(container, drawn) || missedSenders(container, containers, drawn).length > 0;
    if (!options.together || !isStartedInside) {
      const begin = placeOf({ kind: 'begin', elementId: container.id, container });
      initial.push(begin);
      addStart(container, begin);
    }
    for (const node of container.nodes) {
      if (collapsed?.gone.has(node)) continue;
      if (collapsed) node.incoming.forEach(onFlow);
      addNode(node);
      for (const flow of node.incoming)
        if (collapsed?.merges(flow)) {
          const place = onFlow(flow);
          add({ act: 'pass', node, consume: [place, place], produce: [place], taken: {}, merges: true });
        }
    }
  }
  const watched = places.flatMap((place, idle): Watched[] =>
    place.kind === 'idle' ? [{ idle, places: new Set(waitingPlaces(place.node!)), container: place.container }] : [],
  );
  const rounds = roundsApart();
  initial.push(...[...watched, ...rounds.watched].map(({ idle }) => idle));
  const isWatched = watched.length + rounds.watched.length > 0;
  return {
    containers,
    inCall,
    places,
    transitions: isWatched ? keepIdle(transitions, [...watched, ...rounds.watched], rounds.needs) : transitions,
    initial,
  };

  /** An event comes again only when its last round has left the branch that is the event's own. */
  function roundsApart(): { readonly watched: readonly Watched[]; readonly needs: (transition: TokenTransition) => readonly number[] } {
    const idleOf = new Map<number, Watched>();
    const needed = new Map<FlowNode, number[]>();
    for (const [event, branch] of own) {
      const { container } = event;
      const here = [event, ...branch].flatMap(({ outgoing }) => outgoing.filter(({ target }) => branch.has(target)).map(onFlow));
      places.forEach(({ kind, node }, number) => kind === 'active' && branch.has(node!) && here.push(number));
      for (const place of here)
        if (!idleOf.has(place)) {
          const idle = placeOf({ kind: 'idle', elementId: String(place), container });
          idleOf.set(place, { idle, places: new Set([place]), container });
        }
      needed.set(
        event,
        here.map((place) => idleOf.get(place)!.idle),
      );
    }
    const eventOf = ({ node, thrown, act }: TokenTransition) => (act === 'throw' ? thrown?.handler : act === 'trigger' ? node : undefined);
    return { watched: [...idleOf.values()], needs: (transition) => needed.get(eventOf(transition)!) ?? [] };
  }

  function addStart(container: Container, begin: number): void {
    const { startEvents, starts } = container;
    const alternatives =
      container.kind === 'eventSubProcess' || (container.kind === 'process' && !options.isCalled)
        ? startEvents
        : starts.length === 1
          ? starts
          : [];
    const events = alternatives.filter(({ type }) => type === 'startEvent');
    for (const node of events) for (const way of waysOut(node, node.id)) add({ act: 'start', node, consume: [begin], ...way });
    const first = starts[0];
    if (events.length > 0 || !first) return;
    const produce = starts.map((node) => placeOf({ kind: 'start', elementId: node.id, container, node }));
    add({ act: 'start', node: first, consume: [begin], produce, taken: {} });
  }
}

interface Entry {
  readonly consume: readonly number[];
  readonly from: string;
}

/** One of several first elements, or one that is no start event. */
function isFirst(node: FlowNode, options: CompileOptions): boolean {
  const { startEvents, starts, kind } = node.container;
  if (!starts.includes(node)) return false;
  if (kind === 'process' && !options.isCalled) return startEvents.length === 0;
  return starts.length > 1 || node.type !== 'startEvent';
}

function distinct(thrown: readonly Throw[]): Throw[] {
  return [...new Map(thrown.map((one) => [`${one.type} ${one.code ?? ''}`, one])).values()];
}
