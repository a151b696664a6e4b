/** Deployment: one content, one version, checked before anything is written; the versions it calls are pinned and part of its hash. */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Organisation } from '../deadlines/organisation.ts';
import { catchNames } from '../model/catch-names.ts';
import type { DecisionFiles } from '../model/decision.ts';
import type { Problem, ProcessModel } from '../model/types.ts';
import { startOf } from '../semantics/handle.ts';
import type { Json, Variables } from '../semantics/state.ts';
import { auditStatement, type AuditLine } from './audit-line.ts';
import { wholeText } from './boundary.ts';
import { canonicalJson } from './canonical-json.ts';
import { putInForce } from './in-force.ts';
import { procedureRefused } from './procedure-refused.ts';
import { replaceStarts, startsOf } from './process-starts.ts';
import { readProcedure } from './read-procedure.ts';
import { EngineRefused, type Actor } from './requests.ts';

export interface ProcedureContent {
  readonly bpmn: string;
  /** Form key → JSON Schema; fields marked `personal` never enter the history. */
  readonly forms?: Readonly<Record<string, object>>;
  /** DMN files that its business rule tasks ask: name → XML. */
  readonly decisions?: DecisionFiles;
  /** What else describes the procedure (procedure.json); `retention.years` says how long personal data are kept after the end. */
  readonly procedure?: { readonly name?: string; readonly retention?: { readonly years?: number } };
}

export interface Deployed {
  readonly versionId: string;
  readonly processKey: string;
  readonly version: number;
  /** False: the very same content was deployed before. */
  readonly created: boolean;
  /** Hex of SHA-256 over file, forms, decisions, description and the versions it calls: what is approved. */
  readonly hash: string;
  /** What is doubtful but does not hinder. */
  readonly problems: readonly Problem[];
}

/** Absent: it is in force at once, beside whatever is, and calls what is the newest now. */
export interface DeployTerms {
  /** Called element → version, as they were pinned when it was approved. */
  readonly bindings?: Readonly<Record<string, string>>;
  /** Refused (HASH_DIFFERS) unless the content has this hash. */
  readonly hash?: string;
  /** From then on it alone of its procedure is in force; those that were before end then. */
  readonly inForceFrom?: Date;
  /** Written in the same transaction if the content is new: its subject is the procedure, and its details say which version. */
  readonly auditLine?: AuditLine;
}

