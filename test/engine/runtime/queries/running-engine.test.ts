/** The queries of a running engine: what commands and time have done is what is found. */
import { expect } from 'chai';
import type { Actor, Engine } from '../../../../engine/runtime/index.ts';
import { definitions, element, processXml } from '../../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../../support/engine.ts';

const actor: Actor = { user: 'binh', position: 'Chuyên viên' };

const hours = (unit: string, budget: number) =>
  `name="Việc của ${unit}" tthc:unit="${unit}" tthc:budget="${budget}" tthc:budgetUnit="workingHour"`;

/** Received at the centre, appraised by the maps division of another department; promised within one working day. */
const land = definitions(
  processXml(
    'land',
    '<extensionElements><tthc:deadline kind="published" value="1" unit="workingDay"/></extensionElements>',
    element('startEvent', 's'),
    element('userTask', 'receive', '', hours('centre', 1)),
    element('userTask', 'appraise', '', hours('maps', 4)),
    element('endEvent', 'e'),
    's->receive',
    'receive->appraise',
    'appraise->e',
  ).replace('<process ', '<process name="Đất đai" tthc:department="land" '),
);

const organisation = {
  id: 'province',
  name: 'Tỉnh',
  units: [
    { id: 'land', name: 'Sở Đất đai', level: 'department' },
    { id: 'maps', name: 'Phòng Bản đồ', level: 'division', parent: 'land' },
    { id: 'centre', name: 'Trung tâm', level: 'centre' },
  ],
  officers: [{ id: 'an', name: 'Nguyễn Văn An', unit: 'maps', role: 'specialist' }],
};

