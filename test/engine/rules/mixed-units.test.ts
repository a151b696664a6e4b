import { expect } from 'chai';
import { found, steps, timed } from './support.ts';

describe('rule mixed-units', () => {
  it('notes budgets in several units, of counted steps only', async () => {
    expect(await found('mixed-units', steps(3, timed('a', 1), timed('b', 4, 'workingHour')))).to.deep.equal(['info P a b']);
    expect(await found('mixed-units', steps(3, timed('a', 1), timed('b', 4, 'calendarDay', 'tthc:counts="false"')))).to.deep.equal([]);
  });
});
