/**
 * Breadth-first search of the markings of a net. Places are bits while the net is safe, else they are counted (marks.ts).
 * After the search: a backward closure from the final markings tells from where completion cannot be reached any more.
 */
import type { IndexedNet, IndexedTransition } from './indexed-net.ts';
import { countedMarks, safeMarks } from './marks.ts';
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
  /** Of a net in which some places may hold several tokens: the first marking in which another one does. */
  readonly unsafe?: Found;
  readonly fired: ReadonlySet<IndexedTransition>;
  /** Places that were marked in some marking. */
  readonly marked: ReadonlySet<number>;
  /** Of a complete search: the first marking from which a final one cannot be reached, or else undefined. A marking where nothing can happen comes first. */
  readonly cannotComplete?: Found & { readonly isStuck: boolean; readonly reachable: readonly IndexedTransition[] };
  /** The first marking that has the final one and more, or an end reached twice. */
  readonly improper?: Found;
  /** The first final marking. */
  readonly completed?: Found;
  /** The run to the first firing of a transition, itself included. */
  runTo(transition: IndexedTransition): Found | undefined;
}

/** Safe markings when `counts` is false; else tokens are counted. */
export function searchNet(net: IndexedNet, limits: SearchLimits, counts: boolean): Search {
  const marks = counts ? countedMarks(net) : safeMarks(net);
  const { width } = marks;
  const store = openStateStore(width);
  const current = new Uint32Array(width);
  const next = new Uint32Array(width);
  const earlier = new Uint32Array(width);
  /** Tokens in all of each marking, when they are counted. */
  const totals: number[] = [];
  const parents: number[] = [];
  const vias: number[] = [];
  const sources: number[] = [];
  const targets: number[] = [];
  const firedAt = new Int32Array(net.transitions.length).fill(-1);
  const everMarked = new Uint32Array(width);
  const finals: number[] = [];
  const { candidates, joins, always } = ordered(net);
  const isFinal = finalTest();
  const isImproper = improperTest();
  const isSpecial = net.transitions.map(({ clear, join, unless }) => clear !== undefined || join !== undefined || unless !== undefined);
  let improper: Found | undefined;
  const mayHoldSeveral = net.several && new Set(net.several);
  let unsafe: Found | undefined;

  const runTo = (state: number, last?: number, after?: Uint32Array): Found => {
    const transitions: IndexedTransition[] = last === undefined ? [] : [net.transitions[last]!];
    for (let at = state; parents[at]! >= 0; at = parents[at]!) transitions.push(net.transitions[vias[at]!]!);
    const end = after ?? new Uint32Array(width);
    if (!after) store.read(state, end);
    return { transitions: transitions.reverse(), tokens: marks.tokens(end) };
  };
  const stopped = (ended: Search['ended'], witness?: Found): Search => {
    const fired = new Set(net.transitions.filter((_, transition) => firedAt[transition]! >= 0));
    const marked = new Set<number>();
    marks.some(everMarked, (place) => !marked.add(place));
    return {
      states: store.size(),
      ended,
      fired,
      marked,
      ...(witness && { witness }),
      ...(improper && { improper }),
      ...(unsafe && { unsafe }),
      ...(finals.length > 0 && { completed: runTo(finals[0]!) }),
      runTo(transition) {
        const number = net.transitions.indexOf(transition);
        return firedAt[number]! >= 0 ? runTo(firedAt[number]!, number) : undefined;
      },
    };
  };

  if (!marks.initial(current)) return stopped('unsafe', { transitions: [], tokens: tokensOf(net.places, net.initial) });
  store.add(current);
  totals.push(net.initial.length);
  parents.push(-1);
  vias.push(-1);
  let result: Search | undefined;
  let state = 0;

  /** True: the search is over. */
  const fire = (transition: number): boolean => {
    const isPossible = marks.fire(current, transition, next);
    if (!isPossible && net.isCapped) return false;
    if (firedAt[transition]! < 0) firedAt[transition] = state;
    if (!isPossible) {
      result = counts ? stopped('tooManyStates') : stopped('unsafe', overfull(net, runTo(state), transition));
      return true;
    }
    const target = store.add(next);
    sources.push(state);
    targets.push(target);
    if (!store.isNew()) return false;
    parents.push(state);
    vias.push(transition);
    if (counts && coversAncestor(state, transition)) result = stopped('unbounded', runTo(target));
    else if (store.size() > limits.mostStates) result = stopped('tooManyStates');
    return result !== undefined;
  };
  const tryAt = (place: number): boolean => {
    for (const transition of candidates[place]!) if (marks.isEnabled(current, transition) && fire(transition)) return true;
    return false;
  };

  for (; state < store.size(); state++) {
    if (state % 1_000 === 999 && limits.isCancelled?.()) return stopped('cancelled');
    store.read(state, current);
    for (let word = 0; word < width; word++) everMarked[word]! |= current[word]!;
    if (isFinal(current)) finals.push(state);
    if (!improper && isImproper(current)) improper = runTo(state);
    if (mayHoldSeveral && !unsafe && marks.tokens(current).some((tokens, place) => tokens > 1 && !mayHoldSeveral.has(place)))
      unsafe = runTo(state);
    for (const transition of always) if (fire(transition)) return result!;
    if (marks.some(current, tryAt)) return result!;
    for (const group of joins)
      for (const { join, transitions } of group) {
        if (!marks.mayJoin(current, join)) continue;
        for (const transition of transitions) if (fire(transition)) return result!;
        break;
      }
  }
  const cannotComplete = firstWithoutFuture();
  return { ...stopped('complete'), ...(cannotComplete && { cannotComplete }) };

  /** More tokens than before on the same run: it can be repeated, unless something cleared or guarded lies between. */
  function coversAncestor(from: number, via: number): boolean {
    const { consume, produce, clear, join } = net.transitions[via]!;
    const isPlain = clear === undefined && join === undefined;
    const total = isPlain ? totals[from]! - consume.length + produce.length : marks.tokens(next).reduce((sum, count) => sum + count, 0);
    totals.push(total);
    if (isSpecial[via]) return false;
    for (let at = from; at >= 0; at = parents[at]!) {
      if (totals[at]! < total) {
        store.read(at, earlier);
        if (hasAll(next, earlier)) return true;
      }
      if (vias[at]! >= 0 && isSpecial[vias[at]!]) return false;
    }
    return false;
  }

  function finalTest(): (words: Uint32Array) => boolean {
    const final = marks.mask(net.final);
    if (net.endsAnyhow) return (words) => words.every((word, index) => (word & ~final[index]!) === 0);
    const exact = new Uint32Array(width);
    if (net.final.length === 0) return (words) => words.every((word) => word === 0);
    (counts ? countedMarks : safeMarks)({ ...net, transitions: [], joins: [], initial: net.final }).initial(exact);
    return (words) => {
      for (let word = 0; word < width; word++) if (words[word] !== exact[word]) return false;
      return true;
    };
  }

  function improperTest(): (words: Uint32Array) => boolean {
    if (net.endsAnyhow) {
      if (counts) {
        const groups = [...(net.once ?? []), ...net.final.map((place) => [place])];
        return (words) => {
          const tokens = marks.tokens(words);
          return groups.some((places) => places.reduce((sum, place) => sum + tokens[place]!, 0) > 1);
        };
      }
      const masks = (net.once ?? []).map(marks.mask);
      if (masks.length === 0) return () => false;
      return (words) => masks.some((mask) => words.reduce((sum, word, index) => sum + bitCount(word & mask[index]!), 0) > 1);
    }
    const finalTokens = tokensOf(net.places, net.final);
    const final = marks.mask(net.final);
    return (words) => {
      // most markings lack some final place
      if (!counts) for (let word = 0; word < width; word++) if ((words[word]! & final[word]!) >>> 0 !== final[word]) return false;
      return compare(marks.tokens(words), finalTokens) === 'more';
    };
  }

  function firstWithoutFuture(): Search['cannotComplete'] {
    const count = store.size();
    const first = new Int32Array(count + 1);
    for (const target of targets) first[target + 1]!++;
    for (let at = 0; at < count; at++) first[at + 1]! += first[at]!;
    const filled = first.slice();
    const back = new Int32Array(targets.length);
    for (let edge = 0; edge < targets.length; edge++) back[filled[targets[edge]!]!++] = sources[edge]!;
    const can = new Uint8Array(count);
    const open = [...finals];
    for (const at of open) can[at] = 1;
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (let edge = first[at]!; edge < first[at + 1]!; edge++) {
        const source = back[edge]!;
        if (can[source]) continue;
        can[source] = 1;
        open.push(source);
      }
    let lost = can.indexOf(0);
    if (lost < 0) return undefined;
    const moves = new Uint8Array(count);
    for (const source of sources) moves[source] = 1;
    for (let at = lost; at < count; at++) if (!can[at] && !moves[at]) return { ...runTo(at), isStuck: true, reachable: [] };
    // nowhere stuck: round and round, told by what still happens there
    const around = new Set<number>();
    for (let edge = 0; edge < sources.length; edge++) if (!can[sources[edge]!]) around.add(vias[targets[edge]!]!);
    lost = can.indexOf(0);
    return { ...runTo(lost), isStuck: false, reachable: [...around].filter((via) => via >= 0).map((via) => net.transitions[via]!) };
  }
}

