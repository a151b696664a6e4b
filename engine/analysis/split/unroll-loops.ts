/**
 * A graph of elements without its loops. Each way back is a copy of what lies between where it leads and where it leaves, put before the loop: of
 * all its rounds the longest way is the same, so one copy stands for K returns and counts K times. What remains inside is passed once.
 */
import type { FlowGraph, Place } from './flow-graph.ts';
import type { WorkGraph, WorkNode } from './work-graph.ts';

/** What an element takes each time it is passed. */
export interface Work {
  readonly step?: number;
  /** False: one allowance for all visits of a dossier. */
  readonly perVisit: boolean;
  readonly waitMinutes: number;
}

export type Unrolled =
  | { readonly graph: WorkGraph }
  | { readonly why: 'LOOP_WITHOUT_LIMIT' | 'LOOP_WITH_SEVERAL_ENTRIES' | 'TOO_LARGE'; readonly at: readonly Place[] };

/** Nodes of the graph that is made; nested loops double what is inside. */
const mostNodes = 50_000;

/** Names a way in a set; there are fewer places than that. */
function wayKey(from: number, to: number): number {
  return from * 2 ** 24 + to;
}

class CannotUnroll extends Error {
  readonly why: Exclude<Unrolled, { graph: unknown }>['why'];
  readonly at: readonly number[];
  constructor(why: CannotUnroll['why'], at: readonly number[]) {
    super(why);
    this.why = why;
    this.at = at;
  }
}

/** `workOf`: what the element at a place takes. */
export function unrollLoops({ places, entry, exit }: FlowGraph, workOf: (place: Place) => Work): Unrolled {
  const works = places.map(workOf);
  const nodes: WorkNode[] = [];
  const back = new Set<number>();
  const all = reachable(places, entry, exit);

  /** Adds the places of a region, which has no way in but its first; gives the node of each. */
  const emit = (
    region: ReadonlySet<number>,
    first: number,
    before: readonly number[],
    scale: number,
    spent: ReadonlySet<number> | undefined,
  ) => {
    const nodeOf = new Map<number, number>();
    const into = waysInto(places, region, back);
    for (const component of componentsOf(places, region, back)) {
      const inside = new Set(component);
      const heads = component.filter((at) => at === first || into.get(at)!.some(({ from }) => !inside.has(from)));
      const head = heads[0]!;
      const outside = into.get(head)!.flatMap(({ from }) => (inside.has(from) ? [] : [nodeOf.get(from)!]));
      let previous = head === first ? [...before, ...outside] : outside;
      const returns = into.get(head)!.filter(({ from }) => inside.has(from));
      if (returns.length === 0) {
        nodeOf.set(head, addNode(nodes, places[head]!, works[head]!, previous, scale, spent?.has(head) ?? false, component));
        continue;
      }
      if (heads.length > 1) throw new CannotUnroll('LOOP_WITH_SEVERAL_ENTRIES', heads);
      for (const { from } of returns) back.add(wayKey(from, head));
      const leaves = component.filter((at) => places[at]!.next.some(({ to }) => region.has(to) && !inside.has(to)));
      for (const way of returns) {
        const body = between(places, inside, back, head, way.from);
        const most = way.mostReturns ?? limitBefore(waysInto(places, body, back), way.from);
        const unlimited = [...body].filter((at) => isRepeated(works[at]!));
        if (most === undefined && unlimited.length > 0) throw new CannotUnroll('LOOP_WITHOUT_LIMIT', unlimited);
        if (most === 0) continue;
        // what every way out passes has its allowance there
        const passed = new Set(spent);
        for (const at of body) if (!works[at]!.perVisit && isOnEveryWay(places, inside, back, head, leaves, at)) passed.add(at);
        previous = [emit(body, head, previous, scale * (most ?? 1), passed).get(way.from)!];
      }
      for (const [at, node] of emit(inside, head, previous, scale, spent)) nodeOf.set(at, node);
      for (const { from } of returns) back.delete(wayKey(from, head));
    }
    return nodeOf;
  };

  try {
    emit(all, entry, [], 1, undefined);
    return { graph: { nodes } };
  } catch (error) {
    if (error instanceof CannotUnroll) return { why: error.why, at: error.at.map((at) => places[at]!) };
    throw error;
  }
}

function addNode(
  nodes: WorkNode[],
  place: Place,
  { step, perVisit, waitMinutes }: Work,
  before: readonly number[],
  scale: number,
  isSpent: boolean,
  at: readonly number[],
): number {
  if (nodes.length >= mostNodes) throw new CannotUnroll('TOO_LARGE', at);
  const { rounds, splits } = place;
  if (rounds === undefined && perVisit && step !== undefined) throw new CannotUnroll('LOOP_WITHOUT_LIMIT', at);
  const visits = perVisit ? scale * (rounds ?? 1) : isSpent ? 0 : 1;
  return nodes.push({ visits, waitMinutes: waitMinutes * scale, splits, before: [...before], ...(step !== undefined && { step }) }) - 1;
}

