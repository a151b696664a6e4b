import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { budgetDue, budgetUsed, instantOfShare, latestStart } from '../../../engine/deadlines/budget.ts';
import { isOpen, lastWorked } from '../../../engine/deadlines/calendar.ts';
import { countingStart, legalDue } from '../../../engine/deadlines/count.ts';
import type { TimeUnit } from '../../../engine/model/types.ts';
import { at, local, vietnam } from './support.ts';

describe('budget of a step', () => {
  it('goes on after a pause where it stopped', () => {
    // given one working day, two hours of which were used on Monday morning
    const visits = [{ from: at('2026-06-01T07:30'), to: at('2026-06-01T09:30') }, { from: at('2026-06-03T10:00') }];

    // when half past ten on Wednesday
    const use = budgetUsed(vietnam, { value: 1, unit: 'workingDay' }, visits, at('2026-06-03T10:30'));

    // then two and a half of eight hours are used, and the six that were left on Wednesday at ten end on Thursday at eight
    expect(use).to.deep.equal({ usedMinutes: 150, budgetMinutes: 480, share: 150 / 480 });
    expect(local(budgetDue(vietnam, at('2026-06-03T10:00'), { value: 1, unit: 'workingDay' }, { usedMinutes: 120 }))).to.equal(
      '2026-06-04T08:00',
    );
  });

  it('of plain days goes on in elapsed time', () => {
    const visits = [{ from: at('2026-06-01T10:00'), to: at('2026-06-02T10:00') }, { from: at('2026-06-04T10:00') }];
    expect(local(instantOfShare(vietnam, { value: 2, unit: 'calendarDay' }, visits, 1) ?? 0)).to.equal('2026-06-05T10:00');
    expect(budgetUsed(vietnam, { value: 2, unit: 'calendarDay' }, visits, at('2026-06-04T22:00')).share).to.equal(0.75);
  });

  it('is at risk at three quarters of it', () => {
    expect(local(instantOfShare(vietnam, { value: 8, unit: 'workingHour' }, [{ from: at('2026-06-01T07:30') }], 0.75) ?? 0)).to.equal(
      '2026-06-01T15:00',
    );
  });

  it('is not used up by visits that end before', () => {
    expect(
      instantOfShare(vietnam, { value: 8, unit: 'workingHour' }, [{ from: at('2026-06-01T07:30'), to: at('2026-06-01T16:59') }], 1),
    ).to.equal(undefined);
  });

  it('is never due after the appointment', () => {
    const notAfter = at('2026-06-05T17:00');
    expect(budgetDue(vietnam, at('2026-06-05T16:30'), { value: 1, unit: 'calendarDay' }, { notAfter })).to.equal(notAfter);
  });

  const start = fc.integer({ min: at('2025-06-01T00:00') / 60_000, max: at('2027-06-01T00:00') / 60_000 }).map((minute) => minute * 60_000);
  const duration = fc.record({
    value: fc.integer({ min: 1, max: 80 }).map((quarters) => quarters / 4),
    unit: fc.constantFrom<TimeUnit>('workingDay', 'calendarDay', 'workingHour'),
  });

  it('ends in opening hours, at share 1, and its latest start is its inverse', () => {
    fc.assert(
      fc.property(start, duration, (from, budget) => {
        const due = budgetDue(vietnam, from, budget);
        expect(isOpen(vietnam, due) || lastWorked(vietnam, due) === due).to.be.true;
        expect(budgetUsed(vietnam, budget, [{ from }], due).share).to.be.at.least(1);
        const latest = latestStart(vietnam, due, budget);
        expect(latest).to.be.at.least(from);
        expect(budgetDue(vietnam, latest, budget)).to.be.at.most(due);
      }),
    );
  });

  it('split over visits anywhere within it, is due when it would be without the gap', () => {
    fc.assert(
      fc.property(start, duration, fc.double({ min: 0, max: 1, noNaN: true }), (from, budget, part) => {
        const due = budgetDue(vietnam, from, budget);
        const middle = from + Math.round((due - from) * part);
        const split = [{ from, to: middle }, { from: middle }];
        expect(instantOfShare(vietnam, budget, split, 1)).to.equal(due);
      }),
    );
  });
});

describe('budgets of P001, a published table whose steps add up to its deadline', () => {
  const file = new URL('../../fixtures/published-procedures.json', import.meta.url);
  interface Table {
    id: string;
    legalDeadline: { value: number; unit: string };
    steps: { duration: { value: number; unit: string } | null }[];
  }
  const p001 = (JSON.parse(readFileSync(file, 'utf8')) as Table[]).find(({ id }) => id === 'P001');
  const budgets = (p001?.steps ?? []).flatMap(({ duration }) => (duration ? [duration.value] : []));

  it('are 0,5 + 0,5 + 7 + 0,5 + 1 + 0,5 of ten working days', () => {
    expect(p001?.legalDeadline).to.deep.equal({ value: 10, unit: 'working_day' });
    expect(budgets).to.deep.equal([0.5, 0.5, 7, 0.5, 1, 0.5]);
  });

  for (const after15 of ['handoverOnly', 'shiftStart'] as const)
    it(`never end after the appointment, whatever the minute of receipt in a working week (${after15})`, () => {
      for (let minute = at('2026-06-01T00:00'); minute < at('2026-06-08T00:00'); minute += 60_000) {
        const appointment = legalDue(vietnam, minute, { value: 10, unit: 'workingDay' }, { after15 }).dueAt;
        let end = countingStart(vietnam, minute, after15);
        for (const value of budgets) end = budgetDue(vietnam, end, { value, unit: 'workingDay' });
        if (end > appointment) expect.fail(`received ${local(minute)}: steps end ${local(end)}, appointment ${local(appointment)}`);
      }
    });
});
