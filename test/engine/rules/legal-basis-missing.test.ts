import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { chain, found } from './support.ts';

describe('rule legal-basis-missing', () => {
  it('asks for a text', async () => {
    const xml = (basis: string) => procedure('', basis, ...chain(user('a')));
    expect(await found('legal-basis-missing', xml(''))).to.deep.equal(['warning P']);
    expect(await found('legal-basis-missing', xml('<tthc:legalBasis> </tthc:legalBasis>'))).to.deep.equal(['warning P']);
    expect(await found('legal-basis-missing', xml('<tthc:legalBasis>Nghị định 118/2025/NĐ-CP</tthc:legalBasis>'))).to.deep.equal([]);
  });
});
