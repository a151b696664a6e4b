/** Calendar dates ('2026-03-02') as day numbers: 0 is 1970-01-01. Pure counting, no time zone. */
import { DeadlineRefused } from './deadline-refused.ts';

export const millisecondsPerMinute = 60_000;
export const millisecondsPerDay = 86_400_000;
/** By the usual rule of the field one working day is eight working hours (printed as "30 ngày = 240 giờ"). */
export const minutesPerWorkingDay = 480;

/** Dates of 1970–2100 once written or read, so that counting does not print and parse them again and again: at most 47 847. */
const textOfDay = new Map<number, string>();
const dayOfText = new Map<string, number>();
const mostDays = 47_847;

/** The number of a date. Throws INVALID_DATE for anything but an existing day written YYYY-MM-DD. */
export function dayOf(date: string): number {
  const known = dayOfText.get(date);
  if (known !== undefined) return known;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay : NaN;
  if (Number.isNaN(day) || dateOf(day) !== date)
    throw new DeadlineRefused(
      'INVALID_DATE',
      `Ngày không hợp lệ: "${date}" (cần YYYY-MM-DD)`,
      `Not a date: "${date}" (YYYY-MM-DD is needed)`,
    );
  return day;
}

/** The date of a day number. */
export function dateOf(day: number): string {
  const known = textOfDay.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  if (day >= 0 && day < mostDays) {
    textOfDay.set(day, text);
    dayOfText.set(text, day);
  }
  return text;
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The year of a day number. */
export function yearOf(day: number): number {
  return new Date(day * millisecondsPerDay).getUTCFullYear();
}

/** The day number of a day of a year; `month` is 1 to 12. */
export function dayOfDate(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / millisecondsPerDay;
}

/** Epoch milliseconds of a stored instant. Throws INVALID_INSTANT. */
export function instantOf(iso: string): number {
  const instant = parsed(iso);
  if (Number.isNaN(instant)) throw new DeadlineRefused('INVALID_INSTANT', `Thời điểm không hợp lệ: "${iso}"`, `Not an instant: "${iso}"`);
  return instant;
}

/** How state and events keep an instant: `2026-03-02T01:00:00.000Z`. Throws RangeError when it is none. */
export function isoOf(instant: number): string {
  const day = Math.floor(instant / millisecondsPerDay);
  const inDay = instant - day * millisecondsPerDay;
  // a day of the calendars and whole milliseconds: written from parts, three times as fast
  if (!(day >= 0 && day < mostDays && Number.isInteger(inDay))) return new Date(instant).toISOString();
  const seconds = Math.floor(inDay / 1000);
  const minutes = Math.floor(seconds / 60);
  const time = `${padded[Math.floor(minutes / 60)]}:${padded[minutes % 60]}:${padded[seconds % 60]}`;
  return `${dateOf(day)}T${time}.${thousandths[inDay % 1000]}Z`;
}

const padded = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const thousandths = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));

/** A text as `isoOf` writes it; what it lets through but is no date in every year is left to Date.parse. */
const stored = /^[1-9]\d{3}-[01]\d-[0-3]\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const leastDaysOfMonth = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** State is full of instants, and this reads one in less than half the time of Date.parse. */
function parsed(iso: string): number {
  if (!stored.test(iso)) return Date.parse(iso);
  const month = twoDigits(iso, 5);
  const day = twoDigits(iso, 8);
  if (!(day >= 1 && day <= (leastDaysOfMonth[month] ?? 0))) return Date.parse(iso);
  const year = twoDigits(iso, 0) * 100 + twoDigits(iso, 2);
  const milliseconds = twoDigits(iso, 20) * 10 + iso.charCodeAt(22) - zero;
  return Date.UTC(year, month - 1, day, twoDigits(iso, 11), twoDigits(iso, 14), twoDigits(iso, 17), milliseconds);
}

const zero = 48;
const twoDigits = (text: string, at: number) => (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
