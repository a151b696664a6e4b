/** One act of an appraisal: who may, in which state, without what is in the way; the change, the part that somebody has from then on, and the line of the trail. */
import { calendarOf } from '../../engine/deadlines/organisation.ts';
import { legalDue } from '../../engine/deadlines/count.ts';
import { EngineRefused } from '../../engine/runtime/index.ts';
import { forbidden, Problem } from '../problem.ts';
import { schemaProblems } from '../procedure-forms.ts';
import type { Call } from '../route.ts';
import type { Queryable } from '../transaction.ts';
import { loadAppraisal, unitsFor } from './appraisals.ts';
import { analysisOf } from './analysis-of.ts';
import { loadDraft, lockDraft, type Draft } from './drafts.ts';
import { findingsOf, renewFindings } from './findings.ts';
import { capacityFor, noteParts, type Capacity } from './persons.ts';
import { checkSeesDraft, unknownAppraisal } from './see-drafts.ts';
import { loadSettings } from './settings.ts';
import { actorIn, findRepeated, inTrail, type TrailEntry } from './trail.ts';
import { duties, nextState, openStates, type AppraisalAct, type AppraisalState } from './transitions.ts';

interface Locked {
  readonly draftId: string;
  readonly appraisalId: string;
  readonly state: AppraisalState;
  readonly round: number;
  readonly versionId: string | null;
  readonly processKey: string | null;
  readonly hash: string | null;
}

