/** Working off bulk runs: each item once, by whichever process comes to it. */
import type { Pool } from 'pg';
import type { Command } from '../semantics/commands.ts';
import { CommandRejected } from '../semantics/errors.ts';
import type { BulkOrder } from './bulk-runs.ts';
import type { GroupCommit } from './group-commit.ts';
import { EngineRefused, EngineTrouble, type Actor } from './requests.ts';

interface Running {
  readonly id: string;
  readonly kind: BulkOrder['kind'];
  readonly terms: object;
  readonly reason: string;
  readonly started_by: Actor;
}

interface LeftItem {
  readonly run_id: string;
  readonly dossier_id: string;
  readonly key: string;
}

/** Dossiers that are taken up at once: what people ask meanwhile goes between. */
const bulkPerBatch = 50;

/** Does some of what is left, oldest run first, and ends runs of which nothing is; how many items were looked at. */
export async function workBulk(pool: Pool, commits: GroupCommit, now: Date, limit = bulkPerBatch): Promise<number> {
  // the terms once a run: a plan may be large, and its items are many
  const { rows: running } = await pool.query<Running>(
    `select id::text, kind, terms, reason, started_by from bulk_runs where state = 'running' order by id limit 10`,
  );
  if (running.length === 0) return 0;
  const { rows } = await pool.query<LeftItem>(
    `select i.run_id::text, i.dossier_id::text, i.key from bulk_items i join bulk_runs r on r.id = i.run_id
     where i.state = 'left' and r.state = 'running' and i.run_id = any($1::bigint[]) order by i.run_id, i.dossier_id, i.key limit $2`,
    [running.map(({ id }) => id), limit],
  );
  const runs = new Map(running.map((run) => [run.id, run]));
  const outcomes = await Promise.all(rows.map((item) => attempt(commits, runs.get(item.run_id)!, item)));
  const settled = rows.flatMap((item, index) => (outcomes[index] === 'again' ? [] : [{ ...item, problem: outcomes[index] }]));
  if (settled.length > 0)
    await pool.query(
      `update bulk_items i set state = case when k.problem is null then 'done' else 'failed' end, problem = k.problem::json, at = $5
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) as k(run_id, dossier_id, key, problem)
       where i.run_id = k.run_id and i.dossier_id = k.dossier_id and i.key = k.key and i.state = 'left'`,
      [
        settled.map(({ run_id }) => run_id),
        settled.map(({ dossier_id }) => dossier_id),
        settled.map(({ key }) => key),
        settled.map(({ problem }) => (problem === undefined ? null : JSON.stringify(problem))),
        now,
      ],
    );
  const { rowCount: ended } = await pool.query(
    `update bulk_runs r set state = 'done', ended_at = $2 where r.id = any($1::bigint[]) and r.state = 'running'
       and not exists (select from bulk_items i where i.run_id = r.id and i.state = 'left')`,
    [running.map(({ id }) => id), now],
  );
  return settled.length + (ended ?? 0);
}

/** Undefined: done; a problem; or to be tried again, because the database or the dossier was not to be had. */
async function attempt(
  commits: GroupCommit,
  run: Running,
  { dossier_id: dossierId, key }: LeftItem,
): Promise<undefined | object | 'again'> {
  const { id: runId, reason, started_by: actor } = run;
  try {
    // by this key it is done once, also when the program dies before it can say so
    await commits.execute({ dossierId, command: commandOf(run, key), actor, reason, idempotencyKey: `bulk ${runId} ${dossierId} ${key}` });
    return undefined;
  } catch (error) {
    if (error instanceof CommandRejected || error instanceof EngineRefused) {
      const { code, message, messageEn } = error;
      return { code, message, messageEn };
    }
    if (error instanceof EngineTrouble && error.code === 'ENGINE_FAILED') {
      const { code, message, messageEn } = error;
      return { code, message, messageEn };
    }
    if (error instanceof EngineTrouble) return 'again';
    throw error;
  }
}

function commandOf({ kind, terms, reason }: Running, key: string): Command {
  if (kind === 'resolveIncidents') return { type: 'resolveIncident', incidentKey: key };
  const { toVersionId, plan } = terms as Extract<BulkOrder, { kind: 'migrate' }>;
  return { type: 'migrate', to: toVersionId, plan, reason };
}
