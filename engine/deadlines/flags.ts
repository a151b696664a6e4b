/**
 * The flags of a dossier as planned instants: nothing is polled, the worker raises each when its instant has come.
 * Each at most once per (flag, element key, clock epoch). Flags of the dossier have no element key for its first appointment,
 * "appointment#2" for the second, "appointment#1.2" for a date after re-appointment.
 */
import { budgetUsed, instantOfShare } from './budget.ts';
import { appointmentDue } from './clock-due.ts';
import { apologyAt, handOffWaitsFrom } from './count.ts';
import { activeSteps, limitOf, measured, withoutWaits } from './deadline-view.ts';
import { missesFrom } from './forecast.ts';
import { instantOf, isoOf } from './local-date.ts';
import { calendarOf } from './organisation.ts';
import type { ClockState, RunningAppointment } from './clock-state.ts';
import type { DeadlineView, MeasuredStep, StepView } from './deadline-view.ts';
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
export interface FlagToCome {
  readonly flag: Flag;
  readonly elementKey?: string;
  readonly epoch: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly dueAt: number;
  /** Absent: it is about the dossier. */
  readonly about?: MeasuredStep;
}

/** Every flag that will be raised if nothing changes, by instant; those raised and not withdrawn are left out, and those after `until` (epoch milliseconds). */
export function plannedFlags(view: DeadlineView, organisation: Organisation, until = Infinity): PlannedFlag[] {
  const raised = raisedKeys(view);
  return flagsToCome(view, organisation, activeSteps(view, organisation))
    .filter((each) => each.at <= until && !raised.has(flagKey(each)))
    .sort((a, b) => a.at - b.at || flags.indexOf(a.flag) - flags.indexOf(b.flag) || compare(a.elementKey ?? '', b.elementKey ?? ''))
    .map((each) => flagOf(view, each));
}

/** The instant of the first of them (epoch milliseconds). `steps`: the active steps of the view. */
export function nextFlagAt(view: DeadlineView, organisation: Organisation, steps: readonly MeasuredStep[]): number | undefined {
  const raised = raisedKeys(view);
  let next: number | undefined;
  for (const each of flagsToCome(view, organisation, steps))
    if ((next === undefined || each.at < next) && !(raised.size > 0 && raised.has(flagKey(each)))) next = each.at;
  return next;
}

function flagsToCome(view: DeadlineView, organisation: Organisation, steps: readonly MeasuredStep[]): FlagToCome[] {
  const coming: FlagToCome[] = [];
  for (const each of steps) addStepFlags(coming, view, organisation, each);
  if (view.clock?.status === 'running')
    for (const appointment of view.clock.appointments)
      if (appointment.keptAt === undefined)
        addAppointmentFlags(coming, view, organisation, steps, appointment, instantOf(appointment.dueAt));
  return coming;
}

function raisedKeys({ raised }: DeadlineView): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const each of raised) if (each.withdrawnAt === undefined) keys.add(flagKey(each));
  return keys;
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

/** The flags of one step, active or over, raised or not. None of a stopped dossier. */
export function stepFlags(view: DeadlineView, organisation: Organisation, step: StepView): FlagToCome[] {
  const coming: FlagToCome[] = [];
  addStepFlags(coming, view, organisation, measured(view, organisation, step));
  return coming;
}

/** The flags of one appointment as it stood at `knownBefore` (epoch milliseconds): with the waits that began before then. */
export function appointmentFlags(
  view: DeadlineView,
  organisation: Organisation,
  clock: ClockState,
  appointment: RunningAppointment,
  knownBefore: number,
): FlagToCome[] {
  const coming: FlagToCome[] = [];
  const dueAt = appointmentDue(calendarOf(organisation, view.unit), clock, appointment, knownBefore);
  addAppointmentFlags(coming, view, organisation, activeSteps(view, organisation), appointment, dueAt);
  return coming;
}

/** None while the dossier waits for the applicant: then the step does not run. */
function addStepFlags(coming: FlagToCome[], view: DeadlineView, organisation: Organisation, each: MeasuredStep): void {
  if (view.clock?.status === 'stopped') return;
  const { budget, handOff } = each.step;
  if (budget && budget.value > 0) addBudgetFlags(coming, view, each, budget);
  if (handOff) addHandOffFlag(coming, view, organisation, each, handOff);
}

