/**
 * The clocks of a dossier: each function gives a new ClockState or throws DeadlineRefused with a code.
 * `at` is when it happened (occurredAt, epoch milliseconds), never before the clock's last change. Sources: Decree 61/2018 arts. 18–20, domain rules of supplement, payment and apology.
 */
import { calendarDate, closingOf, nextOpenDate } from './calendar.ts';
import { recount, tightest } from './clock-due.ts';
import { apologyAt, legalDue } from './count.ts';
import { DeadlineRefused } from './deadline-refused.ts';
import { instantOf, isoOf } from './local-date.ts';
import type { Calendar } from './calendar.ts';
import type { ChosenDeadline, ClockOutcome, ClockState, RunningAppointment, SupplementMode } from './clock-state.ts';
import type { CountingRules } from './count.ts';
import type { DeadlineRefusalCode } from './deadline-refused.ts';
import type { Duration } from '../model/types.ts';

export { recount } from './clock-due.ts';
export type * from './clock-state.ts';

export interface ClockOpening extends CountingRules {
  /** When the complete, valid dossier was received (epoch milliseconds). */
  readonly receivedAt: number;
  readonly onSupplement: SupplementMode;
  /** Deadlines whose `when` held. */
  readonly deadlines: readonly ChosenDeadline[];
  /** What the receipt slip promises; without it the published deadline, else the legal one. */
  readonly appointment?: Duration & { readonly source?: string };
}

/** A clock that starts at receipt, with the first appointment. A procedure without any deadline has a clock without appointment. */
export function openClock(calendar: Calendar, opening: ClockOpening): ClockState {
  const receivedAt = isoOf(opening.receivedAt);
  const promise = opening.appointment ?? tightest(opening.deadlines.filter(({ phase }) => phase === undefined));
  const clock: ClockState = {
    after15: opening.after15,
    onSupplement: opening.onSupplement,
    ...(opening.extraWorkingDays !== undefined && { extraWorkingDays: opening.extraWorkingDays }),
    status: 'running',
    receivedAt,
    epoch: 1,
    epochStartedAt: receivedAt,
    lastAt: receivedAt,
    pauses: [],
    exclusions: [],
    supplements: [],
    deadlines: opening.deadlines.map((deadline) => ({ dueAt: receivedAt, ...deadline })),
    appointments: promise ? [appointmentFrom(1, promise, receivedAt)] : [],
    phases: [],
    provisional: false,
  };
  return recount(clock, calendar);
}

/** The applicant is asked to supplement. Allowed more than once, and late: both are findings. Refused while one is open. */
export function requestSupplement(
  clock: ClockState,
  calendar: Calendar,
  at: number,
  mode: SupplementMode = clock.onSupplement,
): ClockState {
  const changed = changedAt(clock, at);
  if (openSupplement(clock)) throw refused('SUPPLEMENT_ALREADY_OPEN', 'Đang chờ bổ sung hồ sơ', 'A supplement is being waited for already');
  const limit = legalDue(calendar, instantOf(clock.epochStartedAt), { value: 3, unit: 'workingDay' }, { after15: clock.after15 }).dueAt;
  const supplements = [...clock.supplements, { requestedAt: isoOf(at), mode, late: at > limit }];
  if (mode === 'none') return { ...changed, supplements };
  return { ...changed, supplements, pauses: [...clock.pauses, { from: isoOf(at), ground: 'supplement' }], status: 'paused' };
}

/**
 * The complete dossier has come. `restart`: a new epoch, everything not yet kept counts again from now. `pause`: the wait is added. `none`: nothing changes.
 */
export function receiveSupplement(clock: ClockState, calendar: Calendar, at: number): ClockState {
  const changed = changedAt(clock, at);
  const open = openSupplement(clock);
  if (!open) throw refused('NO_OPEN_SUPPLEMENT', 'Không có yêu cầu bổ sung nào đang chờ', 'No supplement is being waited for');
  const now = isoOf(at);
  const received: ClockState = {
    ...changed,
    supplements: clock.supplements.map((each) => (each === open ? { ...each, receivedAt: now } : each)),
    pauses: closeOpen(clock.pauses, now),
  };
  const restarted: ClockState =
    open.mode !== 'restart'
      ? received
      : {
          ...received,
          epoch: clock.epoch + 1,
          epochStartedAt: now,
          appointments: clock.appointments.map((each) =>
            each.keptAt === undefined
              ? { ...appointmentFrom(each.order, each, now), firstStartedAt: each.firstStartedAt, ...historyOf(each) }
              : each,
          ),
          phases: clock.phases.map((each) => (each.endedAt === undefined ? { ...each, startedAt: now } : each)),
        };
  return recount({ ...restarted, status: statusOf(restarted) }, calendar);
}

