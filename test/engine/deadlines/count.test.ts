import { expect } from 'chai';
import fc from 'fast-check';
import { calendarDate, closingOf, isOpenDate } from '../../../engine/deadlines/calendar.ts';
import { apologyAt, handOffWaitsFrom, handOverBy, legalDue } from '../../../engine/deadlines/count.ts';
import type { Duration, TimeUnit } from '../../../engine/model/types.ts';
import { at, local, refusalOf, vietnam } from './support.ts';

const handoverOnly = { after15: 'handoverOnly' } as const;

describe('legal count', () => {
  it('says from which day it counted and that the year is decided', () => {
    const due = legalDue(vietnam, at('2026-04-24T16:00'), { value: 3, unit: 'workingDay' }, { after15: 'shiftStart' });
    expect(due).to.deep.equal({ dueAt: at('2026-05-05T17:00'), dueDate: '2026-05-05', countedFrom: '2026-04-28', provisional: false });
  });

  it('is provisional when it reaches into a year without notice', () => {
    expect(legalDue(vietnam, at('2026-12-30T09:00'), { value: 10, unit: 'workingDay' }, handoverOnly).provisional).to.be.true;
  });

  it('asks for the apology on Friday when the day before the due date is off (T1)', () => {
    expect(local(apologyAt(vietnam, at('2026-04-28T17:00')))).to.equal('2026-04-24T07:30');
  });

  it('wants the dossier handed on the same day, or next morning after 15:00', () => {
    expect(local(handOverBy(vietnam, at('2026-06-01T15:00')))).to.equal('2026-06-01T17:00');
    expect(local(handOverBy(vietnam, at('2026-06-05T15:01')))).to.equal('2026-06-08T07:30');
    expect(local(handOffWaitsFrom(vietnam, at('2026-06-05T15:01')))).to.equal('2026-06-08T07:30');
    expect(local(handOffWaitsFrom(vietnam, at('2026-06-01T12:00')))).to.equal('2026-06-01T13:00');
  });

  it('refuses what is no duration', () => {
    for (const value of [-1, NaN, Infinity])
      expect(refusalOf(() => legalDue(vietnam, at('2026-06-01T09:00'), { value, unit: 'workingDay' }, handoverOnly))).to.equal(
        'INVALID_DURATION',
      );
    expect(refusalOf(() => legalDue(vietnam, at('2026-06-01T09:00'), { value: 1, unit: 'week' as TimeUnit }, handoverOnly))).to.equal(
      'INVALID_DURATION',
    );
  });

  const received = fc
    .integer({ min: at('2025-01-01T00:00') / 60_000, max: at('2027-12-01T00:00') / 60_000 })
    .map((minute) => minute * 60_000);
  const rules = fc.constantFrom({ after15: 'handoverOnly' }, { after15: 'shiftStart' }) as fc.Arbitrary<{
    after15: 'handoverOnly' | 'shiftStart';
  }>;
  const unit = fc.constantFrom<TimeUnit>('workingDay', 'calendarDay', 'workingHour');

  it('never ends on a closed day, and whole days end at closing time', () => {
    fc.assert(
      fc.property(received, fc.integer({ min: 0, max: 90 }), unit, rules, (start, value, u, rule) => {
        const { dueAt } = legalDue(vietnam, start, { value, unit: u }, rule);
        const date = calendarDate(vietnam, dueAt);
        if (value > 0 || u !== 'workingHour') expect(isOpenDate(vietnam, date)).to.be.true;
        if (u !== 'workingHour') expect(dueAt).to.equal(closingOf(vietnam, date));
        expect(dueAt).to.be.at.least(start);
      }),
    );
  });

  it('is never earlier for a later receipt, nor for a longer deadline', () => {
    // zero is no short deadline but "the same day", so quarters begin at one
    const due = (start: number, duration: Duration, rule: { after15: 'handoverOnly' | 'shiftStart' }) =>
      legalDue(vietnam, start, duration, rule).dueAt;
    fc.assert(
      fc.property(
        received,
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 1, max: 240 }),
        fc.integer({ min: 0, max: 40 }),
        unit,
        rules,
        (start, later, quarters, more, u, rule) => {
          const duration = { value: quarters / 4, unit: u };
          expect(due(start + later * 60_000, duration, rule)).to.be.at.least(due(start, duration, rule));
          expect(due(start, { value: (quarters + more) / 4, unit: u }, rule)).to.be.at.least(due(start, duration, rule));
        },
      ),
      { numRuns: 500 },
    );
  });
});
