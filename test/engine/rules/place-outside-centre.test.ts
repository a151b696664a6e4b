import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { chain, found } from './support.ts';

const id = 'place-outside-centre';
const work = chain(
  user('a', '', 'tthc:place="centre"'),
  user('b', '', 'tthc:place="agency"'),
  user('c', '', 'tthc:place="offSite" tthc:placeBasis="Giám đốc Trung tâm cho phép đến 31/12/2026"'),
  user('d'),
);

describe(`rule ${id}`, () => {
  it('asks for an exception for every step outside the Centre, of "5 tại chỗ" only', async () => {
    expect(await found(id, procedure('tthc:regime="fiveAtPlace"', '', ...work))).to.deep.equal(['error b']);
    expect(await found(id, procedure('tthc:regime="oneStop"', '', ...work))).to.deep.equal([]);
  });
});
