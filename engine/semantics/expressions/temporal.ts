import { Temporal } from 'temporal-polyfill';
import { feelType, isDateAndTime, isTime, isZonedTime, type DateAndTime, type DurationValue, type Value, type ZonedTime } from './value.ts';
import { movedTime, utcSeconds, zonedTime } from './zoned-time.ts';

/** Viet Nam keeps +07:00 all year (since 1975). now() and today() are told in it, and a time or date and time without zone is read in it beside one with a zone. */
export const officialOffset = '+07:00';

const secondsPerDay = 86_400;

const datePattern = /^(-?\d{4,6})-(\d\d)-(\d\d)$/;
const timePattern = /^(\d\d:\d\d:\d\d(?:\.\d+)?)(?:([Zz]|[+-]\d\d:\d\d)|@([\w/+-]+))?$/;
const dateTimePattern = /^(-?\d{4,9}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:(Z|[+-]\d\d:\d\d)|@([\w/+-]+))?$/;
const durationPattern = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** '2026-03-02'; undefined when it is no day of the calendar. */
export function dateFromText(text: string): Temporal.PlainDate | undefined {
  const [, year, month, day] = datePattern.exec(text) ?? [];
  return year === undefined ? undefined : attempt(() => new Temporal.PlainDate(Number(year), Number(month), Number(day)));
}

/** '09:30:00', with Z, +07:00 or @Asia/Ho_Chi_Minh behind or nothing. */
export function timeFromText(text: string): Temporal.PlainTime | ZonedTime | undefined {
  const [, local, offset, zone] = timePattern.exec(text) ?? [];
  if (local === undefined) return undefined;
  return attempt(() => {
    const time = Temporal.PlainTime.from(local);
    return (zone ?? offset) === undefined ? time : zonedTime(time, zone ?? offset!);
  });
}

/** '2026-03-02T09:30:00', with Z, +07:00 or @Asia/Ho_Chi_Minh behind or nothing; a bare day is its midnight. */
export function dateAndTimeFromText(text: string): DateAndTime | undefined {
  const date = dateFromText(text);
  if (date) return date.toPlainDateTime();
  const [, local, offset, zone] = dateTimePattern.exec(text) ?? [];
  if (local === undefined) return undefined;
  return attempt(() => {
    const dateTime = Temporal.PlainDateTime.from(local);
    if (offset === undefined && zone === undefined) return dateTime;
    return dateTime.toZonedDateTime(zone ?? (offset === 'Z' || offset === undefined ? 'UTC' : offset));
  });
}

/** ISO 8601 duration; undefined when it mixes years or months with days or time: such a sum has no length. */
export function durationFromText(text: string): DurationValue | undefined {
  const match = durationPattern.exec(text);
  if (!match || text.endsWith('P') || text.endsWith('T')) return undefined;
  const [, minus, years, months, weeks, days, , hours, minutes, seconds] = match;
  const sign = minus === undefined ? 1 : -1;
  const wholeDays = count(weeks) * 7 + count(days);
  if (years !== undefined || months !== undefined) {
    const isPure = [weeks, days, hours, minutes, seconds].every((part) => part === undefined);
    return isPure ? monthsDuration(sign * (count(years) * 12 + count(months))) : undefined;
  }
  return secondsDuration(sign * (wholeDays * secondsPerDay + count(hours) * 3600 + count(minutes) * 60 + count(seconds)));
}

export function monthsDuration(months: number): DurationValue {
  return { [feelType]: 'years and months duration', months };
}

export function secondsDuration(seconds: number): DurationValue {
  return { [feelType]: 'days and time duration', seconds };
}

/** The instant `now` (ISO 8601) as a date and time of Viet Nam. Throws TypeError when it is no instant: a bug of the caller. */
export function officialNow(now: string): Temporal.ZonedDateTime {
  if (lastNow.text === now) return lastNow.value;
  const value = attempt(() => Temporal.Instant.from(now).toZonedDateTimeISO(officialOffset));
  if (value === undefined) throw new TypeError(`now must be an ISO instant, but is "${now}"`);
  lastNow = { text: now, value };
  return value;
}

/** All conditions of one command ask for the same instant, and reading it takes longer than the rest. */
let lastNow = { text: '1970-01-01T00:00:00Z', value: Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(officialOffset) };

