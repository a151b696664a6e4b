import { expect } from 'chai';
import { entryOf } from '../../modeler/pages/entry-of.ts';

describe('the page at an address', () => {
  it('goes by the address before one with a parameter, and is none elsewhere', () => {
    const pathOf = (pathname: string) => entryOf(pathname)?.path;
    expect(pathOf('/')).to.equal('/');
    expect(pathOf('/procedures')).to.equal('/procedures');
    expect(pathOf('/procedures/land.register')).to.equal('/procedures/:processKey');
    expect(pathOf('/procedures/land/heat')).to.equal('/procedures/:processKey/heat');
    expect(pathOf('/drafts/new')).to.equal('/drafts/new');
    expect(pathOf('/drafts/12')).to.equal('/drafts/:draftId');
    expect(pathOf('/nowhere')).to.equal(undefined);
  });
});
