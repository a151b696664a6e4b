/** What holds of a compiled net: reduced first, and searched as it is only where something is wrong, so that what is shown is short. */
import { compacted, flattened, type Fires, type IndexedNet, type IndexedTransition } from './indexed-net.ts';
import { joinRegionsOf } from './join-regions.ts';
import type { NotFollowed } from './not-followed.ts';
import { playOf } from './play-net.ts';
import { reduceNet } from './reduce-net.ts';
import { searchNet, toItsEnd, type Found, type Search, type SearchLimits } from './search-net.ts';
import { isWork, type TokenNet, type TokenTransition } from './token-net.ts';

export type Run = readonly TokenTransition[];

export interface Decision {
  readonly unsafe?: Run;
  readonly unbounded?: Run;
  readonly improper?: Run;
  /** `around`: what still happens for ever, when it is not stuck. */
  readonly cannotComplete?: { readonly run: Run; readonly isStuck: boolean; readonly around: Run };
  /** Every marking was looked at: what was not found is not there. Safety alone may be decided earlier. */
  readonly isComplete: boolean;
  /** Why not. */
  readonly gaveUp?: 'tooManyStates' | 'cancelled' | 'unbounded' | 'notFollowed';
  /** What is not followed. */
  readonly unfollowed?: NotFollowed;
  /** Transitions that can fire, as far as it was looked at. */
  readonly live: ReadonlySet<TokenTransition>;
  readonly states: number;
  /** What is left after reduction. */
  readonly kernel: readonly TokenTransition[];
  /** An end can be reached by something that leaves the container. */
  readonly mayLeave: boolean;
  /** The shortest run to an end without leaving; undefined when there is none, or none was found. */
  completed(): Run | undefined;
  /** The shortest run that ends with one of these. */
  runTo(goal: (transition: TokenTransition) => boolean): Run | undefined;
}

/** Markings of the net as it is, looked at for the sake of a shorter run. */
const statesUnreduced = 5_000;
/** Markings looked at when tokens have to be counted. */
const mostCounted = 10_000;

/** Of a large net fewer are looked at in these ways: what each costs grows with its places. */
const mostPlacesLooked = 400_000;

export function decideNet(net: TokenNet, limits: SearchLimits): Decision {
  const whole = indexedOf(net);
  const reduced = reducedOf(whole);
  const kernel = compacted(reduced.net);
  const lift = ({ transitions }: Pick<Found, 'transitions'>): Run =>
    flattened([reduced.first, ...transitions.map(({ fires }) => fires)]).map((number) => net.transitions[number]!);
  const asItIs = ({ transitions }: Pick<Found, 'transitions'>): Run => transitions.map(({ fires }) => net.transitions[fires[0] as number]!);

  const atMost = (states: number, places: number) => ({
    ...limits,
    mostStates: Math.min(limits.mostStates, states, Math.max(500, Math.ceil(mostPlacesLooked / places))),
  });
  // what takes several tokens at once has them counted from the beginning
  const counts = whole.several !== undefined;
  const safe = searchNet(kernel.net, counts ? atMost(mostCounted, kernel.net.places) : limits, counts);
  const unsafeAt = counts ? safe.unsafe : safe.ended === 'unsafe' ? safe.witness : undefined;
  const isSafe = unsafeAt === undefined;
  const last = isSafe || counts ? safe : searchNet(kernel.net, atMost(mostCounted, kernel.net.places), true);
  const live = liveOf(net, reduced.first, reduced.idle, last, kernel.original);
  if (last !== safe) for (const each of liveOf(net, reduced.first, reduced.idle, safe, kernel.original)) live.add(each);

  const isWrong = !isSafe || last.cannotComplete !== undefined || last.improper !== undefined;
  const mayLeave = net.transitions.some(({ leaves }) => leaves);
  let direct: Search | undefined;
  const directly = () => (direct ??= searchNet(whole, atMost(statesUnreduced, whole.places), counts));
  const found = isWrong ? directly() : undefined;
  const shorter = found?.ended === 'complete' ? found : undefined;

  const several = new Set(whole.several);
  const shortUnsafe = counts ? found?.unsafe : found?.ended === 'unsafe' ? found.witness : undefined;
  const unsafe = unsafeAt && (shortUnsafe ? asItIs(shortUnsafe) : untilUnsafe(net, lift(unsafeAt), several));
  const toldAsItIs = (end: Search['cannotComplete'], before: Run = []): Decision['cannotComplete'] =>
    end && { run: [...before, ...asItIs(end)], isStuck: end.isStuck, around: asItIs({ transitions: end.reachable }) };
  const goOn = (run: Run): Decision['cannotComplete'] => {
    const play = playOf(net);
    const tokens = play.initial();
    for (const transition of run) play.move(tokens, transition);
    return toldAsItIs(toItsEnd(whole, tokens, atMost(statesUnreduced, whole.places), counts || !isSafe), run);
  };
  const lost = last.cannotComplete;
  const cannotComplete =
    lost &&
    (toldAsItIs(shorter?.cannotComplete) ??
      goOn(lift(lost)) ?? { run: lift(lost), isStuck: lost.isStuck, around: lift({ transitions: lost.reachable }) });
  const improper = shorter?.improper ? asItIs(shorter.improper) : last.improper && lift(last.improper);
  return {
    ...(unsafe && { unsafe }),
    ...(last.ended === 'unbounded' && { unbounded: lift(last.witness!) }),
    ...(improper && { improper }),
    ...(cannotComplete && { cannotComplete }),
    isComplete: last.ended === 'complete',
    ...(last.ended !== 'complete' && last.ended !== 'unsafe' && { gaveUp: last.ended }),
    live,
    mayLeave,
    states: safe.states + (last === safe ? 0 : last.states) + (direct?.states ?? 0),
    kernel: [...new Set(kernel.net.transitions.flatMap(({ fires }) => flattened(fires)))].map((number) => net.transitions[number]!),
    completed() {
      if (!mayLeave) {
        const short = directly();
        if (short.completed) return asItIs(short.completed);
        return last.completed && lift(last.completed);
      }
      // to be thrown out of it is an end, but not its completion
      const staying = { ...whole, transitions: whole.transitions.filter((_, number) => !net.transitions[number]!.leaves) };
      const short = searchNet(staying, atMost(statesUnreduced, staying.places), counts);
      if (short.completed) return asItIs(short.completed);
      const less = reducedOf(staying);
      const small = compacted(less.net).net;
      const { completed } = searchNet(small, { ...limits, mostStates: Math.min(limits.mostStates, 1_000) }, counts || !isSafe);
      return (
        completed && flattened([less.first, ...completed.transitions.map(({ fires }) => fires)]).map((number) => net.transitions[number]!)
      );
    },
    runTo(goal) {
      const short = directly();
      const runs = whole.transitions.flatMap((each, number) => (goal(net.transitions[number]!) ? [short.runTo(each)] : []));
      const best = shortest(runs);
      if (best) return asItIs(best);
      const wanted = new Set(net.transitions.flatMap((each, number) => (goal(each) ? [number] : [])));
      const until = (run: Run): Run => run.slice(0, run.findIndex(goal) + 1);
      if (flattened(reduced.first).some((number) => wanted.has(number))) return until(lift({ transitions: [] }));
      const fused = kernel.net.transitions.filter(({ fires }) => flattened(fires).some((number) => wanted.has(number)));
      const lifted = shortest(fused.map((each) => last.runTo(each)));
      return lifted && until(lift(lifted));
    },
  };
}

