import { expect } from 'chai';
import { user } from '../semantics/support.ts';
import { found, steps, timed } from './support.ts';

const id = 'timed-after-return';
const handOut = (name: string) => user(name, '', 'tthc:step="return"');

describe(`rule ${id}`, () => {
  it('names counted time after the result is returned', async () => {
    expect(await found(id, steps(3, timed('a', 3), handOut('r'), timed('late', 1)))).to.deep.equal(['warning late r']);
    expect(await found(id, steps(3, timed('a', 3), handOut('r'), timed('late', 1, 'workingDay', 'tthc:counts="false"')))).to.deep.equal([]);
  });

  it('goes by the last return', async () => {
    expect(await found(id, steps(3, handOut('r'), timed('a', 3), handOut('r2')))).to.deep.equal([]);
  });
});
