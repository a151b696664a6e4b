/** Markings as words: a bit for each place while the net is safe, a byte (0–255 tokens) once it is known not to be. */
import type { IndexedJoin, IndexedNet } from './indexed-net.ts';

export interface Marks {
  readonly width: number;
  /** False: a place would hold more than can be told. */
  initial(into: Uint32Array): boolean;
  /** Without joins: see `mayJoin`. */
  isEnabled(words: Uint32Array, transition: number): boolean;
  mayJoin(words: Uint32Array, join: number): boolean;
  /** False: a place would hold more than can be told. */
  fire(from: Uint32Array, transition: number, into: Uint32Array): boolean;
  tokens(words: Uint32Array): number[];
  /** All bits of these places. */
  mask(places: readonly number[]): Uint32Array;
  /** Calls for each marked place, until it says true. */
  some(words: Uint32Array, look: (place: number) => boolean): boolean;
}

/** Per join: for each incoming place the bits from which it can be reached. */
interface JoinMasks {
  readonly incoming: readonly number[];
  readonly upstream: readonly Uint32Array[];
}

function joinMasksOf(joins: readonly IndexedJoin[], mask: Marks['mask']): JoinMasks[] {
  return joins.map(({ incoming, upstream }) => ({ incoming, upstream: upstream.map(mask) }));
}

/** One pass over the words: is there a bit that leads to an empty flow and to no marked one? */
function isFree(words: Uint32Array, { incoming, upstream }: JoinMasks, isMarked: (place: number) => boolean): boolean {
  const marked = incoming.map(isMarked);
  if (!marked.includes(true)) return false;
  for (let word = 0; word < words.length; word++) {
    if (words[word] === 0) continue;
    let toEmpty = 0;
    let toMarked = 0;
    for (let flow = 0; flow < upstream.length; flow++)
      if (marked[flow]) toMarked |= upstream[flow]![word]!;
      else toEmpty |= upstream[flow]![word]!;
    if ((words[word]! & toEmpty & ~toMarked) !== 0) return false;
  }
  return true;
}

export function safeMarks({ places, transitions, initial, joins = [] }: IndexedNet): Marks {
  const width = Math.max(1, Math.ceil(places / 32));
  const mask = (marked: readonly number[]) => {
    const words = new Uint32Array(width);
    for (const place of marked) words[place >>> 5]! |= 1 << (place & 31);
    return words;
  };
  const isMarked = (words: Uint32Array) => (place: number) => ((words[place >>> 5]! >>> (place & 31)) & 1) === 1;
  const joinMasks = joinMasksOf(joins, mask);
  // only words in which something happens are looked at
  const moves = transitions.map(({ consume, produce, clear, join, unless, guard }) => {
    const where = [...new Set([...consume, ...produce].map((place) => place >>> 5))];
    const taken = new Uint32Array(where.length);
    const made = new Uint32Array(where.length);
    for (const place of consume) taken[where.indexOf(place >>> 5)]! |= 1 << (place & 31);
    for (const place of produce) made[where.indexOf(place >>> 5)]! |= 1 << (place & 31);
    return {
      taken,
      made,
      where,
      kept: clear && mask(clear).map((word) => ~word),
      incoming: join === undefined ? undefined : mask(joins[join]!.incoming).map((word) => ~word),
      overfull: new Set(produce).size < produce.length,
      never: new Set(consume).size < consume.length,
      barred: unless && mask(unless),
      guard,
    };
  });
  return {
    width,
    mask,
    initial(into) {
      into.set(mask(initial));
      return new Set(initial).size === initial.length;
    },
    isEnabled(words, transition) {
      const { taken, where, never, barred, guard } = moves[transition]!;
      if (never) return false;
      if (barred) for (let word = 0; word < width; word++) if ((words[word]! & barred[word]!) !== 0) return false;
      if (guard && !guard.holds(guard.places.map((place) => Number(isMarked(words)(place))))) return false;
      for (let index = 0; index < where.length; index++) if ((words[where[index]!]! & taken[index]!) >>> 0 !== taken[index]) return false;
      return true;
    },
    mayJoin: (words, join) => isFree(words, joinMasks[join]!, isMarked(words)),
    fire(from, transition, into) {
      const { taken, made, where, overfull, kept, incoming } = moves[transition]!;
      into.set(from);
      if (incoming) for (let word = 0; word < width; word++) into[word]! &= incoming[word]!;
      for (let index = 0; index < where.length; index++) into[where[index]!]! &= ~taken[index]!;
      if (kept) for (let word = 0; word < width; word++) into[word]! &= kept[word]!;
      for (let index = 0; index < where.length; index++) {
        const word = where[index]!;
        if ((into[word]! & made[index]!) !== 0) return false;
        into[word]! |= made[index]!;
      }
      return !overfull;
    },
    tokens(words) {
      const tokens = new Array<number>(places);
      for (let place = 0; place < places; place++) tokens[place] = (words[place >>> 5]! >>> (place & 31)) & 1;
      return tokens;
    },
    some(words, look) {
      for (let word = 0; word < width; word++)
        for (let bits = words[word]!; bits !== 0; bits &= bits - 1) if (look(word * 32 + 31 - Math.clz32(bits & -bits))) return true;
      return false;
    },
  };
}

export function countedMarks({ places, transitions, initial, joins = [] }: IndexedNet): Marks {
  const width = Math.max(1, Math.ceil(places / 4));
  const at = (words: Uint32Array, place: number) => (words[place >>> 2]! >>> ((place & 3) * 8)) & 255;
  const change = (words: Uint32Array, place: number, by: number) => {
    const tokens = at(words, place) + by;
    if (tokens > 255) return false;
    const shift = (place & 3) * 8;
    words[place >>> 2] = (words[place >>> 2]! & ~(255 << shift)) | (tokens << shift);
    return true;
  };
  const mask = (marked: readonly number[]) => {
    const words = new Uint32Array(width);
    for (const place of marked) words[place >>> 2]! |= 255 << ((place & 3) * 8);
    return words;
  };
  const joinMasks = joinMasksOf(joins, mask);
  // place, count, place, count …
  const needs = transitions.map(({ consume }) =>
    [...new Set(consume)].flatMap((place) => [place, consume.filter((each) => each === place).length]),
  );
  return {
    width,
    mask,
    initial: (into) => initial.every((place) => change(into, place, 1)),
    isEnabled(words, transition) {
      const need = needs[transition]!;
      const { unless, guard } = transitions[transition]!;
      if (unless?.some((place) => at(words, place) > 0)) return false;
      if (guard && !guard.holds(guard.places.map((place) => at(words, place)))) return false;
      for (let index = 0; index < need.length; index += 2) if (at(words, need[index]!) < need[index + 1]!) return false;
      return true;
    },
    mayJoin: (words, join) => isFree(words, joinMasks[join]!, (place) => at(words, place) > 0),
    fire(from, transition, into) {
      into.set(from);
      const { consume, produce, clear, join } = transitions[transition]!;
      if (join !== undefined) for (const place of joins[join]!.incoming) if (at(from, place) > 0) change(into, place, -1);
      for (const place of consume) change(into, place, -1);
      for (const place of clear ?? []) change(into, place, -at(into, place));
      return produce.every((place) => change(into, place, 1));
    },
    tokens: (words) => Array.from({ length: places }, (_, place) => at(words, place)),
    some(words, look) {
      for (let word = 0; word < width; word++)
        if (words[word] !== 0)
          for (let place = word * 4; place < word * 4 + 4; place++) if (at(words, place) > 0 && look(place)) return true;
      return false;
    },
  };
}
