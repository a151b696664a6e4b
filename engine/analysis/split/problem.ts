/** What a policy is asked: steps with their figures, the ways through them, and the time there is. */
import type { Reason } from '../outcome.ts';
import type { WorkGraph } from './work-graph.ts';

/** Minutes of the deadline's unit: a day of it is eight hours of 60 minutes. */
export interface SplitStep {
  readonly elementId: string;
  readonly expectedMinutes: number;
  /** Never less than this. */
  readonly floorMinutes: number;
  /** Never more than this; Infinity when nobody said. A fixed step has its time as floor and as cap. */
  readonly capMinutes: number;
  readonly weight?: number;
  /** Standard deviation of how long it takes. */
  readonly deviationMinutes?: number;
  /** Share of its past visits that were late, 0 to 1. */
  readonly lateRate?: number;
  /** How long past visits took, shortest first. */
  readonly measuredMinutes?: readonly number[];
}

export interface SplitProblem {
  readonly graph: WorkGraph;
  readonly steps: readonly SplitStep[];
  /** The deadline without the reserve. */
  readonly limitMinutes: number;
  /** DIV-x: what the time of a branch is divided by besides the number of branches. */
  readonly divisor: number;
}

/** What a policy gives each step, by its number. */
export interface Allotment {
  readonly minutes: readonly number[];
  /** When each step is due at the latest, from the start of the clock; absent: as its way to the end leaves it. */
  readonly dueMinutes?: readonly number[];
  /** Due instants by which branches are ranked, not judged. */
  readonly priorityDueMinutes?: readonly number[];
  /** Kept before the result for all steps together. */
  readonly bufferMinutes?: number;
  /** Probability, 0 to 1, that the longest path ends in time. */
  readonly onTimeProbability?: number;
}

/** The steps do not fit: even the least they need is too much on one path. */
export interface DoesNotFit {
  readonly tightPath: readonly number[];
  readonly shortByMinutes: number;
}

export type Allotted = Allotment | { readonly doesNotFit: DoesNotFit } | { readonly notApplicable: Reason };

/** One way to split, in the list of policies. */
export interface SplitPolicy {
  readonly id: string;
  readonly label: string;
  readonly labelEn: string;
  allot(problem: SplitProblem): Allotted;
}

/** Differences below this are those of floating point, in minutes. */
export const toleranceMinutes = 1e-6;

/** These minutes, but not less than the floor of a step and not more than its cap. */
export function bounded({ floorMinutes, capMinutes }: SplitStep, minutes: number): number {
  return Math.min(capMinutes, Math.max(floorMinutes, minutes));
}
