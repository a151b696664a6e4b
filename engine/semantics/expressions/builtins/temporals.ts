import { Temporal } from 'temporal-polyfill';
import { rangeFromText } from '../range-from-text.ts';
import { holdsBetween, rangeRelations } from '../ranges.ts';
import { dateAndTimeFromText, dateFromText, durationFromText, monthsBetween, officialNow, timeFromText } from '../temporal.ts';
import { isDateAndTime, isDuration, isRange, isTime, isZonedTime, type SecondsDuration, type Value } from '../value.ts';
import { offsetText, zonedTime, zoneOf } from '../zoned-time.ts';
import { failArgument, failValue, type Builtin, type Call } from './builtin.ts';

function notAText(call: Call, text: string, wanted: string, example: string): never {
  return failValue(call, text, `không phải ${wanted} có thật, ví dụ ${example}`, `not a real value, for example ${example}`);
}

/** Year, month and day, or hour, minute and second: `from` throws RangeError for a 30th of February. */
function fromParts(parts: readonly Value[], make: (first: number, second: number, third: number) => Value, call: Call): Value {
  if (parts.includes(null)) return null;
  const wrong = parts.findIndex((part) => typeof part !== 'number');
  if (wrong >= 0) return failArgument(call, wrong + 1, 'number', parts[wrong] ?? null);
  const [first, second, third] = parts;
  try {
    return make(Number(first), Number(second), Number(third));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failValue(call, parts.join(', '), 'không có ngày giờ này', 'there is no such day or time');
  }
}

function dateOf(from: Value, call: Call): Value {
  if (from === null || from instanceof Temporal.PlainDate) return from;
  if (isDateAndTime(from)) return from.toPlainDate();
  if (typeof from !== 'string') return failArgument(call, 1, 'string', from);
  return dateFromText(from) ?? notAText(call, from, 'ngày', '2026-03-02');
}

/** Of a date and time with a zone, the time on its clock, without the zone: `time(now()) < time("11:30:00")`. */
function timeOf(from: Value, call: Call): Value {
  if (from === null || isTime(from)) return from;
  if (isDateAndTime(from)) return from.toPlainTime();
  if (from instanceof Temporal.PlainDate) return new Temporal.PlainTime();
  if (typeof from !== 'string') return failArgument(call, 1, 'string', from);
  return timeFromText(from) ?? notAText(call, from, 'giờ', '09:30:00');
}

function dateAndTimeOf(from: Value, time: Value, call: Call): Value {
  if (from === null) return null;
  if (time !== null) {
    if (!isTime(time)) return failArgument(call, 2, 'time', time);
    const date = isDateAndTime(from) ? from.toPlainDate() : from;
    if (!(date instanceof Temporal.PlainDate)) return failArgument(call, 1, 'date', from);
    return isZonedTime(time) ? date.toPlainDateTime(time.time).toZonedDateTime(zoneOf(time)) : date.toPlainDateTime(time);
  }
  if (isDateAndTime(from)) return from;
  if (from instanceof Temporal.PlainDate) return from.toPlainDateTime();
  if (typeof from !== 'string') return failArgument(call, 1, 'string', from);
  return dateAndTimeFromText(from) ?? notAText(call, from, 'ngày giờ', '2026-03-02T09:30:00+07:00');
}

function ofDay(apply: (date: Temporal.PlainDate) => Value): Builtin {
  return {
    parameters: { date: 'any' },
    apply: ([given = null], call) => {
      if (given === null) return null;
      const date = isDateAndTime(given) ? given.toPlainDate() : given;
      return date instanceof Temporal.PlainDate ? apply(date) : failArgument(call, 1, 'date', given);
    },
  };
}

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The interval relations as functions; a point and a range may be mixed. */
const relationBuiltins: Readonly<Record<string, Builtin>> = Object.fromEntries(
  Object.entries(rangeRelations).map(([name, relation]): [string, Builtin] => [
    name,
    {
      parameters: { range1: 'any', range2: 'any' },
      apply: ([left = null, right = null], call) => {
        const isRangeNeeded = name.startsWith('met') || name.startsWith('meet') || name.startsWith('overlap') || name === 'coincides';
        if (isRangeNeeded && left !== null && right !== null && isRange(left) !== isRange(right))
          return failArgument(call, isRange(left) ? 2 : 1, 'range', isRange(left) ? right : left);
        return holdsBetween(relation, left, right, call.place);
      },
    },
  ]),
);

/** Dates, times and durations (DMN 1.5, 10.3.4.1 and 10.3.4.8), now() and today() at the caller's instant, and ranges (10.3.4.7). */
export const temporalBuiltins: Readonly<Record<string, Builtin>> = {
  date: {
    parameters: { from: 'any', month: 'any?', day: 'any?' },
    aliases: { year: 'from' },
    apply: ([from = null, month = null, day = null], call) => {
      if (typeof from !== 'number') return dateOf(from, call);
      return fromParts([from, month, day], (year, monthOfYear, dayOfMonth) => new Temporal.PlainDate(year, monthOfYear, dayOfMonth), call);
    },
  },
  time: {
    parameters: { from: 'any', minute: 'any?', second: 'any?', offset: 'days and time duration?' },
    aliases: { hour: 'from' },
    apply: ([from = null, minute = null, second = null, offset = null], call) => {
      if (typeof from !== 'number') return timeOf(from, call);
      return fromParts(
        [from, minute, second],
        (hour, minuteOfHour, secondOfMinute) => {
          const time = new Temporal.PlainTime(hour, minuteOfHour, secondOfMinute);
          return offset === null ? time : zonedTime(time, offsetText((offset as SecondsDuration).seconds));
        },
        call,
      );
    },
  },
  'date and time': {
    parameters: { from: 'any', time: 'any?' },
    aliases: { date: 'from' },
    apply: ([from = null, time = null], call) => dateAndTimeOf(from, time, call),
  },
  duration: {
    parameters: { from: 'any' },
    apply: ([from = null], call) => {
      if (from === null || isDuration(from)) return from;
      if (typeof from !== 'string') return failArgument(call, 1, 'string', from);
      return durationFromText(from) ?? notAText(call, from, 'khoảng thời gian', 'P3D, PT4H, P1Y2M');
    },
  },
  range: {
    parameters: { from: 'string' },
    apply: ([from], call) => rangeFromText(String(from)) ?? notAText(call, String(from), 'khoảng giá trị', '[1..3], ("a".."c"]'),
  },
  'years and months duration': {
    parameters: { from: 'any', to: 'any' },
    apply: ([from = null, to = null], call) => {
      const [first, last] = [dateOf(from, call), dateOf(to, call)];
      return first instanceof Temporal.PlainDate && last instanceof Temporal.PlainDate ? monthsBetween(first, last) : null;
    },
  },
  now: { parameters: {}, apply: (_, call) => officialNow(call.evaluation.now) },
  today: { parameters: {}, apply: (_, call) => officialNow(call.evaluation.now).toPlainDate() },
  'day of year': ofDay((date) => date.dayOfYear),
  'day of week': ofDay((date) => dayNames[date.dayOfWeek - 1] ?? null),
  'month of year': ofDay((date) => monthNames[date.month - 1] ?? null),
  'week of year': ofDay((date) => date.weekOfYear ?? null),
  'last day of month': ofDay((date) => date.daysInMonth),
  ...relationBuiltins,
};