describe('the queries of a running engine', function () {
  this.timeout(120_000);
  let server: TestServer;
  let engine: Engine;
  let at: string;
  let dossierId: string;
  /** A time in Việt Nam, in March 2026; the 2nd is a Monday. */
  const advanceTo = async (day: number, time: string) => {
    at = `2026-03-0${day}T${time}:00+07:00`;
    await engine.settle();
  };
  const utc = (day: number, time: string) => new Date(`2026-03-0${day}T${time}:00+07:00`).toISOString();

  before(async () => {
    server = await startTestServer();
    at = '2026-03-02T08:00:00+07:00';
    engine = await server.open(await server.freshDatabase(), { clock: () => new Date(at) });
    await engine.setOrganisation(organisation, actor);
    await engine.deploy({ bpmn: land }, actor);
    ({ dossierId } = await engine.start({ processKey: 'land' }, actor, { code: 'H1' }));
  });
  after(() => server?.stop());

  it('find the first task, its due instant and whose it is', async () => {
    const { items } = await engine.tasks({ units: ['centre'] });

    expect(items).to.have.length(1);
    expect(items[0]).to.deep.include({
      dossierId,
      dossierCode: 'H1',
      processKey: 'land',
      elementKey: 'receive#1',
      name: 'Việc của centre',
      unit: 'centre',
      department: 'centre',
      arrivedAt: utc(2, '08:00'),
      dueAt: utc(2, '09:00'),
      overByMinutes: 0,
    });
    expect(await engine.taskCounts({ units: ['centre', 'maps'] })).to.deep.equal({ total: 1, byFlag: {}, unclaimed: 1, dueToday: 1 });
  });

  it('find the hand-off that waits for another department, and its flag once it has waited too long', async () => {
    await engine.execute(dossierId, { type: 'claimTask', elementKey: 'receive#1', by: 'binh' }, actor);
    await advanceTo(2, '08:30');
    await engine.execute(dossierId, { type: 'completeTask', elementKey: 'receive#1' }, actor);

    const waiting = async () => (await engine.handOffsWaiting({ places: ['maps'] })).items;
    expect(await waiting()).to.have.length(1);
    expect((await waiting())[0]).to.deep.include({
      key: 'appraise#1~1',
      fromUnit: 'centre',
      toUnit: 'maps',
      sentAt: utc(2, '08:30'),
      unclaimed: false,
    });

    await advanceTo(2, '10:30');
    expect((await waiting())[0]).to.deep.include({ unclaimed: true });
    const { items: flags } = await engine.flags({ units: ['maps'] });
    expect(flags.map(({ flag, elementId, name }) => [flag, elementId, name])).to.deep.equal([
      ['handOffUnclaimed', 'appraise', 'Việc của maps'],
    ]);
    expect((await engine.tasks({ units: ['maps'], flags: ['handOffUnclaimed'] })).items).to.have.length(1);

    await engine.execute(dossierId, { type: 'claimTask', elementKey: 'appraise#1', by: 'an' }, actor);
    expect(await waiting()).to.deep.equal([]);
    expect((await engine.tasks({ holder: 'an' })).items.map(({ dueAt }) => dueAt)).to.deep.equal([utc(2, '14:00')]);
  });

  it('find what is over its budget, who holds it and by how much, and the dossier that will be late', async () => {
    // the budget ended on Monday at 14:00; the appointment is Tuesday at closing time
    await advanceTo(3, '08:30');

    const { items: flags } = await engine.flags({ flags: ['stepOverBudget'] });
    expect(flags).to.have.length(1);
    expect(flags[0]).to.deep.include({
      holder: 'an',
      unit: 'maps',
      dueAt: utc(2, '14:00'),
      budgetMinutes: 240,
      usedMinutes: 240,
      usedShare: 1,
      deadlineShare: 0.5,
    });
    expect((await engine.tasks({ holder: 'an' })).items.map(({ flag, overByMinutes }) => [flag, overByMinutes])).to.deep.equal([
      ['stepOverBudget', 240],
    ]);
    expect((await engine.taskCounts({ units: ['maps'] })).byFlag).to.deep.equal({ stepOverBudget: 1 });

    await advanceTo(4, '08:00');
    const { items } = await engine.dossiers({ department: 'land', forecastMisses: true });
    expect(items.map((head) => [head.dossierId, head.procedureName, head.appointmentDueAt])).to.deep.equal([
      [dossierId, 'Đất đai', utc(3, '17:00')],
    ]);
    const { items: late } = await engine.lateDossiers({ from: utc(1, '00:00'), to: utc(9, '00:00') });
    expect(late.map(({ lost }) => lost)).to.deep.equal([
      {
        elementKey: 'appraise#1',
        elementId: 'appraise',
        name: 'Việc của maps',
        unit: 'maps',
        department: 'land',
        holder: 'an',
        dueAt: utc(2, '14:00'),
        // three hours of Monday, eight of Tuesday, half an hour of Wednesday
        overByMinutes: 690,
      },
    ]);
  });

  it('find nothing to do once it has ended, and count it where it belongs', async () => {
    await engine.execute(dossierId, { type: 'completeTask', elementKey: 'appraise#1' }, actor);
    const period = { from: utc(1, '00:00'), to: utc(9, '00:00') };

    expect((await engine.tasks()).items).to.deep.equal([]);
    expect((await engine.dossiers()).items).to.deep.equal([]);
    expect((await engine.dossiers({ status: 'ended', department: 'land' })).items.map(({ code, result }) => [code, result])).to.deep.equal([
      ['H1', 'late'],
    ]);
    expect((await engine.punctuality({ ...period, by: 'procedure' })).items.map(({ key, name, late }) => [key, name, late])).to.deep.equal([
      ['land', 'Đất đai', 1],
    ]);
    expect(
      (await engine.punctuality({ ...period, by: 'officer' })).items.map(({ key, name, within, over }) => [key, name, within, over]),
    ).to.deep.equal([
      ['an', 'Nguyễn Văn An', 0, 1],
      ['binh', undefined, 1, 0],
    ]);
    const { items: late } = await engine.lateDossiers(period);
    expect(late.map(({ lost }) => lost !== 'notDecided' && [lost.holder, lost.overByMinutes])).to.deep.equal([['an', 690]]);
  });

  it('show one dossier: its summary, control slip, report, history and who held it', async () => {
    const summary = await engine.dossierSummary(dossierId);
    expect(summary).to.deep.include({ status: 'ended', outcome: 'completed', result: 'late', openSteps: 0, incidents: 0 });

    const { dossier, rows } = await engine.controlSlip(dossierId);
    expect(dossier.code).to.equal('H1');
    expect(rows.map(({ unit, from, holder, result, overByMinutes }) => [unit, from, holder, result, overByMinutes])).to.deep.equal([
      ['centre', undefined, 'binh', 'onTime', 0],
      ['maps', 'centre', 'an', 'late', 690],
    ]);
    const report = await engine.report(dossierId);
    expect(report.controlSlip).to.deep.equal(rows);
    expect(report.finished.map(({ elementKey, usedMinutes }) => [elementKey, usedMinutes])).to.deep.equal([
      ['receive#1', 30],
      ['appraise#1', 930],
    ]);

    const { items: history } = await engine.history(dossierId);
    expect(history).to.have.length(summary.revision);
    expect(history.map(({ command }) => command.type).filter((type) => type !== 'raiseFlags')).to.deep.equal([
      'startInstance',
      'claimTask',
      'completeTask',
      'claimTask',
      'completeTask',
    ]);
    expect(
      (await engine.holdings(dossierId)).items.map(({ elementKey, holder, from, to, usedMinutes }) => [
        elementKey,
        holder,
        from,
        to,
        usedMinutes,
      ]),
    ).to.deep.equal([
      ['receive#1', 'binh', utc(2, '08:00'), utc(2, '08:30'), 30],
      ['appraise#1', 'an', utc(2, '10:30'), utc(4, '08:00'), 810],
    ]);
    const { items: flags } = await engine.dossierFlags(dossierId);
    expect(flags.map(({ flag }) => flag)).to.deep.equal(['handOffUnclaimed', 'stepAtRisk', 'stepOverBudget', 'dossierOverdue']);
    expect(flags.length - flags.filter(({ withdrawnAt }) => withdrawnAt !== undefined).length).to.equal(summary.flags);
  });

  it('find a dossier by the units that it has come by, open or over', async () => {
    const seenBy = async (units: string[], status: 'open' | 'ended') =>
      (await engine.dossiers({ seenBy: units, status })).items.map((head) => head.dossierId);
    expect(await seenBy(['maps'], 'ended')).to.deep.equal([dossierId]);
    expect(await seenBy(['maps', 'centre', 'land'], 'ended')).to.deep.equal([dossierId]);
    expect(await seenBy(['health'], 'ended')).to.deep.equal([]);

    const other = await engine.start({ processKey: 'land' }, actor);
    expect(await seenBy(['centre'], 'open')).to.deep.equal([other.dossierId]);
    expect(await seenBy(['maps'], 'open')).to.deep.equal([]);
    await engine.execute(other.dossierId, { type: 'completeTask', elementKey: 'receive#1' }, actor);
    expect(await seenBy(['maps'], 'open')).to.deep.equal([other.dossierId]);

    // returned: the sender corrects, and sends again
    const [sent] = (await engine.handOffsWaiting()).items;
    await engine.execute(other.dossierId, { type: 'returnHandOff', handOffKey: sent!.key, reason: 'Thiếu bản vẽ' }, actor);
    const { items } = await engine.corrections({ places: ['centre'] });
    expect(
      items.map(({ dossierId: id, handOffKey, fromUnit, toUnit, elementId, reason }) => [
        id,
        handOffKey,
        fromUnit,
        toUnit,
        elementId,
        reason,
      ]),
    ).to.deep.equal([[other.dossierId, sent!.key, 'centre', 'maps', 'appraise', 'Thiếu bản vẽ']]);
    await engine.execute(other.dossierId, { type: 'sendAgain', correctionKey: items[0]!.key }, actor);
    expect((await engine.corrections()).items).to.deep.equal([]);
    await engine.execute(other.dossierId, { type: 'withdraw', reason: 'Rút hồ sơ' }, actor);
    expect(await seenBy(['maps', 'centre'], 'open')).to.deep.equal([]);
    expect(await seenBy(['maps'], 'ended')).to.have.members([dossierId, other.dossierId]);
  });

  it('find no hand-off of a dossier that was withdrawn before anybody took it up', async () => {
    const other = await engine.start({ processKey: 'land' }, actor);
    await engine.execute(other.dossierId, { type: 'completeTask', elementKey: 'receive#1' }, actor);
    expect((await engine.handOffsWaiting()).items.map(({ dossierId }) => dossierId)).to.deep.equal([other.dossierId]);

    await engine.execute(other.dossierId, { type: 'withdraw', reason: 'Rút hồ sơ' }, actor);

    expect((await engine.handOffsWaiting()).items).to.deep.equal([]);
    expect((await engine.tasks()).items).to.deep.equal([]);
    const { total } = await engine.punctuality({ from: utc(1, '00:00'), to: utc(9, '00:00'), by: 'day' });
    expect([total.withdrawn, total.late]).to.deep.equal([2, 1]);
  });

  it('find a task without unit and budget for as long as it is there', async () => {
    const bare = definitions(
      processXml('bare', element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'),
    );
    await engine.deploy({ bpmn: bare }, actor);
    const { dossierId: id } = await engine.start({ processKey: 'bare' }, actor);

    expect((await engine.tasks({ unclaimed: true })).items.map((task) => [task.dossierId, task.unit, task.dueAt])).to.deep.equal([
      [id, undefined, undefined],
    ]);
    expect((await engine.taskCounts()).total).to.equal(1);

    await engine.execute(id, { type: 'completeTask', elementKey: 'a#1' }, actor);
    expect((await engine.tasks()).items).to.deep.equal([]);
    expect((await engine.dossierSummary(id)).openSteps).to.equal(0);
  });

  it('find an incident with its element, and no longer when it is resolved', async () => {
    const bad = definitions(
      processXml(
        'bad',
        element('startEvent', 's'),
        element('exclusiveGateway', 'g', '', 'name="Đủ hồ sơ?"'),
        element('endEvent', 'e'),
        's->g',
        'g->e?complete',
      ),
    );
    await engine.deploy({ bpmn: bad }, actor);
    const other = await engine.start({ processKey: 'bad' }, actor);

    const { items } = await engine.incidents({ processKey: 'bad' });
    expect(items.map(({ dossierId, elementId, name, processKey }) => [dossierId, elementId, name, processKey])).to.deep.equal([
      [other.dossierId, 'g', 'Đủ hồ sơ?', 'bad'],
    ]);
    expect((await engine.incidents({ processKey: 'land' })).items).to.deep.equal([]);
    expect((await engine.dossierSummary(other.dossierId)).incidents).to.equal(1);

    await engine.execute(other.dossierId, { type: 'setVariables', variables: { complete: true } }, actor);
    await engine.execute(other.dossierId, { type: 'resolveIncident', incidentKey: items[0]!.key! }, actor);
    expect((await engine.incidents()).items).to.deep.equal([]);
  });
});
