/** Deliveries when the database fails them. */
import pg from 'pg';
import { expect } from 'chai';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { eventually, startTestServer, type TestServer } from '../../support/engine.ts';

const actor = { user: 'officer' };
const straight = definitions(
  processXml('p', element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'),
);

describe('deliveries', function () {
  this.timeout(60_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());

  it('go on after the database was away at the end of one', async () => {
    const database = await server.freshDatabase();
    const seen: string[] = [];
    // a session of the test's own holds the table of the queue for longer than a statement may take
    const address = new URL(database);
    address.searchParams.set('options', '-c statement_timeout=300');
    const holder = new pg.Client({ connectionString: database });
    await holder.connect();
    let arrived = 0;
    let locked: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (locked = resolve));
    const engine = await server.open(address.href, {
      async deliver({ event }) {
        seen.push(event.type);
        // each of its two workers has one; then neither can say that it is done
        if (++arrived === 2) await holder.query('begin; lock table graphile_worker._private_jobs in access exclusive mode').then(locked);
        await both;
      },
    });
    const writer = await server.open(database, { worker: false });
    await writer.deploy({ bpmn: straight }, actor);
    await writer.addDeliveryTarget('portal', ['dossierStarted']);
    const { trace } = console;
    console.trace = () => undefined;
    await Promise.all([writer.start({ processKey: 'p' }, actor), writer.start({ processKey: 'p' }, actor)]);
    await both;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await holder.query('rollback');
    await holder.end();
    for (let index = 0; index < 4; index++) await writer.start({ processKey: 'p' }, actor);
    await eventually(async () => seen.length >= 6);
    console.trace = trace;
    expect(engine.embedded).to.equal(false);
  });
});
