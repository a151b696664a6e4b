/** What reaches a suspended dossier through the database: time, messages, signals, workers (ADR 0057). */
import { expect } from 'chai';
import type { Actor, Engine } from '../../../engine/runtime/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';

const actor: Actor = { user: 'head' };
const budget = 'tthc:unit="maps" tthc:budget="2" tthc:budgetUnit="workingHour"';
const catching = (id: string, what: string) => element('intermediateCatchEvent', id, what);
const xml = definitions(
  '<message id="M" name="M"/><signal id="S" name="S"/>',
  processXml(
    'p',
    element('startEvent', 's'),
    element('parallelGateway', 'split'),
    element('userTask', 'a', '', budget),
    element('serviceTask', 'job'),
    catching('t', '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>'),
    catching('m', '<messageEventDefinition messageRef="M"/>'),
    catching('g', '<signalEventDefinition signalRef="S"/>'),
    ...['a', 'job', 't', 'm', 'g'].map((id) => `split->${id}`),
    's->split',
  ),
);

describe('case 60: a suspended dossier in the database', function () {
  this.timeout(120_000);
  let server: TestServer;
  let engine: Engine;
  let database: string;
  let dossierId: string;
  let now = 0;
  const active = async () => Object.keys((await engine.dossier(dossierId)).state.elements).sort();
  const code = (act: Promise<unknown>) =>
    act.then(
      () => undefined,
      (error: { code: string }) => error.code,
    );
  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());
  beforeEach(async () => {
    now = Date.parse('2026-03-02T08:00:00+07:00');
    database = await server.freshDatabase();
    engine = await server.open(database, { clock: () => new Date(now) });
    await engine.deploy({ bpmn: xml }, actor);
    ({ dossierId } = await engine.start({ processKey: 'p' }, actor));
  });
  const minutesLater = (minutes: number) => (now += minutes * 60_000);

  it('keeps messages until it goes on, puts timers off, lets a signal pass, and raises flags', async () => {
    minutesLater(30);
    await engine.execute(dossierId, { type: 'suspend' }, actor);
    minutesLater(120);
    await engine.publishMessage({ name: 'M' });
    await engine.broadcastSignal('S');
    await engine.settle();
    expect(await active()).to.deep.equal(['a#1', 'g#1', 'job#1', 'm#1', 't#1']);
    expect((await rowsOf<{ flag: string }>(database, 'select flag from flags order by at')).map(({ flag }) => flag)).to.deep.equal([
      'stepAtRisk',
      'stepOverBudget',
    ]);

    await engine.execute(dossierId, { type: 'resume' }, actor);
    await engine.settle();
    expect(await active()).to.deep.equal(['a#1', 'g#1', 'job#1', 't#1']);
    minutesLater(29);
    await engine.settle();
    expect(await active()).to.include('t#1');
    minutesLater(1);
    await engine.settle();
    expect(await active()).to.deep.equal(['a#1', 'g#1', 'job#1']);
  });

  it('gives out no job and takes no answer of one; its worker holds the lock and answers when it goes on', async () => {
    const [job] = await engine.activateJobs({ type: 'job', worker: 'w', lockMs: 60_000 });
    await engine.execute(dossierId, { type: 'suspend' }, actor);
    expect(await code(engine.completeJob(job!, {}, actor))).to.equal('WRONG_STATUS');
    minutesLater(0.5);
    await engine.extendLock(job!, 3_600_000);
    minutesLater(30);
    expect(await engine.activateJobs({ type: 'job', worker: 'w' })).to.deep.equal([]);
    await engine.execute(dossierId, { type: 'resume' }, actor);
    await engine.completeJob(job!, { done: true }, actor);
    expect(await active()).to.not.include('job#1');
  });

  it('can be cancelled: nothing of it is left to wait, to do or to fall due', async () => {
    await engine.execute(dossierId, { type: 'suspend' }, actor);
    await engine.execute(dossierId, { type: 'cancel', reason: 'trùng hồ sơ' }, actor);
    const left = await rowsOf(
      database,
      `select 'waits' from waits union all select 'jobs' from jobs union all select 'due' from dossiers where next_due_at is not null
       union all select 'steps' from steps where left_at is null`,
    );
    expect(left).to.deep.equal([]);
    const { state } = await engine.dossier(dossierId);
    expect([state.status, state.outcome, state.suspendedAt]).to.deep.equal(['ended', 'cancelled', undefined]);
  });
});
