import { expect } from 'chai';
import {
  endClock,
  endPhase,
  excludeTime,
  includeTime,
  keepAppointment,
  openAppointment,
  openClock,
  previewRecount,
  reappoint,
  receiveSupplement,
  recount,
  requestSupplement,
  startAppointment,
  startPhase,
} from '../../../engine/deadlines/clocks.ts';
import { compileCalendar } from '../../../engine/deadlines/calendar.ts';
import { knownCalendars } from '../../../engine/deadlines/vietnam-calendar.ts';
import type { ClockOpening, ClockState } from '../../../engine/deadlines/clocks.ts';
import { at, local, refusalOf, vietnam } from './support.ts';

const opened = (receivedAt: string, days: number, more: Partial<ClockOpening> = {}): ClockState =>
  openClock(vietnam, {
    receivedAt: at(receivedAt),
    after15: 'handoverOnly',
    onSupplement: 'restart',
    deadlines: [{ kind: 'published', value: days, unit: 'workingDay' }],
    ...more,
  });
const dueOf = (clock: ClockState) => local(openAppointment(clock)?.dueAt ?? 0);

describe('legal clock: supplement (T7)', () => {
  const supplemented = (onSupplement: ClockOpening['onSupplement']) => {
    const asked = requestSupplement(opened('2026-06-01T09:00', 10, { onSupplement }), vietnam, at('2026-06-03T10:00'));
    return { asked, complete: receiveSupplement(asked, vietnam, at('2026-06-10T09:00')) };
  };

  it('without one is due on Monday 15 June', () => {
    expect(dueOf(opened('2026-06-01T09:00', 10))).to.equal('2026-06-15T17:00');
  });

  it('that restarts the clock opens a new epoch, due on Wednesday 24 June', () => {
    const { asked, complete } = supplemented('restart');
    expect([asked.status, asked.epoch]).to.deep.equal(['paused', 1]);
    expect([complete.status, complete.epoch, dueOf(complete)]).to.deep.equal(['running', 2, '2026-06-24T17:00']);
  });

  it('that pauses the clock adds the five working days, due on Monday 22 June', () => {
    const { complete } = supplemented('pause');
    expect([complete.status, complete.epoch, dueOf(complete)]).to.deep.equal(['running', 1, '2026-06-22T17:00']);
  });

  it('that changes nothing leaves the clock running to Monday 15 June', () => {
    const { asked, complete } = supplemented('none');
    expect([asked.status, dueOf(complete)]).to.deep.equal(['running', '2026-06-15T17:00']);
  });

  it('asked for later than three working days after receipt is noted, not refused', () => {
    const clock = opened('2026-06-01T09:00', 10);
    expect(requestSupplement(clock, vietnam, at('2026-06-04T16:59')).supplements[0]?.late).to.be.false;
    expect(requestSupplement(clock, vietnam, at('2026-06-05T07:30')).supplements[0]?.late).to.be.true;
  });

  it('cannot be asked for while one is open, nor received without being asked for', () => {
    const { asked, complete } = supplemented('restart');
    expect(refusalOf(() => requestSupplement(asked, vietnam, at('2026-06-04T09:00')))).to.equal('SUPPLEMENT_ALREADY_OPEN');
    expect(refusalOf(() => receiveSupplement(complete, vietnam, at('2026-06-11T09:00')))).to.equal('NO_OPEN_SUPPLEMENT');
  });

  it('asked for after the date has passed does not save it', () => {
    const late = requestSupplement(opened('2026-06-01T09:00', 2, { onSupplement: 'pause' }), vietnam, at('2026-06-04T09:00'));
    expect(dueOf(receiveSupplement(late, vietnam, at('2026-06-10T09:00')))).to.equal('2026-06-03T17:00');
  });
});

describe('legal clock: two appointments (T8)', () => {
  it('counts the second from the proof of payment', () => {
    // given land, 8 = 5 + 3 working days, received Monday 1 June
    const received = opened('2026-06-01T09:00', 8, { appointment: { value: 5, unit: 'workingDay' } });
    expect(dueOf(received)).to.equal('2026-06-08T17:00');

    // when the slip goes to the tax office on 8 June, the tax step does not count, and payment is proved on Friday 19 June
    const kept = keepAppointment(received, at('2026-06-08T10:00'), 1);
    const waiting = excludeTime(kept, at('2026-06-08T10:00'), 'payment#1', 'Luật Đất đai, phụ lục phần II mục 10');
    const paid = includeTime(waiting, vietnam, at('2026-06-19T09:00'), 'payment#1');
    const second = startAppointment(paid, vietnam, at('2026-06-19T09:00'), { order: 2, value: 3, unit: 'workingDay' });

    // then
    expect(openAppointment(waiting)).to.equal(undefined);
    expect(dueOf(second)).to.equal('2026-06-24T17:00');
  });

  it('lengthens only the first by the days of a mountain commune', () => {
    const received = opened('2026-06-01T09:00', 8, { appointment: { value: 5, unit: 'workingDay' }, extraWorkingDays: 10 });
    const second = startAppointment(keepAppointment(received, at('2026-06-08T10:00'), 1), vietnam, at('2026-06-19T09:00'), {
      order: 2,
      value: 3,
      unit: 'workingDay',
    });
    expect([dueOf(received), dueOf(second)]).to.deep.equal(['2026-06-22T17:00', '2026-06-24T17:00']);
  });

  it('does not begin twice, nor is kept twice', () => {
    const received = opened('2026-06-01T09:00', 8);
    expect(
      refusalOf(() => startAppointment(received, vietnam, at('2026-06-02T09:00'), { order: 1, value: 3, unit: 'workingDay' })),
    ).to.equal('APPOINTMENT_RUNNING');
    expect(refusalOf(() => keepAppointment(received, at('2026-06-02T09:00'), 2))).to.equal('NO_SUCH_APPOINTMENT');
    const kept = keepAppointment(received, at('2026-06-02T09:00'), 1);
    expect(refusalOf(() => keepAppointment(kept, at('2026-06-02T10:00'), 1))).to.equal('APPOINTMENT_KEPT');
  });
});