/**
 * Where a reduced net is stuck, what was fused or left out may still happen: on from that marking (tokens by place) in the net as it is, until nothing happens or
 * only the same again. Undefined when that is not found within the limits.
 */
export function toItsEnd(net: IndexedNet, tokens: readonly number[], limits: SearchLimits, counts: boolean): Search['cannotComplete'] {
  const initial = tokens.flatMap((count, place) => new Array<number>(count).fill(place));
  return searchNet({ ...net, initial }, limits, counts).cannotComplete;
}

/** Transitions by a place they take from; those that take nothing; the joins in their groups, in order. */
function ordered({ places, transitions, joins = [] }: IndexedNet) {
  const candidates: number[][] = Array.from({ length: places }, () => []);
  const always: number[] = [];
  const ofJoin: number[][] = joins.map(() => []);
  transitions.forEach(({ consume, join }, number) => {
    if (join !== undefined) ofJoin[join]!.push(number);
    else if (consume.length === 0) always.push(number);
    else candidates[consume[0]!]!.push(number);
  });
  const groups = new Map<number, { join: number; transitions: number[] }[]>();
  joins.forEach(({ group }, join) => groups.set(group, [...(groups.get(group) ?? []), { join, transitions: ofJoin[join]! }]));
  return { candidates, always, joins: [...groups.values()] };
}