/** Markings looked at for runs that the engine may play, too. */
const statesUndecided = 1_000;

/** Nothing holds of a net that does not do all that the engine does: anything may happen in it. Its runs are told where the engine plays them. */
export function undecidedNet(net: TokenNet, limits: SearchLimits, unfollowed: NotFollowed): Decision {
  const { improper, ...found } = decideNet(net, { ...limits, mostStates: Math.min(limits.mostStates, statesUndecided) });
  // where people choose nothing ends by itself: several tokens are no end that is reached twice
  return {
    ...found,
    ...(improper && !net.isCapped && { improper }),
    isComplete: false,
    gaveUp: 'notFollowed',
    unfollowed,
    live: new Set(net.transitions),
  };
}

/** Markings looked at before everything is looked at in detail. */
const statesAtOnce = 2_000;

/** What a net that is sound throughout can do, found without keeping anything to tell runs from; undefined when something is wrong, dead, or not decided so soon. */
export function soundAtOnce(net: TokenNet, limits: SearchLimits): Pick<Decision, 'live' | 'states' | 'mayLeave'> | undefined {
  if (severalIn(net) || net.isCapped) return undefined;
  const reduced = reduceNet(indexedOf(net));
  const kernel = compacted(reduced.net);
  const search = searchNet(kernel.net, { ...limits, mostStates: Math.min(limits.mostStates, statesAtOnce) }, false);
  if (search.ended !== 'complete' || search.cannotComplete || search.improper) return undefined;
  const live = liveOf(net, reduced.first, reduced.idle, search, kernel.original);
  if (live.size < net.transitions.length) return undefined;
  // a flow into an inclusive join that nothing takes is missed by no transition
  const made = new Set(net.transitions.flatMap(({ produce }) => produce));
  if (net.places.some(({ kind }, place) => kind === 'flow' && !made.has(place))) return undefined;
  return { live, states: search.states, mayLeave: net.transitions.some(({ leaves }) => leaves) };
}

/** With a bound on each place two places are not one. */
function reducedOf(net: IndexedNet): ReturnType<typeof reduceNet> {
  return net.isCapped ? { net, first: [], idle: [] } : reduceNet(net);
}

function shortest(runs: readonly (Found | undefined)[]): Found | undefined {
  let best: Found | undefined;
  for (const run of runs) if (run && (!best || run.transitions.length < best.transitions.length)) best = run;
  return best;
}

