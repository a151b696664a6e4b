/** What waits for programs, for people to look at: jobs by type and state, and messages that nobody has taken. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { openLandOffice, startDossier, tester } from '../../support/land-office.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

type Item = Readonly<Record<string, unknown>>;
const itemsOf = ({ status, body }: Answer) => {
  expect(status, JSON.stringify(body)).to.equal(200);
  return (body as { items: Item[] }).items;
};
const codeOf = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();

describe('the lists of what waits for programs', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let manager: Asker;
  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    manager = await service.person('centreManager');
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  it('name jobs in each state, by type and unit, those first that have waited longest', async () => {
    const dossiers: string[] = [];
    for (let n = 0; n < 4; n++) dossiers.push(await startDossier(service.engine, 'notify'));
    const jobs = await service.engine.activateJobs({ type: 'notify', worker: 'tax', most: 3 });
    const of = (index: number) => jobs.find(({ dossierId }) => dossierId === dossiers[index])!;
    await service.engine.failJob(of(1), { retries: 1, reason: 'Thuế không trả lời', backOffMs: 3_600_000 }, tester);
    await service.engine.failJob(of(2), { retries: 0, reason: 'Vẫn không' }, tester);

    const answer = await manager.ask('GET', '/jobs?type=notify');
    checkAnswer(routes, 'GET', '/jobs', answer.body);
    const listed = itemsOf(answer);
    expect(new Map(listed.map(({ dossierId, state }) => [dossierId, state]))).to.deep.equal(
      new Map([
        [dossiers[0], 'locked'],
        [dossiers[1], 'waiting'],
        [dossiers[2], 'failed'],
        [dossiers[3], 'available'],
      ]),
    );
    const times = listed.map(({ availableAt }) => String(availableAt));
    expect(times).to.deep.equal([...times].sort());
    expect(listed.find(({ state }) => state === 'locked')).to.include({
      worker: 'tax',
      elementId: 'notify',
      name: 'Báo thuế',
      unit: 'maps',
      processKey: 'land',
    });
    expect(listed.find(({ state }) => state === 'failed'))
      .to.include({ error: 'Vẫn không', retries: 0 })
      .and.not.have.property('worker');
    for (const [index, state] of ['locked', 'waiting', 'failed', 'available'].entries())
      expect(itemsOf(await manager.ask('GET', `/jobs?state=${state}`)).map(({ dossierId }) => dossierId)).to.deep.equal([dossiers[index]]);
    expect(itemsOf(await manager.ask('GET', '/jobs?type=other'))).to.deep.equal([]);
    expect(codeOf(await manager.ask('GET', '/jobs?state=lost'))).to.equal('400 INVALID_INPUT');

    const paged: Item[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const { body } = await manager.ask('GET', `/jobs?limit=1${next && `&cursor=${next}`}`);
      paged.push(...(body as { items: Item[] }).items);
      next = (body as { next?: string }).next;
    }
    expect(paged).to.deep.equal(itemsOf(await manager.ask('GET', '/jobs')));
  });

  it('name jobs to who sees their unit, and to nobody else', async () => {
    const ofLand = await service.key(['jobs:read'], 'land');
    const ofHealth = await service.key(['jobs:read'], 'health');
    expect(itemsOf(await service.ask('GET', '/jobs', { key: ofLand })).length).to.be.greaterThan(0);
    expect(itemsOf(await service.ask('GET', '/jobs', { key: ofHealth }))).to.deep.equal([]);
    expect(itemsOf(await service.ask('GET', '/jobs?unit=maps', { key: ofHealth }))).to.deep.equal([]);
    const worker = await service.key(['jobs:work']);
    expect(codeOf(await service.ask('GET', '/jobs', { key: worker }))).to.equal('403 FORBIDDEN');
    expect(codeOf(await (await service.person('officer', 'maps')).ask('GET', '/jobs'))).to.equal('403 FORBIDDEN');
  });

  it('name messages that nobody has taken, without what they carry', async () => {
    for (const [name, correlationKey] of [
      ['paid', 7],
      ['paid', 8],
      ['signed', 'a'],
    ] as const)
      await service.engine.publishMessage({ name, correlationKey, variables: { secret: 'bí mật' }, id: `${name} ${correlationKey}` });
    await service.engine.publishMessage({ name: 'gone', timeToLiveMs: 1 });
    await new Promise((resolve) => setTimeout(resolve, 20));

    const answer = await manager.ask('GET', '/messages');
    checkAnswer(routes, 'GET', '/messages', answer.body);
    const listed = itemsOf(answer);
    expect(listed.map(({ id, correlationKey }) => [id, correlationKey])).to.deep.equal([
      ['paid 7', '7'],
      ['paid 8', '8'],
      ['signed a', '"a"'],
    ]);
    expect(JSON.stringify(answer.body)).not.to.include('bí mật');
    expect(itemsOf(await manager.ask('GET', '/messages?name=signed'))).to.have.length(1);
    const { next } = (await manager.ask('GET', '/messages?limit=2')).body as { next: string };
    expect(itemsOf(await manager.ask('GET', `/messages?limit=2&cursor=${next}`)).map(({ id }) => id)).to.deep.equal(['signed a']);
  });

  it('name messages only to who is of the whole organisation by a position that may read them', async () => {
    const ofLand = await service.key(['messages:read'], 'land');
    expect(codeOf(await service.ask('GET', '/messages', { key: ofLand }))).to.equal('403 WHOLE_ORGANISATION_ONLY');
    const both = await service.person('centreManager', 'centre');
    await service.service.pool.query(`insert into positions (user_id, role, valid_from) values ($1, 'designer', now())`, [both.userId]);
    expect(codeOf(await both.ask('GET', '/messages'))).to.equal('403 WHOLE_ORGANISATION_ONLY');
    expect(codeOf(await service.ask('GET', '/messages', { key: await service.key(['messages:publish']) }))).to.equal('403 FORBIDDEN');
  });
});
