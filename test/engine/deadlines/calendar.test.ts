import { expect } from 'chai';
import fc from 'fast-check';
import {
  addWorkingDays,
  addWorkingMinutes,
  closingOf,
  compileCalendar,
  isOpen,
  isOpenDate,
  isProvisional,
  lastWorked,
  nextOpenDate,
  nextOpening,
  openingOf,
  previousOpenDate,
  workingDaysBetween,
  workingMinutesBetween,
} from '../../../engine/deadlines/calendar.ts';
import { dateOf, dayOf } from '../../../engine/deadlines/local-date.ts';
import { knownCalendars } from '../../../engine/deadlines/vietnam-calendar.ts';
import type { CalendarDefinition } from '../../../engine/deadlines/calendar-definition.ts';
import { at, bare, local, refusalOf, vietnam } from './support.ts';

const uneven = compileCalendar(
  {
    id: 'uneven',
    inherits: 'vietnam',
    weeklyHours: { wednesday: ['09:05-10:15', '10:30-11:00', '14:00-18:20'], saturday: ['07:30-11:30'] },
    days: [
      { date: '2026-09-24', kind: 'closure' },
      { date: '2026-09-25', kind: 'halfDay', open: 'afternoon' },
    ],
  },
  knownCalendars,
);
const openDates = (calendar: typeof vietnam, from: string, to: string) => {
  const dates: string[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day++) if (isOpenDate(calendar, dateOf(day))) dates.push(dateOf(day).slice(5));
  return dates;
};

describe('working calendar of 2026', () => {
  it('is closed for Tết from 14 to 22 February', () => {
    expect(openDates(vietnam, '2026-02-12', '2026-02-24')).to.deep.equal(['02-12', '02-13', '02-23', '02-24']);
  });

  it('works Saturday 22 August for Monday 31 August, with the hours of that Monday', () => {
    expect(openDates(vietnam, '2026-08-21', '2026-09-03')).to.deep.equal([
      '08-21',
      '08-22',
      '08-24',
      '08-25',
      '08-26',
      '08-27',
      '08-28',
      '09-03',
    ]);
    expect(local(closingOf(vietnam, '2026-08-22'))).to.equal('2026-08-22T17:00');
  });

  it('gives Monday 27 April off because Hùng Kings’ Day falls on Sunday', () => {
    expect(isOpenDate(vietnam, '2026-04-27')).to.be.false;
  });

  it('is decided, while 2025 (Tết not listed) and 2027 are provisional', () => {
    const provisional = (date: string) => isProvisional(vietnam, dayOf(date), dayOf(date));
    expect([provisional('2026-05-05'), provisional('2025-05-05'), provisional('2027-05-05')]).to.deep.equal([false, true, true]);
  });

  it('does not know holidays in the bare week, which is never provisional', () => {
    expect(isOpenDate(bare, '2026-02-17')).to.be.true;
    expect(isProvisional(bare, dayOf('2026-01-01'), dayOf('2030-01-01'))).to.be.false;
  });
});

describe('working minutes', () => {
  it('end with the morning at 11:30, not at 13:00', () => {
    expect(local(addWorkingMinutes(vietnam, at('2026-06-01T07:30'), 240))).to.equal('2026-06-01T11:30');
  });

  it('count backwards to the latest possible start', () => {
    expect(local(addWorkingMinutes(vietnam, at('2026-06-01T17:00'), -240))).to.equal('2026-06-01T13:00');
  });

  it('open, close and open again around lunch', () => {
    expect(isOpen(vietnam, at('2026-06-01T11:29'))).to.be.true;
    expect(isOpen(vietnam, at('2026-06-01T11:30'))).to.be.false;
    expect(local(nextOpening(vietnam, at('2026-06-01T11:30')))).to.equal('2026-06-01T13:00');
    expect(local(nextOpening(vietnam, at('2026-06-05T17:00')))).to.equal('2026-06-08T07:30');
    expect(local(lastWorked(vietnam, at('2026-06-07T10:00')))).to.equal('2026-06-05T17:00');
  });

  it('are refused outside the years of the calendar instead of counting for ever', () => {
    expect(refusalOf(() => addWorkingMinutes(vietnam, at('2100-12-30T08:00'), 480 * 10))).to.equal('OUTSIDE_CALENDAR');
    expect(refusalOf(() => nextOpening(vietnam, at('2300-01-01T08:00')))).to.equal('OUTSIDE_CALENDAR');
  });
});

