/** By when the dossier needs a step, beside its approved budget. */
import { expect } from 'chai';
import { forecast } from '../../../engine/deadlines/forecast.ts';
import { deadlineView } from '../../../engine/semantics/flags.ts';
import { dossierReport } from '../../../engine/semantics/report.ts';
import { comingFlags } from '../../../engine/index.ts';
import { end, offices, played, procedure, start, user } from './support.ts';

const environment = { organisation: offices };
const step = (id: string, days: number, unit = 'maps') =>
  user(id, '', `tthc:unit="${unit}" tthc:budget="${days}" tthc:budgetUnit="workingDay"`);

/** Received Monday 2 March 8:00; due Tuesday 10 March 17:00; five days of steps, so that 15.5 hours are planned as reserve. */
const fiveOfSix = procedure(
  'tthc:department="land"',
  '<tthc:appointment order="1" value="6" unit="workingDay"/>',
  start('s'),
  step('a', 2),
  step('b', 2),
  step('c', 1),
  end('e'),
  's->a',
  'a->b',
  'b->c',
  'c->e',
);

const local = (instant: string | undefined) => instant && new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 16);

async function begun() {
  const dossier = await played(fiveOfSix, {}, environment);
  const dues = (key: string) => {
    const { dueAt, workingDueAt } = dossier.state.elements[key]!.step!;
    return [local(dueAt), local(workingDueAt)];
  };
  const complete = (key: string, at: string) => {
    dossier.at(`${at}:00+07:00`);
    return dossier.send({ type: 'completeTask', elementKey: key });
  };
  return { dossier, dues, complete };
}

describe('the working due instant of a step', () => {
  it('is the end of the approved budget while the plan is kept', async () => {
    const { dues, complete } = await begun();
    expect(dues('a#1')).to.deep.equal(['2026-03-04T08:00', '2026-03-04T08:00']);
    complete('a#1', '2026-03-04T08:00');
    expect(dues('b#1')).to.deep.equal(['2026-03-06T08:00', '2026-03-06T08:00']);
  });

  it('is later when those before left something, shared with those after by their budgets; the approved one stays', async () => {
    const { dues, complete } = await begun();
    // 6.5 of 16 hours used: 9.5 are shared by 16 and 8 hours
    complete('a#1', '2026-03-02T16:00');
    expect(dues('b#1')).to.deep.equal(['2026-03-04T16:00', '2026-03-05T14:20']);
  });

  it('stays the approved one while an overrun fits into the reserve', async () => {
    const { dues, complete } = await begun();
    complete('a#1', '2026-03-05T17:00');
    expect(dues('b#1')).to.deep.equal(['2026-03-09T17:00', '2026-03-09T17:00']);
  });

  it('is earlier when those before used what those after need, and no budget shrinks by it', async () => {
    const { dossier, dues, complete } = await begun();
    complete('a#1', '2026-03-09T08:00');
    // 8.5 hours are missing; b can be cut by 8 and c by 4 hours: 5 h 40 min of b's 16 hours
    expect(dues('b#1')).to.deep.equal(['2026-03-10T17:00', '2026-03-10T10:20']);
    expect(dossier.state.elements['b#1']!.step!.budget).to.deep.equal({ value: 2, unit: 'workingDay' });
    const flags = comingFlags(dossier.model, dossier.state, offices).filter(({ elementKey }) => elementKey === 'b#1');
    expect(flags.map(({ flag, at }) => [flag, local(at)])).to.deep.include(['stepAtRisk', '2026-03-10T13:30']);
  });

  it('is never before half of the budget, however late it is', async () => {
    const { dues, complete } = await begun();
    complete('a#1', '2026-03-20T08:00');
    expect(dues('b#1')[1]).to.equal('2026-03-23T08:00');
  });

  it('lies before the approved end if and only if the step began after the dossier was at risk', async () => {
    for (const at of [
      '2026-03-04T08:00',
      '2026-03-05T16:30',
      '2026-03-06T07:30',
      '2026-03-06T07:31',
      '2026-03-06T09:00',
      '2026-03-09T08:00',
    ]) {
      const { dossier, complete } = await begun();
      const risk = comingFlags(dossier.model, dossier.state, offices).find(({ flag }) => flag === 'dossierAtRisk')!;
      complete('a#1', at);
      const { dueAt, workingDueAt } = dossier.state.elements['b#1']!.step!;
      const began = dossier.state.elements['b#1']!.activatedAt;
      expect(workingDueAt! < dueAt!, at).to.equal(began > risk.at);
    }
  });

  it('is kept for ever beside the approved budget and what was used, and comes from the events', async () => {
    const { dossier, complete } = await begun();
    complete('a#1', '2026-03-09T08:00');
    const events = complete('b#1', '2026-03-10T10:20');
    const { budget, dueAt, workingDueAt, ran } = dossier.state.steps['b#1']!;
    expect([budget, local(dueAt), local(workingDueAt), ran.length]).to.deep.equal([
      { value: 2, unit: 'workingDay' },
      '2026-03-10T17:00',
      '2026-03-10T10:20',
      1,
    ]);
    expect(events.some((event) => event.type === 'elementCompleted' && event.record?.workingDueAt === workingDueAt)).to.equal(true);
    const report = dossierReport(dossier.model, dossier.state, offices, new Date('2026-03-10T10:20:00+07:00'));
    expect(report.finished.map((time) => local(time.workingDueAt))).to.deep.equal(['2026-03-04T08:00', '2026-03-10T10:20']);
    expect(report.active.map((time) => local(time.workingDueAt))).to.deep.equal([local(dossier.state.elements['c#1']!.step!.workingDueAt)]);
  });

  it('moves with the appointment', async () => {
    const { dossier, dues, complete } = await begun();
    complete('a#1', '2026-03-06T14:00');
    expect(dues('b#1')[1]! < dues('b#1')[0]!).to.equal(true);
    dossier.send({ type: 'reappoint', to: '2026-03-20', reason: 'lấy ý kiến' });
    expect(dues('b#1')).to.deep.equal(['2026-03-10T14:00', '2026-03-10T14:00']);
  });

  it('stands with the clock of the step', async () => {
    const { dossier, complete, dues } = await begun();
    complete('a#1', '2026-03-04T08:00');
    dossier.send({ type: 'requestSupplement', reason: 'thiếu giấy tờ' } as never);
    expect(dossier.state.elements['b#1']!.step).not.to.have.any.keys('dueAt', 'workingDueAt');
    dossier.at('2026-03-11T08:00:00+07:00');
    dossier.send({ type: 'receiveSupplement' });
    expect(dues('b#1').every((due) => due !== undefined)).to.equal(true);
  });

  it('is not there without an appointment', async () => {
    const dossier = await played(procedure('', '', start('s'), step('a', 2), end('e'), 's->a', 'a->e'), {}, environment);
    expect(dossier.state.elements['a#1']!.step).to.have.property('dueAt');
    expect(dossier.state.elements['a#1']!.step).not.to.have.property('workingDueAt');
  });

  it('is known as certainly late in the forecast once even the floors do not fit', async () => {
    const { dossier, complete } = await begun();
    complete('a#1', '2026-03-10T08:00');
    // 8 hours of b and 4 of c are the least; 7.5 hours are left
    const at = Date.parse('2026-03-10T08:00:00+07:00');
    const { spareMinutes, certainlyLateByMinutes } = forecast(deadlineView(dossier.model, dossier.state), offices, at);
    expect([spareMinutes, certainlyLateByMinutes]).to.deep.equal([-(16 + 8 - 7.5) * 60, (8 + 4 - 7.5) * 60]);
  });
});
