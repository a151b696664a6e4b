import { expect } from 'chai';
import { eventTypes } from '../../api/events/event-types.ts';
import { eventGroups, eventWords } from '../../modeler/pages/admin-webhooks/event-words.ts';

describe('what a webhook may be told of', () => {
  it('is every type of event, each in one group', () => {
    const offered = eventGroups.flatMap(({ words }) => Object.keys(words));
    expect(offered.toSorted()).to.deep.equal([...eventTypes].toSorted());
    expect(Object.keys(eventWords).toSorted()).to.deep.equal([...eventTypes].toSorted());
  });
});
