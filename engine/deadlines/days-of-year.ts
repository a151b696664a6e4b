/** The days of a year that differ from the week: holidays, days off in their place, days decided by notices; for people to compare with the notices. */
import { compileCalendar, layersOf, statutoryDays } from './calendar-compile.ts';
import type { Calendar } from './calendar-compile.ts';
import type { CalendarDefinition, DecidedDay } from './calendar-definition.ts';
import { dateOf, dayOfDate, millisecondsPerMinute, yearOf } from './local-date.ts';
import { lunarDay } from './lunar.ts';

export interface SpecialDay extends Pick<DecidedDay, 'date' | 'kind' | 'name' | 'notice' | 'source' | 'confidence'> {
  /** Opening hours of that day, `07:30-11:30`; none: closed. */
  readonly hours: readonly string[];
}

export interface DaysOfYear {
  readonly year: number;
  /** The notices for the year are not all known. */
  readonly provisional: boolean;
  /** By date. */
  readonly days: readonly SpecialDay[];
}

/** `year` is one that the calendar covers. Throws DeadlineRefused as `compileCalendar`. */
export function daysOfYear(
  definition: CalendarDefinition,
  others: ReadonlyMap<string, CalendarDefinition>,
  year: number,
  calendar: Calendar = compileCalendar(definition, others),
): DaysOfYear {
  const layers = layersOf(definition, others);
  const { holidays, compensation } = statutoryDays(layers);
  const found = new Map<string, Omit<SpecialDay, 'hours'>>();
  const inYear = (day: number) => yearOf(day) === year;
  for (const day of holidays.filter(inYear)) found.set(dateOf(day), { date: dateOf(day), kind: 'holiday', name: holidayName(day) });
  for (const day of compensation.filter(inYear)) found.set(dateOf(day), { date: dateOf(day), kind: 'compensation', name: 'Nghỉ bù' });
  for (const { notices = [], days = [] } of layers) {
    for (const { notice, source, confidence, days: decided } of notices)
      for (const day of decided) if (day.date.startsWith(`${year}-`)) found.set(day.date, { notice, source, confidence, ...shown(day) });
    for (const day of days) if (day.date.startsWith(`${year}-`)) found.set(day.date, shown(day));
  }
  const first = dayOfDate(year, 1, 1);
  const hoursOn = (date: string) => {
    const index = Date.parse(date) / 86_400_000 - calendar.firstDay;
    return (calendar.hours[calendar.hoursOfDay[index] ?? 0]?.intervals ?? []).map(([from, to]) => `${timeOf(from)}-${timeOf(to)}`);
  };
  return {
    year: yearOf(first),
    provisional: calendar.provisionalYears.has(year),
    days: [...found.values()].sort((a, b) => (a.date < b.date ? -1 : 1)).map((day) => ({ ...day, hours: hoursOn(day.date) })),
  };
}

function shown({ date, kind, name, notice, source, confidence }: DecidedDay): Omit<SpecialDay, 'hours'> {
  return {
    date,
    kind,
    ...(name !== undefined && { name }),
    ...(notice !== undefined && { notice }),
    ...(source !== undefined && { source }),
    ...(confidence !== undefined && { confidence }),
  };
}

function timeOf(inDay: number): string {
  const minutes = inDay / millisecondsPerMinute;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const names: Readonly<Record<string, string>> = {
  '01-01': 'Tết Dương lịch',
  '04-30': 'Ngày Chiến thắng',
  '05-01': 'Ngày Quốc tế Lao động',
  '09-01': 'Quốc khánh',
  '09-02': 'Quốc khánh',
  '11-24': 'Ngày Văn hóa Việt Nam',
};

/** Labour Code 2019, art. 112. What goes by the moon may fall on a day of the sun's. */
function holidayName(day: number): string {
  if (day === lunarDay(yearOf(day), 3, 10)) return 'Giỗ Tổ Hùng Vương';
  return names[dateOf(day).slice(5)] ?? 'Tết Nguyên đán';
}