describe('legal clock: re-appointment', () => {
  const clock = opened('2026-06-01T09:00', 10);
  const reason = 'Chờ kết quả giám định';

  it('moves the date once, and keeps the old one with the reason', () => {
    const moved = reappoint(clock, vietnam, at('2026-06-11T09:00'), { to: '2026-06-19', reason });
    expect(dueOf(moved)).to.equal('2026-06-19T17:00');
    expect(local(moved.appointments[0]?.movedFrom ?? 0)).to.equal('2026-06-15T17:00');
    expect(moved.appointments[0]).to.include({ reason, movedLate: false });
    expect(refusalOf(() => reappoint(moved, vietnam, at('2026-06-12T09:00'), { to: '2026-06-26', reason }))).to.equal(
      'ALREADY_REAPPOINTED',
    );
  });

  it('to a closed day means the next open one', () => {
    expect(dueOf(reappoint(clock, vietnam, at('2026-06-11T09:00'), { to: '2026-06-20', reason }))).to.equal('2026-06-22T17:00');
  });

  it('needs a reason and a later date', () => {
    expect(refusalOf(() => reappoint(clock, vietnam, at('2026-06-11T09:00'), { to: '2026-06-19', reason: ' ' }))).to.equal(
      'REASON_MISSING',
    );
    expect(refusalOf(() => reappoint(clock, vietnam, at('2026-06-11T09:00'), { to: '2026-06-15', reason }))).to.equal(
      'REAPPOINTMENT_NOT_LATER',
    );
  });

  it('later than one day before the date is noted', () => {
    expect(reappoint(clock, vietnam, at('2026-06-15T09:00'), { to: '2026-06-19', reason }).appointments[0]?.movedLate).to.be.true;
  });

  it('is moved on by a later pause, and cannot be repeated after a restart', () => {
    const moved = reappoint({ ...clock, onSupplement: 'pause' }, vietnam, at('2026-06-11T09:00'), { to: '2026-06-19', reason });
    const paused = receiveSupplement(requestSupplement(moved, vietnam, at('2026-06-15T09:00')), vietnam, at('2026-06-17T09:00'));
    expect(dueOf(paused)).to.equal('2026-06-23T17:00');
    const restarted = receiveSupplement(
      requestSupplement(moved, vietnam, at('2026-06-15T09:00'), 'restart'),
      vietnam,
      at('2026-06-17T09:00'),
    );
    expect(dueOf(restarted)).to.equal('2026-07-01T17:00');
    expect(refusalOf(() => reappoint(restarted, vietnam, at('2026-06-18T09:00'), { to: '2026-07-10', reason }))).to.equal(
      'ALREADY_REAPPOINTED',
    );
  });
});

describe('legal clock: time that does not count', () => {
  it('of two steps side by side is taken out once', () => {
    let clock = excludeTime(opened('2026-06-01T09:00', 10), at('2026-06-02T09:00'), 'tax#1');
    clock = excludeTime(clock, at('2026-06-03T09:00'), 'posting#1');
    clock = includeTime(clock, vietnam, at('2026-06-04T09:00'), 'tax#1');
    expect(clock.status).to.equal('paused');
    clock = includeTime(clock, vietnam, at('2026-06-05T09:00'), 'posting#1');
    expect([clock.status, dueOf(clock)]).to.deep.equal(['running', '2026-06-18T17:00']);
  });

  it('is excluded once per step', () => {
    const clock = excludeTime(opened('2026-06-01T09:00', 10), at('2026-06-02T09:00'), 'tax#1');
    expect(refusalOf(() => excludeTime(clock, at('2026-06-02T10:00'), 'tax#1'))).to.equal('ALREADY_EXCLUDED');
    expect(refusalOf(() => includeTime(clock, vietnam, at('2026-06-02T10:00'), 'posting#1'))).to.equal('NOT_EXCLUDED');
  });

  it('lengthens plain days by plain days and hours by working hours', () => {
    const through = (unit: 'calendarDay' | 'workingHour', value: number) => {
      const clock = excludeTime(opened('2026-06-01T09:00', 1, { appointment: { value, unit } }), at('2026-06-02T09:00'), 'tax#1');
      return dueOf(includeTime(clock, vietnam, at('2026-06-04T10:00'), 'tax#1'));
    };
    expect(through('calendarDay', 7)).to.equal('2026-06-10T17:00');
    expect(through('workingHour', 16)).to.equal('2026-06-05T10:00');
  });
});