export interface CheckedProcedure {
  /** Under this it would be deployed. */
  readonly processKey?: string;
  readonly hash?: string;
  /** What it calls would be pinned to these. */
  readonly bindings: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** Deploys one file. Throws EngineRefused PROCEDURE_REFUSED with `details.problems`, HASH_DIFFERS; nothing is written then. */
export async function deploy(
  pool: Pool,
  { bpmn, forms = {}, decisions = {}, procedure = {} }: ProcedureContent,
  actor: Actor,
  organisation: Organisation,
  at: Date,
  variables: Variables = {},
  terms: DeployTerms = {},
): Promise<Deployed> {
  const { model, problems: found, processIds, bindings } = await readProcedure(pool, { bpmn, forms, decisions }, terms.bindings);
  if (!model) throw procedureRefused(found);
  const content = wholeText({ forms, procedure, bindings, decisions });
  const hash = hashOf(bpmn, content);
  if (terms.hash !== undefined && terms.hash !== hash.toString('hex'))
    throw new EngineRefused(
      'HASH_DIFFERS',
      `Nội dung không đúng bản đã duyệt "${terms.hash}"`,
      `The content is not the one that was approved, "${terms.hash}"`,
      { hash: hash.toString('hex') },
    );
  const client = await pool.connect();
  try {
    await client.query('begin');
    const processKey = mainProcess(model, processIds);
    // versions of one procedure are numbered one after the other
    await client.query(`select pg_advisory_xact_lock(hashtext('taicho deploy'), hashtext($1))`, [processKey]);
    const known = await client.query<{ id: string; version: number }>(
      'select id::text, version from process_versions where process_key = $1 and hash = $2',
      [processKey, hash],
    );
    const answer = { processKey, hash: hash.toString('hex'), problems: found };
    // also for a later day: a timer that cannot be planned is refused now
    const starts = startsOf(model, organisation, at, variables);
    if (known.rows[0]) {
      if (terms.inForceFrom) await putInForce(client, { processKey, versionId: known.rows[0].id, from: terms.inForceFrom, at }, starts);
      await client.query(terms.inForceFrom ? 'commit' : 'rollback');
      return { ...answer, versionId: known.rows[0].id, version: known.rows[0].version, created: false };
    }
    const main = model.processes.get(processKey)!;
    const { rows } = await client.query<{ id: string; version: number }>(
      `insert into process_versions (process_key, version, hash, bpmn, forms, procedure, deployed_at, deployed_by, name, process_ids, bindings, deadlines, catches, retention_years, decisions, keyed_messages)
       select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15 from process_versions where process_key = $1
       returning id::text, version`,
      [
        processKey,
        hash,
        bpmn.normalize('NFC'),
        JSON.stringify(content.forms),
        JSON.stringify(content.procedure),
        at,
        JSON.stringify(actor),
        procedure.name ?? main.name ?? null,
        processIds,
        JSON.stringify(bindings),
        JSON.stringify(main.procedure?.deadlines ?? []),
        [...catchNames(model).catches],
        procedure.retention?.years ?? null,
        JSON.stringify(content.decisions),
        keyedMessages(model),
      ],
    );
    const { id, version } = rows[0]!;
    if (terms.inForceFrom) await putInForce(client, { processKey, versionId: id, from: terms.inForceFrom, at }, starts);
    else await replaceStarts(client, processKey, id, starts);
    if (terms.auditLine) {
      const details = { version, versionId: id, hash: answer.hash, ...terms.auditLine.details };
      await client.query(auditStatement({ ...terms.auditLine, subject: processKey, details }));
    }
    await client.query('commit');
    return { ...answer, versionId: id, version, created: true };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** What `deploy` would find, without deploying: `processKey` and `hash` are absent when it would refuse. */
export async function checkProcedure(
  pool: Pool,
  { bpmn, forms = {}, decisions = {}, procedure = {} }: ProcedureContent,
  organisation: Organisation,
  at: Date,
): Promise<CheckedProcedure> {
  const { model, problems, processIds, bindings } = await readProcedure(pool, { bpmn, forms, decisions });
  if (!model) return { bindings, problems };
  try {
    startsOf(model, organisation, at, {});
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error;
    return { bindings, problems: [...problems, ...(error.details as { problems: readonly Problem[] }).problems] };
  }
  const hash = hashOf(bpmn, wholeText({ forms, procedure, bindings, decisions })).toString('hex');
  return { processKey: mainProcess(model, processIds), hash, bindings, problems };
}

/** A content without DMN files has the hash it had before there were any. */
function hashOf(bpmn: string, { decisions, ...rest }: { readonly decisions: DecisionFiles }): Buffer {
  const content = Object.keys(decisions).length === 0 ? rest : { ...rest, decisions };
  return createHash('sha256')
    .update(bpmn.normalize('NFC'))
    .update('\0')
    .update(canonicalJson(content as Json))
    .digest();
}

/** The process that gives the file its name: where a dossier starts by itself, else the first that describes a procedure, else the first. */
function mainProcess(model: ProcessModel, processIds: readonly string[]): string {
  try {
    return startOf(model, undefined, undefined).container.id;
  } catch {
    return processIds.find((id) => model.processes.get(id)?.procedure?.procedureCode !== undefined) ?? processIds[0]!;
  }
}

/** Names of the messages in which the file reads a key, and that somebody in it may wait for. */
function keyedMessages(model: ProcessModel): string[] {
  const { catches } = catchNames(model);
  return [...(model.messageKeys?.keys() ?? [])].filter((name) => catches.has(name));
}
