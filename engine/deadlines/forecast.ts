/** When a dossier will end if every step left takes its budget, and how each step stands at an instant. */
import { budgetDue, budgetMinutes, budgetUsed, latestStart } from './budget.ts';
import { workingMinutesBetween } from './calendar.ts';
import { openAppointment } from './clocks.ts';
import { budgetEnd, limitOf, runningTime } from './deadline-view.ts';
import { instantOf, isoOf } from './local-date.ts';
import { calendarOf } from './organisation.ts';
import type { DeadlineView, PathStep, StepView } from './deadline-view.ts';
import type { Organisation } from './organisation.ts';
import type { Duration } from '../model/types.ts';

export interface Forecast {
  /** When the last active step and its longest way forward have used their budgets. */
  readonly endsAt: string;
  /** The running appointment. */
  readonly dueAt?: string;
  readonly misses: boolean;
  /** The active step that ends last. */
  readonly elementKey?: string;
}

/** The forecast of a dossier at `now` (epoch milliseconds); a clock that waits is taken to run again from now. */
export function forecast(view: DeadlineView, organisation: Organisation, now: number): Forecast {
  let endsAt = now;
  let elementKey: string | undefined;
  for (const step of view.steps) {
    if (!step.active) continue;
    const end = walk(organisation, remaining(view, organisation, step, now), now);
    if (end > endsAt || elementKey === undefined) [endsAt, elementKey] = [Math.max(end, endsAt), step.elementKey];
  }
  const dueAt = view.clock && openAppointment(view.clock)?.dueAt;
  return {
    endsAt: isoOf(endsAt),
    ...(dueAt !== undefined && { dueAt }),
    misses: dueAt !== undefined && endsAt > instantOf(dueAt),
    ...(elementKey !== undefined && { elementKey }),
  };
}

/**
 * The instant (epoch milliseconds) from which the appointment due at `dueAt` is missed if this step and its way forward take their budgets:
 * when the step arrived or the clock last changed, or when the slack is used up. Undefined when nothing is left before it passes.
 */
export function missesFrom(view: DeadlineView, organisation: Organisation, step: StepView, dueAt: number): number | undefined {
  const since = Math.max(instantOf(step.arrivedAt), instantOf(view.clock?.lastAt ?? step.arrivedAt));
  const stepEnd = step.runningSince === undefined ? undefined : budgetEnd(view, organisation, step);
  const missed = stepEnd !== undefined && walk(organisation, step.forward, Math.max(stepEnd, since)) > dueAt;
  const path = stepEnd === undefined ? remaining(view, organisation, step, since) : step.forward;
  const misses = missed ? since : Math.max(since, latestStartOf(organisation, path, dueAt));
  return misses < dueAt ? misses : undefined;
}

export interface StepTime {
  readonly elementKey: string;
  readonly elementId: string;
  readonly unit?: string;
  readonly department?: string;
  readonly holder?: string;
  readonly budget?: Duration;
  readonly usedMinutes: number;
  readonly budgetMinutes?: number;
  readonly share?: number;
  /** Working due instant: the budget's end, never after the appointment; absent without budget or while the step's clock stands. */
  readonly dueAt?: string;
  /** Working minutes past `dueAt`. */
  readonly overByMinutes: number;
}

/** Holder, budget, used, share and due of every active step at `now` (epoch milliseconds). */
export function stepTimes(view: DeadlineView, organisation: Organisation, now: number): StepTime[] {
  return view.steps.filter(({ active }) => active).map((step) => stepTime(view, organisation, step, now));
}

/** The same for one step, active or over. */
export function stepTime(view: DeadlineView, organisation: Organisation, step: StepView, now: number): StepTime {
  const calendar = calendarOf(organisation, step.unit);
  const { elementKey, elementId, unit, department, holder, budget } = step;
  const who = {
    elementKey,
    elementId,
    ...(unit !== undefined && { unit }),
    ...(department !== undefined && { department }),
    ...(holder !== undefined && { holder }),
  };
  const intervals = runningTime(view, step).filter(({ from }) => from < now);
  if (!budget)
    return {
      ...who,
      usedMinutes: intervals.reduce((sum, { from, to = now }) => sum + workingMinutesBetween(calendar, from, Math.min(to, now)), 0),
      overByMinutes: 0,
    };
  const end = budgetEnd(view, organisation, step);
  const limit = limitOf(view, step);
  const dueAt = end !== undefined && limit !== undefined ? Math.min(end, limit) : end;
  return {
    ...who,
    budget,
    ...budgetUsed(calendar, budget, intervals, now),
    ...(dueAt !== undefined && { dueAt: isoOf(dueAt) }),
    overByMinutes: dueAt !== undefined && now > dueAt ? workingMinutesBetween(calendar, dueAt, now) : 0,
  };
}

/** What is left of a step's budget at `now`, and its way forward. */
function remaining(view: DeadlineView, organisation: Organisation, step: StepView, now: number): PathStep[] {
  if (!step.budget) return [...step.forward];
  const ran = runningTime(view, step).filter(({ from }) => from < now);
  const { usedMinutes } = budgetUsed(calendarOf(organisation, step.unit), step.budget, ran, now);
  return [{ ...(step.unit !== undefined && { unit: step.unit }), budget: step.budget, usedMinutes }, ...step.forward];
}

function walk(organisation: Organisation, path: readonly PathStep[], from: number): number {
  return joined(path).reduce(
    (at, { unit, budget, usedMinutes = 0 }) => budgetDue(calendarOf(organisation, unit), at, budget, { usedMinutes }),
    from,
  );
}

function latestStartOf(organisation: Organisation, path: readonly PathStep[], end: number): number {
  return joined(path).reduceRight(
    (at, { unit, budget, usedMinutes }) => latestStart(calendarOf(organisation, unit), at, budget, usedMinutes),
    end,
  );
}

/**
 * Plain-day budgets that follow each other are added before they are walked: each result would else move to the next opening, and budgets
 * that add up to the deadline would end after it.
 */
function joined(path: readonly PathStep[]): PathStep[] {
  const steps: PathStep[] = [];
  for (const step of path) {
    const last = steps.at(-1);
    const isPlain = step.budget.unit === 'calendarDay';
    if (isPlain && last?.budget.unit === 'calendarDay')
      steps[steps.length - 1] = { ...last, budget: { unit: 'calendarDay', value: last.budget.value + leftOf(step) } };
    else
      steps.push(
        isPlain ? { ...(step.unit !== undefined && { unit: step.unit }), budget: { unit: 'calendarDay', value: leftOf(step) } } : step,
      );
  }
  return steps;
}

/** Plain days of a budget that are not used yet. */
function leftOf({ budget, usedMinutes = 0 }: PathStep): number {
  const total = budgetMinutes(budget);
  return total === 0 ? 0 : (budget.value * Math.max(0, total - usedMinutes)) / total;
}
