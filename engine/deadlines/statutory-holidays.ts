/** Paid holidays of the Labour Code (2019, art. 112) by rule, and the days off for those that fall on a weekly rest day (art. 111(3)). */
import { dayOfDate } from './local-date.ts';
import { lunarDay } from './lunar.ts';
import type { DecidedSpan } from './calendar-definition.ts';

/**
 * Day numbers of the statutory holidays of a year, ascending.
 *
 * Spans in `decided` are left out: a notice gives their days. By rule Tết is the eve and the first days of the lunar year
 * (five days since 2014, four before), and the neighbour of 2 September (since 2021) is the day before it.
 * Hùng Kings' Day is a holiday since 2007; Culture Day, 24 November, since 1 July 2026 (Resolution 28/2026/QH16, not compared with its text).
 */
export function statutoryHolidays(year: number, decided: ReadonlySet<DecidedSpan>): number[] {
  const days = [dayOfDate(year, 1, 1), dayOfDate(year, 4, 30), dayOfDate(year, 5, 1)];
  if (!decided.has('tet')) for (let i = 0; i < (year >= 2014 ? 5 : 4); i++) days.push(lunarDay(year, 1, 1) - 1 + i);
  if (!decided.has('nationalDay')) {
    days.push(dayOfDate(year, 9, 2));
    if (year >= 2021) days.push(dayOfDate(year, 9, 1));
  }
  if (year >= 2007) days.push(lunarDay(year, 3, 10));
  if (year >= 2026) days.push(dayOfDate(year, 11, 24));
  return days.sort((a, b) => a - b);
}

/** Spans that only a notice can fix in a year: until it is known the year is provisional. */
export function spansToDecide(year: number): readonly DecidedSpan[] {
  return year >= 2021 ? ['tet', 'nationalDay'] : ['tet'];
}

/**
 * Days off in place of holidays that fall on a weekly rest day: the next day that is neither rest, nor holiday, nor already taken.
 * `holidays` ascending; `isRestDay` by the week alone.
 */
export function compensationDays(holidays: readonly number[], isRestDay: (day: number) => boolean): number[] {
  const taken = new Set(holidays);
  const compensation: number[] = [];
  for (const holiday of holidays) {
    if (!isRestDay(holiday)) continue;
    let day = holiday + 1;
    while (isRestDay(day) || taken.has(day)) day += 1;
    taken.add(day);
    compensation.push(day);
  }
  return compensation;
}
