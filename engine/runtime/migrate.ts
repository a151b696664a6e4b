import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { releaseMigrationLock, takeMigrationLock } from './advisory-locks.ts';
import { connectionTo } from './postgres/connection-to.ts';
import { DatabaseUnavailable } from './postgres/database-unavailable.ts';

/** The migrations of this program, beside it. */
const OURS = fileURLToPath(new URL('../../migrations', import.meta.url));
const FILE_NAME = /^\d{4}_\w+\.ts$/;
/** How long to wait for another migrator, in ms: its migration may have to go through every row there is. */
const WAIT = 600_000;

export interface MigrateOptions {
  /** Only these names, of those this program knows; default: all. */
  only?: readonly string[];
  /** Where the migrations lie. Default: beside this program. */
  folder?: string;
  /** How long to wait for another process that migrates, in ms. Default: ten minutes. */
  waitMs?: number;
}

/**
 * Brings the database to the tables of this program, each migration in a transaction of its own; gives back the names of those it ran.
 * Any number of processes may call this at once. DatabaseUnavailable: DATABASE_NEWER, MIGRATION_FAILED, MIGRATION_LOCKED, or as `connectionTo`.
 */
export async function migrate(connectionString: string, options: MigrateOptions = {}): Promise<readonly string[]> {
  await connectionTo(connectionString);
  const client = new pg.Client({ connectionString, application_name: 'taicho migrate' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await migrateSession(client, options);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The same on a connection of the caller's. The lock is held by the session that does the work, so that who lost the one lost the other;
 * knex's own lock, a row that a killed process leaves locked, is opened under it.
 */
export async function migrateSession(client: pg.Client, options: MigrateOptions = {}): Promise<readonly string[]> {
  const folder = options.folder ?? OURS;
  const known = await knownMigrations(folder);
  // a limit of the role, meant for short statements, must not stop a migration; and none may queue everybody up behind a long report
  await client.query(
    `set search_path = public; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '60s'`,
  );
  // when we are killed, a statement under way ends within this time, and with it our lock; not every system can tell
  await client.query(`set client_connection_check_interval = '1s'`).catch(() => undefined);
  await takeMigrationLock(client, options.waitMs ?? WAIT);
  try {
    const applied = await appliedMigrations(client);
    const unknown = applied.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw newer(unknown);
    const wanted = options.only === undefined ? known : known.filter((name) => options.only!.includes(name));
    const pending = wanted.filter((name) => !applied.includes(name));
    await run(client, folder, pending, known);
    return pending;
  } finally {
    await releaseMigrationLock(client).catch(() => undefined);
  }
}

/** Names of this program's migrations in their order: file names without their ending. */
export async function knownMigrations(folder: string = OURS): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => FILE_NAME.test(name));
  return names.map((name) => path.basename(name, '.ts')).sort();
}

/** Names of the migrations that a database has had, in their order; none in a new one. */
export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query<{ there: boolean }>(`select to_regclass('public.knex_migrations') is not null as there`);
  if (!tables[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>('select name from public.knex_migrations order by name');
  return rows.map(({ name }) => name);
}

async function run(client: pg.Client, folder: string, pending: readonly string[], known: readonly string[]): Promise<void> {
  if (pending.length === 0) return;
  const migrationSource: Knex.MigrationSource<string> = {
    getMigrations: async () => known.filter((name) => pending.includes(name)),
    getMigrationName: (name) => name,
    getMigration: async (name) => (await import(pathToFileURL(path.join(folder, `${name}.ts`)).href)) as Knex.Migration,
  };
  const quiet = () => undefined;
  const database = knex({
    client: 'pg',
    connectionPool: { connect: async () => client, end: async () => undefined, totalCount: 1, idleCount: 1, waitingCount: 0 },
    log: { warn: quiet, error: quiet, debug: quiet, deprecate: quiet },
    // which of the applied ones are known was answered before, with a better message
    migrations: { migrationSource, disableMigrationsListValidation: true },
  });
  try {
    await database.migrate.forceFreeMigrationsLock();
    // one call a migration: only then its row in knex_migrations is written by its own transaction
    for (const name of pending)
      await (database.migrate.up({ name }) as Promise<unknown>).catch((error) => Promise.reject(failed(name, error)));
  } finally {
    await database.destroy();
  }
}

function newer(unknown: readonly string[]): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'DATABASE_NEWER',
    `Cơ sở dữ liệu đã được một bản Tại Chỗ mới hơn nâng cấp (bản này không biết "${unknown.join('", "')}"). Không có gì bị thay đổi. Hãy chạy bản mới, hoặc phục hồi bản sao lưu cũ vào một cơ sở dữ liệu khác.`,
    `The database was migrated by a newer release (this one does not know "${unknown.join('", "')}"). Nothing was changed. Run the newer release, or restore an older backup into another database.`,
    { unknown },
  );
}

function failed(name: string, cause: unknown): DatabaseUnavailable {
  // knex puts the whole statement before the server's words
  const reason = (cause instanceof Error ? cause.message : String(cause)).split(' - ').at(-1) ?? '';
  return new DatabaseUnavailable(
    'MIGRATION_FAILED',
    `Không nâng cấp được cơ sở dữ liệu ở bước "${name}" (${reason}); bước này đã được hoàn tác. Hãy xử lý nguyên nhân (quyền tạo bảng, ổ đĩa, phiên khác đang giữ khoá) rồi chạy lại.`,
    `The database could not be migrated at "${name}" (${reason}); that migration was rolled back. Remove the cause (the right to create tables, the disk, another session that holds a lock) and start again.`,
    { migration: name, cause: (cause as { code?: string }).code ?? reason },
  );
}
