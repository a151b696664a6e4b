/** Operations on dossiers over HTTP: looked at first, then done, with a reason and a line in the audit log. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
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
    key = await service.key(['dossiers:read', 'dossiers:manage', 'incidents:resolve']);
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
