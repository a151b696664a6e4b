/** Two processes at one dossier: its commands get their places in the order in which they were done, and time comes before commands. */
import { expect } from 'chai';
import pg from 'pg';
import { lockDossiers } from '../../../engine/runtime/lock-dossiers.ts';
import { openStateCache } from '../../../engine/runtime/state-cache.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';

const actor = { user: 'officer' };
const straight = definitions(
  processXml('p', element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'),
);
describe('writers of one dossier', function () {
  this.timeout(60_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());

  it('never write it with numbers in the wrong order: who got a number first and the dossier later tries again', async () => {
    const database = await server.freshDatabase();
    const engine = await server.open(database);
    await engine.deploy({ bpmn: straight }, actor);
    const { dossierId } = await engine.start({ processKey: 'p' }, actor);
    const early = new pg.Client({ connectionString: database });
    await early.connect();
    await early.query('begin');
    await early.query('select pg_current_xact_id()');
    const cache = openStateCache(10);
    expect([...(await lockDossiers(early as never, [dossierId], cache)).dossiers.keys()]).to.deep.equal([dossierId]);
    await early.query('rollback');

    await early.query('begin');
    await early.query('select pg_current_xact_id()');
    await engine.execute(dossierId, { type: 'setVariables', variables: { x: 1 } }, actor);
    const { dossiers, unknown } = await lockDossiers(early as never, [dossierId], cache);
    expect([dossiers.size, unknown.size]).to.deep.equal([0, 0]);
    await early.query('rollback');
    await early.end();
  });

  it('are one when they send the same new dossier with the same key and code', async () => {
    const database = await server.freshDatabase();
    const engines = await Promise.all([server.open(database), server.open(database), server.open(database)]);
    await engines[0]!.deploy({ bpmn: straight }, actor);
    for (let round = 0; round < 10; round++) {
      const about = { idempotencyKey: `twin ${round}`, code: `twin ${round}` };
      const answers = await Promise.all(engines.map((each) => each.start({ processKey: 'p' }, actor, about)));
      expect(new Set(answers.map(({ dossierId }) => dossierId)).size).to.equal(1);
      const taken = await engines[1]!
        .start({ processKey: 'p' }, actor, { ...about, idempotencyKey: `other ${round}` })
        .catch((error: { code: string }) => error.code);
      expect(taken).to.equal('CODE_TAKEN');
    }
  });

  it('leave no flag out: what was due before a command is done before it', async () => {
    const database = await server.freshDatabase();
    let now = Date.parse('2026-03-02T01:00:00Z');
    const engine = await server.open(database, { clock: () => new Date(now) });
    const budget = 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingHour"';
    await engine.deploy({ bpmn: straight.replace('id="a"', `id="a" ${budget}`) }, actor);
    const { dossierId } = await engine.start({ processKey: 'p' }, actor);
    now += 3 * 3_600_000;
    // no worker has looked since
    await engine.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    const history = await rowsOf<{ type: string }>(database, `select command->>'type' as type from history order by revision`);
    expect(history.map(({ type }) => type)).to.deep.equal(['startInstance', 'raiseFlags', 'completeTask']);
    const flags = await rowsOf<{ flag: string }>(database, 'select flag from flags order by flag');
    expect(flags.map(({ flag }) => flag)).to.deep.equal(['stepAtRisk', 'stepOverBudget']);
  });
});
