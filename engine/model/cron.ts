/** Cron texts of BPMN timers: wall times of a zone, and the instants they are (ADR 0028). */
import { CronDate, CronPattern } from 'croner';
import { officeZone } from './iso-8601.ts';
import { stretchAt, type Stretch } from './wall-clock.ts';

export interface Cron {
  /** The first instant after `instant` (epoch milliseconds); undefined when there is none in this millennium. */
  readonly after: (instant: number) => number | undefined;
}

const crons = new Map<string, Cron | undefined>();
/** A compiled pattern has ten thousand years in it: 80 KB. */
const mostCrons = 50;

/** `0 9 * * MON-FRI [Europe/Berlin]`, kept for next time; undefined when it is none, never comes, or its zone is unknown. */
export function cronOf(text: string): Cron | undefined {
  if (crons.has(text)) return crons.get(text);
  if (crons.size >= mostCrons) crons.clear();
  const cron = compileCron(text);
  crons.set(text, cron);
  return cron;
}

function compileCron(text: string): Cron | undefined {
  const [, fields = '', zone = officeZone] = /^([^[\]]*)(?:\[([^[\]]+)\])?$/.exec(text.trim()) ?? [];
  // the library would take a step of nothing for one of everything
  if (/(^|[\s,])\//.test(fields)) return undefined;
  try {
    const pattern = new CronPattern(fields, undefined, { mode: '5-or-6-parts', sloppyRanges: true });
    const first = stretchAt(zone, 0);
    return nextWallTime(pattern, 0) === undefined ? undefined : { after: walk(pattern, zone, first) };
  } catch {
    return undefined;
  }
}

/**
 * A cron that names every hour follows time: it comes in both passes of an hour that the clock shows twice, and not at times that are skipped.
 * Any other names times of a day, each once: the first of two, and moved forward by the gap where the clock skips it.
 */
function walk(pattern: CronPattern, zone: string, first: Stretch): (instant: number) => number | undefined {
  const everyHour = pattern.hour.every(Boolean);
  let stretch = first;
  return (instant) => {
    let after = instant;
    for (;;) {
      if (after + 1 < stretch.from || after + 1 >= stretch.until) stretch = stretchAt(zone, after + 1);
      const offsets = everyHour ? [stretch.offset] : offsetsOfTimesOfDay(stretch);
      let next = Infinity;
      for (const offset of offsets) next = Math.min(next, (nextWallTime(pattern, after + offset) ?? Infinity) - offset);
      if (next < stretch.until) return next;
      if (next === Infinity && offsets.length > 0) return undefined;
      // nothing comes before the wall time found, whatever the clock does on the way; what it shows twice lies within a day of its being moved
      const near = next === Infinity || stretch.until - after < 86_400_000;
      after = near ? stretch.until - 1 : Math.max(stretch.until - 1, next - 3 * 86_400_000);
    }
  };
}

/** Set back, the clock repeats what has been; set forward, what it skipped comes beside what it shows. */
function offsetsOfTimesOfDay({ offset, unmovedOffset }: Stretch): readonly number[] {
  if (unmovedOffset === undefined) return [offset];
  return offset < unmovedOffset ? [] : [offset, unmovedOffset];
}

/** Wall times are counted like epoch milliseconds of UTC. The library's `Cron` reads the clock; these two of its parts do not. */
function nextWallTime(pattern: CronPattern, after: number): number | undefined {
  return new CronDate(new Date(after), 0).increment(pattern, {}, false)?.getTime();
}
