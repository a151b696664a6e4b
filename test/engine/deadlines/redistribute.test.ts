import { expect } from 'chai';
import { criticalRatio, makeUpDeficit, shareSurplus, type StepLeft } from '../../../engine/deadlines/redistribute.ts';

/** Of fifteen days: opinion, approval and return as approved, 1.2 times what is expected, floors at half of that; in days. */
const left: readonly StepLeft[] = [4, 1.5, 0.5].map((expected) => ({
  budgetMinutes: expected * 1.2,
  expectedMinutes: expected,
  floorMinutes: expected / 2,
  lateRate: expected === 4 ? 0.3 : 0.1,
}));
const rounded = (minutes: readonly number[]) => minutes.map((each) => Number(each.toFixed(6)));

describe('making up for time that was used too much', () => {
  it('cuts each step by what lies between its budget and its floor: an appraisal took 9 days instead of 7.2', () => {
    const { minutes, overdueMinutes } = makeUpDeficit(left, 1.8);
    expect(rounded(minutes)).to.deep.equal([3.6, 1.35, 0.45]);
    expect(overdueMinutes).to.equal(0);
    // 9.6 days have passed of 15, six are expected to come
    expect(criticalRatio(15 - 9.6, 6)).to.be.closeTo(0.9, 1e-12);
  });

  it('takes it from the buffer first', () => {
    expect(makeUpDeficit(left, 1, 2.5)).to.deep.equal({
      minutes: left.map(({ budgetMinutes }) => budgetMinutes),
      bufferMinutes: 1.5,
      overdueMinutes: 0,
    });
    const { minutes, bufferMinutes } = makeUpDeficit(left, 2.8, 1);
    expect(rounded(minutes)).to.deep.equal([3.6, 1.35, 0.45]);
    expect(bufferMinutes).to.equal(0);
  });

  it('says at once what cannot be made up any more', () => {
    // the head-room is 2.8 + 1.05 + 0.35
    const { minutes, overdueMinutes } = makeUpDeficit(left, 5);
    expect(rounded(minutes)).to.deep.equal([2, 0.75, 0.25]);
    expect(overdueMinutes).to.be.closeTo(0.8, 1e-12);
    expect(makeUpDeficit([], 5, 1)).to.deep.equal({ minutes: [], bufferMinutes: 0, overdueMinutes: 4 });
  });
});

describe('sharing time that was not used', () => {
  const more = (to: Parameters<typeof shareSurplus>[2]) =>
    rounded(shareSurplus(left, 1.2, to, 0.5).minutes.map((minutes, index) => minutes - left[index]!.budgetMinutes));

  it('goes to the next step, to all by expected time, to those that were late, or into the buffer', () => {
    expect(more('next')).to.deep.equal([1.2, 0, 0]);
    expect(more('expected')).to.deep.equal([0.8, 0.3, 0.1]);
    expect(more('lateRate')).to.deep.equal([0.72, 0.24, 0.24]);
    expect(shareSurplus(left, 1.2, 'buffer', 0.5).bufferMinutes).to.equal(1.7);
  });

  it('is not lost when nobody can have it', () => {
    expect(shareSurplus([], 1.2, 'expected', 0.5).bufferMinutes).to.equal(1.7);
  });
});
