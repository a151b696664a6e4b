/** A bulk run whose program is killed in the middle, twice: whoever comes next goes on, and every dossier is done once. */
import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Actor, Engine } from '../../../engine/runtime/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { eventually, rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';

const actor: Actor = { user: 'manager' };
const dossiers = 1_200;
const drawn = (id: string) => definitions(processXml('p', element('startEvent', 's'), element('userTask', id), `s->${id}`));

describe('a bulk run of a program that is killed', function () {
  this.timeout(300_000);
  let server: TestServer;
  let database: string;
  /** Asks and watches; what runs in the background is the others' to do. */
  let engine: Engine;
  const children: ChildProcess[] = [];
  before(async () => {
    server = await startTestServer();
    database = await server.freshDatabase();
    engine = await server.open(database, { worker: false });
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await server?.stop();
  });

  async function work(): Promise<ChildProcess> {
    const script = fileURLToPath(new URL('../../support/worker-process.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, database], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await once(child.stdout!, 'data');
    return child;
  }

  it('is gone on with by the next, and each dossier is moved once', async () => {
    const [first, second] = [
      (await engine.deploy({ bpmn: drawn('a') }, actor)).versionId,
      (await engine.deploy({ bpmn: drawn('b') }, actor)).versionId,
    ];
    await Promise.all(Array.from({ length: dossiers }, () => engine.start({ versionId: first }, actor)));
    const run = await engine.startBulk(
      { kind: 'migrate', fromVersionId: first, toVersionId: second, plan: { a: 'b', s_a: 's_b' } },
      'luật mới',
      actor,
    );
    expect(run).to.include({ total: dossiers, left: dossiers, state: 'running' });
    const moved = async () =>
      (await rowsOf<{ moved: number }>(database, `select count(*)::int as moved from history where command->>'type' = 'migrate'`))[0]!
        .moved;

    for (const share of [0.1, 0.4]) {
      const child = await work();
      await eventually(async () => (await moved()) > dossiers * share);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const { state, done, failed, left } = await engine.bulkRun(run.runId);
      expect([state, done + left, failed]).to.deep.equal(['running', dossiers, 0]);
      expect(left, 'killed before it was over').to.be.greaterThan(0);
      // what is told is never more than what was done
      expect(done).to.be.at.most(await moved());
    }

    await work();
    const over = await eventually(async () => {
      const now = await engine.bulkRun(run.runId);
      return now.state === 'done' && now;
    }, 120_000);
    expect(over).to.include({ done: dossiers, failed: 0, left: 0 });
    const rows = await rowsOf(
      database,
      `select count(distinct dossier_id)::int as dossiers, count(*)::int as moves, max(revision) as last from history where command->>'type' = 'migrate'`,
    );
    expect(rows).to.deep.equal([{ dossiers, moves: dossiers, last: 2 }]);
    expect(await rowsOf(database, `select version_id::text as id, count(*)::int as count from dossiers group by 1`)).to.deep.equal([
      { id: second, count: dossiers },
    ]);
  });
});