/** A further appointment begins, such as the one counted from the proof of payment. Refused while one of that order runs. */
export function startAppointment(
  clock: ClockState,
  calendar: Calendar,
  at: number,
  appointment: Duration & { readonly order: number; readonly source?: string },
): ClockState {
  const changed = changedAt(clock, at);
  if (clock.appointments.some(({ order, keptAt }) => order === appointment.order && keptAt === undefined))
    throw refused('APPOINTMENT_RUNNING', `Lần hẹn ${appointment.order} đang chạy`, `Appointment ${appointment.order} is running already`);
  const others = clock.appointments.filter(({ order }) => order !== appointment.order);
  const earlier = clock.appointments.find(({ order }) => order === appointment.order);
  return recount(
    {
      ...changed,
      appointments: [...others, { ...appointmentFrom(appointment.order, appointment, isoOf(at)), ...(earlier && historyOf(earlier)) }],
    },
    calendar,
  );
}

/** What was promised by an appointment has been done. */
export function keepAppointment(clock: ClockState, at: number, order: number): ClockState {
  const changed = changedAt(clock, at);
  findOpen(clock, order);
  return { ...changed, appointments: clock.appointments.map((each) => (each.order === order ? { ...each, keptAt: isoOf(at) } : each)) };
}

/**
 * Moves the running appointment to closing time of `to` (a date; the next open day when closed), at most once in a dossier (Decree 61/2018, art. 19(9)).
 * Refused without a reason, a second time, or unless the new date is later.
 */
export function reappoint(
  clock: ClockState,
  calendar: Calendar,
  at: number,
  { to, reason, order }: { readonly to: string; readonly reason: string; readonly order?: number },
): ClockState {
  const changed = changedAt(clock, at);
  const appointment = findOpen(clock, order);
  if (reason.trim() === '') throw refused('REASON_MISSING', 'Hẹn lại phải nêu lý do', 'A re-appointment needs a reason');
  if (clock.appointments.some(({ movedAt }) => movedAt !== undefined))
    throw refused('ALREADY_REAPPOINTED', 'Chỉ được hẹn lại một lần', 'An appointment is moved once at most');
  const movedTo = nextOpenDate(calendar, to);
  const dueAt = closingOf(calendar, movedTo);
  const oldDue = instantOf(appointment.dueAt);
  if (dueAt <= oldDue || dueAt <= at)
    throw refused(
      'REAPPOINTMENT_NOT_LATER',
      `Ngày hẹn lại ${to} không sau ngày hẹn cũ`,
      `The new date ${to} is not later than the old one`,
      { dueAt: appointment.dueAt },
    );
  const moved = {
    ...appointment,
    dueAt: isoOf(dueAt),
    movedFrom: appointment.dueAt,
    movedAt: isoOf(at),
    movedTo,
    reason,
    movedLate: calendarDate(calendar, at) > calendarDate(calendar, apologyAt(calendar, oldDue)),
  };
  return recount({ ...changed, appointments: clock.appointments.map((each) => (each === appointment ? moved : each)) }, calendar);
}

/** A step begins whose time does not count. Refused when it is excluded already. */
export function excludeTime(clock: ClockState, at: number, elementKey: string, basis?: string): ClockState {
  const changed = changedAt(clock, at);
  if (clock.exclusions.some((each) => each.elementKey === elementKey && each.to === undefined))
    throw refused(
      'ALREADY_EXCLUDED',
      `Thời gian của bước "${elementKey}" đã không tính`,
      `The time of "${elementKey}" is excluded already`,
    );
  return {
    ...changed,
    status: 'paused',
    exclusions: [...clock.exclusions, { from: isoOf(at), elementKey, ...(basis !== undefined && { basis }) }],
  };
}

/** That step is over: due dates move on by its time. */
export function includeTime(clock: ClockState, calendar: Calendar, at: number, elementKey: string): ClockState {
  const changed = changedAt(clock, at);
  if (!clock.exclusions.some((each) => each.elementKey === elementKey && each.to === undefined))
    throw refused('NOT_EXCLUDED', `Thời gian của bước "${elementKey}" đang được tính`, `The time of "${elementKey}" is not excluded`);
  const exclusions = clock.exclusions.map((each) =>
    each.elementKey === elementKey && each.to === undefined ? { ...each, to: isoOf(at) } : each,
  );
  return recount({ ...changed, exclusions, status: statusOf({ pauses: clock.pauses, exclusions }) }, calendar);
}

/** A phase with limits of its own begins. */
export function startPhase(clock: ClockState, calendar: Calendar, at: number, phase: string): ClockState {
  const changed = changedAt(clock, at);
  if (clock.phases.some((each) => each.phase === phase && each.endedAt === undefined))
    throw refused('PHASE_RUNNING', `Giai đoạn "${phase}" đang chạy`, `Phase "${phase}" is running already`);
  return recount({ ...changed, phases: [...clock.phases, { phase, startedAt: isoOf(at) }] }, calendar);
}

