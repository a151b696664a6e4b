import { expect } from 'chai';
import { found, inputOf, steps, timed } from './support.ts';

const id = 'deadline-longer-than-before';

describe(`rule ${id}`, () => {
  it('compares with the version before', async () => {
    const { model: previous } = await inputOf(steps(10, timed('a', 10)));
    expect(await found(id, steps(12, timed('a', 12)), { previous })).to.deep.equal(['warning P']);
    expect(await found(id, steps(10, timed('a', 10)), { previous })).to.deep.equal([]);
    expect(await found(id, steps(8, timed('a', 8)), { previous })).to.deep.equal([]);
    expect(await found(id, steps(12, timed('a', 12)))).to.deep.equal([]);
  });
});
