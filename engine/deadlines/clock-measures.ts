/** What a dossier's clocks say: legal time used, the score of QĐ 766/QĐ-TTg, and early / on time / late. */
import { calendarDate, workingMinutesBetween } from './calendar.ts';
import { dueWithWaits, extraOnlyAtFirst, tightest, waitsOf } from './clock-due.ts';
import { openAppointment, openSupplement } from './clocks.ts';
import { instantOf, isoOf } from './local-date.ts';
import type { Interval } from './budget.ts';
import type { Calendar } from './calendar.ts';
import type { ClockState } from './clock-state.ts';

export type Punctuality = 'early' | 'onTime' | 'late';

/** Classes of the Vietnamese reports (trước hạn, đúng hạn, quá hạn), by day: early is before the due day, on time is on it. */
export function classify(calendar: Calendar, dueAt: number, finishedAt: number): Punctuality {
  const [due, finished] = [calendarDate(calendar, dueAt), calendarDate(calendar, finishedAt)];
  return finished < due ? 'early' : finished === due ? 'onTime' : 'late';
}

/**
 * When a dossier counts as finished (QĐ 766): processed, before returned, before refused, withdrawn or stopped, before a supplement request
 * that nobody answered. Epoch milliseconds; undefined while it goes on.
 */
export function finishOf(clock: ClockState): number | undefined {
  const request = openSupplement(clock)?.requestedAt;
  return endOf(clock) ?? (request === undefined ? undefined : instantOf(request));
}

/** When the clock ended, whoever has to answer what (epoch milliseconds). */
export function endOf(clock: ClockState): number | undefined {
  const end = clock.processedAt ?? clock.returnedAt ?? clock.closedAt;
  return end === undefined ? undefined : instantOf(end);
}

/** Since when the clock waits: for the applicant, or for a step whose time does not count (epoch milliseconds). Undefined while it runs or once it has ended. */
export function waitsSince(clock: ClockState): number | undefined {
  if (clock.status !== 'paused') return undefined;
  const open = waitsOf(clock).at(-1);
  return open && open.to === undefined ? open.from : undefined;
}

/**
 * Since when no time counts against the appointment that `openAppointment`, else the last, is (epoch milliseconds): the clock waits, or what was promised has
 * been done. What is not late by then does not become late while this lasts.
 */
export function standsSince(clock: ClockState): number | undefined {
  if (openAppointment(clock)) return waitsSince(clock);
  const kept = clock.appointments.at(-1)?.keptAt;
  return kept === undefined ? waitsSince(clock) : instantOf(kept);
}

export interface LegalUse {
  /** Working minutes since the epoch began, waits left out. */
  readonly usedMinutes: number;
  /** To the appointment or deadline, counted the same way; absent without one. */
  readonly totalMinutes?: number;
  readonly share?: number;
  readonly dueAt?: string;
}

/** Legal time used up to `at` (epoch milliseconds) in this epoch. */
export function legalUsed(calendar: Calendar, clock: ClockState, at: number): LegalUse {
  const appointment = openAppointment(clock) ?? clock.appointments.at(-1);
  const start = instantOf(appointment?.startedAt ?? clock.epochStartedAt);
  const waits = waitsOf(clock);
  const usedMinutes = workedWithout(calendar, waits, start, Math.min(at, endOf(clock) ?? at));
  const dueAt = appointment?.dueAt ?? tightest(clock.deadlines)?.dueAt;
  if (dueAt === undefined) return { usedMinutes };
  const totalMinutes = workedWithout(calendar, waits, start, instantOf(dueAt));
  return { usedMinutes, totalMinutes, share: totalMinutes > 0 ? usedMinutes / totalMinutes : usedMinutes > 0 ? 1 : 0, dueAt };
}

export interface Score {
  /** Working minutes from receipt, the applicant's waits subtracted whatever the legal clock does. */
  readonly usedMinutes: number;
  /** Due by the same subtraction: the appointment counted from its first start, without restarts. */
  readonly dueAt?: string;
  readonly overdue: boolean;
  /** Why: past the date, or more than one supplement asked for. */
  readonly because: readonly ('pastDue' | 'supplementTwice')[];
}

/** The score of QĐ 766 at `at` (epoch milliseconds; the end of the period for an unfinished dossier). */
export function scoreUsed(calendar: Calendar, clock: ClockState, at: number): Score {
  const finishedAt = Math.min(finishOf(clock) ?? at, at);
  const waits = clock.supplements.map(({ requestedAt, receivedAt }) => ({
    from: instantOf(requestedAt),
    ...(receivedAt !== undefined && { to: instantOf(receivedAt) }),
  }));
  const usedMinutes = workedWithout(calendar, waits, instantOf(clock.receivedAt), finishedAt);
  const dueAt = scoreDue(calendar, clock, waits);
  const because: Score['because'][number][] = [];
  if (dueAt !== undefined && finishedAt > dueAt) because.push('pastDue');
  if (clock.supplements.length > 1) because.push('supplementTwice');
  return { usedMinutes, ...(dueAt !== undefined && { dueAt: isoOf(dueAt) }), overdue: because.length > 0, because };
}

/** The last appointment's date, or, without one, the longest deadline; in both the excluded steps and the applicant's waits lengthen it. */
function scoreDue(calendar: Calendar, clock: ClockState, applicantWaits: readonly Interval[]): number | undefined {
  const appointment = clock.appointments.at(-1);
  if (appointment?.movedTo !== undefined) return instantOf(appointment.dueAt);
  const waits = waitsOf({
    pauses: applicantWaits.map(({ from, to }) => ({
      from: isoOf(from),
      ...(to !== undefined && { to: isoOf(to) }),
      ground: 'supplement' as const,
    })),
    exclusions: clock.exclusions,
  });
  if (appointment)
    return dueWithWaits(calendar, extraOnlyAtFirst(clock, appointment), instantOf(appointment.firstStartedAt), appointment, waits);
  const dues = clock.deadlines
    .filter(({ phase }) => phase === undefined)
    .map((deadline) => dueWithWaits(calendar, clock, instantOf(clock.receivedAt), deadline, waits));
  return dues.length > 0 ? Math.max(...dues) : undefined;
}

/** Working minutes from `from` to `to` outside the waits, which are in order and do not overlap. */
function workedWithout(calendar: Calendar, waits: readonly Interval[], from: number, to: number): number {
  if (to <= from) return 0;
  let minutes = workingMinutesBetween(calendar, from, to);
  for (const wait of waits) {
    const [start, end] = [Math.max(wait.from, from), Math.min(wait.to ?? to, to)];
    if (start < end) minutes -= workingMinutesBetween(calendar, start, end);
  }
  return minutes;
}
