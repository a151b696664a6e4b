/** Shares that add up. */
import { expect } from 'chai';
import fc from 'fast-check';
import { largestRemainder } from '../../../../engine/runtime/queries/largest-remainder.ts';

const tenths = (shares: readonly number[]) => shares.reduce((sum, share) => sum + Math.round(share * 10), 0);

describe('shares by largest remainder', () => {
  it('give what is missing to those that lost most, not to the largest', () => {
    // 33.333… three times: a tenth is missing, and all lost the same
    expect(largestRemainder([1, 1, 1])).to.deep.equal([33.4, 33.3, 33.3]);
    // 16.666… and 66.666… and 16.666…: two tenths are missing, the first two of equal losers get them
    expect(largestRemainder([1, 4, 1])).to.deep.equal([16.7, 66.7, 16.6]);
    // 0.04999… lost nearly half a tenth, 99.95000… lost half a tenth
    expect(largestRemainder([9_999, 19_990_001])).to.deep.equal([0, 100]);
    expect(largestRemainder([10_001, 19_989_999])).to.deep.equal([0.1, 99.9]);
  });

  it('leave exact shares as they are', () => {
    expect(largestRemainder([1, 3, 0])).to.deep.equal([25, 75, 0]);
    expect(largestRemainder([0, 0, 7])).to.deep.equal([0, 0, 100]);
    expect(largestRemainder([125, 875])).to.deep.equal([12.5, 87.5]);
  });

  it('are zeros where nothing was counted, and none where there is nothing to count', () => {
    expect(largestRemainder([0, 0, 0])).to.deep.equal([0, 0, 0]);
    expect(largestRemainder([])).to.deep.equal([]);
  });

  it('are exact where floating point is not: counts whose thousandfold has no exact double', () => {
    expect(largestRemainder([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])).to.deep.equal([33.4, 33.3, 33.3]);
  });

  it('add up to 100.0, lie less than a tenth from the truth, and are in the order of the counts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        const shares = largestRemainder(counts);
        expect(tenths(shares)).to.equal(total === 0 ? 0 : 1000);
        for (const [index, share] of shares.entries()) {
          if (total > 0) expect(Math.abs(share - (counts[index]! * 100) / total)).to.be.below(0.1 + 1e-9);
          for (const [other, count] of counts.entries()) if (count > counts[index]!) expect(shares[other]).to.be.at.least(share);
        }
      }),
    );
  });
});
