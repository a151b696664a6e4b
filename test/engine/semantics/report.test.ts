import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { defaultOrganisation, dossierReport, readBpmn, type ProcessModel } from '../../../engine/index.ts';
import { fromTable } from '../../../engine/model/from-table.ts';
import { passTime } from '../../../engine/scenarios/pass-time.ts';
import { execute, openWorld, startDossier, type Dossier, type World } from '../../../engine/scenarios/world.ts';

const tables = JSON.parse(readFileSync(new URL('../../fixtures/published-procedures.json', import.meta.url), 'utf8')) as readonly {
  readonly id: string;
}[];
const at = (text: string) => Date.parse(`${text}+07:00`);

async function published(id: string): Promise<ProcessModel> {
  const { model } = await readBpmn((await fromTable(tables.find((table) => table.id === id))).xml);
  return model!;
}

/** Lets time pass up to `when`, then the open task is claimed and completed. */
async function work(world: World, dossier: Dossier, when: string, by: string): Promise<void> {
  await passTime(world, at(when));
  const [element] = Object.values(dossier.state.elements);
  execute(world, dossier, { type: 'claimTask', elementKey: element!.key, by });
  execute(world, dossier, { type: 'completeTask', elementKey: element!.key });
}

describe('what a state says of a dossier’s time', () => {
  it('tells of a published procedure, to the minute, who exceeded which share of the deadline', async () => {
    // given P001: 0.5 + 0.5 + 7 + 0.5 + 1 + 0.5 working days, received on Monday 2 March 2026 at 8:00
    const model = await published('P001');
    const world = openWorld(model, { organisation: defaultOrganisation }, at('2026-03-02T08:00'));
    const dossier = startDossier(world, { type: 'startInstance' });

    // when the one-stop takes a whole day instead of half, and the division assigns in an hour
    await work(world, dossier, '2026-03-03T08:00', 'Bà Hoa');
    await work(world, dossier, '2026-03-03T09:00', 'Ông Nam');
    const report = dossierReport(model, dossier.state, defaultOrganisation, new Date(world.nowMs));

    // then
    const [receive, assign] = report.finished;
    expect(receive).to.deep.include({
      elementId: 'step_1',
      holder: 'Bà Hoa',
      usedMinutes: 480,
      budgetMinutes: 240,
      share: 2,
      overByMinutes: 240,
      result: 'late',
    });
    expect(Date.parse(receive!.dueAt!)).to.equal(at('2026-03-02T13:30'));
    expect(assign).to.deep.include({ elementId: 'step_2', holder: 'Ông Nam', usedMinutes: 60, overByMinutes: 0 });
    expect(report.active.map(({ elementId, usedMinutes }) => [elementId, usedMinutes])).to.deep.equal([['step_3', 0]]);
    expect(Object.values(dossier.state.flags).map(({ flag, at: instant }) => [flag, Date.parse(instant)])).to.deep.include.members([
      ['stepAtRisk', at('2026-03-02T11:00')],
      ['stepOverBudget', at('2026-03-02T13:30')],
    ]);
    expect(report.forecast.misses).to.equal(false);
    expect(report.comingFlags[0]).to.deep.include({ flag: 'stepAtRisk', elementId: 'step_3' });
  });

  it('fills the control slip: one row per unit’s time with the dossier, with early, on time and late', async () => {
    const model = await published('P001');
    const world = openWorld(model, { organisation: defaultOrganisation }, at('2026-03-02T08:00'));
    const dossier = startDossier(world, { type: 'startInstance' });
    for (const [when, by] of [
      ['2026-03-02T10:00', 'Bà Hoa'],
      ['2026-03-02T11:00', 'Ông Nam'],
      ['2026-03-12T09:00', 'Cô Lan'],
      ['2026-03-12T10:00', 'Ông Nam'],
      ['2026-03-12T11:00', 'Giám đốc'],
      ['2026-03-13T09:00', 'Văn thư'],
      ['2026-03-13T10:00', 'Bà Hoa'],
    ] as const)
      await work(world, dossier, when, by);
    const { controlSlip, result } = dossierReport(model, dossier.state, defaultOrganisation, new Date(world.nowMs));

    expect(controlSlip.map(({ unit, holder, result: own }) => [unit.slice(0, 10), holder, own])).to.deep.equal([
      ['Bộ phận ti', 'Bà Hoa', 'onTime'],
      ['Phòng Bảo ', 'Ông Nam', 'onTime'],
      ['Lãnh đạo S', 'Giám đốc', 'early'],
      ['Văn thư', 'Văn thư', 'late'],
      ['Bộ phận ti', 'Bà Hoa', undefined],
    ]);
    expect(result).to.equal('early');
    expect(dossier.state.clock!.outcome).to.equal('returned');
  });

  it('keeps a flag about an unclaimed hand-off after the work has ended', async () => {
    const model = await published('P001');
    const world = openWorld(model, { organisation: defaultOrganisation }, at('2026-03-02T08:00'));
    const dossier = startDossier(world, { type: 'startInstance' });
    await work(world, dossier, '2026-03-02T09:00', 'Bà Hoa');
    await work(world, dossier, '2026-03-02T15:00', 'Ông Nam');
    execute(world, dossier, { type: 'reappoint', to: '2026-03-20', reason: 'xác minh thêm' });

    const unclaimed = Object.values(dossier.state.flags).filter(({ flag }) => flag === 'handOffUnclaimed');
    expect(unclaimed.map(({ at: instant, withdrawnAt }) => [Date.parse(instant), withdrawnAt])).to.deep.equal([
      [at('2026-03-02T11:00'), undefined],
    ]);
  });
});
