/**
 * Counting on a compiled calendar. Instants are epoch milliseconds, dates 'YYYY-MM-DD' in the calendar's own zone.
 * Everything is a look-up in prefix sums and at most one binary search: the distance does not matter.
 * All throw OUTSIDE_CALENDAR beyond the years of the calendar.
 */
import { DeadlineRefused } from './deadline-refused.ts';
import { dateOf, dayOf, millisecondsPerDay, millisecondsPerMinute } from './local-date.ts';
import { firstYear, lastYear } from './calendar-compile.ts';
import type { Calendar, DayHours } from './calendar-compile.ts';

export { compileCalendar, isProvisional } from './calendar-compile.ts';
export type { Calendar } from './calendar-compile.ts';

/**
 * The instant at which `minutes` (fractions allowed) of working time after `instant` are used up: the earliest such one, so a
 * morning's work ends at 11:30, not at 13:00. Negative: the latest instant from which that much work leads to `instant`. Zero: `instant`.
 */
export function addWorkingMinutes(calendar: Calendar, instant: number, minutes: number): number {
  const amount = Math.round(minutes * millisecondsPerMinute);
  if (amount === 0) return instant;
  const target = workedBefore(calendar, instant) + amount;
  const total = (calendar.minutesBefore[calendar.days] ?? 0) * millisecondsPerMinute;
  if (!(target >= 0 && target <= total)) throw outside();
  const start = indexAt(calendar, instant);
  const i = amount > 0 ? dayReaching(calendar, target, start) : dayHolding(calendar, target, start);
  const remaining = target - (calendar.minutesBefore[i] ?? 0) * millisecondsPerMinute;
  return instantAt(calendar, i, amount > 0 ? earliestAfter(hoursAt(calendar, i), remaining) : latestAfter(hoursAt(calendar, i), remaining));
}

/** Working minutes from `from` to `to`; negative when `to` lies before `from`. */
export function workingMinutesBetween(calendar: Calendar, from: number, to: number): number {
  return (workedBefore(calendar, to) - workedBefore(calendar, from)) / millisecondsPerMinute;
}

/** True within opening hours; the closing instant itself is closed. */
export function isOpen(calendar: Calendar, instant: number): boolean {
  return nextOpening(calendar, instant) === instant;
}

/** `instant` when open then, else the next instant at which it opens. */
export function nextOpening(calendar: Calendar, instant: number): number {
  const i = indexAt(calendar, instant);
  const inDay = instant + calendar.offset - (calendar.firstDay + i) * millisecondsPerDay;
  for (const [from, to] of hoursAt(calendar, i).intervals) if (inDay < to) return instantAt(calendar, i, Math.max(inDay, from));
  const next = openIndex(calendar, calendar.openDaysBefore[i + 1] ?? 0);
  return instantAt(calendar, next, hoursAt(calendar, next).intervals[0]?.[0] ?? 0);
}

/** `instant` when work is done up to it (a closing instant included), else the last closing before it. */
export function lastWorked(calendar: Calendar, instant: number): number {
  const i = indexAt(calendar, instant);
  const inDay = instant + calendar.offset - (calendar.firstDay + i) * millisecondsPerDay;
  const earlier = hoursAt(calendar, i).intervals.findLast(([from]) => from < inDay);
  if (earlier) return instantAt(calendar, i, Math.min(inDay, earlier[1]));
  const previous = openIndex(calendar, (calendar.openDaysBefore[i] ?? 0) - 1);
  return instantAt(calendar, previous, hoursAt(calendar, previous).intervals.at(-1)?.[1] ?? 0);
}

/** The date of an instant. */
export function calendarDate(calendar: Calendar, instant: number): string {
  return dateOf(calendar.firstDay + indexAt(calendar, instant));
}

export function isOpenDate(calendar: Calendar, date: string): boolean {
  return hoursAt(calendar, indexOfDate(calendar, date)).worked > 0;
}

/** `date` when open that day, else the next open date. */
export function nextOpenDate(calendar: Calendar, date: string): string {
  return dateAt(calendar, openIndex(calendar, calendar.openDaysBefore[indexOfDate(calendar, date)] ?? 0));
}

/** `date` when open that day, else the last open date before it. */
export function previousOpenDate(calendar: Calendar, date: string): string {
  return dateAt(calendar, openIndex(calendar, (calendar.openDaysBefore[indexOfDate(calendar, date) + 1] ?? 0) - 1));
}

/** The `count`-th open date after `date` (before it when negative); zero: `date` itself, or the next open date when closed. */
export function addWorkingDays(calendar: Calendar, date: string, count: number): string {
  const i = indexOfDate(calendar, date);
  if (count === 0) return nextOpenDate(calendar, date);
  return dateAt(
    calendar,
    openIndex(calendar, count > 0 ? (calendar.openDaysBefore[i + 1] ?? 0) + count - 1 : (calendar.openDaysBefore[i] ?? 0) + count),
  );
}