export function endPhase(clock: ClockState, at: number, phase: string): ClockState {
  const changed = changedAt(clock, at);
  if (!clock.phases.some((each) => each.phase === phase && each.endedAt === undefined))
    throw refused('NO_SUCH_PHASE', `Giai đoạn "${phase}" không chạy`, `Phase "${phase}" is not running`);
  return {
    ...changed,
    phases: clock.phases.map((each) => (each.phase === phase && each.endedAt === undefined ? { ...each, endedAt: isoOf(at) } : each)),
  };
}

/**
 * The dossier is processed, returned, refused, withdrawn or stopped. Running appointments are kept by the first three; after `processed` only `returned` may follow.
 */
export function endClock(clock: ClockState, at: number, outcome: ClockOutcome): ClockState {
  if (clock.outcome === 'processed' && outcome === 'returned')
    return { returnedAt: isoOf(at), ...clock, lastAt: isoOf(notBefore(clock, at)), outcome };
  const changed = changedAt(clock, at);
  const now = isoOf(at);
  const abandoned = outcome === 'withdrawn' || outcome === 'stopped';
  return {
    outcome,
    ...(outcome === 'processed' ? { processedAt: now } : outcome === 'returned' ? { returnedAt: now } : { closedAt: now }),
    ...changed,
    status: abandoned ? 'stopped' : 'ended',
    // an unanswered supplement request stays unanswered in `supplements`
    pauses: closeOpen(clock.pauses, now),
    exclusions: closeOpen(clock.exclusions, now),
    appointments: abandoned
      ? clock.appointments
      : clock.appointments.map((each) => (each.keptAt === undefined ? { keptAt: now, ...each } : each)),
  };
}

/** The supplement request that nobody has answered yet. */
export function openSupplement(clock: ClockState): ClockState['supplements'][number] | undefined {
  return clock.supplements.find(({ receivedAt }) => receivedAt === undefined);
}

/** The running appointment that is due first. */
export function openAppointment(clock: ClockState): RunningAppointment | undefined {
  let first: RunningAppointment | undefined;
  for (const each of clock.appointments) if (each.keptAt === undefined && !(first && first.dueAt <= each.dueAt)) first = each;
  return first;
}

/** What a calendar with a newer notice would move, without moving it: `recount` is the explicit decision to do so. */
export function previewRecount(clock: ClockState, calendar: Calendar): { order: number; from: string; to: string }[] {
  return recount(clock, calendar).appointments.flatMap(({ order, dueAt }, i) => {
    const from = clock.appointments[i]?.dueAt ?? dueAt;
    return from === dueAt ? [] : [{ order, from, to: dueAt }];
  });
}

function appointmentFrom(
  order: number,
  { value, unit, source }: Duration & { readonly source?: string },
  startedAt: string,
): RunningAppointment {
  return { order, value, unit, ...(source !== undefined && { source }), startedAt, firstStartedAt: startedAt, dueAt: startedAt };
}

/** A restart forgets the moved date but not that the one re-appointment was used. */
function historyOf({ movedFrom, movedAt, reason, movedLate }: RunningAppointment): Partial<RunningAppointment> {
  return movedAt === undefined ? {} : { movedFrom, movedAt, reason, movedLate };
}

function findOpen(clock: ClockState, order?: number): RunningAppointment {
  const appointment = order === undefined ? openAppointment(clock) : clock.appointments.find((each) => each.order === order);
  if (!appointment) throw refused('NO_SUCH_APPOINTMENT', 'Không có lần hẹn nào đang chạy', 'No such appointment is running', { order });
  if (appointment.keptAt !== undefined)
    throw refused('APPOINTMENT_KEPT', `Lần hẹn ${appointment.order} đã xong`, `Appointment ${appointment.order} has been kept`);
  return appointment;
}

function statusOf({ pauses, exclusions }: Pick<ClockState, 'pauses' | 'exclusions'>): 'running' | 'paused' {
  return [...pauses, ...exclusions].some(({ to }) => to === undefined) ? 'paused' : 'running';
}

function closeOpen<T extends { readonly to?: string }>(intervals: readonly T[], to: string): T[] {
  return intervals.map((each) => (each.to === undefined ? { ...each, to } : each));
}

function changedAt(clock: ClockState, at: number): ClockState {
  if (clock.status === 'ended' || clock.status === 'stopped')
    throw refused('CLOCK_ENDED', 'Hồ sơ đã kết thúc', 'The clock of this dossier has ended');
  return { ...clock, lastAt: isoOf(notBefore(clock, at)) };
}

function notBefore(clock: ClockState, at: number): number {
  if (at >= instantOf(clock.lastAt)) return at;
  throw refused(
    'BEFORE_LAST_EVENT',
    `Thời điểm ${isoOf(at)} trước lần thay đổi cuối ${clock.lastAt}`,
    `${isoOf(at)} is before the last change at ${clock.lastAt}`,
  );
}

function refused(code: DeadlineRefusalCode, message: string, messageEn: string, details: object = {}): DeadlineRefused {
  return new DeadlineRefused(code, message, messageEn, details);
}
