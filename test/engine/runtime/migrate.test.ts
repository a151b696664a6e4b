/** Migrations on a real PostgreSQL: forward only, one at a time, whoever is killed on the way. */
import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DatabaseUnavailable } from '../../../engine/runtime/embedded-postgres.ts';
import { lockClasses } from '../../../engine/runtime/advisory-locks.ts';
import { appliedMigrations, knownMigrations, migrate } from '../../../engine/runtime/migrate.ts';
import { rowsOf, startTestServer, withClient, type TestServer } from '../../support/database.ts';
import { migrationsFolder } from '../../support/migrations-folder.ts';

describe('migrations', () => {
  let server: TestServer;
  const folders: string[] = [];
  const children: ChildProcess[] = [];

  before(async () => (server = await startTestServer()));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  after(async () => {
    await server.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  async function given(migrations: Parameters<typeof migrationsFolder>[0]): Promise<string> {
    const folder = await migrationsFolder(migrations);
    folders.push(folder);
    return folder;
  }

  /** A process of its own that migrates. */
  function migrator(database: string, folder = ''): ChildProcess {
    const script = fileURLToPath(new URL('../../support/migrate-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, database, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    return child;
  }

  const outputOf = async (child: ChildProcess) => {
    const chunks: Buffer[] = [];
    child.stdout!.on('data', (chunk: Buffer) => chunks.push(chunk));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).to.equal(0);
    return JSON.parse(Buffer.concat(chunks).toString()) as string[];
  };

  const tablesOf = async (database: string) =>
    (
      await rowsOf<{ name: string }>(
        database,
        `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
      )
    )
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('knex_'));

  const until = async (condition: () => Promise<boolean>) => {
    for (let looks = 0; !(await condition()); looks++) {
      expect(looks).to.be.below(600);
      await sleep(20);
    }
  };

  it("run this program's migrations in their order, and nothing the second time", async () => {
    const database = await server.newDatabase();
    const files = (await readdir(new URL('../../../migrations', import.meta.url))).filter((name) => name.endsWith('.ts')).sort();

    const ran = await migrate(database);

    expect(ran.map((name) => `${name}.ts`)).to.deep.equal(files);
    expect(await knownMigrations()).to.deep.equal(ran);
    expect(await withClient(database, appliedMigrations)).to.deep.equal(ran);
    expect(await tablesOf(database)).to.include.members(['dossiers', 'history', 'process_versions']);
    expect(await migrate(database)).to.deep.equal([]);
  });

  it('run once when many processes start at the same time', async () => {
    const database = await server.newDatabase();
    const folder = await given({
      '0001_first': 'create table first (id integer); insert into first values (1); select pg_sleep(0.3)',
      '0002_second': 'insert into first values (2)',
    });

    const ran = await Promise.all([
      ...Array.from({ length: 6 }, () => migrate(database, { folder })),
      ...[migrator(database, folder), migrator(database, folder)].map(outputOf),
    ]);

    expect(ran.filter((names) => names.length > 0)).to.deep.equal([['0001_first', '0002_second']]);
    expect(await rowsOf(database, 'select id from first order by id')).to.deep.equal([{ id: 1 }, { id: 2 }]);
  });

  it('keep what the migrations before a failing one did, name it, and go on from there', async () => {
    const database = await server.newDatabase();
    const broken = await given({
      '0001_good': 'create table good (id integer)',
      '0002_bad': 'create table half (id integer); select 1 / 0',
      '0003_later': 'create table later (id integer)',
    });

    const refusal = await refusalOf(migrate(database, { folder: broken }));

    expect(refusal.code).to.equal('MIGRATION_FAILED');
    expect(refusal.message).to.include('"0002_bad" (division by zero)');
    expect(refusal.messageEn).to.include('"0002_bad"');
    expect(await tablesOf(database)).to.deep.equal(['good']);

    const mended = await given({
      '0001_good': 'never again',
      '0002_bad': 'create table whole (id integer)',
      '0003_later': 'create table later (id integer)',
    });
    expect(await migrate(database, { folder: mended })).to.deep.equal(['0002_bad', '0003_later']);
    expect(await tablesOf(database)).to.deep.equal(['good', 'later', 'whole']);
  });

  for (const transaction of [true, false])
    it(`are not blocked by a migrator that was killed ${transaction ? 'inside' : 'outside'} a transaction`, async () => {
      // given a process that is killed in the middle of the second migration
      const database = await server.newDatabase();
      const steps = { '0001_first': 'create table first (id integer)' };
      const slow = await given({ ...steps, '0002_slow': { up: 'select pg_sleep(60)', transaction } });
      const child = migrator(database, slow);
      await until(
        async () =>
          (await rowsOf(database, `select from pg_stat_activity where query = 'select pg_sleep(60)' and datname = current_database()`))
            .length === 1,
      );
      child.kill('SIGKILL');
      await once(child, 'close');
      if (!transaction) expect(await rowsOf(database, 'select is_locked from knex_migrations_lock')).to.deep.equal([{ is_locked: 1 }]);

      // when
      const ran = await migrate(database, { folder: await given({ ...steps, '0002_slow': 'create table second (id integer)' }) });

      // then
      expect(ran).to.deep.equal(['0002_slow']);
      expect(await tablesOf(database)).to.deep.equal(['first', 'second']);
    });

  it('refuse a database that a newer program migrated, and change nothing', async () => {
    const database = await server.newDatabase();
    await migrate(database, { folder: await given({ '0001_a': 'create table a (id integer)', '0003_c': 'create table c (id integer)' }) });

    const older = await given({ '0001_a': 'create table a (id integer)', '0002_b': 'create table b (id integer)' });
    const refusal = await refusalOf(migrate(database, { folder: older }));

    expect(refusal.code).to.equal('DATABASE_NEWER');
    expect(refusal.message).to.include('"0003_c"');
    expect(refusal.messageEn).to.include('"0003_c"');
    expect(await tablesOf(database)).to.deep.equal(['a', 'c']);
  });

  it('run only the named ones when asked', async () => {
    const database = await server.newDatabase();
    const folder = await given({ '0001_a': 'create table a (id integer)', '0002_b': 'create table b (id integer)' });

    expect(await migrate(database, { folder, only: ['0001_a'] })).to.deep.equal(['0001_a']);
    expect(await tablesOf(database)).to.deep.equal(['a']);
    expect(await migrate(database, { folder })).to.deep.equal(['0002_b']);
  });

  it('say who holds the lock when it takes too long', async () => {
    const database = await server.newDatabase();
    await withClient(database, async (holder) => {
      const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid, pg_advisory_lock($1, 0)', [
        lockClasses.migration,
      ]);

      const refusal = await refusalOf(migrate(database, { waitMs: 100 }));

      expect(refusal.code).to.equal('MIGRATION_LOCKED');
      expect(refusal.details).to.deep.equal({ pid: rows[0]!.pid });
      expect(await tablesOf(database)).to.deep.equal([]);
    });
  });

  it('refuse a database that cannot hold Vietnamese, before anything is written', async () => {
    const database = await server.newDatabase(`encoding 'LATIN1' locale 'C' locale_provider libc template template0`);

    expect((await refusalOf(migrate(database))).code).to.equal('SERVER_NOT_UTF8');
    expect(await tablesOf(database)).to.deep.equal([]);
  });

  it('do not heed a time limit that the role has for its statements', async () => {
    const database = await server.newDatabase();
    const limited = new URL(database);
    limited.searchParams.set('options', '-c statement_timeout=200');

    const ran = await migrate(limited.href, { folder: await given({ '0001_long': 'select pg_sleep(0.4)' }) });

    expect(ran).to.deep.equal(['0001_long']);
  });
});

async function refusalOf(work: Promise<unknown>): Promise<DatabaseUnavailable> {
  const error = await work.then(
    () => expect.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(DatabaseUnavailable);
  return error as DatabaseUnavailable;
}
