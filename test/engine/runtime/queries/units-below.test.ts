/** A department is the units below it. */
import { expect } from 'chai';
import { defaultOrganisation, type Organisation, type Unit } from '../../../../engine/deadlines/organisation.ts';
import { unitsBelow } from '../../../../engine/runtime/queries/units-below.ts';

const unit = (id: string, parent?: string, name = `Đơn vị ${id}`): Unit => ({
  id,
  name,
  level: 'division',
  ...(parent !== undefined && { parent }),
});
const organisationOf = (...units: Unit[]): Organisation => ({
  ...defaultOrganisation,
  units: new Map(units.map((each) => [each.id, each])),
});

describe('the units below a unit', () => {
  const organisation = organisationOf(
    unit('province'),
    unit('health', 'province', 'Sở Y tế'),
    unit('drugs', 'health'),
    unit('clerks', 'drugs', 'Văn thư'),
    unit('finance', 'province'),
    unit('clerks2', 'finance', 'Văn thư'),
  );

  it('are itself and all of its tree, by id and by the names that models may use', () => {
    expect(unitsBelow(organisation, 'health')).to.deep.equal(['health', 'drugs', 'clerks', 'Sở Y tế', 'Đơn vị drugs', 'Văn thư']);
    expect(unitsBelow(organisation, 'drugs')).to.deep.equal(['drugs', 'clerks', 'Đơn vị drugs', 'Văn thư']);
  });

  it('are found by name too', () => {
    expect(unitsBelow(organisation, 'Sở Y tế')).to.deep.equal(unitsBelow(organisation, 'health'));
  });

  it('leave out a name that means a unit elsewhere', () => {
    // "Văn thư" is the first unit of that name, below health
    expect(unitsBelow(organisation, 'finance')).to.deep.equal(['finance', 'clerks2', 'Đơn vị finance']);
  });

  it('are the unit alone when the organisation does not know it', () => {
    expect(unitsBelow(organisation, 'tax')).to.deep.equal(['tax']);
  });

  it('end where units contain each other', () => {
    expect(unitsBelow(organisationOf(unit('a', 'b', 'a'), unit('b', 'a', 'b')), 'a')).to.deep.equal(['a', 'b']);
  });
});
