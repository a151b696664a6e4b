/** Reports over HTTP: counts and shares of what the one who asks may see. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { fewestVisits } from '../../../engine/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { openLandOffice, startDossier } from '../../support/land-office.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

const period = 'from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z';

describe('the routes of reports', function () {
  this.timeout(120_000);
  let server: TestServer;
  let service: TestService;
  let key: string;
  let land: Asker;
  let health: Asker;

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    key = await service.key(['reports:read']);
    land = await service.person('unitHead', 'land', 'binh');
    health = await service.person('unitHead', 'health');
    for (const [index, result] of ['early', 'early', 'late', 'late'].entries()) {
      const id = await startDossier(service.engine, 'appraise');
      await service.service.pool.query(
        `update dossiers set status = 'ended', outcome = 'completed', result = $2, ended_at = '2026-03-10T03:00:00Z', next_due_at = null, department = $3 where id = $1::bigint`,
        [id, result, index === 3 ? 'health' : 'land'],
      );
      await service.service.pool.query(
        `update steps set left_at = '2026-03-10T03:00:00Z', outcome = 'completed', holder = 'binh', due_at = $2, over_by_minutes = $3
         where dossier_id = $1::bigint and element_key = 'appraise#1'`,
        [id, result === 'late' ? '2026-03-09T03:00:00Z' : '2026-03-11T03:00:00Z', result === 'late' ? 480 : 0],
      );
    }
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const ask = (path: string) => service.ask('GET', path, { key });
  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const rows = ({ body }: Answer) => (body as { items: Record<string, unknown>[] }).items;
  const total = ({ body }: Answer) => (body as { total: Record<string, unknown> }).total;

  it('count dossiers by department, procedure and time, as a whole and in shares', async () => {
    const byDepartment = await ask(`/reports/dossiers?by=department&${period}`);
    checkAnswer(routes, 'GET', '/reports/dossiers', byDepartment.body);
    expect(rows(byDepartment).map(({ key: of, name, early, late }) => [of, name, early, late])).to.deep.equal([
      ['health', 'Sở Y tế', 0, 1],
      ['land', 'Sở Đất đai', 2, 1],
    ]);
    expect(total(byDepartment)).to.deep.include({ early: 2, onTime: 0, late: 2, shares: { early: 50, onTime: 0, late: 50 } });
    expect(rows(await ask(`/reports/dossiers?by=procedure&${period}`)).map(({ key: of, name }) => [of, name])).to.deep.equal([
      ['land', 'Đăng ký đất đai'],
    ]);
    expect(rows(await ask(`/reports/dossiers?by=month&${period}`)).map(({ key: of }) => of)).to.deep.equal(['2026-03']);
    expect(code(await ask(`/reports/dossiers?by=colour&${period}`))).to.equal('400 INVALID_INPUT');
    expect(code(await ask('/reports/dossiers?by=month'))).to.equal('400 INVALID_INPUT');
  });

  it('count only what the units of the one who asks have done', async () => {
    expect(total(await land.ask('GET', `/reports/dossiers?by=month&${period}`))).to.include({ early: 2, late: 1 });
    expect(total(await health.ask('GET', `/reports/dossiers?by=month&${period}`))).to.include({ early: 0, late: 1 });
    expect(total(await health.ask('GET', `/reports/dossiers?by=month&department=land&${period}`))).to.include({ early: 0, late: 0 });
    expect(total(await health.ask('GET', `/reports/dossiers?by=month&processKey=land&${period}`))).to.include({ early: 0, late: 1 });
    expect(total(await health.ask('GET', `/reports/steps?by=unit&${period}`))).to.include({ within: 0, over: 0 });
    const designer = await service.person('designer');
    expect(code(await designer.ask('GET', `/reports/steps?by=unit&${period}`))).to.equal('403 FORBIDDEN');
  });

  it('count steps by unit and officer, with the name of the account', async () => {
    const byUnit = await land.ask('GET', `/reports/steps?by=unit&${period}`);
    checkAnswer(routes, 'GET', '/reports/steps', byUnit.body);
    expect(rows(byUnit).map(({ key: of, within, over }) => [of, within, over])).to.deep.equal([['maps', 2, 2]]);
    const byOfficer = await land.ask('GET', `/reports/steps?by=officer&${period}`);
    expect(rows(byOfficer).map(({ key: of, name }) => [of, name])).to.deep.equal([['binh', 'Nguyễn Văn binh']]);
    expect(rows(await land.ask('GET', `/reports/steps?by=officer&holder=cuc&${period}`))).to.deep.equal([]);
  });

  it('name late dossiers with the step where the time was lost', async () => {
    const answer = await land.ask('GET', `/reports/late-dossiers?${period}`);
    checkAnswer(routes, 'GET', '/reports/late-dossiers', answer.body);
    expect(rows(answer)).to.have.length(1);
    expect(rows(answer)[0]!['lost']).to.include({
      elementId: 'appraise',
      name: 'Thẩm định',
      unit: 'maps',
      holder: 'binh',
      overByMinutes: 480,
    });
    expect(rows(await ask(`/reports/late-dossiers?${period}&limit=1`))).to.have.length(1);
    expect(rows(await ask(`/reports/late-dossiers?${period}`))).to.have.length(2);
    expect(rows(await health.ask('GET', `/reports/late-dossiers?${period}&department=land`))).to.have.length(0);
  });

  it('say where the last dossiers of a version lost their time, of those that the asker sees', async () => {
    const { versionId } = await service.engine.procedureVersion('land');
    const { pool } = service.service;
    await pool.query(
      `update steps set used_minutes = 240, budget_minutes = 480, over_by_minutes = 0 where element_id = 'receive' and left_at is not null`,
    );
    const answer = await ask(`/reports/heat?versionId=${versionId}`);
    checkAnswer(routes, 'GET', '/reports/heat', answer.body);
    const { rows: ended } = await pool.query<{ id: string }>(`select id::text from dossiers where status = 'ended'`);
    const body = answer.body as { dossiers: number; steps: { elementId: string; visits: number; lostShare: number }[]; passages: object[] };
    expect(body.dossiers).to.equal(ended.length);
    const { rows: lost } = await pool.query<{ sum: number }>(
      `select sum(over_by_minutes)::int as sum from steps where left_at is not null and dossier_id in (select id from dossiers where status = 'ended')`,
    );
    expect(body.steps[0]).to.include({ elementId: 'appraise', name: 'Thẩm định', lostMinutes: lost[0]!.sum, lostShare: 1 });
    expect(body.steps.find(({ elementId }) => elementId === 'receive')).to.include({
      visits: ended.length,
      medianUsedMinutes: 240,
      p90UsedMinutes: 240,
      budgetMinutes: 480,
      lostMinutes: 0,
    });
    expect(body.passages[0]).to.include({ fromUnit: 'centre', toUnit: 'land', returned: 0 });
    expect((await ask(`/reports/heat?versionId=${versionId}&last=1`)).body).to.include({ dossiers: 1 });
    expect((await health.ask('GET', `/reports/heat?versionId=${versionId}`)).body).to.include({ dossiers: 0 });
    expect((await ask('/reports/heat?versionId=999999999')).status).to.equal(404);
  });

  it('say how long each step took, in minutes only of enough visits, which the analysis of a version counts on', async () => {
    const designer = await service.person('designer');
    const measured = async () => {
      const answer = await designer.ask('GET', '/procedures/land/measured-steps');
      checkAnswer(routes, 'GET', '/procedures/:processKey/measured-steps', answer.body);
      return answer.body as { fewestVisits: number; steps: { elementId: string; visits: number; minutes?: number[] }[] };
    };
    const few = await measured();
    expect(few.steps.find(({ elementId }) => elementId === 'receive')).to.deep.equal({
      elementId: 'receive',
      unit: 'workingHour',
      visits: 4,
    });
    const { pool } = service.service;
    // thirty more visits: 10, 20 … 300 minutes
    await pool.query(
      `insert into steps (dossier_id, element_key, element_id, type, arrived_at, left_at, outcome, used_minutes, epoch)
       select (select min(id) from dossiers where status = 'ended'), 'receive#' || (100 + n), 'receive', 'userTask', now(), now(), 'completed', n * 10, 1
       from generate_series(1, 30) n`,
    );
    await pool.query(`update steps set used_minutes = 155 where element_id = 'receive' and element_key = 'receive#1'`);
    const { steps } = await measured();
    const receive = steps.find(({ elementId }) => elementId === 'receive')!;
    expect(receive.visits).to.be.at.least(fewestVisits);
    expect(receive.minutes).to.have.length(40);
    expect([receive.minutes![0]! < 30, receive.minutes![20]! > 140, receive.minutes![39]! > 270]).to.deep.equal([true, true, true]);
    const { approximations } = (await designer.ask('GET', '/procedures/land/versions/1/analysis')).body as {
      approximations: { code: string; elements: string[] }[];
    };
    expect(approximations.find(({ code: of }) => of === 'MEASURED')!.elements).to.deep.equal(['receive']);
    expect((await designer.ask('GET', '/procedures/nothing/measured-steps')).body).to.deep.include({ steps: [] });
    expect(code(await ask('/procedures/land/measured-steps'))).to.equal('403 FORBIDDEN');
  });
});
