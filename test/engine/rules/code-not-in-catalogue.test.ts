import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { ask, chain, found } from './support.ts';

describe('rule code-not-in-catalogue', () => {
  it('compares with the catalogue when there is one', async () => {
    const xml = procedure('tthc:procedureCode="1.111111, 1.222222"', '', ...chain(user('a')));
    expect(
      (await ask('code-not-in-catalogue', xml, { catalogue: [{ code: '1.111111' }] })).map(({ message }) => message.includes('1.222222')),
    ).to.deep.equal([true]);
    expect(await found('code-not-in-catalogue', xml)).to.deep.equal([]);
  });
});
