/** Drafts over HTTP: kept however unfinished, changed by one at a time, seen by their department; and what the checker says of them. */
import { expect } from 'chai';
import type { AnalysisReport } from '../../../api/appraisal/analyse.ts';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { landForms, landXml, openLandOffice } from '../../support/land-office.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

const small = definitions(
  processXml(
    'small',
    element('startEvent', 's'),
    element('userTask', 'a', '', 'tthc:form="nothere"'),
    element('endEvent', 'e'),
    's->a',
    'a->e',
  ),
);

describe('the routes of drafts', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let designer: Asker;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    designer = await service.person('designer', 'land');
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const create = async (who: Asker, body: object, headers: Record<string, string> = {}) => {
    const answer = await who.ask('POST', '/drafts', { body, headers });
    if (answer.status === 201) checkAnswer(routes, 'POST', '/drafts', answer.body);
    return answer;
  };

  it('keep what is not finished, once for a repeated request, with who changed what', async () => {
    const created = await create(designer, { title: 'Nháp', bpmn: '<definitions' }, { 'idempotency-key': 'd1' });
    expect(created.body).to.include({ department: 'land', revision: 1, state: 'draft' });
    const { draftId } = created.body as { draftId: string };
    expect((await create(designer, { title: 'Nháp', bpmn: '<definitions' }, { 'idempotency-key': 'd1' })).body).to.include({ draftId });
    const changed = await designer.ask('PUT', `/drafts/${draftId}`, {
      body: { title: 'Nháp 2', bpmn: small, forms: landForms, procedure: { name: 'Việc nhỏ' } },
      headers: { 'if-match': '"1"' },
    });
    checkAnswer(routes, 'PUT', `/drafts/${draftId}`, changed.body);
    expect(changed.body).to.deep.include({ title: 'Nháp 2', revision: 2, bpmn: small, forms: landForms });
    const trail = await designer.ask('GET', `/drafts/${draftId}/trail`);
    checkAnswer(routes, 'GET', `/drafts/${draftId}/trail`, trail.body);
    expect((trail.body as { items: { act: string }[] }).items.map(({ act }) => act)).to.deep.equal(['draft.create', 'draft.change']);
    const list = await designer.ask('GET', '/drafts?limit=1');
    checkAnswer(routes, 'GET', '/drafts', list.body);
    expect((list.body as { items: object[] }).items[0])
      .to.include({ draftId })
      .and.not.have.property('bpmn');
  });

  it('are changed only by who has read what they change', async () => {
    const { draftId } = (await create(designer, { title: 'Một', bpmn: small })).body as { draftId: string };
    const put = (revision?: number) =>
      designer.ask('PUT', `/drafts/${draftId}`, {
        body: { title: 'Hai', bpmn: small },
        ...(revision !== undefined && { headers: { 'if-match': `"${revision}"` } }),
      });
    expect(code(await put())).to.equal('428 REVISION_MISSING');
    const both = await Promise.all([put(1), put(1)]);
    expect(both.map(code).sort()).to.deep.equal(['200', '412 REVISION_CHANGED']);
    const read = await designer.ask('GET', `/drafts/${draftId}`);
    expect(read.headers.get('etag')).to.equal('"2"');
    expect((await designer.ask('GET', `/drafts/${draftId}`, { headers: { 'if-none-match': '"2"' } })).status).to.equal(304);
  });

  it('are seen by their department and by who appraises, and made for no other department', async () => {
    const { draftId } = (await create(designer, { title: 'Của Sở', bpmn: small })).body as { draftId: string };
    const [elsewhere, reviewer, officer] = [
      await service.person('designer', 'health'),
      await service.person('reviewer', 'health'),
      await service.person('officer', 'land'),
    ];
    expect(code(await elsewhere.ask('GET', `/drafts/${draftId}`))).to.equal('404 UNKNOWN_DRAFT');
    expect(code(await elsewhere.ask('DELETE', `/drafts/${draftId}`))).to.equal('404 UNKNOWN_DRAFT');
    expect(
      code(await elsewhere.ask('PUT', `/drafts/${draftId}`, { body: { title: 'x', bpmn: small }, headers: { 'if-match': '"1"' } })),
    ).to.equal('404 UNKNOWN_DRAFT');
    expect(((await elsewhere.ask('GET', '/drafts')).body as { items: object[] }).items).to.deep.equal([]);
    expect(code(await reviewer.ask('GET', `/drafts/${draftId}`))).to.equal('200');
    expect(code(await officer.ask('GET', `/drafts/${draftId}`))).to.equal('403 FORBIDDEN');
    expect(code(await create(designer, { title: 'x', bpmn: small, department: 'health' }))).to.equal('403 FORBIDDEN');
    expect(code(await create(designer, { title: 'x', bpmn: small, department: 'nowhere' }))).to.equal('422 UNKNOWN_UNIT');
    expect((await create(designer, { title: 'x', bpmn: small, department: 'maps' })).body).to.include({ department: 'maps' });
  });

  it('are put away until they are registered, and kept from then on', async () => {
    const { draftId } = (await create(designer, { title: 'Bỏ', bpmn: small })).body as { draftId: string };
    expect((await designer.ask('DELETE', `/drafts/${draftId}`)).status).to.equal(204);
    expect(code(await designer.ask('GET', `/drafts/${draftId}`))).to.equal('404 UNKNOWN_DRAFT');
    const kept = (await create(designer, { title: 'Giữ', bpmn: small })).body as { draftId: string };
    await designer.ask('POST', '/appraisals', { body: { draftId: kept.draftId } });
    expect(code(await designer.ask('DELETE', `/drafts/${kept.draftId}`))).to.equal('409 DRAFT_REGISTERED');
  });

  it('are analysed by the real checker, on a thread of its own: kept ones, posted ones and versions', async () => {
    const { draftId } = (await create(designer, { title: 'Kiểm', bpmn: small })).body as { draftId: string };
    const rules = ({ body }: Answer) => (body as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
    const kept = await designer.ask('GET', `/drafts/${draftId}/analysis`);
    checkAnswer(routes, 'GET', `/drafts/${draftId}/analysis`, kept.body);
    expect(rules(kept)).to.include('file/FORM_MISSING');
    const posted = await Promise.all(
      Array.from({ length: 5 }, () => designer.ask('POST', '/procedures/analyses', { body: { bpmn: small } })),
    );
    for (const answer of posted) expect(answer.body).to.deep.equal(kept.body);
    const broken = await designer.ask('POST', '/procedures/analyses', { body: { bpmn: '<definitions' } });
    checkAnswer(routes, 'POST', '/procedures/analyses', broken.body);
    expect((broken.body as { findings: { severity: string }[] }).findings.map(({ severity }) => severity)).to.include('error');
    const version = await designer.ask('GET', '/procedures/land/versions/1/analysis');
    checkAnswer(routes, 'GET', '/procedures/land/versions/1/analysis', version.body);
    const { hash } = (await designer.ask('GET', '/procedures/land')).body as { hash: string };
    expect(version.body).to.include({ modelHash: hash });
    expect(rules(await designer.ask('POST', '/procedures/analyses', { body: { bpmn: landXml, forms: landForms } }))).to.deep.equal(
      rules(version),
    );
    expect((version.body as AnalysisReport).verdicts!.soundness.optionToComplete).to.deep.equal({ outcome: 'holds' });
    expect((version.body as AnalysisReport).timeTables![0]!.sweep).to.include({ dates: 1_096 });
    expect(service.logged).to.deep.equal([]);
  });

  it('are compared with the version in use', async () => {
    const renamed = landXml.replace('name="Thẩm định"', 'name="Thẩm định lại"');
    expect(renamed).to.not.equal(landXml);
    const report = (await designer.ask('POST', '/procedures/analyses', { body: { bpmn: renamed, forms: landForms } }))
      .body as AnalysisReport;
    expect(report.comparedWith).to.equal(1);
    expect(report.comparison!.changes.map(({ what }) => what)).to.deep.equal(['renamed']);
    const own = (await designer.ask('GET', '/procedures/land/versions/1/analysis')).body as AnalysisReport;
    expect(own).to.not.have.any.keys('comparison', 'comparedWith');
  });

  it('become a document to be printed and filed, made on the thread', async () => {
    for (const [format, begins] of [
      ['html', '<!doctype html>'],
      ['pdf', '%PDF-'],
      ['docx', 'PK'],
    ] as const) {
      const answer = await designer.ask('GET', `/procedures/land/versions/1/analysis/document?format=${format}`);
      expect(answer.status).to.equal(200);
      expect(answer.headers.get('content-disposition')).to.match(new RegExp(`^attachment; filename="bao-cao-tham-dinh\\.${format}"`));
      expect((answer.body as string).slice(0, begins.length).toLowerCase()).to.equal(begins.toLowerCase());
    }
    expect(service.logged).to.deep.equal([]);
  });
});
