/** Soundness of a net: whether it can always end, ends clean, uses everything it has, and never puts two tokens on one place. */
import { flattened, indexedNet, type IndexedNet, type IndexedTransition } from './indexed-net.ts';
import type { Net, NotDecided, Run, Transition, Verdict } from './net.ts';
import { reduceNet, type Reduced } from './reduce-net.ts';
import { searchNet, toItsEnd, type Found, type Search, type SearchLimits } from './search-net.ts';

export interface NetReport {
  /** From every marking that can be reached, the final one can be reached. */
  readonly optionToComplete: Verdict<Run & { readonly isStuck: boolean }>;
  /** When the final marking is reached nothing else is marked. */
  readonly properCompletion: Verdict<Run>;
  /** Every transition can fire. */
  readonly noDeadTransitions: Verdict<{ readonly transitions: readonly string[] }>;
  /** No place ever holds two tokens. */
  readonly safe: Verdict<Run>;
  /** No place can be filled without end. */
  readonly bounded: Verdict<Run>;
  /** Markings looked at, and what is left of the net by reduction. */
  readonly states: number;
  readonly kernel: { readonly places: number; readonly transitions: number };
}

export interface NetLimits extends SearchLimits {
  /** Up to so many markings (2,000) the net is searched as it is, so that its runs are the shortest; larger ones are reduced first. */
  readonly statesUnreduced: number;
}

/** What holds of a net. At most `mostStates` (200,000) markings are looked at; what was not decided then says so. Throws RangeError for unknown names. */
export function checkNet(net: Net, limits: Partial<NetLimits> = {}): NetReport {
  const { mostStates = 200_000, statesUnreduced = 2_000, isCancelled } = limits;
  const whole = indexedNet(net);
  const bound = { mostStates, ...(isCancelled && { isCancelled }) };
  const plain: Reduced = { net: whole, first: [], idle: [] };
  const direct = search(plain.net, { ...bound, mostStates: Math.min(mostStates, statesUnreduced) });
  if (direct.last.ended !== 'tooManyStates') return report(net, plain, direct);
  const reduced = reduceNet(whole);
  const found = search(reduced.net, bound);
  const goOn = (tokens: readonly number[]) => toItsEnd(whole, tokens, bound, found.last !== found.safe);
  return report(net, reduced, found, goOn);
}

interface Searched {
  readonly safe: Search;
  /** The same search, or the one that counts tokens. */
  readonly last: Search;
  readonly states: number;
}

function search(net: IndexedNet, limits: SearchLimits): Searched {
  const isWeighted = net.transitions.some(({ consume }) => new Set(consume).size < consume.length);
  const safe = searchNet(net, limits, false);
  if (safe.ended !== 'unsafe' && !isWeighted) return { safe, last: safe, states: safe.states };
  const last = searchNet(net, limits, true);
  return { safe, last, states: safe.states + last.states };
}

/** `goOn`: from a marking of the net itself to where a run ends that cannot complete. */
function report(
  net: Net,
  reduced: Reduced,
  { safe, last, states }: Searched,
  goOn?: (tokens: readonly number[]) => Search['cannotComplete'],
): NetReport {
  const runOf = (...found: readonly Pick<Found, 'transitions'>[]): Run => {
    const fires = [
      ...flattened(reduced.first),
      ...found.flatMap(({ transitions }) => transitions.flatMap((each) => flattened(each.fires))),
    ].map((number) => net.transitions[number]!);
    return { trace: fires.map(({ id }) => id), marking: markingAfter(net, fires) };
  };
  const open = notDecided(last);
  const isComplete = last.ended === 'complete';
  const { cannotComplete, improper } = last;
  const marking = cannotComplete && goOn && runOf(cannotComplete).marking;
  const end = marking && goOn(net.places.map((place) => marking[place] ?? 0));
  const dead = deadTransitions(net, reduced, last);
  return {
    safe:
      safe.ended === 'unsafe'
        ? { outcome: 'fails', ...runOf(safe.witness!) }
        : isComplete
          ? { outcome: 'holds' }
          : { outcome: 'notDecided', reason: open! },
    bounded:
      last.ended === 'unbounded'
        ? { outcome: 'fails', ...runOf(last.witness!) }
        : isComplete
          ? { outcome: 'holds' }
          : { outcome: 'notDecided', reason: open! },
    optionToComplete: cannotComplete
      ? { outcome: 'fails', ...runOf(cannotComplete, ...(end ? [end] : [])), isStuck: (end ?? cannotComplete).isStuck }
      : isComplete
        ? { outcome: 'holds' }
        : { outcome: 'notDecided', reason: open! },
    properCompletion: improper
      ? { outcome: 'fails', ...runOf(improper) }
      : isComplete
        ? { outcome: 'holds' }
        : { outcome: 'notDecided', reason: open! },
    noDeadTransitions:
      dead.length === 0
        ? { outcome: 'holds' }
        : isComplete
          ? { outcome: 'fails', transitions: dead }
          : { outcome: 'notDecided', reason: open! },
    states,
    kernel: {
      places: new Set(reduced.net.transitions.flatMap(({ consume, produce }) => [...consume, ...produce])).size,
      transitions: reduced.net.transitions.length,
    },
  };
}

/** Told in the net itself: places that were fused away are marked, too. */
function markingAfter({ places, initial }: Net, fires: readonly Transition[]): Record<string, number> {
  const tokens = new Map<string, number>();
  const add = (place: string, by: number) => void tokens.set(place, (tokens.get(place) ?? 0) + by);
  for (const place of initial) add(place, 1);
  for (const { consume, produce } of fires) {
    for (const place of consume) add(place, -1);
    for (const place of produce) add(place, 1);
  }
  return Object.fromEntries(places.flatMap((place) => (tokens.get(place) ? [[place, tokens.get(place)!]] : [])));
}

function deadTransitions(net: Net, { first, idle }: Reduced, { fired, marked }: Search): string[] {
  const live = new Set(flattened(first));
  const fire = ({ fires, besides }: Pick<IndexedTransition, 'fires' | 'besides'>) => {
    for (const number of flattened(fires)) live.add(number);
    for (const number of flattened(besides)) live.add(number);
  };
  for (const transition of fired) fire(transition);
  for (const { transition, place } of idle) if (place === undefined || marked.has(place)) fire(transition);
  return net.transitions.filter((_, number) => !live.has(number)).map(({ id }) => id);
}

function notDecided({ ended, states }: Search): NotDecided | undefined {
  switch (ended) {
    case 'tooManyStates':
      return {
        code: 'TOO_MANY_STATES',
        message: `Chưa kết luận: quá nhiều trạng thái, dừng sau ${states}`,
        messageEn: `Not decided: too many states, stopped after ${states}`,
      };
    case 'cancelled':
      return {
        code: 'CANCELLED',
        message: `Chưa kết luận: bị dừng sau ${states} trạng thái`,
        messageEn: `Not decided: stopped after ${states} states`,
      };
    case 'unbounded':
      return {
        code: 'UNBOUNDED',
        message: 'Chưa kết luận: số thẻ tăng không giới hạn',
        messageEn: 'Not decided: tokens pile up without bound',
      };
    default:
      return undefined;
  }
}
