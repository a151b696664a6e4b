/** How the clock of a time zone runs: stretches of time in which it is not moved. */
import { Temporal } from 'temporal-polyfill';

/** Instants in epoch milliseconds, `from` included, `until` not; the clock on the wall shows the instant plus `offset`. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
  /** The clock was moved at `from`, by as much as this stretch is long: what it would show had it not been. */
  readonly unmovedOffset?: number;
}

/** Longer than any clock was ever moved at once; it is never moved twice within it. */
const dayMs = 86_400_000;

/** The stretch of that zone in which `instant` lies; it may end before the clock is moved. Throws RangeError when there is no such zone. */
export function stretchAt(zone: string, instant: number): Stretch {
  const offset = offsetAt(zone, instant);
  const moved = changeAt(zone, instant + 1, 'previous') ?? -Infinity;
  // the library looks three years ahead, and further by the clock of the machine only: what is found must not depend on that
  const until = Math.min(changeAt(zone, instant, 'next') ?? Infinity, instant + 730 * dayMs);
  if (instant - moved > dayMs) return { from: instant, until, offset };
  const unmovedOffset = offsetAt(zone, moved - 1);
  const settled = moved + Math.abs(offset - unmovedOffset);
  return instant < settled ? { from: moved, until: Math.min(settled, until), offset, unmovedOffset } : { from: settled, until, offset };
}

function offsetAt(zone: string, instant: number): number {
  return at(zone, instant).offsetNanoseconds / 1_000_000;
}

function changeAt(zone: string, instant: number, direction: 'next' | 'previous'): number | undefined {
  return at(zone, instant).getTimeZoneTransition(direction)?.epochMilliseconds;
}

function at(zone: string, instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}