/** The marking after a transition, though no word can hold it. */
function overfull({ transitions, joins }: IndexedNet, { transitions: before, tokens }: Found, last: number): Found {
  const transition = transitions[last]!;
  const after = [...tokens];
  if (transition.join !== undefined) for (const place of joins![transition.join]!.incoming) if (after[place]! > 0) after[place]!--;
  for (const place of transition.consume) after[place]!--;
  for (const place of transition.clear ?? []) after[place] = 0;
  for (const place of transition.produce) after[place]!++;
  return { transitions: [...before, transition], tokens: after };
}

function tokensOf(places: number, marked: readonly number[]): number[] {
  const tokens = new Array<number>(places).fill(0);
  for (const place of marked) tokens[place]!++;
  return tokens;
}

/** Of counted markings (a byte for each place): at least as many everywhere. */
function hasAll(words: Uint32Array, others: Uint32Array): boolean {
  for (let word = 0; word < words.length; word++) {
    const [one, other] = [words[word]!, others[word]!];
    if (one === other || other === 0) continue;
    for (let shift = 0; shift < 32; shift += 8) if (((one >>> shift) & 255) < ((other >>> shift) & 255)) return false;
  }
  return true;
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

function bitCount(word: number): number {
  let count = 0;
  for (let bits = word; bits !== 0; bits &= bits - 1) count++;
  return count;
}
