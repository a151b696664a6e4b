/** Sums of the times of a table: days of a kind apart, 8 working hours = 1 working day (printed in the decisions of Nghệ An and Hà Nội). */
import type { Duration, TimeUnit } from '../types.ts';

export const hoursPerWorkingDay = 8;

/** Sum by unit, in working days, working hours being turned into days; calendar days stay apart. */
export interface Sum {
  readonly workingDays: number;
  readonly calendarDays: number;
}

export function sumOf(durations: readonly (Duration | undefined)[]): Sum {
  let workingDays = 0;
  let calendarDays = 0;
  for (const duration of durations) {
    if (!duration) continue;
    if (duration.unit === 'calendarDay') calendarDays += duration.value;
    else workingDays += duration.unit === 'workingHour' ? duration.value / hoursPerWorkingDay : duration.value;
  }
  return { workingDays: rounded(workingDays), calendarDays: rounded(calendarDays) };
}

/** True when the sum is the limit, in the limit's own kind of day and with nothing in the other kind. */
export function equals(sum: Sum, limit: Duration): boolean {
  const target = sumOf([limit]);
  return sum.workingDays === target.workingDays && sum.calendarDays === target.calendarDays;
}

/** Length in days of no particular kind, for shares and for comparing a published with a national limit. */
export function daysOf(durations: readonly (Duration | undefined)[]): number {
  const sum = sumOf(durations);
  return rounded(sum.workingDays + sum.calendarDays);
}

const unitNames: Record<TimeUnit, readonly [string, string]> = {
  workingDay: ['ngày làm việc', 'working days'],
  calendarDay: ['ngày', 'calendar days'],
  workingHour: ['giờ làm việc', 'working hours'],
};

/** "0,5 ngày làm việc" and "0.5 working days". */
export function durationTexts({ value, unit }: Duration): readonly [string, string] {
  return [`${vietnameseNumber(value)} ${unitNames[unit][0]}`, `${rounded(value)} ${unitNames[unit][1]}`];
}

export function sumTexts({ workingDays, calendarDays }: Sum): readonly [string, string] {
  const parts = [
    ...(workingDays || !calendarDays ? [durationTexts({ value: workingDays, unit: 'workingDay' })] : []),
    ...(calendarDays ? [durationTexts({ value: calendarDays, unit: 'calendarDay' })] : []),
  ];
  return [parts.map(([vietnamese]) => vietnamese).join(' + '), parts.map(([, english]) => english).join(' + ')];
}

export function vietnameseNumber(value: number): string {
  return String(rounded(value)).replace('.', ',');
}

/** Quarters and eighths are exact in binary, thirds and tenths are not: compare to a millionth of a day. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
