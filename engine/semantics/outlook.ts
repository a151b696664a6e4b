/** What a state says of its time in a few numbers: kept beside every dossier after every command, so that workers and lists need not look inside. */
import { classify, finishOf, standsSince, waitsSince, type Punctuality } from '../deadlines/clock-measures.ts';
import { openAppointment } from '../deadlines/clocks.ts';
import { activeSteps } from '../deadlines/deadline-view.ts';
import { nextFlagAt } from '../deadlines/flags.ts';
import { forecastEnd } from '../deadlines/forecast.ts';
import { instantOf } from '../deadlines/local-date.ts';
import { calendarOf, type Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import { comingView, isOpen } from './flags.ts';
import { hasIncident } from './subscriptions.ts';
import type { State } from './state.ts';

/** Instants in epoch milliseconds. Timer and forecast only of an active dossier; flags also of a suspended one. */
export interface Outlook {
  /** When the first flag is to be raised: `at` of the first of `comingFlags`. */
  readonly nextFlagMs?: number;
  /** When the first timer is to be fired. One with an incident cannot fire until that is resolved. */
  readonly nextTimerMs?: number;
  /** When the dossier will end by its budgets. Without a clock nothing is promised, and nothing forecast; nor while it waits. */
  readonly forecastMs?: number;
  /** The appointment the applicant holds: the running one, else the last. */
  readonly appointmentDueMs?: number;
  /** Since when no time counts against that appointment, unless the dossier has ended. */
  readonly standsSinceMs?: number;
  /** The dossier against its appointment, once it counts as finished. */
  readonly result?: Punctuality;
  /** When it counts as finished against its appointment. */
  readonly finishedMs?: number;
  /** The competent agency: a unit, also where the procedure names a kind of unit that was bound at the start. */
  readonly department?: string;
}

/** The outlook of a dossier at `nowMs`. */
export function outlook(model: ProcessModel, state: State, organisation: Organisation, nowMs: number): Outlook {
  const { clock } = state;
  const view = comingView(model, state);
  const isActive = state.status === 'active';
  const steps = isOpen(state) ? activeSteps(view, organisation) : [];
  const appointment = clock && (openAppointment(clock) ?? clock.appointments.at(-1));
  const appointmentDueMs = appointment && instantOf(appointment.dueAt);
  const finishedMs = clock && finishOf(clock);
  return {
    nextFlagMs: isOpen(state) ? nextFlagAt(view, organisation, steps) : undefined,
    nextTimerMs: isActive ? nextTimerAt(state) : undefined,
    forecastMs: isActive && clock && waitsSince(clock) === undefined ? forecastEnd(steps, organisation, nowMs).endsAt : undefined,
    appointmentDueMs,
    standsSinceMs: clock && state.status !== 'ended' ? standsSince(clock) : undefined,
    result:
      appointmentDueMs !== undefined && finishedMs !== undefined
        ? classify(calendarOf(organisation, view.unit), appointmentDueMs, finishedMs)
        : undefined,
    finishedMs,
    department: view.unit,
  };
}

function nextTimerAt(state: State): number | undefined {
  let first: string | undefined;
  for (const key in state.subscriptions) {
    const { type, dueAt } = state.subscriptions[key]!;
    if (type === 'timer' && dueAt !== undefined && (first === undefined || dueAt < first) && !hasIncident(state, key)) first = dueAt;
  }
  return first === undefined ? undefined : instantOf(first);
}
