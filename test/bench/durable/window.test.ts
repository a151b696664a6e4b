import { expect } from 'chai';
import { fromCallers } from './window.ts';

describe('a window of load', () => {
  it('lets what is under way end, and counts the steps of all callers, those that overlap too', async () => {
    const { steps, waitsMs } = await fromCallers(8, 0, async (caller, waits) => {
      await new Promise((resolve) => setImmediate(resolve));
      waits.push(caller);
      return caller + 1;
    });
    expect(steps).to.equal(36);
    expect(waitsMs).to.have.members([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('goes on until its time is over', async () => {
    let rounds = 0;
    const begun = performance.now();
    const { steps } = await fromCallers(1, 0.02, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      rounds++;
      return 2;
    });
    expect(steps).to.equal(2 * rounds);
    expect(performance.now() - begun).to.be.at.least(20);
  });
});
