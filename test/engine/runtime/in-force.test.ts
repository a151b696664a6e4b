/** Versions of a procedure follow one another: which of them dossiers start on, and what starts by itself. */
import { expect } from 'chai';
import type { Engine } from '../../../engine/runtime/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';

const actor = { user: 'tester' };
const day = (number: number) => new Date(`2026-03-${String(number).padStart(2, '0')}T00:00:00+07:00`);

/** `marker` is the name of its only task; a message "go" starts it, too. */
const xml = (id: string, marker: string) =>
  definitions(
    '<message id="go" name="go"/>',
    processXml(
      id,
      element('startEvent', 's'),
      '<startEvent id="m"><messageEventDefinition id="md" messageRef="go"/></startEvent>',
      element('userTask', marker),
      `s->${marker}`,
      `m->${marker}`,
    ),
  );

describe('what is in force', function () {
  this.timeout(60_000);
  let server: TestServer;
  let engine: Engine;
  let connectionString: string;
  let now: Date;
  before(async () => (server = await startTestServer()));
  after(() => server?.stop());
  beforeEach(async () => {
    connectionString = await server.freshDatabase();
    now = day(2);
    engine = await server.open(connectionString, { clock: () => now });
  });
  afterEach(() => engine.close());

  const deploy = (marker: string, from?: Date) => engine.deploy({ bpmn: xml('copy', marker) }, actor, from ? { inForceFrom: from } : {});
  const startsOn = async () => {
    const { dossierId } = await engine.start({ processKey: 'copy', at: 's' }, actor);
    return (await engine.dossier(dossierId)).versionId;
  };
  /** Versions of the dossiers that a message has started, one a call. */
  let messages = 0;
  const startedByMessage = async () => {
    await engine.publishMessage({ name: 'go', id: `m${++messages}` } as never);
    await engine.settle();
    const [row] = await rowsOf<{ version_id: string }>(connectionString, 'select version_id::text from dossiers order by id desc limit 1');
    return row?.version_id;
  };

  it('is what was deployed last, at once, when nobody says from when', async () => {
    const first = await deploy('a');
    expect(await startsOn()).to.equal(first.versionId);
    const second = await deploy('b');
    expect(await startsOn()).to.equal(second.versionId);
    expect((await engine.dossier((await engine.start({ versionId: first.versionId, at: 's' }, actor)).dossierId)).versionId).to.equal(
      first.versionId,
    );
  });

  it('is the previous version until the day of the next one, for starts by people and by messages', async () => {
    const first = await deploy('a', day(2));
    const second = await deploy('b', day(10));
    expect([await startsOn(), await startedByMessage()]).to.deep.equal([first.versionId, first.versionId]);
    const { items } = await engine.procedures();
    expect(items[0]).to.include({ versionId: first.versionId, inForce: true });
    expect((await engine.procedureVersion('copy')).versionId).to.equal(first.versionId);
    now = new Date(day(10).getTime() - 1);
    await engine.settle();
    expect([await startsOn(), await startedByMessage()]).to.deep.equal([first.versionId, first.versionId]);
    now = day(10);
    await engine.settle();
    expect([await startsOn(), await startedByMessage()]).to.deep.equal([second.versionId, second.versionId]);
    const [newer, older] = (await engine.procedureVersions('copy')).items;
    expect(new Date(older!.inForceUntil!).getTime()).to.equal(day(10).getTime());
    expect(newer).not.to.have.property('inForceUntil');
  });

  it('ends where a version for a later day begins, in whatever order they are deployed', async () => {
    await deploy('a', day(2));
    const late = await deploy('c', day(20));
    const middle = await deploy('b', day(10));
    const bounds = (await engine.procedureVersions('copy')).items.map(({ inForceFrom, inForceUntil }) =>
      [inForceFrom, inForceUntil].map((each) => each && new Date(each).getTime()),
    );
    expect(bounds).to.deep.equal([
      [day(10).getTime(), day(20).getTime()],
      [day(20).getTime(), undefined],
      [day(2).getTime(), day(10).getTime()],
    ]);
    now = day(15);
    expect(await startsOn()).to.equal(middle.versionId);
    now = day(21);
    expect(await startsOn()).to.equal(late.versionId);
  });

  it('ends when it is repealed: no new dossiers, and those that run go on', async () => {
    const { versionId } = await deploy('a', day(2));
    const { dossierId } = await engine.start({ versionId, at: 's' }, actor);
    await engine.endForce(versionId, day(5));
    expect(await startsOn()).to.equal(versionId);
    now = day(5);
    await engine.settle();
    const refused = await engine.start({ processKey: 'copy', at: 's' }, actor).catch((error: unknown) => error);
    expect(refused).to.include({ code: 'NOT_IN_FORCE' });
    await engine.publishMessage({ name: 'go', id: 'late' } as never);
    await engine.settle();
    expect(await rowsOf(connectionString, 'select id from dossiers')).to.have.length(2);
    const { events } = await engine.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    expect(events.map(({ type }) => type)).to.include('dossierEnded');
    expect((await engine.procedures()).items[0]).to.include({ inForce: false });
    expect(await engine.endForce(versionId, day(6)).catch((error: unknown) => error)).to.include({ code: 'NOT_IN_FORCE' });
  });

  it('goes back to the one before when one is repealed before its day', async () => {
    const first = await deploy('a', day(2));
    const second = await deploy('b', day(10));
    await engine.endForce(second.versionId, day(2));
    now = day(11);
    await engine.settle();
    expect([await startsOn(), await startedByMessage()]).to.deep.equal([first.versionId, first.versionId]);
  });

  it('can be an older content again', async () => {
    const first = await deploy('a', day(2));
    now = day(3);
    await deploy('b', day(3));
    now = day(4);
    expect(await deploy('a', day(4))).to.include({ versionId: first.versionId, created: false });
    expect([await startsOn(), await startedByMessage()]).to.deep.equal([first.versionId, first.versionId]);
  });

  it('is refused unless it is what was approved, its called versions included', async () => {
    const called = (marker: string) =>
      definitions(processXml('part', element('startEvent', 's'), element('userTask', marker), `s->${marker}`));
    const caller = {
      bpmn: definitions(processXml('whole', element('startEvent', 's'), element('callActivity', 'c', '', 'calledElement="part"'), 's->c')),
    };
    const part = await engine.deploy({ bpmn: called('a') }, actor);
    const { hash, bindings } = await engine.checkProcedure(caller);
    expect(bindings).to.deep.equal({ part: part.versionId });
    await engine.deploy({ bpmn: called('b') }, actor);
    const unpinned = await engine.deploy(caller, actor, { hash: hash! }).catch((error: unknown) => error);
    expect(unpinned).to.include({ code: 'HASH_DIFFERS' });
    expect(await rowsOf(connectionString, `select id from process_versions where process_key = 'whole'`)).to.have.length(0);
    const pinned = await engine.deploy(caller, actor, { hash: hash!, bindings });
    expect(pinned.hash).to.equal(hash);
    expect((await engine.procedureVersion('whole')).bindings).to.deep.equal({ part: part.versionId });
  });
});
