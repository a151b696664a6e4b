/** Tasks over HTTP: who sees which, who may do what with them, and that what is entered is checked. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { openLandOffice, startDossier } from '../../support/land-office.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

interface Listed {
  readonly items: readonly { readonly dossierId: string; readonly elementKey: string; readonly holder?: string }[];
  readonly next?: string;
}

describe('the routes of tasks', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;
  let an: Asker;
  let binh: Asker;
  let head: Asker;
  let doctor: Asker;
  let received: string;
  let appraised: string;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    key = await service.key(['tasks:read', 'tasks:work', 'tasks:assign']);
    an = await service.person('officer', 'maps', 'hang');
    binh = await service.person('officer', 'maps', 'binh');
    head = await service.person('unitHead', 'land', 'hoa');
    doctor = await service.person('officer', 'health', 'cuc');
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await service.service.pool.query('truncate dossiers, dossier_states, steps, holdings, hand_offs, history, idempotency cascade');
    received = await startDossier(service.engine);
    appraised = await startDossier(service.engine, 'appraise');
  });

  const ids = ({ body }: Answer) => (body as Listed).items.map(({ dossierId }) => dossierId);
  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const path = (dossierId: string, element: string) => `/tasks/${dossierId}/${encodeURIComponent(element)}`;

  it('list to everybody what lies at their units and desks, and nothing else', async () => {
    const atDesk = await service.person('officer', 'desk1');

    const everything = await service.ask('GET', '/tasks', { key });
    checkAnswer(routes, 'GET', '/tasks', everything.body);
    expect(ids(everything)).to.have.members([received, appraised]);
    expect(ids(await an.ask('GET', '/tasks'))).to.deep.equal([appraised]);
    expect(ids(await head.ask('GET', '/tasks'))).to.deep.equal([appraised]);
    expect(ids(await atDesk.ask('GET', '/tasks'))).to.deep.equal([received]);
    expect(ids(await doctor.ask('GET', '/tasks'))).to.deep.equal([]);
    for (const query of ['unit=maps', 'department=land', 'desk=desk1', 'holder=hang'])
      expect(ids(await doctor.ask('GET', `/tasks?${query}`)), query).to.deep.equal([]);
    expect(code(await doctor.ask('GET', `/tasks?dossierId=${appraised}`))).to.equal('404 UNKNOWN_DOSSIER');
    expect(code(await service.ask('GET', '/tasks'))).to.equal('401 UNAUTHENTICATED');
  });

  it('are filtered by unit, desk, holder and due instant, and refuse what they do not know', async () => {
    await an.ask('POST', `${path(appraised, 'appraise#1')}/claim`);

    expect(ids(await service.ask('GET', '/tasks?unit=centre&unit=clerks', { key }))).to.deep.equal([received]);
    expect(ids(await service.ask('GET', '/tasks?desk=desk1', { key }))).to.deep.equal([received]);
    expect(ids(await service.ask('GET', '/tasks?unclaimed=true', { key }))).to.deep.equal([received]);
    expect(ids(await an.ask('GET', '/tasks?holder=me'))).to.deep.equal([appraised]);
    expect(ids(await binh.ask('GET', '/tasks?holder=me'))).to.deep.equal([]);
    expect(ids(await service.ask('GET', '/tasks?dueBefore=2100-01-01T00:00:00Z', { key }))).to.deep.equal([appraised]);
    expect(code(await service.ask('GET', '/tasks?flag=purple', { key }))).to.equal('400 INVALID_INPUT');
    expect(code(await service.ask('GET', '/tasks?color=red', { key }))).to.equal('400 INVALID_INPUT');
    expect(code(await service.ask('GET', '/tasks?cursor=nonsense', { key }))).to.equal('422 INVALID_VALUE');
  });

  it('come in pages, by the query of people and by the grammar of programs', async () => {
    const third = await startDossier(service.engine, 'appraise');
    const first = await service.ask('GET', '/tasks?limit=2', { key });
    const rest = await service.ask('GET', `/tasks?limit=2&cursor=${(first.body as Listed).next}`, { key });
    expect([...ids(first), ...ids(rest)]).to.deep.equal([appraised, third, received]);
    expect(rest.body).not.to.have.property('next');

    const search = (body: unknown) => service.ask('POST', '/tasks/search', { key, body });
    const found = await search({ filter: { unit: 'maps', dueAt: { $lt: '2100-01-01T00:00:00Z' } }, page: { limit: 1 } });
    checkAnswer(routes, 'POST', '/tasks/search', found.body);
    expect(ids(found)).to.deep.equal([appraised]);
    const { page } = found.body as { page: { hasMoreItems: boolean; endCursor: string } };
    expect(page.hasMoreItems).to.equal(true);
    const further = await search({ filter: { unit: { $eq: 'maps' } }, page: { limit: 1, after: page.endCursor } });
    expect(ids(further)).to.deep.equal([third]);
    expect((further.body as { page: object }).page).to.deep.equal({ hasMoreItems: false });
    expect(ids(await search({ filter: { unit: { $in: ['centre'] }, holder: { $exists: false } } }))).to.deep.equal([received]);
    expect(code(await search({ filter: { unit: { $like: 'm%' } } }))).to.equal('422 INVALID_INPUT');
    expect(code(await search({ sort: [{ field: 'name' }] }))).to.equal('422 INVALID_INPUT');
  });

  it('are counted as they are listed', async () => {
    const mine = await an.ask('POST', '/tasks/counts', { body: {} });
    checkAnswer(routes, 'POST', '/tasks/counts', mine.body);
    expect(mine.body).to.include({ total: 1, unclaimed: 1 });
    expect((await service.ask('POST', '/tasks/counts', { key, body: { filter: { unit: 'centre' } } })).body).to.include({ total: 1 });
    expect((await doctor.ask('POST', '/tasks/counts', { body: { filter: { unit: 'maps' } } })).body).to.deep.equal({
      total: 0,
      byFlag: {},
      unclaimed: 0,
      dueToday: 0,
    });
  });

  it('show one task with its form, what it sees, and the hand-off it came with', async () => {
    const { status, headers, body } = await an.ask('GET', path(appraised, 'appraise#1'));
    expect(status).to.equal(200);
    checkAnswer(routes, 'GET', path(appraised, 'appraise#1'), body);
    const task = body as {
      form: { key: string };
      variables: Record<string, unknown>;
      handOffs: { from: string; to: string }[];
      revision: number;
    };
    expect(headers.get('etag')).to.equal(`"${task.revision}"`);
    expect(task.form.key).to.equal('appraisal');
    expect(task.variables['plot']).to.equal(7);
    // personal data never come with a task
    expect(JSON.stringify(body)).not.to.include('Lê Văn Đạt');
    expect(task.handOffs.map(({ from, to }) => [from, to])).to.deep.equal([['centre', 'maps']]);

    expect(code(await an.ask('GET', path(appraised, 'seal#1')))).to.equal('404 UNKNOWN_TASK');
    expect(code(await doctor.ask('GET', path(appraised, 'appraise#1')))).to.equal('404 UNKNOWN_DOSSIER');
  });

  it('are claimed, held by one only, released by the holder or by who assigns', async () => {
    const claim = (who: Asker) => who.ask('POST', `${path(appraised, 'appraise#1')}/claim`);
    const release = (who: Asker) => who.ask('POST', `${path(appraised, 'appraise#1')}/release`);

    const claimed = await claim(an);
    expect(claimed.status).to.equal(200);
    checkAnswer(routes, 'POST', `${path(appraised, 'appraise#1')}/claim`, claimed.body);
    expect(code(await claim(binh))).to.equal('409 HELD_BY_ANOTHER');
    expect(code(await release(binh))).to.equal('403 FORBIDDEN');
    expect(code(await claim(doctor))).to.equal('404 UNKNOWN_DOSSIER');
    expect((await release(head)).status).to.equal(200);
    expect((await claim(binh)).status).to.equal(200);
    expect((await release(binh)).status).to.equal(200);
    expect(code(await release(binh))).to.equal('409 WRONG_STATUS');
  });

  it('let those who see a dossier but not work there look and not touch', async () => {
    const atDesk = await service.person('officer', 'desk1');
    expect((await atDesk.ask('GET', path(received, 'receive#1'))).status).to.equal(200);
    expect(code(await atDesk.ask('POST', `${path(appraised, 'appraise#1')}/claim`))).to.equal('403 FORBIDDEN');

    // the Centre had the dossier before
    const centre = await service.person('officer', 'centre');
    expect((await centre.ask('GET', path(appraised, 'appraise#1'))).status).to.equal(200);
    expect(code(await centre.ask('POST', `${path(appraised, 'appraise#1')}/claim`))).to.equal('403 FORBIDDEN');
  });

  it('are completed with variables that their form allows; what the dossier has need not be entered again', async () => {
    const complete = (variables: object) => an.ask('POST', `${path(appraised, 'appraise#1')}/completion`, { body: { variables } });

    const refused = await complete({ eligible: 'yes', color: 'red' });
    expect(code(refused)).to.equal('422 FORM_INVALID');
    expect((refused.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).to.have.members([
      '/variables/color',
      '/variables/eligible',
    ]);
    const missing = await complete({});
    expect((missing.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).to.deep.equal(['/variables/eligible']);

    const done = await complete({ eligible: true });
    expect(done.status).to.equal(200);
    expect(ids(await an.ask('GET', '/tasks'))).to.deep.equal([]);
    const { items } = await service.engine.history(appraised);
    expect(items.at(-1)!.actor).to.include({ user: 'hang', channel: 'web' });
    expect(code(await complete({ eligible: true }))).to.equal('409 NOT_WAITING');
  });

  it('keep personal data out of the history', async () => {
    const centre = await service.person('officer', 'centre');
    const { status } = await centre.ask('POST', `${path(received, 'receive#1')}/completion`, { body: { variables: { applicant: 'Mai' } } });
    expect(status).to.equal(200);
    expect(JSON.stringify(await service.engine.history(received))).not.to.include('Mai');
    expect((await service.engine.personalData(received)).map(({ value }) => value)).to.include('Mai');
  });

  it('give programs that repeat themselves the first answer, and take a change only at the revision they know', async () => {
    const complete = (idempotencyKey: string, headers: Record<string, string> = {}) =>
      service.ask('POST', `${path(appraised, 'appraise#1')}/completion`, {
        key,
        body: { variables: { eligible: true } },
        headers: { 'idempotency-key': idempotencyKey, ...headers },
      });

    expect(code(await service.ask('POST', `${path(appraised, 'appraise#1')}/completion`, { key, body: {} }))).to.equal(
      '400 IDEMPOTENCY_KEY_MISSING',
    );
    expect(code(await complete('k1', { 'if-match': '"99"' }))).to.equal('412 REVISION_CHANGED');
    const first = await complete('k2', { 'if-match': '"2"' });
    expect(first.status).to.equal(200);
    const again = await complete('k2', { 'if-match': '"2"' });
    expect(again.status).to.equal(200);
    expect(again.body).to.deep.equal({ ...(first.body as object), repeated: true });
  });

  it('are returned to the sender with a reason, and wait for it', async () => {
    const back = (body: object, who = an) => who.ask('POST', `${path(appraised, 'appraise#1')}/return`, { body });

    expect(code(await back({}))).to.equal('422 INVALID_INPUT');
    expect(
      code(
        await service.ask('POST', `${path(received, 'receive#1')}/return`, {
          key,
          body: { reason: 'x' },
          headers: { 'idempotency-key': 'r' },
        }),
      ),
    ).to.equal('409 NOTHING_TO_RETURN');
    expect((await back({ reason: 'Thiếu bản đồ' })).status).to.equal(200);
    expect(code(await back({ reason: 'Thiếu bản đồ' }))).to.equal('409 HAND_OFF_STATE');
    const { body } = await an.ask('GET', '/tasks');
    expect((body as { items: { waitsForSender: boolean }[] }).items[0]!.waitsForSender).to.equal(true);
    expect(code(await an.ask('POST', `${path(appraised, 'appraise#1')}/completion`, { body: { variables: { eligible: true } } }))).to.equal(
      '409 HAND_OFF_STATE',
    );
  });

  it('are returned by the hand-off that came with them, and by none of another unit', async () => {
    const centre = await service.person('officer', 'centre');
    const own = `${path(appraised, 'receive#1')}/return`;
    expect(code(await centre.ask('POST', own, { body: { reason: 'x', handOffKey: 'appraise#1~1' } }))).to.equal('404 UNKNOWN_HAND_OFF');
    const { state } = await service.engine.dossier(appraised);
    expect(state.handOffs['appraise#1~1']!.state).to.equal('sent');
    const { status } = await an.ask('POST', `${path(appraised, 'appraise#1')}/return`, {
      body: { reason: 'Thiếu bản đồ', handOffKey: 'appraise#1~1' },
    });
    expect(status).to.equal(200);
  });

  it('are given to somebody of one’s units by who may assign', async () => {
    const give = (who: Asker, to: string) => who.ask('POST', `${path(appraised, 'appraise#1')}/reassignment`, { body: { to } });

    expect(code(await give(an, 'binh'))).to.equal('403 FORBIDDEN');
    expect(code(await give(head, 'cuc'))).to.equal('422 UNKNOWN_ASSIGNEE');
    expect(code(await give(head, 'no\u0000body'))).to.equal('422 INVALID_TEXT');
    expect((await give(head, 'binh')).status).to.equal(200);
    expect((await give(head, 'giang')).status).to.equal(200);
    const otherHead = await service.person('unitHead', 'health');
    expect(code(await give(otherHead, 'cuc'))).to.equal('404 UNKNOWN_DOSSIER');
    const [task] = (await service.engine.tasks({ dossierId: appraised })).items;
    expect(task!.holder).to.equal('giang');
  });

  it('are done many at a time, each with an answer of its own', async () => {
    const third = await startDossier(service.engine, 'appraise');
    const hidden = await startDossier(service.engine);
    const items = [
      { dossierId: appraised, elementKey: 'appraise#1', variables: { eligible: true } },
      { dossierId: third, elementKey: 'appraise#1', variables: { eligible: 'no' } },
      { dossierId: hidden, elementKey: 'receive#1' },
      { dossierId: third, elementKey: 'appraise#1', variables: { eligible: false }, ifRevision: 99 },
      { dossierId: third, elementKey: 'appraise#1', variables: { eligible: false } },
    ];
    const answer = await an.ask('POST', '/tasks/bulk', { body: { action: 'complete', items }, headers: { 'accept-language': 'en' } });

    expect(answer.status).to.equal(200);
    checkAnswer(routes, 'POST', '/tasks/bulk', answer.body);
    const results = (answer.body as { items: { status: number; problem?: { code: string; title: string } }[] }).items;
    expect(results.map(({ status, problem }) => `${status} ${problem?.code ?? ''}`.trim())).to.deep.equal([
      '200',
      '422 FORM_INVALID',
      '404 UNKNOWN_DOSSIER',
      '412 REVISION_CHANGED',
      '200',
    ]);
    expect(results[2]!.problem!.title).to.equal('Not found');
    expect(code(await an.ask('POST', '/tasks/bulk', { body: { action: 'reassign', to: 'binh', items } }))).to.equal('403 FORBIDDEN');
    const many = Array.from({ length: 101 }, () => items[0]);
    expect(code(await an.ask('POST', '/tasks/bulk', { body: { action: 'claim', items: many } }))).to.equal('422 INVALID_INPUT');
  });

  it('do what was left undone when a request about many is repeated', async () => {
    const third = await startDossier(service.engine, 'appraise');
    const both = [appraised, third].map((dossierId) => ({ dossierId, elementKey: 'appraise#1', variables: { eligible: true } }));
    const ask = (items: object[]) =>
      service.ask('POST', '/tasks/bulk', { key, body: { action: 'complete', items }, headers: { 'idempotency-key': 'many' } });

    await ask(both.slice(0, 1));
    const { body } = await ask(both);

    expect((body as { items: { status: number }[] }).items.map(({ status }) => status)).to.deep.equal([200, 200]);
    expect((await service.engine.history(appraised)).items).to.have.length(3);
  });
});
