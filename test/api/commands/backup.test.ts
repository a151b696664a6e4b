/** `taicho backup` and `taicho restore` as a person runs them, and as they are killed. */
import { expect } from 'chai';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import backup from '../../../api/commands/backup.ts';
import restore from '../../../api/commands/restore.ts';
import { openDatabase } from '../../../engine/runtime/database.ts';
import { migrate } from '../../../engine/runtime/migrate.ts';
import { program, type Outcome } from '../../support/command-line.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/database.ts';

describe('taicho backup and restore', function () {
  this.timeout(180_000);
  let server: TestServer;
  let folder: string;
  let source: string;
  let file: string;
  const children: ChildProcess[] = [];

  before(async () => {
    server = await startTestServer();
    folder = await mkdtemp(join(tmpdir(), 'taicho-commands-'));
    source = await server.newDatabase();
    file = join(folder, 'large.backup');
    await migrate(source);
    // 20 MB that gzip cannot make small: long enough to be killed in the middle of
    await rowsOf(
      source,
      `insert into messages (name, variables, published_at, expires_at)
       select md5(random()::text), json_build_object('x', md5(random()::text) || md5(random()::text) || md5(random()::text)), now(), now() from generate_series(1, 100000)`,
    );
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const environment = (database?: string) => {
    const { DATABASE_URL: _, ...rest } = process.env;
    return { ...rest, NO_COLOR: '1', ...(database !== undefined && { DATABASE_URL: database }) };
  };
  /** Runs the command line to its end, in the folder of this test. */
  const taicho = (database: string | undefined, ...args: string[]) =>
    new Promise<Outcome>((resolve) => {
      execFile(process.execPath, [program, ...args], { env: environment(database), cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  /** Starts the command line and leaves it running. */
  function started(database: string, ...args: string[]): ChildProcess {
    const child = spawn(process.execPath, [program, ...args], { env: environment(database), cwd: folder, stdio: 'ignore' });
    children.push(child);
    return child;
  }
  const killed = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    return once(child, 'close') as Promise<[number | null, string | null]>;
  };
  const until = async (condition: () => Promise<boolean>) => {
    for (let looks = 0; !(await condition()); looks++) {
      expect(looks).to.be.below(10_000);
      await sleep(2);
    }
  };
  async function rowsIn(database: string): Promise<number> {
    const there = await rowsOf(database, `select where to_regclass('messages') is not null`);
    if (there.length === 0) return 0;
    return (await rowsOf<{ count: number }>(database, 'select count(*)::integer as count from messages'))[0]!.count;
  }
  const filesOf = async (name: string) => (await readdir(folder)).filter((each) => each.startsWith(name)).sort();

  it('back up a server and bring it back into another database, with a word on personal data', async () => {
    const target = await server.newDatabase();

    const saved = await taicho(source, 'backup', file);
    const restored = await taicho(target, 'restore', file, '--json');

    expect(saved.stderr).to.equal('');
    expect(saved.code).to.equal(0);
    expect(saved.stdout).to.include('Đã sao lưu 100001 dòng').and.to.include('dữ liệu cá nhân').and.to.include('personal data');
    expect(restored.stderr).to.equal('');
    expect(restored.code).to.equal(0);
    expect(JSON.parse(restored.stdout))
      .to.include({ rows: 100_001 })
      .and.to.have.property('migrations')
      .with.property('length')
      .that.is.above(1);
    expect(await rowsIn(target)).to.equal(100_000);
  });

  it('leave no half file when the backup is killed, and the next one succeeds', async () => {
    const name = 'killed.backup';
    const child = started(source, 'backup', name);
    await until(async () => (await filesOf(name)).length > 0 && (await stat(join(folder, (await filesOf(name))[0]!))).size > 1_000_000);
    await killed(child, 'SIGKILL');
    expect(await filesOf(name)).to.deep.equal([`${name}.${child.pid}.part`]);

    expect((await taicho(source, 'backup', name)).code).to.equal(0);
    expect(await filesOf(name)).to.deep.equal([name]);
  });

  it('leave nothing when the backup is asked to end', async () => {
    const name = 'ended.backup';
    const child = started(source, 'backup', name);
    await until(async () => (await filesOf(name)).length > 0);

    expect(await killed(child, 'SIGTERM')).to.deep.equal([2, null]);
    expect(await filesOf(name)).to.deep.equal([]);
  });

  for (const signal of ['SIGKILL', 'SIGTERM'] as const)
    it(`leave no half data when the restore gets ${signal} in the middle, and the next one succeeds`, async () => {
      const target = await server.newDatabase();
      const child = started(target, 'restore', file);
      await until(
        async () =>
          (await rowsOf(target, `select from pg_stat_progress_copy where relid = to_regclass('messages') and bytes_processed > 1000000`))
            .length > 0,
      );
      await killed(child, signal);
      expect(await rowsIn(target)).to.equal(0);

      expect((await taicho(target, 'restore', file)).code).to.equal(0);
      expect(await rowsIn(target)).to.equal(100_000);
    });

  it('say that there is no room, and leave no half file', async () => {
    // given a limit of 64 blocks of 512 bytes or 1 kB for each file
    const outcome = await new Promise<Outcome>((resolve) => {
      const words = ['-c', 'ulimit -f 64; exec "$@"', 'sh', process.execPath, program, 'backup', 'full.backup'];
      execFile('sh', words, { env: environment(source), cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

    expect(outcome.code).to.equal(2);
    expect(outcome.stderr).to.match(/^taicho backup: BACKUP_DISK_FULL: .*full\.backup/u);
    expect(await filesOf('full.backup')).to.deep.equal([]);
  });

  it('work on a data folder: the embedded server is started, and a new folder is made by the restore alone', async () => {
    // given a folder whose server does not run
    const data = join(folder, 'data of ours');
    const database = await openDatabase({ dataFolder: data });
    await migrate(database.connectionString);
    await rowsOf(database.connectionString, `insert into organisations (content, at, actor) values ('"đơn vị"', now(), '{}')`);
    await database.stop();

    // when
    const saved = await taicho(source, 'backup', 'folder.backup', '--data', data, '--json');
    const restored = await taicho(source, 'restore', 'folder.backup', '--data', 'new folder');
    const again = await taicho(source, 'restore', 'folder.backup', '--data', 'new folder');
    const nowhere = await taicho(undefined, 'backup', 'nowhere.backup');

    // then
    expect(saved.stderr + restored.stderr).to.equal('');
    expect(JSON.parse(saved.stdout)).to.have.property('rows', 2);
    expect(again.code).to.equal(2);
    expect(again.stderr).to.match(/^taicho restore: RESTORE_NOT_EMPTY: .*\n {2}The database holds data/u);
    const back = await openDatabase({ dataFolder: join(folder, 'new folder') });
    expect(await rowsOf(back.connectionString, 'select content from organisations')).to.deep.equal([{ content: 'đơn vị' }]);
    await back.stop();
    expect(nowhere.code).to.equal(2);
    expect(nowhere.stderr).to.match(/^taicho backup: NO_DATABASE: /u);
    expect(await readdir(folder)).not.to.include('.taicho');
  });

  it('say in few lines what they cannot use, and exit with 2', async () => {
    await writeFile(join(folder, 'mine'), 'mine');
    const wrong = new URL(source);
    wrong.password = 'mat-khau-sai';
    const cases: [string | undefined, string[], RegExp][] = [
      [source, ['backup', 'mine'], /^taicho backup: BACKUP_EXISTS: /u],
      [source, ['backup', 'absent/file'], /^taicho backup: BACKUP_NOT_WRITTEN: /u],
      [source, ['restore', 'absent'], /^taicho restore: BACKUP_UNREADABLE: /u],
      [source, ['restore', 'mine'], /^taicho restore: BACKUP_DAMAGED: /u],
      [wrong.href, ['backup', 'wrong'], /^taicho backup: LOGIN_REFUSED: /u],
    ];
    for (const [database, args, message] of cases) {
      const { code, stdout, stderr } = await taicho(database, ...args);
      expect(stderr, args.join(' ')).to.match(message).and.not.to.include('mat-khau-sai');
      expect(stderr.trim().split('\n').length).to.be.at.most(2);
      expect([code, stdout]).to.deep.equal([2, '']);
    }
  });

  it('say what is wrong with the arguments', async () => {
    const cases = [
      [backup],
      [backup, 'a', 'b'],
      [backup, 'a', '--fast'],
      [backup, 'a', '--data'],
      [restore],
      [restore, 'a', 'b'],
      [restore, 'a', '--force'],
    ] as const;
    for (const [command, ...args] of cases) {
      const error = await command.run(args).catch((reason: unknown) => reason);

      expect(error, args.join(' ')).to.be.instanceOf(Error).with.property('code', 'ARGUMENTS');
      expect((error as Error).message).to.include(command.usage);
    }
  });
});
