/** The deadlines of a procedure as rules need them. */
import { sumOf, type Sum } from '../../model/from-table/arithmetic.ts';
import type { Container, Deadline, Duration } from '../../model/types.ts';

/** What the steps must add up to: the published deadlines, else the legal and national ones, that hold for the whole or for a phase; zero ("at once") is no sum. */
export function deadlinesToMeet({ procedure }: Container, phase?: string): Deadline[] {
  const own = (procedure?.deadlines ?? []).filter((deadline) => deadline.phase === phase && deadline.value > 0);
  const published = own.filter(({ kind }) => kind === 'published');
  return published.length > 0 ? published : own;
}

/** The one kind of day that a sum is in, with its length; undefined when it mixes working and calendar days. */
export function inOneKind({ workingDays, calendarDays }: Sum): { readonly days: number; readonly isCalendar: boolean } | undefined {
  if (workingDays > 0 && calendarDays > 0) return undefined;
  return calendarDays > 0 ? { days: calendarDays, isCalendar: true } : { days: workingDays, isCalendar: false };
}

/** Days of a deadline in its own kind. */
export function daysOfLimit(limit: Duration): { readonly days: number; readonly isCalendar: boolean } {
  return { days: inOneKind(sumOf([limit]))!.days, isCalendar: limit.unit === 'calendarDay' };
}
