/**
 * The flags of a dossier as planned instants: nothing is polled, the worker raises each when its instant has come.
 * Each at most once per (flag, element key, clock epoch). Flags of the dossier have no element key for its first appointment,
 * "appointment#2" for the second, "appointment#1.2" for a date after re-appointment.
 */
import { budgetUsed, instantOfShare } from './budget.ts';
import { addWorkingMinutes } from './calendar.ts';
import { appointmentDue } from './clock-due.ts';
import { apologyAt, handOffWaitsFrom } from './count.ts';
import { budgetEnd, limitOf, runningTime } from './deadline-view.ts';
import { missesFrom } from './forecast.ts';
import { instantOf, isoOf } from './local-date.ts';
import { calendarOf } from './organisation.ts';
import type { ClockState, RunningAppointment } from './clock-state.ts';
import type { DeadlineView, StepView } from './deadline-view.ts';
import type { Organisation } from './organisation.ts';
import type { Duration } from '../model/types.ts';

/** In the order in which flags of one instant are raised. */
export const flags = ['stepAtRisk', 'stepOverBudget', 'handOffUnclaimed', 'dossierAtRisk', 'apologyDue', 'dossierOverdue'] as const;
export type Flag = (typeof flags)[number];

export interface PlannedFlag {
  readonly flag: Flag;
  readonly elementKey?: string;
  readonly elementId?: string;
  readonly at: string;
  readonly epoch: number;
  /** Whom it is about: the holder of the step, or the receiver of the hand-off. */
  readonly holder?: string;
  readonly unit?: string;
  readonly department?: string;
  readonly budget?: Duration;
  /** Budget minutes used at `at`, and their share of the budget. */
  readonly usedMinutes?: number;
  readonly budgetMinutes?: number;
  readonly share?: number;
  /** The date at stake: the step's, the hand-off's or the appointment's. */
  readonly dueAt: string;
}

/** Every flag that will be raised if nothing changes, by instant; those raised and not withdrawn are left out, and those after `until` (epoch milliseconds). */
export function plannedFlags(view: DeadlineView, organisation: Organisation, until = Infinity): PlannedFlag[] {
  const raised = new Set(view.raised.filter(({ withdrawnAt }) => withdrawnAt === undefined).map(flagKey));
  const planned = [
    ...view.steps.filter(({ active }) => active).flatMap((step) => stepFlags(view, organisation, step)),
    ...dossierFlags(view, organisation),
  ];
  return planned
    .filter((each) => !raised.has(flagKey(each)) && instantOf(each.at) <= until)
    .sort(
      (a, b) => compare(a.at, b.at) || flags.indexOf(a.flag) - flags.indexOf(b.flag) || compare(a.elementKey ?? '', b.elementKey ?? ''),
    );
}

/** Under this key a flag is raised once. */
export function flagKey({
  flag,
  elementKey,
  epoch,
}: {
  readonly flag: string;
  readonly elementKey?: string;
  readonly epoch: number;
}): string {
  return `${flag}|${elementKey ?? ''}|${epoch}`;
}

/** The flags of one step, raised or not. None while the dossier waits for the applicant, and none of a stopped dossier. */
export function stepFlags(view: DeadlineView, organisation: Organisation, step: StepView): PlannedFlag[] {
  if (view.clock?.status === 'stopped') return [];
  const { elementKey, elementId, unit, department, holder, epoch, budget } = step;
  const who = {
    elementKey,
    elementId,
    epoch,
    ...(unit !== undefined && { unit }),
    ...(department !== undefined && { department }),
    ...(holder !== undefined && { holder }),
  };
  return [...(budget ? budgetFlags(view, organisation, step, budget) : []), ...handOffFlags(organisation, step)].map((each) => ({
    ...who,
    ...each,
  }));
}

type FlagOfStep = Omit<PlannedFlag, 'elementKey' | 'elementId' | 'epoch'>;

/**
 * At risk at a share of the budget, over when it is used up, or at the appointment if that comes first and nobody before overran.
 * A budget of nothing has no flags.
 */
