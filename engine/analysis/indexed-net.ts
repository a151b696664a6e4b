/** A net with numbers instead of names: what reduction and search work on. */
import type { Net } from './net.ts';

export interface IndexedNet {
  readonly places: number;
  readonly transitions: readonly IndexedTransition[];
  readonly initial: readonly number[];
  readonly final: readonly number[];
}

/** Places ascending; one named twice is consumed or produced twice. */
export interface IndexedTransition {
  readonly consume: readonly number[];
  readonly produce: readonly number[];
  /** Numbers of the original transitions that it stands for, in the order of firing. */
  readonly fires: readonly number[];
  /** Others that can fire whenever it does: to the same effect, so that they were left out. */
  readonly besides: readonly number[];
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

function unknownPlace(name: string): never {
  throw new RangeError(`no place "${name}"`);
}
