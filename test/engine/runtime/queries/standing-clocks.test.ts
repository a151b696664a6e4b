/** While a dossier's clock stands, lists, report and flags say the same: late is only what was late when it stopped. */
import { expect } from 'chai';
import type { Actor, Engine } from '../../../../engine/runtime/index.ts';
import { definitions, element, processXml } from '../../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../../support/engine.ts';

const actor: Actor = { user: 'binh', position: 'Chuyên viên' };

/** Examined for a day of five, posted in public for thirty days that do not count, decided in two. */
const posting = definitions(
  processXml(
    'posting',
    '<extensionElements><tthc:deadline kind="published" value="5" unit="workingDay"/></extensionElements>',
    element('startEvent', 's'),
    element('userTask', 'examine', '', 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingDay"'),
    element('userTask', 'post', '', 'tthc:unit="maps" tthc:counts="false" tthc:countsBasis="Niêm yết công khai 30 ngày"'),
    element('userTask', 'decide', '', 'tthc:unit="maps" tthc:budget="2" tthc:budgetUnit="workingDay"'),
    element('endEvent', 'e'),
    's->examine',
    'examine->post',
    'post->decide',
    'decide->e',
  ).replace('<process ', '<process tthc:department="land" '),
);

/** Assessed within two days; the second promise counts from the payment, however late that comes. */
const paid = definitions(
  processXml(
    'paid',
    `<extensionElements><tthc:appointment order="1" value="2" unit="workingDay" until="assess"/><tthc:appointment order="2" value="3" unit="workingDay" from="issue"/></extensionElements>`,
    element('startEvent', 's'),
    element('userTask', 'assess', '', 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingDay"'),
    element('userTask', 'notice', '', 'tthc:unit="maps"'),
    element('userTask', 'issue', '', 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingDay"'),
    element('endEvent', 'e'),
    's->assess',
    'assess->notice',
    'notice->issue',
    'issue->e',
  ).replace('<process ', '<process tthc:department="land" '),
);

const organisation = {
  id: 'province',
  name: 'Tỉnh',
  units: [
    { id: 'land', name: 'Sở Đất đai', level: 'department' },
    { id: 'maps', name: 'Phòng Bản đồ', level: 'division', parent: 'land' },
  ],
};

describe('a dossier whose clock stands', function () {
  this.timeout(120_000);
  let server: TestServer;
  let engine: Engine;
  let at: string;
  const advanceTo = async (local: string) => {
    at = `${local}:00+07:00`;
    await engine.settle();
  };
  const utc = (local: string) => new Date(`${local}:00+07:00`).toISOString();
  const march = { from: utc('2026-03-01T00:00'), to: utc('2026-12-01T00:00') };
  const complete = (dossierId: string, elementKey: string) => engine.execute(dossierId, { type: 'completeTask', elementKey }, actor);

  /** What each list, the report and the flags say of one dossier's time. */
  async function said(dossierId: string) {
    const { forecastAt, forecastMisses, standsSince } = await engine.dossierSummary(dossierId);
    const heads = (await engine.dossiers({ order: 'forecast' })).items.filter((head) => head.dossierId === dossierId);
    expect(heads.map((head) => [head.forecastAt, head.forecastMisses, head.standsSince])).to.deep.equal([
      [forecastAt, forecastMisses, standsSince],
    ]);
    const { forecast } = await engine.report(dossierId);
    expect([forecast.endsAt, forecast.misses, forecast.standsSince]).to.deep.equal(
      [forecastAt, forecastMisses, standsSince].map(sameInstant),
    );
    const missing = (await engine.dossiers({ forecastMisses: true })).items.some((head) => head.dossierId === dossierId);
    expect(missing).to.equal(forecastMisses);
    const late = (await engine.lateDossiers(march)).items.find((head) => head.dossierId === dossierId);
    const overdue = (await engine.dossierFlags(dossierId)).items.some(({ flag }) => flag === 'dossierOverdue');
    expect(late !== undefined).to.equal(overdue);
    return { forecastAt, misses: forecastMisses, standsSince, lateByMinutes: late?.lateByMinutes };
  }
  // the state keeps instants in its own writing
  const sameInstant = (value: unknown) => (typeof value === 'string' ? new Date(value).toISOString() : value);

  before(async () => {
    server = await startTestServer();
    at = '2026-03-02T08:00:00+07:00';
    engine = await server.open(await server.freshDatabase(), { clock: () => new Date(at) });
    await engine.setOrganisation(organisation, actor);
    await engine.deploy({ bpmn: posting }, actor);
    await engine.deploy({ bpmn: paid }, actor);
  });
  after(() => server?.stop());
  beforeEach(() => advanceTo('2026-03-02T08:00'));

  it('before its appointment does not become late, however long it stands, and has no forecast; then it goes on with the time it had', async () => {
    at = '2026-03-02T08:00:00+07:00';
    const { dossierId } = await engine.start({ processKey: 'posting' }, actor);
    expect(await said(dossierId)).to.include({ misses: false, standsSince: undefined });

    await advanceTo('2026-03-03T08:00');
    await complete(dossierId, 'examine#1');
    const standing = { forecastAt: undefined, misses: false, standsSince: utc('2026-03-03T08:00'), lateByMinutes: undefined };
    expect(await said(dossierId)).to.deep.equal(standing);

    // its appointment was Monday 9 March
    await advanceTo('2026-04-01T08:00');
    expect(await said(dossierId)).to.deep.equal(standing);
    await engine.execute(dossierId, { type: 'suspend' }, actor);
    expect((await engine.lateDossiers(march)).items).to.deep.equal([]);
    await engine.execute(dossierId, { type: 'resume' }, actor);

    await advanceTo('2026-04-02T08:00');
    await complete(dossierId, 'post#1');
    expect(await said(dossierId)).to.include({ misses: false, standsSince: undefined, lateByMinutes: undefined });
    await complete(dossierId, 'decide#1');
  });

  it('after its appointment stays as late as it was when it stopped', async () => {
    at = '2026-05-04T08:00:00+07:00';
    const { dossierId } = await engine.start({ processKey: 'posting' }, actor);
    // due on Monday 11 May at closing time; examined on Tuesday morning
    await advanceTo('2026-05-12T09:30');
    expect(await said(dossierId)).to.include({ misses: true, standsSince: undefined, lateByMinutes: 120 });
    await complete(dossierId, 'examine#1');
    await advanceTo('2026-05-20T08:00');

    expect(await said(dossierId)).to.deep.equal({
      forecastAt: undefined,
      misses: true,
      standsSince: utc('2026-05-12T09:30'),
      lateByMinutes: 120,
    });
  });

  it('because its appointment was kept is not late by it, nor does its forecast miss it', async () => {
    at = '2026-06-01T08:00:00+07:00';
    const { dossierId } = await engine.start({ processKey: 'paid' }, actor);
    await advanceTo('2026-06-02T08:00');
    await complete(dossierId, 'assess#1');
    const { forecastAt, ...rest } = await said(dossierId);
    expect(rest).to.deep.equal({ misses: false, standsSince: utc('2026-06-02T08:00'), lateByMinutes: undefined });
    expect(forecastAt).to.equal(utc('2026-06-03T08:00'));

    // the appointment was Wednesday 3 June
    await advanceTo('2026-06-15T08:00');
    const { items } = await engine.lateDossiers(march);
    expect(items.map((head) => head.dossierId)).not.to.include(dossierId);
    const head = await engine.dossierSummary(dossierId);
    expect([head.forecastAt, head.forecastMisses]).to.deep.equal([utc('2026-06-15T08:00'), false]);
  });
});
