/** The shortest run: of each choice the best, of parallel branches the last. Exact where the ways are blocks, else by trying runs. */
import { reduceGraph, waysOf, type Block } from './reduce-graph.ts';
import type { Routes } from './routes.ts';
import type { Take } from './time-graph.ts';

export interface Shortest {
  readonly days: number;
  /** False: a lower bound, because there are more runs than are tried. */
  readonly isExact: boolean;
}

/** Runs tried in what is no block. */
const mostRuns = 10_000;

/** `daysOf` gives the least that is taken. Undefined when no run reaches a target. */
export function shortestOf(routes: Routes, daysOf: (take: Take) => number): Shortest | undefined {
  if (routes.length === 0) return undefined;
  const block = reduceGraph(routes);
  if (block) return { days: leastOf(block, daysOf), isExact: true };
  return tryRuns(routes, daysOf) ?? { days: boundOf(routes, daysOf), isExact: false };
}

function leastOf(block: Block, daysOf: (take: Take) => number): number {
  switch (block.kind) {
    case 'take':
      return block.take ? daysOf(block.take) : 0;
    case 'sequence':
      return block.parts.reduce((sum, part) => sum + leastOf(part, daysOf), 0);
    case 'one':
      return block.parts.reduce((least, part) => Math.min(least, leastOf(part, daysOf)), Infinity);
    case 'all':
      return block.parts.reduce((most, part) => Math.max(most, leastOf(part, daysOf)), 0);
  }
}

/** Choices one after the other in topological order; undefined after too many runs. A run that gets stuck is none. */
function tryRuns(routes: Routes, daysOf: (take: Take) => number): Shortest | undefined {
  const count = routes.length;
  const ways = waysOf(routes);
  const out: number[][] = routes.map(() => []);
  const into: number[][] = routes.map(() => []);
  ways.forEach(({ from, to }, way) => {
    out[from]!.push(way);
    into[to]!.push(way);
  });
  const taken = new Uint8Array(ways.length);
  const done = new Float64Array(count);
  let runs = 0;
  let best = Infinity;
  const follow = (first: number, ended: number): boolean => {
    let end = ended;
    for (let index = first; index < count; index++) {
      const { isSource, isTarget, vertex, take } = routes[index]!;
      const active = into[index]!.filter((way) => taken[way] === 1);
      for (const way of out[index]!) taken[way] = 0;
      if (!isSource && active.length === 0) continue;
      if (vertex.join === 'all' && active.length < into[index]!.length) return true;
      const times = active.map((way) => done[ways[way]!.from]!);
      const ends = (times.length > 0 ? Math.max(...times) : 0) + (take ? daysOf(take) : 0);
      done[index] = ends;
      if (ends >= best) return true;
      if (isTarget) end = Math.max(end, ends);
      if (vertex.split === 'all' || out[index]!.length < 2) {
        for (const way of out[index]!) taken[way] = 1;
        continue;
      }
      for (const way of out[index]!) {
        taken[way] = 1;
        if (!follow(index + 1, end)) return false;
        for (const other of out[index]!) taken[other] = 0;
      }
      return true;
    }
    if (++runs > mostRuns) return false;
    if (end >= 0) best = Math.min(best, end);
    return true;
  };
  if (!follow(0, -1)) return undefined;
  return best < Infinity ? { days: best, isExact: true } : undefined;
}

/** Each choice for itself: never more than the shortest run. */
function boundOf(routes: Routes, daysOf: (take: Take) => number): number {
  const done = new Float64Array(routes.length);
  const ways: number[][] = routes.map(() => []);
  for (const { from, to } of waysOf(routes)) ways[to]!.push(from);
  let end = Infinity;
  routes.forEach(({ vertex, take, isSource, isTarget }, index) => {
    const times = ways[index]!.map((from) => done[from]!);
    const begun = isSource || times.length === 0 ? 0 : vertex.join === 'all' ? Math.max(...times) : Math.min(...times);
    const ends = begun + (take ? daysOf(take) : 0);
    done[index] = ends;
    if (isTarget) end = Math.min(end, ends);
  });
  return end;
}
