/** Who runs on a database: seen by others, gone with the process, back after the connection was lost. */
import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DatabaseUnavailable, startEmbeddedPostgres } from '../../../engine/runtime/embedded-postgres.ts';
import { aliveProcesses, openEnginePresence, runningEngines, type EnginePresence } from '../../../engine/runtime/engine-presence.ts';
import { rowsOf, startTestServer, withClient, type TestServer } from '../../support/database.ts';

describe('presence of an engine', () => {
  let server: TestServer;
  let database: string;
  const open: EnginePresence[] = [];
  const children: ChildProcess[] = [];

  before(async () => {
    server = await startTestServer();
    database = await server.newDatabase();
  });
  afterEach(async () => {
    for (const presence of open.splice(0)) await presence.close();
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await until(async () => (await alive()).length === 0);
  });
  after(() => server.stop());

  const alive = () => withClient(database, aliveProcesses);

  async function enter(stateVersion: number, onRefused: (reason: DatabaseUnavailable) => void = () => expect.fail('refused')) {
    const presence = await openEnginePresence({ connectionString: database, stateVersion, onRefused });
    open.push(presence);
    return presence;
  }

  async function enteredElsewhere(stateVersion: number): Promise<{ child: ChildProcess; processNumber: number }> {
    const script = fileURLToPath(new URL('../../support/presence-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, database, String(stateVersion)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    return { child, processNumber: Number(line.toString()) };
  }

  /** Ends every session of engines, as an operator or a failing network would. */
  const cut = () =>
    rowsOf(
      database,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'taicho engine' and datname = current_database()`,
    );

  it('gives each engine a number of its own, which others see until it closes', async () => {
    const [first, second] = [await enter(1), await enter(1)];

    expect(await alive()).to.deep.equal([first.processNumber, second.processNumber].sort((a, b) => a - b));
    await first.close();
    expect(await alive()).to.deep.equal([second.processNumber]);
    expect(await withClient(database, runningEngines)).to.deep.equal([{ stateVersion: 1, engines: 1 }]);
  });

  it('ends with a process that is killed', async () => {
    const { child, processNumber } = await enteredElsewhere(1);
    expect(await alive()).to.deep.equal([processNumber]);

    child.kill('SIGKILL');

    await until(async () => (await alive()).length === 0);
  });

  it('lets no engine of another state version in, and says how many run', async () => {
    await enter(1);
    await enter(1);

    const refusal = await refusalOf(enter(2));

    expect(refusal.code).to.equal('ENGINE_VERSIONS_DIFFER');
    expect(refusal.message).to.include('2 (phiên bản trạng thái 1); bản này là 2');
    expect(refusal.messageEn).to.include('2 (state version 1); this one is of 2');
    expect(refusal.details.others).to.deep.equal([{ stateVersion: 1, engines: 2 }]);
    expect(await withClient(database, runningEngines)).to.deep.equal([{ stateVersion: 1, engines: 2 }]);
  });

  it('lets another state version in once the last of the old one is gone, and on another database at once', async () => {
    const old = await enter(1);
    const other = await openEnginePresence({
      connectionString: await server.newDatabase(),
      stateVersion: 2,
      onRefused: () => expect.fail('refused'),
    });
    await other.close();
    await old.close();

    await enter(2);

    expect(await withClient(database, runningEngines)).to.deep.equal([{ stateVersion: 2, engines: 1 }]);
  });

  it('lets at most one of two versions in that start at once', async () => {
    const attempts = await Promise.allSettled([enter(1), enter(2)]);

    expect(attempts.filter(({ status }) => status === 'fulfilled').length).to.be.at.most(1);
    for (const attempt of attempts) if (attempt.status === 'rejected') expect(attempt.reason.code).to.equal('ENGINE_VERSIONS_DIFFER');
  });

  it('comes back with the same number when its session is terminated', async () => {
    const presence = await enter(1);

    for (let round = 1; round <= 3; round++) {
      await cut();
      await until(async () => !presence.isPresent());
      await until(async () => presence.isPresent());
      expect(await alive()).to.deep.equal([presence.processNumber]);
    }
  });

  it('takes its number while the server has not yet noticed that the session before is gone', async () => {
    // given the locks of a session that lingers, as after a cut cable
    const presence = await enter(1);
    await withClient(database, async (lingering) => {
      await lingering.query(
        'select pg_advisory_lock_shared(classid::bigint::integer, objid::bigint::integer) from pg_locks where locktype = $1',
        ['advisory'],
      );

      await cut();
      await until(async () => !presence.isPresent());
      await until(async () => presence.isPresent());
    });

    expect(await alive()).to.deep.equal([presence.processNumber]);
  });

  it('is refused, once, when engines of another version came while its connection was lost', async () => {
    // given an engine of version 1 that is cut off, and one of version 2 that holds its lock
    const reasons: DatabaseUnavailable[] = [];
    const presence = await enter(1, (reason) => reasons.push(reason));
    await withClient(database, async (newer) => {
      await newer.query('select pg_advisory_lock_shared(classid::bigint::integer, 2) from pg_locks where locktype = $1 and objid = 1', [
        'advisory',
      ]);

      // when
      await cut();
      await until(async () => reasons.length > 0);

      // then
      expect(reasons.map(({ code }) => code)).to.deep.equal(['ENGINE_VERSIONS_DIFFER']);
      expect(presence.isPresent()).to.equal(false);
      expect(await alive()).to.deep.equal([]);
    });
  });

  it('comes back when the server is restarted', async () => {
    // given a server of its own, restarted on the same port
    const folder = await mkdtemp(join(tmpdir(), 'taicho-restart-'));
    const before = await startEmbeddedPostgres(folder);
    const presence = await openEnginePresence({
      connectionString: before.connectionString,
      stateVersion: 1,
      onRefused: () => expect.fail('refused'),
    });
    await before.stop();
    await until(async () => !presence.isPresent());

    // when
    const after = await startEmbeddedPostgres(folder, { port: Number(new URL(before.connectionString).port) });
    await until(async () => presence.isPresent());

    // then
    expect(await withClient(after.connectionString, aliveProcesses)).to.deep.equal([presence.processNumber]);
    await presence.close();
    await after.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('can be closed while its connection is lost', async () => {
    const presence = await enter(1);
    await cut();
    await until(async () => !presence.isPresent());

    await presence.close();

    await sleep(200);
    expect(presence.isPresent()).to.equal(false);
    expect(await alive()).to.deep.equal([]);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await condition()); looks++) {
    expect(looks).to.be.below(1500);
    await sleep(10);
  }
}

async function refusalOf(work: Promise<unknown>): Promise<DatabaseUnavailable> {
  const error = await work.then(
    () => expect.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(DatabaseUnavailable);
  return error as DatabaseUnavailable;
}
