/** What commands changed in one dossier, as rows of the tables that people and workers look into. */
import { workingMinutesBetween } from '../deadlines/calendar.ts';
import { budgetMinutes } from '../deadlines/budget.ts';
import { calendarOf, type Organisation } from '../deadlines/organisation.ts';
import type { FlowNode, ProcessModel } from '../model/types.ts';
import { behaviorOf } from '../semantics/elements/index.ts';
import type { Event } from '../semantics/events.ts';
import { outlook } from '../semantics/outlook.ts';
import { stepFigures } from '../semantics/step-figures.ts';
import type { ActiveElement, HandOff, Incident, State, StepRecord, StepState } from '../semantics/state.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Changes } from './changes.ts';
import type { LockedDossier } from './lock-dossiers.ts';
import type { Request } from './requests.ts';
import type { RowOf } from './store/tables.ts';
import type { Version } from './versions.ts';

/** What a batch did to one dossier. */
export interface Change {
  /** As it is now. */
  readonly dossier: LockedDossier;
  readonly version: Version;
  readonly before: State;
  readonly beforeRevision: number;
  readonly commands: { readonly request: Request; readonly revision: number; readonly events: readonly Event[]; readonly atMs: number }[];
}

/**
 * The rows that differ between two states. Records of a state are replaced, never changed, so that comparing references finds every difference;
 * flags come from their events, which say who held the step and by how much.
 */
export function project(changes: Changes, change: Change, organisation: Organisation): void {
  const { dossier, version, before } = change;
  const { id, state: after } = dossier;
  const { model } = version;
  const touched = new Set<string>();
  // the last word on each job: a row is written once in a statement
  const jobs = new Map<string, RowOf<'jobs'>>();
  const activated = new Map<string, Activated>();
  const incidents = new Map<string, Incident>();
  const handOffs = new Set<string>();
  for (const { events, request, atMs } of change.commands)
    for (const event of events) {
      if (event.type === 'flagRaised') {
        changes.add('flags', flagRow(id, event, after, organisation));
        if (event.elementKey !== undefined) touched.add(event.elementKey);
      } else if (event.type === 'flagWithdrawn') touched.add(after.flags[event.key]?.elementKey ?? '');
      else if (event.type === 'elementActivated') activated.set(event.element.key, event.element);
      else if (event.type === 'elementCompleted' || event.type === 'elementInterrupted') {
        const element = activated.get(event.key) ?? before.elements[event.key];
        if (!event.record && element && isBareTask(model, element))
          changes.add('steps', finishedTaskRow(id, model, after, element, event, atMs));
      } else if (event.type === 'jobFailed') {
        const node = model.nodes.get(event.elementId)!;
        const again = jobRow(id, node, event.key, atMs + (request.backOffMs ?? 0));
        jobs.set(event.key, { ...again, retries: event.retries, error: event.reason });
      } else if (event.type === 'incidentRaised') incidents.set(event.incident.key, event.incident);
      else if (event.type === 'incidentResolved') {
        const { code, elementKey, elementId } = incidents.get(event.key) ?? before.incidents[event.key] ?? {};
        if (code === 'JOB_FAILED') jobs.set(elementKey!, jobRow(id, model.nodes.get(elementId!)!, elementKey!, atMs));
      }
    }
  eachChange(before.elements, after.elements, (key, was, is) => {
    touched.add(key);
    if (!was && is && isJob(model.nodes.get(is.elementId)!) && !is.rounds && !jobs.has(key))
      jobs.set(key, jobRow(id, model.nodes.get(is.elementId)!, key, Date.parse(is.activatedAt)));
    if (was && !is && isJob(model.nodes.get(was.elementId)!) && !was.rounds) changes.remove('jobs', id, key);
    // what was sent with a step that is over and taken up by nobody waits no more
    if (was && !is) for (let number = 1; after.handOffs[`${key}~${number}`]; number++) handOffs.add(`${key}~${number}`);
  });
  for (const [key, row] of jobs) if (after.elements[key]) changes.add('jobs', row);
  for (const key of touched) {
    const element = after.elements[key];
    if (element && !element.rounds && (element.step || isBareTask(model, element)))
      changes.add('steps', openStepRow(id, model, after, key));
    if ((element?.step?.holdings.length ?? 0) > 0)
      holdingRows(changes, id, key, element!.step!.holdings, before.elements[key]?.step?.holdings);
  }
  eachChange(before.steps, after.steps, (key, _was, is) => {
    if (!is) return;
    changes.add('steps', finishedStepRow(id, model, after, is, organisation));
    holdingRows(changes, id, key, is.holdings, before.elements[key]?.step?.holdings);
  });
  eachChange(before.handOffs, after.handOffs, (key) => void handOffs.add(key));
  for (const key of handOffs) changes.add('hand_offs', handOffRow(id, after.handOffs[key]!, after, dossier.lastMs));
  eachChange(before.subscriptions, after.subscriptions, (key, was, is) => {
    const { type, name = '', correlationKey } = (is ?? was)!;
    if (type !== 'message' && type !== 'signal') return;
    if (!is) changes.remove('waits', id, key);
    else if (!was)
      changes.add('waits', {
        dossier_id: id,
        key,
        type,
        name,
        correlation_key: correlationKey === undefined ? undefined : canonicalJson(correlationKey),
      });
  });
  eachChange(before.incidents, after.incidents, (key, _was, is) => {
    if (!is) return changes.remove('incidents', id, key);
    const { code, elementId, message, messageEn, raisedAt } = is;
    changes.add('incidents', { dossier_id: id, key, code, element_id: elementId, message, message_en: messageEn, raised_at: raisedAt });
  });
  eachChange(before.flags, after.flags, (_key, was, is) => {
    if (is?.withdrawnAt === undefined || !was) return;
    const { flag, elementKey = '', epoch, withdrawnAt } = is;
    changes.also({
      name: 'taicho withdraw flag',
      text: 'update flags set withdrawn_at = $5 where dossier_id = $1::bigint and flag = $2 and element_key = $3 and epoch = $4',
      values: [id, flag, elementKey, epoch, withdrawnAt],
    });
  });
  changes.add('dossiers', dossierRow(change, organisation));
}

