/** What a database is given before anybody can work with it: an organisation, procedures, an administrator. Each only if there is none. */
import type pg from 'pg';
import type { Engine } from '../engine/runtime/index.ts';
import { audit } from './auth/audit.ts';
import { addPosition, createUser, oneTimePassword } from './auth/users.ts';
import { deployCurated } from './curated.ts';
import { demoLogins } from './demo/demo.ts';
import { inTransaction } from './transaction.ts';

export interface FirstStart {
  /** The first administrator, if it was created just now. */
  readonly administrator?: { readonly login: string; readonly password: string };
  /** Curated procedures that were deployed just now. */
  readonly deployed: number;
}

export const installer = { user: 'taicho start', channel: 'cli' };

/**
 * Several programs may start on one database at once: one of them does it, the others wait and find it done. A demonstration has an administrator of its own;
 * its accounts count for nobody here, so that a start without it creates a real one.
 */
export async function prepareFirstStart(engine: Engine, pool: pg.Pool, demo: boolean): Promise<FirstStart> {
  const client = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('taicho first start'))`);
    const { rows } = await client.query<{ procedures: boolean; organisations: boolean; users: boolean }>(
      `select exists (select from process_versions) as procedures, exists (select from organisations) as organisations, exists (select from users where login <> all($1)) as users`,
      [await demoLogins(pool)],
    );
    const { procedures, organisations, users } = rows[0]!;
    const deployed = procedures || organisations ? 0 : (await deployCurated(engine, pool, installer)).size;
    if (users || demo) return { deployed };
    return { deployed, administrator: await createAdministrator(pool) };
  } finally {
    // ends the lock with the connection, whatever happened on it
    client.release(true);
  }
}

async function createAdministrator(pool: pg.Pool): Promise<{ login: string; password: string }> {
  const login = 'admin';
  const password = oneTimePassword();
  const now = new Date();
  await inTransaction(pool, async (db) => {
    const userId = await createUser(db, { login, name: 'Quản trị hệ thống', password, mustChange: true }, now);
    await addPosition(db, userId, { role: 'administrator', title: 'Quản trị hệ thống' }, now);
    await audit(db, { actor: { login: installer.user }, action: 'user.created', subject: login, details: { role: 'administrator' } });
  });
  return { login, password };
}
