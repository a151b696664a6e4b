/** Durations of different units as minutes of one: for plans, where no calendar says which days are open. */
import type { Duration, TimeUnit } from '../../model/types.ts';

const minutesPerDay = 480;

/** Open days of a plain week. */
const openShare = 5 / 7;

/** Minutes of a duration where a day of `unit` has eight hours. Of seven plain days five are taken to be open. */
export function minutesIn(unit: TimeUnit, duration: Duration): number {
  const { value } = duration;
  if (duration.unit === 'workingHour') return value * 60;
  const minutes = value * minutesPerDay;
  if (mixes(unit, duration)) return duration.unit === 'calendarDay' ? minutes * openShare : minutes / openShare;
  return minutes;
}

/** True when the duration counts other days than `unit`, so that its minutes are an estimate. */
export function mixes(unit: TimeUnit, duration: Duration): boolean {
  return (unit === 'calendarDay') !== (duration.unit === 'calendarDay') && duration.unit !== 'workingHour';
}

/** The duration in `unit` that has these minutes. */
export function durationOf(unit: TimeUnit, minutes: number): Duration {
  return { value: unit === 'workingHour' ? minutes / 60 : minutes / minutesPerDay, unit };
}
