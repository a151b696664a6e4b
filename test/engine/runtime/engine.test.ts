/** The engine as a program embeds it: deployment, dossiers, time, jobs, messages, signals, personal data, deliveries. */
import { expect } from 'chai';
import { CommandRejected } from '../../../engine/index.ts';
import { EngineRefused, type Actor, type Delivery, type Engine } from '../../../engine/runtime/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { decision, dmn, table } from '../../support/dmn.ts';
import { eventually, rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';

const actor: Actor = { user: 'officer', position: 'Chuyên viên', channel: 'counter' };
const timer = (text: string, kind = 'timeDuration') =>
  `<timerEventDefinition id="timer${Math.abs(text.length)}"><${kind}>${text}</${kind}></timerEventDefinition>`;
const budget = 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingHour"';
const straight = definitions(
  processXml('straight', element('startEvent', 's'), element('userTask', 'a', '', budget), element('endEvent', 'e'), 's->a', 'a->e'),
);

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

describe('the durable engine', function () {
  this.timeout(120_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.stop());

  describe('deploys', () => {
    let engine: Engine;
    before(async () => {
      engine = await server.open(await server.freshDatabase());
    });

    it('the same content once, another content as the next version, and lets dossiers keep theirs', async () => {
      const first = await engine.deploy({ bpmn: straight }, actor);
      const again = await engine.deploy({ bpmn: straight }, actor);
      const { dossierId } = await engine.start({ processKey: 'straight' }, actor);
      const next = await engine.deploy({ bpmn: straight.replace('id="a"', 'id="a" name="Thẩm định"') }, actor);

      expect([first.version, first.created, again.version, again.created, next.version]).to.deep.equal([1, true, 1, false, 2]);
      expect(again.hash).to.equal(first.hash);
      expect((await engine.dossier(dossierId)).versionId).to.equal(first.versionId);
      const other = await engine.start({ processKey: 'straight' }, actor);
      expect((await engine.dossier(other.dossierId)).versionId).to.equal(next.versionId);
    });

    it('nothing of a file that cannot run, and says where', async () => {
      const bad = definitions(processXml('bad', element('startEvent', 's'), element('choreographyTask', 'g'), 's->g'));
      const error = await engine.deploy({ bpmn: bad }, actor).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(EngineRefused).with.property('code', 'PROCEDURE_REFUSED');
      expect(JSON.stringify((error as EngineRefused).details)).to.include('"at":"g"');
      expect(await refusal(engine.start({ processKey: 'bad' }, actor))).to.equal('UNKNOWN_PROCEDURE');
    });

    it('a condition on personal data not at all', async () => {
      const reads = definitions(
        processXml(
          'reads',
          element('startEvent', 's'),
          element('exclusiveGateway', 'g'),
          element('endEvent', 'x'),
          element('endEvent', 'y'),
          's->g',
          'g->x?citizenId = "1"',
          'g->y!',
        ),
      );
      const forms = { intake: { type: 'object', properties: { citizenId: { type: 'string', personal: true } } } };
      const error = await engine.deploy({ bpmn: reads, forms }, actor).catch((reason: unknown) => reason);
      expect(JSON.stringify((error as EngineRefused).details)).to.include('PERSONAL_DATA_READ');
    });

    it('DMN files with it: part of its hash, pinned with the version, asked by its dossiers', async () => {
      const bpmn = definitions(
        processXml(
          'asks',
          element('startEvent', 's'),
          element('businessRuleTask', 'd', '', 'tthc:decision="fee" tthc:resultVariable="amount"'),
          element('userTask', 'u'),
          's->d',
          'd->u',
        ),
      );
      const rate = (fee: string) => ({ 'fee.dmn': dmn(decision('fee', table('U', { zone: {} }, { fee: {} }, `- -> ${fee}`))) });
      const refused = await engine.deploy({ bpmn }, actor).catch((reason: unknown) => reason);
      expect(JSON.stringify((refused as EngineRefused).details)).to.include('DECISION_UNKNOWN');
      const first = await engine.deploy({ bpmn, decisions: rate('10') }, actor);
      const started = await engine.start({ processKey: 'asks', variables: { zone: 'town' } }, actor);
      const next = await engine.deploy({ bpmn, decisions: rate('20') }, actor);
      const later = await engine.start({ processKey: 'asks' }, actor);
      expect([first.version, next.version]).to.deep.equal([1, 2]);
      expect(first.hash).not.to.equal(next.hash);
      expect((await engine.deploy({ bpmn, decisions: rate('10') }, actor)).created).to.equal(false);
      const variables = async (dossierId: string) => Object.values((await engine.dossier(dossierId)).state.scopes)[0]!.variables;
      expect(await variables(started.dossierId)).to.deep.equal({ zone: 'town', amount: 10 });
      expect(await variables(later.dossierId)).to.deep.equal({ amount: 20 });
      const forms = { intake: { type: 'object', properties: { zone: { type: 'string', personal: true } } } };
      const personal = await engine.deploy({ bpmn, decisions: rate('10'), forms }, actor).catch((reason: unknown) => reason);
      expect(JSON.stringify((personal as EngineRefused).details)).to.include('PERSONAL_DATA_READ');
    });

    it('calls pinned to the version that was there', async () => {
      const called = (name: string) =>
        definitions(
          processXml('check', element('startEvent', 's'), element('userTask', name), element('endEvent', 'e'), `s->${name}`, `${name}->e`),
        );
      const caller = definitions(
        processXml(
          'caller',
          element('startEvent', 's'),
          element('callActivity', 'c', '', 'calledElement="check"'),
          element('endEvent', 'e'),
          's->c',
          'c->e',
        ),
      );
      expect(await refusal(engine.deploy({ bpmn: caller }, actor))).to.equal('PROCEDURE_REFUSED');
      await engine.deploy({ bpmn: called('old') }, actor);
      const pinned = await engine.deploy({ bpmn: caller }, actor);
      await engine.deploy({ bpmn: called('new') }, actor);
      const { dossierId } = await engine.start({ processKey: 'caller' }, actor);
      expect(Object.keys((await engine.dossier(dossierId)).state.elements)).to.include('check@1/old#1');
      // what is called is part of what was approved: the same file is another version now
      const renewed = await engine.deploy({ bpmn: caller }, actor);
      expect(renewed.created).to.equal(true);
      expect(renewed.hash).to.not.equal(pinned.hash);
      await engine.execute(dossierId, { type: 'completeTask', elementKey: 'check@1/old#1' }, actor);
      expect((await engine.dossier(dossierId)).state.status).to.equal('ended');
    });
  });

  describe('lets time work', () => {
    it('flags and timers at their instants, once, with who holds the step', async () => {
      const database = await server.freshDatabase();
      const engine = await server.open(database);
      const waits = definitions(
        processXml(
          'waits',
          element('startEvent', 's'),
          element('intermediateCatchEvent', 't', timer('PT1S')),
          element('userTask', 'a'),
          element('endEvent', 'e'),
          's->t',
          't->a',
          'a->e',
        ),
      );
      await engine.deploy({ bpmn: waits }, actor);
      const { dossierId, at } = await engine.start({ processKey: 'waits' }, actor);
      const fired = await eventually(
        async () => (await rowsOf<{ at: Date }>(database, `select at from history where command->>'type' = 'fireTimer'`))[0],
      );
      expect(fired.at.getTime()).to.be.at.least(Date.parse(at) + 1_000);
      expect((await engine.dossier(dossierId)).state.elements).to.have.property('a#1');
    });

    it('a loop through timers that are due at once until it is taken for one without a wait', async () => {
      const database = await server.freshDatabase();
      const engine = await server.open(database, { clock: () => new Date('2026-03-02T01:00:00Z'), simulation: { mostMoves: 20 } });
      const turns = definitions(
        processXml(
          'turns',
          element('startEvent', 's'),
          element('exclusiveGateway', 'again'),
          element('intermediateCatchEvent', 't', timer('PT0S')),
          's->again',
          'again->t',
          't->again',
        ),
      );
      await engine.deploy({ bpmn: turns }, actor);
      const { dossierId } = await engine.start({ processKey: 'turns' }, actor);
      await engine.settle();
      const { incidents } = (await engine.dossier(dossierId)).state;
      expect(Object.values(incidents).map(({ code, elementId }) => `${code} ${elementId}`)).to.deep.equal(['LOOP_WITHOUT_WAIT t']);
      const [fired] = await rowsOf<{ count: string }>(database, `select count(*) from history where command->>'type' = 'fireTimer'`);
      expect(Number(fired!.count)).to.equal(21);
    });

    it('flags of a simulated month, each exactly once, though two engines look at it', async () => {
      const database = await server.freshDatabase();
      let now = Date.parse('2026-03-02T01:00:00Z');
      const open = () => server.open(database, { clock: () => new Date(now) });
      const [engine, other] = [await open(), await open()];
      await engine.deploy({ bpmn: straight }, actor);
      const ids: string[] = [];
      for (let index = 0; index < 20; index++) ids.push((await engine.start({ processKey: 'straight' }, actor)).dossierId);
      now += 3_600_000 * 3;
      await Promise.all([engine.settle(), other.settle()]);

      const flags = await rowsOf<{
        flag: string;
        unit: string;
        budget_minutes: number;
        used_minutes: number;
        over_by_minutes: number;
        count: string;
      }>(
        database,
        'select flag, unit, budget_minutes, used_minutes, over_by_minutes, count(*) from flags group by 1, 2, 3, 4, 5 order by flag',
      );
      expect(flags).to.deep.equal([
        { flag: 'stepAtRisk', unit: 'maps', budget_minutes: 60, used_minutes: 45, over_by_minutes: 120, count: '20' },
        { flag: 'stepOverBudget', unit: 'maps', budget_minutes: 60, used_minutes: 60, over_by_minutes: 120, count: '20' },
      ]);
      const raised = await rowsOf<{ count: string }>(
        database,
        `select count(*) from history, json_array_elements(events) e where e->>'type' = 'flagRaised'`,
      );
      expect(raised[0]!.count).to.equal('40');
      expect(await rowsOf(database, `select from dossiers where next_due_at is not null`)).to.have.length(0);
      expect((await rowsOf<{ flag: string }>(database, `select distinct flag from steps`)).map(({ flag }) => flag)).to.deep.equal([
        'stepOverBudget',
      ]);
    });

    it('starts by timer on their grid, a missed round once, and stops with the next version', async () => {
      const database = await server.freshDatabase();
      let now = Date.parse('2026-03-02T01:00:00Z');
      const engine = await server.open(database, { clock: () => new Date(now) });
      const cycle = (repeat: string) =>
        definitions(processXml('nightly', element('startEvent', 's', timer(repeat, 'timeCycle')), element('userTask', 'a'), 's->a'));
      await engine.deploy({ bpmn: cycle('R3/PT1H') }, actor);
      const count = async () => (await rowsOf(database, 'select from dossiers')).length;
      now += 3_600_000;
      await engine.settle();
      expect(await count()).to.equal(1);
      now += 3_600_000 * 5;
      await engine.settle();
      expect(await count()).to.equal(2);
      await engine.deploy({ bpmn: cycle('R3/PT2H') }, actor);
      now += 3_600_000;
      await engine.settle();
      expect(await count()).to.equal(2);
      now += 3_600_000;
      await engine.settle();
      expect(await count()).to.equal(3);
    });

    it('starts by timer at the ends of months and by cron, each on its own grid, and uses up rounds that were missed', async () => {
      const database = await server.freshDatabase();
      let now = Date.parse('2026-03-02T01:00:00Z');
      const engine = await server.open(database, { clock: () => new Date(now) });
      const cycles = { monthly: 'R4/2026-01-31T08:00/P1M', daily: '30 2 * * * [Europe/Berlin]' };
      for (const [id, repeat] of Object.entries(cycles)) {
        const parts = [element('startEvent', `${id}Start`, timer(repeat, 'timeCycle')), element('userTask', `${id}Task`)];
        await engine.deploy({ bpmn: definitions(processXml(id, ...parts, `${id}Start->${id}Task`)) }, actor);
      }
      const coming = async (id: string) => {
        const text = 'select due_at, rounds_left from start_subscriptions where element_id = $1';
        const [row] = await rowsOf<{ due_at: Date | null; rounds_left: number | null }>(database, text, [`${id}Start`]);
        return [row!.due_at?.toISOString().slice(0, 16), row!.rounds_left];
      };
      expect([await coming('monthly'), await coming('daily')]).to.deep.equal([
        ['2026-03-31T01:00', 4],
        ['2026-03-02T01:30', null],
      ]);
      now = Date.parse('2026-03-31T01:00:00Z');
      await engine.settle();
      expect([await coming('monthly'), await coming('daily')]).to.deep.equal([
        ['2026-04-30T01:00', 3],
        ['2026-04-01T00:30', null],
      ]);
      now = Date.parse('2026-06-01T01:00:00Z');
      await engine.settle();
      expect([await coming('monthly'), await coming('daily')]).to.deep.equal([
        ['2026-06-30T01:00', 1],
        ['2026-06-02T00:30', null],
      ]);
      now = Date.parse('2026-06-30T01:00:00Z');
      await engine.settle();
      expect(await coming('monthly')).to.deep.equal([undefined, 0]);
      expect(await rowsOf(database, 'select from dossiers')).to.have.length(6);
    });
  });

  describe('gives jobs to workers', () => {
    let engine: Engine;
    let database: string;
    let now = Date.parse('2026-03-02T01:00:00Z');
    before(async () => {
      database = await server.freshDatabase();
      engine = await server.open(database, { clock: () => new Date(now) });
      await engine.deploy(
        {
          bpmn: definitions(
            '<error id="refused" errorCode="refused"/>',
            processXml(
              'service',
              element('startEvent', 's'),
              element('serviceTask', 'look', '', 'tthc:jobType="lookUp"'),
              element('boundaryEvent', 'b', '<errorEventDefinition id="bd" errorRef="refused"/>', 'attachedToRef="look"'),
              element('endEvent', 'e'),
              element('userTask', 'byHand'),
              's->look',
              'look->e',
              'b->byHand',
            ),
          ),
        },
        actor,
      );
    });
    const take = async (most = 1) => engine.activateJobs({ type: 'lookUp', worker: 'w', most, lockMs: 60_000 });
    const start = () => engine.start({ processKey: 'service', variables: { plot: 12 } }, actor);

    it('one at a time, the longest waiting first, with what it sees; a lock that ran out is another worker’s', async () => {
      const first = await start();
      now += 1_000;
      const second = await start();
      const [job] = await take();
      expect([job!.dossierId, job!.variables, job!.elementId, job!.retries]).to.deep.equal([first.dossierId, { plot: 12 }, 'look', 3]);
      const [other, none] = await take(5);
      expect([other!.dossierId, none]).to.deep.equal([second.dossierId, undefined]);

      now += 59_000;
      await engine.extendLock(other!, 60_000);
      now += 2_000;
      expect(await refusal(engine.completeJob(job!, {}, actor))).to.equal('JOB_LOCK_LOST');
      const [again] = await take(5);
      expect(again!.dossierId).to.equal(first.dossierId);
      await engine.completeJob(again!, { found: true }, actor);
      expect(await refusal(engine.completeJob(again!, {}, actor))).to.equal('JOB_LOCK_LOST');
      await engine.completeJob(other!, {}, actor);
      expect(await rowsOf(database, 'select from jobs')).to.have.length(0);
      expect((await engine.dossier(first.dossierId)).state.status).to.equal('ended');
    });

    it('that fail again after their back-off, raise an incident when no try is left, and come back when it is resolved', async () => {
      const { dossierId } = await start();
      const [job] = await take();
      await engine.failJob(job!, { retries: 1, reason: 'không kết nối được', backOffMs: 30_000 }, actor);
      expect(await take()).to.deep.equal([]);
      now += 30_000;
      const [second] = await take();
      expect(second!.retries).to.equal(1);
      await engine.failJob(second!, { retries: 0, reason: 'không kết nối được' }, actor);
      now += 3_600_000;
      expect(await take()).to.deep.equal([]);
      const [incident] = await rowsOf<{ key: string; code: string }>(database, 'select key, code from incidents');
      expect(incident!.code).to.equal('JOB_FAILED');
      await engine.execute(dossierId, { type: 'resolveIncident', incidentKey: incident!.key }, actor);
      const [third] = await take();
      expect(third!.retries).to.equal(3);
      await engine.throwJobError(third!, { code: 'refused' }, actor);
      expect(Object.keys((await engine.dossier(dossierId)).state.elements)).to.deep.equal(['byHand#1']);
    });

    it('not of a suspended dossier', async () => {
      const { dossierId } = await start();
      await engine.execute(dossierId, { type: 'suspend' }, actor);
      expect(await take()).to.deep.equal([]);
      await engine.execute(dossierId, { type: 'resume' }, actor);
      expect(await take()).to.have.length(1);
    });
  });

  it('wakes a worker that waits for a job as soon as there is one', async () => {
    const engine = await server.open(await server.freshDatabase());
    await engine.deploy(
      { bpmn: definitions(processXml('p', element('startEvent', 's'), element('serviceTask', 'j', '', 'tthc:jobType="x"'), 's->j')) },
      actor,
    );
    const waiting = engine.activateJobs({ type: 'x', worker: 'w', waitMs: 20_000 });
    const { dossierId } = await engine.start({ processKey: 'p' }, actor);
    expect((await waiting).map((job) => job.dossierId)).to.deep.equal([dossierId]);
  });

  describe('carries messages and signals', () => {
    let engine: Engine;
    let database: string;
    let now = Date.parse('2026-03-02T01:00:00Z');
    const catches = (name: string, key = '') => {
      const receive = element('receiveTask', 'r', '', `messageRef="m" ${key && `tthc:correlationKey="${key}"`}`);
      return definitions(
        `<message id="m" name="${name}"/>`,
        processXml('waits', element('startEvent', 's'), receive, element('endEvent', 'e'), 's->r', 'r->e'),
      );
    };
    beforeEach(async () => {
      database = await server.freshDatabase();
      engine = await server.open(database, { clock: () => new Date(now) });
    });
    const statusOf = async (dossierId: string) => (await engine.dossier(dossierId)).state.status;

    it('to the one that waits longest; before anybody waits it is kept; the same id counts once', async () => {
      await engine.deploy({ bpmn: catches('paid') }, actor);
      expect(await engine.publishMessage({ name: 'paid', id: 'receipt-1' })).to.equal(true);
      expect(await engine.publishMessage({ name: 'paid', id: 'receipt-1' })).to.equal(false);
      await engine.settle();
      const first = await engine.start({ processKey: 'waits' }, actor);
      const second = await engine.start({ processKey: 'waits' }, actor);
      const third = await engine.start({ processKey: 'waits' }, actor);
      await engine.settle();
      expect(await Promise.all([first, second, third].map(({ dossierId }) => statusOf(dossierId)))).to.deep.equal([
        'ended',
        'active',
        'active',
      ]);
      await engine.publishMessage({ name: 'paid', id: 'receipt-2' });
      await engine.settle();
      expect(await Promise.all([second, third].map(({ dossierId }) => statusOf(dossierId)))).to.deep.equal(['ended', 'active']);
    });

    it('by their keys, whatever the order in which a key is written', async () => {
      await engine.deploy({ bpmn: catches('paid', '{ code: code, year: 2026 }') }, actor);
      const a = await engine.start({ processKey: 'waits', variables: { code: 'A' } }, actor);
      const b = await engine.start({ processKey: 'waits', variables: { code: 'B' } }, actor);
      await engine.publishMessage({ name: 'paid', correlationKey: { year: 2026, code: 'B' } });
      await engine.settle();
      expect([await statusOf(a.dossierId), await statusOf(b.dossierId)]).to.deep.equal(['active', 'ended']);
    });

    it('not after they have expired', async () => {
      await engine.deploy({ bpmn: catches('paid') }, actor);
      await engine.publishMessage({ name: 'paid', timeToLiveMs: 60_000 });
      now += 60_000;
      const { dossierId } = await engine.start({ processKey: 'waits' }, actor);
      await engine.settle();
      expect(await statusOf(dossierId)).to.equal('active');
      expect(await rowsOf(database, 'select from messages')).to.have.length(0);
    });

    it('to a start event only if nobody waits', async () => {
      await engine.deploy({ bpmn: catches('come') }, actor);
      const starts = definitions(
        '<message id="m" name="come"/>',
        processXml(
          'begun',
          element('startEvent', 's', '<messageEventDefinition id="d" messageRef="m"/>'),
          element('userTask', 'a'),
          's->a',
        ),
      );
      await engine.deploy({ bpmn: starts }, actor);
      const { dossierId } = await engine.start({ processKey: 'waits' }, actor);
      for (let count = 0; count < 2; count++) await engine.publishMessage({ name: 'come', variables: { n: count } });
      await engine.settle();
      expect(await statusOf(dossierId)).to.equal('ended');
      const begun = await rowsOf<{ id: string }>(
        database,
        `select d.id::text from dossiers d join process_versions v on v.id = version_id where process_key = 'begun'`,
      );
      expect(begun).to.have.length(1);
      expect(Object.values((await engine.dossier(begun[0]!.id)).state.scopes)[0]!.variables).to.deep.equal({ n: 1 });
    });

    it('a signal to all who wait when it is thrown, each once, and to none who comes later', async () => {
      const signal = '<signal id="g" name="storm"/>';
      const waits = definitions(
        signal,
        processXml(
          'waits',
          element('startEvent', 's'),
          element('intermediateCatchEvent', 'c', '<signalEventDefinition id="d" signalRef="g"/>'),
          element('endEvent', 'e'),
          's->c',
          'c->e',
        ),
      );
      const throws = definitions(
        signal,
        processXml('throws', element('startEvent', 's'), element('endEvent', 't', '<signalEventDefinition id="d" signalRef="g"/>'), 's->t'),
      );
      await engine.deploy({ bpmn: waits }, actor);
      await engine.deploy({ bpmn: throws }, actor);
      const waiting = await Promise.all(Array.from({ length: 300 }, () => engine.start({ processKey: 'waits' }, actor)));
      await engine.start({ processKey: 'throws' }, actor);
      const late = await engine.start({ processKey: 'waits' }, actor);
      await engine.settle();
      const ended = await rowsOf<{ count: string }>(database, `select count(*) from dossiers where status = 'ended'`);
      expect(ended[0]!.count).to.equal(String(waiting.length + 1));
      expect(await statusOf(late.dossierId)).to.equal('active');
      await engine.broadcastSignal('storm');
      await engine.settle();
      expect(await statusOf(late.dossierId)).to.equal('ended');
      expect(await rowsOf(database, 'select from deferred_commands')).to.have.length(0);
    });
  });

  it('erases personal data after their retention, and replays as before', async () => {
    const database = await server.freshDatabase();
    let now = Date.parse('2026-03-02T01:00:00Z');
    const engine = await server.open(database, { clock: () => new Date(now) });
    const forms = { intake: { properties: { citizenId: { type: 'string', personal: true } } } };
    await engine.deploy({ bpmn: straight, forms, procedure: { retention: { years: 5 } } }, actor);
    const { dossierId } = await engine.start({ processKey: 'straight', variables: { citizenId: '001099000123', amount: 1 } }, actor);
    const [datum] = await engine.personalData(dossierId);
    const reference = Object.values((await engine.dossier(dossierId)).state.scopes)[0]!.variables['citizenId'];
    expect(reference).to.deep.equal({ personal: 'citizenId', number: datum!.number, sha256: datum!.sha256 });
    await engine.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    const before = await engine.dossier(dossierId);

    now = Date.parse('2031-03-01T01:00:00Z');
    await engine.settle();
    expect(await engine.personalData(dossierId)).to.have.length(1);
    now = Date.parse('2031-03-03T01:00:00Z');
    await engine.settle();
    expect(await engine.personalData(dossierId)).to.deep.equal([]);
    expect(await engine.dossier(dossierId)).to.deep.equal(before);
  });

  it('delivers events at least once, under the same id at every try', async () => {
    const seen: Delivery[] = [];
    let failures = 2;
    const engine = await server.open(await server.freshDatabase(), {
      async deliver(delivery) {
        seen.push(delivery);
        if (failures-- > 0) throw new Error('the receiver is away');
      },
    });
    await engine.deploy({ bpmn: straight }, actor);
    await engine.addDeliveryTarget('portal', ['dossierStarted', 'dossierEnded']);
    const { dossierId } = await engine.start({ processKey: 'straight' }, actor);
    await engine.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    await eventually(async () => seen.length >= 4);

    expect(seen.map(({ event }) => event.type).sort()).to.deep.equal(['dossierEnded', 'dossierEnded', 'dossierStarted', 'dossierStarted']);
    expect(new Set(seen.map(({ id }) => id)).size).to.equal(2);
    expect(seen.every(({ id, target }) => id.endsWith('-portal') && target === 'portal')).to.equal(true);
  });

  it('refuses text that no database can keep, and makes one form of text that is written in two', async () => {
    const engine = await server.open(await server.freshDatabase());
    await engine.deploy({ bpmn: straight }, actor);
    expect(await refusal(engine.start({ processKey: 'straight', variables: { a: 'x\u0000y' } }, actor))).to.equal('INVALID_TEXT');
    expect(await refusal(engine.start({ processKey: 'straight', variables: { a: 'x\ud800y' } }, actor))).to.equal('INVALID_TEXT');
    const written = 'đường\\u0000';
    const { dossierId } = await engine.start(
      { processKey: 'straight', variables: { ['loại'.normalize('NFD')]: written.normalize('NFD') } },
      actor,
    );
    expect(Object.values((await engine.dossier(dossierId)).state.scopes)[0]!.variables).to.deep.equal({
      ['loại'.normalize('NFC')]: written.normalize('NFC'),
    });
    expect(await refusal(engine.dossier('abc'))).to.equal('UNKNOWN_DOSSIER');
    expect(await refusal(engine.execute('1 or 1=1', { type: 'suspend' }, actor))).to.equal('UNKNOWN_DOSSIER');
  });

  it('reads a dossier of another state version from its history', async () => {
    const database = await server.freshDatabase();
    const engine = await server.open(database);
    await engine.deploy({ bpmn: straight }, actor);
    const { dossierId } = await engine.start({ processKey: 'straight' }, actor);
    for (let n = 0; n < 9; n++) await engine.execute(dossierId, { type: 'setVariables', variables: { n } }, actor);
    const before = await engine.dossier(dossierId);
    const changed = await rowsOf(database, `update dossier_states set state_version = 0, state = '{"nonsense": true}' returning revision`);
    expect(changed).to.deep.equal([{ revision: 8 }]);
    const other = await server.open(database);
    expect(await other.dossier(dossierId)).to.deep.equal(before);
    await other.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor);
    expect((await other.dossier(dossierId)).state.status).to.equal('ended');
  });

  it('notes due work that it cannot do, tries it later, and goes on with other dossiers', async () => {
    const database = await server.freshDatabase();
    let now = Date.parse('2026-03-02T01:00:00Z');
    const logged: unknown[] = [];
    const engine = await server.open(database, { clock: () => new Date(now), log: (_message, error) => logged.push(error) });
    await engine.deploy({ bpmn: straight }, actor);
    const sick = await engine.start({ processKey: 'straight' }, actor);
    const well = await engine.start({ processKey: 'straight' }, actor);
    // a history that no program of ours wrote
    await rowsOf(
      database,
      `update history set events = '[{"type":"elementActivated","element":{"key":"x#1","elementId":"gone","scope":"straight#1","origins":[],"step":{}}}]' where dossier_id = $1`,
      [sick.dossierId],
    );
    const fresh = await server.open(database, { clock: () => new Date(now), log: (_message, error) => logged.push(error) });
    now += 3_600_000;
    await fresh.settle();
    const flags = await rowsOf<{ dossier_id: string }>(database, 'select distinct dossier_id::text from flags');
    expect(flags).to.deep.equal([{ dossier_id: well.dossierId }]);
    expect(logged).to.have.length(1);
    const failures = await rowsOf<{ dossier_id: string; attempts: number; next_due_at: Date }>(
      database,
      'select dossier_id::text, attempts, next_due_at from engine_failures join dossiers on id = dossier_id',
    );
    expect(failures).to.deep.equal([{ dossier_id: sick.dossierId, attempts: 1, next_due_at: new Date(now + 60_000) }]);
    expect(await fresh.execute(sick.dossierId, { type: 'suspend' }, actor).catch((error: { code: string }) => error.code)).to.equal(
      'ENGINE_FAILED',
    );
  });
});
