/** Operations on dossiers over HTTP: looked at first, then done, with a reason and a line in the audit log. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { projectionMatches } from '../../support/projection-matches.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

const actor = { user: 'installer' };
const drawn = (id: string) =>
  definitions(
    processXml(
      'p',
      element('startEvent', 's'),
      element('userTask', id, '', 'name="Thẩm định" tthc:unit="land"'),
      element('userTask', 'sign', '', 'name="Ký" tthc:unit="tax"'),
      `s->${id}`,
      `${id}->sign`,
    ),
  );

describe('the routes of operations', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;
  let first: string;
  let second: string;
  let count = 0;
  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    key = await service.key(['dossiers:read', 'dossiers:start', 'dossiers:manage', 'incidents:resolve']);
    first = (await service.engine.deploy({ bpmn: drawn('a') }, actor)).versionId;
    second = (await service.engine.deploy({ bpmn: drawn('b') }, actor)).versionId;
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const post = (path: string, body: unknown) => service.ask('POST', path, { key, body, headers: { 'idempotency-key': `k${++count}` } });
  const start = async () => (await service.engine.start({ versionId: first }, actor)).dossierId;
  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const audited = async () =>
    (
      await service.service.pool.query<{ line: string }>(
        `select action || ' ' || subject as line from audit_log where subject is not null order by id desc limit 1`,
      )
    ).rows[0]!.line;

  it('move a token: what would happen is said, a reason is asked for, and each problem has its place', async () => {
    const dossierId = await start();
    const instructions = [{ do: 'move', from: { elementKey: 'a#1' }, to: { before: 'sign' } }];
    const preview = await post(`/dossiers/${dossierId}/modification/preview`, { instructions });
    checkAnswer(routes, 'POST', '/dossiers/:dossierId/modification/preview', preview.body);
    expect(preview.body).to.deep.include({ problems: [], versionId: first });
    expect((preview.body as { sentences: { message: string }[] }).sentences.map(({ message }) => message)).to.deep.equal([
      '“Thẩm định” dừng dở dang.',
      '“Ký” bắt đầu tại tax.',
      'Chuyển hồ sơ từ land cho tax.',
    ]);
    expect(code(await post(`/dossiers/${dossierId}/modification`, { instructions }))).to.equal('422 INVALID_INPUT');
    const done = await post(`/dossiers/${dossierId}/modification`, { instructions, reason: 'đã thẩm định trên giấy' });
    expect(done.status).to.equal(200);
    expect(Object.keys((await service.engine.dossier(dossierId)).state.elements)).to.deep.equal(['sign#1']);
    expect(await audited()).to.equal(`dossier.modified ${dossierId}`);
    const refused = await post(`/dossiers/${dossierId}/modification`, { instructions, reason: 'lần nữa' });
    expect(code(refused)).to.equal('422 MODIFICATION_REFUSED');
    expect((refused.body as { errors: { code: string; pointer: string }[] }).errors).to.deep.include.members([
      { code: 'NOT_THERE', pointer: '#/a#1', detail: 'Không có gì ở "a#1"' },
    ]);
  });

  it('say what can be moved and where to, so that nobody has to know keys', async () => {
    const dossierId = await start();
    const places = await service.ask('GET', `/dossiers/${dossierId}/modification/places`, { key });
    checkAnswer(routes, 'GET', '/dossiers/:dossierId/modification/places', places.body);
    expect(places.body).to.deep.include({
      revision: 1,
      from: [{ from: { elementKey: 'a#1' }, elementId: 'a', name: 'Thẩm định', kind: 'element' }],
      to: [
        { to: { before: 's' }, elementId: 's', name: 's' },
        { to: { before: 'a' }, elementId: 'a', name: 'Thẩm định' },
        { to: { before: 'sign' }, elementId: 'sign', name: 'Ký' },
      ],
    });
    const officer = await service.person('officer', 'land');
    expect((await officer.ask('GET', `/dossiers/${dossierId}/modification/places`)).status).to.equal(403);
  });

  it('take of two who move the same token at once, or move and complete it, the first', async () => {
    for (const other of ['modify', 'complete'] as const) {
      const dossierId = await start();
      const instructions = [{ do: 'move', from: { elementKey: 'a#1' }, to: { before: 'sign' } }];
      const move = () => post(`/dossiers/${dossierId}/modification`, { instructions, reason: 'x' });
      const both = await Promise.all([
        move(),
        other === 'modify'
          ? move()
          : service.engine.execute(dossierId, { type: 'completeTask', elementKey: 'a#1' }, actor).catch(() => undefined),
      ]);
      expect(both[0]!, other).to.have.property('status').that.is.oneOf([200, 422]);
      const { state, revision } = await service.engine.dossier(dossierId);
      expect([revision, Object.keys(state.elements)], other).to.deep.equal([2, ['sign#1']]);
    }
    // a page that shows what was, not what is
    const dossierId = await start();
    await service.engine.execute(dossierId, { type: 'claimTask', elementKey: 'a#1', by: 'lan' }, actor);
    const late = await service.ask('POST', `/dossiers/${dossierId}/modification`, {
      key,
      body: { instructions: [{ do: 'move', from: { elementKey: 'a#1' }, to: { before: 'sign' } }], reason: 'x' },
      headers: { 'idempotency-key': 'late', 'if-match': '"1"' },
    });
    expect(code(late)).to.equal('412 REVISION_CHANGED');
  });

  it('refuse a plan of names that are nowhere, one that is too large, and a version of another procedure', async () => {
    const dossierId = await start();
    const other = (await service.engine.deploy({ bpmn: drawn('a').replaceAll('"p"', '"q"') }, actor)).versionId;
    const to = (body: object) => post(`/dossiers/${dossierId}/migration`, { reason: 'x', ...body });
    expect(code(await to({ versionId: other }))).to.equal('409 NOT_APPLICABLE');
    expect(code(await to({ versionId: '999' }))).to.equal('404 UNKNOWN_VERSION');
    const preview = await post(`/dossiers/${dossierId}/migration/preview`, { versionId: second, plan: { a: 'c', x: null } });
    expect((preview.body as { problems: { code: string; at: string }[] }).problems.map((each) => `${each.code} ${each.at}`)).to.deep.equal([
      'GONE a',
      'UNKNOWN a',
      'UNKNOWN x',
    ]);
    const huge = Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`e${index}`, null]));
    expect(code(await to({ versionId: second, plan: huge }))).to.equal('422 INVALID_INPUT');
    expect(code(await to({ versionId: second, plan: JSON.parse('{"__proto__":"b"}') as object }))).to.equal('422 INVALID_INPUT');
    expect((await service.engine.dossier(dossierId)).revision).to.equal(1);
  });

  it('begin a bulk run once under one key, over the dossiers that its asker may act on', async () => {
    await service.engine.setOrganisation(
      {
        id: 'province',
        name: 'Tỉnh',
        units: ['land', 'tax', 'health'].map((id) => ({ id, name: id, level: 'department' })),
        officers: [],
      },
      actor,
    );
    const there = (await service.engine.deploy({ bpmn: drawn('a').replaceAll('"p"', '"r"') }, actor)).versionId;
    const back = (await service.engine.deploy({ bpmn: drawn('b').replaceAll('"p"', '"r"') }, actor)).versionId;
    const { dossierId } = await service.engine.start({ versionId: there }, actor);
    const body = { fromVersionId: there, toVersionId: back, reason: 'luật mới' };
    const begin = async (unit: string, name: string) => {
      const by = await service.key(['dossiers:manage', 'incidents:resolve'], unit);
      const ask = (key: string) => service.ask('POST', '/bulk-runs/migration', { key, body, headers: { 'idempotency-key': name } });
      const [first, again] = [await ask(by), await ask(by)];
      expect((again.body as { runId: string }).runId).to.equal((first.body as { runId: string }).runId);
      return (first.body as { total: number }).total;
    };
    // received at "land", where it lies; "health" never had it
    expect([await begin('health', 'h1'), await begin('land', 'l1')]).to.deep.equal([0, 1]);
    // it has gone on: the tax office has it now, and of "land" it remains where it was received
    await service.engine.settle(['bulk']);
    expect((await service.engine.dossier(dossierId)).versionId).to.equal(back);
    const lines = await service.service.pool.query(
      `select details->>'total' as total from audit_log where action = 'bulk.migration' order by id desc limit 2`,
    );
    expect(lines.rows).to.deep.equal([{ total: '1' }, { total: '0' }]);
  });

  it('end an ad-hoc subprocess, and no task by that way, which would go past its form and its holder', async () => {
    const bpmn = definitions(
      processXml(
        'ad',
        element('startEvent', 's'),
        element(
          'adHocSubProcess',
          'box',
          element('userTask', 'look', '', 'name="Xem"') + element('userTask', 'ask', '', 'name="Hỏi"'),
          'name="Tùy chọn"',
        ),
        element('userTask', 'after', '', 'tthc:unit="land"'),
        's->box',
        'box->after',
      ),
    );
    await service.engine.deploy({ bpmn }, actor);
    const { dossierId } = await service.engine.start({ processKey: 'ad' }, actor);
    const manager = await service.person('centreManager');
    const choices = async () => ((await manager.ask('GET', `/dossiers/${dossierId}/diagram`)).body as { adHoc: unknown }).adHoc;
    expect(await choices()).to.deep.equal([
      {
        elementKey: 'box#1',
        elementId: 'box',
        name: 'Tùy chọn',
        activities: [
          { activity: 'look', name: 'Xem' },
          { activity: 'ask', name: 'Hỏi' },
        ],
        mayEnd: true,
      },
    ]);
    const act = (path: string, body: object) => manager.ask('POST', `/dossiers/${dossierId}/${path}`, { body });
    expect((await act('activities', { elementKey: 'box#1', activity: 'look' })).status).to.equal(200);
    expect(code(await act('activities/end', { elementKey: 'look#1' }))).to.equal('409 NOT_APPLICABLE');
    expect(code(await act('activities/end', { elementKey: 'nothing#1' }))).to.equal('409 NOT_WAITING');
    expect((await act('activities/end', { elementKey: 'box#1' })).status).to.equal(200);
    expect(Object.keys((await service.engine.dossier(dossierId)).state.elements)).to.include('after#1');
    expect(await choices()).to.deep.equal([]);
  });

  it('list ad-hoc subprocesses to those whose they are, who may begin and end what is in them though no step lies there', async () => {
    const inner = element('userTask', 'look', '', 'name="Xem" tthc:unit="land"');
    const bpmn = definitions(
      processXml(
        'chosen',
        element('startEvent', 's'),
        element('userTask', 'first', '', 'tthc:unit="tax"'),
        element('adHocSubProcess', 'box', inner, 'name="Tùy chọn" tthc:unit="land"'),
        element('userTask', 'after', '', 'tthc:unit="tax"'),
        's->first',
        'first->box',
        'box->after',
      ),
    );
    const { engine } = service;
    await engine.deploy({ bpmn }, actor);
    const { dossierId } = await engine.start({ processKey: 'chosen' }, actor);
    const [land, tax] = [await service.person('officer', 'land'), await service.person('officer', 'tax')];
    const listed = async (who: typeof land) => (await who.ask('GET', '/ad-hoc-parts')).body as { items: { dossierId: string }[] };
    const differs = () =>
      projectionMatches(service.service.pool, { version: (id) => engine.version(id), organisation: engine.organisation(), dossierId });
    const act = (path: string, body: object) => land.ask('POST', `/dossiers/${dossierId}/${path}`, { body });
    expect((await listed(land)).items).to.deep.equal([]);
    expect(code(await act('activities', { elementKey: 'box#1', activity: 'look' }))).to.equal('404 UNKNOWN_DOSSIER');

    await engine.execute(dossierId, { type: 'completeTask', elementKey: 'first#1' }, actor);
    const answer = await listed(land);
    checkAnswer(routes, 'GET', '/ad-hoc-parts', answer);
    const { versionId, openSteps } = await engine.dossierSummary(dossierId);
    expect(openSteps).to.equal(0);
    const [{ openedAt, ...part }] = answer.items as unknown as [{ openedAt: string }];
    expect(openedAt).to.match(/Z$/);
    expect(part).to.deep.equal({
      dossierId,
      versionId,
      unit: 'land',
      department: 'land',
      elementKey: 'box#1',
      elementId: 'box',
      name: 'Tùy chọn',
      activities: [{ activity: 'look', name: 'Xem' }],
      mayEnd: true,
    });
    expect((await listed(tax)).items).to.deep.equal([]);
    expect(await differs()).to.deep.equal([]);

    expect((await act('activities', { elementKey: 'box#1', activity: 'look' })).status).to.equal(200);
    await engine.execute(dossierId, { type: 'completeTask', elementKey: 'look#1' }, actor);
    expect((await act('activities/end', { elementKey: 'box#1' })).status).to.equal(200);
    expect((await listed(land)).items).to.deep.equal([]);
    expect(await differs()).to.deep.equal([]);
  });

  it('move to another version by the proposed plan, and many at once with progress', async () => {
    const plan = await post('/migration-plans', { fromVersionId: first, toVersionId: second });
    checkAnswer(routes, 'POST', '/migration-plans', plan.body);
    expect(plan.body).to.deep.include({ plan: { a: 'b', s_a: 's_b', a_sign: 'b_sign' } });
    const dossierId = await start();
    const preview = await post(`/dossiers/${dossierId}/migration/preview`, { versionId: second, plan: { a: null } });
    expect(
      (preview.body as { problems: { code: string; at: string }[] }).problems.map(({ code: found, at }) => `${found} ${at}`),
    ).to.deep.equal(['GONE a']);
    // the version in force, when none is named
    expect((await post(`/dossiers/${dossierId}/migration`, { reason: 'luật mới' })).status).to.equal(200);
    expect(code(await post(`/dossiers/${dossierId}/migration/preview`, {}))).to.equal('409 NOT_APPLICABLE');
    expect((await service.engine.dossier(dossierId)).versionId).to.equal(second);

    await start();
    const begun = await post('/bulk-runs/migration', { fromVersionId: first, toVersionId: second, reason: 'luật mới' });
    expect(begun.status).to.equal(202);
    const { runId, total } = begun.body as { runId: string; total: number };
    await service.engine.settle(['bulk']);
    const run = await service.ask('GET', `/bulk-runs/${runId}`, { key });
    checkAnswer(routes, 'GET', '/bulk-runs/:runId', run.body);
    expect(run.body).to.include({ state: 'done', total, done: total, failed: 0, left: 0 });
    expect(total).to.be.greaterThan(0);
    const items = await service.ask('GET', `/bulk-runs/${runId}/items?state=done`, { key });
    checkAnswer(routes, 'GET', '/bulk-runs/:runId/items', items.body);
    expect(code(await post(`/bulk-runs/${runId}/cancellation`, {}))).to.equal('409 RUN_OVER');
    expect(code(await service.ask('GET', '/bulk-runs/999', { key }))).to.equal('404 UNKNOWN_RUN');
  });

  it('do an ended dossier again', async () => {
    const dossierId = await start();
    expect(code(await post(`/dossiers/${dossierId}/restart`, { reason: 'sai' }))).to.equal('409 NOT_ENDED');
    expect((await post(`/dossiers/${dossierId}/cancellation`, { reason: 'trùng' })).status).to.equal(200);
    expect(await audited()).to.equal(`dossier.cancelled ${dossierId}`);
    const again = await post(`/dossiers/${dossierId}/restart`, { reason: 'nộp lại' });
    expect(again.status).to.equal(201);
    expect((again.body as { dossierId: string }).dossierId).to.not.equal(dossierId);
    expect(await audited()).to.equal(`dossier.restarted ${dossierId}`);
    expect(code(await post(`/dossiers/${dossierId}/restart`, { reason: 'nộp lại' }))).to.equal('409 RESTARTED');
  });

  it('do a dossier again only as what dossiers may start on: its procedure, published, in force', async () => {
    const dossierId = await start();
    await service.engine.execute(dossierId, { type: 'cancel', reason: 'trùng' }, actor);
    const again = (versionId: string) => post(`/dossiers/${dossierId}/restart`, { reason: 'nộp lại', versionId });
    const other = (await service.engine.deploy({ bpmn: drawn('a').replaceAll('"p"', '"other"') }, actor)).versionId;
    expect(code(await again(other))).to.equal('409 NOT_APPLICABLE');
    // past the service: deployed, and never published
    const hidden = (await service.service.engine.deploy({ bpmn: drawn('hidden') }, actor)).versionId;
    expect(code(await again(hidden))).to.equal('409 NOT_PUBLISHED');
    const past = (await service.engine.deploy({ bpmn: drawn('past') }, actor)).versionId;
    await service.engine.endForce(past, new Date());
    expect(code(await again(past))).to.equal('409 NOT_IN_FORCE');
    expect(code(await again('999'))).to.equal('404 UNKNOWN_VERSION');
    expect((await again(second)).status).to.equal(201);
  });

  it('start and do again what was answered before as the first time, though no version is in force any more', async () => {
    const { versionId } = await service.engine.deploy({ bpmn: drawn('a').replaceAll('"p"', '"ending"') }, actor);
    const asked = (path: string, body: object) => () => service.ask('POST', path, { key, body, headers: { 'idempotency-key': path } });
    const start = asked('/dossiers', { processKey: 'ending' });
    const started = await start();
    const { dossierId } = started.body as { dossierId: string };
    await service.engine.execute(dossierId, { type: 'cancel', reason: 'trùng' }, actor);
    const restart = asked(`/dossiers/${dossierId}/restart`, { reason: 'nộp lại' });
    const restarted = await restart();
    await service.engine.endForce(versionId, new Date());
    for (const [again, first] of [
      [await start(), started],
      [await restart(), restarted],
    ] as const) {
      expect(again.status).to.equal(201);
      expect(again.body).to.deep.equal({ ...(first.body as object), repeated: true });
    }
    expect(code(await post(`/dossiers/${dossierId}/restart`, { reason: 'lần nữa' }))).to.equal('409 NOT_IN_FORCE');
  });

  it('only by who may manage dossiers', async () => {
    const dossierId = await start();
    const officer = await service.person('officer', 'land');
    for (const path of ['modification', 'migration', 'restart']) {
      const body = {
        reason: 'x',
        ...(path === 'migration' && { versionId: second }),
        ...(path === 'modification' && { instructions: [{ do: 'add', to: { before: 'sign' } }] }),
      };
      const answer = await officer.ask('POST', `/dossiers/${dossierId}/${path}`, { body });
      expect(answer.status, path).to.equal(403);
    }
  });
});
