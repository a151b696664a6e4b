/**
 * Breadth-first search of the markings of a net. Markings are words: a bit for each place while the net is safe, a byte (0–255 tokens) once it is known not to be.
 * After the search: a backward closure from the final marking tells from where completion cannot be reached any more.
 */
import type { IndexedNet, IndexedTransition } from './indexed-net.ts';
import { openStateStore } from './state-store.ts';

export interface SearchLimits {
  /** Markings looked at before the search gives up. */
  readonly mostStates: number;
  /** Asked every thousand markings. */
  readonly isCancelled?: () => boolean;
}

/** A run in numbers: transitions of the searched net, and the marking at its end (tokens by place). */
export interface Found {
  readonly transitions: readonly IndexedTransition[];
  readonly tokens: readonly number[];
}

export interface Search {
  readonly states: number;
  /** 'unsafe': stopped at a place with two tokens; only without `counts`. 'unbounded': stopped at a marking that can be repeated with more tokens. */
  readonly ended: 'complete' | 'unsafe' | 'unbounded' | 'tooManyStates' | 'cancelled';
  /** The run to where it stopped. */
  readonly witness?: Found;
  readonly fired: ReadonlySet<IndexedTransition>;
  /** Places that were marked in some marking. */
  readonly marked: ReadonlySet<number>;
  /** Of a complete search: the first marking from which the final one cannot be reached, or else undefined. A marking where nothing can happen comes first. */
  readonly cannotComplete?: Found & { readonly isStuck: boolean };
  /** The first marking that has the final one and more. */
  readonly improper?: Found;
}

interface Marks {
  readonly width: number;
  initial(into: Uint32Array): boolean;
  isEnabled(words: Uint32Array, transition: number): boolean;
  /** False: a place would hold more than can be told. */
  fire(from: Uint32Array, transition: number, into: Uint32Array): boolean;
  tokens(words: Uint32Array): number[];
}

/** Safe markings when `counts` is false; else tokens are counted. */
export function searchNet(net: IndexedNet, limits: SearchLimits, counts: boolean): Search {
  const marks = counts ? countedMarks(net) : safeMarks(net);
  const store = openStateStore(marks.width);
  const current = new Uint32Array(marks.width);
  const next = new Uint32Array(marks.width);
  const parents: number[] = [];
  const vias: number[] = [];
  const edges: number[][] = [];
  const fired = new Set<IndexedTransition>();
  const finalTokens = tokensOf(net.places, net.final);

  const runTo = (state: number, words?: Uint32Array, last?: number): Found => {
    const transitions: IndexedTransition[] = last === undefined ? [] : [net.transitions[last]!];
    for (let at = state; parents[at]! >= 0; at = parents[at]!) transitions.push(net.transitions[vias[at]!]!);
    const end = words ?? new Uint32Array(marks.width);
    if (!words) store.read(state, end);
    return { transitions: transitions.reverse(), tokens: marks.tokens(end) };
  };
  const marked = new Set<number>();
  const look = (words: Uint32Array) => {
    const tokens = marks.tokens(words);
    for (let place = 0; place < tokens.length; place++) if (tokens[place]! > 0) marked.add(place);
    return tokens;
  };
  const stopped = (ended: Search['ended'], witness?: Found): Search => ({
    states: store.size(),
    ended,
    fired,
    marked,
    ...(witness && { witness }),
    ...(improper && { improper }),
  });

  let improper: Found | undefined;
  let final = -1;
  if (!marks.initial(current)) return stopped('unsafe', { transitions: [], tokens: tokensOf(net.places, net.initial) });
  store.add(current);
  parents.push(-1);
  vias.push(-1);
  for (let state = 0; state < store.size(); state++) {
    if (state % 1_000 === 999 && limits.isCancelled?.()) return stopped('cancelled');
    store.read(state, current);
    const tokens = look(current);
    const compared = compare(tokens, finalTokens);
    if (compared === 'equal') final = state;
    else if (compared === 'more') improper ??= runTo(state);
    const out: number[] = [];
    edges.push(out);
    for (let transition = 0; transition < net.transitions.length; transition++) {
      if (!marks.isEnabled(current, transition)) continue;
      fired.add(net.transitions[transition]!);
      if (!marks.fire(current, transition, next))
        return counts ? stopped('tooManyStates') : stopped('unsafe', overfull(net, runTo(state), transition));
      const target = store.add(next);
      out.push(target);
      if (!store.isNew()) continue;
      parents.push(state);
      vias.push(transition);
      if (counts && coversAncestor(marks.tokens(next), state)) return stopped('unbounded', runTo(target));
      if (store.size() > limits.mostStates) return stopped('tooManyStates');
    }
  }
  const cannotComplete = firstWithoutFuture();
  return { ...stopped('complete'), ...(cannotComplete && { cannotComplete }) };

  function coversAncestor(tokens: readonly number[], from: number): boolean {
    const words = new Uint32Array(marks.width);
    for (let at = from; at >= 0; at = parents[at]!) {
      store.read(at, words);
      if (compare(tokens, marks.tokens(words)) === 'more') return true;
    }
    return false;
  }

  function firstWithoutFuture(): Search['cannotComplete'] {
    const back: number[][] = edges.map(() => []);
    for (let state = 0; state < edges.length; state++) for (const target of edges[state]!) back[target]!.push(state);
    const can = new Uint8Array(edges.length);
    const open = final >= 0 ? [final] : [];
    if (final >= 0) can[final] = 1;
    for (let state = open.pop(); state !== undefined; state = open.pop())
      for (const source of back[state]!)
        if (!can[source]) {
          can[source] = 1;
          open.push(source);
        }
    let lost = -1;
    for (let state = 0; state < edges.length; state++) {
      if (can[state]) continue;
      if (edges[state]!.length === 0) return { ...runTo(state), isStuck: true };
      if (lost < 0) lost = state;
    }
    return lost < 0 ? undefined : { ...runTo(lost), isStuck: false };
  }
}

