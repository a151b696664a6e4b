import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { chain, found } from './support.ts';

describe('rule fee-missing', () => {
  it('asks for the fee, or for the word that there is none', async () => {
    expect(await found('fee-missing', procedure('', '', ...chain(user('a'))))).to.deep.equal(['info P']);
    expect(await found('fee-missing', procedure('', '<tthc:fee>không</tthc:fee>', ...chain(user('a'))))).to.deep.equal([]);
  });
});
