/** The desk of an appraisal over HTTP: legal tests, comments on elements, and why somebody may not. */
import { expect } from 'chai';
import { legalTests } from '../../../api/appraisal/legal-tests.ts';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { landXml, openLandOffice } from '../../support/land-office.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

interface Checklist {
  readonly round: number;
  readonly items: readonly {
    readonly id: string;
    readonly answer?: { readonly outcome: string; readonly remark?: string };
    readonly before?: { readonly outcome: string; readonly round: number };
  }[];
}
interface Duties {
  readonly acts: readonly { readonly act: string; readonly may: boolean; readonly why?: string; readonly parts?: readonly string[] }[];
  readonly findingActs: readonly { readonly act: string; readonly may: boolean; readonly why?: string }[];
  readonly persons: readonly { readonly part: string; readonly login: string }[];
}

describe('the desk of appraisals', function () {
  this.timeout(180_000);
  let server: TestServer;
  let service: TestService;
  let designer: Asker;
  let reviewer: Asker;
  let approver: Asker;
  let path: string;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    Object.assign(service.service, {
      analyse: async ({ modelHash }: { modelHash: string }) => ({ modelHash, checkerVersion: 'test', findings: [] }),
    });
    await openLandOffice(service.engine);
    designer = await service.person('designer', 'land');
    reviewer = await service.person('reviewer');
    approver = await service.person('approver');
    const draft = await designer.ask('POST', '/drafts', { body: { title: 'Đất', bpmn: landXml.replaceAll(/ tthc:form="\w+"/g, '') } });
    const { draftId } = draft.body as { draftId: string };
    const appraisal = await designer.ask('POST', '/appraisals', { body: { draftId } });
    path = `/appraisals/${(appraisal.body as { appraisalId: string }).appraisalId}`;
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string } | undefined)?.code ?? ''}`.trim();
  const post = (who: Asker, act: string, body: object = {}) => who.ask('POST', `${path}/${act}`, { body });
  const put = (who: Asker, test: string, body: object) => who.ask('PUT', `${path}/checklist/${test}`, { body });
  async function read<T>(who: Asker, part: string): Promise<T> {
    const answer = await who.ask('GET', `${path}/${part}`);
    expect(answer.status).to.equal(200);
    checkAnswer(routes, 'GET', `${path}/${part}`, answer.body);
    return answer.body as T;
  }

  it('keep the legal tests of each submission, and hold back what fails one', async () => {
    expect((await post(designer, 'submission')).status).to.equal(200);
    expect(code(await put(reviewer, 'fees', { outcome: 'pass' })), 'nobody has taken it up').to.equal('409 APPRAISAL_STATE');
    await post(reviewer, 'opening');
    expect((await read<Checklist>(reviewer, 'checklist')).items.map(({ id }) => id)).to.deep.equal(legalTests.map(({ id }) => id));
    expect(code(await put(reviewer, 'fees', { outcome: 'fail' }))).to.equal('422 REMARK_MISSING');
    expect(code(await put(designer, 'fees', { outcome: 'pass' }))).to.equal('403 FORBIDDEN');
    expect(code(await put(reviewer, 'nothing', { outcome: 'pass' }))).to.equal('404 NOT_FOUND');
    const answered = await put(reviewer, 'fees', { outcome: 'fail', remark: 'Thiếu căn cứ thu lệ phí' });
    checkAnswer(routes, 'PUT', `${path}/checklist/fees`, answered.body);
    const refused = await post(reviewer, 'pass');
    expect(code(refused)).to.equal('409 CHECKLIST_FAILS');
    expect((refused.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).to.deep.equal(['#/checklist/fees']);
    await post(reviewer, 'return', { reason: 'Bổ sung căn cứ' });
    await post(designer, 'submission');
    await post(reviewer, 'opening');
    const { round, items } = await read<Checklist>(designer, 'checklist');
    const fees = items.find(({ id }) => id === 'fees')!;
    expect([round, fees.answer, fees.before?.outcome, fees.before?.round]).to.deep.equal([2, undefined, 'fail', 1]);
    expect((await put(reviewer, 'fees', { outcome: 'pass' })).status).to.equal(200);
    // what nobody has looked at holds it back as well, whoever asks
    const open = await post(reviewer, 'pass');
    expect(code(open)).to.equal('409 CHECKLIST_OPEN');
    expect((open.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).to.deep.equal(
      legalTests.filter(({ id }) => id !== 'fees').map(({ id }) => `#/checklist/${id}`),
    );
    const trail = await read<{ items: { act: string; details: object; text?: string }[] }>(reviewer, 'trail');
    expect(trail.items.filter(({ act }) => act === 'check').map(({ details, text }) => [details, text])).to.deep.equal([
      [{ test: 'fees', outcome: 'fail', round: 1 }, 'Thiếu căn cứ thu lệ phí'],
      [{ test: 'fees', outcome: 'pass', round: 2 }, undefined],
    ]);
  });

  it('keep what is said about elements, whoever of those concerned says it', async () => {
    expect((await post(reviewer, 'comments', { text: 'Vì sao một ngày?', elementId: 'appraise' })).status).to.equal(204);
    expect((await post(designer, 'comments', { text: 'Theo Luật Đất đai' })).status).to.equal(204);
    const stranger = await service.person('designer', 'health');
    expect(code(await post(stranger, 'comments', { text: 'x' }))).to.equal('404 UNKNOWN_APPRAISAL');
    const { items } = await read<{ items: { text: string; elementId?: string; round: number; actor: { user: string } }[] }>(
      designer,
      'comments',
    );
    expect(items.map(({ text, elementId, round, actor }) => [text, elementId, round, actor.user])).to.deep.equal([
      ['Vì sao một ngày?', 'appraise', 2, reviewer.login],
      ['Theo Luật Đất đai', undefined, 2, designer.login],
    ]);
  });

  it('say why somebody may not: no permission, another unit, or what they did before', async () => {
    const verdict = async (who: Asker, act: string) => {
      const { act: _, ...rest } = (await read<Duties>(who, 'duties')).acts.find((each) => each.act === act)!;
      return rest;
    };
    expect(await verdict(reviewer, 'pass')).to.deep.equal({ may: true });
    expect(await verdict(designer, 'pass')).to.deep.equal({ may: false, why: 'noPermission' });
    const colleague = await service.person('reviewer', 'health');
    expect(await verdict(colleague, 'pass')).to.deep.equal({ may: true });
    const settings = { dueWorkingDays: 5, reviewUnits: ['land'], approveUnits: [], coverageTarget: 80 };
    await service.service.pool.query(`insert into appraisal_settings (content, at, by) values ($1, now(), '{}')`, [
      JSON.stringify(settings),
    ]);
    expect(await verdict(colleague, 'pass')).to.deep.equal({ may: false, why: 'otherUnit' });
    for (const { id } of legalTests) await put(reviewer, id, { outcome: 'notApplicable' });
    expect((await post(reviewer, 'pass')).status).to.equal(200);
    await service.service.pool.query(
      `insert into positions (user_id, role, valid_from) values ($1::bigint, 'approver', now() - interval '1 minute')`,
      [reviewer.userId],
    );
    expect(await verdict(approver, 'approve')).to.deep.equal({ may: true });
    expect(await verdict(reviewer, 'approve')).to.deep.equal({ may: false, why: 'hadPart', parts: ['appraiser'] });
    const { persons, findingActs } = await read<Duties>(reviewer, 'duties');
    expect(persons.map(({ part, login }) => [part, login])).to.deep.equal([
      ['appraiser', reviewer.login],
      ['designer', designer.login],
    ]);
    expect(findingActs.find(({ act }) => act === 'override')).to.include({ may: false, why: 'hadPart' });
  });
});
