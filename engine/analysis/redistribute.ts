/** What is left of a deadline, given anew to the steps that are still to come; budgets that were approved are where it starts from. */
import type { Duration, ProcessModel } from '../model/types.ts';
import { criticalRatio } from '../deadlines/redistribute.ts';
import type { Outcome } from './outcome.ts';
import { durationOf } from './split/day-units.ts';
import { longestMinutes } from './split/work-graph.ts';
import { stretch } from './split/stretch.ts';
import { failure, type SplitFailure } from './split/failure.ts';
import { problemOfModel } from './split/problem-of-model.ts';
import type { SplitOptions } from './split/split-options.ts';

export interface Redistribution {
  /** `fails`: overdue by that much is certain, even if every step left takes only its floor. */
  readonly outcome: Outcome<SplitFailure>;
  /** Time left over the longest way of what is still expected. */
  readonly criticalRatio?: number;
  /** What the approved budgets leave of the time left, on the longest way; negative: what is missing. */
  readonly spareMinutes?: number;
  readonly steps: readonly {
    readonly elementId: string;
    readonly approvedMinutes: number;
    readonly minutes: number;
    readonly allowance: Duration;
  }[];
}

export interface RedistributionOptions extends Omit<SplitOptions, 'policy' | 'rounding'> {
  /** What each step was approved with; its budget, else what it is expected to take, when absent. */
  readonly approvedMinutes?: Readonly<Record<string, number>>;
  /** Steps that are over, and those that will not come any more because another branch was taken. */
  readonly over: readonly string[];
  /** On the legal clock, without its pauses. */
  readonly elapsedMinutes: number;
}

/**
 * Spare time goes to the steps left by what they are expected to take, and nobody gets less than was approved. Missing time comes from them by what
 * lies between approved budget and floor; on a shorter parallel branch less is taken.
 */
export function redistribute(model: ProcessModel, options: RedistributionOptions): Redistribution {
  const { over, approvedMinutes, elapsedMinutes } = options;
  const { problem: given } = problemOfModel(model, options);
  if (!('problem' in given)) return { outcome: { outcome: 'notDecided', reason: given }, steps: [] };
  const { unit, nodes, problem } = given;
  const isOver = new Set(over);
  const left = problem.steps.map(({ elementId }) => !isOver.has(elementId));
  const approved = problem.steps.map(({ elementId, expectedMinutes }, number) =>
    left[number] ? (approvedMinutes?.[elementId] ?? expectedMinutes) : 0,
  );
  const expected = problem.steps.map(({ expectedMinutes }, number) => (left[number] ? expectedMinutes : 0));
  const limitMinutes = problem.limitMinutes - elapsedMinutes;
  const spareMinutes = limitMinutes - longestMinutes(problem.graph, approved);
  const steps = problem.steps.map((step, number) => {
    if (!left[number]) return { ...step, floorMinutes: 0, capMinutes: 0 };
    const floorMinutes = Math.min(step.floorMinutes, approved[number]!);
    return spareMinutes >= 0
      ? { ...step, floorMinutes: approved[number]!, capMinutes: Math.max(step.capMinutes, approved[number]!) }
      : { ...step, floorMinutes, capMinutes: approved[number]! };
  });
  const weights = spareMinutes >= 0 ? expected : steps.map(({ floorMinutes, capMinutes }) => capMinutes - floorMinutes);
  const minutes = stretch({ ...problem, steps, limitMinutes }, { base: approved, weights });
  const standing = { spareMinutes, criticalRatio: criticalRatio(limitMinutes, longestMinutes(problem.graph, expected)) };
  if (!Array.isArray(minutes)) {
    const { tightPath, shortByMinutes } = minutes.doesNotFit;
    return {
      ...standing,
      outcome: {
        outcome: 'fails',
        ...failure(
          tightPath.filter((number) => left[number]).map((number) => nodes[number]!),
          shortByMinutes,
          unit,
        ),
      },
      steps: [],
    };
  }
  return {
    ...standing,
    outcome: { outcome: 'holds' },
    steps: problem.steps.flatMap(({ elementId }, number) =>
      left[number]
        ? [{ elementId, approvedMinutes: approved[number]!, minutes: minutes[number]!, allowance: durationOf(unit, minutes[number]!) }]
        : [],
    ),
  };
}