describe('legal clock: phases, calendar, end', () => {
  it('gives a phase its own limit from its own start', () => {
    const clock = opened('2026-06-01T09:00', 20, {
      deadlines: [
        { kind: 'published', value: 20, unit: 'workingDay' },
        { kind: 'legal', value: 3, unit: 'workingDay', phase: 'appraisal' },
      ],
    });
    const appraising = startPhase(clock, vietnam, at('2026-06-03T09:00'), 'appraisal');
    expect(local(appraising.phases[0]?.dueAt ?? 0)).to.equal('2026-06-08T17:00');
    expect(endPhase(appraising, at('2026-06-05T09:00'), 'appraisal').phases[0]?.endedAt).to.equal(
      new Date(at('2026-06-05T09:00')).toISOString(),
    );
    expect(refusalOf(() => startPhase(appraising, vietnam, at('2026-06-04T09:00'), 'appraisal'))).to.equal('PHASE_RUNNING');
    expect(refusalOf(() => endPhase(clock, at('2026-06-04T09:00'), 'appraisal'))).to.equal('NO_SUCH_PHASE');
  });

  it('prefers the published deadline to the legal one, and lives without any', () => {
    const deadlines = [
      { kind: 'legal', value: 15, unit: 'workingDay' },
      { kind: 'published', value: 10, unit: 'workingDay' },
    ] as const;
    const clock = opened('2026-06-01T09:00', 0, { deadlines });
    expect(dueOf(clock)).to.equal('2026-06-15T17:00');
    expect(clock.deadlines.map(({ dueAt }) => local(dueAt))).to.deep.equal(['2026-06-22T17:00', '2026-06-15T17:00']);
    expect(opened('2026-06-01T09:00', 0, { deadlines: [] }).appointments).to.deep.equal([]);
  });

  it('shows what a new notice would move, and moves only when told', () => {
    // given a storm closure announced after receipt
    const clock = opened('2026-06-01T09:00', 10);
    const storm = compileCalendar({ id: 'storm', inherits: 'vietnam', days: [{ date: '2026-06-04', kind: 'closure' }] }, knownCalendars);
    expect(previewRecount(clock, storm).map(({ order, from, to }) => [order, local(from), local(to)])).to.deep.equal([
      [1, '2026-06-15T17:00', '2026-06-16T17:00'],
    ]);
    expect(dueOf(clock)).to.equal('2026-06-15T17:00');
    expect(dueOf(recount(clock, storm))).to.equal('2026-06-16T17:00');
    expect(previewRecount(clock, vietnam)).to.deep.equal([]);
  });

  it('is provisional when a date lies beyond the known notices', () => {
    expect([opened('2026-06-01T09:00', 10).provisional, opened('2026-12-28T09:00', 10).provisional]).to.deep.equal([false, true]);
  });

  it('ends once; after processing only the return may follow', () => {
    const processed = endClock(opened('2026-06-01T09:00', 10), at('2026-06-10T09:00'), 'processed');
    expect([processed.status, processed.appointments[0]?.keptAt]).to.deep.equal(['ended', new Date(at('2026-06-10T09:00')).toISOString()]);
    expect(endClock(processed, at('2026-06-11T09:00'), 'returned').outcome).to.equal('returned');
    expect(refusalOf(() => endClock(processed, at('2026-06-11T09:00'), 'withdrawn'))).to.equal('CLOCK_ENDED');
    expect(endClock(opened('2026-06-01T09:00', 10), at('2026-06-10T09:00'), 'withdrawn')).to.include({ status: 'stopped' });
  });

  it('takes facts entered late, but none from before its last change', () => {
    const clock = requestSupplement(opened('2026-06-01T09:00', 10), vietnam, at('2026-06-03T09:00'));
    expect(refusalOf(() => receiveSupplement(clock, vietnam, at('2026-06-02T09:00')))).to.equal('BEFORE_LAST_EVENT');
  });

  it('is plain JSON: through text and back nothing is lost', () => {
    let clock = requestSupplement(opened('2026-06-01T09:00', 10), vietnam, at('2026-06-03T09:00'));
    clock = reappoint(receiveSupplement(clock, vietnam, at('2026-06-10T09:00')), vietnam, at('2026-06-11T09:00'), {
      to: '2026-07-01',
      reason: 'x',
    });
    expect(JSON.parse(JSON.stringify(clock))).to.deep.equal(clock);
  });
});
