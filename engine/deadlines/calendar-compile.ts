/** From a calendar as data to a table of days with prefix sums: what calendar.ts counts on. */
import { DeadlineRefused } from './deadline-refused.ts';
import { dayOf, dayOfDate, millisecondsPerMinute, weekdayOf, yearOf } from './local-date.ts';
import { compensationDays, spansToDecide, statutoryHolidays } from './statutory-holidays.ts';
import { weekdays } from './calendar-definition.ts';
import type { CalendarDefinition, DecidedDay, DecidedSpan, OpeningHours } from './calendar-definition.ts';

/** The years that can be counted in. Lunar holidays are known to 2100. */
export const firstYear = 1970;
export const lastYear = 2100;

/** Open time within a day: pairs [from, to) in milliseconds since local midnight, and their sum. */
export interface DayHours {
  readonly intervals: readonly (readonly [number, number])[];
  readonly worked: number;
}

/** A compiled calendar. Index = day number minus `firstDay`. Made by `compileCalendar` only; never stored. */
export interface Calendar {
  readonly id: string;
  /** Milliseconds ahead of UTC. */
  readonly offset: number;
  readonly firstDay: number;
  readonly days: number;
  readonly hours: readonly DayHours[];
  readonly hoursOfDay: Uint16Array;
  /** Working minutes before each day; one longer than the days. */
  readonly minutesBefore: Int32Array;
  /** Open days before each day; one longer than the days. */
  readonly openDaysBefore: Uint16Array;
  /** Indices of the open days, ascending. */
  readonly openDays: Uint16Array;
  /** Years whose notices are not all known. */
  readonly provisionalYears: ReadonlySet<number>;
}

/**
 * Compiles a calendar with everything that it inherits from `others`.
 * Throws DeadlineRefused: UNKNOWN_CALENDAR, CALENDAR_CYCLE, INVALID_HOURS, INVALID_DATE, or NO_WORKING_TIME when no weekday is ever open.
 */
export function compileCalendar(definition: CalendarDefinition, others: ReadonlyMap<string, CalendarDefinition> = new Map()): Calendar {
  const layers = layersOf(definition, others);
  const firstDay = dayOfDate(firstYear, 1, 1);
  const days = dayOfDate(lastYear + 1, 1, 1) - firstDay;
  const hours: DayHours[] = [{ intervals: [], worked: 0 }];
  const known = new Map<string, number>([['', 0]]);
  const indexOf = (texts: OpeningHours): number => {
    const key = texts.join(' ');
    let index = known.get(key);
    if (index === undefined) {
      known.set(key, (index = hours.length));
      hours.push(dayHours(texts));
    }
    return index;
  };

  const week = weekOf(layers);
  const weekIndices = week.map(indexOf);
  if (weekIndices.every((index) => hours[index]?.worked === 0))
    throw new DeadlineRefused(
      'NO_WORKING_TIME',
      `Lịch "${definition.id}" không có giờ làm việc nào`,
      `Calendar "${definition.id}" has no working time at all`,
    );
  const hoursOfDay = new Uint16Array(days);
  for (let i = 0; i < days; i++) hoursOfDay[i] = weekIndices[weekdayOf(firstDay + i)] ?? 0;

  const provisionalYears = closeStatutoryHolidays(layers, hoursOfDay, firstDay);
  const openOn = (day: DecidedDay): OpeningHours => {
    if (day.kind === 'makeUp') return day.hours ?? week[day.inPlaceOf === undefined ? 0 : weekdayOf(dayOf(day.inPlaceOf))] ?? [];
    if (day.kind === 'halfDay') return day.hours ?? half(week[weekdayOf(dayOf(day.date))] ?? [], day.open ?? 'morning');
    return [];
  };
  for (const layer of layers)
    for (const day of [...(layer.notices ?? []).flatMap((notice) => notice.days), ...(layer.days ?? [])]) {
      const i = dayOf(day.date) - firstDay;
      if (i >= 0 && i < days) hoursOfDay[i] = indexOf(openOn(day));
    }

  return {
    id: definition.id,
    offset: offsetOf(layers),
    firstDay,
    days,
    hours,
    hoursOfDay,
    ...prefixSums(hours, hoursOfDay),
    provisionalYears,
  };
}

/** From the outermost ancestor to the definition itself. Throws as `compileCalendar`. */
export function layersOf(definition: CalendarDefinition, others: ReadonlyMap<string, CalendarDefinition>): CalendarDefinition[] {
  const layers = [definition];
  for (let layer = definition; layer.inherits !== undefined;) {
    const parent = others.get(layer.inherits);
    if (!parent)
      throw new DeadlineRefused(
        'UNKNOWN_CALENDAR',
        `Không có lịch "${layer.inherits}" mà lịch "${layer.id}" kế thừa`,
        `Calendar "${layer.id}" inherits from "${layer.inherits}", which is not there`,
      );
    if (layers.includes(parent))
      throw new DeadlineRefused('CALENDAR_CYCLE', `Lịch "${parent.id}" kế thừa chính nó`, `Calendar "${parent.id}" inherits from itself`);
    layers.unshift(parent);
    layer = parent;
  }
  return layers;
}

