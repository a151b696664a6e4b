/** When a deadline or appointment of a clock is due, with the pauses and excluded time since its start. */
import { addWorkingDays, calendarDate, closingOf, isProvisional, workingDaysBetween, workingMinutesBetween } from './calendar.ts';
import { legalDue } from './count.ts';
import { dayOf, instantOf, isoOf, minutesPerWorkingDay } from './local-date.ts';
import type { Interval } from './budget.ts';
import type { Calendar } from './calendar.ts';
import type { ClockState, RunningAppointment } from './clock-state.ts';
import type { Duration } from '../model/types.ts';

/** Waits of a clock that began before `until`, merged, in order; open ones without `to`. */
export function waitsOf(clock: Pick<ClockState, 'pauses' | 'exclusions'>, until = Infinity): Interval[] {
  const all = [...clock.pauses, ...clock.exclusions]
    .map(({ from, to }) => ({ from: instantOf(from), to: to === undefined ? Infinity : instantOf(to) }))
    .filter(({ from }) => from < until)
    .sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const wait of all) {
    const last = merged.at(-1);
    if (last && wait.from <= last.to) last.to = Math.max(last.to, wait.to);
    else merged.push({ ...wait });
  }
  return merged.map(({ from, to }) => (to === Infinity ? { from } : { from, to }));
}

/**
 * A legal count from `startedAt` (epoch milliseconds), lengthened by finished waits: by the working days (or plain days, or hours) from
 * the day a wait began to the day it ended. A wait that began after the date had passed does not save it.
 */
export function dueWithWaits(
  calendar: Calendar,
  clock: ClockState,
  startedAt: number,
  duration: Duration,
  waits: readonly Interval[],
): number {
  // less than a day counts from the minute, so its waits do too
  const counted: Duration =
    duration.unit !== 'workingHour' && duration.value > 0 && duration.value < 1
      ? { value: (duration.value * minutesPerWorkingDay) / 60, unit: 'workingHour' }
      : duration;
  let lengthened = counted.value;
  let dueAt = legalDue(calendar, startedAt, counted, clock).dueAt;
  for (const { from, to } of waits) {
    if (to === undefined || to <= startedAt) continue;
    if (from >= dueAt) break;
    lengthened += waitedFor(calendar, Math.max(from, startedAt), to, counted.unit);
    dueAt = legalDue(calendar, startedAt, { value: lengthened, unit: counted.unit }, clock).dueAt;
  }
  return dueAt;
}

/** The due instant of an appointment, looking only at waits that began before `until`. */
export function appointmentDue(calendar: Calendar, clock: ClockState, appointment: RunningAppointment, until = Infinity): number {
  const waits = waitsOf(clock, until);
  if (appointment.movedTo === undefined || appointment.movedAt === undefined)
    return dueWithWaits(calendar, extraOnlyAtFirst(clock, appointment), instantOf(appointment.startedAt), appointment, waits);
  const movedAt = instantOf(appointment.movedAt);
  let date = appointment.movedTo;
  for (const { from, to } of waits) {
    if (to === undefined || to <= movedAt || from >= closingOf(calendar, date)) continue;
    date = addWorkingDays(calendar, date, waitedFor(calendar, Math.max(from, movedAt), to, 'workingDay'));
  }
  return closingOf(calendar, date);
}

/** The clock with every due date counted anew; kept appointments and finished phases stay. */
export function recount(clock: ClockState, calendar: Calendar): ClockState {
  const waits = waitsOf(clock);
  const start = instantOf(clock.epochStartedAt);
  const deadlines = clock.deadlines.map((deadline) => {
    const phase = deadline.phase === undefined ? undefined : clock.phases.findLast(({ phase: name }) => name === deadline.phase);
    return { ...deadline, dueAt: isoOf(dueWithWaits(calendar, clock, phase ? instantOf(phase.startedAt) : start, deadline, waits)) };
  });
  const appointments = clock.appointments.map((appointment) =>
    appointment.keptAt === undefined ? { ...appointment, dueAt: isoOf(appointmentDue(calendar, clock, appointment)) } : appointment,
  );
  const phases = clock.phases.map((phase) => {
    const deadline = tightest(deadlines.filter((each) => each.phase === phase.phase));
    return phase.endedAt === undefined && deadline ? { ...phase, dueAt: deadline.dueAt } : phase;
  });
  const last = [...deadlines, ...appointments].reduce((latest, { dueAt }) => (dueAt > latest ? dueAt : latest), clock.receivedAt);
  const provisional = isProvisional(
    calendar,
    dayOf(calendarDate(calendar, instantOf(clock.receivedAt))),
    dayOf(calendarDate(calendar, instantOf(last))),
  );
  return { ...clock, deadlines, appointments, phases, provisional };
}

/** The published deadline, else the legal one, else the national one. */
export function tightest<T extends { readonly kind: string }>(deadlines: readonly T[]): T | undefined {
  for (const kind of ['published', 'legal', 'national']) {
    const deadline = deadlines.find((each) => each.kind === kind);
    if (deadline) return deadline;
  }
  return undefined;
}

/** Extra days of mountain communes lengthen the first appointment; one counted from a payment proof is as it is. */
export function extraOnlyAtFirst(clock: ClockState, { order }: { readonly order: number }): ClockState {
  return order === 1 ? clock : { ...clock, extraWorkingDays: 0 };
}

function waitedFor(calendar: Calendar, from: number, to: number, unit: Duration['unit']): number {
  if (unit === 'workingHour') return workingMinutesBetween(calendar, from, to) / 60;
  const [first, last] = [calendarDate(calendar, from), calendarDate(calendar, to)];
  return unit === 'workingDay' ? workingDaysBetween(calendar, first, last) : dayOf(last) - dayOf(first);
}
