import { expect } from 'chai';
import { found, steps, timed } from './support.ts';

const short = (...ids: string[]) => ids.map((id) => timed(id, 2, 'workingHour'));

describe('rule many-short-steps', () => {
  it('notes five or more steps of two hours in a row', async () => {
    expect(await found('many-short-steps', steps(2, ...short('a', 'b', 'c', 'd', 'f')))).to.deep.equal(['info a b c d f']);
    expect(await found('many-short-steps', steps(2, ...short('a', 'b', 'c'), timed('long', 1), ...short('d', 'f')))).to.deep.equal([]);
  });
});
