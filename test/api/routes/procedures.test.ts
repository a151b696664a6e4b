/** Procedures over HTTP: found without diacritics, read version by version, checked as drafts, deployed. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { landForms, landProcedure, landXml, openLandOffice } from '../../support/land-office.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

const small = (id: string, task = element('userTask', 'a', '', 'name="Việc"')) =>
  definitions(processXml(id, element('startEvent', 's'), task, element('endEvent', 'e'), 's->a', 'a->e'));

describe('the routes of procedures', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    key = await service.key(['procedures:read', 'procedures:check', 'procedures:deploy']);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    service.ask(method, path, { key, headers, ...(body !== undefined && { body }) });
  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const names = ({ body }: Answer) => (body as { items: { name: string }[] }).items.map(({ name }) => name);

  it('are found by words of name, code and field, with or without diacritics, in pages by name', async () => {
    await ask('POST', '/procedures', { bpmn: small('birth'), procedure: { name: 'Đăng ký khai sinh', field: 'Hộ tịch' } });
    await ask('POST', '/procedures', { bpmn: small('copy'), procedure: { name: 'Cấp bản sao' } });

    const all = await ask('GET', '/procedures');
    checkAnswer(routes, 'GET', '/procedures', all.body);
    expect(names(all)).to.deep.equal(['Cấp bản sao', 'Đăng ký đất đai', 'Đăng ký khai sinh']);
    expect(names(await ask('GET', '/procedures?search=dang%20ky'))).to.deep.equal(['Đăng ký đất đai', 'Đăng ký khai sinh']);
    expect(names(await ask('GET', `/procedures?search=${encodeURIComponent('ĐẤT ĐAI')}`))).to.deep.equal(['Đăng ký đất đai']);
    expect(names(await ask('GET', '/procedures?search=1.014464'))).to.deep.equal(['Đăng ký đất đai']);
    expect(names(await ask('GET', '/procedures?search=ho%20tich'))).to.deep.equal(['Đăng ký khai sinh']);
    expect(names(await ask('GET', '/procedures?search=nothing'))).to.deep.equal([]);
    const first = await ask('GET', '/procedures?limit=2');
    const { next } = first.body as { next: string };
    expect([...names(first), ...names(await ask('GET', `/procedures?limit=2&cursor=${next}`))]).to.deep.equal(names(all));
  });

  it('are found by field, agency, state and deadline, and counted by each', async () => {
    const drawn = small('drawn').replace(
      '<process id="drawn"',
      '<process id="drawn" name="Vẽ tại đây" tthc:field="Hộ tịch" tthc:department="health"',
    );
    await ask('POST', '/procedures', { bpmn: drawn });
    const found = async (query: string) => names(await ask('GET', `/procedures?${query}`));
    expect(await found(`field=${encodeURIComponent('Hộ tịch')}`)).to.deep.equal(['Đăng ký khai sinh', 'Vẽ tại đây']);
    expect(await found('department=health')).to.deep.equal(['Vẽ tại đây']);
    expect(await found('deadlineDays=10')).to.deep.equal(['Đăng ký đất đai']);
    expect(await found('deadlineDays=9')).to.deep.equal([]);
    expect(await found('state=ended')).to.deep.equal([]);
    const { facets, items } = (await ask('GET', '/procedures?search=dang%20ky&department=land')).body as {
      facets: { fields: unknown; departments: unknown; states: unknown };
      items: { deadline?: unknown }[];
    };
    expect(facets).to.deep.equal({
      fields: [
        { value: 'Đất đai', count: 1 },
        { value: 'Hộ tịch', count: 1 },
      ],
      departments: [{ value: 'land', count: 1 }],
      states: [{ value: 'inForce', count: 2 }],
    });
    expect(items.map(({ deadline }) => deadline)).to.deep.equal([{ value: 10, unit: 'workingDay' }]);
  });

  it('are deployed once for one content, refused with every problem and its place, and the deployment is in the audit log', async () => {
    const content = { bpmn: small('payment'), procedure: { name: 'Nộp tiền' } };
    const first = await ask('POST', '/procedures', content);
    checkAnswer(routes, 'POST', '/procedures', first.body);
    expect(first.status).to.equal(201);
    expect(first.headers.get('location')).to.equal('/api/v1/procedures/payment/versions/1');
    expect(first.body).to.include({ processKey: 'payment', version: 1, created: true });
    const again = await ask('POST', '/procedures', content);
    expect(again.status).to.equal(200);
    expect(again.body).to.include({ version: 1, created: false });

    const refused = await ask('POST', '/procedures', { bpmn: small('bad', element('choreographyTask', 'a')) });
    expect(code(refused)).to.equal('422 PROCEDURE_REFUSED');
    expect((refused.body as { errors: { pointer: string; code: string }[] }).errors[0]).to.include({
      pointer: '#/a',
      code: 'ELEMENT_NOT_SUPPORTED',
    });
    expect(code(await ask('POST', '/procedures', { ...content, owner: 'me' }))).to.equal('422 INVALID_INPUT');
    const { rows } = await service.service.pool.query(
      `select subject from audit_log where action = 'procedure.deployed' and subject = 'payment'`,
    );
    expect(rows).to.have.length(1);
  });

  it('are deployed by those only who may', async () => {
    const officer = await service.person('officer', 'maps');
    const administrator = await service.person('administrator');
    const content = { bpmn: small('mine') };
    expect(code(await officer.ask('POST', '/procedures', { body: content }))).to.equal('403 FORBIDDEN');
    expect(code(await officer.ask('POST', '/procedures/checks', { body: content }))).to.equal('403 FORBIDDEN');
    const designer = await service.person('designer');
    expect(code(await designer.ask('POST', '/procedures', { body: content }))).to.equal('403 FORBIDDEN');
    expect((await administrator.ask('POST', '/procedures', { body: content })).status).to.equal(201);
  });

  it('do not take a form that no task could be checked by', async () => {
    for (const form of [
      { type: 'oject' },
      { $ref: 'https://elsewhere/form' },
      { $async: true, type: 'object' },
      { type: 'object', properties: 7 },
    ]) {
      const answer = await ask('POST', '/procedures', { bpmn: small('form'), forms: { intake: form } });
      expect(code(answer), JSON.stringify(form)).to.equal('422 PROCEDURE_REFUSED');
      expect((answer.body as { errors: { pointer: string; code: string }[] }).errors[0]).to.include({ code: 'FORM_INVALID_SCHEMA' });
    }
    expect(code(await ask('GET', '/procedures/form'))).to.equal('404 UNKNOWN_PROCEDURE');
  });

  it('do not take a pattern that could run without end, and say where it is', async () => {
    const form = { type: 'object', properties: { code: { type: 'string', pattern: '^(a)\\1$' } } };
    const answer = await ask('POST', '/procedures', { bpmn: small('form'), forms: { intake: form } });
    expect(code(answer)).to.equal('422 PROCEDURE_REFUSED');
    const { errors } = answer.body as { errors: { pointer: string; code: string }[] };
    expect(errors.map(({ pointer, code }) => `${code} ${pointer}`)).to.deep.equal(['FORM_PATTERN /forms/intake/properties/code/pattern']);
    const draft = await ask('POST', '/procedures/checks', { bpmn: small('form'), forms: { intake: form } });
    expect(draft.body).to.include({ deployable: false });
  });

  it('are checked as drafts: every problem with place, severity and two sentences, and nothing is stored', async () => {
    const task = element('userTask', 'a', '', 'tthc:form="nothere"');
    const good = await ask('POST', '/procedures/checks', { bpmn: small('draft', task) });
    checkAnswer(routes, 'POST', '/procedures/checks', good.body);
    expect(good.body).to.include({ deployable: true, processKey: 'draft' });
    const { problems } = good.body as { problems: { code: string; at: string; severity: string; messageEn: string }[] };
    expect(problems.find(({ code }) => code === 'FORM_MISSING')).to.include({ at: 'a', severity: 'warning' });

    const broken = await ask('POST', '/procedures/checks', { bpmn: '<definitions' });
    checkAnswer(routes, 'POST', '/procedures/checks', broken.body);
    expect(broken.body).to.include({ deployable: false });
    const personal = await ask('POST', '/procedures/checks', {
      bpmn: landXml,
      forms: { ...landForms, other: { $async: true } },
    });
    expect((personal.body as { problems: { code: string }[] }).problems.map((each) => each.code)).to.include('FORM_INVALID_SCHEMA');
    expect(code(await ask('GET', '/procedures/draft'))).to.equal('404 UNKNOWN_PROCEDURE');
  });

  it('show a version with its deadlines, forms, starts and steps', async () => {
    const newest = await ask('GET', '/procedures/land');
    checkAnswer(routes, 'GET', '/procedures/land', newest.body);
    const detail = newest.body as Record<string, unknown> & { steps: Record<string, unknown>[] };
    expect(detail['deadlines']).to.deep.equal([{ kind: 'legal', value: 10, unit: 'workingDay' }]);
    expect(detail['forms']).to.deep.equal(['appraisal', 'intake']);
    expect(detail['procedure']).to.deep.equal(landProcedure);
    expect(detail['starts']).to.deep.equal([{ elementId: 's' }]);
    expect(detail.steps.find(({ elementId }) => elementId === 'appraise')).to.deep.include({
      name: 'Thẩm định',
      unit: 'maps',
      form: 'appraisal',
      budget: { value: 1, unit: 'workingDay' },
    });
    expect((await ask('GET', '/procedures/land/versions/1')).body).to.deep.equal(newest.body);
    expect((await ask('GET', '/procedures/land/versions/1/forms/intake')).body).to.deep.equal(landForms.intake);
    expect(code(await ask('GET', '/procedures/land/versions/1/forms/nothing'))).to.equal('404 NOT_FOUND');
    expect(code(await ask('GET', '/procedures/land/versions/9'))).to.equal('404 UNKNOWN_VERSION');
    expect(code(await ask('GET', '/procedures/nothing/versions'))).to.equal('404 UNKNOWN_PROCEDURE');
  });

  it('list versions, the newest first, and give each file as it was deployed, once', async () => {
    await ask('POST', '/procedures', { bpmn: small('twice') });
    await ask('POST', '/procedures', { bpmn: small('twice', element('manualTask', 'a')) });

    const versions = await ask('GET', '/procedures/twice/versions?limit=1');
    checkAnswer(routes, 'GET', '/procedures/twice/versions', versions.body);
    const { items, next } = versions.body as { items: { version: number; hash: string }[]; next: string };
    expect(items.map(({ version }) => version)).to.deep.equal([2]);
    const older = await ask('GET', `/procedures/twice/versions?cursor=${next}`);
    expect((older.body as typeof versions.body & { items: { version: number }[] }).items.map(({ version }) => version)).to.deep.equal([1]);

    const file = await ask('GET', '/procedures/twice/versions/1/xml');
    expect(file.headers.get('content-type')).to.match(/^application\/xml/);
    expect(file.body).to.equal(small('twice'));
    const etag = file.headers.get('etag')!;
    const known = await ask('GET', '/procedures/twice/versions/1/xml', undefined, { 'if-none-match': etag });
    expect([known.status, known.body]).to.deep.equal([304, '']);
    expect((await ask('GET', '/procedures/twice/versions/2/xml', undefined, { 'if-none-match': etag })).status).to.equal(200);
  });
});