/**
 * At risk at a share of the budget, over when it is used up, or at the appointment if that comes first and nobody before overran.
 * A budget of nothing has no flags.
 */
function addBudgetFlags(coming: FlagToCome[], view: DeadlineView, about: MeasuredStep, budget: Duration): void {
  const { step, calendar, ran, end } = about;
  const { elementKey, epoch } = step;
  const limit = limitOf(view, step);
  const overAt = limit !== undefined && (end ?? Infinity) > limit && runsAt(ran, limit) ? limit : end;
  const riskAt = instantOfShare(calendar, budget, ran, view.atRiskPercent / 100);
  if (riskAt !== undefined && (overAt === undefined || riskAt < overAt))
    coming.push({ flag: 'stepAtRisk', elementKey, epoch, at: riskAt, dueAt: overAt ?? riskAt, about });
  if (overAt !== undefined) coming.push({ flag: 'stepOverBudget', elementKey, epoch, at: overAt, dueAt: overAt, about });
}

/** Not taken up within the organisation's working hours after sending; after 15:00 they count from the next day's opening (ADR 0018). */
function addHandOffFlag(
  coming: FlagToCome[],
  view: DeadlineView,
  organisation: Organisation,
  about: MeasuredStep,
  handOff: NonNullable<StepView['handOff']>,
): void {
  const { step, calendar } = about;
  const { elementKey, epoch } = step;
  const waiting = withoutWaits(view, epoch, [{ from: handOffWaitsFrom(calendar, instantOf(handOff.sentAt)) }]);
  const limit = instantOfShare(calendar, { value: organisation.handOffUnclaimedHours, unit: 'workingHour' }, waiting, 1);
  if (limit === undefined) return;
  if (handOff.acceptedAt !== undefined && instantOf(handOff.acceptedAt) < limit) return;
  coming.push({ flag: 'handOffUnclaimed', elementKey, epoch, at: limit, dueAt: limit, about });
}

function addAppointmentFlags(
  coming: FlagToCome[],
  view: DeadlineView,
  organisation: Organisation,
  steps: readonly MeasuredStep[],
  appointment: RunningAppointment,
  dueAt: number,
): void {
  const elementKey = appointmentKey(appointment);
  const epoch = view.clock?.epoch ?? 1;
  coming.push({ flag: 'dossierOverdue', elementKey, epoch, at: dueAt, dueAt });
  let at = Infinity;
  for (const each of steps) at = Math.min(at, missesFrom(view, organisation, each, dueAt) ?? Infinity);
  if (at === Infinity) return;
  coming.push({ flag: 'dossierAtRisk', elementKey, epoch, at, dueAt });
  // a second extension is not allowed, so a moved date that will be missed asks for no second apology
  if (appointment.movedTo === undefined)
    coming.push({ flag: 'apologyDue', elementKey, epoch, at: Math.max(at, apologyAt(calendarOf(organisation, view.unit), dueAt)), dueAt });
}

function flagOf(view: DeadlineView, { flag, elementKey, epoch, at, dueAt, about }: FlagToCome): PlannedFlag {
  // assigned one by one: spreading objects with numbers in them took four fifths of the time of a list of flags
  const planned: { -readonly [K in keyof PlannedFlag]: PlannedFlag[K] } = { flag, epoch, at: isoOf(at), dueAt: isoOf(dueAt) };
  const { unit, department, holder } = about?.step ?? { unit: view.unit };
  if (elementKey !== undefined) planned.elementKey = elementKey;
  if (unit !== undefined) planned.unit = unit;
  if (department !== undefined) planned.department = department;
  if (holder !== undefined) planned.holder = holder;
  if (!about) return planned;
  planned.elementId = about.step.elementId;
  const { budget } = about.step;
  return budget && flag !== 'handOffUnclaimed'
    ? Object.assign(planned, { budget }, budgetUsed(about.calendar, budget, about.ran, at))
    : planned;
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
