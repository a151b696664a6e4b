/** Allowances in whole units: all rounded down, then the units that are left one at a time where most was lost, as long as the longest path fits. */
import { toleranceMinutes, type SplitStep } from './problem.ts';
import { longestMinutes, type WorkGraph } from './work-graph.ts';

/**
 * Rounded minutes. Floors hold, and fixed steps keep their minutes. No step gets more than the next unit, nor more than its cap; one too small for a
 * unit, where no unit is left for it, gets a half, a quarter … of one rather than nothing.
 */
export function rounded(
  graph: WorkGraph,
  steps: readonly SplitStep[],
  minutes: readonly number[],
  unit: number,
  limitMinutes: number,
): number[] {
  const given = steps.map(({ floorMinutes }, number) => Math.max(Math.min(floorMinutes, minutes[number]!), down(minutes[number]!, unit)));
  const lost = (number: number) => minutes[number]! - given[number]!;
  const candidates = [...steps.keys()].filter((number) => lost(number) > toleranceMinutes).sort((a, b) => lost(b) - lost(a) || a - b);
  // a path that has no room for one unit more has none later
  for (const number of candidates) {
    const before = given[number]!;
    const next = down(before, unit, 0) + unit;
    if (next > steps[number]!.capMinutes + toleranceMinutes) continue;
    given[number] = next;
    if (longestMinutes(graph, given) > limitMinutes + toleranceMinutes) given[number] = before;
  }
  return given;
}

/** Parts of a unit down to its sixteenth: of half a day a quarter of an hour. */
const mostHalvings = 4;

function down(minutes: number, unit: number, halvings = mostHalvings): number {
  const whole = Math.floor(minutes / unit + toleranceMinutes) * unit;
  return whole > 0 || halvings === 0 ? whole : down(minutes, unit / 2, halvings - 1);
}
