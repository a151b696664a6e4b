/** What a command changed, as rows of the tables that people and workers look into. */
import { openAppointment } from '../deadlines/clocks.ts';
import { classify, finishOf } from '../deadlines/clock-measures.ts';
import { forecast, stepTime } from '../deadlines/forecast.ts';
import { calendarOf, type Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import { comingFlags, deadlineView, endedView } from '../semantics/flags.ts';
import type { Event } from '../semantics/events.ts';
import type { HandOff, State } from '../semantics/state.ts';
import type { RowOf } from './store/bulk.ts';

export interface Projection {
  /** Table → rows to insert or replace. */
  readonly rows: ReadonlyMap<string, readonly RowOf[]>;
  /** Table → keys within the dossier whose rows go. */
  readonly gone: ReadonlyMap<string, readonly string[]>;
}

/**
 * The rows that differ between two states of a dossier. Records of a state are replaced, never changed, so that comparing references finds
 * every difference; flags come from their events, which say who held the step and by how much.
 */
export function project(
  model: ProcessModel,
  dossierId: string,
  before: State,
  after: State,
  events: readonly Event[],
  organisation: Organisation,
): Projection {
  const rows = new Map<string, RowOf[]>();
  const gone = new Map<string, string[]>();
  const put = <T>(into: Map<string, T[]>, table: string, value: T) => {
    const known = into.get(table);
    if (known) known.push(value);
    else into.set(table, [value]);
  };
  const add = (table: string, row: RowOf | undefined) => row && put(rows, table, { dossier_id: dossierId, ...row });
  for (const key of changedKeys(before.elements, after.elements)) add('steps', openStepRow(model, after, key));
  for (const key of changedKeys(before.steps, after.steps)) add('steps', finishedStepRow(model, after, key, organisation));
  for (const key of changedKeys(before.handOffs, after.handOffs)) add('hand_offs', handOffRow(after.handOffs[key]!));
  for (const key of changedKeys(before.subscriptions, after.subscriptions)) {
    const wait = after.subscriptions[key] ?? before.subscriptions[key]!;
    if (wait.type !== 'message' && wait.type !== 'signal') continue;
    if (!after.subscriptions[key]) put(gone, 'waits', key);
    else if (!before.subscriptions[key])
      add('waits', {
        key,
        type: wait.type,
        name: wait.name ?? '',
        correlation_key: wait.correlationKey === undefined ? undefined : JSON.stringify(wait.correlationKey),
      });
  }
  for (const key of changedKeys(before.incidents, after.incidents)) {
    const incident = after.incidents[key];
    if (incident)
      add('incidents', {
        key,
        code: incident.code,
        element_id: incident.elementId,
        message: incident.message,
        message_en: incident.messageEn,
        raised_at: incident.raisedAt,
      });
    else put(gone, 'incidents', key);
  }
  for (const event of events) if (event.type === 'flagRaised') add('flags', flagRow(event));
  for (const key of changedKeys(before.flags, after.flags)) {
    const { flag, elementKey = '', epoch, withdrawnAt } = after.flags[key]!;
    if (withdrawnAt !== undefined) add('withdrawn_flags', { flag, element_key: elementKey, epoch, withdrawn_at: withdrawnAt });
  }
  return { rows, gone };
}

function changedKeys(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  const changed = Object.keys(after).filter((key) => after[key] !== before[key]);
  for (const key in before) if (!(key in after)) changed.push(key);
  return changed;
}

function flagRow({ flag, elementKey = '', epoch, at, raisedAt, about }: Extract<Event, { type: 'flagRaised' }>): RowOf {
  const { unit, department, holder, dueAt, budgetMinutes, usedMinutes } = about;
  const whole = (minutes: number | undefined) => (minutes === undefined ? undefined : Math.round(minutes));
  return {
    flag,
    element_key: elementKey,
    epoch,
    at,
    raised_at: raisedAt,
    unit,
    department,
    holder,
    due_at: dueAt,
    budget_minutes: whole(budgetMinutes),
    used_minutes: whole(usedMinutes),
  };
}

function handOffRow({ key, from, to, level, state, sentAt, acceptedAt, acceptedBy, returnedAt, reason }: HandOff): RowOf {
  return {
    key,
    from_unit: from,
    to_unit: to,
    level,
    state,
    sent_at: sentAt,
    accepted_at: acceptedAt,
    accepted_by: acceptedBy,
    returned_at: returnedAt,
    reason,
  };
}

function openStepRow(model: ProcessModel, state: State, key: string): RowOf | undefined {
  const element = state.elements[key];
  if (!element?.step || element.rounds) return undefined;
  const { unit, department, holder, arrivedAt, dueAt, epoch } = element.step;
  const { type } = model.nodes.get(element.elementId)!;
  return { element_key: key, element_id: element.elementId, type, unit, department, holder, arrived_at: arrivedAt, due_at: dueAt, epoch };
}

function finishedStepRow(model: ProcessModel, state: State, key: string, organisation: Organisation): RowOf {
  const record = state.steps[key]!;
  const { unit, department, holder, arrivedAt, dueAt, epoch, leftAt, outcome } = record;
  const time = stepTime(deadlineView(model, state), organisation, endedView(state, record), Date.parse(leftAt));
  return {
    element_key: key,
    element_id: record.elementId,
    type: model.nodes.get(record.elementId)!.type,
    unit,
    department,
    holder,
    arrived_at: arrivedAt,
    due_at: dueAt,
    epoch,
    left_at: leftAt,
    outcome,
    budget_minutes: time.budgetMinutes === undefined ? undefined : Math.round(time.budgetMinutes),
    used_minutes: Math.round(time.usedMinutes),
    over_by_minutes: Math.round(time.overByMinutes),
  };
}

/** The dossier's own columns. */
export function dossierRow(
  model: ProcessModel,
  id: string,
  versionId: string,
  revision: number,
  state: State,
  organisation: Organisation,
  now: number,
): RowOf {
  const { clock } = state;
  const appointment = clock && (openAppointment(clock) ?? clock.appointments.at(-1));
  const finished = clock && finishOf(clock);
  const view = deadlineView(model, state);
  const timers = Object.values(state.subscriptions).flatMap(({ type, dueAt }) => (type === 'timer' && dueAt !== undefined ? dueAt : []));
  const [flag] = comingFlags(model, state, organisation);
  const due = [...timers, ...(flag ? [flag.at] : [])].sort()[0];
  return {
    id,
    version_id: versionId,
    revision,
    status: state.status,
    outcome: state.outcome,
    state: JSON.stringify(state),
    state_version: state.stateVersion,
    department: view.unit,
    last_at: new Date(now).toISOString(),
    ended_at: state.status === 'ended' ? new Date(now).toISOString() : undefined,
    appointment_due_at: appointment?.dueAt,
    forecast_at: state.status === 'active' && clock ? forecast(view, organisation, now).endsAt : undefined,
    result:
      appointment && finished !== undefined
        ? classify(calendarOf(organisation, view.unit), Date.parse(appointment.dueAt), finished)
        : undefined,
    next_due_at: state.status === 'active' ? due : undefined,
  };
}
