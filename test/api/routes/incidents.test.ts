/** Incidents and flags over HTTP: what stands still, what is late, and how it goes on. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { openLandOffice, startDossier, tester } from '../../support/land-office.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

describe('the routes of incidents and flags', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;
  let dossierId: string;
  let incidentKey: string;
  let count = 0;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    key = await service.key(['incidents:read', 'incidents:resolve', 'flags:read']);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await service.service.pool.query(
      'truncate dossiers, dossier_states, steps, holdings, hand_offs, history, jobs, incidents, engine_failures, flags, idempotency cascade',
    );
    ({ dossierId, incidentKey } = await failed());
  });

  /** A dossier whose job has failed for good. */
  async function failed() {
    const id = await startDossier(service.engine, 'notify');
    await service.engine.execute(id, { type: 'failJob', elementKey: 'notify#1', retries: 0, reason: 'Thuế không trả lời' }, tester);
    const { state } = await service.engine.dossier(id);
    return { dossierId: id, incidentKey: Object.keys(state.incidents)[0]! };
  }

  const post = (path: string, body: unknown, idempotencyKey = `k${++count}`) =>
    service.ask('POST', path, { key, body, headers: { 'idempotency-key': idempotencyKey } });
  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const items = ({ body }: Answer) => (body as { items: Record<string, unknown>[] }).items;
  const resolution = () => `/incidents/${dossierId}/${encodeURIComponent(incidentKey)}/resolution`;

  it('are listed to those whose unit had the dossier', async () => {
    const answer = await service.ask('GET', '/incidents?code=JOB_FAILED&processKey=land', { key });
    checkAnswer(routes, 'GET', '/incidents', answer.body);
    expect(items(answer)[0]).to.include({ dossierId, key: incidentKey, name: 'Báo thuế', code: 'JOB_FAILED' });
    const head = await service.person('unitHead', 'land');
    const other = await service.person('unitHead', 'health');
    const keeper = await service.person('administrator');
    for (const [who, most] of [
      [head, 1],
      [other, 0],
      [keeper, 1],
    ] as const) {
      expect(items(await who.ask('GET', '/incidents'))).to.have.length(most);
      expect(items(await who.ask('GET', '/incidents?processKey=land'))).to.have.length(most);
    }
    expect(code(await head.ask('POST', resolution(), { body: {} }))).to.equal('403 FORBIDDEN');
  });

  it('are resolved, with variables put right before, and what stood still is tried again', async () => {
    const answer = await post(resolution(), { variables: { office: 'Thuế cơ sở 2' } }, 'resolve');
    expect(answer.status).to.equal(200);
    checkAnswer(routes, 'POST', resolution(), answer.body);
    expect(items(await service.ask('GET', '/incidents', { key }))).to.have.length(0);
    const [job] = await service.engine.activateJobs({ type: 'notify', worker: 'w' });
    expect(job!.variables).to.include({ office: 'Thuế cơ sở 2' });
    const again = await post(resolution(), { variables: { office: 'Thuế cơ sở 2' } }, 'resolve');
    expect(again.body).to.include({ repeated: true });
    expect(code(await post(resolution(), {}))).to.equal('404 NO_INCIDENT');
  });

  it('are no way to write into a dossier that stands still nowhere, or by the name of what is no incident', async () => {
    const keeper = await service.person('administrator');
    const sound = await startDossier(service.engine, 'notify');
    for (const id of [sound, dossierId]) {
      const before = await service.engine.dossier(id);
      const path = `/incidents/${id}/${encodeURIComponent('nothing!1')}/resolution`;
      const answer = await keeper.ask('POST', path, { body: { variables: { office: 'của tôi' } } });
      expect(code(answer)).to.equal('404 NO_INCIDENT');
      const after = await service.engine.dossier(id);
      expect(after.revision).to.equal(before.revision);
      expect(JSON.stringify(after.state)).not.to.include('của tôi');
    }
  });

  it('have no names that would begin a line of the log', async () => {
    const forged = `x\n2026-01-01T00:00:00Z forged`;
    expect(code(await post('/incidents/bulk', { items: [{ dossierId, key: forged }] }))).to.equal('422 INVALID_INPUT');
    expect(code(await post(`/incidents/${dossierId}/${encodeURIComponent(forged)}/resolution`, {}))).to.equal('400 INVALID_INPUT');
  });

  it('are resolved many at a time, each with an answer of its own', async () => {
    const second = await failed();
    const asked = [
      { dossierId, key: incidentKey },
      { dossierId, key: 'nothing!1' },
      { dossierId: second.dossierId, key: second.incidentKey },
    ];
    const { body } = await post('/incidents/bulk', { items: asked });
    checkAnswer(routes, 'POST', '/incidents/bulk', body);
    expect((body as { items: { status: number }[] }).items.map(({ status }) => status)).to.deep.equal([200, 404, 200]);
    expect((await service.engine.incidents()).items).to.have.length(0);
  });

  it('let what the engine itself failed on be tried now', async () => {
    const retry = () => post(`/incidents/${dossierId}/retry`, {});
    expect(code(await retry())).to.equal('404 NO_INCIDENT');
    await service.service.pool.query(
      `insert into engine_failures (dossier_id, at, attempts, error) values ($1::bigint, now(), 3, 'Error: secret')`,
      [dossierId],
    );
    expect(items(await service.ask('GET', '/incidents?code=ENGINE_FAILED', { key }))[0]).to.include({
      attempts: 3,
      error: 'Error: secret',
    });
    const inspector = await service.person('inspector');
    const seen = items(await inspector.ask('GET', '/incidents?code=ENGINE_FAILED'));
    expect(seen).to.have.length(1);
    expect(seen[0]).not.to.have.property('error');
    const answer = await retry();
    expect(answer.status).to.equal(202);
    checkAnswer(routes, 'POST', `/incidents/${dossierId}/retry`, answer.body);
  });

  it('stand beside the flags of the units that one sees', async () => {
    await service.service.pool.query(
      `insert into flags (dossier_id, flag, element_key, epoch, at, raised_at, unit, department, due_at, budget_minutes, used_minutes)
       values ($1::bigint, 'stepOverBudget', 'appraise#1', 1, now(), now(), 'maps', 'land', now(), 480, 500)`,
      [dossierId],
    );
    const all = await service.ask('GET', '/flags', { key });
    checkAnswer(routes, 'GET', '/flags', all.body);
    expect(items(all)[0]).to.include({ flag: 'stepOverBudget', name: 'Thẩm định', usedMinutes: 500 });
    const officer = await service.person('officer', 'maps');
    const stranger = await service.person('officer', 'health');
    expect(items(await officer.ask('GET', '/flags'))).to.have.length(1);
    expect(items(await officer.ask('GET', '/flags?flag=stepAtRisk'))).to.have.length(0);
    expect(items(await officer.ask('GET', '/flags?department=land&since=2000-01-01T00:00:00Z'))).to.have.length(1);
    expect(items(await stranger.ask('GET', '/flags'))).to.have.length(0);
    expect(items(await stranger.ask('GET', '/flags?unit=maps'))).to.have.length(0);
    expect(code(await officer.ask('GET', '/flags?flag=purple'))).to.equal('400 INVALID_INPUT');
  });
});
