/**
 * The working due instant of a step: its budget's end, earlier when those before it have used what the others need, later when they left something.
 * Asked when a step begins to run and when the clock has changed, never polled. Approved budgets, and the flags by them, stay as they are.
 */
import { budgetMinutes, budgetUsed, instantOfShare } from './budget.ts';
import { workingMinutesBetween } from './calendar.ts';
import { millisecondsPerMinute, minutesPerWorkingDay } from './local-date.ts';
import { waitsOf } from './clock-due.ts';
import { cutOf } from './redistribute.ts';
import { latestStartOfWay } from './way-forward.ts';
import type { Interval } from './budget.ts';
import type { Calendar } from './calendar.ts';
import type { ClockState } from './clock-state.ts';
import type { MeasuredStep, PathStep } from './deadline-view.ts';
import type { Organisation } from './organisation.ts';
import type { Duration } from '../model/types.ts';

/** The part of an approved budget that a step is not cut below. */
export const floorShare = 0.5;

const minutesPerDay = 1440;
const workingHoursPerDay = minutesPerWorkingDay / 60;

/** Open days of a plain week. */
const openShare = 5 / 7;

/** How a step and its way forward stand against the appointment, in budget minutes of the step's unit. */
export interface Standing {
  /** What is left between the approved end of the way forward and the appointment; negative: what is missing. */
  readonly spareMinutes: number;
  /** What this step, and all steps of the way with it, can be cut by. */
  readonly ownRoomMinutes: number;
  readonly roomMinutes: number;
  /** What cannot be made up: the appointment will be missed by at least this. */
  readonly overdueMinutes: number;
  /** Approved budget left of this step, and of all steps of the way with it. */
  readonly ownMinutes: number;
  readonly allMinutes: number;
}

type Measured = Pick<MeasuredStep, 'calendar' | 'ran' | 'end'> & {
  readonly step: { readonly budget?: Duration; readonly forward: readonly PathStep[] };
};

/**
 * The standing of a step that runs; undefined without budget or while its clock stands. `dueAt`: the appointment (epoch milliseconds). At the
 * instant `now`, or else when the step last began to run: then the answer does not move while the step works.
 */
export function standingOf(
  organisation: Organisation,
  { step: { budget, forward }, calendar, ran, end }: Measured,
  dueAt: number,
  now?: number,
): Standing | undefined {
  const running = ran.at(-1);
  if (!budget || end === undefined || !running || running.to !== undefined) return undefined;
  const total = budgetMinutes(budget);
  const isFresh = now === undefined && ran.length === 1;
  const used = isFresh ? 0 : Math.min(total, budgetUsed(calendar, budget, ran, now ?? running.from).usedMinutes);
  const ownMinutes = total - used;
  const ownRoomMinutes = Math.min(ownMinutes, total * (1 - floorShare));
  const after = minutesOfWay(forward, budget);
  const roomMinutes = ownRoomMinutes + after * (1 - floorShare);
  const endsAt = now === undefined ? end : Math.max(end, now);
  const spareMinutes = minutesFrom(calendar, budget, endsAt, latestStartOfWay(organisation, forward, dueAt));
  return {
    spareMinutes,
    ownRoomMinutes,
    roomMinutes,
    overdueMinutes: Math.max(0, -spareMinutes - roomMinutes),
    ownMinutes,
    allMinutes: ownMinutes + after,
  };
}

/**
 * The working due instant (epoch milliseconds); undefined as for the standing. What is spare beyond the planned reserve goes to the steps of the
 * way by their budgets; what is missing comes from all by what they can be cut by. The reserve is asked for only when something is spare.
 */
export function workingDue(
  organisation: Organisation,
  measured: Measured,
  dueAt: number,
  reserve: () => Reserve | undefined,
): number | undefined {
  const standing = standingOf(organisation, measured, dueAt);
  const { step, calendar, ran, end } = measured;
  const { budget } = step;
  if (!standing || !budget || end === undefined) return undefined;
  const { spareMinutes, ownRoomMinutes, roomMinutes, ownMinutes, allMinutes } = standing;
  if (ownMinutes <= 0 || spareMinutes === 0) return end;
  const total = budgetMinutes(budget);
  if (spareMinutes < 0)
    return instantOfShare(calendar, budget, ran, (total - cutOf(-spareMinutes, ownRoomMinutes, roomMinutes)) / total) ?? end;
  const planned = reserve();
  const freed = spareMinutes - (planned ? reserveMinutes(calendar, budget, planned) : 0);
  if (freed <= 0) return end;
  const more = (freed * ownMinutes) / allMinutes / minutesPerDayOf(budget);
  const stretched = { value: budget.value + (budget.unit === 'workingHour' ? more * workingHoursPerDay : more), unit: budget.unit };
  return Math.min(instantOfShare(calendar, stretched, ran, 1) ?? end, dueAt);
}

/** What the appointment leaves when all steps from its start take their budgets: from the first instant to the second, without the waits between. */
export interface Reserve {
  readonly from: number;
  readonly to: number;
  readonly waits: readonly Interval[];
}

/** The reserve of an appointment that counts from `from` (epoch milliseconds), with the way of all its steps. */
export function plannedReserve(
  organisation: Organisation,
  clock: ClockState,
  { from, dueAt, way }: { readonly from: number; readonly dueAt: number; readonly way: readonly PathStep[] },
): Reserve {
  return { from, to: latestStartOfWay(organisation, way, dueAt), waits: waitsOf(clock) };
}

function reserveMinutes(calendar: Calendar, budget: Duration, { from, to, waits }: Reserve): number {
  let minutes = minutesFrom(calendar, budget, from, to);
  // finished waits have moved the appointment
  for (const wait of waits)
    if (wait.to !== undefined && wait.to > from) minutes -= minutesFrom(calendar, budget, Math.max(from, wait.from), wait.to);
  return Math.max(0, minutes);
}

/** Sums are kept as long as the path they were made for, which a model keeps. */
const sums = new WeakMap<readonly PathStep[], { readonly elapsed: number; readonly working: number }>();

function minutesOfWay(way: readonly PathStep[], like: Duration): number {
  let sum = sums.get(way);
  if (!sum) {
    const all = (unit: Duration['unit']) => way.reduce((minutes, { budget }) => minutes + minutesLike({ value: 1, unit }, budget), 0);
    sums.set(way, (sum = { elapsed: all('calendarDay'), working: all('workingDay') }));
  }
  return like.unit === 'calendarDay' ? sum.elapsed : sum.working;
}

/** A duration in budget minutes of another's unit. Of seven plain days five are taken to be open. */
function minutesLike(like: Duration, { value, unit }: Duration): number {
  const days = unit === 'workingHour' ? (value * 60) / minutesPerWorkingDay : value;
  if ((like.unit === 'calendarDay') === (unit === 'calendarDay')) return days * minutesPerDayOf(like);
  return unit === 'calendarDay' ? days * openShare * minutesPerWorkingDay : (days / openShare) * minutesPerDay;
}

function minutesPerDayOf({ unit }: Duration): number {
  return unit === 'calendarDay' ? minutesPerDay : minutesPerWorkingDay;
}

/** Budget minutes from one instant to another; negative backwards. */
function minutesFrom(calendar: Calendar, { unit }: Duration, from: number, to: number): number {
  if (unit === 'calendarDay') return (to - from) / millisecondsPerMinute;
  return workingMinutesBetween(calendar, from, to);
}
