/** The days of one year of a calendar, each with what it is: for a grid of months. */
import { daysOfYear, type CalendarDefinition, type Organisation, type SpecialDay, type Weekday } from '../../../engine/index.ts';

export interface YearDay {
  readonly date: string;
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  readonly isOpen: boolean;
  /** Opening hours, `07:30-11:30`. */
  readonly hours: readonly string[];
  /** What sets it apart from the week, if anything. */
  readonly special?: SpecialDay;
}

export interface CalendarYear {
  readonly year: number;
  /** The notices for the year are not all known. */
  readonly provisional: boolean;
  /** Twelve lists. */
  readonly months: readonly (readonly YearDay[])[];
  readonly workingDays: number;
}

const weekdays: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** A calendar's week: its own hours, else those of what it inherits; a weekday that nobody gives is closed. */
export function weekOf(definition: CalendarDefinition, calendars: ReadonlyMap<string, CalendarDefinition>): readonly (readonly string[])[] {
  const line: CalendarDefinition[] = [];
  for (let each: CalendarDefinition | undefined = definition; each && !line.includes(each); each = calendars.get(each.inherits ?? ''))
    line.push(each);
  return weekdays.map((weekday) => line.find(({ weeklyHours }) => weeklyHours?.[weekday])?.weeklyHours?.[weekday] ?? []);
}

/** Throws DeadlineRefused for a year that no calendar covers. */
export function calendarYear({ calendars }: Organisation, definition: CalendarDefinition, year: number): CalendarYear {
  const { days, provisional } = daysOfYear(definition, calendars, year);
  const special = new Map(days.map((day) => [day.date, day]));
  const week = weekOf(definition, calendars);
  const months = Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate() }, (_day, index) => {
      const at = new Date(Date.UTC(year, month, index + 1));
      const date = at.toISOString().slice(0, 10);
      const weekday = (at.getUTCDay() + 6) % 7;
      const apart = special.get(date);
      const hours = apart?.hours ?? week[weekday]!;
      return { date, weekday, isOpen: hours.length > 0, hours, ...(apart && { special: apart }) };
    }),
  );
  return { year, provisional, months, workingDays: months.flat().filter(({ isOpen }) => isOpen).length };
}

/** The dates from one to another, both included; at most 366. Empty when the second is before the first. */
export function datesBetween(from: string, to: string): readonly string[] {
  const dates: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to) && dates.length < 366; at += 86_400_000)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}
