import { createHash } from 'node:crypto';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import { BackupRefused, refusalOf } from './backup/backup-refused.ts';
import { END_OF_TABLE, FORMAT, SESSION, type BackupHeader } from './backup/format.ts';
import { writeNewFile, type NewFileOptions } from './backup/new-file.ts';
import { tablesOfOurs, type TableOfOurs } from './backup/tables-of-ours.ts';
import { appliedMigrations } from './migrate.ts';
import { connectionTo } from './postgres/connection-to.ts';

export { BackupRefused, type BackupRefusedCode } from './backup/backup-refused.ts';

export interface BackupResult extends BackupHeader {
  readonly file: string;
  /** Of the file. */
  readonly bytes: number;
  /** Of all tables. */
  readonly rows: number;
}

/** How often tables may change under our eyes before we give up. */
const ATTEMPTS = 5;

/**
 * Writes all tables of the database, as they are at one instant, to a new file; engines may go on working. Streams: its memory does not grow
 * with the data. The file holds personal data and only its owner may read it. Throws BackupRefused or DatabaseUnavailable; then there is no file.
 */
export async function backup(connectionString: string, file: string, options: NewFileOptions = {}): Promise<BackupResult> {
  await connectionTo(connectionString);
  const client = new pg.Client({ connectionString, application_name: 'taicho backup' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const header = await snapshot(client);
    const bytes = await writeNewFile(file, contents(client, header), options);
    return { file, bytes, rows: header.tables.reduce((sum, { rows }) => sum + rows, 0), ...header };
  } catch (error) {
    throw refusalOf('BACKUP_FAILED', error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Begins the transaction that sees one instant. The tables are locked against changes of their columns before it takes its snapshot,
 * so that all of them are those of the header; who locks must know their names, so it is tried again when a migration came between.
 */
async function snapshot(client: pg.Client): Promise<BackupHeader> {
  await client.query(SESSION);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const expected = await tablesOfOurs(client);
    const migrations = await appliedMigrations(client);
    if (migrations.length === 0) throw nothing();
    await client.query('begin isolation level repeatable read read only');
    if (await locked(client, expected)) {
      const found = await tablesOfOurs(client);
      const same = JSON.stringify([found, await appliedMigrations(client)]) === JSON.stringify([expected, migrations]);
      if (same) return headerOf(client, found, migrations);
    }
    await client.query('rollback');
  }
  throw new Error('the tables change all the time');
}

async function locked(client: pg.Client, tables: readonly TableOfOurs[]): Promise<boolean> {
  try {
    await client.query(`lock table ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(', ')} in access share mode`);
    return true;
  } catch (error) {
    // a table that was dropped meanwhile
    if ((error as { code?: string }).code === '42P01') return false;
    throw error;
  }
}

async function headerOf(client: pg.Client, found: readonly TableOfOurs[], migrations: readonly string[]): Promise<BackupHeader> {
  const { rows: about } = await client.query<{ at: Date; server: string }>(
    `select clock_timestamp() as at, current_setting('server_version') as server`,
  );
  const tables: BackupHeader['tables'][number][] = [];
  for (const { name, columns } of found) {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${pg.escapeIdentifier(name)}`);
    tables.push({ name, columns, rows: Number(rows[0]!.count) });
  }
  // counters belong to no snapshot: read after it was taken, they are never behind its rows
  const { rows: names } = await client.query<{ name: string }>(
    `select relname::text as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace and relname !~ '^knex_' order by relname`,
  );
  const sequences: BackupHeader['sequences'][number][] = [];
  for (const { name } of names) {
    const { rows } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${pg.escapeIdentifier(name)}`,
    );
    sequences.push({ name, lastValue: rows[0]!.last, isCalled: rows[0]!.called });
  }
  return { createdAt: about[0]!.at.toISOString(), server: about[0]!.server, migrations, tables, sequences };
}

/** The file before compression. */
async function* contents(client: pg.Client, header: BackupHeader): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const hashed = (bytes: Buffer) => (hash.update(bytes), bytes);
  yield hashed(Buffer.from(`taicho backup ${FORMAT}\n${JSON.stringify(header)}\n`));
  for (const { name, columns, rows } of header.tables) {
    const copy = client.query(to(`copy ${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')}) to stdout`));
    for await (const chunk of copy as AsyncIterable<Buffer>) yield hashed(chunk);
    // answered after the copy is complete
    await client.query('select');
    if (copy.rowCount !== rows) throw new Error(`"${name}" gave ${copy.rowCount} rows of ${rows}`);
    yield hashed(Buffer.from(`${END_OF_TABLE}\n`));
  }
  yield Buffer.from(`sha256 ${hash.digest('hex')}\n`);
}

function nothing(): BackupRefused {
  return new BackupRefused(
    'NOTHING_TO_BACK_UP',
    'Cơ sở dữ liệu này không có dữ liệu của Tại Chỗ. Hãy kiểm tra DATABASE_URL hoặc thư mục dữ liệu.',
    'This database holds no data of this program. Check DATABASE_URL or the data folder.',
  );
}
