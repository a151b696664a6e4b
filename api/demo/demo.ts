/** The demonstration as a whole: on an empty database a month is played and accounts are made; on its own database it is opened again; on any other it is refused. */
import { performance } from 'node:perf_hooks';
import type { Pool } from 'pg';
import { audit } from '../auth/audit.ts';
import { hashPassword } from '../auth/passwords.ts';
import { addPosition, createUser, oneTimePassword } from '../auth/users.ts';
import { UnusableInput } from '../input.ts';
import { demoPeople, type DemoPerson } from './accounts.ts';
import { playMonth } from './play-month.ts';

export interface DemoAccount extends DemoPerson {
  readonly password: string;
}

export interface DemoOptions {
  readonly connectionString: string;
  /** Ours, so that nothing is lost that could not be played again. */
  readonly embedded: boolean;
  readonly pool: Pool;
  readonly dossiers: number;
  readonly say: (vi: string, en: string) => void;
  readonly signal: AbortSignal;
}

const actor = { login: 'taicho demo' };

/** The accounts with a password that is new at every start. Throws UnusableInput DEMO_NOT_EMPTY, DEMO_INCOMPLETE. */
export async function openDemo({ connectionString, embedded, pool, dossiers, say, signal }: DemoOptions): Promise<readonly DemoAccount[]> {
  const found = await demoIn(pool);
  if (found === 'none') {
    await checkEmpty(pool);
    await audit(pool, { actor, action: 'demo.begun', details: { logins: demoPeople.map(({ login }) => login) } });
    say(`Đang diễn lại một tháng của Trung tâm với ${dossiers} hồ sơ …`, `Playing a month of a Centre with ${dossiers} dossiers …`);
    const start = performance.now();
    const month = await playMonth({
      connectionString: embedded ? hurried(connectionString) : connectionString,
      dossiers,
      toMs: Date.now(),
      signal,
    });
    const seconds = Math.round((performance.now() - start) / 100) / 10;
    await createPeople(pool);
    await audit(pool, { actor, action: 'demo.played', details: { dossiers: month.dossiers, deeds: month.deeds, seconds } });
    say(
      `Đã diễn ${month.dossiers} hồ sơ, ${month.deeds} thao tác, trong ${seconds} giây.`,
      `Played ${month.dossiers} dossiers, ${month.deeds} acts, in ${seconds} seconds.`,
    );
  }
  const password = oneTimePassword();
  await pool.query(
    `update users set password_hash = $2, must_change = false, failures = 0, locked_until = null, disabled_at = null where login = any($1)`,
    [demoPeople.map(({ login }) => login), await hashPassword(password)],
  );
  await audit(pool, { actor, action: 'demo.accountsOpened' });
  return demoPeople.map((person) => ({ ...person, password }));
}

/** Without the demonstration its accounts let nobody in; the dossiers stay. Throws UnusableInput DEMO_INCOMPLETE. */
export async function disableDemoAccounts(pool: Pool): Promise<void> {
  if ((await demoIn(pool)) === 'none') return;
  const { rows } = await pool.query<{ id: string }>(
    'update users set disabled_at = clock_timestamp() where login = any($1) and disabled_at is null returning id::text',
    [await demoLogins(pool)],
  );
  if (rows.length === 0) return;
  await pool.query('delete from sessions where user_id = any($1::bigint[])', [rows.map(({ id }) => id)]);
  await audit(pool, { actor, action: 'demo.accountsDisabled', details: { accounts: rows.length } });
}

/** A demonstration begins on an empty database, so what it noted is among the first lines of the log. */
const noted = `(select action, details from audit_log order by at, id limit 100) as first`;

/** Logins of the demonstration's accounts in this database: none, if it holds no demonstration. */
export async function demoLogins(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ details: { logins: string[] } }>(`select details from ${noted} where action = 'demo.begun'`);
  return rows.flatMap(({ details }) => details.logins);
}

async function demoIn(pool: Pool): Promise<'none' | 'whole'> {
  const { rows } = await pool.query<{ action: string }>(`select action from ${noted} where action in ('demo.begun', 'demo.played')`);
  if (rows.length === 0) return 'none';
  if (rows.some(({ action }) => action === 'demo.played')) return 'whole';
  throw new UnusableInput(
    'DEMO_INCOMPLETE',
    'dữ liệu minh họa bị ngắt giữa chừng; hãy xóa thư mục dữ liệu (hoặc cơ sở dữ liệu) này rồi chạy lại / the demonstration was interrupted while it was played; delete this data folder (or database) and start again',
  );
}

async function checkEmpty(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ empty: boolean }>(
    `select not exists (select from process_versions) and not exists (select from organisations) and not exists (select from users) as empty`,
  );
  if (rows[0]!.empty) return;
  throw new UnusableInput(
    'DEMO_NOT_EMPTY',
    'cơ sở dữ liệu đã có dữ liệu thật; hãy chọn thư mục khác bằng --data / the database holds real data; choose another folder with --data',
  );
}

async function createPeople(pool: Pool): Promise<void> {
  const now = new Date();
  for (const { login, name, role, unit, title } of demoPeople) {
    const userId = await createUser(pool, { login, name }, now);
    await addPosition(pool, userId, { role, title, ...(unit !== undefined && { unit }) }, now);
  }
}

/** Commits that do not wait for the disk: a month that is lost is played again. */
function hurried(connectionString: string): string {
  const address = new URL(connectionString);
  address.searchParams.set('options', '-c synchronous_commit=off');
  return address.href;
}
