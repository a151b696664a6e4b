/** Cases that only a database can decide: transactions at the same time, ends of processes, locks that run out, versions. */
import { expect } from 'chai';
import { CommandRejected } from '../../../engine/index.ts';
import { EngineRefused, type Actor, type Engine } from '../../../engine/runtime/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';

const actor: Actor = { user: 'officer' };

/** What an act was refused with. */
async function refusal(act: Promise<unknown>): Promise<string | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    if (error instanceof CommandRejected || error instanceof EngineRefused) return error.code;
    throw error;
  }
}

describe('cases through the database', function () {
  this.timeout(300_000);
  let server: TestServer;
  let database: string;
  let now: number;
  const open = () => server.open(database, { clock: () => new Date(now), cachedStates: 0 });
  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());
  beforeEach(async () => {
    now = Date.parse('2026-03-02T01:00:00Z');
    database = await server.freshDatabase();
  });

  const deploy = async (engine: Engine, xml: string) => (await engine.deploy({ bpmn: xml }, actor)).versionId;

  it('case 10: both branches arrive in two transactions of two processes at once: the inclusive join fires once', async () => {
    const [one, other] = [await open(), await open()];
    const versionId = await deploy(
      one,
      definitions(
        processXml(
          'p',
          element('startEvent', 's'),
          element('inclusiveGateway', 'split'),
          element('userTask', 'a'),
          element('userTask', 'b'),
          element('inclusiveGateway', 'join'),
          element('userTask', 'after'),
          's->split',
          'split->a',
          'split->b',
          'a->join',
          'b->join',
          'join->after',
        ),
      ),
    );
    for (let round = 0; round < 25; round++) {
      const { dossierId } = await one.start({ versionId }, actor);
      await Promise.all([
        one.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor),
        other.execute(dossierId, { type: 'completeTask', elementKey: 'b#1' }, actor),
      ]);
      const { state, revision } = await one.dossier(dossierId);
      expect([revision, Object.keys(state.elements)]).to.deep.equal([3, ['after#1']]);
    }
  });

  it('case 50, case 54: a message before its catcher waits for it, through a restart, and for another when the first has just left', async () => {
    const catching = '<messageEventDefinition messageRef="m" tthc:correlationKey="key"/>';
    const xml = definitions(
      '<message id="m" name="paid"/>',
      processXml(
        'p',
        element('startEvent', 's'),
        element('userTask', 'a'),
        element('intermediateCatchEvent', 'wait', catching),
        element('endEvent', 'e'),
        's->a',
        'a->wait',
        'wait->e',
      ),
    );
    const first = await open();
    const versionId = await deploy(first, xml);
    const { dossierId } = await first.start({ versionId, variables: { key: 'k' } }, actor);
    await first.publishMessage({ name: 'paid', correlationKey: 'k', variables: {} });
    await first.settle();
    await first.close();

    const second = await open();
    await second.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    await second.settle();
    expect((await second.dossier(dossierId)).state.status).to.equal('ended');

    // published for one that is cancelled in the same moment; the next dossier of that key gets it
    const leaving = await second.start({ versionId, variables: { key: 'k' } }, actor);
    await second.execute(leaving.dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    await Promise.all([
      second.execute(leaving.dossierId, { type: 'cancel' }, actor),
      second.publishMessage({ name: 'paid', correlationKey: 'k', variables: {} }),
    ]);
    await second.settle();
    const next = await second.start({ versionId, variables: { key: 'k' } }, actor);
    await second.execute(next.dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    await second.settle();
    const taken = (await Promise.all([leaving, next].map(({ dossierId: id }) => second.dossier(id)))).map(
      ({ state }) => Object.keys(state.elements).length,
    );
    // either it came in time for the first, or it is the second's: never lost, never both
    expect(taken[0]).to.equal(0);
    const delivered = (await Promise.all([leaving, next].map(({ dossierId: id }) => second.history(id, {})))).map(
      ({ items }) => items.filter(({ command }) => command.type === 'deliverMessage').length,
    );
    expect(delivered[0]! + delivered[1]!).to.equal(1);
  });

  it('case 52: the same message id twice, from two processes at once: taken once', async () => {
    const [one, other] = [await open(), await open()];
    const boundary =
      '<boundaryEvent id="more" attachedToRef="a" cancelActivity="false"><messageEventDefinition messageRef="m"/></boundaryEvent>';
    const versionId = await deploy(
      one,
      definitions(
        '<message id="m" name="more"/>',
        processXml('p', element('startEvent', 's'), element('userTask', 'a'), boundary, element('userTask', 'b'), 's->a', 'more->b'),
      ),
    );
    const { dossierId } = await one.start({ versionId }, actor);
    const message = { name: 'more', id: 'once', variables: {} };
    const fresh = await Promise.all([one.publishMessage(message), other.publishMessage(message), one.publishMessage(message)]);
    await one.settle();
    expect(fresh.filter(Boolean)).to.have.length(1);
    expect(Object.keys((await one.dossier(dossierId)).state.elements).sort()).to.deep.equal(['a#1', 'b#1']);
  });

  const withJob = definitions(
    processXml(
      'p',
      element('startEvent', 's'),
      element('serviceTask', 'j', '', 'tthc:jobType="lookUp"'),
      element('userTask', 'after'),
      's->j',
      'j->after',
    ),
  );

  it('case 68: an answer that got lost is asked for again after a restart and is the first; a second completion with the same lock is refused', async () => {
    const first = await open();
    const { dossierId } = await first.start({ versionId: await deploy(first, withJob) }, actor);
    const [job] = await first.activateJobs({ type: 'lookUp', worker: 'w' });
    const answered = await first.completeJob(job!, { found: 1 }, actor, { idempotencyKey: 'k1' });
    // the caller never saw it, and the process is gone
    await first.close();

    const second = await open();
    const again = await second.completeJob(job!, { found: 1 }, actor, { idempotencyKey: 'k1' });
    expect(again).to.deep.equal({ ...answered, repeated: true });
    expect(await refusal(second.completeJob(job!, { found: 2 }, actor))).to.equal('JOB_LOCK_LOST');
    const { state, revision } = await second.dossier(dossierId);
    expect([revision, Object.keys(state.elements), Object.values(state.scopes)[0]!.variables]).to.deep.equal([
      2,
      ['after#1'],
      { found: 1 },
    ]);
  });

  it('case 69: a lock that ran out cannot complete, and does not touch the new holder', async () => {
    const engine = await open();
    const { dossierId } = await engine.start({ versionId: await deploy(engine, withJob) }, actor);
    const [slow] = await engine.activateJobs({ type: 'lookUp', worker: 'slow', lockMs: 1_000 });
    expect(await engine.activateJobs({ type: 'lookUp', worker: 'quick', lockMs: 60_000 })).to.deep.equal([]);
    now += 1_001;
    const [quick] = await engine.activateJobs({ type: 'lookUp', worker: 'quick', lockMs: 60_000 });
    expect(quick!.elementKey).to.equal(slow!.elementKey);
    expect(await refusal(engine.completeJob(slow!, { by: 'slow' }, actor))).to.equal('JOB_LOCK_LOST');
    expect(await refusal(engine.extendLock(slow!, 60_000))).to.equal('JOB_LOCK_LOST');
    expect(await refusal(engine.failJob(slow!, { retries: 0 }, actor))).to.equal('JOB_LOCK_LOST');
    await engine.completeJob(quick!, { by: 'quick' }, actor);
    const { state } = await engine.dossier(dossierId);
    expect([Object.keys(state.elements), Object.values(state.scopes)[0]!.variables, state.incidents]).to.deep.equal([
      ['after#1'],
      { by: 'quick' },
      {},
    ]);
  });

  it('case 70: a dossier keeps its version when another is deployed; new ones start on the new', async () => {
    const engine = await open();
    const xml = (next: string) =>
      definitions(processXml('p', element('startEvent', 's'), element('userTask', 'a'), element('userTask', next), 's->a', `a->${next}`));
    await deploy(engine, xml('b'));
    const old = await engine.start({ processKey: 'p' }, actor);
    await deploy(engine, xml('c'));
    const young = await engine.start({ processKey: 'p' }, actor);
    for (const { dossierId } of [old, young]) await engine.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    const keys = await Promise.all(
      [old, young].map(async ({ dossierId }) => Object.keys((await engine.dossier(dossierId)).state.elements)),
    );
    expect(keys).to.deep.equal([['b#1'], ['c#1']]);
  });
});
