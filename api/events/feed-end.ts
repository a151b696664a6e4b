import type pg from 'pg';

/** A place of the feed after everything that can be read now and before everything that comes (ADR 0026: readers stop at the oldest open transaction). */
export async function feedEnd(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ generation: string; xid: string }>(
    `select generation::text, (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as xid from installation`,
  );
  const { generation, xid } = rows[0]!;
  return `${generation}-${xid}-${'9'.repeat(18)}`;
}
