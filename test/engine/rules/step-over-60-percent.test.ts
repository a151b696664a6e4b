import { expect } from 'chai';
import { ask, found, steps, timed } from './support.ts';

const id = 'step-over-60-percent';

describe(`rule ${id}`, () => {
  it('names the step that takes more than 60 % of the longest way, with its share', async () => {
    const [finding] = await ask(id, steps(8, timed('a', 1), timed('b', 7)));
    expect(finding!.elements).to.deep.equal(['b']);
    expect(finding!.message).to.include('87,5 %');
    expect(await found(id, steps(10, timed('a', 4), timed('b', 6)))).to.deep.equal([]);
    expect(await found(id, steps(10, timed('a', 10)))).to.deep.equal([]);
  });
});
