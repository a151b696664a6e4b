/** One command for many dossiers: which ones is fixed at the beginning, each is done once, and what was left by a program that died is done by the next. */
import type { Pool } from 'pg';
import { auditStatement, type AuditLine } from './audit-line.ts';
import { inTransaction } from './in-transaction.ts';
import { limitOf, pageOf, type Page, type Paging } from './queries/page.ts';
import { placeOf } from './queries/cursor.ts';
import { EngineRefused, isId, type Actor } from './requests.ts';

export type BulkOrder =
  | {
      readonly kind: 'migrate';
      readonly fromVersionId: string;
      readonly toVersionId: string;
      readonly plan: Readonly<Record<string, string | null>>;
    }
  | {
      readonly kind: 'resolveIncidents';
      readonly code?: string;
      readonly elementId?: string;
      readonly processKey?: string;
      readonly versionIds?: readonly string[];
    };

export interface BulkRun {
  readonly runId: string;
  readonly order: BulkOrder;
  readonly reason: string;
  readonly state: 'running' | 'done' | 'cancelled';
  readonly startedAt: string;
  readonly startedBy: Actor;
  readonly endedAt?: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Of a cancelled run they stay as they were. */
  readonly left: number;
}

export interface BulkItem {
  readonly dossierId: string;
  /** Of an incident. */
  readonly key?: string;
  readonly state: 'left' | 'done' | 'failed';
  readonly problem?: { readonly code: string; readonly message: string; readonly messageEn: string };
  readonly at?: string;
}

interface RunRow {
  readonly id: string;
  readonly kind: BulkOrder['kind'];
  readonly terms: object;
  readonly reason: string;
  readonly state: BulkRun['state'];
  readonly started_at: Date;
  readonly started_by: Actor;
  readonly ended_at: Date | null;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}

const runColumns = `r.id::text, r.kind, r.terms, r.reason, r.state, r.started_at, r.started_by, r.ended_at, c.*`;
const counts = `cross join lateral (select count(*)::int as total, (count(*) filter (where i.state = 'done'))::int as done,
  (count(*) filter (where i.state = 'failed'))::int as failed from bulk_items i where i.run_id = r.id) c`;

function runOf({ id, kind, terms, reason, state, started_at, started_by, ended_at, total, done, failed }: RunRow): BulkRun {
  return {
    runId: id,
    order: { kind, ...terms } as BulkOrder,
    reason,
    state,
    startedAt: started_at.toISOString(),
    startedBy: started_by,
    ...(ended_at && { endedAt: ended_at.toISOString() }),
    total,
    done,
    failed,
    left: total - done - failed,
  };
}

/** Throws UNKNOWN_RUN. */
export async function bulkRun(pool: Pool, runId: string): Promise<BulkRun> {
  const found = isId(runId)
    ? await pool.query<RunRow>(`select ${runColumns} from bulk_runs r ${counts} where r.id = $1::bigint`, [runId])
    : undefined;
  if (!found?.rows[0]) throw new EngineRefused('UNKNOWN_RUN', `Không có đợt xử lý "${runId}"`, `No bulk run "${runId}"`, { runId });
  return runOf(found.rows[0]);
}

/** The latest first; `startedBy`: only those of this user. */
export async function bulkRuns(pool: Pool, { startedBy, ...paging }: Paging & { readonly startedBy?: string }): Promise<Page<BulkRun>> {
  const limit = limitOf(paging);
  const [before] = (placeOf(paging.cursor, ['bigint']) ?? []) as string[];
  const { rows } = await pool.query<RunRow>(
    `select ${runColumns} from (select * from bulk_runs where ($1::bigint is null or id < $1) and ($2::text is null or started_by->>'user' = $2) order by id desc limit $3) r ${counts} order by r.id desc`,
    [before ?? null, startedBy ?? null, limit + 1],
  );
  return pageOf(rows.map(runOf), limit, ({ runId }) => [runId]);
}

/** In the order of their dossiers. Throws UNKNOWN_RUN. */
export async function bulkItems(
  pool: Pool,
  runId: string,
  { state, ...paging }: Paging & { readonly state?: BulkItem['state'] },
): Promise<Page<BulkItem>> {
  await bulkRun(pool, runId);
  const limit = limitOf(paging);
  const [dossier, key] = (placeOf(paging.cursor, ['bigint', 'text']) ?? []) as string[];
  const { rows } = await pool.query<{
    dossier_id: string;
    key: string;
    state: BulkItem['state'];
    problem: BulkItem['problem'] | null;
    at: Date | null;
  }>(
    `select dossier_id::text, key, state, problem, at from bulk_items where run_id = $1::bigint and ($2::text is null or state = $2)
       and ($3::bigint is null or (dossier_id, key) > ($3, $4)) order by dossier_id, key limit $5`,
    [runId, state ?? null, dossier ?? null, key ?? '', limit + 1],
  );
  const items = rows.map((row): BulkItem => ({
    dossierId: row.dossier_id,
    ...(row.key !== '' && { key: row.key }),
    state: row.state,
    ...(row.problem && { problem: row.problem }),
    ...(row.at && { at: row.at.toISOString() }),
  }));
  return pageOf(items, limit, ({ dossierId, key: name = '' }) => [dossierId, name]);
}

/** What is done stays done; what is left is not begun any more. False: it was over already. Throws UNKNOWN_RUN. */
export async function cancelBulk(pool: Pool, runId: string, now: Date, auditLine?: AuditLine): Promise<boolean> {
  await bulkRun(pool, runId);
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update bulk_runs set state = 'cancelled', ended_at = $2 where id = $1::bigint and state = 'running'`,
      [runId, now],
    );
    if (rowCount === 1 && auditLine) await client.query(auditStatement({ ...auditLine, subject: runId }));
    return rowCount === 1;
  });
}
