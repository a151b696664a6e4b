/** ISO 8601 times of BPMN timers (calendar time, ADR 0009). A local date-time without an offset is in the office's zone. */
import { Temporal } from 'temporal-polyfill';

export const officeZone = 'Asia/Ho_Chi_Minh';

/** A time on the wall of a place. */
export interface WallTime {
  readonly wall: Temporal.PlainDateTime;
  readonly zone: string;
}

const firstMs = Date.parse('0001-01-01T00:00:00.000Z');
const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

/** The same instant if it lies in the years 1 to 9999, else undefined: instants are kept as texts of fixed width, which sort by time. */
export function storable(instant: number | undefined): number | undefined {
  return instant !== undefined && instant >= firstMs && instant <= lastMs ? instant : undefined;
}

/** Epoch milliseconds of an ISO date-time with offset, zone or neither, or of a date (its first instant); undefined when it is none. */
export function instantOf(text: string): number | undefined {
  const written = /^\d{4}-.*Z$/.test(text) ? Date.parse(text) : NaN;
  // as states have them: read at a tenth of the cost; the way back shows a 30 February
  if (!Number.isNaN(written) && new Date(written).toISOString() === text) return written;
  try {
    if (text.includes('[')) return Temporal.ZonedDateTime.from(text).epochMilliseconds;
    if (hasOffset(text)) return Temporal.Instant.from(text).epochMilliseconds;
    return Temporal.PlainDateTime.from(text).toZonedDateTime(officeZone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function hasOffset(text: string): boolean {
  return text.includes('T') && /(Z|[+-]\d\d(:?\d\d)?)$/i.test(text);
}

/** The wall time of what `instantOf` reads: as written, even where the zone's clock skips it; with an offset only, that of the office. */
export function wallTimeOf(text: string): WallTime {
  const zone = text.includes('[') ? Temporal.ZonedDateTime.from(text).timeZoneId : officeZone;
  const isWall = !/Z(\[|$)/i.test(text) && (text.includes('[') || !hasOffset(text));
  const wall = isWall
    ? Temporal.PlainDateTime.from(text).withCalendar('iso8601')
    : Temporal.Instant.fromEpochMilliseconds(instantOf(text)!).toZonedDateTimeISO(zone).toPlainDateTime();
  return { wall, zone };
}

/** `from` plus an ISO duration, by the calendar of the office's zone (P1M from 31 January is the last day of February); undefined when it is none or negative. */
export function afterDuration(from: number, text: string): number | undefined {
  const simple = /^PT?(\d+)([DHMS])$/.exec(text);
  if (simple && (simple[2] === 'D') !== text.startsWith('PT')) {
    const unit = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 }[simple[2] as 'D' | 'H' | 'M' | 'S'];
    return from + Number(simple[1]) * unit;
  }
  try {
    const duration = Temporal.Duration.from(text);
    if (duration.sign < 0) return undefined;
    return Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(officeZone).add(duration).epochMilliseconds;
  } catch {
    return undefined;
  }
}
