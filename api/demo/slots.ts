import { isOpen } from '../../engine/deadlines/calendar.ts';
import type { Calendar } from '../../engine/deadlines/calendar.ts';
import type { Random } from './random.ts';

/** The moments at which people act, in order: one in every quarter of an hour of opening hours. What many do at one moment is one transaction, so a month takes seconds. */
export interface Slots {
  readonly moments: readonly number[];
  /** The moment nearest before `atMs`, of the same half day and after `nowMs`; undefined: beyond the end. */
  slotFor(atMs: number, nowMs: number): number | undefined;
}

const quarterMs = 15 * 60_000;

export function openSlots(calendar: Calendar, fromMs: number, toMs: number, random: Random): Slots {
  const moments: number[] = [];
  for (let quarter = fromMs; quarter <= toMs; quarter += quarterMs) {
    // nobody works by the quarter of an hour
    const moment = quarter + random.whole(0, 880) * 1000;
    if (moment <= toMs && isOpen(calendar, moment)) moments.push(moment);
  }
  return {
    moments,
    slotFor(atMs, nowMs) {
      if (atMs > toMs) return undefined;
      const last = firstAfter(moments, atMs) - 1;
      // not the evening before: what is to happen at opening happens at the first moment of the day
      const near = last < 0 || atMs - moments[last]! > 2 * quarterMs ? last + 1 : last;
      return moments[Math.max(near, firstAfter(moments, nowMs))];
    },
  };
}

/** Place of the first moment after an instant. */
function firstAfter(moments: readonly number[], instant: number): number {
  let [from, to] = [0, moments.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (moments[middle]! > instant) to = middle;
    else from = middle + 1;
  }
  return from;
}
