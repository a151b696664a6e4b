import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { ask, chain, found } from './support.ts';

const id = 'five-step-missing';
const marked = (...names: string[]) => chain(...names.map((name) => user(`t_${name}`, '', `tthc:step="${name}"`)));

describe(`rule ${id}`, () => {
  it('names the places of work that no step covers', async () => {
    const found = await ask(id, procedure('tthc:regime="fiveAtPlace"', '', ...marked('receive', 'appraise', 'approve', 'return')));
    expect(found.map(({ severity, message }) => [severity, message.includes('đóng dấu')])).to.deep.equal([['warning', true]]);
    expect(
      await ask(id, procedure('tthc:regime="fiveAtPlace"', '', ...marked('receive', 'appraise', 'approve', 'seal', 'return'))),
    ).to.deep.equal([]);
  });

  it('is a note elsewhere, and silent where no step is marked', async () => {
    expect(await found(id, procedure('', '', ...marked('receive', 'approve', 'seal', 'return')))).to.deep.equal(['info P']);
    expect(await found(id, procedure('', '', ...chain(user('a'))))).to.deep.equal([]);
    expect(await found(id, procedure('tthc:regime="fiveAtPlace"', '', ...chain(user('a'))))).to.have.length(5);
  });
});
