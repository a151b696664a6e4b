/** The same plan for every filing date: on which of them its longest way ends after the appointment, and why on the worst. */
import { isProvisional, workingMinutesBetween, calendarDate, isOpenDate, openingOf, type Calendar } from '../../deadlines/calendar.ts';
import { countingStart, legalDue, type CountingRules } from '../../deadlines/count.ts';
import { daysOfYear, type SpecialDay } from '../../deadlines/days-of-year.ts';
import { dateOf, dayOf, isoOf, millisecondsPerDay, millisecondsPerMinute, yearOf } from '../../deadlines/local-date.ts';
import type { Organisation } from '../../deadlines/organisation.ts';
import type { Duration } from '../../model/types.ts';
import type { Walk } from './instants.ts';
import type { FilingDate, Receipt, Sweep } from './time-report.ts';

export interface SweepQuestion {
  readonly walk: Walk;
  readonly organisation: Organisation;
  /** Of the competent agency, by which the limit is counted. */
  readonly calendar: Calendar;
  readonly limit: Duration;
  readonly rules: CountingRules;
  readonly firstDate: string;
  readonly days: number;
  readonly isCancelled: () => boolean;
}

const receipts: readonly Receipt[] = ['opening', '14:59', '15:01'];

/** Undefined when cancelled. On a closed day a dossier comes online, at the hour of the next opening. Throws OUTSIDE_CALENDAR. */
export function sweepOf(question: SweepQuestion): Sweep | undefined {
  const { walk, calendar, rules, firstDate, days, isCancelled } = question;
  const first = dayOf(firstDate);
  const breaking: Record<Receipt, string[]> = { opening: [], '14:59': [], '15:01': [] };
  const broken = new Set<string>();
  let worst: { receivedAt: number; receipt: Receipt; date: string; dueAt: number; endsAt: number; over: number } | undefined;
  const openings = openingMinutes(calendar);
  const due = dueDates(question);
  for (let day = first + days - 1; day >= first; day--) {
    if (day % 64 === 0 && isCancelled()) return undefined;
    const date = dateOf(day);
    const midnight = day * millisecondsPerDay - calendar.offset;
    const openingMinute = openings(day);
    for (const receipt of receipts) {
      const minute = receipt === 'opening' ? openingMinute : receipt === '14:59' ? 14 * 60 + 59 : 15 * 60 + 1;
      const receivedAt = midnight + minute * millisecondsPerMinute;
      const endsAt = endFrom(walk, receivedAt, rules);
      const dueAt = due(receivedAt, day);
      const isLate = endsAt > dueAt;
      if (isLate) {
        breaking[receipt].push(date);
        broken.add(date);
      }
      // an end that is no worse in elapsed time is no worse: the minutes between are asked for only when it may be
      const over = isLate || !worst || worst.over < 0 ? workingMinutesBetween(calendar, dueAt, endsAt) : -1;
      if (!worst || isWorse(isLate, over, worst)) worst = { receivedAt, receipt, date, dueAt, endsAt, over };
    }
  }
  return {
    firstDate,
    lastDate: dateOf(first + days - 1),
    dates: days,
    receipts: receipts.map((receipt) => ({ receipt, breaking: breaking[receipt].reverse(), share: breaking[receipt].length / days })),
    shareOfDates: broken.size / days,
    worst: told(question, worst!),
    provisional: isProvisional(calendar, first, dayOf(calendarDate(calendar, worst!.dueAt))),
  };
}

/** Due instants by calendar, limit and number of the day from which is counted: many procedures have the same limit. */
const dueByCalendar = new WeakMap<Calendar, Map<string, Map<number, number>>>();

/** Limits remembered for one calendar: of three years each about 1,100 instants. */
const mostLimits = 64;

/** When what is received is due. Whole days count from a date, so that receipts counted from the same date are due together. */
function dueDates({ calendar, limit, rules }: SweepQuestion): (receivedAt: number, day: number) => number {
  const { value, unit } = limit;
  if (unit === 'workingHour' || !Number.isInteger(value) || value < 1)
    return (receivedAt) => legalDue(calendar, receivedAt, limit, rules).dueAt;
  const limits = dueByCalendar.get(calendar) ?? new Map<string, Map<number, number>>();
  dueByCalendar.set(calendar, limits);
  const name = `${value} ${unit} ${rules.extraWorkingDays ?? 0}`;
  let dues = limits.get(name);
  if (!dues) {
    if (limits.size >= mostLimits) limits.clear();
    limits.set(name, (dues = new Map()));
  }
  return (receivedAt, day) => {
    const start = countingStart(calendar, receivedAt, rules.after15);
    const from = start === receivedAt ? day : Math.floor((start + calendar.offset) / millisecondsPerDay);
    let dueAt = dues.get(from);
    if (dueAt === undefined) dues.set(from, (dueAt = legalDue(calendar, receivedAt, limit, rules).dueAt));
    return dueAt;
  };
}

function isWorse(
  isLate: boolean,
  over: number,
  worst: { readonly dueAt: number; readonly endsAt: number; readonly over: number },
): boolean {
  const wasLate = worst.endsAt > worst.dueAt;
  return isLate === wasLate ? over >= worst.over : isLate;
}

/** When the longest way of a dossier received at an instant ends; steps begin no earlier than the count does. */
export function endFrom(walk: Walk, receivedAt: number, { after15 }: CountingRules): number {
  if (after15 === 'handoverOnly') return walk.endFrom(receivedAt);
  const starts = new Map<Calendar, number>(walk.calendars.map((each) => [each, countingStart(each, receivedAt, after15)]));
  return walk.endFrom(receivedAt, (each) => starts.get(each)!);
}

