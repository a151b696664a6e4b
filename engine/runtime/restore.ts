import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { releaseMigrationLock, takeMigrationLock } from './advisory-locks.ts';
import { BackupRefused, refusalOf } from './backup/backup-refused.ts';
import { SESSION, type BackupHeader, type BackupTable } from './backup/format.ts';
import { newerBackup, openBackup, verifyBackup } from './backup/open-backup.ts';
import { tablesOfOurs, type TableOfOurs } from './backup/tables-of-ours.ts';
import { runningEngines } from './engine-presence.ts';
import { appliedMigrations, knownMigrations, migrateSession } from './migrate.ts';
import { connectionTo } from './postgres/connection-to.ts';

/** How long to wait for another process that migrates or restores, in ms. */
const WAIT = 60_000;
/** Rows of it are made by the migrations; they are no data of anybody. */
const MADE_BY_MIGRATIONS = ['installation'];

export interface RestoreOptions {
  readonly signal?: AbortSignal | undefined;
  /** Where the migrations lie. Default: beside this program. */
  readonly migrationsFolder?: string | undefined;
}

export interface RestoreResult extends BackupHeader {
  readonly rows: number;
  /** Tables of the file that no migration makes: somebody's own, left out. */
  readonly leftOut: readonly string[];
}

/**
 * Brings a backup back into a database that holds no data of ours: everything in one transaction, after the whole file was verified.
 * The tables become those of the backup's migrations first, and those of this program afterwards. Streams: its memory does not grow with
 * the data. Throws BackupRefused or DatabaseUnavailable; then no data were changed.
 */
