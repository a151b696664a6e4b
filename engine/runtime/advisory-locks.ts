import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { DatabaseUnavailable } from './postgres/database-unavailable.ts';

/**
 * First keys of our advisory locks, by what the second key means. They begin with the letters 'ta', so that no other program on the
 * server has them by chance. PostgreSQL keeps them apart by database and drops them with the session that holds them, however it ends.
 */
export const lockClasses = {
  /** Second key 0: whoever changes tables, or restores. Exclusive. */
  migration: 0x7461_0001,
  /** Second key: state version of a running engine. Shared. */
  stateVersion: 0x7461_0002,
  /** Second key: process number of a running engine. Shared. */
  process: 0x7461_0003,
} as const;

/** Between two attempts, in ms. */
const LOOK_EVERY = 50;

/**
 * Takes the lock of whoever changes tables, for this session; taken twice, it is given back twice. Asks again and again instead of
 * waiting inside one statement: that would hold back whoever builds an index concurrently. MIGRATION_LOCKED after `waitMs`.
 */
export async function takeMigrationLock(client: ClientBase, waitMs: number): Promise<void> {
  const until = performance.now() + waitMs;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, 0) as taken', [lockClasses.migration]);
    if (rows[0]?.taken) return;
    if (performance.now() > until) throw await heldTooLong(client, waitMs);
    await sleep(LOOK_EVERY);
  }
}

export async function releaseMigrationLock(client: ClientBase): Promise<void> {
  await client.query('select pg_advisory_unlock($1, 0)', [lockClasses.migration]);
}

async function heldTooLong(client: ClientBase, waitMs: number): Promise<DatabaseUnavailable> {
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and granted and classid = $1 and objid = 0 and objsubid = 2
       and database = (select oid from pg_database where datname = current_database())`,
    [lockClasses.migration],
  );
  const seconds = Math.round(waitMs / 1000);
  const pid = rows[0]?.pid ?? 0;
  return new DatabaseUnavailable(
    'MIGRATION_LOCKED',
    `Một tiến trình khác đang nâng cấp hoặc phục hồi cơ sở dữ liệu quá ${seconds} giây (phiên PostgreSQL ${pid}). Hãy đợi rồi chạy lại; nếu tiến trình đó bị treo thì kết thúc nó.`,
    `Another process has been migrating or restoring the database for more than ${seconds} seconds (PostgreSQL session ${pid}). Wait and start again; end that process if it hangs.`,
    { pid },
  );
}
