import { expect } from 'chai';
import { eventSub, procedure, user } from '../semantics/support.ts';
import { chain, deadline, found, timed } from './support.ts';

describe('rule apology-missing', () => {
  it('notes that nobody is given the letter', async () => {
    const apology = eventSub('sorry', 'date:=dossier.apologyAt', false, 'w', user('w')).replace(
      '<startEvent id="sorry_start"',
      '<startEvent id="sorry_start" tthc:purpose="apology"',
    );
    expect(await found('apology-missing', procedure('', deadline(3), ...chain(timed('a', 3))))).to.deep.equal(['info P']);
    expect(await found('apology-missing', procedure('', deadline(3), ...chain(timed('a', 3)), apology))).to.deep.equal([]);
    expect(await found('apology-missing', procedure('', deadline(0), ...chain(timed('a', 3))))).to.deep.equal([]);
  });
});