function eachChange<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  visit: (key: string, was: T | undefined, is: T | undefined) => void,
): void {
  if (before === after) return;
  for (const key in after) if (after[key] !== before[key]) visit(key, before[key], after[key]);
  for (const key in before) if (!(key in after)) visit(key, before[key], undefined);
}

/** A flag raised and withdrawn in one batch leaves a row that is withdrawn. */
function flagRow(id: string, event: Extract<Event, { type: 'flagRaised' }>, after: State, organisation: Organisation): RowOf<'flags'> {
  const { flag, elementKey = '', epoch, at, raisedAt, about } = event;
  const { unit, department, holder, dueAt, budgetMinutes: budget, usedMinutes } = about;
  const calendar = calendarOf(organisation, unit);
  const deadline = after.clock?.deadlines.find(({ phase }) => phase === undefined) ?? after.clock?.deadlines[0];
  return {
    dossier_id: id,
    flag,
    element_key: elementKey,
    epoch,
    at,
    raised_at: raisedAt,
    withdrawn_at: after.flags[`${flag}|${elementKey}|${epoch}`]?.withdrawnAt,
    unit,
    department,
    holder,
    due_at: dueAt,
    budget_minutes: whole(budget),
    used_minutes: whole(usedMinutes),
    deadline_share: budget !== undefined && deadline ? budget / budgetMinutes(deadline) : undefined,
    over_by_minutes: raisedAt > dueAt ? whole(workingMinutesBetween(calendar, Date.parse(dueAt), Date.parse(raisedAt))) : 0,
  };
}

const whole = (minutes: number | undefined) => (minutes === undefined ? undefined : Math.round(minutes));

function isJob(node: FlowNode): boolean {
  return behaviorOf(node.type).accepts?.(node).includes('completeJob') ?? false;
}

/** Times a job is tried when nobody says otherwise. */
const retries = 3;

function jobRow(id: string, node: FlowNode, key: string, availableMs: number): RowOf<'jobs'> {
  return { dossier_id: id, element_key: key, job_type: node.jobType ?? node.id, retries, available_at: availableMs };
}

function handOffRow(id: string, handOff: HandOff, { elements }: State, lastMs: number): RowOf<'hand_offs'> {
  const { key, elementKey, from, fromDepartment, to, toDepartment, level, state, sentAt, acceptedAt, acceptedBy, returnedAt, reason } =
    handOff;
  return {
    dossier_id: id,
    key,
    element_key: elementKey,
    from_unit: from,
    from_department: fromDepartment,
    to_unit: to,
    to_department: toDepartment,
    level,
    state,
    sent_at: sentAt,
    accepted_at: acceptedAt,
    accepted_by: acceptedBy,
    returned_at: returnedAt,
    reason,
    lapsed_at: state === 'sent' && !elements[elementKey] ? lastMs : undefined,
  };
}

function holdingRows(
  changes: Changes,
  id: string,
  key: string,
  holdings: StepRecord['holdings'],
  before: StepRecord['holdings'] = [],
): void {
  for (const [index, holding] of holdings.entries())
    if (holding !== before[index])
      changes.add('holdings', {
        dossier_id: id,
        element_key: key,
        number: index + 1,
        holder: holding.holder,
        from_at: holding.from,
        to_at: holding.to,
      });
}

