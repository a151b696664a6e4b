/** Local times in and out, and the calendars that the tests of deadlines share. */
import { compileCalendar } from '../../../engine/deadlines/calendar.ts';
import { bareWeek, vietnamCalendar } from '../../../engine/deadlines/vietnam-calendar.ts';

export const vietnam = compileCalendar(vietnamCalendar);
export const bare = compileCalendar(bareWeek);

/** Epoch milliseconds of a Vietnamese local time such as '2026-06-01T16:00'. */
export const at = (local: string): number => Date.parse(`${local}+07:00`);

/** The Vietnamese local time of an instant, to the minute. */
export const local = (instant: number | string): string =>
  new Date((typeof instant === 'string' ? Date.parse(instant) : instant) + 7 * 3_600_000).toISOString().slice(0, 16);

/** The code of the DeadlineRefused that `call` throws. */
export function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'not refused';
}