function budgetFlags(view: DeadlineView, organisation: Organisation, step: StepView, budget: Duration): FlagOfStep[] {
  const calendar = calendarOf(organisation, step.unit);
  const intervals = runningTime(view, step);
  if (budget.value === 0) return [];
  const end = budgetEnd(view, organisation, step);
  const limit = limitOf(view, step);
  const limited = limit !== undefined && (end ?? Infinity) > limit && runsAt(intervals, limit);
  const overAt = limited ? limit : end;
  const riskAt = instantOfShare(calendar, budget, intervals, view.atRiskPercent / 100);
  const dueAt =
    overAt ??
    instantOfShare(
      calendar,
      budget,
      intervals.map(({ from }) => ({ from })),
      1,
    );
  const raisedAt = (flag: Flag, at: number): FlagOfStep => ({
    flag,
    at: isoOf(at),
    budget,
    ...budgetUsed(
      calendar,
      budget,
      intervals.filter(({ from }) => from < at),
      at,
    ),
    dueAt: isoOf(dueAt ?? at),
  });
  return [
    ...(riskAt !== undefined && (overAt === undefined || riskAt < overAt) ? [raisedAt('stepAtRisk', riskAt)] : []),
    ...(overAt !== undefined ? [raisedAt('stepOverBudget', overAt)] : []),
  ];
}

/** Not taken up within the organisation's working hours after sending; after 15:00 they count from the next day's opening (decisions.md 7). */
function handOffFlags(organisation: Organisation, step: StepView): FlagOfStep[] {
  if (!step.handOff) return [];
  const calendar = calendarOf(organisation, step.unit);
  const limit = addWorkingMinutes(
    calendar,
    handOffWaitsFrom(calendar, instantOf(step.handOff.sentAt)),
    organisation.handOffUnclaimedHours * 60,
  );
  const { acceptedAt } = step.handOff;
  if (acceptedAt !== undefined && instantOf(acceptedAt) < limit) return [];
  return [{ flag: 'handOffUnclaimed', at: isoOf(limit), dueAt: isoOf(limit) }];
}

/** The flags of each running appointment, raised or not; none while the legal clock stands. */
export function dossierFlags(view: DeadlineView, organisation: Organisation): PlannedFlag[] {
  const { clock } = view;
  if (clock?.status !== 'running') return [];
  const open = clock.appointments.filter(({ keptAt }) => keptAt === undefined);
  return open.flatMap((appointment) => appointmentFlags(view, organisation, clock, appointment));
}

/** The flags of one appointment as it stood at `knownBefore`: with the waits that began before then. */
export function appointmentFlags(
  view: DeadlineView,
  organisation: Organisation,
  clock: ClockState,
  appointment: RunningAppointment,
  knownBefore = Infinity,
): PlannedFlag[] {
  const calendar = calendarOf(organisation, view.unit);
  const dueAt = knownBefore === Infinity ? instantOf(appointment.dueAt) : appointmentDue(calendar, clock, appointment, knownBefore);
  const elementKey = appointmentKey(appointment);
  const about = {
    ...(elementKey !== undefined && { elementKey }),
    epoch: clock.epoch,
    ...(view.unit !== undefined && { unit: view.unit }),
    dueAt: isoOf(dueAt),
  };
  const misses = view.steps.filter(({ active }) => active).flatMap((step) => missesFrom(view, organisation, step, dueAt) ?? []);
  const missesAt = misses.length > 0 ? Math.min(...misses) : undefined;
  const planned: PlannedFlag[] = [{ ...about, flag: 'dossierOverdue', at: isoOf(dueAt) }];
  if (missesAt === undefined) return planned;
  planned.push({ ...about, flag: 'dossierAtRisk', at: isoOf(missesAt) });
  // a second extension is not allowed, so a moved date that will be missed asks for no second apology
  if (appointment.movedTo === undefined)
    planned.push({ ...about, flag: 'apologyDue', at: isoOf(Math.max(missesAt, apologyAt(calendar, dueAt))) });
  return planned;
}

/** Element key of an appointment's flags. */
export function appointmentKey({ order, movedTo }: Pick<RunningAppointment, 'order' | 'movedTo'>): string | undefined {
  if (movedTo !== undefined) return `appointment#${order}.2`;
  return order === 1 ? undefined : `appointment#${order}`;
}

function runsAt(intervals: readonly { readonly from: number; readonly to?: number }[], instant: number): boolean {
  return intervals.some(({ from, to }) => from < instant && (to === undefined || instant <= to));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
