import { expect } from 'chai';
import { found, steps, timed } from './support.ts';

describe('rule applicant-step-timed', () => {
  it("names the applicant's work that takes the agency's time", async () => {
    const xml = steps(
      9,
      timed('a', 3, 'workingDay', 'tthc:waitFor="applicant"'),
      timed('b', 3, 'workingDay', 'tthc:role="applicant"'),
      timed('c', 3, 'workingDay', 'tthc:waitFor="applicant" tthc:counts="false"'),
      timed('d', 3, 'workingDay', 'tthc:waitFor="tax"'),
    );
    expect(await found('applicant-step-timed', xml)).to.deep.equal(['warning a', 'warning b']);
  });
});