/** What an act adds to the change of state. */
export interface Addition extends Pick<TrailEntry, 'text' | 'details'> {
  /** SQL assignments to columns of the appraisal, by name. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/**
 * Does an act; the id of the appraisal. `work` runs in the same transaction, once the act is permitted.
 * Throws UNKNOWN_APPRAISAL, FORBIDDEN, DUTIES_NOT_SEPARATE, APPRAISAL_STATE, REVISION_CHANGED.
 */
export async function perform(
  call: Call,
  appraisalId: string,
  act: AppraisalAct,
  work: (db: Queryable, locked: Locked, capacity: Capacity) => Promise<Addition>,
): Promise<string> {
  await inTrail(call, act, async (db) => {
    const locked = await lock(db, call, appraisalId);
    const capacity = await permitted(db, call, act, locked);
    const to = nextState(locked.state, act)!;
    const { set = {}, ...line } = await work(db, locked, capacity);
    const names = Object.keys(set);
    await db.query(
      `update appraisals set state = $2, revision = revision + 1, updated_at = clock_timestamp()${names.map((name, index) => `, ${name} = $${index + 3}`).join('')} where id = $1::bigint`,
      [appraisalId, to, ...Object.values(set)],
    );
    const { part } = duties[act];
    if (part) await noteParts(db, capacity.persons, part, locked);
    return { draftId: locked.draftId, appraisalId, from: locked.state, to, position: capacity.position, ...line };
  });
  return appraisalId;
}

async function lock(db: Queryable, { service, identity, ifRevision }: Call, appraisalId: string): Promise<Locked> {
  const { rows } = await db.query<Locked & { revision: number }>(
    `select id::text as "appraisalId", draft_id::text as "draftId", state, revision, round, version_id::text as "versionId", process_key as "processKey", encode(hash, 'hex') as hash
     from appraisals where id = $1::bigint for update`,
    [appraisalId],
  );
  const [row] = rows;
  if (!row) throw unknownAppraisal(appraisalId);
  // the state that people see is that of now: what was published may have been superseded
  const { state } = await loadAppraisal(db, service, identity, appraisalId);
  if (ifRevision !== undefined && row.revision !== ifRevision)
    throw new Problem(412, 'REVISION_CHANGED', 'Hồ sơ thẩm định đã thay đổi', 'The appraisal has changed', {
      headers: { ETag: `"${row.revision}"` },
    });
  return { ...row, state };
}

async function permitted(
  db: Queryable,
  { service, identity }: Call,
  act: AppraisalAct,
  { state, draftId, appraisalId }: Locked,
): Promise<Capacity> {
  const { permission, neverAs } = duties[act];
  if (permission === 'time') throw forbidden();
  const { settings } = await loadSettings(db);
  const capacity = await capacityFor(db, identity, service.engine.organisation(), {
    permission,
    neverAs,
    units: unitsFor(act, settings),
    draftId,
    appraisalId,
  });
  if (nextState(state, act) !== undefined) return capacity;
  throw new Problem(
    409,
    'APPRAISAL_STATE',
    `Không làm được việc này khi hồ sơ thẩm định đang ở trạng thái "${state}"`,
    `Not possible while the appraisal is "${state}"`,
  );
}

/** A draft is put on the list of what will be appraised. Throws UNKNOWN_DRAFT, APPRAISAL_OPEN. */
export async function register(call: Call, draftId: string): Promise<string> {
  const { service, identity } = call;
  const { appraisalId } = await inTrail(call, 'register', async (db) => {
    await checkSeesDraft(db, service, identity, draftId);
    const { permission, neverAs, part } = duties.register;
    if (permission === 'time') throw forbidden();
    const capacity = await capacityFor(db, identity, service.engine.organisation(), { permission, neverAs, units: [], draftId });
    await db.query('select from drafts where id = $1::bigint for update', [draftId]);
    const { rows: open } = await db.query<{ id: string }>(
      'select id::text from appraisals where draft_id = $1::bigint and state = any($2)',
      [draftId, openStates],
    );
    if (open[0])
      throw new Problem(
        409,
        'APPRAISAL_OPEN',
        `Bản nháp đang trong hồ sơ thẩm định "${open[0].id}"`,
        `The draft is in the appraisal "${open[0].id}"`,
      );
    const to = nextState('draft', 'register')!;
    const { rows } = await db.query<{ id: string }>(
      `insert into appraisals (draft_id, state, revision, registered_at, updated_at) values ($1::bigint, $2, 1, clock_timestamp(), clock_timestamp()) returning id::text`,
      [draftId, to],
    );
    await noteParts(db, capacity.persons, part!, { draftId });
    return { draftId, appraisalId: rows[0]!.id, from: 'draft', to, position: capacity.position };
  });
  return appraisalId!;
}

/** The draft as it is now is what will be appraised: its content, what it calls and the report of its analysis are kept. Throws PROCEDURE_REFUSED. */
export async function submit(call: Call, appraisalId: string, text: string | undefined): Promise<string> {
  const { service, identity } = call;
  const before = await findRepeated(service.pool, call, 'submit');
  if (before) return before.appraisalId!;
  const { draftId, acts } = await loadAppraisal(service.pool, service, identity, appraisalId);
  const draft = await loadDraft(service.pool, service, identity, draftId);
  // the analysis may take long, and a transaction waits for nobody; who may not is told so below, and need not wait for it
  const prepared = acts.includes('submit') ? await prepare(call, draft) : undefined;
  return perform(call, appraisalId, 'submit', async (db, { round: last, hash }, { position }) => {
    await lockDraft(db, draftId, draft.revision);
    const { processKey, report, checked } = prepared ?? (await prepare(call, draft));
    const round = last + 1;
    await db.query(
      `insert into appraisal_submissions (appraisal_id, round, bpmn, forms, procedure, bindings, hash, report, submitted_at, submitted_by, decisions)
       values ($1::bigint, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), $9, $10)`,
      [
        appraisalId,
        round,
        draft.bpmn,
        JSON.stringify(draft.forms),
        JSON.stringify(draft.procedure),
        JSON.stringify(checked.bindings),
        Buffer.from(checked.hash, 'hex'),
        JSON.stringify(report),
        JSON.stringify(actorIn(call, position)),
        JSON.stringify(draft.decisions),
      ],
    );
    await renewFindings(db, call, { draftId, appraisalId, round, sameContent: hash === checked.hash }, report.findings);
    const due = await dueOf(db, call);
    return {
      ...(text !== undefined && { text }),
      details: { round, hash: checked.hash, draftRevision: draft.revision },
      set: {
        round,
        hash: Buffer.from(checked.hash, 'hex'),
        process_key: processKey,
        submitted_at: due.from,
        due_at: due.dueAt,
        due_provisional: due.provisional,
        appraiser: null,
      },
    };
  });
}

async function prepare({ service }: Call, { bpmn, forms, decisions, procedure }: Draft) {
  const { processKey, hash, bindings, problems } = await service.engine.checkProcedure({ bpmn, forms, decisions, procedure });
  const unusable = schemaProblems(forms);
  if (processKey === undefined || hash === undefined || unusable.length > 0)
    throw new EngineRefused(
      'PROCEDURE_REFUSED',
      'Bản nháp chưa chạy được nên chưa trình được; xem các lỗi',
      'The draft cannot run yet, so it cannot be submitted; see its errors',
      { problems: [...problems, ...unusable] },
    );
  const checked = { hash, bindings };
  return { processKey, checked, report: await analysisOf(service, { bpmn, forms, decisions, procedure }, { ...checked, processKey }) };
}

/** The time limit of an appraisal by the working calendar, counted as legal terms are: the day of receipt does not count. */
async function dueOf(db: Queryable, { service: { engine } }: Call): Promise<{ from: Date; dueAt: Date; provisional: boolean }> {
  const { settings } = await loadSettings(db);
  const { rows } = await db.query<{ now: Date }>('select clock_timestamp() as now');
  const from = new Date(Math.floor(rows[0]!.now.getTime()));
  const organisation = engine.organisation();
  // a unit that has gone from the organisation counts by the common calendar
  const unit = settings.calendarUnit !== undefined && organisation.units.has(settings.calendarUnit) ? settings.calendarUnit : undefined;
  const { dueAt, provisional } = legalDue(
    calendarOf(organisation, unit),
    from.getTime(),
    { value: settings.dueWorkingDays, unit: 'workingDay' },
    { after15: 'handoverOnly' },
  );
  return { from, dueAt: new Date(dueAt), provisional };
}

/** Throws FINDINGS_BLOCK with every error that is neither mended nor answered for. */
export async function checkNothingBlocks(db: Queryable, appraisalId: string): Promise<void> {
  const blocking = (await findingsOf(db, appraisalId)).filter(({ blocks }) => blocks);
  if (blocking.length === 0) return;
  throw new Problem(
    409,
    'FINDINGS_BLOCK',
    `Còn ${blocking.length} lỗi chưa được sửa hoặc chưa có người chịu trách nhiệm bỏ qua`,
    `${blocking.length} errors are neither mended nor overridden`,
    {
      errors: blocking.map(({ findingId, rule, message, messageEn }) => ({
        pointer: `#/findings/${findingId}`,
        code: rule,
        message,
        messageEn,
      })),
    },
  );
}