/** The marking after a transition, though no word can hold it. */
function overfull({ transitions }: IndexedNet, { transitions: before, tokens }: Found, last: number): Found {
  const transition = transitions[last]!;
  const after = [...tokens];
  for (const place of transition.consume) after[place]!--;
  for (const place of transition.produce) after[place]!++;
  return { transitions: [...before, transition], tokens: after };
}

function tokensOf(places: number, marked: readonly number[]): number[] {
  const tokens = new Array<number>(places).fill(0);
  for (const place of marked) tokens[place]!++;
  return tokens;
}

/** 'more': at least as many everywhere, and somewhere more. */
function compare(tokens: readonly number[], others: readonly number[]): 'equal' | 'more' | undefined {
  let isMore = false;
  for (let place = 0; place < tokens.length; place++) {
    if (tokens[place]! < others[place]!) return undefined;
    if (tokens[place]! > others[place]!) isMore = true;
  }
  return isMore ? 'more' : 'equal';
}

function safeMarks({ places, transitions, initial }: IndexedNet): Marks {
  const width = Math.max(1, Math.ceil(places / 32));
  const bits = (marked: readonly number[]) => {
    const words = new Uint32Array(width);
    for (const place of marked) words[place >>> 5]! |= 1 << (place & 31);
    return words;
  };
  // only words in which something happens are looked at
  const masks = transitions.map(({ consume, produce }) => {
    const [taken, made] = [bits(consume), bits(produce)];
    const where = Array.from({ length: width }, (_, word) => word).filter((word) => taken[word] !== 0 || made[word] !== 0);
    return { taken, made, where, overfull: new Set(produce).size < produce.length, never: new Set(consume).size < consume.length };
  });
  return {
    width,
    initial(into) {
      into.set(bits(initial));
      return new Set(initial).size === initial.length;
    },
    isEnabled(words, transition) {
      const { taken, where, never } = masks[transition]!;
      if (never) return false;
      for (const word of where) if ((words[word]! & taken[word]!) >>> 0 !== taken[word]) return false;
      return true;
    },
    fire(from, transition, into) {
      const { taken, made, where, overfull } = masks[transition]!;
      into.set(from);
      for (const word of where) {
        const left = from[word]! & ~taken[word]!;
        if ((left & made[word]!) !== 0) return false;
        into[word] = left | made[word]!;
      }
      return !overfull;
    },
    tokens(words) {
      const tokens = new Array<number>(places);
      for (let place = 0; place < places; place++) tokens[place] = (words[place >>> 5]! >>> (place & 31)) & 1;
      return tokens;
    },
  };
}

function countedMarks({ places, transitions, initial }: IndexedNet): Marks {
  const width = Math.max(1, Math.ceil(places / 4));
  const at = (words: Uint32Array, place: number) => (words[place >>> 2]! >>> ((place & 3) * 8)) & 255;
  const change = (words: Uint32Array, place: number, by: number) => {
    const tokens = at(words, place) + by;
    if (tokens > 255) return false;
    const shift = (place & 3) * 8;
    words[place >>> 2] = (words[place >>> 2]! & ~(255 << shift)) | (tokens << shift);
    return true;
  };
  const needs = transitions.map(({ consume }) =>
    [...new Set(consume)].map((place) => [place, consume.filter((each) => each === place).length] as const),
  );
  return {
    width,
    initial: (into) => initial.every((place) => change(into, place, 1)),
    isEnabled: (words, transition) => needs[transition]!.every(([place, count]) => at(words, place) >= count),
    fire(from, transition, into) {
      into.set(from);
      for (const place of transitions[transition]!.consume) change(into, place, -1);
      return transitions[transition]!.produce.every((place) => change(into, place, 1));
    },
    tokens: (words) => Array.from({ length: places }, (_, place) => at(words, place)),
  };
}
