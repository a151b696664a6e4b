/** A year of a calendar as the grid of months shows it. */
import { expect } from 'chai';
import { readOrganisation } from '../../engine/index.ts';
import { calendarYear, datesBetween, weekOf } from '../../modeler/pages/admin-calendars/calendar-year.ts';

const { organisation, problems } = readOrganisation({
  id: 'province',
  name: 'Tỉnh',
  units: [],
  calendars: [
    { id: 'office', inherits: 'vietnam' },
    { id: 'early', inherits: 'office', weeklyHours: { monday: ['07:00-11:00'], saturday: ['08:00-12:00'] } },
  ],
});
const calendarOf = (id: string) => organisation!.calendars.get(id)!;

describe('a year of a calendar', () => {
  it('has every day once, in its month and on its weekday', () => {
    expect(problems).to.deep.equal([]);
    const { months } = calendarYear(organisation!, calendarOf('office'), 2028);
    expect(months.map((days) => days.length)).to.deep.equal([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(months[0]![0]).to.include({ date: '2028-01-01', weekday: 5 });
    expect(new Set(months.flat().map(({ date }) => date)).size).to.equal(366);
  });

  it('says what a day is: worked, weekly off, holiday, in exchange, made up', () => {
    const all = calendarYear(organisation!, calendarOf('office'), 2026).months.flat();
    const on = (date: string) => all.find((day) => day.date === date)!;
    expect([on('2026-03-02').isOpen, on('2026-03-02').special]).to.deep.equal([true, undefined]);
    expect([on('2026-03-01').isOpen, on('2026-03-01').special]).to.deep.equal([false, undefined]);
    expect([on('2026-02-17').isOpen, on('2026-02-17').special!.notice]).to.deep.equal([false, 'TB 9441/TB-BNV']);
    expect([on('2026-08-31').special!.kind, on('2026-08-22').special!.kind, on('2026-08-22').isOpen]).to.deep.equal([
      'compensation',
      'makeUp',
      true,
    ]);
  });

  it('is provisional until the notices are known', () => {
    expect(calendarYear(organisation!, calendarOf('office'), 2026).provisional).to.equal(false);
    expect(calendarYear(organisation!, calendarOf('office'), 2031).provisional).to.equal(true);
  });

  it('inherits the hours of the weekdays it does not give', () => {
    const usual = ['07:30-11:30', '13:00-17:00'];
    expect(weekOf(calendarOf('early'), organisation!.calendars)).to.deep.equal([
      ['07:00-11:00'],
      usual,
      usual,
      usual,
      usual,
      ['08:00-12:00'],
      [],
    ]);
  });
});

describe('the dates between two', () => {
  it('are both and what lies between, over the end of a month; none backwards', () => {
    expect(datesBetween('2026-02-27', '2026-03-02')).to.deep.equal(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(datesBetween('2026-03-02', '2026-03-01')).to.deep.equal([]);
    expect(datesBetween('2026-01-01', '2030-01-01')).to.have.length(366);
  });
});
