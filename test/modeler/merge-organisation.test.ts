/** Two people change the organisation at once. */
import { expect } from 'chai';
import { changesBetween, mergeOrganisation } from '../../modeler/pages/admin-parts/merge-organisation.ts';
import type { OrganisationContent } from '../../modeler/pages/admin-parts/organisation-document.ts';

const base: OrganisationContent = {
  id: 'province',
  name: 'Tỉnh',
  units: [
    { id: 'a', name: 'Sở A', level: 'department' },
    { id: 'b', name: 'Sở B', level: 'department' },
    { id: 'c', name: 'Sở C', level: 'department' },
  ],
};
const renamed = (content: OrganisationContent, id: string, name: string): OrganisationContent => ({
  ...content,
  units: content.units.map((unit) => (unit.id === id ? { ...unit, name } : unit)),
});
const without = (content: OrganisationContent, id: string): OrganisationContent => ({
  ...content,
  units: content.units.filter((unit) => unit.id !== id),
});
const names = ({ units }: OrganisationContent) => units.map(({ name }) => name);

describe('merging two edits of the organisation', () => {
  it('keeps the changes of both where they changed different items', () => {
    const mine = { ...renamed(base, 'a', 'Sở A mới'), calendar: 'vietnam' };
    const theirs = { ...renamed(base, 'b', 'Sở B mới'), officers: [{ id: 'o', name: 'Hoa', unit: 'a', role: 'x' }] };
    const { content, conflicts } = mergeOrganisation(base, mine, theirs);
    expect(names(content)).to.deep.equal(['Sở A mới', 'Sở B mới', 'Sở C']);
    expect([content.calendar, content.officers]).to.deep.equal(['vietnam', theirs.officers]);
    expect(conflicts).to.deep.equal([]);
  });

  it('names what both changed otherwise, and lets mine stand', () => {
    const { content, conflicts } = mergeOrganisation(base, renamed(base, 'a', 'của tôi'), renamed(base, 'a', 'của họ'));
    expect(names(content)).to.deep.equal(['của tôi', 'Sở B', 'Sở C']);
    expect(conflicts).to.deep.equal([{ list: 'units', id: 'a', name: 'của tôi', kind: 'changed' }]);
  });

  it('is no conflict where both did the same', () => {
    const same = renamed(base, 'a', 'như nhau');
    expect(mergeOrganisation(base, same, same).conflicts).to.deep.equal([]);
  });

  it('removes what I removed, adds what I added, and brings back what they removed only if I changed it', () => {
    const mine = { ...without(base, 'c'), units: [...without(base, 'c').units, { id: 'd', name: 'Sở D', level: 'department' as const }] };
    expect(names(mergeOrganisation(base, mine, without(base, 'b')).content)).to.deep.equal(['Sở A', 'Sở D']);
    const kept = mergeOrganisation(base, renamed(base, 'b', 'Sở B mới'), without(base, 'b'));
    expect(names(kept.content)).to.deep.equal(['Sở A', 'Sở C', 'Sở B mới']);
    expect(kept.conflicts.map(({ id }) => id)).to.deep.equal(['b']);
  });

  it('says what differs between two', () => {
    expect(changesBetween(base, without(renamed(base, 'a', 'mới'), 'b')).map(({ id, kind }) => [id, kind])).to.deep.equal([
      ['a', 'changed'],
      ['b', 'removed'],
    ]);
  });
});
