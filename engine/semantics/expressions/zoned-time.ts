/** Times of day with an offset or a zone (DMN 1.5, 10.3.2.3.4). They have no day, so a zone counts with the offset that it has on a fixed one. */
import { Temporal } from 'temporal-polyfill';
import { feelType, type ZonedTime } from './value.ts';

const secondsPerDay = 86_400;
/** No zone that is in use has changed its standard time since; in the northern half it is winter. */
const aDay = new Temporal.PlainDate(2000, 1, 1);

/** `zone`: `Z`, an offset such as `+07:00`, or the name of a zone. Throws RangeError for a zone that there is not. */
export function zonedTime(time: Temporal.PlainTime, zone: string): ZonedTime {
  const named = zone === 'Z' || zone === 'z' ? 'UTC' : zone;
  const seconds = aDay.toPlainDateTime(time).toZonedDateTime(named).offsetNanoseconds / 1e9;
  return { [feelType]: 'time', time, offsetSeconds: seconds, ...(/^[+-]|^UTC$/.test(named) ? {} : { zone: named }) };
}

/** As one or the other wants: an offset in seconds of less than a day. Throws RangeError beyond. */
export function offsetText(seconds: number): string {
  const minutes = Math.abs(seconds) / 60;
  if (!Number.isInteger(minutes) || minutes >= 1440) throw new RangeError(`an offset of ${seconds} s`);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Seconds since midnight UTC: below 0 and above a day's where the clock there shows another day. */
export function utcSeconds({ time, offsetSeconds }: ZonedTime): number {
  return secondsOf(time) - offsetSeconds;
}

export function secondsOf(time: Temporal.PlainTime): number {
  return new Temporal.PlainTime().until(time).total('second');
}

/** On the same clock so much later, over midnight if need be. */
export function movedTime(zoned: ZonedTime, milliseconds: number): ZonedTime {
  return { ...zoned, time: zoned.time.add({ milliseconds: milliseconds % (secondsPerDay * 1000) }) };
}

/** `10:30:00+07:00`, `10:30:00Z`, `10:30:00@Asia/Ho_Chi_Minh`. */
export function zonedTimeText({ time, offsetSeconds, zone }: ZonedTime): string {
  return `${time.toString()}${zone !== undefined ? `@${zone}` : offsetSeconds === 0 ? 'Z' : offsetText(offsetSeconds)}`;
}

/** The zone as a date and time wants it. */
export function zoneOf({ offsetSeconds, zone }: ZonedTime): string {
  return zone ?? offsetText(offsetSeconds);
}