function openStepRow(id: string, model: ProcessModel, state: State, key: string): RowOf<'steps'> {
  const element = state.elements[key]!;
  const epochNow = state.clock?.epoch ?? 0;
  const { unit, department, holder, arrivedAt = element.activatedAt, dueAt, epoch = epochNow }: Partial<StepState> = element.step ?? {};
  const { type, step } = model.nodes.get(element.elementId)!;
  return {
    dossier_id: id,
    element_key: key,
    element_id: element.elementId,
    type,
    unit,
    department,
    desk: step?.desk,
    role: step?.role,
    holder,
    arrived_at: arrivedAt,
    due_at: dueAt,
    epoch,
    flag: flagOfStep(state, key, epoch),
    waits_for_sender: Object.values(state.corrections).some(({ handOffKey }) => state.handOffs[handOffKey]?.elementKey === key),
  };
}

type Activated = Pick<ActiveElement, 'key' | 'elementId' | 'activatedAt' | 'rounds' | 'step'>;

/** A task of a person without unit and budget: nothing is measured, but somebody has to find it. */
function isBareTask(model: ProcessModel, { elementId, rounds }: Pick<Activated, 'elementId' | 'rounds'>): boolean {
  const { type } = model.nodes.get(elementId)!;
  return !rounds && (type === 'userTask' || type === 'manualTask');
}

function finishedTaskRow(
  id: string,
  model: ProcessModel,
  { clock }: State,
  { key, elementId, activatedAt }: Activated,
  { type: how }: { readonly type: 'elementCompleted' | 'elementInterrupted' },
  leftMs: number,
): RowOf<'steps'> {
  const { type, step } = model.nodes.get(elementId)!;
  return {
    dossier_id: id,
    element_key: key,
    element_id: elementId,
    type,
    desk: step?.desk,
    role: step?.role,
    arrived_at: activatedAt,
    epoch: clock?.epoch ?? 0,
    left_at: leftMs,
    outcome: how === 'elementCompleted' ? 'completed' : 'interrupted',
    waits_for_sender: false,
  };
}

/** Gravest first. */
const stepFlags = ['stepOverBudget', 'handOffUnclaimed', 'stepAtRisk'] as const;

function flagOfStep({ flags }: State, key: string, epoch: number): string | undefined {
  return stepFlags.find((flag) => {
    const raised = flags[`${flag}|${key}|${epoch}`];
    return raised && raised.withdrawnAt === undefined;
  });
}

function finishedStepRow(id: string, model: ProcessModel, state: State, record: StepRecord, organisation: Organisation): RowOf<'steps'> {
  const { elementKey, elementId, unit, department, holder, arrivedAt, dueAt, epoch, leftAt, outcome } = record;
  const { type, step } = model.nodes.get(elementId)!;
  const time = stepFigures(state, organisation, record);
  return {
    dossier_id: id,
    element_key: elementKey,
    element_id: elementId,
    type,
    unit,
    department,
    desk: step?.desk,
    role: step?.role,
    holder,
    arrived_at: arrivedAt,
    due_at: dueAt,
    epoch,
    left_at: leftAt,
    outcome,
    flag: flagOfStep(state, elementKey, epoch),
    waits_for_sender: false,
    budget_minutes: whole(time.budgetMinutes),
    used_minutes: whole(time.usedMinutes),
    over_by_minutes: whole(time.overByMinutes),
  };
}

/** The dossier's own row. */
function dossierRow({ dossier, version, commands }: Change, organisation: Organisation): RowOf<'dossiers'> {
  const { id, versionId, revision, state, code, groupId, startedMs, lastMs } = dossier;
  const { nextFlagMs, nextTimerMs, forecastMs, appointmentDueMs, result, department } = outlook(version.model, state, organisation, lastMs);
  const nextDueMs = Math.min(nextFlagMs ?? Infinity, nextTimerMs ?? Infinity);
  const endedMs = state.status === 'ended' ? (commands.at(-1)?.atMs ?? lastMs) : undefined;
  return {
    id,
    version_id: versionId,
    revision,
    status: state.status,
    outcome: state.outcome,
    code,
    group_id: groupId,
    department,
    started_at: startedMs,
    last_at: lastMs,
    ended_at: endedMs,
    appointment_due_at: appointmentDueMs,
    forecast_at: forecastMs,
    result,
    next_due_at: nextDueMs === Infinity ? undefined : nextDueMs,
    erase_at: endedMs !== undefined && version.retentionYears !== undefined ? yearsLater(endedMs, version.retentionYears) : undefined,
  };
}

function yearsLater(from: number, years: number): number {
  const at = new Date(from);
  at.setUTCFullYear(at.getUTCFullYear() + years);
  return at.getTime();
}
