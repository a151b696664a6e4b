/** What flags and forecasts look at: the clock and the steps of one dossier, taken from the state by the caller. */
import { instantOfShare } from './budget.ts';
import { openAppointment } from './clocks.ts';
import { calendarOf } from './organisation.ts';
import { instantOf } from './local-date.ts';
import type { Interval } from './budget.ts';
import type { Calendar } from './calendar.ts';
import type { ClockState } from './clock-state.ts';
import type { Organisation } from './organisation.ts';
import type { Duration } from '../model/types.ts';

/** A step of the way to the end. Steps without budget, and those that do not count, are left out. */
export interface PathStep {
  readonly unit?: string;
  readonly budget: Duration;
  /** Budget minutes of it used already. */
  readonly usedMinutes?: number;
}

export interface StepView {
  readonly elementKey: string;
  readonly elementId: string;
  readonly unit?: string;
  readonly department?: string;
  readonly holder?: string;
  readonly arrivedAt: string;
  /** The clock's epoch in which the step was active. */
  readonly epoch: number;
  readonly budget?: Duration;
  /** When its budget ran: closed intervals, earlier visits of a budget per dossier included, in order; the open one begins at `runningSince`. */
  readonly ran: readonly (readonly [string, string])[];
  readonly runningSince?: string;
  /** False for a step that is over: kept in view so that its flags can be checked. */
  readonly active: boolean;
  readonly handOff?: { readonly sentAt: string; readonly acceptedAt?: string };
  /** The longest way from the end of this step to the end of the dossier, each activity once. */
  readonly forward: readonly PathStep[];
}

/** The part of a step that its budget is counted by. */
export type TimedStep = Pick<StepView, 'elementKey' | 'unit' | 'arrivedAt' | 'epoch' | 'budget' | 'ran' | 'runningSince'>;

export interface RaisedFlag {
  readonly flag: string;
  readonly elementKey?: string;
  readonly epoch: number;
  readonly at: string;
  readonly dueAt?: string;
  readonly withdrawnAt?: string;
}

export interface DeadlineView {
  /** Absent: the procedure has no legal clock; steps still have budgets. */
  readonly clock?: ClockState;
  /** The competent agency, whose calendar the appointment follows. */
  readonly unit?: string;
  /** Percent of a budget at which its step is at risk, usually 75. */
  readonly atRiskPercent: number;
  readonly steps: readonly StepView[];
  readonly raised: readonly RaisedFlag[];
}

/** A step with what flags and forecast both ask of it, worked out once. */
export interface MeasuredStep {
  readonly step: StepView;
  readonly calendar: Calendar;
  readonly ran: readonly Interval[];
  /** When its budget is used up, by its own budget alone (epoch milliseconds); undefined without budget, or when it stops before. */
  readonly end?: number;
}

export function measured(view: DeadlineView, organisation: Organisation, step: StepView): MeasuredStep {
  const calendar = calendarOf(organisation, step.unit);
  const ran = runningTime(view, step);
  return { step, calendar, ran, end: step.budget && instantOfShare(calendar, step.budget, ran, 1) };
}

/** The active steps of a view, measured. */
export function activeSteps(view: DeadlineView, organisation: Organisation): MeasuredStep[] {
  return view.steps.filter(({ active }) => active).map((step) => measured(view, organisation, step));
}

/** When the budget of a step ran within its epoch: without the time that the legal clock waited for the applicant. */
export function runningTime(view: Pick<DeadlineView, 'clock'>, step: TimedStep): readonly Interval[] {
  const ran: Interval[] = step.ran.map(([from, to]) => ({ from: instantOf(from), to: instantOf(to) }));
  if (step.runningSince !== undefined) ran.push({ from: instantOf(step.runningSince) });
  return withoutWaits(view, step.epoch, ran);
}

/** Intervals without what lies before the epoch's start and without the applicant's waits. */
export function withoutWaits({ clock }: Pick<DeadlineView, 'clock'>, epoch: number, intervals: readonly Interval[]): readonly Interval[] {
  if (!clock) return intervals;
  const epochStart = epoch === clock.epoch && clock.epoch > 1 ? instantOf(clock.epochStartedAt) : -Infinity;
  if (epochStart === -Infinity && clock.pauses.length === 0) return intervals;
  const inEpoch = intervals.flatMap(({ from, to }) =>
    to === undefined || to > epochStart ? [between(Math.max(from, epochStart), to)] : [],
  );
  return clock.pauses.reduce(
    (left, pause) => without(left, instantOf(pause.from), pause.to === undefined ? undefined : instantOf(pause.to)),
    inEpoch,
  );
}

/**
 * The running appointment if a step may be measured by it: it has not passed when the step arrives, and nobody before overran.
 * A late predecessor does not make its successor late.
 */
export function limitOf(view: Pick<DeadlineView, 'clock' | 'raised'>, step: TimedStep): number | undefined {
  const appointment = view.clock && openAppointment(view.clock);
  if (!appointment || appointment.dueAt <= step.arrivedAt) return undefined;
  const overrunBefore = view.raised.some(
    ({ flag, elementKey, epoch, at, withdrawnAt }) =>
      flag === 'stepOverBudget' &&
      elementKey !== step.elementKey &&
      epoch === step.epoch &&
      at <= step.arrivedAt &&
      withdrawnAt === undefined,
  );
  return overrunBefore ? undefined : instantOf(appointment.dueAt);
}

function between(from: number, to: number | undefined): Interval {
  return to === undefined ? { from } : { from, to };
}

function without(intervals: readonly Interval[], from: number, to: number | undefined): Interval[] {
  return intervals.flatMap((each) => {
    if ((each.to !== undefined && each.to <= from) || (to !== undefined && each.from >= to)) return [each];
    const before = each.from < from ? [between(each.from, from)] : [];
    const after = to !== undefined && (each.to === undefined || each.to > to) ? [between(to, each.to)] : [];
    return [...before, ...after];
  });
}
