import { expect } from 'chai';
import { classify, finishOf, legalUsed, scoreUsed } from '../../../engine/deadlines/clock-measures.ts';
import { endClock, openClock, receiveSupplement, requestSupplement } from '../../../engine/deadlines/clocks.ts';
import type { SupplementMode } from '../../../engine/deadlines/clocks.ts';
import { at, local, vietnam } from './support.ts';

const opened = (onSupplement: SupplementMode = 'restart') =>
  openClock(vietnam, {
    receivedAt: at('2026-06-01T09:00'),
    after15: 'handoverOnly',
    onSupplement,
    deadlines: [{ kind: 'published', value: 10, unit: 'workingDay' }],
  });

describe('early, on time, late', () => {
  it('go by the day: before the due day, on it, after it', () => {
    const due = at('2026-06-15T17:00');
    expect(
      ['2026-06-12T16:59', '2026-06-15T07:30', '2026-06-15T18:00', '2026-06-16T07:30'].map((finish) => classify(vietnam, due, at(finish))),
    ).to.deep.equal(['early', 'onTime', 'onTime', 'late']);
  });
});

describe('finish of a dossier (QĐ 766)', () => {
  it('is the processing, before the return, before a stop', () => {
    const processed = endClock(opened(), at('2026-06-10T09:00'), 'processed');
    const returned = endClock(processed, at('2026-06-12T09:00'), 'returned');
    expect(local(finishOf(returned) ?? 0)).to.equal('2026-06-10T09:00');
    expect(local(finishOf(endClock(opened(), at('2026-06-11T09:00'), 'withdrawn')) ?? 0)).to.equal('2026-06-11T09:00');
  });

  it('is the supplement request while nobody answers it, and nothing while the dossier goes on', () => {
    expect(local(finishOf(requestSupplement(opened(), vietnam, at('2026-06-03T10:00'))) ?? 0)).to.equal('2026-06-03T10:00');
    expect(finishOf(opened())).to.equal(undefined);
  });
});

describe('two clocks of a supplemented dossier (T7)', () => {
  const supplemented = receiveSupplement(requestSupplement(opened(), vietnam, at('2026-06-03T09:00')), vietnam, at('2026-06-10T09:00'));

  it('the legal one starts anew', () => {
    // 10 June 9:00 to 11 June 9:00 is one working day of the new epoch
    expect(legalUsed(vietnam, supplemented, at('2026-06-11T09:00'))).to.deep.include({
      usedMinutes: 480,
      dueAt: new Date(at('2026-06-24T17:00')).toISOString(),
    });
  });

  it('the score one goes on without the wait, and is due by the pause: Monday 22 June', () => {
    const score = scoreUsed(vietnam, supplemented, at('2026-06-11T09:00'));
    expect([score.usedMinutes, local(score.dueAt ?? 0), score.overdue]).to.deep.equal([3 * 480, '2026-06-22T17:00', false]);
  });

  it('a finish on 23 June is in time by law and overdue by the score', () => {
    const finished = endClock(supplemented, at('2026-06-23T10:00'), 'processed');
    expect(classify(vietnam, Date.parse(supplemented.appointments[0]?.dueAt ?? ''), at('2026-06-23T10:00'))).to.equal('early');
    expect(scoreUsed(vietnam, finished, at('2026-06-30T00:00')).because).to.deep.equal(['pastDue']);
  });

  it('a second request makes the score overdue at once', () => {
    const twice = requestSupplement(supplemented, vietnam, at('2026-06-11T09:00'));
    expect(scoreUsed(vietnam, twice, at('2026-06-11T10:00'))).to.deep.include({ overdue: true, because: ['supplementTwice'] });
  });

  it('legal time stands while a pause lasts', () => {
    const paused = requestSupplement(opened('pause'), vietnam, at('2026-06-03T09:00'));
    expect(legalUsed(vietnam, paused, at('2026-06-09T09:00')).usedMinutes).to.equal(2 * 480);
  });
});
