/**
 * The flags of a dossier as planned instants: nothing is polled, the worker raises each when its instant has come.
 * Each at most once per (flag, element key, clock epoch). Flags of the dossier have no element key for its first appointment,
 * "appointment#2" for the second, "appointment#1.2" for a date after re-appointment.
 */
import { budgetUsed, instantOfShare } from './budget.ts';
import { appointmentDue } from './clock-due.ts';
import { apologyAt, handOffWaitsFrom } from './count.ts';
import { limitOf, runningTime, withoutWaits } from './deadline-view.ts';
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

/** A flag before it is written out: most are only compared with now. */
interface Candidate {
  readonly flag: Flag;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly dueAt: number;
  readonly step?: StepView;
  readonly appointment?: RunningAppointment;
}

/** Every flag that will be raised if nothing changes, by instant; those raised and not withdrawn are left out, and those after `until` (epoch milliseconds). */
export function plannedFlags(view: DeadlineView, organisation: Organisation, until = Infinity): PlannedFlag[] {
  const candidates = view.steps.filter(({ active }) => active).flatMap((step) => stepCandidates(view, organisation, step));
  if (view.clock?.status === 'running')
    for (const appointment of view.clock.appointments)
      if (appointment.keptAt === undefined)
        candidates.push(...appointmentCandidates(view, organisation, appointment, instantOf(appointment.dueAt)));
  const due = candidates.filter(({ at }) => at <= until).map((candidate) => flagOf(view, organisation, candidate));
  if (due.length === 0) return due;
  const raised = new Set(view.raised.filter(({ withdrawnAt }) => withdrawnAt === undefined).map(flagKey));
  return due
    .filter((each) => !raised.has(flagKey(each)))
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

/** The flags of one step, active or over, raised or not. None while the dossier waits for the applicant, and none of a stopped dossier. */
export function stepFlags(view: DeadlineView, organisation: Organisation, step: StepView): PlannedFlag[] {
  return stepCandidates(view, organisation, step).map((candidate) => flagOf(view, organisation, candidate));
}

/** The flags of one appointment as it stood at `knownBefore` (epoch milliseconds): with the waits that began before then. */
export function appointmentFlags(
  view: DeadlineView,
  organisation: Organisation,
  clock: ClockState,
  appointment: RunningAppointment,
  knownBefore: number,
): PlannedFlag[] {
  const dueAt = appointmentDue(calendarOf(organisation, view.unit), clock, appointment, knownBefore);
  return appointmentCandidates(view, organisation, appointment, dueAt).map((candidate) => flagOf(view, organisation, candidate));
}

function stepCandidates(view: DeadlineView, organisation: Organisation, step: StepView): Candidate[] {
  if (view.clock?.status === 'stopped') return [];
  const candidates: Candidate[] = [];
  if (step.budget && step.budget.value > 0) addBudgetFlags(candidates, view, organisation, step, step.budget);
  if (step.handOff) addHandOffFlag(candidates, view, organisation, step, step.handOff);
  return candidates;
}

/**
 * At risk at a share of the budget, over when it is used up, or at the appointment if that comes first and nobody before overran.
 * A budget of nothing has no flags.
 */
function addBudgetFlags(candidates: Candidate[], view: DeadlineView, organisation: Organisation, step: StepView, budget: Duration): void {
  const calendar = calendarOf(organisation, step.unit);
  const intervals = runningTime(view, step);
  const end = instantOfShare(calendar, budget, intervals, 1);
  const limit = limitOf(view, step);
  const overAt = limit !== undefined && (end ?? Infinity) > limit && runsAt(intervals, limit) ? limit : end;
  const riskAt = instantOfShare(calendar, budget, intervals, view.atRiskPercent / 100);
  if (riskAt !== undefined && (overAt === undefined || riskAt < overAt))
    candidates.push({ flag: 'stepAtRisk', at: riskAt, dueAt: overAt ?? riskAt, step });
  if (overAt !== undefined) candidates.push({ flag: 'stepOverBudget', at: overAt, dueAt: overAt, step });
}

/** Not taken up within the organisation's working hours after sending; after 15:00 they count from the next day's opening (ADR 0018). */
function addHandOffFlag(
  candidates: Candidate[],
  view: DeadlineView,
  organisation: Organisation,
  step: StepView,
  handOff: NonNullable<StepView['handOff']>,
): void {
  const calendar = calendarOf(organisation, step.unit);
  const waiting = withoutWaits(view, step.epoch, [{ from: handOffWaitsFrom(calendar, instantOf(handOff.sentAt)) }]);
  const limit = instantOfShare(calendar, { value: organisation.handOffUnclaimedHours, unit: 'workingHour' }, waiting, 1);
  if (limit === undefined) return;
  if (handOff.acceptedAt !== undefined && instantOf(handOff.acceptedAt) < limit) return;
  candidates.push({ flag: 'handOffUnclaimed', at: limit, dueAt: limit, step });
}

function appointmentCandidates(
  view: DeadlineView,
  organisation: Organisation,
  appointment: RunningAppointment,
  dueAt: number,
): Candidate[] {
  const candidates: Candidate[] = [{ flag: 'dossierOverdue', at: dueAt, dueAt, appointment }];
  let missesAt = Infinity;
  for (const step of view.steps) if (step.active) missesAt = Math.min(missesAt, missesFrom(view, organisation, step, dueAt) ?? Infinity);
  if (missesAt === Infinity) return candidates;
  candidates.push({ flag: 'dossierAtRisk', at: missesAt, dueAt, appointment });
  // a second extension is not allowed, so a moved date that will be missed asks for no second apology
  if (appointment.movedTo === undefined)
    candidates.push({
      flag: 'apologyDue',
      at: Math.max(missesAt, apologyAt(calendarOf(organisation, view.unit), dueAt)),
      dueAt,
      appointment,
    });
  return candidates;
}

function flagOf(view: DeadlineView, organisation: Organisation, { flag, at, dueAt, step, appointment }: Candidate): PlannedFlag {
  const instants = { flag, at: isoOf(at), dueAt: isoOf(dueAt) };
  if (!step) {
    const elementKey = appointment && appointmentKey(appointment);
    return {
      ...instants,
      epoch: view.clock?.epoch ?? 1,
      ...(elementKey !== undefined && { elementKey }),
      ...(view.unit !== undefined && { unit: view.unit }),
    };
  }
  const { elementKey, elementId, unit, department, holder, epoch, budget } = step;
  const used =
    budget && flag !== 'handOffUnclaimed' ? budgetUsed(calendarOf(organisation, unit), budget, runningTime(view, step), at) : undefined;
  return {
    ...instants,
    elementKey,
    elementId,
    epoch,
    ...(unit !== undefined && { unit }),
    ...(department !== undefined && { department }),
    ...(holder !== undefined && { holder }),
    ...(used && { budget, ...used }),
  };
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
