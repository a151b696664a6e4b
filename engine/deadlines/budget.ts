/**
 * The budget count of steps: from the instant of arrival. 1 working day = 8 working hours, fractions pro rata; a whole plain day is
 * 24 hours elapsed, a fraction of one is that fraction of 8 working hours. Never mixed with the legal count (count.ts).
 * A budget is walked as "budget minutes": first the elapsed minutes of its whole plain days, then working minutes.
 */
import { addWorkingMinutes, isOpen, lastWorked, nextOpening, workingMinutesBetween } from './calendar.ts';
import { requireDuration } from './count.ts';
import { millisecondsPerMinute, minutesPerWorkingDay } from './local-date.ts';
import type { Calendar } from './calendar.ts';
import type { Duration } from '../model/types.ts';

/** Time in which a budget runs, in epoch milliseconds; `to` absent = it still runs. */
export interface Interval {
  readonly from: number;
  readonly to?: number;
}

export interface BudgetOptions {
  /** Budget minutes used in earlier visits. */
  readonly usedMinutes?: number;
  /** The appointment: no step is due after it. */
  readonly notAfter?: number;
}

export interface BudgetUse {
  /** Budget minutes used and in all. */
  readonly usedMinutes: number;
  readonly budgetMinutes: number;
  /** Used ÷ budget; 1 is used up, and so is a budget of nothing once time has passed. */
  readonly share: number;
}

/** Minutes of a budget: elapsed ones of whole plain days, then working ones. */
function partsOf(duration: Duration): { elapsed: number; working: number } {
  requireDuration(duration);
  const { value, unit } = duration;
  if (unit === 'workingHour') return { elapsed: 0, working: value * 60 };
  if (unit === 'workingDay') return { elapsed: 0, working: value * minutesPerWorkingDay };
  return { elapsed: Math.floor(value) * 1440, working: (value - Math.floor(value)) * minutesPerWorkingDay };
}

/** The size of a budget in budget minutes. */
export function budgetMinutes(duration: Duration): number {
  const { elapsed, working } = partsOf(duration);
  return elapsed + working;
}

/**
 * When a budget that starts (or goes on) at `start` is used up. A result outside opening hours moves to the next opening;
 * a closing instant is inside. Never later than `notAfter`. Throws INVALID_DURATION.
 */
export function budgetDue(
  calendar: Calendar,
  start: number,
  duration: Duration,
  { usedMinutes = 0, notAfter }: BudgetOptions = {},
): number {
  const due = instantOfUse(calendar, start, duration, usedMinutes, budgetMinutes(duration));
  return notAfter === undefined ? due : Math.min(due, notAfter);
}

/** How much of a budget the intervals have used up to `now` (epoch milliseconds); they are in order and do not overlap. */
export function budgetUsed(calendar: Calendar, duration: Duration, intervals: readonly Interval[], now: number): BudgetUse {
  const { elapsed, working } = partsOf(duration);
  let usedMinutes = 0;
  for (const { from, to = now } of intervals) usedMinutes = useIn(calendar, elapsed, working, usedMinutes, from, Math.min(to, now));
  const total = elapsed + working;
  return { usedMinutes, budgetMinutes: total, share: total > 0 ? usedMinutes / total : usedMinutes > 0 ? 1 : 0 };
}

/** The instant at which `share` (0 to 1) of a budget is used up within the intervals; undefined when they end before it. */
export function instantOfShare(calendar: Calendar, duration: Duration, intervals: readonly Interval[], share: number): number | undefined {
  const { elapsed, working } = partsOf(duration);
  const target = share * (elapsed + working);
  let usedMinutes = 0;
  for (const { from, to } of intervals) {
    const instant = instantOfUse(calendar, from, duration, usedMinutes, target);
    if (to === undefined || instant <= to) return instant;
    usedMinutes = useIn(calendar, elapsed, working, usedMinutes, from, to);
  }
  return undefined;
}

/** The latest instant at which the rest of a budget must begin to be done by `end`: the inverse of `budgetDue`. Nothing left: `end`. */
export function latestStart(calendar: Calendar, end: number, duration: Duration, usedMinutes = 0): number {
  const { elapsed, working } = partsOf(duration);
  const plain = Math.max(0, elapsed - usedMinutes);
  const work = Math.min(working, Math.max(0, elapsed + working - usedMinutes));
  if (work > 0) return addWorkingMinutes(calendar, end, -work) - Math.round(plain * millisecondsPerMinute);
  // plain days that end in closed time would move on to the next opening, after `end`
  return plain > 0 ? (isOpen(calendar, end) ? end : lastWorked(calendar, end)) - Math.round(plain * millisecondsPerMinute) : end;
}

function instantOfUse(calendar: Calendar, start: number, duration: Duration, usedMinutes: number, target: number): number {
  const { elapsed } = partsOf(duration);
  const plain = Math.max(0, Math.min(elapsed, target) - usedMinutes);
  const work = Math.max(0, target - Math.max(elapsed, usedMinutes));
  const afterPlain = start + Math.round(plain * millisecondsPerMinute);
  if (work > 0) return addWorkingMinutes(calendar, afterPlain, work);
  return plain > 0 && lastWorked(calendar, afterPlain) !== afterPlain ? nextOpening(calendar, afterPlain) : afterPlain;
}

function useIn(calendar: Calendar, elapsed: number, working: number, usedMinutes: number, from: number, to: number): number {
  if (to <= from) return usedMinutes;
  const minutes = (to - from) / millisecondsPerMinute;
  if (working === 0 && elapsed > 0) return usedMinutes + minutes;
  const plain = Math.min(minutes, Math.max(0, elapsed - usedMinutes));
  return usedMinutes + plain + workingMinutesBetween(calendar, from + Math.round(plain * millisecondsPerMinute), to);
}
