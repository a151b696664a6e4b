/** What a stretch gives, as the answer of a policy. */
import type { Reason } from '../outcome.ts';
import { bounded, type Allotted, type SplitProblem, type SplitStep } from './problem.ts';
import { stretch, type Demand } from './stretch.ts';

export function allotted(problem: SplitProblem, demand: Demand): Allotted {
  const minutes = stretch(problem, demand);
  return Array.isArray(minutes) ? { minutes } : minutes;
}

/** The same steps with these minutes and no others. */
export function fixedAt(step: SplitStep, minutes: number): SplitStep {
  const most = bounded(step, minutes);
  return { ...step, floorMinutes: most, capMinutes: most };
}

/** A policy needs a figure that some steps do not have. */
export function lacks(what: string, whatEn: string, problem: SplitProblem, has: (step: SplitStep) => boolean): Reason | undefined {
  const without = problem.steps.filter((step) => !has(step)).map(({ elementId }) => `"${elementId}"`);
  if (without.length === 0) return undefined;
  return {
    code: 'NO_FIGURES',
    message: `Chưa có ${what} của bước ${without.join(', ')}`,
    messageEn: `No ${whatEn} of ${without.join(', ')}`,
  };
}
