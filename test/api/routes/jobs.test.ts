/** Jobs, messages and signals over HTTP: what programs outside do. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { eventually, startTestServer, type TestServer } from '../../support/engine.ts';
import { keyed, twoKeys } from '../../support/keyed-file.ts';
import { openLandOffice, startDossier, tester } from '../../support/land-office.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

interface Activated {
  readonly jobs: readonly {
    readonly dossierId: string;
    readonly elementKey: string;
    readonly lockToken: string;
    readonly retries: number;
  }[];
}

/** Waits for the payment of a plot, or for a storm. */
const waiting = definitions(
  '<message id="M" name="paid"><extensionElements/></message><signal id="S" name="storm"/>',
  processXml(
    'waiting',
    element('startEvent', 's'),
    element('receiveTask', 'payment', '', 'messageRef="M" tthc:correlationKey="plot"'),
    element('boundaryEvent', 'storm', '<signalEventDefinition id="sd" signalRef="S"/>', 'attachedToRef="payment" cancelActivity="false"'),
    element('userTask', 'shelter'),
    element('endEvent', 'e'),
    's->payment',
    'payment->e',
    'storm->shelter',
  ),
);

/** Waits for the answer to a code of a year. */
const twoProperties = keyed(
  twoKeys,
  { code: 'ma', year: 'nam' },
  element('startEvent', 's'),
  element('receiveTask', 'r', '', 'messageRef="answered"'),
  's->r',
);

