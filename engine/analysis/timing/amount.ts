/** Sizes of amounts of time: in days of one unit for sums, and whether two of them may be summed or compared at all. */
import { minutesPerWorkingDay, millisecondsPerDay } from '../../deadlines/local-date.ts';
import { afterDuration } from '../../model/iso-8601.ts';
import type { Duration, TimeUnit } from '../../model/types.ts';
import type { Amount } from './time-graph.ts';

/** Working time, plain days, or the elapsed time of a BPMN timer. Only amounts of one measure are summed. */
export type Measure = 'working' | 'plain' | 'elapsed';

export function measureOf(amount: Amount): Measure {
  if ('iso' in amount) return 'elapsed';
  return amount.unit === 'calendarDay' ? 'plain' : 'working';
}

/** Days of the amount in its own measure: working days of 8 hours, plain days, or days of 24 hours. */
export function ownDays(amount: Amount): number {
  if ('iso' in amount) return (afterDuration(0, amount.iso) ?? 0) / millisecondsPerDay;
  return amount.unit === 'workingHour' ? amount.value / 8 : amount.value;
}

/** Days in the measure of `unit`. Five working days are taken as seven plain ones: exact only within one measure. */
export function daysIn(amount: Amount, unit: TimeUnit): number {
  const wanted = unit === 'calendarDay' ? 'plain' : 'working';
  const own = measureOf(amount) === 'working' ? 'working' : 'plain';
  const days = ownDays(amount);
  return own === wanted ? days : wanted === 'plain' ? (days * 7) / 5 : (days * 5) / 7;
}

/** Working minutes of a budget in working days or hours, whole milliseconds. */
export function workingMinutes({ value, unit }: Duration): number {
  return unit === 'workingHour' ? value * 60 : value * minutesPerWorkingDay;
}

/** Negative: `a` is less; undefined: amounts of two measures are not compared. */
export function compareAmounts(a: Amount, b: Amount): number | undefined {
  return measureOf(a) === measureOf(b) ? ownDays(a) - ownDays(b) : undefined;
}
