/** Flags that a fact entered late disproves (ADR 0018): they were raised, but at their instant they were not true. */
import { appointmentDue } from './clock-due.ts';
import { endOf } from './clock-measures.ts';
import { appointmentFlags, appointmentKey, stepFlags } from './flags.ts';
import { instantOf } from './local-date.ts';
import { calendarOf } from './organisation.ts';
import type { ClockState } from './clock-state.ts';
import type { DeadlineView, RaisedFlag } from './deadline-view.ts';
import type { Organisation } from './organisation.ts';

/** The raised flags that the clock and the steps, as they are known now, disprove. A flag about a step that is not in view stands. */
export function withdrawnFlags(view: DeadlineView, organisation: Organisation): RaisedFlag[] {
  return view.raised.filter((raised) => raised.withdrawnAt === undefined && isDisproved(view, organisation, raised));
}

function isDisproved(view: DeadlineView, organisation: Organisation, raised: RaisedFlag): boolean {
  const at = instantOf(raised.at);
  const ofDossier = raised.flag === 'dossierAtRisk' || raised.flag === 'apologyDue' || raised.flag === 'dossierOverdue';
  if (view.clock && (restartedBefore(view.clock, raised, at) || applicantHadIt(view.clock, at))) return true;
  if (ofDossier)
    return (
      view.clock !== undefined && raised.epoch === view.clock.epoch && dossierFlagDisproved(view, organisation, view.clock, raised, at)
    );
  const step = view.steps.find(({ elementKey, epoch }) => elementKey === raised.elementKey && epoch === raised.epoch);
  if (!step) return false;
  const actual = stepFlags(view, organisation, step).find(({ flag }) => flag === raised.flag);
  return actual === undefined || actual.at > at;
}

/** The clock had opened a new epoch before the flag of an old one was raised. */
function restartedBefore(clock: ClockState, raised: RaisedFlag, at: number): boolean {
  return raised.epoch < clock.epoch && at > instantOf(clock.epochStartedAt);
}

function applicantHadIt(clock: ClockState, at: number): boolean {
  return clock.pauses.some(({ from, to }) => instantOf(from) < at && (to === undefined || at <= instantOf(to)));
}

function dossierFlagDisproved(view: DeadlineView, organisation: Organisation, clock: ClockState, raised: RaisedFlag, at: number): boolean {
  if ((endOf(clock) ?? Infinity) < at) return true;
  if (clock.exclusions.some(({ from, to }) => instantOf(from) < at && (to === undefined || at <= instantOf(to)))) return true;
  const appointment = clock.appointments.find((each) => appointmentKey(each) === raised.elementKey);
  if (!appointment)
    return clock.appointments.some(
      ({ order, movedAt }) => appointmentKey({ order }) === raised.elementKey && movedAt !== undefined && instantOf(movedAt) < at,
    );
  if (appointment.keptAt !== undefined) return instantOf(appointment.keptAt) < at;
  const calendar = calendarOf(organisation, view.unit);
  const dueThen = appointmentDue(calendar, clock, appointment, at);
  if (raised.flag === 'dossierOverdue') return dueThen > at;
  if (raised.dueAt === undefined || dueThen <= instantOf(raised.dueAt)) return false;
  const actual = appointmentFlags(view, organisation, clock, appointment, at).find(({ flag }) => flag === raised.flag);
  return actual === undefined || actual.at > at;
}
