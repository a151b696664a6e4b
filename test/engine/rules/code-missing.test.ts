import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { ask, chain, found } from './support.ts';

describe('rule code-missing', () => {
  it('wants a national code, with or without the part of the province', async () => {
    const xml = (code: string) => procedure(code && `tthc:procedureCode="${code}"`, '', ...chain(user('a')));
    expect(await found('code-missing', xml('1.014464'))).to.deep.equal([]);
    expect(await found('code-missing', xml('1.014464.H12, 1.014465'))).to.deep.equal([]);
    expect(await found('code-missing', xml(''))).to.deep.equal(['warning P']);
    expect((await ask('code-missing', xml('TT-17')))[0]!.message).to.include('"TT-17"');
  });
});