export async function restore(connectionString: string, file: string, options: RestoreOptions = {}): Promise<RestoreResult> {
  const { signal, migrationsFolder } = options;
  const client = new pg.Client({ connectionString, application_name: 'taicho restore' });
  client.on('error', () => undefined);
  try {
    const verified = await verifyBackup(file, signal);
    const known = await knownMigrations(migrationsFolder);
    const unknown = verified.header.migrations.find((name) => !known.includes(name));
    if (unknown !== undefined) throw newerBackup(file, unknown);
    await connectionTo(connectionString);
    await client.connect();
    // engines that start meanwhile wait here, in their migration
    await takeMigrationLock(client, WAIT);
    const leftOut = await restoreAlone(client, file, verified, options);
    await releaseMigrationLock(client);
    const { header } = verified;
    return { rows: header.tables.reduce((sum, { name, rows }) => sum + (leftOut.includes(name) ? 0 : rows), 0), leftOut, ...header };
  } catch (error) {
    throw refusalOf('RESTORE_FAILED', error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Tells the database that its rows came from another server, whose transaction numbers mean nothing here. False if its migration knows no
 * generations yet. Call it in the transaction that brought the rows.
 */
export async function afterRestore(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('public.installation') is not null as there`);
  if (!rows[0]!.there) return false;
  await client.query('update public.installation set generation = generation + 1');
  return true;
}

async function restoreAlone(
  client: pg.Client,
  file: string,
  verified: { header: BackupHeader; sha256: string },
  { signal, migrationsFolder }: RestoreOptions,
): Promise<readonly string[]> {
  const { header } = verified;
  const forward = migrationsFolder === undefined ? {} : { folder: migrationsFolder };
  if ((await runningEngines(client)).length > 0) throw engineRunning();
  await refuseData(client, await tablesOfOurs(client));
  const applied = await appliedMigrations(client);
  const ahead = applied.filter((name) => !header.migrations.includes(name));
  if (ahead.length > 0) throw isAhead(ahead);
  await migrateSession(client, { only: header.migrations, ...forward });
  signal?.throwIfAborted();

  await client.query(SESSION);
  await client.query('begin');
  const tables = await tablesOfOurs(client);
  await client.query(`lock table ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(', ')} in access exclusive mode`);
  // in a database that was new a moment ago, all rows are those that migrations make
  if (applied.length > 0) await refuseData(client, tables);
  const guarded = await withTriggers(client);
  // what triggers did is in the rows of the file already; and an append-only table must take the file's rows for those of its migration
  for (const table of guarded) await client.query(`alter table ${table} disable trigger user`);
  const named = tables.filter(({ name }) => header.tables.some((table) => table.name === name));
  for (const { name } of named.toReversed()) await client.query(`delete from ${pg.escapeIdentifier(name)}`);
  const leftOut = await copyAll(client, file, verified, tables, signal);
  for (const { name, lastValue, isCalled } of header.sequences)
    // one that no migration makes goes with its table
    await client.query('select setval(to_regclass($1), $2::bigint, $3) where to_regclass($1) is not null', [
      `public.${pg.escapeIdentifier(name)}`,
      lastValue,
      isCalled,
    ]);
  const told = await afterRestore(client);
  // no table changes while a deferred check of it is still to come
  await client.query('set constraints all immediate');
  for (const table of guarded) await client.query(`alter table ${table} enable trigger user`);
  await client.query('commit');

  await migrateSession(client, forward);
  if (!told) await afterRestore(client);
  // without statistics the first queries would go through whole tables
  await client.query('analyze').catch(() => undefined);
  return leftOut;
}

/** All rows of the file; gives back the tables that were left out. Throws before the commit if the file is not the verified one any more. */
async function copyAll(
  client: pg.Client,
  file: string,
  { header, sha256 }: { header: BackupHeader; sha256: string },
  tables: readonly TableOfOurs[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const leftOut: string[] = [];
  const reader = await openBackup(file);
  try {
    for (const table of reader.header.tables) {
      const known = tables.find(({ name }) => name === table.name);
      if (known) await copyTable(client, table, reader.rows(table), known, signal);
      else {
        leftOut.push(table.name);
        for await (const _ of reader.rows(table)) signal?.throwIfAborted();
      }
    }
    if ((await reader.end()) !== sha256) throw new Error('the file was replaced meanwhile');
  } finally {
    reader.close();
  }
  const missing = tables.filter(({ name }) => !header.tables.some((table) => table.name === name));
  if (missing.length > 0) throw new Error(`the file lacks ${missing.map(({ name }) => `"${name}"`).join(', ')}`);
  return leftOut;
}

async function copyTable(
  client: pg.Client,
  { name, columns, rows }: BackupTable,
  bytes: AsyncGenerator<Buffer>,
  known: TableOfOurs,
  signal: AbortSignal | undefined,
): Promise<void> {
  const strange = columns.find((column) => !known.columns.includes(column));
  if (strange !== undefined) throw new Error(`no migration makes the column "${strange}" of "${name}"`);
  const table = pg.escapeIdentifier(name);
  const copy = client.query(from(`copy ${table} (${columns.map(pg.escapeIdentifier).join(', ')}) from stdin`));
  await pipeline(bytes, copy, { signal });
  if (copy.rowCount !== rows) throw new Error(`"${name}" took ${copy.rowCount} rows of ${rows}`);
}

async function withTriggers(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct quote_ident(c.relname) as name from pg_trigger join pg_class c on c.oid = tgrelid
     where relnamespace = 'public'::regnamespace and relkind = 'r' and not tgisinternal and tgenabled = 'O'`,
  );
  return rows.map(({ name }) => name);
}

async function refuseData(client: pg.Client, tables: readonly TableOfOurs[]): Promise<void> {
  for (const { name } of tables) {
    if (MADE_BY_MIGRATIONS.includes(name)) continue;
    const { rows } = await client.query<{ found: boolean }>(`select exists (select from public.${pg.escapeIdentifier(name)}) as found`);
    if (rows[0]!.found) throw notEmpty(name);
  }
}

function notEmpty(table: string): BackupRefused {
  return new BackupRefused(
    'RESTORE_NOT_EMPTY',
    `Cơ sở dữ liệu đã có dữ liệu (bảng "${table}"); không có gì bị thay đổi. Hãy phục hồi vào một cơ sở dữ liệu mới: tạo cơ sở dữ liệu khác và đặt DATABASE_URL, hoặc chọn thư mục khác bằng --data.`,
    `The database holds data already (table "${table}"); nothing was changed. Restore into a new one: create another database and set DATABASE_URL, or choose another folder with --data.`,
    { table },
  );
}

function isAhead(migrations: readonly string[]): BackupRefused {
  return new BackupRefused(
    'RESTORE_AHEAD',
    `Cơ sở dữ liệu trống này đã được nâng cấp quá bản sao lưu ("${migrations.join('", "')}"). Hãy phục hồi vào một cơ sở dữ liệu mới tạo, chưa chạy chương trình lần nào.`,
    `This empty database was migrated beyond the backup ("${migrations.join('", "')}"). Restore into a database that was just created and on which the program never ran.`,
    { migrations },
  );
}

function engineRunning(): BackupRefused {
  return new BackupRefused(
    'RESTORE_ENGINE_RUNNING',
    'Đang có chương trình Tại Chỗ chạy trên cơ sở dữ liệu này. Hãy dừng nó rồi phục hồi.',
    'An engine runs on this database. Stop it, then restore.',
  );
}
