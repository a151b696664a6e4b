/** ISO 8601 times of BPMN timers (calendar time, ADR 0009). A local date-time without an offset is in the office's zone. */
import { Temporal } from 'temporal-polyfill';

const officeZone = 'Asia/Ho_Chi_Minh';

export interface Cycle {
  /** Number of rounds; Infinity when the text gives none. */
  readonly rounds: number;
  readonly start?: number;
  readonly every: string;
}

/** Epoch milliseconds of an ISO date-time with offset, zone or neither, or of a date (its first instant); undefined when it is none. */
export function instantOf(text: string): number | undefined {
  try {
    if (/\[/.test(text)) return Temporal.ZonedDateTime.from(text).epochMilliseconds;
    if (/(Z|[+-]\d\d(:?\d\d)?)$/i.test(text) && text.includes('T')) return Temporal.Instant.from(text).epochMilliseconds;
    return Temporal.PlainDateTime.from(text).toZonedDateTime(officeZone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** `from` plus an ISO duration, by the calendar of the office's zone (P1M from 31 January is the last day of February); undefined when it is none or negative. */
export function afterDuration(from: number, text: string, times = 1): number | undefined {
  const simple = /^PT?(\d+)([DHMS])$/.exec(text);
  if (simple && (simple[2] === 'D') !== text.startsWith('PT')) {
    const unit = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 }[simple[2] as 'D' | 'H' | 'M' | 'S'];
    return from + times * Number(simple[1]) * unit;
  }
  try {
    let duration = Temporal.Duration.from(text);
    if (duration.sign < 0) return undefined;
    if (times !== 1) {
      const scaled: Record<string, number> = {};
      for (const unit of ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'] as const)
        scaled[unit] = duration[unit] * times;
      duration = Temporal.Duration.from(scaled);
    }
    return Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(officeZone).add(duration).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** `R3/PT10S`, `R/2026-01-01T00:00:00Z/P1D`; undefined when it is none, or repeats without any time in between. */
export function cycleOf(text: string): Cycle | undefined {
  const match = /^R(\d*)\/(?:([^/]+)\/)?(P[^/]+)$/.exec(text.trim());
  if (!match) return undefined;
  const [, rounds, startText, every = ''] = match;
  const start = startText === undefined ? undefined : instantOf(startText);
  const next = afterDuration(0, every);
  if ((startText !== undefined && start === undefined) || next === undefined || next <= 0) return undefined;
  return { rounds: rounds ? Number(rounds) : Infinity, every, ...(start !== undefined && { start }) };
}