/** Hours of Monday to Sunday, the innermost layer that names a weekday winning. */
function weekOf(layers: readonly CalendarDefinition[]): OpeningHours[] {
  return weekdays.map((weekday) => layers.findLast((layer) => layer.weeklyHours?.[weekday])?.weeklyHours?.[weekday] ?? []);
}

/** Closes holidays and their compensation days; gives the years that are provisional. */
function closeStatutoryHolidays(layers: readonly CalendarDefinition[], hoursOfDay: Uint16Array, firstDay: number): ReadonlySet<number> {
  const { holidays, compensation, provisional } = statutoryDays(layers);
  for (const day of [...holidays, ...compensation]) if (day - firstDay < hoursOfDay.length) hoursOfDay[day - firstDay] = 0;
  return provisional;
}

/** Day numbers of the statutory holidays and of the days off in their place, of all years; none when nobody observes them. Years that wait for their notices. */
export function statutoryDays(layers: readonly CalendarDefinition[]): {
  readonly holidays: readonly number[];
  readonly compensation: readonly number[];
  readonly provisional: ReadonlySet<number>;
} {
  const provisional = new Set<number>();
  const switchedBy = layers.findLastIndex((layer) => layer.statutoryHolidays !== undefined);
  if (!layers[switchedBy]?.statutoryHolidays) return { holidays: [], compensation: [], provisional };
  // rest days are those of the layer that observes the holidays
  const observing = layers.findIndex((layer) => layer.statutoryHolidays === true);
  const week = weekOf(layers.slice(0, observing + 1));
  const isRestDay = (day: number) => week[weekdayOf(day)]?.length === 0;

  const holidays: number[] = [];
  for (let year = firstYear; year <= lastYear; year++) {
    const decided = new Set<DecidedSpan>();
    for (const layer of layers)
      for (const notice of layer.notices ?? []) if (notice.year === year) notice.replaces?.forEach((span) => decided.add(span));
    if (spansToDecide(year).some((span) => !decided.has(span))) provisional.add(year);
    holidays.push(...statutoryHolidays(year, decided));
  }
  return { holidays, compensation: compensationDays(holidays, isRestDay), provisional };
}

function prefixSums(hours: readonly DayHours[], hoursOfDay: Uint16Array): Pick<Calendar, 'minutesBefore' | 'openDaysBefore' | 'openDays'> {
  const days = hoursOfDay.length;
  const minutesBefore = new Int32Array(days + 1);
  const openDaysBefore = new Uint16Array(days + 1);
  const openDays: number[] = [];
  for (let i = 0; i < days; i++) {
    const worked = (hours[hoursOfDay[i] ?? 0]?.worked ?? 0) / millisecondsPerMinute;
    minutesBefore[i + 1] = (minutesBefore[i] ?? 0) + worked;
    openDaysBefore[i + 1] = (openDaysBefore[i] ?? 0) + (worked > 0 ? 1 : 0);
    if (worked > 0) openDays.push(i);
  }
  return { minutesBefore, openDaysBefore, openDays: Uint16Array.from(openDays) };
}

/** Reads opening hours. Throws INVALID_HOURS unless each is hh:mm-hh:mm, not empty, and after the one before it. */
function dayHours(texts: OpeningHours): DayHours {
  const intervals = texts.map((text): readonly [number, number] => {
    const match = /^([01]?\d|2[0-4]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)$/.exec(text);
    const [, fromHour, fromMinute, toHour, toMinute] = (match ?? []).map(Number);
    return [
      ((fromHour ?? NaN) * 60 + (fromMinute ?? 0)) * millisecondsPerMinute,
      ((toHour ?? NaN) * 60 + (toMinute ?? 0)) * millisecondsPerMinute,
    ];
  });
  const inOrder = intervals.every(
    ([from, to], i) => from < to && to <= 1440 * millisecondsPerMinute && from >= (intervals[i - 1]?.[1] ?? 0),
  );
  if (!inOrder)
    throw new DeadlineRefused(
      'INVALID_HOURS',
      `Giờ làm việc không hợp lệ: "${texts.join(', ')}" (cần "07:30-11:30", theo thứ tự)`,
      `Opening hours "${texts.join(', ')}" are not like "07:30-11:30", in order`,
    );
  return { intervals, worked: intervals.reduce((sum, [from, to]) => sum + to - from, 0) };
}

/** The hours before or after noon. */
function half(texts: OpeningHours, open: 'morning' | 'afternoon'): OpeningHours {
  return texts.filter((text) => Number.parseInt(text, 10) < 12 === (open === 'morning'));
}

function offsetOf(layers: readonly CalendarDefinition[]): number {
  const text = layers.findLast((layer) => layer.offset !== undefined)?.offset ?? '+07:00';
  const match = /^([+-])(0\d|1[0-4]):([0-5]\d)$/.exec(text);
  if (!match)
    throw new DeadlineRefused(
      'INVALID_HOURS',
      `Múi giờ không hợp lệ: "${text}" (cần "+07:00")`,
      `Not an offset: "${text}" ("+07:00" is needed)`,
    );
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * millisecondsPerMinute;
}

/** True when a year from `fromDay` to `toDay` (day numbers) waits for its notice. */
export function isProvisional(calendar: Calendar, fromDay: number, toDay: number): boolean {
  for (let year = yearOf(fromDay); year <= yearOf(toDay); year++) if (calendar.provisionalYears.has(year)) return true;
  return false;
}
