/** Cycles of BPMN timers, ISO 8601 or cron. A cycle is kept as one text that says where all its rounds lie (ADR 0009, ADR 0028). */
import { Temporal } from 'temporal-polyfill';
import { cronOf } from './cron.ts';
import { instantOf, storable, wallTimeOf } from './iso-8601.ts';

export interface Round {
  /** The cycle: `R/2026-03-29T02:30[Europe/Berlin]/P1D`, `0 9 * * MON-FRI`. */
  readonly every: string;
  /** Epoch milliseconds. */
  readonly dueMs: number;
  /** This one included; Infinity for a cycle without end. */
  readonly roundsLeft: number;
}

/**
 * The round with which `R3/PT10S`, `R/2026-01-01T00:00:00Z/P1D` or a cron text begins at `nowMs`; undefined when the text is none of them,
 * has no round, or no time between rounds. A start that has passed: the first round that has not. No start, or cron: the first after now.
 */
export function firstRound(text: string, nowMs: number): Round | undefined {
  const trimmed = text.trim();
  const [, rounds, start, duration] = /^R(\d{0,9})\/(?:(.+)\/)?(P[^/]+)$/.exec(trimmed) ?? [];
  if (duration === undefined) {
    const dueMs = cronOf(trimmed)?.after(nowMs);
    return dueMs === undefined ? undefined : { every: trimmed, dueMs, roundsLeft: Infinity };
  }
  const roundsLeft = rounds === '' ? Infinity : Number(rounds);
  const every = `R/${start ?? new Date(nowMs).toISOString()}/${duration}`;
  const grid = gridOf(every);
  if (!grid || roundsLeft === 0) return undefined;
  const dueMs = storable(grid.at(grid.firstAfter(start === undefined ? nowMs : nowMs - 1)));
  return dueMs === undefined ? undefined : { every, dueMs, roundsLeft };
}

/**
 * What comes after `round` when it is fired at `nowMs`, late or ahead of its time; undefined after the last. Rounds that were missed are used up
 * with it. Throws when `every` is not one that `firstRound` gave.
 */
export function nextRound({ every, dueMs, roundsLeft }: Round, nowMs: number): Round | undefined {
  const afterMs = Math.max(dueMs, nowMs);
  const grid = gridOf(every);
  if (grid) {
    const next = grid.firstAfter(afterMs);
    const left = roundsLeft - (next - grid.firstAfter(dueMs - 1));
    const nextMs = storable(grid.at(next));
    return left <= 0 || nextMs === undefined ? undefined : { every, dueMs: nextMs, roundsLeft: left };
  }
  const cron = cronOf(every);
  if (!cron) throw new Error(`"${every}" is not a cycle`);
  const nextMs = cron.after(afterMs);
  return nextMs === undefined ? undefined : { every, dueMs: nextMs, roundsLeft };
}

/**
 * The cycle with its rounds `byMs` later, and so the round that was due at `dueMs`; undefined for a cron text, which is tied to the calendar, and where the
 * rounds come to lie beyond what there is.
 */
export function shiftedCycle(every: string, dueMs: number, byMs: number): { readonly every: string; readonly dueMs: number } | undefined {
  const [, start, duration] = /^R\/(.+)\/(P[^/]+)$/.exec(every) ?? [];
  const startMs = start === undefined ? undefined : instantOf(start);
  const shiftedMs = startMs === undefined ? undefined : storable(startMs + byMs);
  const grid = gridOf(every);
  if (shiftedMs === undefined || !grid) return undefined;
  const shifted = `R/${new Date(shiftedMs).toISOString()}/${duration}`;
  const at = storable(gridOf(shifted)!.at(grid.firstAfter(dueMs - 1)));
  return at === undefined ? undefined : { every: shifted, dueMs: at };
}

const dayMs = 86_400_000;

/** Rounds are numbered from 0, the start. */
interface Grid {
  /** Epoch milliseconds; Infinity beyond what there is. */
  readonly at: (round: number) => number;
  readonly firstAfter: (instant: number) => number;
}

/** Undefined for what is no ISO 8601 cycle with a start, and for one without any time between its rounds. */
function gridOf(every: string): Grid | undefined {
  const [, start, text = ''] = /^R\/(.+)\/(P[^/]+)$/.exec(every) ?? [];
  const startMs = start === undefined ? undefined : instantOf(start);
  const step = stepOf(text);
  if (start === undefined || startMs === undefined || !step) return undefined;
  const { years, months, days, timeMs } = step;
  const at = years + months + days === 0 ? (round: number) => startMs + round * timeMs : roundsOnTheWall(start, startMs, step);
  const averageMs = (years * 365.2425 + months * 30.436875 + days) * dayMs + timeMs;
  const firstAfter = (instant: number) => {
    // months, and days on which the clock is moved, are not all of the same length
    let round = Math.max(0, Math.floor((instant - startMs) / averageMs) - 1);
    while (round > 0 && at(round - 1) > instant) round--;
    while (at(round) <= instant) round++;
    return round;
  };
  return at(1) > startMs ? { at, firstAfter } : undefined;
}

/** A duration, as far as its parts are reckoned differently. Less than a millisecond is nothing. */
interface Step {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly timeMs: number;
}

/** Undefined for what is no duration, or a negative one. */
function stepOf(text: string): Step | undefined {
  const [, days, time, unit] = /^P(?:(\d+)D|T(\d+)([HMS]))$/.exec(text) ?? [];
  if (days !== undefined) return { years: 0, months: 0, days: Number(days), timeMs: 0 };
  if (time !== undefined)
    return { years: 0, months: 0, days: 0, timeMs: Number(time) * { H: 3_600_000, M: 60_000, S: 1_000 }[unit as 'H' | 'M' | 'S'] };
  try {
    const { sign, years, months, weeks, days, hours, minutes, seconds, milliseconds } = Temporal.Duration.from(text);
    if (sign < 0) return undefined;
    return { years, months, days: weeks * 7 + days, timeMs: ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds };
  } catch {
    return undefined;
  }
}

/**
 * Round n lies n steps after the start: years, months and days on the wall of the start's zone, where a time that is skipped moves forward by the
 * gap and of two the first counts; then hours and less in time that passes.
 */
function roundsOnTheWall(start: string, startMs: number, { years, months, days, timeMs }: Step): (round: number) => number {
  // without a zone it is the office's, whose clock is not moved: days are all alike
  if (!start.includes('[') && years + months === 0) return (round) => startMs + round * (days * dayMs + timeMs);
  const { wall, zone } = wallTimeOf(start);
  return (round) => {
    if (round === 0) return startMs;
    try {
      const moved = wall.add({ years: years * round, months: months * round, days: days * round });
      return moved.toZonedDateTime(zone).epochMilliseconds + round * timeMs;
    } catch {
      return Infinity;
    }
  };
}
