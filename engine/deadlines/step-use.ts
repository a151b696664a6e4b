/** What a step has used of its budget at an instant, and by how much it is over. */
import { budgetUsed, instantOfShare } from './budget.ts';
import { workingMinutesBetween } from './calendar.ts';
import { limitOf, runningTime } from './deadline-view.ts';
import { calendarOf } from './organisation.ts';
import type { DeadlineView, TimedStep } from './deadline-view.ts';
import type { Organisation } from './organisation.ts';

type StepClock = Pick<DeadlineView, 'clock' | 'raised'>;

export interface StepUse {
  readonly usedMinutes: number;
  /** Absent without budget, like `share`. */
  readonly budgetMinutes?: number;
  readonly share?: number;
  /** Due instant (epoch milliseconds) by the approved budget; absent without budget or while the step's clock stands. */
  readonly dueAt?: number;
  /** Working minutes past `dueAt`. */
  readonly overByMinutes: number;
}

/** The use of a step, active or over, at `now` (epoch milliseconds). */
export function stepUse(view: StepClock, organisation: Organisation, step: TimedStep, now: number): StepUse {
  const calendar = calendarOf(organisation, step.unit);
  const ran = runningTime(view, step);
  if (!step.budget) {
    let usedMinutes = 0;
    for (const { from, to = now } of ran) if (from < now) usedMinutes += workingMinutesBetween(calendar, from, Math.min(to, now));
    return { usedMinutes, overByMinutes: 0 };
  }
  const { usedMinutes, budgetMinutes, share } = budgetUsed(calendar, step.budget, ran, now);
  const dueAt = dueOf(view, step, instantOfShare(calendar, step.budget, ran, 1));
  const overByMinutes = dueAt !== undefined && now > dueAt ? workingMinutesBetween(calendar, dueAt, now) : 0;
  return { usedMinutes, budgetMinutes, share, dueAt, overByMinutes };
}

/** Working minutes of a step's running time between two instants: what one of its holders used. */
export function usedBetween(
  { clock }: Pick<DeadlineView, 'clock'>,
  organisation: Organisation,
  step: TimedStep,
  from: number,
  to: number,
): number {
  const calendar = calendarOf(organisation, step.unit);
  let minutes = 0;
  for (const ran of runningTime({ clock }, step)) {
    const [start, end] = [Math.max(ran.from, from), Math.min(ran.to ?? to, to)];
    if (start < end) minutes += workingMinutesBetween(calendar, start, end);
  }
  return minutes;
}

/** The due instant of a step whose budget is used up at `end` (epoch milliseconds): never after the appointment the step is measured by. */
export function dueOf(view: StepClock, step: TimedStep, end: number | undefined): number | undefined {
  return end === undefined ? undefined : Math.min(end, limitOf(view, step) ?? Infinity);
}