/** Open days after `from` up to and including `to`; negative when `to` lies before `from`. */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): number {
  return (calendar.openDaysBefore[indexOfDate(calendar, to) + 1] ?? 0) - (calendar.openDaysBefore[indexOfDate(calendar, from) + 1] ?? 0);
}

/** The instant at which work begins on an open date. Throws CLOSED_DAY. */
export function openingOf(calendar: Calendar, date: string): number {
  return instantAt(calendar, indexOfDate(calendar, date), openHours(calendar, date).intervals[0]?.[0] ?? 0);
}

/** The instant at which work ends on an open date. Throws CLOSED_DAY. */
export function closingOf(calendar: Calendar, date: string): number {
  return instantAt(calendar, indexOfDate(calendar, date), openHours(calendar, date).intervals.at(-1)?.[1] ?? 0);
}

/** Minutes since local midnight, with fractions. */
export function minuteOfDay(calendar: Calendar, instant: number): number {
  return (instant + calendar.offset - (calendar.firstDay + indexAt(calendar, instant)) * millisecondsPerDay) / millisecondsPerMinute;
}

/** Milliseconds worked from the calendar's first day to `instant`. */
function workedBefore(calendar: Calendar, instant: number): number {
  const i = indexAt(calendar, instant);
  const inDay = instant + calendar.offset - (calendar.firstDay + i) * millisecondsPerDay;
  let worked = (calendar.minutesBefore[i] ?? 0) * millisecondsPerMinute;
  for (const [from, to] of hoursAt(calendar, i).intervals) if (inDay > from) worked += Math.min(inDay, to) - from;
  return worked;
}

/** The first day, not before `start`, at whose end `worked` milliseconds have been worked. Looked for in steps that double, because it is mostly near. */
function dayReaching(calendar: Calendar, worked: number, start: number): number {
  const minutes = worked / millisecondsPerMinute;
  let low = start;
  let high = start;
  for (let step = 1; (calendar.minutesBefore[high + 1] ?? Infinity) < minutes; step *= 2) {
    low = high + 1;
    high = Math.min(high + step, calendar.days - 1);
  }
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((calendar.minutesBefore[middle + 1] ?? 0) >= minutes) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The last day, not after `start`, before which no more than `worked` milliseconds have been worked: an open day. */
function dayHolding(calendar: Calendar, worked: number, start: number): number {
  const minutes = worked / millisecondsPerMinute;
  let low = start;
  let high = start;
  for (let step = 1; (calendar.minutesBefore[low] ?? -Infinity) > minutes; step *= 2) {
    high = low - 1;
    low = Math.max(low - step, 0);
  }
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((calendar.minutesBefore[middle] ?? 0) <= minutes) low = middle;
    else high = middle - 1;
  }
  return low;
}

function earliestAfter({ intervals }: DayHours, worked: number): number {
  let left = worked;
  for (const [from, to] of intervals) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return intervals.at(-1)?.[1] ?? 0;
}

function latestAfter({ intervals }: DayHours, worked: number): number {
  let left = worked;
  for (const [from, to] of intervals) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  return intervals.at(-1)?.[1] ?? 0;
}

function indexAt(calendar: Calendar, instant: number): number {
  const i = Math.floor((instant + calendar.offset) / millisecondsPerDay) - calendar.firstDay;
  if (!(i >= 0 && i < calendar.days)) throw outside();
  return i;
}

function indexOfDate(calendar: Calendar, date: string): number {
  const i = dayOf(date) - calendar.firstDay;
  if (!(i >= 0 && i < calendar.days)) throw outside();
  return i;
}

function openIndex(calendar: Calendar, position: number): number {
  const i = calendar.openDays[position];
  if (i === undefined) throw outside();
  return i;
}

function openHours(calendar: Calendar, date: string): DayHours {
  const hours = hoursAt(calendar, indexOfDate(calendar, date));
  if (hours.worked === 0) throw new DeadlineRefused('CLOSED_DAY', `Ngày ${date} không làm việc`, `${date} is a closed day`, { date });
  return hours;
}

const closed: DayHours = { intervals: [], worked: 0 };
const hoursAt = (calendar: Calendar, i: number): DayHours => calendar.hours[calendar.hoursOfDay[i] ?? 0] ?? closed;
const instantAt = (calendar: Calendar, i: number, inDay: number): number =>
  (calendar.firstDay + i) * millisecondsPerDay + inDay - calendar.offset;
const dateAt = (calendar: Calendar, i: number): string => dateOf(calendar.firstDay + i);

function outside(): DeadlineRefused {
  return new DeadlineRefused(
    'OUTSIDE_CALENDAR',
    `Ngoài phạm vi của lịch (${firstYear}–${lastYear})`,
    `Outside the years of the calendar (${firstYear}–${lastYear})`,
  );
}
