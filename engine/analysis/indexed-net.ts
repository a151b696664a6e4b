/** A net with numbers instead of names: what reduction and search work on. */
import type { Net } from './net.ts';
import type { Guard } from './token-net.ts';

export interface IndexedNet {
  readonly places: number;
  readonly transitions: readonly IndexedTransition[];
  readonly initial: readonly number[];
  /** Places that are marked at the end; reduction leaves them alone. */
  readonly final: readonly number[];
  /** Instead of one marking: the end is every marking that marks none but places of `final`. */
  readonly endsAnyhow?: boolean;
  /** Of each list at most one may be marked: an end that is reached over two flows is reached twice. */
  readonly once?: readonly (readonly number[])[];
  readonly joins?: readonly IndexedJoin[];
  /** Places that may hold several tokens, because somebody takes several at once: the others are unsafe with two. */
  readonly several?: readonly number[];
  /** What would put a second token on a place is not followed. Such a net is not reduced. */
  readonly isCapped?: boolean;
  /** Places that somebody looks at without taking from them; reduction leaves them alone. */
  readonly kept?: readonly number[];
  /** Places of one class are told apart by no guard and cleared together; without it all are of one. */
  readonly classes?: readonly number[];
}

/** An inclusive join: fires when an incoming place is marked and every token that could reach an empty one could reach a marked one. */
export interface IndexedJoin {
  readonly incoming: readonly number[];
  /** For each incoming place the places from which it can be reached. */
  readonly upstream: readonly (readonly number[])[];
  /** Of joins of one group only the first that may fire does. */
  readonly group: number;
}

/** What a transition stands for: the numbers of original transitions in the order of firing, nested so that fusion costs nothing. */
export type Fires = readonly (number | Fires)[];

/** Places ascending; one named twice is consumed or produced twice. */
export interface IndexedTransition {
  readonly consume: readonly number[];
  readonly produce: readonly number[];
  readonly fires: Fires;
  /** Others that can fire whenever it does: to the same effect, so that they were left out. */
  readonly besides: Fires;
  /** These places lose all they have, after consuming and before producing. */
  readonly clear?: readonly number[];
  /** None of these places is marked. */
  readonly unless?: readonly number[];
  readonly guard?: Guard;
  /** Number of the join that it is: takes one token from each incoming place that has one. */
  readonly join?: number;
}

/** Throws RangeError for a place that is not declared, or a name given twice. */
export function indexedNet({ places, transitions, initial, final }: Net): IndexedNet {
  const numbers = new Map(places.map((place, index) => [place, index]));
  if (numbers.size !== places.length) throw new RangeError('a place is named twice');
  if (new Set(transitions.map(({ id }) => id)).size !== transitions.length) throw new RangeError('a transition is named twice');
  const numbersOf = (names: readonly string[]) => ascending(names.map((name) => numbers.get(name) ?? unknownPlace(name)));
  return {
    places: places.length,
    transitions: transitions.map(({ consume, produce }, index) => ({
      consume: numbersOf(consume),
      produce: numbersOf(produce),
      fires: [index],
      besides: [],
    })),
    initial: numbersOf(initial),
    final: numbersOf(final),
  };
}

export const ascending = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

/** The numbers in order. Not recursive: nesting may be as deep as a process is long. */
export function flattened(fires: Fires): number[] {
  const flat: number[] = [];
  const pending: (number | Fires)[] = [fires];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    if (typeof next === 'number') flat.push(next);
    else for (let index = next.length - 1; index >= 0; index--) pending.push(next[index]!);
  return flat;
}

/** The same net with only the places that are used, in order. `original` tells the number of each. */
export function compacted(net: IndexedNet): { readonly net: IndexedNet; readonly original: readonly number[] } {
  const used = new Set([...net.initial, ...net.final]);
  for (const { consume, produce } of net.transitions) for (const place of [...consume, ...produce]) used.add(place);
  for (const { incoming } of net.joins ?? []) for (const place of incoming) used.add(place);
  for (const place of net.kept ?? []) used.add(place);
  const original = ascending([...used]);
  const numbers = new Map(original.map((place, number) => [place, number]));
  const all = (places: readonly number[]) => places.map((place) => numbers.get(place)!);
  const some = (places: readonly number[]) => all(places.filter((place) => numbers.has(place)));
  return {
    original,
    net: {
      ...net,
      places: original.length,
      transitions: net.transitions.map((each) => ({
        ...each,
        consume: all(each.consume),
        produce: all(each.produce),
        ...(each.clear && { clear: some(each.clear) }),
        ...(each.unless && { unless: some(each.unless) }),
        ...(each.guard && { guard: { ...each.guard, places: all(each.guard.places) } }),
      })),
      initial: all(net.initial),
      final: all(net.final),
      ...(net.kept && { kept: all(net.kept) }),
      ...(net.several && { several: some(net.several) }),
      ...(net.once && { once: net.once.map(some).filter(({ length }) => length > 1) }),
      ...(net.joins && { joins: net.joins.map((join) => ({ ...join, incoming: all(join.incoming), upstream: join.upstream.map(some) })) }),
      ...(net.classes && { classes: original.map((place) => net.classes![place]!) }),
    },
  };
}

function unknownPlace(name: string): never {
  throw new RangeError(`no place "${name}"`);
}
