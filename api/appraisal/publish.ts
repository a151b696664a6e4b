/** Publishing what was approved, and repealing what was published. */
import type { ProcedureContent } from '../../engine/runtime/index.ts';
import { isInForce } from '../../engine/runtime/index.ts';
import { audit, auditLine } from '../auth/audit.ts';
import { Problem } from '../problem.ts';
import type { Call } from '../route.ts';
import type { Queryable } from '../transaction.ts';
import { beginningOf, codesOf, databaseNow, insertPublication, localDate } from './publication.ts';
import { perform } from './perform.ts';
import { actorIn } from './trail.ts';

export interface DecisionOf {
  readonly number: string;
  /** As it is written on it. */
  readonly date: string;
  readonly note?: string;
}

interface Submission {
  readonly bpmn: string;
  readonly forms: Readonly<Record<string, object>>;
  readonly decisions: Readonly<Record<string, string>>;
  readonly procedure: NonNullable<ProcedureContent['procedure']>;
  readonly bindings: Readonly<Record<string, string>>;
  readonly hash: string;
}

/** What was submitted last. */
async function submissionOf(db: Queryable, appraisalId: string, round: number): Promise<Submission> {
  const { rows } = await db.query<Submission>(
    `select bpmn, forms, decisions, procedure, bindings, encode(hash, 'hex') as hash from appraisal_submissions where appraisal_id = $1::bigint and round = $2`,
    [appraisalId, round],
  );
  return rows[0]!;
}

/** Throws CALLED_VERSION_OUT_OF_FORCE: what was appraised calls a procedure that is no longer the one in use. */
async function checkCalledInForce(db: Queryable, { bindings }: Submission): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    `select process_key || ' ' || version as name from process_versions v where id = any($1::bigint[]) and not ${isInForce('v', 'clock_timestamp()')} order by id`,
    [Object.values(bindings)],
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(', ');
  throw new Problem(
    409,
    'CALLED_VERSION_OUT_OF_FORCE',
    `Thủ tục được gọi đã có phiên bản khác (${names}): hãy trả lại để trình bản mới`,
    `What it calls has another version now (${names}): send it back to be submitted anew`,
  );
}

/** Throws DECISION_DATE_LATER. */
function checkDecided(date: string, at: Date): void {
  if (date > localDate(at))
    throw new Problem(
      422,
      'DECISION_DATE_LATER',
      `Ngày quyết định "${date}" ở tương lai`,
      `The date of the decision, "${date}", is still to come`,
    );
}

/** The first instant of a day that is still to come, or now for today. Throws EFFECTIVE_DATE_PAST. */
function beginOf(effectiveDate: string, at: Date): Date {
  if (effectiveDate < localDate(at))
    throw new Problem(
      422,
      'EFFECTIVE_DATE_PAST',
      `Ngày hiệu lực "${effectiveDate}" đã qua`,
      `The effective date "${effectiveDate}" is past`,
    );
  return new Date(Math.max(at.getTime(), beginningOf(effectiveDate).getTime()));
}

/** When a decision of a date ends a version on a day. Throws DECISION_DATE_LATER, EFFECTIVE_DATE_PAST. */
export async function checkEnd(db: Queryable, date: string, effectiveDate: string): Promise<{ readonly at: Date; readonly from: Date }> {
  const at = await databaseNow(db);
  checkDecided(date, at);
  return { at, from: beginOf(effectiveDate, at) };
}

/** Approved by a decision. Throws DECISION_DATE_LATER, CALLED_VERSION_OUT_OF_FORCE. */
export function approve(call: Call, appraisalId: string, { number, date, note }: DecisionOf): Promise<string> {
  return perform(call, appraisalId, 'approve', async (db, { round, hash }, { position }) => {
    const at = await databaseNow(db);
    checkDecided(date, at);
    await checkCalledInForce(db, await submissionOf(db, appraisalId, round));
    const { rows } = await db.query<{ id: string }>(
      `insert into decisions (kind, appraisal_id, number, date, note, at, by) values ('approval', $1::bigint, $2, $3, $4, $5, $6) returning id::text`,
      [appraisalId, number, date, note ?? null, at, JSON.stringify(actorIn(call, position))],
    );
    return { ...(note !== undefined && { text: note }), details: { decisionId: rows[0]!.id, number, date, hash } };
  });
}

/** Deployed with exactly what was approved; in force from the day, or at once if it is today. Throws EFFECTIVE_DATE_PAST, CALLED_VERSION_OUT_OF_FORCE. */
export function publish(call: Call, appraisalId: string, effectiveDate: string): Promise<string> {
  const { service } = call;
  return perform(call, appraisalId, 'publish', async (db, { round }, { position }) => {
    const at = await databaseNow(db);
    const from = beginOf(effectiveDate, at);
    const submission = await submissionOf(db, appraisalId, round);
    await checkCalledInForce(db, submission);
    const { rows } = await db.query<{ id: string }>(
      `select id::text from decisions where appraisal_id = $1::bigint and kind = 'approval' order by id desc limit 1`,
      [appraisalId],
    );
    const actor = actorIn(call, position);
    const { bindings, hash, ...content } = submission;
    // a repeated request finds the same version again, whatever broke before
    const { versionId, version, processKey } = await service.engine.deploy(content, actor, { bindings, hash, inForceFrom: from });
    const { model } = await service.engine.version(versionId);
    const codes = await codesOf(db, versionId, model);
    await db.query('update decisions set version_id = $2::bigint where id = $1::bigint', [rows[0]!.id, versionId]);
    await insertPublication(db, { versionId, decisionId: rows[0]!.id, codes, effectiveDate }, actor, at);
    await audit(db, auditLine(call, 'procedure.published', appraisalId, { effectiveDate }));
    return {
      details: { processKey, version, versionId, hash, effectiveDate },
      set: { version_id: versionId, effective_date: effectiveDate, process_key: processKey },
    };
  });
}

/** No dossier starts on it from a day on; those that run keep it. Throws DECISION_DATE_LATER, EFFECTIVE_DATE_PAST, NOT_IN_FORCE. */
export function repeal(call: Call, appraisalId: string, { number, date, note }: DecisionOf, effectiveDate: string): Promise<string> {
  return perform(call, appraisalId, 'repeal', async (db, { versionId }, { position }) => {
    const { at, from } = await checkEnd(db, date, effectiveDate);
    await call.service.engine.endForce(versionId!, from, db);
    const { rows } = await db.query<{ id: string }>(
      `insert into decisions (kind, appraisal_id, version_id, number, date, note, at, by) values ('repeal', $1::bigint, $2::bigint, $3, $4, $5, $6, $7) returning id::text`,
      [appraisalId, versionId, number, date, note ?? null, at, JSON.stringify(actorIn(call, position))],
    );
    const given = { number, date, ...(note !== undefined && { note }), effectiveDate };
    await audit(db, auditLine(call, 'procedure.repealed', appraisalId, given));
    return { ...(note !== undefined && { text: note }), details: { decisionId: rows[0]!.id, number, date, effectiveDate, versionId } };
  });
}
