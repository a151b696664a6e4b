/** What commands changed in one dossier, as rows of the tables that people and workers look into. */
import type { TimedStep } from '../deadlines/deadline-view.ts';
import type { Organisation } from '../deadlines/organisation.ts';
import { usedBetween } from '../deadlines/step-use.ts';
import type { FlowNode, ProcessModel } from '../model/types.ts';
import { behaviorOf } from '../semantics/elements/index.ts';
import type { Event } from '../semantics/events.ts';
import type { ActiveElement, HandOff, Incident, State, StepState } from '../semantics/state.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Changes } from './changes.ts';
import type { LockedDossier } from './lock-dossiers.ts';
import type { Request } from './requests.ts';
import { adHocRow } from './rows/ad-hoc-row.ts';
import { dossierRow } from './rows/dossier-row.ts';
import { flagRow } from './rows/flag-row.ts';
import { finishedStepRow, finishedTaskRow, isBareTask, openStepRow, type Activated } from './rows/step-rows.ts';
import { unitRows } from './rows/unit-rows.ts';
import { whole } from './rows/whole.ts';
import type { RowOf } from './store/tables.ts';
import type { Version } from './versions.ts';

/** What a batch did to one dossier. */
export interface Change {
  /** As it is now. */
  readonly dossier: LockedDossier;
  version: Version;
  /** Of `before`, when the dossier was migrated meanwhile. */
  versionBefore?: Version;
  readonly before: State;
  readonly beforeRevision: number;
  readonly commands: { readonly request: Request; readonly revision: number; readonly events: readonly Event[]; readonly atMs: number }[];
}

/**
 * The rows that differ between two states. Records of a state are replaced, never changed, so that comparing references finds every difference;
 * flags come from their events, which say who held the step and by how much.
 */