describe('the routes for programs', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;
  let count = 0;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    for (const bpmn of [waiting, twoProperties]) await service.engine.deploy({ bpmn }, tester);
    key = await service.key(['jobs:work', 'messages:publish']);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });
  beforeEach(() =>
    service.service.pool.query('truncate dossiers, dossier_states, steps, holdings, hand_offs, history, jobs, waits, idempotency cascade'),
  );

  const post = (path: string, body: unknown, by = key, idempotencyKey = `k${++count}`, method = 'POST') =>
    service.ask(method, path, { key: by, body, headers: { 'idempotency-key': idempotencyKey } });
  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const activate = async (more: object = {}, by = key) => {
    const answer = await post('/jobs/activation', { type: 'notify', worker: 'tax', ...more }, by);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    checkAnswer(routes, 'POST', '/jobs/activation', answer.body);
    return (answer.body as Activated).jobs;
  };
  const about = ({ dossierId, elementKey }: Activated['jobs'][number], what: string) =>
    `/jobs/${dossierId}/${encodeURIComponent(elementKey)}/${what}`;

  it('give a job to one worker at a time, and take its completion by the lock only', async () => {
    const dossierId = await startDossier(service.engine, 'notify');
    const [job] = await activate();
    expect(job).to.include({ dossierId, elementKey: 'notify#1' });
    expect(await activate()).to.deep.equal([]);

    const wrong = await post(about(job!, 'completion'), { lockToken: '00000000-0000-4000-8000-000000000000' });
    expect(code(wrong)).to.equal('409 JOB_LOCK_LOST');
    const done = await post(about(job!, 'completion'), { lockToken: job!.lockToken, variables: { taxed: true } }, key, 'done');
    expect(done.status).to.equal(200);
    checkAnswer(routes, 'POST', about(job!, 'completion'), done.body);
    // the answer was lost: the worker asks again
    const again = await post(about(job!, 'completion'), { lockToken: job!.lockToken, variables: { taxed: true } }, key, 'done');
    expect(again.body).to.deep.include({ repeated: true, revision: (done.body as { revision: number }).revision });
  });

  it('wait for the first job that comes', async () => {
    const asked = activate({ waitMs: 20_000 });
    const dossierId = await startDossier(service.engine, 'notify');
    expect((await asked).map((job) => job.dossierId)).to.deep.equal([dossierId]);
  });

  it('free at once what was locked for a worker that has hung up', async () => {
    const gone = new AbortController();
    const asked = fetch(`${service.url}/api/v1/jobs/activation`, {
      method: 'POST',
      signal: gone.signal,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'notify', worker: 'dead', waitMs: 20_000 }),
    }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    gone.abort();
    await asked;
    const dossierId = await startDossier(service.engine, 'notify');

    expect((await activate({ waitMs: 20_000 })).map((job) => job.dossierId)).to.deep.equal([dossierId]);
  });

  it('hold a lock for longer, let a job fail with retries left, and without them raise an incident', async () => {
    const dossierId = await startDossier(service.engine, 'notify');
    // a row that somebody looks at just then is passed over: whoever waits gets it
    const [job] = await activate({ waitMs: 20_000 });
    const longer = await post(about(job!, 'lock'), { lockToken: job!.lockToken, lockMs: 3_600_000 }, key, 'l', 'PUT');
    checkAnswer(routes, 'PUT', about(job!, 'lock'), longer.body);
    expect(Date.parse((longer.body as { lockedUntil: string }).lockedUntil)).to.be.above(Date.now() + 3_000_000);

    expect((await post(about(job!, 'failure'), { lockToken: job!.lockToken, retries: 1, reason: 'Thuế không trả lời' })).status).to.equal(
      200,
    );
    const [second] = await activate({ waitMs: 20_000 });
    expect(second!.retries).to.equal(1);
    await post(about(second!, 'failure'), { lockToken: second!.lockToken, retries: 0, reason: 'Vẫn không' });
    const { items } = await service.engine.incidents();
    expect(items.map((incident) => [incident.dossierId, incident.code])).to.deep.equal([[dossierId, 'JOB_FAILED']]);
    expect(await activate()).to.deep.equal([]);
  });

  it('take a BPMN error, which without a catcher stands as an incident', async () => {
    await startDossier(service.engine, 'notify');
    const [job] = await activate();
    expect((await post(about(job!, 'error'), { lockToken: job!.lockToken, code: 'NO_TAX' })).status).to.equal(200);
    expect((await service.engine.incidents()).items.map((incident) => incident.code)).to.include('ERROR_UNCAUGHT');
  });

  it('give a key of a unit the jobs of its unit, and nothing that reaches all', async () => {
    await startDossier(service.engine, 'notify');
    const ofHealth = await service.key(['jobs:work', 'messages:publish'], 'health');
    const ofLand = await service.key(['jobs:work'], 'land');

    expect(await activate({}, ofHealth)).to.deep.equal([]);
    const [job] = await activate({}, ofLand);
    expect(code(await post(about(job!, 'completion'), { lockToken: job!.lockToken }, ofHealth))).to.equal('404 UNKNOWN_DOSSIER');
    expect((await post(about(job!, 'completion'), { lockToken: job!.lockToken }, ofLand)).status).to.equal(200);
    expect(code(await post('/messages', { name: 'paid' }, ofHealth))).to.equal('403 WHOLE_ORGANISATION_ONLY');
    expect(code(await post('/signals', { name: 'storm' }, ofHealth))).to.equal('403 WHOLE_ORGANISATION_ONLY');
  });

  it('refuse what is malformed and who may not', async () => {
    const other = await service.key(['tasks:read']);
    expect(code(await post('/jobs/activation', { type: 'notify', worker: 'x' }, other))).to.equal('403 FORBIDDEN');
    expect(code(await post('/jobs/activation', { type: 'notify', worker: 'x', most: 1_000 }))).to.equal('422 INVALID_INPUT');
    expect(code(await post('/jobs/activation', { type: 'no\u0000tify', worker: 'x' }))).to.equal('422 INVALID_TEXT');
    expect(code(await post('/jobs/1/notify%231/completion', { lockToken: 'mine' }))).to.equal('422 INVALID_INPUT');
    expect(code(await post('/jobs/1/notify/completion', { lockToken: '00000000-0000-4000-8000-000000000000' }))).to.equal(
      '400 INVALID_INPUT',
    );
  });

  it('carry a message to the one dossier that waits for its key, once for an id', async () => {
    const { dossierId } = await service.engine.start({ processKey: 'waiting', variables: { plot: 7 } }, tester);
    const other = await service.engine.start({ processKey: 'waiting', variables: { plot: 8 } }, tester);

    const first = await post('/messages', { name: 'paid', correlationKey: 7, variables: { amount: 5 }, id: 'receipt-1' });
    expect([first.status, first.body]).to.deep.equal([202, { kept: true }]);
    checkAnswer(routes, 'POST', '/messages', first.body);
    expect((await post('/messages', { name: 'paid', correlationKey: 7, id: 'receipt-1' })).body).to.deep.equal({ kept: false });
    expect((await post('/messages', { name: 'paid', correlationKey: 9 }, key, 'same')).body).to.deep.equal({ kept: true });
    expect((await post('/messages', { name: 'paid', correlationKey: 9 }, key, 'same')).body).to.deep.equal({ kept: false });

    await eventually(async () => (await service.engine.dossierSummary(dossierId)).status === 'ended');
    expect((await service.engine.dossierSummary(other.dossierId)).status).to.equal('active');
  });

  it('carry a message whose key has several properties, in any order', async () => {
    const asked = (nam: number) => service.engine.start({ processKey: 'P', variables: { ma: 'A', nam } }, tester);
    const [other, mine] = [await asked(2025), await asked(2026)];
    expect((await post('/messages', { name: 'answered', correlationKey: { year: 2026, code: 'A' } })).status).to.equal(202);
    await eventually(async () => (await service.engine.dossierSummary(mine.dossierId)).status === 'ended');
    expect((await service.engine.dossierSummary(other.dossierId)).status).to.equal('active');

    for (const [correlationKey, pointer] of [
      [{ code: 'A' }, '/correlationKey'],
      [{ code: { deep: 1 }, year: 2025 }, '/correlationKey/code'],
      [['A', 2025], '/correlationKey'],
    ] as const) {
      const refused = await post('/messages', { name: 'answered', correlationKey });
      expect(code(refused)).to.equal('422 INVALID_INPUT');
      expect((refused.body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)).to.include(pointer);
    }
  });

  it('throw a signal to everybody who waits, once for a key', async () => {
    const dossiers = await Promise.all([1, 2].map((plot) => service.engine.start({ processKey: 'waiting', variables: { plot } }, tester)));

    const first = await post('/signals', { name: 'storm', variables: { level: 3 } }, key, 'storm-1');
    expect([first.status, first.body]).to.deep.equal([202, { thrown: true }]);
    expect((await post('/signals', { name: 'storm', variables: { level: 3 } }, key, 'storm-1')).body).to.deep.equal({ thrown: false });
    expect(code(await post('/signals', { name: 'flood' }, key, 'storm-1'))).to.equal('422 IDEMPOTENCY_KEY_REUSED');

    await eventually(async () => (await service.engine.tasks({ limit: 10 })).items.length === 2);
    await service.engine.settle(['deferred']);
    for (const { dossierId } of dossiers) {
      const { state } = await service.engine.dossier(dossierId);
      expect(Object.values(state.elements).filter(({ elementId }) => elementId === 'shelter')).to.have.length(1);
    }
  });
});
