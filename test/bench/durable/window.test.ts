import { expect } from 'chai';
import { fromCallers } from './window.ts';

describe('a window of load', () => {
  it('counts the steps of every caller, those that overlap too', async () => {
    let done = 0;
    const { steps, waitsMs } = await fromCallers(8, 0.02, async (caller, waits) => {
      await new Promise((resolve) => setImmediate(resolve));
      done += caller + 1;
      waits.push(caller);
      return caller + 1;
    });
    expect(steps).to.equal(done);
    expect(new Set(waitsMs)).to.have.property('size', 8);
  });

  it('lets what is under way end', async () => {
    const ended: number[] = [];
    const { steps } = await fromCallers(3, 0.001, async (caller) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      ended.push(caller);
      return 1;
    });
    expect(ended).to.have.members([0, 1, 2]);
    expect(steps).to.equal(3);
  });
});