/** ISO 8601, offsets instead of zone names, Z for UTC. */
export function dateAndTimeText(value: DateAndTime): string {
  if (value instanceof Temporal.PlainDateTime) return value.toString();
  return `${value.toPlainDateTime().toString()}${value.offset === '+00:00' ? 'Z' : value.offset}`;
}

/** ISO 8601 in the fewest parts: P1Y2M, P3DT4H, PT0S. */
export function durationText(duration: DurationValue): string {
  const [years, months, days, hours, minutes, seconds] = durationParts(duration).map(Math.abs);
  if (duration[feelType] === 'years and months duration') {
    const sign = duration.months < 0 ? '-' : '';
    return `${sign}P${years ? `${years}Y` : ''}${months || !years ? `${months}M` : ''}`;
  }
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds || !(days || hours || minutes) ? `${seconds}S` : ''}`;
  return `${duration.seconds < 0 ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

/** [years, months, days, hours, minutes, seconds], all of the duration's sign. */
export function durationParts(duration: DurationValue): readonly [number, number, number, number, number, number] {
  if (duration[feelType] === 'years and months duration') return [Math.trunc(duration.months / 12), duration.months % 12, 0, 0, 0, 0];
  const whole = duration.seconds;
  const second = Math.round((whole % 60) * 1e9) / 1e9;
  return [0, 0, Math.trunc(whole / secondsPerDay), Math.trunc(whole / 3600) % 24, Math.trunc(whole / 60) % 60, second];
}

/** A day, time or date and time moved by a duration; undefined when a time is moved by months. Whole days keep a day a day. */
export function moved(
  value: Temporal.PlainDate | Temporal.PlainTime | ZonedTime | DateAndTime,
  duration: DurationValue,
  sign: 1 | -1,
): Value | undefined {
  if (duration[feelType] === 'years and months duration') {
    return isTime(value) ? undefined : value.add({ months: sign * duration.months });
  }
  const milliseconds = Math.round(sign * duration.seconds * 1000);
  if (isZonedTime(value)) return movedTime(value, milliseconds);
  if (!(value instanceof Temporal.PlainDate)) return value.add({ milliseconds });
  const days = (sign * duration.seconds) / secondsPerDay;
  return Number.isInteger(days) ? value.add({ days }) : value.toPlainDateTime().add({ milliseconds });
}

/** Order of two values of one temporal type, negative, 0 or positive. */
export function temporalOrder(left: Value, right: Value): number | undefined {
  if (left instanceof Temporal.PlainDate && right instanceof Temporal.PlainDate) return Temporal.PlainDate.compare(left, right);
  if (left instanceof Temporal.PlainTime && right instanceof Temporal.PlainTime) return Temporal.PlainTime.compare(left, right);
  if (isDateAndTime(left) && isDateAndTime(right)) return epochMilliseconds(left) - epochMilliseconds(right);
  if (isTime(left) && isTime(right)) return secondsUtc(left) - secondsUtc(right);
  return undefined;
}

/** Time from `right` to `left` as days and time; undefined when the two have no common type. */
export function timeBetween(left: Value, right: Value): DurationValue | undefined {
  if (left instanceof Temporal.PlainDate && right instanceof Temporal.PlainDate) {
    return secondsDuration(right.until(left, { largestUnit: 'day' }).days * secondsPerDay);
  }
  if (left instanceof Temporal.PlainTime && right instanceof Temporal.PlainTime) {
    return secondsDuration(right.until(left).total('second'));
  }
  if (isDateAndTime(left) && isDateAndTime(right)) return secondsDuration((epochMilliseconds(left) - epochMilliseconds(right)) / 1000);
  if (isTime(left) && isTime(right)) return secondsDuration(secondsUtc(left) - secondsUtc(right));
  return undefined;
}

/** Whole months from `from` to `to`, as the built-in `years and months duration`. */
export function monthsBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): DurationValue {
  return monthsDuration(from.until(to, { largestUnit: 'month' }).months);
}

function epochMilliseconds(value: DateAndTime): number {
  return (value instanceof Temporal.PlainDateTime ? value.toZonedDateTime(officialOffset) : value).epochMilliseconds;
}

function secondsUtc(value: Temporal.PlainTime | ZonedTime): number {
  return utcSeconds(isZonedTime(value) ? value : zonedTime(value, officialOffset));
}

function count(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits);
}

/** Temporal answers impossible dates with RangeError. */
function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
