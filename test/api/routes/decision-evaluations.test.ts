/** Decisions asked over HTTP without a dossier. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { decision, dmn, input, literal, table } from '../../support/dmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { openLandOffice } from '../../support/land-office.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

const fees = dmn(
  input('zone', 'string'),
  decision('fee', table('U', { zone: { among: '"urban","rural"' } }, { fee: {} }, '"urban" -> 15000 // Điều 4', '"rural" -> 5000'), [
    'zone',
  ]),
  decision('due', literal('string(today() + duration("P5D"))')),
);

describe('the routes of decision evaluations', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    key = await service.key(['procedures:read', 'procedures:check', 'procedures:deploy']);
    const task = element('businessRuleTask', 'b', '', 'tthc:decision="fee" tthc:resultVariable="muc"');
    const bpmn = definitions(processXml('copy', element('startEvent', 's'), task, element('endEvent', 'e'), 's->b', 'b->e'));
    const deployed = await service.ask('POST', '/procedures', { key, body: { bpmn, decisions: { 'fees.dmn': fees } } });
    expect(deployed.status, JSON.stringify(deployed.body)).to.equal(201);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const ofVersion = '/procedures/copy/versions/1/decision-evaluations';
  const draft = (body: object) => service.ask('POST', '/decision-evaluations', { key, body: { decisions: { 'fees.dmn': fees }, ...body } });
  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();

  it('give the value, the variables that are read and the rules that were true', async () => {
    const expected = {
      id: 'fee',
      name: 'fee',
      file: 'fees.dmn',
      reads: ['zone'],
      failed: false,
      value: 15000,
      tables: [{ table: 'fee', name: 'fee', rules: [{ number: 1, id: 'r1', annotation: 'Điều 4' }] }],
    };
    for (const answer of [
      await draft({ decision: 'fee', variables: { zone: 'urban' } }),
      await service.ask('POST', ofVersion, { key, body: { decision: 'fees.dmn#fee', variables: { zone: 'urban', other: 1 } } }),
    ]) {
      expect(answer.status).to.equal(200);
      expect(answer.body).to.deep.equal(expected);
    }
    checkAnswer(routes, 'POST', '/decision-evaluations', expected);
  });

  it('count from the instant that is given', async () => {
    const answer = await draft({ decision: 'due', at: '2026-03-02T23:30:00+07:00' });
    expect(answer.body).to.deep.include({ value: '2026-03-07', reads: [] });
  });

  it('say why there is no value, and what is not there', async () => {
    const failed = await draft({ decision: 'fee', variables: { zone: 'moon' } });
    checkAnswer(routes, 'POST', '/decision-evaluations', failed.body);
    expect(failed.body).to.deep.include({ failed: true, tables: [] });
    expect((failed.body as { messageEn: string }).messageEn).to.match(/input "zone": "moon" is not among the allowed values/);
    expect(failed.body).to.not.have.property('value');
    expect((await draft({ decision: 'fee' })).body).to.deep.include({ failed: false, value: null });
    expect(code(await draft({ decision: 'none' }))).to.equal('404 NOT_FOUND');
    expect(code(await draft({ decision: 'fee', decisions: { 'a.dmn': fees, 'b.dmn': fees } }))).to.equal('404 NOT_FOUND');
    expect(code(await draft({ decision: 'fee', decisions: { 'a.dmn': '<x/>' } }))).to.equal('422 PROCEDURE_REFUSED');
    expect(code(await service.ask('POST', ofVersion.replace('1', '9'), { key, body: { decision: 'fee' } }))).to.equal(
      '404 UNKNOWN_VERSION',
    );
    for (const body of [
      {},
      { decision: '' },
      { decision: 'fee', variables: [] },
      { decision: 'fee', at: 'tomorrow' },
      { decision: 'fee', more: 1 },
    ])
      expect(code(await service.ask('POST', ofVersion, { key, body })), JSON.stringify(body)).to.equal('422 INVALID_INPUT');
  });

  it('of versions are asked by everybody who may read them, of drafts by those who check', async () => {
    const officer = await service.person('officer', 'maps');
    expect((await officer.ask('POST', ofVersion, { body: { decision: 'fee', variables: { zone: 'rural' } } })).body).to.deep.include({
      value: 5000,
    });
    expect(code(await officer.ask('POST', '/decision-evaluations', { body: { decision: 'fee', decisions: { 'f.dmn': fees } } }))).to.equal(
      '403 FORBIDDEN',
    );
    expect(code(await service.ask('POST', ofVersion, { body: { decision: 'fee' } }))).to.equal('401 UNAUTHENTICATED');
  });
});
