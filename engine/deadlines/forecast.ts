/** When a dossier will end if every step left takes its budget, and how each step stands at an instant. */
import { budgetUsed } from './budget.ts';
import { finishOf, standsSince, waitsSince } from './clock-measures.ts';
import { openAppointment } from './clocks.ts';
import { activeSteps } from './deadline-view.ts';
import { instantOf, isoOf } from './local-date.ts';
import { stepUse } from './step-use.ts';
import { endOfWay, latestStartOfWay } from './way-forward.ts';
import { standingOf } from './working-due.ts';
import type { DeadlineView, MeasuredStep, PathStep, StepView } from './deadline-view.ts';
import type { Organisation } from './organisation.ts';
import type { Duration } from '../model/types.ts';

export interface Forecast {
  /** When the last active step and its longest way forward have used their budgets. Absent while the clock waits: nobody knows how long. */
  readonly endsAt?: string;
  /** Since when the clock waits, or the appointment has been kept. */
  readonly standsSince?: string;
  /** The running appointment. */
  readonly dueAt?: string;
  /** Not finished, and ends after the appointment; while the clock stands: it stopped after the appointment. */
  readonly misses: boolean;
  /** The active step that ends last. */
  readonly elementKey?: string;
  /** Budget minutes that the steps left leave before the appointment, by their approved budgets; negative: what is missing. Absent without appointment. */
  readonly spareMinutes?: number;
  /** By how much the appointment will be missed even if every step left is cut as far as it can be. */
  readonly certainlyLateByMinutes?: number;
}

/** The forecast of a dossier at `now` (epoch milliseconds). While the clock waits its dates will move on by the wait, so nothing is measured by them. */
export function forecast(view: DeadlineView, organisation: Organisation, now: number): Forecast {
  const steps = activeSteps(view, organisation);
  const { clock } = view;
  const end = forecastEnd(steps, organisation, now);
  const waits = clock !== undefined && waitsSince(clock) !== undefined;
  const since = clock && standsSince(clock);
  const dueAt = clock && openAppointment(clock)?.dueAt;
  const promised = dueAt ?? clock?.appointments.at(-1)?.dueAt;
  const isFinished = clock !== undefined && finishOf(clock) !== undefined;
  const standings =
    dueAt === undefined || waits ? [] : steps.flatMap((each) => standingOf(organisation, each, instantOf(dueAt), now) ?? []);
  return {
    ...(!waits && { endsAt: isoOf(end.endsAt) }),
    ...(since !== undefined && { standsSince: isoOf(since) }),
    ...(dueAt !== undefined && { dueAt }),
    misses:
      promised !== undefined && !isFinished && (since === undefined ? end.endsAt > instantOf(promised) : since >= instantOf(promised)),
    ...(!waits && end.elementKey !== undefined && { elementKey: end.elementKey }),
    ...(standings.length > 0 && {
      spareMinutes: Math.min(...standings.map(({ spareMinutes }) => spareMinutes)),
      certainlyLateByMinutes: Math.max(...standings.map(({ overdueMinutes }) => overdueMinutes)),
    }),
  };
}

/** When the active steps and their ways forward end (epoch milliseconds), and the one that ends last. */
export function forecastEnd(
  steps: readonly MeasuredStep[],
  organisation: Organisation,
  now: number,
): { readonly endsAt: number; readonly elementKey?: string } {
  let endsAt = now;
  let elementKey: string | undefined;
  for (const each of steps) {
    const end = endOfWay(organisation, each.step.forward, now, restOf(each, now));
    if (end > endsAt || elementKey === undefined) [endsAt, elementKey] = [Math.max(end, endsAt), each.step.elementKey];
  }
  return { endsAt, elementKey };
}

/**
 * The instant (epoch milliseconds) from which the appointment due at `dueAt` is missed if this step and its way forward take their budgets:
 * when the step arrived or the clock last changed, or when the slack is used up. Undefined when nothing is left before it passes.
 */
export function missesFrom(view: DeadlineView, organisation: Organisation, each: MeasuredStep, dueAt: number): number | undefined {
  const { step } = each;
  const arrivedAt = instantOf(step.arrivedAt);
  const since = view.clock ? Math.max(arrivedAt, instantOf(view.clock.lastAt)) : arrivedAt;
  const stepEnd = step.runningSince === undefined ? undefined : each.end;
  const missed = stepEnd !== undefined && endOfWay(organisation, step.forward, Math.max(stepEnd, since)) > dueAt;
  const rest = stepEnd === undefined ? restOf(each, since) : undefined;
  const misses = missed ? since : Math.max(since, latestStartOfWay(organisation, step.forward, dueAt, rest));
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
  /** The approved budget's end, never after the appointment; absent without budget or while the step's clock stands. */
  readonly dueAt?: string;
  /** By when the way forward needs it, as known when it began to run or the clock changed; of a report only. */
  readonly workingDueAt?: string;
  /** Working minutes past `dueAt`. */
  readonly overByMinutes: number;
}

/** Holder, budget, used, share and due of every active step at `now` (epoch milliseconds). */
export function stepTimes(view: DeadlineView, organisation: Organisation, now: number): StepTime[] {
  return view.steps.filter(({ active }) => active).map((step) => stepTime(view, organisation, step, now));
}

/** The same for one step, active or over. */
export function stepTime(view: DeadlineView, organisation: Organisation, step: StepView, now: number): StepTime {
  const { elementKey, elementId, unit, department, holder, budget } = step;
  const { dueAt, overByMinutes, ...use } = stepUse(view, organisation, step, now);
  return {
    elementKey,
    elementId,
    ...(unit !== undefined && { unit }),
    ...(department !== undefined && { department }),
    ...(holder !== undefined && { holder }),
    ...(budget && { budget }),
    ...use,
    ...(dueAt !== undefined && { dueAt: isoOf(dueAt) }),
    overByMinutes,
  };
}

/** What is left of a step's budget at `now`; undefined without budget. */
function restOf({ step: { unit, budget }, calendar, ran }: MeasuredStep, now: number): PathStep | undefined {
  return budget && { unit, budget, usedMinutes: budgetUsed(calendar, budget, ran, now).usedMinutes };
}