describe('compiling a calendar', () => {
  const compile = (definition: Partial<CalendarDefinition>) => () => compileCalendar({ id: 'own', ...definition }, knownCalendars);

  it('refuses one without any working time', () => {
    expect(refusalOf(compile({}))).to.equal('NO_WORKING_TIME');
    expect(refusalOf(compile({ weeklyHours: { monday: [] } }))).to.equal('NO_WORKING_TIME');
  });

  it('refuses hours that are not hours, or not in order', () => {
    for (const monday of [['7h30-11h30'], ['11:30-07:30'], ['13:00-17:00', '07:30-11:30'], ['07:30-12:00', '11:00-17:00'], ['07:30-24:30']])
      expect(refusalOf(compile({ weeklyHours: { monday } })), monday.join()).to.equal('INVALID_HOURS');
  });

  it('refuses an unknown parent and a circle of parents', () => {
    expect(refusalOf(compile({ inherits: 'nobody' }))).to.equal('UNKNOWN_CALENDAR');
    const a: CalendarDefinition = { id: 'a', inherits: 'b' };
    const b: CalendarDefinition = { id: 'b', inherits: 'a' };
    expect(
      refusalOf(() =>
        compileCalendar(
          a,
          new Map([
            ['a', a],
            ['b', b],
          ]),
        ),
      ),
    ).to.equal('CALENDAR_CYCLE');
  });

  it('takes the offset from the calendar', () => {
    const elsewhere = compileCalendar({ id: 'utc', inherits: 'bareWeek', offset: '+00:00' }, knownCalendars);
    expect(new Date(openingOf(elsewhere, '2026-06-01')).toISOString()).to.equal('2026-06-01T07:30:00.000Z');
  });

  it('lets a commune close on its own while the province works', () => {
    const commune = compileCalendar(
      { id: 'commune', inherits: 'vietnam', days: [{ date: '2026-06-02', kind: 'closure', name: 'Bão' }] },
      knownCalendars,
    );
    expect([isOpenDate(commune, '2026-06-02'), isOpenDate(vietnam, '2026-06-02')]).to.deep.equal([false, true]);
  });
});

describe('laws of the calendar', () => {
  const calendar = fc.constantFrom(vietnam, bare, uneven);
  const instant = fc.integer({ min: at('2024-01-01T00:00'), max: at('2028-12-31T00:00') });
  const minutes = fc.integer({ min: 0, max: 200_000 });
  const date = fc.integer({ min: dayOf('2024-01-01'), max: dayOf('2028-12-31') }).map(dateOf);

  it('adding and taking between are inverse', () => {
    fc.assert(
      fc.property(calendar, instant, minutes, (c, start, n) => {
        expect(workingMinutesBetween(c, start, addWorkingMinutes(c, start, n))).to.equal(n);
        expect(workingMinutesBetween(c, addWorkingMinutes(c, start, -n), start)).to.equal(n);
      }),
    );
  });

  it('adding twice is adding the sum', () => {
    fc.assert(
      fc.property(calendar, instant, minutes, minutes, (c, start, a, b) => {
        expect(addWorkingMinutes(c, addWorkingMinutes(c, start, a), b)).to.equal(addWorkingMinutes(c, start, a + b));
      }),
    );
  });

  it('between is additive and antisymmetric', () => {
    fc.assert(
      fc.property(calendar, instant, instant, instant, (c, x, y, z) => {
        expect(workingMinutesBetween(c, x, y) + workingMinutesBetween(c, y, z)).to.be.closeTo(workingMinutesBetween(c, x, z), 1e-6);
        expect(workingMinutesBetween(c, x, y)).to.equal(0 - workingMinutesBetween(c, y, x));
      }),
    );
  });

  it('days counted are monotone, inverse, and never end on a closed day', () => {
    fc.assert(
      fc.property(calendar, date, fc.integer({ min: -300, max: 300 }), (c, from, n) => {
        const to = addWorkingDays(c, from, n);
        expect(isOpenDate(c, to)).to.be.true;
        expect(addWorkingDays(c, from, n + 1) > to || n === 0 || n === -1).to.be.true;
        if (n > 0) expect(workingDaysBetween(c, from, to)).to.equal(n);
        expect(nextOpenDate(c, from) >= from && previousOpenDate(c, from) <= from).to.be.true;
      }),
    );
  });

  it('agree with a count minute by minute', () => {
    // given the notices of August and September 2026, and the hours, read apart from the engine
    const off = ['08-31', '09-01', '09-02'];
    const office = [
      [450, 690],
      [780, 1020],
    ] as const;
    const odd = [
      [545, 615],
      [630, 660],
      [840, 1100],
    ] as const;
    const hoursOf = (c: typeof vietnam, weekday: number, date: string): readonly (readonly [number, number])[] => {
      if (c === uneven && date === '09-24') return [];
      if (c === uneven && date === '09-25') return [[780, 1020]];
      if (c !== bare && off.includes(date)) return [];
      if (c !== bare && date === '08-22') return office;
      if (c === uneven && weekday === 3) return odd;
      if (c === uneven && weekday === 6) return [[450, 690]];
      return weekday >= 1 && weekday <= 5 ? office : [];
    };
    const openMinute = (c: typeof vietnam, t: number) => {
      const clock = new Date(t + 7 * 3_600_000);
      const minute = clock.getUTCHours() * 60 + clock.getUTCMinutes();
      return hoursOf(c, clock.getUTCDay(), clock.toISOString().slice(5, 10)).some(([from, to]) => from <= minute && minute < to);
    };
    fc.assert(
      fc.property(
        calendar,
        fc.integer({ min: at('2026-08-18T00:00') / 60_000, max: at('2026-09-26T00:00') / 60_000 }),
        fc.integer({ min: 1, max: 1500 }),
        (c, startMinute, n) => {
          let t = startMinute * 60_000;
          for (let left = n; left > 0; t += 60_000) if (openMinute(c, t)) left -= 1;
          expect(addWorkingMinutes(c, startMinute * 60_000, n)).to.equal(t);
        },
      ),
      { numRuns: 100 },
    );
  });
});