export function project(changes: Changes, change: Change, organisation: Organisation): void {
  const { dossier, version, versionBefore, before } = change;
  const { id, state: after } = dossier;
  const { model } = version;
  // what happened before a migration speaks of the drawing of its time
  const nodeOf = (elementId: string): FlowNode => (model.nodes.get(elementId) ?? versionBefore?.model.nodes.get(elementId))!;
  const touched = new Set<string>();
  // the last word on each job: a row is written once in a statement
  const jobs = new Map<string, RowOf<'jobs'>>();
  const activated = new Map<string, Activated>();
  const incidents = new Map<string, Incident>();
  const handOffs = new Set<string>();
  const hasAdHoc = model.uses.adHoc || versionBefore?.model.uses.adHoc === true;
  const addAdHoc = (element: ActiveElement) => {
    const node = nodeOf(element.elementId);
    if (node.adHoc && !element.rounds) changes.add('ad_hoc_parts', adHocRow(id, node, after, element, organisation));
  };
  for (const { events, request, atMs } of change.commands)
    for (const event of events) {
      if (event.type === 'flagRaised') {
        changes.add('flags', flagRow(id, event, after, organisation));
        if (event.elementKey !== undefined) touched.add(event.elementKey);
      } else if (event.type === 'flagWithdrawn') touched.add(after.flags[event.key]?.elementKey ?? '');
      else if (event.type === 'elementActivated') activated.set(event.element.key, event.element);
      else if (event.type === 'elementCompleted' || event.type === 'elementInterrupted') {
        const element = activated.get(event.key) ?? before.elements[event.key];
        if (!event.record && element && isBareTask(nodeOf(element.elementId), element))
          changes.add('steps', finishedTaskRow(id, nodeOf(element.elementId), after, element, event, atMs));
      } else if (event.type === 'jobFailed') {
        const node = nodeOf(event.elementId);
        const again = jobRow(id, node, event.key, atMs + (request.backOffMs ?? 0));
        jobs.set(event.key, { ...again, retries: event.retries, error: event.reason });
      } else if (event.type === 'incidentRaised') incidents.set(event.incident.key, event.incident);
      else if (event.type === 'incidentResolved') {
        const { code, elementKey, elementId } = incidents.get(event.key) ?? before.incidents[event.key] ?? {};
        if (code === 'JOB_FAILED') jobs.set(elementKey!, jobRow(id, nodeOf(elementId!), elementKey!, atMs));
      } else if (event.type === 'dossierMigrated') {
        // desk, role and type of every open step may be others, and what a worker calls its job
        for (const key in after.elements) touched.add(key);
        renameJobs(changes, change, nodeOf);
      }
    }
  eachChange(before.elements, after.elements, (key, was, is) => {
    touched.add(key);
    if (!was && is && isJob(nodeOf(is.elementId)) && !is.rounds && !jobs.has(key))
      jobs.set(key, jobRow(id, nodeOf(is.elementId), key, Date.parse(is.activatedAt)));
    if (was && !is && isJob(nodeOf(was.elementId)) && !was.rounds) changes.remove('jobs', id, key);
    if (hasAdHoc && was && (!is || is.rounds) && nodeOf(was.elementId).adHoc) changes.remove('ad_hoc_parts', id, key);
    if (hasAdHoc && is && !was) addAdHoc(is);
    // what was sent with a step that is over and taken up by nobody waits no more
    if (was && !is) for (let number = 1; after.handOffs[`${key}~${number}`]; number++) handOffs.add(`${key}~${number}`);
  });
  // another drawing may give a part to another unit
  if (hasAdHoc && versionBefore) Object.values(after.elements).forEach(addAdHoc);
  for (const [key, row] of jobs) if (after.elements[key]) changes.add('jobs', row);
  for (const key of touched) {
    const element = after.elements[key];
    if (element && !element.rounds && (element.step || isBareTask(nodeOf(element.elementId), element)))
      changes.add('steps', openStepRow(id, model, after, key));
    if ((element?.step?.holdings.length ?? 0) > 0) holdingRows(changes, change, organisation, { ...element!.step!, elementKey: key });
  }
  eachChange(before.steps, after.steps, (_key, _was, is) => {
    if (!is) return;
    changes.add('steps', finishedStepRow(id, nodeOf(is.elementId), after, is, organisation));
    holdingRows(changes, change, organisation, is);
  });
  eachChange(before.handOffs, after.handOffs, (key) => void handOffs.add(key));
  for (const key of handOffs) changes.add('hand_offs', handOffRow(id, model, after.handOffs[key]!, after, dossier.lastMs));
  eachChange(before.corrections, after.corrections, (key, _was, is) => {
    if (!is) return changes.remove('corrections', id, key);
    const { handOffKey, unit, holder, reason, openedAt } = is;
    const desk = deskOf(model, after, after.handOffs[handOffKey]?.fromElementKey);
    changes.add('corrections', { dossier_id: id, key, hand_off_key: handOffKey, unit, desk, holder, reason, opened_at: openedAt });
  });
  eachChange(before.subscriptions, after.subscriptions, (key, was, is) => {
    const { type, name = '', correlationKey } = (is ?? was)!;
    if (type !== 'message' && type !== 'signal') return;
    if (!is) changes.remove('waits', id, key);
    // a migration may have the same catch wait for something else
    else if (!was || was.name !== is.name || was.correlationKey !== is.correlationKey)
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
  const row = dossierRow(change, organisation);
  changes.add('dossiers', row);
  unitRows(changes, change, organisation, row.department as string | undefined, row.ended_at as number | undefined);
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

/** Jobs that go on under another type; who has locked one may still answer it. */
function renameJobs(changes: Changes, { dossier: { id, state }, before }: Change, nodeOf: (elementId: string) => FlowNode): void {
  for (const [key, { elementId, rounds }] of Object.entries(state.elements)) {
    const was = before.elements[key];
    const node = nodeOf(elementId);
    if (rounds || !was || !isJob(node)) continue;
    changes.also({
      name: 'taicho rename job',
      text: 'update jobs set job_type = $3 where dossier_id = $1::bigint and element_key = $2 and job_type <> $3',
      values: [id, key, node.jobType ?? node.id],
    });
  }
}

function isJob(node: FlowNode): boolean {
  return behaviorOf(node.type).accepts?.(node).includes('completeJob') ?? false;
}

/** Times a job is tried when nobody says otherwise. */
const retries = 3;

function jobRow(id: string, node: FlowNode, key: string, availableMs: number): RowOf<'jobs'> {
  return { dossier_id: id, element_key: key, job_type: node.jobType ?? node.id, retries, available_at: availableMs };
}

/** The desk of an activity, by a key `<element id>#<count>`: it may be over, and then neither state nor record has it. */
function deskOf(
  { nodes }: ProcessModel,
  { elements, steps }: Pick<State, 'elements' | 'steps'>,
  elementKey: string | undefined,
): string | undefined {
  if (elementKey === undefined) return undefined;
  const { elementId = elementKey.slice(0, elementKey.lastIndexOf('#')) } = elements[elementKey] ?? steps[elementKey] ?? {};
  return nodes.get(elementId)?.step?.desk;
}

function handOffRow(id: string, model: ProcessModel, handOff: HandOff, after: State, lastMs: number): RowOf<'hand_offs'> {
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
    to_desk: deskOf(model, after, elementKey),
    level,
    state,
    sent_at: sentAt,
    accepted_at: acceptedAt,
    accepted_by: acceptedBy,
    returned_at: returnedAt,
    reason,
    lapsed_at: state === 'sent' && !after.elements[elementKey] ? lastMs : undefined,
  };
}

function holdingRows(
  changes: Changes,
  { before, dossier: { id, state } }: Change,
  organisation: Organisation,
  step: TimedStep & Pick<StepState, 'holdings'>,
): void {
  const { elementKey, holdings } = step;
  const known = before.elements[elementKey]?.step?.holdings;
  for (const [index, holding] of holdings.entries()) {
    if (holding === known?.[index]) continue;
    const { holder, from, to } = holding;
    changes.add('holdings', {
      dossier_id: id,
      element_key: elementKey,
      number: index + 1,
      holder,
      from_at: from,
      to_at: to,
      used_minutes: to === undefined ? undefined : whole(usedBetween(state, organisation, step, Date.parse(from), Date.parse(to))),
    });
  }
}
