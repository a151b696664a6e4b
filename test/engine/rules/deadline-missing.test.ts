import { expect } from 'chai';
import { procedure } from '../semantics/support.ts';
import { chain, deadline, found, timed } from './support.ts';

const id = 'deadline-missing';

describe(`rule ${id}`, () => {
  it('asks for a deadline or an appointment; "at once" is one', async () => {
    const xml = (extensions: string) => procedure('', extensions, ...chain(timed('a', 1)));
    expect(await found(id, xml(''))).to.deep.equal(['warning P']);
    expect(await found(id, xml(deadline(0)))).to.deep.equal([]);
    expect(await found(id, xml('<tthc:appointment order="1" value="3" unit="workingDay"/>'))).to.deep.equal([]);
  });
});
