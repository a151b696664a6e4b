/* Over 300 lines: backups, damaged files and restores belong together, for each needs the file that the other made. */
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { backup, BackupRefused, type BackupRefusedCode, type BackupResult } from '../../../engine/runtime/backup.ts';
import { DatabaseUnavailable } from '../../../engine/runtime/embedded-postgres.ts';
import { openEnginePresence } from '../../../engine/runtime/engine-presence.ts';
import { migrate } from '../../../engine/runtime/migrate.ts';
import { afterRestore, restore } from '../../../engine/runtime/restore.ts';
import { rowsOf, startTestServer, withClient, type TestServer } from '../../support/database.ts';
import { contentsOf, fillTables } from '../../support/fill-tables.ts';
import { migrationsFolder } from '../../support/migrations-folder.ts';

describe('backup and restore', function () {
  this.timeout(180_000);
  let server: TestServer;
  let folder: string;
  let source: string;
  let file: string;
  let made: BackupResult;
  const folders: string[] = [];

  before(async () => {
    server = await startTestServer();
    folder = await mkdtemp(join(tmpdir(), 'taicho-backup-'));
    source = await server.newDatabase();
    await migrate(source);
    await withClient(source, (client) => fillTables(client, 12));
    file = join(folder, 'whole.backup');
    made = await backup(source, file);
  });
  after(async () => {
    await server.stop();
    for (const each of [folder, ...folders]) await rm(each, { recursive: true, force: true });
  });

  const contents = (database: string) => withClient(database, contentsOf);
  const countersOf = (database: string) =>
    rowsOf(
      database,
      `select sequencename, last_value from pg_sequences where schemaname = 'public' and sequencename !~ '^knex' order by 1`,
    );
  async function given(migrations: Parameters<typeof migrationsFolder>[0]): Promise<string> {
    folders.push(await migrationsFolder(migrations));
    return folders.at(-1)!;
  }
  /** The file with its text changed and its sum made right again. */
  async function rewritten(name: string, change: (text: string) => string): Promise<string> {
    const body = change(gunzipSync(await readFile(file)).toString('utf8')).replace(/sha256 \w+\n$/, '');
    const place = join(folder, name);
    await writeFile(place, gzipSync(`${body}sha256 ${createHash('sha256').update(body).digest('hex')}\n`));
    return place;
  }

  describe('a round trip', () => {
    it('brings back every row of every table, hostile texts and counters included', async () => {
      // given all tables filled
      const before = await contents(source);
      for (const [table, { rows }] of Object.entries(before)) expect(rows, table).to.be.at.least(1);

      // when
      const target = await server.newDatabase();
      const result = await restore(target, file);

      // then
      const { installation: _, ...expected } = before;
      const { installation: __, ...found } = await contents(target);
      expect(found).to.deep.equal(expected);
      expect(result.rows).to.equal(Object.values(before).reduce((sum, { rows }) => sum + rows, 0));
      expect(await countersOf(target)).to.deep.equal(await countersOf(source));
      expect(await rowsOf(target, 'select actor->>$1 as text from history limit 1', ['text'])).to.have.length(1);
    });

    it('tells the restored database that its transaction numbers are of another server', async () => {
      const target = await server.newDatabase();
      await restore(target, file);

      const generation = 'select generation from installation';
      const [[before], [after]] = [
        await rowsOf<{ generation: number }>(source, generation),
        await rowsOf<{ generation: number }>(target, generation),
      ];
      expect(after!.generation).to.equal(before!.generation + 1);
      expect(await rowsOf(target, 'select distinct generation from history order by 1')).to.deep.equal(
        await rowsOf(source, 'select distinct generation from history order by 1'),
      );
    });

    it('does without generations where the migrations know none', async () => {
      const database = await server.newDatabase();

      expect(await withClient(database, afterRestore)).to.equal(false);
    });

    it('says in its header what it holds', async () => {
      const [first, header] = gunzipSync(await readFile(file))
        .toString('utf8')
        .split('\n');

      expect(first).to.equal('taicho backup 1');
      const { file: place, bytes, rows, ...said } = made;
      expect(JSON.parse(header!)).to.deep.equal(said);
      expect(place).to.equal(file);
      expect(bytes).to.equal((await stat(file)).size);
      expect(rows).to.equal(said.tables.reduce((sum, table) => sum + table.rows, 0));
      expect(said.tables.map(({ name }) => name).sort()).to.deep.equal(Object.keys(await contents(source)).sort());
      expect(said.tables.findIndex(({ name }) => name === 'process_versions')).to.be.below(
        said.tables.findIndex(({ name }) => name === 'dossiers'),
      );
      expect(said.migrations).to.deep.equal(
        (await rowsOf<{ name: string }>(source, 'select name from knex_migrations order by name')).map(({ name }) => name),
      );
    });

    it('may be read by nobody but its owner', async () => {
      expect((await stat(file)).mode & 0o777).to.equal(0o600);
    });

    it('does not depend on how servers and roles write dates, numbers and bytes', async () => {
      // given a role with settings of its own on both sides
      const options =
        '-c datestyle=German -c timezone=Asia/Ho_Chi_Minh -c bytea_output=escape -c extra_float_digits=-5 -c intervalstyle=iso_8601';
      const odd = (database: string) => {
        const url = new URL(database);
        url.searchParams.set('options', options);
        return url.href;
      };
      const [place, target] = [join(folder, 'odd.backup'), await server.newDatabase()];

      await backup(odd(source), place);
      await restore(odd(target), place);

      const { installation: _, ...found } = await contents(target);
      const { installation: __, ...expected } = await contents(source);
      expect(found).to.deep.equal(expected);
    });

    it('keeps nulls out of texts: PostgreSQL holds none, and a file with one is refused whole', async () => {
      const refusal = await rowsOf(source, `select $1::text`, ['a\u0000b']).catch((error: { code: string }) => error.code);
      expect(refusal).to.equal('22021');

      const target = await server.newDatabase();
      const forged = await rewritten('forged.backup', (text) => text.replace('xyzxyz', 'xyz\u0000yz'));
      expect((await refusalOf(restore(target, forged))).code).to.equal('RESTORE_FAILED');
      expect(await rowsIn(target)).to.equal(0);
    });
  });

  describe('a backup', () => {
    it('is of one instant while writers go on', async () => {
      // given a writer that adds to two tables in each transaction
      const database = await server.newDatabase();
      const steps = {
        '0001_two': 'create table one (id bigint generated always as identity, filler text); create table two (id integer, filler text)',
      };
      const migrations = await given(steps);
      await migrate(database, { folder: migrations });
      await rowsOf(database, `insert into one (filler) select md5(i::text) from generate_series(1, 50000) i`);
      await rowsOf(database, `insert into two select i, md5(i::text) from generate_series(1, 50000) i`);
      let written = 50_000;
      let stopped = false;
      const writer = withClient(database, async (client) => {
        while (!stopped) {
          await client.query(`begin; insert into one (filler) values ('n'); insert into two values (0, 'n'); commit`);
          written++;
        }
      });

      // when
      const results: BackupResult[] = [];
      for (const name of ['first.backup', 'second.backup']) results.push(await backup(database, join(folder, name)));
      stopped = true;
      await writer;

      // then
      const [first, second] = results.map(({ tables }) => tables.map(({ rows }) => rows));
      expect(first![0]).to.equal(first![1]);
      expect(second![0]).to.equal(second![1]);
      expect(second![0]).to.be.greaterThan(first![0]!);
      const target = await server.newDatabase();
      await restore(target, join(folder, 'second.backup'), { migrationsFolder: migrations });
      expect(Object.values(await contents(target)).map(({ rows }) => rows)).to.deep.equal(second);
      // counting goes on behind all rows
      await rowsOf(target, `insert into one (filler) values ('next')`);
      expect(await rowsOf(target, `select count(*)::int as twice from one group by id having count(*) > 1`)).to.deep.equal([]);
      expect(written).to.be.at.least(second![0]!);
    });

    it('replaces no file unless it is told to', async () => {
      const place = join(folder, 'mine.txt');
      await writeFile(place, 'mine');

      const refusal = await refusalOf(backup(source, place));
      expect(refusal.code).to.equal('BACKUP_EXISTS');
      expect(refusal.message).to.include(place).and.to.include('--force');
      expect(await readFile(place, 'utf8')).to.equal('mine');

      await backup(source, place, { force: true });
      expect((await readFile(place)).subarray(0, 2)).to.deep.equal(Buffer.from([0x1f, 0x8b]));
    });

    it('says where it cannot write, and leaves nothing there', async () => {
      const places: [BackupRefusedCode, string][] = [
        ['BACKUP_NOT_WRITTEN', join(folder, 'nowhere', 'a.backup')],
        ['BACKUP_NOT_WRITTEN', join(file, 'a.backup')],
        ['BACKUP_NOT_WRITTEN', join(folder, 'x'.repeat(300))],
        ['BACKUP_EXISTS', folder],
      ];
      for (const [code, place] of places) expect((await refusalOf(backup(source, place))).code, place).to.equal(code);
      expect((await refusalOf(backup(source, folder, { force: true }))).code).to.equal('BACKUP_NOT_WRITTEN');
      await noParts();
    });

    it('removes what a killed one left, and nothing else', async () => {
      const place = join(folder, 'killed.backup');
      const names = [
        'killed.backup.999999999.part',
        `killed.backup.${process.ppid}.part`,
        'killed.backup.part',
        'other.backup.999999999.part',
      ];
      for (const name of names) await writeFile(join(folder, name), 'half');

      await backup(source, place);

      const left = (await readdir(folder)).filter((name) => name.includes('.part')).sort();
      expect(left).to.deep.equal(names.slice(1).sort());
      for (const name of left) await rm(join(folder, name));
    });

    it('makes no file when its connection is cut', async () => {
      // given a table that takes a while
      const place = join(folder, 'cut.backup');
      const database = await server.newDatabase();
      await migrate(database, {
        folder: await given({ '0001_wide': 'create table wide as select md5(i::text) from generate_series(1, 400000) i' }),
      });

      const work = refusalOf(backup(database, place));
      await until(async () => (await readdir(folder)).some((name) => name.startsWith('cut.backup.')));
      await rowsOf(source, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'taicho backup'`);

      expect((await work).code).to.equal('BACKUP_FAILED');
      expect((await readdir(folder)).filter((name) => name.startsWith('cut.'))).to.deep.equal([]);
    });

    it('stops when it is asked to, and makes no file', async () => {
      const place = join(folder, 'stopped.backup');

      const refusal = await refusalOf(backup(source, place, { signal: AbortSignal.abort() }));

      expect(refusal.code).to.equal('INTERRUPTED');
      expect((await readdir(folder)).filter((name) => name.startsWith('stopped.'))).to.deep.equal([]);
    });

    it('is refused where there is nothing of ours, and where the server cannot be used', async () => {
      const place = join(folder, 'none.backup');
      expect((await refusalOf(backup(await server.newDatabase(), place))).code).to.equal('NOTHING_TO_BACK_UP');

      const wrong = new URL(source);
      wrong.password = 'wrong';
      const error = await backup(wrong.href, place).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(DatabaseUnavailable).with.property('code', 'LOGIN_REFUSED');
    });
  });

  describe('a restore', () => {
    it('changes nothing when any byte of the file is wrong', async () => {
      // given the file with one byte turned over, at places all over it; bytes 4 to 9 are gzip's notes on time and system, which say nothing
      const target = await server.newDatabase();
      const bytes = await readFile(file);
      const places = [
        0,
        1,
        2,
        3,
        10,
        11,
        ...Array.from({ length: 40 }, (_, part) => Math.floor(((part + 0.5) / 40) * bytes.length)),
        bytes.length - 9,
        bytes.length - 1,
      ];
      const place = join(folder, 'flipped.backup');
      const whole = gunzipSync(bytes);
      let refused = 0;
      for (const at of places) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 0xff;
        // in a text that repeats itself, pointing back 3 or 9 characters may mean the same: another way to pack it, and nothing is wrong
        if (unpacked(flipped)?.equals(whole)) continue;
        await writeFile(place, flipped);

        expect((await refusalOf(restore(target, place))).code, `byte ${at}`).to.equal('BACKUP_DAMAGED');
        refused++;
      }
      expect(refused).to.be.at.least(places.length - 3);
      expect(await tableCount(target)).to.equal(0);
    });

    it('changes nothing when the file was cut, or is no backup', async () => {
      const target = await server.newDatabase();
      const bytes = await readFile(file);
      const text = gunzipSync(bytes).toString('latin1');
      const wrong: Record<string, Buffer> = {
        empty: Buffer.alloc(0),
        'a third': bytes.subarray(0, Math.floor(bytes.length / 3)),
        'all but the last byte': bytes.subarray(0, -1),
        'cut before it was compressed': gzipSync(Buffer.from(text.slice(0, -80), 'latin1')),
        'without its sum': gzipSync(Buffer.from(text.replace(/sha256 \w+\n$/, ''), 'latin1')),
        'with more behind its sum': gzipSync(Buffer.from(`${text}more`, 'latin1')),
        'another text': Buffer.from('xin chào\n'),
        'another gzip': gzipSync('xin chào\n'),
        'a header that is none': gzipSync('taicho backup 1\n{"tables": 7}\n'),
        'a row more than it says': gzipSync(Buffer.from(text.replace('\n\\.\n', '\nmore\n\\.\n'), 'latin1')),
      };
      const place = join(folder, 'cut.backup');
      for (const [what, content] of Object.entries(wrong)) {
        await writeFile(place, content);

        expect((await refusalOf(restore(target, place))).code, what).to.equal('BACKUP_DAMAGED');
      }
      expect(await tableCount(target)).to.equal(0);
    });

    it('changes nothing when the file cannot be read, or is of a newer program', async () => {
      const target = await server.newDatabase();
      expect((await refusalOf(restore(target, join(folder, 'absent.backup')))).code).to.equal('BACKUP_UNREADABLE');
      expect((await refusalOf(restore(target, folder))).code).to.equal('BACKUP_UNREADABLE');

      const format = await rewritten('format.backup', (text) => text.replace('taicho backup 1', 'taicho backup 2'));
      expect((await refusalOf(restore(target, format))).code).to.equal('BACKUP_NEWER');
      const migration = await rewritten('migration.backup', (text) => text.replace('"migrations":[', '"migrations":["9999_later",'));
      const refusal = await refusalOf(restore(target, migration));
      expect(refusal.code).to.equal('BACKUP_NEWER');
      expect(refusal.message).to.include('9999_later');
      expect(await tableCount(target)).to.equal(0);
    });

    it('changes nothing when rows do not fit', async () => {
      const target = await server.newDatabase();
      const forged = await rewritten('unfit.backup', (text) => text.replace(/\tlate\t/, '\tnever\t'));

      const refusal = await refusalOf(restore(target, forged));

      expect(refusal.code).to.equal('RESTORE_FAILED');
      expect(refusal.message).to.include('dossiers_result_check');
      expect(await rowsIn(target)).to.equal(0);
      // and the same database takes the right file
      await restore(target, file);
      expect(await rowsIn(target)).to.equal(made.rows);
    });

    it('is refused by a database with data, even a little', async () => {
      const target = await server.newDatabase();
      await migrate(target);
      await rowsOf(target, `insert into organisations (content, at, actor) values ('{}', now(), '{}')`);
      const before = await contents(target);

      const refusal = await refusalOf(restore(target, file));

      expect(refusal.code).to.equal('RESTORE_NOT_EMPTY');
      expect(refusal.message).to.include('organisations');
      expect(await contents(target)).to.deep.equal(before);
    });

    it('takes a database that the program made and nobody used', async () => {
      const target = await server.newDatabase();
      await migrate(target);

      await restore(target, file);

      expect(await rowsIn(target)).to.equal(made.rows);
    });

    it('is refused while an engine runs', async () => {
      const target = await server.newDatabase();
      const presence = await openEnginePresence({ connectionString: target, stateVersion: 1, onRefused: () => undefined });

      expect((await refusalOf(restore(target, file))).code).to.equal('RESTORE_ENGINE_RUNNING');

      await presence.close();
    });

    it('goes through the migrations of the backup and then forward to those of the program', async () => {
      // given a backup of an older release, whose tables refer to each other and have triggers
      const old = {
        '0001_old': `create table late (id integer primary key, name text);
          create table early (id integer generated always as identity, late_id integer references late deferrable initially deferred, parent integer, primary key (id));
          alter table early add foreign key (parent) references early;
          create function refuse() returns trigger language plpgsql as 'begin raise exception ''fired''; end';`,
      };
      const older = await given(old);
      const place = join(folder, 'older.backup');
      const database = await server.newDatabase();
      await migrate(database, { folder: older });
      await rowsOf(database, `insert into late values (7, 'bảy')`);
      await rowsOf(database, `insert into early (late_id, parent) values (7, 2), (7, 1)`);
      await rowsOf(database, 'create table somebodys (note text)');
      await rowsOf(database, `insert into somebodys values ('my own')`);
      await backup(database, place);

      // when the program has a migration that changes rows and one that adds generations
      const newer = await given({
        '0001_old': `${old['0001_old']} create trigger refusing before insert or delete on early for each row execute function refuse();
          create trigger emptying before truncate on early for each statement execute function refuse(); insert into late values (0, 'made by the migration')`,
        '0002_new': `alter table late add column length integer; update late set length = length(name)`,
        '0003_generations': 'create table installation (generation integer not null); insert into installation values (1)',
      });
      const target = await server.newDatabase();
      const { leftOut } = await restore(target, place, { migrationsFolder: newer });

      // then
      expect(await rowsOf(target, 'select * from late')).to.deep.equal([{ id: 7, name: 'bảy', length: 3 }]);
      expect(await rowsOf(target, 'select id, parent from early order by id')).to.deep.equal([
        { id: 1, parent: 2 },
        { id: 2, parent: 1 },
      ]);
      expect(await rowsOf(target, 'select generation from installation')).to.deep.equal([{ generation: 2 }]);
      expect(leftOut).to.deep.equal(['somebodys']);
      const fired = await rowsOf(target, 'insert into early (late_id) values (7)').catch((error: Error) => error.message);
      expect(fired).to.equal('fired');

      // and an empty database that is ahead of the backup is refused
      const ahead = await server.newDatabase();
      const further = await given({ '0001_old': 'create table late (id integer)', '0002_new': 'select' });
      await migrate(ahead, { folder: further });
      const refusal = await refusalOf(restore(ahead, place, { migrationsFolder: further }));
      expect(refusal.code).to.equal('RESTORE_AHEAD');
    });

    it('stops when it is asked to, and changes nothing', async () => {
      const target = await server.newDatabase();

      expect((await refusalOf(restore(target, file, { signal: AbortSignal.abort() }))).code).to.equal('INTERRUPTED');
      expect(await tableCount(target)).to.equal(0);
    });
  });

  async function noParts(): Promise<void> {
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).to.deep.equal([]);
  }

  async function tableCount(database: string): Promise<number> {
    const [row] = await rowsOf<{ count: number }>(
      database,
      `select count(*)::int as count from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    return row!.count;
  }

  /** In all tables but those that migrations fill. */
  async function rowsIn(database: string): Promise<number> {
    const all = Object.entries(await contents(database));
    const filled = all.some(([name, { rows }]) => name !== 'installation' && rows > 0);
    return all.reduce((sum, [name, { rows }]) => sum + (name === 'installation' && !filled ? 0 : rows), 0);
  }
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await condition()); looks++) {
    expect(looks).to.be.below(5000);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined;
  }
}

async function refusalOf(work: Promise<unknown>): Promise<BackupRefused> {
  const error = await work.then(
    () => expect.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(BackupRefused);
  const { message, messageEn } = error as BackupRefused;
  expect(message).not.to.equal(messageEn);
  return error as BackupRefused;
}
