import { expect } from 'chai';
import { median, quantile, slope } from './statistics.ts';

describe('statistics of the benchmark', () => {
  it('take the value below which a share lies, in any order of the values', () => {
    const values = Array.from({ length: 100 }, (_, index) => (index * 37) % 100);
    expect([quantile(values, 0), quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1)]).to.deep.equal([0, 50, 99, 99]);
    expect(values[1]).to.equal(37);
    expect(quantile([], 0.5)).to.be.NaN;
  });

  it('take the middle of an odd number and the mean of two of an even one', () => {
    expect([median([9, 1, 5]), median([4, 1, 3, 100])]).to.deep.equal([5, 3.5]);
  });

  it('lay a straight line through points', () => {
    expect(slope([1, 2, 3, 4].map((x) => ({ x, y: 7 - 2 * x })))).to.equal(-2);
    expect(
      slope([
        { x: 0, y: 1 },
        { x: 1, y: 0 },
        { x: 2, y: 2 },
      ]),
    ).to.equal(0.5);
  });
});
