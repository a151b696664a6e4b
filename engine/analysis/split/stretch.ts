/**
 * Lexicographic max-min: all steps get as much as they can get alike; those on a path that is then full are settled, the others get more, until
 * every step lies on a full path or has the most it may have.
 */
import { finishTimes, longestPath, stepsOn, stepsOnTightPaths, type WorkGraph } from './work-graph.ts';
import { bounded, toleranceMinutes, type DoesNotFit, type SplitProblem, type SplitStep } from './problem.ts';

/** What a step would get at a level, before floor and cap: more at a higher level. */
export type Demand =
  | { readonly base: readonly number[]; readonly weights: readonly number[] }
  | { readonly at: (step: number, level: number) => number; readonly lowest: number; readonly highest: number };

/** The allowances in minutes, by number of step. */
export function stretch({ graph, steps, limitMinutes }: SplitProblem, demand: Demand): number[] | { readonly doesNotFit: DoesNotFit } {
  const minutes = steps.map(({ floorMinutes }) => floorMinutes);
  const short = doesNotFit(graph, minutes, limitMinutes);
  if (short) return { doesNotFit: short };
  const free = new Set(steps.keys());
  for (const each of free) {
    const { floorMinutes, capMinutes } = steps[each]!;
    if (capMinutes <= floorMinutes) free.delete(each);
    else if ('weights' in demand && demand.weights[each]! <= 0) {
      minutes[each] = bounded(steps[each]!, demand.base[each]!);
      free.delete(each);
    }
  }
  const shortNow = doesNotFit(graph, minutes, limitMinutes);
  if (shortNow) return { doesNotFit: shortNow };
  while (free.size > 0) {
    if ('weights' in demand) raiseLinear(graph, steps, limitMinutes, demand, minutes, free);
    else raiseByHalving(graph, steps, limitMinutes, demand, minutes, free);
    const tight = stepsOnTightPaths(graph, minutes, limitMinutes, toleranceMinutes);
    let settled = 0;
    for (const each of free)
      if (tight.has(each) || minutes[each]! >= steps[each]!.capMinutes - toleranceMinutes) {
        free.delete(each);
        settled++;
      }
    // nothing binds the rest any more, as far as floating point can tell
    if (settled === 0) break;
  }
  return minutes;
}

/** The path that is longer than the limit, and by how much; undefined when all fit. */
export function doesNotFit(graph: WorkGraph, minutes: readonly number[], limitMinutes: number): DoesNotFit | undefined {
  const finish = finishTimes(graph, minutes);
  const over = (finish.at(-1) ?? 0) - limitMinutes;
  return over > toleranceMinutes ? { tightPath: stepsOn(graph, longestPath(graph, finish)), shortByMinutes: over } : undefined;
}

/**
 * One level of a linear demand (Dinkelbach): begin too high, take the longest path, lower the level to what that path can bear, until the longest
 * path fits. Floors keep the length of a path convex in the level, so that the level only falls and a path comes once. The first cap ends a level.
 */
function raiseLinear(
  graph: WorkGraph,
  steps: readonly SplitStep[],
  limitMinutes: number,
  { base, weights }: Extract<Demand, { base: unknown }>,
  minutes: number[],
  free: ReadonlySet<number>,
): void {
  let level = -Infinity;
  let firstCap = Infinity;
  for (const each of free) {
    level = Math.max(level, (limitMinutes - base[each]!) / weights[each]!);
    firstCap = Math.min(firstCap, (steps[each]!.capMinutes - base[each]!) / weights[each]!);
  }
  const raise = (to: number) => {
    for (const each of free) minutes[each] = Math.max(steps[each]!.floorMinutes, base[each]! + to * weights[each]!);
  };
  for (;;) {
    raise(level);
    const finish = finishTimes(graph, minutes);
    if ((finish.at(-1) ?? 0) <= limitMinutes + toleranceMinutes / 10) break;
    let without = 0;
    let weight = 0;
    for (const at of longestPath(graph, finish)) {
      const { step, visits, waitMinutes } = graph.nodes[at]!;
      without += waitMinutes;
      if (step === undefined) continue;
      const rises = free.has(step) && base[step]! + level * weights[step]! > steps[step]!.floorMinutes;
      without += visits * (rises ? base[step]! : minutes[step]!);
      if (rises) weight += visits * weights[step]!;
    }
    const lower = (limitMinutes - without) / weight;
    if (!(lower < level)) break;
    level = lower;
  }
  if (firstCap >= level) return;
  raise(firstCap);
  for (const each of free) minutes[each] = Math.min(minutes[each]!, steps[each]!.capMinutes);
}

/** Halvings of the range of levels: beyond them doubles do not tell levels apart. */
const halvings = 60;

/** One level of any other demand that never falls: the highest level at which the longest path fits, by bisection. */
function raiseByHalving(
  graph: WorkGraph,
  steps: readonly SplitStep[],
  limitMinutes: number,
  { at, lowest, highest }: Extract<Demand, { at: unknown }>,
  minutes: number[],
  free: ReadonlySet<number>,
): void {
  const fits = (level: number) => {
    for (const each of free) minutes[each] = bounded(steps[each]!, at(each, level));
    return (finishTimes(graph, minutes).at(-1) ?? 0) <= limitMinutes;
  };
  let [low, high] = [lowest, highest];
  if (fits(high)) return;
  for (let halving = 0; halving < halvings; halving++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  fits(low);
}
