/** Times as officials write them. */
import { expect } from 'chai';
import fc from 'fast-check';
import { durationOfAttributes, readBudget, readNumber, shownBudget, type BudgetText } from '../../modeler/editor/duration-text.ts';

describe('lengths of time as people write them', () => {
  for (const [text, budget] of [
    ['0,5 ngày', { value: 0.5, unit: 'workingDay' }],
    ['0.5 ngày làm việc', { value: 0.5, unit: 'workingDay' }],
    ['1/2 ngày', { value: 0.5, unit: 'workingDay' }],
    ['03 ngày', { value: 3, unit: 'workingDay' }],
    ['4 giờ', { value: 4, unit: 'workingHour' }],
    ['4giờ', { value: 4, unit: 'workingHour' }],
    ['30 phút', { value: 0.5, unit: 'workingHour' }],
    ['15 NGÀY LỊCH', { value: 15, unit: 'calendarDay' }],
    ['2', { value: 2, unit: 'workingDay' }],
    ['20%', { share: 0.2 }],
    ['12,5 %', { share: 0.125 }],
    // typed with an input method that writes letters and marks apart
    ['2 ngày'.normalize('NFD'), { value: 2, unit: 'workingDay' }],
  ] as const)
    it(`reads "${text}"`, () => {
      expect(readBudget(text)).to.deep.equal(budget);
    });

  for (const text of ['', 'ngày', '-1 ngày', '1,2,3 ngày', '120%', '3 tuần', '3 constructor', '1/0 ngày'])
    it(`does not guess what "${text}" is`, () => {
      expect(readBudget(text)).to.equal(undefined);
    });

  it('shows with a comma in Vietnamese and a point in English', () => {
    expect(shownBudget({ value: 0.5, unit: 'workingDay' }, 'vi')).to.equal('0,5 ngày làm việc');
    expect(shownBudget({ value: 1, unit: 'workingHour' }, 'en')).to.equal('1 working hour');
    expect(shownBudget({ share: 0.125 }, 'vi')).to.equal('12,5%');
  });

  it('reads what it shows as the same', () => {
    const budget = fc.oneof(
      fc.record({
        value: fc.integer({ min: 0, max: 400_000 }).map((value) => value / 100),
        unit: fc.constantFrom('workingDay' as const, 'calendarDay' as const, 'workingHour' as const),
      }),
      fc.record({ share: fc.integer({ min: 0, max: 10_000 }).map((value) => value / 10_000) }),
    );
    fc.assert(
      fc.property(budget, fc.constantFrom('vi' as const, 'en' as const), (given: BudgetText, language) => {
        expect(readBudget(shownBudget(given, language))).to.deep.equal(given);
      }),
    );
  });

  it('takes attributes of a file with comma or point, and nothing else', () => {
    expect(durationOfAttributes('0,25', 'workingDay')).to.deep.equal({ value: 0.25, unit: 'workingDay' });
    expect(durationOfAttributes('x', 'workingDay')).to.equal(undefined);
    expect(durationOfAttributes('1', 'toString')).to.equal(undefined);
    expect(readNumber('1e3')).to.equal(undefined);
  });
});
