import { expect } from 'chai';
import Holidays from 'date-holidays';
import { hungKingsDay, lunarNewYear } from '../../../engine/deadlines/lunar.ts';

describe('Vietnamese lunar dates', () => {
  const published: Record<number, [string, string]> = {
    2019: ['2019-02-05', '2019-04-14'],
    2020: ['2020-01-25', '2020-04-02'],
    2021: ['2021-02-12', '2021-04-21'],
    2022: ['2022-02-01', '2022-04-10'],
    2023: ['2023-01-22', '2023-04-29'],
    2024: ['2024-02-10', '2024-04-18'],
    2025: ['2025-01-29', '2025-04-07'],
    2026: ['2026-02-17', '2026-04-26'],
    2027: ['2027-02-06', '2027-04-16'],
    2028: ['2028-01-26', '2028-04-04'],
  };
  for (const [year, dates] of Object.entries(published))
    it(`gives the known days of ${year}`, () => {
      expect([lunarNewYear(Number(year)), hungKingsDay(Number(year))]).to.deep.equal(dates);
    });

  it('counts at UTC+7, where the Chinese calendar is a day or a month later', () => {
    expect([1985, 2007, 2030].map(lunarNewYear)).to.deep.equal(['1985-01-21', '2007-02-17', '2030-02-02']);
  });

  it('knows the leap month at the end of 2033, which a wrong solstice misplaces', () => {
    expect([lunarNewYear(2033), lunarNewYear(2034)]).to.deep.equal(['2033-01-31', '2034-02-19']);
  });

  it('agrees with date-holidays for 1990 to 2100, but for two days on which that package is one day early', () => {
    // the new moons before Giỗ Tổ 2050 and 2083 fall on 23 March and 17 April, hours away from midnight
    const knownDifferences = ['hung 2050', 'hung 2083'];
    const oracle = new Holidays('VN', { types: ['public'] });
    const differences: string[] = [];
    for (let year = 1990; year <= 2100; year++) {
      const days = oracle.getHolidays(year);
      const dateOf = (rule: string) => days.find((day) => day.rule === rule)?.date.slice(0, 10);
      if (dateOf('vietnamese 1-0-1') !== lunarNewYear(year)) differences.push(`tet ${year}`);
      if (dateOf('vietnamese 3-0-10') !== hungKingsDay(year)) differences.push(`hung ${year}`);
    }
    expect(differences).to.deep.equal(knownDifferences);
  });
});
