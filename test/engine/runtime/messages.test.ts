/** Messages between dossiers find the one they are for, whatever stands in the way of others. */
import { expect } from 'chai';
import type { Engine } from '../../../engine/runtime/index.ts';
import { element } from '../../support/bpmn.ts';
import { eventually, rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { keyed, oneKey } from '../../support/keyed-file.ts';
import { bpmn, event, start, user } from '../semantics/support.ts';

const actor = { user: 'test' };
const receive = element('receiveTask', 'r', '', 'messageRef="answered"');

describe('messages between dossiers', function () {
  this.timeout(300_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());

  const send = async (connectionString: string, name: string, variables: object) => {
    const text = `insert into messages (name, variables, published_at, expires_at, try_at) values ($1, $2, now(), now() + interval '1 day', now()) returning id::text`;
    const [row] = await rowsOf<{ id: string }>(connectionString, text, [name, JSON.stringify(variables)]);
    return row!.id;
  };
  const isTaken = async (connectionString: string, id: string) =>
    (await rowsOf(connectionString, 'select from messages where id = $1::bigint and taken_at is not null', [id])).length === 1;
  const waitsAt = async (engine: Engine, dossierId: string, elementId: string) =>
    Object.values((await engine.dossier(dossierId)).state.elements).some((active) => active.elementId === elementId);

  it('are read for their key when they name none, however many others wait', async () => {
    const connectionString = await server.freshDatabase();
    const engine = await server.open(connectionString);
    const xml = keyed(oneKey, { code: 'ma' }, start('s'), receive, user('x'), 's->r', 'r->x');
    const { versionId } = await engine.deploy({ bpmn: xml }, actor);
    const dossiers: string[] = [];
    for (let index = 0; index < 25; index++)
      dossiers.push((await engine.start({ versionId, variables: { ma: `A${index}` } }, actor)).dossierId);
    await send(connectionString, 'answered', { reply: { code: 'A24' } });
    await eventually(() => waitsAt(engine, dossiers[24]!, 'x'));
    for (const other of dossiers.slice(0, 24)) expect(await waitsAt(engine, other, 'r')).to.equal(true);
  });

  it('may have a key of any length', async () => {
    const engine = await server.open(await server.freshDatabase());
    const xml = keyed(oneKey, { code: 'ma' }, start('s'), receive, user('x'), 's->r', 'r->x');
    const { versionId } = await engine.deploy({ bpmn: xml }, actor);
    const ma = Array.from({ length: 1_000 }, (_, index) => Math.sin(index)).join();
    const { dossierId } = await engine.start({ versionId, variables: { ma } }, actor);
    await engine.publishMessage({ name: 'answered', variables: { reply: { code: ma } } });
    await eventually(() => waitsAt(engine, dossierId, 'x'));
  });

  it('go on to others when a version cannot be read any more', async () => {
    const connectionString = await server.freshDatabase();
    const file = (name: string) => bpmn(start('s'), event('intermediateCatchEvent', 'c', `message:${name}`), user('x'), 's->c', 'c->x');
    const first = await server.open(connectionString, { worker: false });
    const broken = await first.deploy({ bpmn: file('M1') }, actor);
    const whole = await first.deploy({ bpmn: file('M2').replaceAll('"P"', '"Q"') }, actor);
    await first.start({ versionId: broken.versionId }, actor);
    const { dossierId } = await first.start({ versionId: whole.versionId }, actor);
    await first.close();
    await rowsOf(connectionString, `update process_versions set bpmn = 'no file' where id = $1::bigint`, [broken.versionId]);
    const poison = await send(connectionString, 'M1', {});
    await send(connectionString, 'M2', {});
    const engine = await server.open(connectionString);
    await eventually(() => waitsAt(engine, dossierId, 'x'));
    expect(await isTaken(connectionString, poison)).to.equal(false);
    const [tried] = await rowsOf<{ tries: number }>(connectionString, 'select tries from messages where id = $1::bigint', [poison]);
    expect(tried!.tries).to.be.greaterThan(0);
  });
});
