/**
 * The legal count: appointments, apologies, statutory terms (Civil Code 2015, arts. 147 and 148).
 * Whole days; the day of receipt does not count; the end is closing time of the last day, moved to the next open day when that one is closed.
 * Never mixed with the budget count of steps (budget.ts).
 */
import { DeadlineRefused } from './deadline-refused.ts';
import {
  addWorkingDays,
  addWorkingMinutes,
  calendarDate,
  closingOf,
  isOpenDate,
  isProvisional,
  minuteOfDay,
  nextOpenDate,
  nextOpening,
  openingOf,
  previousOpenDate,
} from './calendar.ts';
import { dateOf, dayOf, minutesPerWorkingDay } from './local-date.ts';
import type { Calendar } from './calendar.ts';
import type { Duration } from '../model/types.ts';

export interface CountingRules {
  /**
   * What receipt after 15:00 does. `handoverOnly`: the dossier is handed on next morning, the count stays (Decree 61/2018, art. 18).
   * `shiftStart`: it counts as received on the next working day, and so does a receipt on a closed day, or it would be due earlier than one of the evening before.
   */
  readonly after15: 'handoverOnly' | 'shiftStart';
  /** Added whole, such as the ten working days of mountain communes in land procedures. */
  readonly extraWorkingDays?: number;
}

export interface LegalDue {
  readonly dueAt: number;
  readonly dueDate: string;
  /** The day that does not count: receipt, or the day it was moved to. */
  readonly countedFrom: string;
  /** A year in between waits for its notice of holidays. */
  readonly provisional: boolean;
}

/** "After 15:00": strictly later. */
const handOverLimitMinute = 15 * 60;

/**
 * When a dossier received at `receivedAt` (epoch milliseconds) is due.
 *
 * Days: see above; a fraction beyond whole days is that fraction of 8 working hours of the following day (10,5 working days end at noon of the eleventh).
 * Less than a day, and hours: from the minute of receipt. Zero: the same day, closing time, or the next open day when received closed or too late.
 * Throws INVALID_DURATION for a negative or unknown duration.
 */
export function legalDue(calendar: Calendar, receivedAt: number, duration: Duration, rules: CountingRules): LegalDue {
  requireDuration(duration);
  const start = countingStart(calendar, receivedAt, rules.after15);
  const countedFrom = calendarDate(calendar, start);
  const extraDays = rules.extraWorkingDays ?? 0;
  const dueAt = endOfCount(calendar, start, countedFrom, duration, extraDays);
  const dueDate = calendarDate(calendar, dueAt);
  return { dueAt, dueDate, countedFrom, provisional: isProvisional(calendar, dayOf(calendarDate(calendar, receivedAt)), dayOf(dueDate)) };
}

/** The instant from which both counts start: receipt, or under `shiftStart` the opening of the next working day when received after 15:00 or on a closed day. */
export function countingStart(calendar: Calendar, receivedAt: number, after15: CountingRules['after15']): number {
  if (after15 === 'handoverOnly') return receivedAt;
  const date = calendarDate(calendar, receivedAt);
  if (isOpenDate(calendar, date) && minuteOfDay(calendar, receivedAt) <= handOverLimitMinute) return receivedAt;
  return openingOf(calendar, addWorkingDays(calendar, date, 1));
}

/** Until when a dossier received at `receivedAt` must be handed on: the same day's closing; after 15:00 or closed, the next opening of a day (Decree 61/2018, art. 18). */
export function handOverBy(calendar: Calendar, receivedAt: number): number {
  const date = calendarDate(calendar, receivedAt);
  if (isOpenDate(calendar, date) && minuteOfDay(calendar, receivedAt) <= handOverLimitMinute) return closingOf(calendar, date);
  return openingOf(calendar, addWorkingDays(calendar, date, 1));
}

/** From when a hand-off waits for its receiver: when sent, but from the next day's opening when sent after 15:00; closed time is skipped. */
export function handOffWaitsFrom(calendar: Calendar, sentAt: number): number {
  return minuteOfDay(calendar, sentAt) <= handOverLimitMinute
    ? nextOpening(calendar, sentAt)
    : openingOf(calendar, addWorkingDays(calendar, calendarDate(calendar, sentAt), 1));
}

/** Latest notice of a missed deadline: the opening of the last working day that is at least one calendar day before the due date (Decree 61/2018, art. 19(9)). */
export function apologyAt(calendar: Calendar, dueAt: number): number {
  return openingOf(calendar, previousOpenDate(calendar, dateOf(dayOf(calendarDate(calendar, dueAt)) - 1)));
}

/** Throws INVALID_DURATION unless `value` is a finite number of at least 0 and the unit is known. */
export function requireDuration({ value, unit }: Duration): void {
  if (Number.isFinite(value) && value >= 0 && (unit === 'workingDay' || unit === 'calendarDay' || unit === 'workingHour')) return;
  throw new DeadlineRefused('INVALID_DURATION', `Thời hạn không hợp lệ: "${value} ${unit}"`, `Not a duration: "${value} ${unit}"`, {
    value,
    unit,
  });
}

function endOfCount(calendar: Calendar, start: number, countedFrom: string, { value, unit }: Duration, extraDays: number): number {
  if (unit === 'workingHour') return addWorkingMinutes(calendar, start, value * 60 + extraDays * minutesPerWorkingDay);
  const days = Math.floor(value);
  const fractionMinutes = (value - days) * minutesPerWorkingDay;
  const end = (whole: number) => {
    if (whole + extraDays === 0) return sameDay(calendar, start, countedFrom);
    if (unit === 'workingDay') return closingOf(calendar, addWorkingDays(calendar, countedFrom, whole + extraDays));
    return closingOf(calendar, addWorkingDays(calendar, nextOpenDate(calendar, dateOf(dayOf(countedFrom) + whole)), extraDays));
  };
  if (fractionMinutes === 0) return end(days);
  if (days + extraDays === 0) return Math.min(end(1), addWorkingMinutes(calendar, start, fractionMinutes));
  // a fraction lies between the whole days around it, also where a half day or a closed last day moves one of them
  const lastDate = unit === 'workingDay' ? calendarDate(calendar, end(days)) : unmovedEnd(calendar, countedFrom, days, extraDays);
  return Math.min(end(days + 1), Math.max(end(days), addWorkingMinutes(calendar, closingOf(calendar, lastDate), fractionMinutes)));
}

function unmovedEnd(calendar: Calendar, countedFrom: string, days: number, extraDays: number): string {
  const lastOpen = previousOpenDate(calendar, dateOf(dayOf(countedFrom) + days));
  return extraDays > 0 ? addWorkingDays(calendar, lastOpen, extraDays) : lastOpen;
}

function sameDay(calendar: Calendar, start: number, date: string): number {
  const closing = closingOf(calendar, nextOpenDate(calendar, date));
  return start < closing ? closing : closingOf(calendar, addWorkingDays(calendar, date, 1));
}