/** By calendar and day; of a closed day the hour of the next opening. */
const openingsByCalendar = new WeakMap<Calendar, Map<number, number>>();

function openingMinutes(calendar: Calendar): (day: number) => number {
  const openings = openingsByCalendar.get(calendar) ?? new Map<number, number>();
  openingsByCalendar.set(calendar, openings);
  return (day) => {
    const found = openings.get(day) ?? openingMinuteOf(calendar, dateOf(day)) ?? 0;
    openings.set(day, found);
    return found;
  };
}

function openingMinuteOf(calendar: Calendar, date: string): number | undefined {
  let next = date;
  for (let tries = 0; tries < 60 && !isOpenDate(calendar, next); tries++) next = dateOf(dayOf(next) + 1);
  if (!isOpenDate(calendar, next)) return undefined;
  return (openingOf(calendar, next) + calendar.offset - dayOf(next) * millisecondsPerDay) / millisecondsPerMinute;
}

function told(
  { organisation, calendar }: SweepQuestion,
  {
    receivedAt,
    receipt,
    date,
    dueAt,
    endsAt,
    over,
  }: { receivedAt: number; receipt: Receipt; date: string; dueAt: number; endsAt: number; over: number },
): FilingDate {
  const closed = closedBetween(organisation, calendar, date, calendarDate(calendar, Math.max(dueAt, endsAt)));
  const runs = runsOf(closed);
  const [why, whyEn] =
    runs.length === 0
      ? ['trong khoảng này chỉ có ngày nghỉ hằng tuần', 'only weekly rest days lie in between']
      : [`trong khoảng này có ${runs.map(vietnamese).join('; ')}`, `in between: ${runs.map(english).join('; ')}`];
  const at = (instant: number) => `${timeOf(calendar, instant)} ${vietnameseDate(calendarDate(calendar, instant))}`;
  const hours = Math.round((over / 60) * 100) / 100;
  const late = hours > 0 ? [`, trễ ${String(hours).replace('.', ',')} giờ làm việc`, `, ${hours} working hours late`] : ['', ''];
  return {
    date,
    receipt,
    receivedAt: isoOf(receivedAt),
    dueAt: isoOf(dueAt),
    endsAt: isoOf(endsAt),
    overMinutes: over,
    closed,
    message:
      endsAt > dueAt
        ? `Hồ sơ nhận lúc ${at(receivedAt)} phải trả ${at(dueAt)}, nhưng nếu bước nào cũng dùng hết thời gian giao thì đến ${at(endsAt)} mới xong${late[0]}: ${why}`
        : `Ngày nộp khó nhất: hồ sơ nhận lúc ${at(receivedAt)}, xong ${at(endsAt)}, hẹn trả ${at(dueAt)}: ${why}`,
    messageEn:
      endsAt > dueAt
        ? `A dossier received at ${at(receivedAt)} is due at ${at(dueAt)}, but ends at ${at(endsAt)} if every step takes its budget${late[1]}: ${whyEn}`
        : `The hardest filing date: received at ${at(receivedAt)}, ends at ${at(endsAt)}, due at ${at(dueAt)}: ${whyEn}`,
  };
}

/** Days that are closed though their weekday is not, or are worked though it is not: what differs from the week. */
function closedBetween(organisation: Organisation, calendar: Calendar, from: string, to: string): { date: string; name?: string }[] {
  const found: SpecialDay[] = [];
  for (let year = yearOf(dayOf(from)); year <= yearOf(dayOf(to)); year++) found.push(...specialDays(organisation, calendar, year));
  return found
    .filter(({ date, hours }) => date >= from && date <= to && hours.length === 0)
    .map(({ date, name }) => ({ date, ...(name !== undefined && { name }) }));
}

/** Kept with the calendar: the holidays of all years are computed for each question. */
const known = new WeakMap<Calendar, Map<number, readonly SpecialDay[]>>();

function specialDays({ calendars }: Organisation, calendar: Calendar, year: number): readonly SpecialDay[] {
  const years = known.get(calendar) ?? new Map<number, readonly SpecialDay[]>();
  known.set(calendar, years);
  const definition = calendars.get(calendar.id) ?? { id: calendar.id, inherits: calendar.id };
  const days = years.get(year) ?? daysOfYear(definition, calendars, year, calendar).days;
  years.set(year, days);
  return days;
}

interface ClosedRun {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  readonly days: number;
}

function runsOf(closed: readonly { readonly date: string; readonly name?: string }[]): ClosedRun[] {
  const runs: ClosedRun[] = [];
  for (const { date, name = 'ngày nghỉ' } of closed) {
    const last = runs.at(-1);
    if (last?.name === name && dayOf(date) - dayOf(last.last) <= 3) runs[runs.length - 1] = { ...last, last: date, days: last.days + 1 };
    else runs.push({ name, first: date, last: date, days: 1 });
  }
  return runs;
}

function vietnamese({ name, first, last, days }: ClosedRun): string {
  return days === 1 ? `${name} (${vietnameseDate(first)})` : `${name} (${days} ngày, ${vietnameseDate(first)} đến ${vietnameseDate(last)})`;
}

function english({ name, first, last, days }: ClosedRun): string {
  return days === 1 ? `${name} (${first})` : `${name} (${days} days, ${first} to ${last})`;
}

function vietnameseDate(date: string): string {
  return date.split('-').reverse().join('/');
}

function timeOf(calendar: Calendar, instant: number): string {
  const minutes = Math.floor(
    ((((instant + calendar.offset) % millisecondsPerDay) + millisecondsPerDay) % millisecondsPerDay) / millisecondsPerMinute,
  );
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
