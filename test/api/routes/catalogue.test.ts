/** The catalogue, and how much of it is in use: shares, targets, what is mandatory, what is excluded and why. */
import { expect } from 'chai';
import { figures } from '../../../api/appraisal/coverage.ts';
import { nationalCode } from '../../../api/appraisal/publication.ts';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { openLandOffice } from '../../support/land-office.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

const simple = (id: string) =>
  definitions(processXml(id, element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'));

describe('the catalogue', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let admin: Asker;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    admin = await service.person('administrator');
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const enter = (number: string, body: object) => admin.ask('PUT', `/catalogue/${encodeURIComponent(number)}`, { body });

  it('knows a procedure by its national code, however it is printed', () => {
    expect(['1.014464', '1.014464.H12', '1.014464. H12', ' 1.001122.000.00.00.H48 '].map(nationalCode)).to.deep.equal([
      '1.014464',
      '1.014464',
      '1.014464',
      '1.001122',
    ]);
    expect(['1.014.111', '', 'x', '1.0144645'].map(nationalCode)).to.deep.equal([undefined, undefined, undefined, undefined]);
  });

  it('reaches a target when it is reached, not when it nearly is', () => {
    const entries = (published: number, of: number) =>
      Array.from({ length: of }, (_, index) => ({ excluded: false, published: index < published }));
    expect(figures(entries(79, 99), 80)).to.deep.equal({
      counted: 99,
      published: 79,
      excluded: 0,
      share: 79.7,
      reachesTarget: false,
      missingToTarget: 1,
    });
    expect(figures(entries(80, 100), 80)).to.include({ share: 80, reachesTarget: true, missingToTarget: 0 });
    expect(figures([], 80)).to.deep.equal({ counted: 0, published: 0, excluded: 0, reachesTarget: true, missingToTarget: 0 });
    expect(figures([{ excluded: true, published: true }], 80)).to.include({ counted: 0, published: 0, excluded: 1 });
  });

  it('is entered, changed, listed in pages and taken off by those only who may', async () => {
    expect((await enter('1.014464.H12', { name: 'Đăng ký đất đai', department: 'land', mandatory: true })).status).to.equal(204);
    expect((await enter('1.000001', { name: 'Một', department: 'land', mandatory: true })).status).to.equal(204);
    expect((await enter('1.000002', { name: 'Hai', department: 'land', mandatory: false })).status).to.equal(204);
    expect(
      (
        await enter('1.000003', {
          name: 'Ba',
          department: 'land',
          mandatory: true,
          excludedReason: 'Không phát sinh',
          excludedDecision: '5/QĐ',
        })
      ).status,
    ).to.equal(204);
    expect((await enter('1.000004', { name: 'Bốn', department: 'health', mandatory: false })).status).to.equal(204);
    expect(code(await enter('abc', { name: 'x', department: 'land', mandatory: true }))).to.equal('422 CODE_INVALID');
    expect(code(await enter('1.000009', { name: 'x', department: 'nowhere', mandatory: true }))).to.equal('422 UNKNOWN_UNIT');
    const officer = await service.person('officer', 'land');
    expect(code(await officer.ask('PUT', '/catalogue/1.000001', { body: { name: 'x', department: 'land', mandatory: true } }))).to.equal(
      '403 FORBIDDEN',
    );
    const approver = await service.person('approver', 'health');
    const mine = { name: 'x', department: 'health', mandatory: true };
    expect(code(await approver.ask('PUT', '/catalogue/1.000001', { body: mine })), 'an entry of others').to.equal('403 FORBIDDEN');
    expect(code(await approver.ask('DELETE', '/catalogue/1.000001'))).to.equal('403 FORBIDDEN');
    expect(code(await approver.ask('PUT', '/catalogue/1.000008', { body: mine }))).to.equal('204');
    expect(code(await approver.ask('DELETE', '/catalogue/1.000008'))).to.equal('204');
    const first = await officer.ask('GET', '/catalogue?department=land&limit=3');
    checkAnswer(routes, 'GET', '/catalogue', first.body);
    const { items, next } = first.body as { items: { code: string; excludedReason?: string }[]; next: string };
    expect(items.map((item) => item.code)).to.deep.equal(['1.000001', '1.000002', '1.000003']);
    expect(items[2]).to.include({ excludedReason: 'Không phát sinh' });
    const rest = (await officer.ask('GET', `/catalogue?department=land&limit=3&cursor=${next}`)).body as { items: { code: string }[] };
    expect(rest.items.map((item) => item.code)).to.deep.equal(['1.014464']);
    await enter('1.000005', { name: 'Nhầm', department: 'land', mandatory: false });
    expect((await admin.ask('DELETE', '/catalogue/1.000005')).status).to.equal(204);
    expect(code(await admin.ask('DELETE', '/catalogue/1.000005'))).to.equal('404 NOT_FOUND');
  });

  it('is compared with what is published and in force, by department', async () => {
    const report = async (who = admin) => {
      const answer = await who.ask('GET', '/reports/coverage');
      checkAnswer(routes, 'GET', '/reports/coverage', answer.body);
      return answer.body as { items: object[]; total: object; unlisted: string[]; target: number };
    };
    expect((await report()).items).to.deep.equal([
      {
        department: 'health',
        counted: 1,
        published: 0,
        excluded: 0,
        share: 0,
        reachesTarget: false,
        missingToTarget: 1,
        mandatoryMissing: [],
      },
      {
        department: 'land',
        counted: 3,
        published: 1,
        excluded: 1,
        share: 33.3,
        reachesTarget: false,
        missingToTarget: 2,
        mandatoryMissing: [{ code: '1.000001', name: 'Một' }],
      },
    ]);
    for (const [id, number] of [
      ['one', '1.000001'],
      ['two', '1.000002.H05'],
      ['new', '2.000009'],
    ] as const)
      await admin.ask('POST', '/procedures', { body: { bpmn: simple(id), procedure: { name: id, code: number } } });
    const after = await report();
    expect(after.items[1]).to.include({ published: 3, share: 100, reachesTarget: true });
    expect(after.total).to.deep.equal({
      counted: 4,
      published: 3,
      excluded: 1,
      share: 75,
      reachesTarget: false,
      missingToTarget: 1,
      mandatoryMissing: 0,
    });
    expect(after.unlisted).to.deep.equal(['2.000009']);
    // what is out of force counts no more
    await service.service.pool.query(`update process_versions set in_force_until = clock_timestamp() where process_key = 'one'`);
    expect((await report()).items[1]).to.include({ published: 2 });
    const head = await service.person('unitHead', 'health');
    expect((await report(head)).items.map((row) => (row as { department: string }).department)).to.deep.equal(['health']);
    expect((await report(head)).unlisted).to.deep.equal([]);
  });
});