/** True of what takes time again in every round. */
function isRepeated({ step, perVisit, waitMinutes }: Work): boolean {
  return waitMinutes > 0 || (perVisit && step !== undefined);
}

interface WayInto {
  readonly from: number;
  readonly mostReturns?: number;
}

function waysInto(places: readonly Place[], region: ReadonlySet<number>, back: ReadonlySet<number>): Map<number, WayInto[]> {
  const into = new Map<number, WayInto[]>();
  for (const at of region) into.set(at, []);
  for (const from of region)
    for (const { to, ...way } of places[from]!.next)
      if (region.has(to) && !back.has(wayKey(from, to))) into.get(to)!.push({ from, ...way });
  return into;
}

/** The limit that the flow back does not name itself, if a flow before it does that no return can avoid. */
function limitBefore(into: ReadonlyMap<number, readonly WayInto[]>, from: number): number | undefined {
  for (let at = from, ways = into.get(at)!; ways.length === 1; ways = into.get(at)!) {
    if (ways[0]!.mostReturns !== undefined) return ways[0]!.mostReturns;
    at = ways[0]!.from;
  }
  return undefined;
}

/** Places that some way from the entry to the exit passes: an end that is never reached, and what nobody reaches, takes no time of the deadline. */
function reachable(places: readonly Place[], entry: number, exit: number): Set<number> {
  const all = new Set(places.keys());
  return between(places, all, new Set(), entry, exit);
}

/** What lies on a way from `start` to `end` within a region. */
function between(
  places: readonly Place[],
  region: ReadonlySet<number>,
  back: ReadonlySet<number>,
  start: number,
  end: number,
): Set<number> {
  const into = waysInto(places, region, back);
  const forward = reach(start, (at) => places[at]!.next.flatMap(({ to }) => (region.has(to) && !back.has(wayKey(at, to)) ? [to] : [])));
  const backward = reach(end, (at) => into.get(at)!.map(({ from }) => from));
  return new Set([...forward].filter((at) => backward.has(at)));
}

function reach(start: number, next: (at: number) => readonly number[]): Set<number> {
  const seen = new Set([start]);
  const pending = [start];
  for (let at = pending.pop(); at !== undefined; at = pending.pop())
    for (const to of next(at)) if (!seen.has(to)) (seen.add(to), pending.push(to));
  return seen;
}

/** No way from the head of a loop to where it is left avoids the place. */
function isOnEveryWay(
  places: readonly Place[],
  inside: ReadonlySet<number>,
  back: ReadonlySet<number>,
  head: number,
  leaves: readonly number[],
  place: number,
): boolean {
  if (place === head) return true;
  const without = reach(head, (at) =>
    places[at]!.next.flatMap(({ to }) => (to !== place && inside.has(to) && !back.has(wayKey(at, to)) ? [to] : [])),
  );
  return !leaves.some((at) => without.has(at));
}

/** Strongly connected components of a region, each before those it leads to (Tarjan 1972, without recursion). */
function componentsOf(places: readonly Place[], region: ReadonlySet<number>, back: ReadonlySet<number>): number[][] {
  const number = new Map<number, number>();
  const low = new Map<number, number>();
  const onStack = new Set<number>();
  const stack: number[] = [];
  const found: number[][] = [];
  for (const root of region) {
    if (number.has(root)) continue;
    const pending: { readonly at: number; next: number }[] = [{ at: root, next: 0 }];
    for (let top = pending.at(-1); top; top = pending.at(-1)) {
      const { at } = top;
      if (top.next === 0 && !number.has(at)) {
        number.set(at, number.size);
        low.set(at, number.get(at)!);
        stack.push(at);
        onStack.add(at);
      }
      const way = places[at]!.next[top.next++];
      if (way) {
        const { to } = way;
        if (!region.has(to) || back.has(wayKey(at, to))) continue;
        if (!number.has(to)) pending.push({ at: to, next: 0 });
        else if (onStack.has(to)) low.set(at, Math.min(low.get(at)!, number.get(to)!));
        continue;
      }
      pending.pop();
      const parent = pending.at(-1);
      if (parent) low.set(parent.at, Math.min(low.get(parent.at)!, low.get(at)!));
      if (low.get(at) !== number.get(at)) continue;
      const component: number[] = [];
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        component.push(member);
        onStack.delete(member);
        if (member === at) break;
      }
      found.push(component.reverse());
    }
  }
  return found.reverse();
}
