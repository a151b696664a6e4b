/** A short fault campaign; `npm run faults` is the long one. */
import { expect } from 'chai';
import { randomInt } from 'node:crypto';
import { runCampaign } from './run-campaign.ts';
import { quick } from './sizes.ts';

describe('a short fault campaign', function () {
  this.timeout(600_000);

  it('loses nothing and doubles nothing', async () => {
    const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
    const { findings, summary } = await runCampaign(quick, seed, { say: () => undefined, signal: new AbortController().signal });
    console.log(`      seed ${seed}: ${JSON.stringify(summary)}`);
    expect(Object.entries(findings).filter(([, found]) => found.length > 0)).to.deep.equal([]);
    expect(Object.keys(findings).length).to.be.greaterThan(8);
  });
});
