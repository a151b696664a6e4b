import { expect } from 'chai';
import { user } from '../semantics/support.ts';
import { ask, steps, timed } from './support.ts';

describe('rule uncounted-without-basis', () => {
  it('asks for the law that takes a step out of the deadline', async () => {
    const xml = steps(
      3,
      timed('a', 3),
      user('b', '', 'tthc:counts="false"'),
      user('c', '', 'tthc:counts="false" tthc:countsBasis="Luật Công chứng 2024, điều 45"'),
    );
    const found = await ask('uncounted-without-basis', xml);
    expect(found.map(({ elements }) => elements)).to.deep.equal([['b']]);
    expect(found[0]!.fix!.changes).to.deep.equal([{ do: 'setAttribute', element: 'b', name: 'tthc:counts', value: true }]);
  });
});
