import { expect } from 'chai';
import { user } from '../semantics/support.ts';
import { found, steps, timed } from './support.ts';

describe('rule budget-does-not-count', () => {
  it('notes time outside the deadline', async () => {
    const xml = steps(
      3,
      timed('a', 3),
      timed('b', 15, 'calendarDay', 'tthc:counts="false" tthc:countsBasis="Luật"'),
      user('c', '', 'tthc:counts="false"'),
    );
    expect(await found('budget-does-not-count', xml)).to.deep.equal(['info b']);
  });
});
