/** Deployment: one content, one version, checked before anything is written; the versions it calls are pinned and part of its hash. */
import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Organisation } from '../deadlines/organisation.ts';
import { catchNames } from '../model/catch-names.ts';
import type { FlowNode, Problem, ProcessModel } from '../model/types.ts';
import { Obstacle } from '../semantics/errors.ts';
import { startOf } from '../semantics/handle.ts';
import type { Json, Variables } from '../semantics/state.ts';
import { planProcessStart } from '../semantics/subscriptions.ts';
import { wholeText } from './boundary.ts';
import { canonicalJson } from './canonical-json.ts';
import { readProcedure } from './read-procedure.ts';
import { EngineRefused, type Actor } from './requests.ts';

export interface ProcedureContent {
  readonly bpmn: string;
  /** Form key → JSON Schema; fields marked `personal` never enter the history. */
  readonly forms?: Readonly<Record<string, object>>;
  /** What else describes the procedure (procedure.json); `retention.years` says how long personal data are kept after the end. */
  readonly procedure?: { readonly name?: string; readonly retention?: { readonly years?: number } };
}

export interface Deployed {
  readonly versionId: string;
  readonly processKey: string;
  readonly version: number;
  /** False: the very same content was deployed before. */
  readonly created: boolean;
  /** Hex of SHA-256 over file, forms, description and the versions it calls: what is approved. */
  readonly hash: string;
  /** What is doubtful but does not hinder. */
  readonly problems: readonly Problem[];
}

/** Deploys one file. Throws EngineRefused PROCEDURE_REFUSED with `details.problems`; nothing is written then. */
export async function deploy(
  pool: Pool,
  { bpmn, forms = {}, procedure = {} }: ProcedureContent,
  actor: Actor,
  organisation: Organisation,
  at: Date,
  variables: Variables = {},
): Promise<Deployed> {
  const { model, problems: found, processIds, bindings } = await readProcedure(pool, bpmn, forms);
  if (!model) throw procedureRefused(found);
  const client = await pool.connect();
  try {
    await client.query('begin');
    const processKey = mainProcess(model, processIds);
    const content = wholeText({ forms, procedure, bindings });
    const hash = createHash('sha256')
      .update(bpmn.normalize('NFC'))
      .update('\0')
      .update(canonicalJson(content as unknown as Json))
      .digest();
    // versions of one procedure are numbered one after the other
    await client.query(`select pg_advisory_xact_lock(hashtext('taicho deploy'), hashtext($1))`, [processKey]);
    const known = await client.query<{ id: string; version: number }>(
      'select id::text, version from process_versions where process_key = $1 and hash = $2',
      [processKey, hash],
    );
    const answer = { processKey, hash: hash.toString('hex'), problems: found };
    if (known.rows[0]) {
      await client.query('rollback');
      return { ...answer, versionId: known.rows[0].id, version: known.rows[0].version, created: false };
    }
    const main = model.processes.get(processKey)!;
    const { rows } = await client.query<{ id: string; version: number }>(
      `insert into process_versions (process_key, version, hash, bpmn, forms, procedure, deployed_at, deployed_by, name, process_ids, bindings, deadlines, catches, retention_years)
       select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from process_versions where process_key = $1
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
      ],
    );
    const { id, version } = rows[0]!;
    await replaceStarts(client, processKey, id, startsOf(model, organisation, at, variables));
    await client.query('commit');
    return { ...answer, versionId: id, version, created: true };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** What `deploy` would find, without deploying: `processKey` is absent when it would refuse. */
export async function checkProcedure(
  pool: Pool,
  { bpmn, forms = {} }: ProcedureContent,
  organisation: Organisation,
  at: Date,
): Promise<{ readonly processKey?: string; readonly problems: readonly Problem[] }> {
  const { model, problems, processIds } = await readProcedure(pool, bpmn, forms);
  if (!model) return { problems };
  try {
    startsOf(model, organisation, at, {});
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error;
    return { problems: [...problems, ...(error.details as { problems: readonly Problem[] }).problems] };
  }
  return { processKey: mainProcess(model, processIds), problems };
}

/** The process that gives the file its name: where a dossier starts by itself, else the first that describes a procedure, else the first. */
function mainProcess(model: ProcessModel, processIds: readonly string[]): string {
  try {
    return startOf(model, undefined, undefined).container.id;
  } catch {
    return processIds.find((id) => model.processes.get(id)?.procedure?.procedureCode !== undefined) ?? processIds[0]!;
  }
}

interface Start {
  readonly node: FlowNode;
  readonly type: 'message' | 'signal' | 'timer';
  readonly name?: string;
  readonly dueAt?: string;
  readonly every?: string;
  readonly roundsLeft?: number;
}

function startsOf(model: ProcessModel, organisation: Organisation, at: Date, variables: Variables): Start[] {
  const { messageStarts, signalStarts, timerStarts } = catchNames(model);
  const starts: Start[] = [
    ...messageStarts.map(({ node, name }) => ({ node, name, type: 'message' as const })),
    ...signalStarts.map(({ node, name }) => ({ node, name, type: 'signal' as const })),
    ...timerStarts.map((node) => {
      try {
        return { node, type: 'timer' as const, ...planProcessStart(model, node, { organisation }, at.getTime(), variables) };
      } catch (error) {
        if (!(error instanceof Obstacle)) throw error;
        const { elementId, message, messageEn } = error;
        throw procedureRefused([{ code: 'TIMER_INVALID', severity: 'error', at: elementId, message, messageEn }]);
      }
    }),
  ];
  const places = [...model.nodes.keys()];
  return starts.sort((a, b) => places.indexOf(a.node.id) - places.indexOf(b.node.id));
}

/** Only the newest version of a procedure starts by itself. */
async function replaceStarts(client: PoolClient, processKey: string, versionId: string, starts: readonly Start[]): Promise<void> {
  await client.query(
    'delete from start_subscriptions s using process_versions v where v.id = s.version_id and v.process_key = $1 and v.id <> $2::bigint',
    [processKey, versionId],
  );
  for (const [place, { node, type, name, dueAt, every, roundsLeft }] of starts.entries())
    await client.query(
      `insert into start_subscriptions (version_id, element_id, place, type, name, due_at, every, rounds_left) values ($1::bigint, $2, $3, $4, $5, $6, $7, $8)`,
      [versionId, node.id, place, type, name ?? null, dueAt ?? null, every ?? null, roundsLeft ?? null],
    );
}

function procedureRefused(problems: readonly Problem[]): EngineRefused {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const places = errors.map(({ code, at }) => `${code}${at === undefined ? '' : ` (${at})`}`).join(', ');
  return new EngineRefused('PROCEDURE_REFUSED', `Không nhận thủ tục: ${places}`, `The procedure is refused: ${places}`, { problems });
}
