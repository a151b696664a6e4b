/** The database of people and keys for the commands that keep them; the service may run meanwhile. */
import { userInfo } from 'node:os';
import pg from 'pg';
import { loadOrganisation, noOrganisation } from '../engine/runtime/organisations.ts';
import { UnusableInput } from './input.ts';
import { openExistingDatabase } from './named-database.ts';

/** Who keeps accounts from the command line, as the audit log names them: whoever may read the data folder. */
export const keeper = (): { login: string } => ({ login: `cli:${userInfo().username}` });

/** Runs `work` on a database that has been started before. Throws UnusableInput NO_DATABASE, NOT_STARTED. */
export async function withIdentityDatabase<T>(dataFolder: string | undefined, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const database = await openExistingDatabase(dataFolder);
  const pool = new pg.Pool({ connectionString: database.connectionString, application_name: 'taicho cli', max: 2 });
  pool.on('error', () => undefined);
  try {
    const { rows } = await pool.query<{ there: boolean }>(`select to_regclass('audit_log') is not null as there`);
    if (!rows[0]!.there)
      throw new UnusableInput('NOT_STARTED', 'hãy chạy `taicho start` một lần trước / run `taicho start` once before: it makes the tables');
    return await work(pool);
  } finally {
    await pool.end();
    await database.stop();
  }
}

/**
 * Throws UnusableInput UNKNOWN_UNIT for a unit that the organisation in force does not have: whoever is placed in none sees no task, and nothing says why.
 * Absent means the whole organisation.
 */
export async function checkUnitOf(pool: pg.Pool, unit: string | undefined): Promise<void> {
  if (unit === undefined) return;
  const { organisation } = await loadOrganisation(pool, noOrganisation);
  if (organisation.units.has(unit)) return;
  throw new UnusableInput(
    'UNKNOWN_UNIT',
    `không có đơn vị "${unit}"; mã các đơn vị: GET /api/v1/organisation / no unit "${unit}"; the ids of units: GET /api/v1/organisation`,
  );
}

/** The arguments of a command whose first word says what to do. */
export function firstWord<T extends string>(words: readonly T[], given: string | undefined, usage: string): T {
  const found = words.find((word) => word === given);
  if (found) return found;
  throw new UnusableInput('ARGUMENTS', `cần một trong / one of ${words.join(', ')} (${usage})`);
}