/** A run to two tokens on one place; those that have ended may have been told apart from where they ended. */
function untilUnsafe(net: TokenNet, run: Run, several: ReadonlySet<number>): Run {
  const play = playOf(net);
  for (const steps of [
    run,
    run.filter(({ produce, clears }) => clears || !produce.every((place) => net.places[place]!.kind === 'ended')),
  ]) {
    const tokens = play.initial();
    for (let index = 0; index < steps.length; index++) {
      play.move(tokens, steps[index]!);
      if (steps[index]!.produce.some((place) => tokens[place]! > 1 && !several.has(place) && isWork(net.places[place]!)))
        return steps.slice(0, index + 1);
    }
  }
  return run;
}

function liveOf(
  net: TokenNet,
  first: Fires,
  idle: ReturnType<typeof reduceNet>['idle'],
  { fired, marked }: Search,
  original: readonly number[],
): Set<TokenTransition> {
  const live = new Set<TokenTransition>();
  const add = (fires: Fires) => {
    for (const number of flattened(fires)) live.add(net.transitions[number]!);
  };
  const seen = new Set([...marked].map((place) => original[place]!));
  add(first);
  for (const { fires, besides } of fired) {
    add(fires);
    add(besides);
  }
  for (const { transition, place } of idle)
    if (place === undefined || seen.has(place)) {
      add(transition.fires);
      add(transition.besides);
    }
  return live;
}

/** The net in numbers, with what reduction must not confuse. */
function indexedOf(net: TokenNet): IndexedNet {
  const { places, transitions, initial, containers } = net;
  const guards = joinRegionsOf(net);
  const several = severalIn(net);
  const joins = guards.map(({ join, incoming, upstream }) => ({ incoming, upstream, group: containers.indexOf(join.container) }));
  const numbers = new Map(guards.map(({ join }, number) => [join, number]));
  const ended = places.flatMap(({ kind }, place) => (kind === 'ended' ? [place] : []));
  const byNode = new Map<unknown, number[]>();
  for (const place of ended) byNode.set(places[place]!.node, [...(byNode.get(places[place]!.node) ?? []), place]);
  const clearing = new Map(containers.map((container) => [container, [] as number[]]));
  places.forEach(({ kind, container }, place) => {
    if (kind !== 'ended' && kind !== 'message') clearing.get(container)?.push(place);
  });
  return {
    places: places.length,
    transitions: transitions.map(({ consume, produce, clears, spares, join, unless, guard }, number): IndexedTransition => ({
      consume: sorted(consume),
      produce: sorted(produce),
      fires: [number],
      besides: [],
      ...(clears && { clear: spares ? clearing.get(clears)!.filter((place) => !spares.includes(place)) : clearing.get(clears)! }),
      ...(join && { join: numbers.get(join)! }),
      ...(unless && { unless }),
      ...(guard && { guard }),
    })),
    initial: sorted(initial),
    final: [...ended, ...places.flatMap((each, place) => (each.kind !== 'ended' && each.kind !== 'armed' && !isWork(each) ? [place] : []))],
    endsAnyhow: true,
    ...(several && { several }),
    ...(net.isCapped && { isCapped: true }),
    ...(net.regions && { kept: net.regions.map(({ into }) => into) }),
    once: [...byNode.values()].filter(({ length }) => length > 1),
    ...(joins.length > 0 && { joins }),
    ...((joins.length > 0 || containers.length > 1 || several || net.regions) && { classes: classesOf(net, joins, new Set(several)) }),
  };
}

const sorted = (numbers: readonly number[]) => (numbers.length < 2 ? numbers : numbers.toSorted((a, b) => a - b));

/** Flows in front of what takes several tokens at once; undefined when nothing does. */
function severalIn({ places }: TokenNet): number[] | undefined {
  const several = places.flatMap(({ flow }, place) => (flow?.target.startQuantity !== undefined ? [place] : []));
  return several.length > 0 ? several : undefined;
}

/** Places that the same incoming flows of the same joins can be reached from, of one container, and that may hold as many tokens, are of one class. */
function classesOf(
  { places, containers, regions = [] }: TokenNet,
  joins: NonNullable<IndexedNet['joins']>,
  several: ReadonlySet<number>,
): number[] {
  const names = places.map(
    ({ container }, place) => (containers.length === 1 ? '' : String(containers.indexOf(container))) + (several.has(place) ? '+' : ''),
  );
  joins.forEach(({ upstream }, join) =>
    upstream.forEach((from, flow) => {
      for (const place of new Set(from)) names[place] += ` ${join}.${flow}`;
    }),
  );
  regions.forEach(({ places: from }, region) => {
    for (const place of from) names[place] += ` c${region}`;
  });
  const numbers = new Map<string, number>();
  return names.map((name) => {
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, (number = numbers.size));
    return number;
  });
}
