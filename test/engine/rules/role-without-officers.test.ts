import { expect } from 'chai';
import { readOrganisation } from '../../../engine/deadlines/read-organisation.ts';
import { bpmn, user } from '../semantics/support.ts';
import { ask, chain, found } from './support.ts';

const id = 'role-without-officers';
const { organisation } = readOrganisation({
  id: 'o',
  name: 'O',
  units: [
    { id: 'land', name: 'Sở Đất', level: 'department' },
    { id: 'maps', name: 'Phòng Bản đồ', level: 'division', parent: 'land' },
  ],
  officers: [{ id: 'an', name: 'An', unit: 'maps', role: 'specialist' }],
});
const step = (name: string, unit: string, role: string) => user(name, '', `tthc:unit="${unit}" tthc:role="${role}"`);

describe(`rule ${id}`, () => {
  it('looks for the role at the unit and below it', async () => {
    const xml = bpmn(...chain(step('a', 'maps', 'specialist'), step('b', 'land', 'specialist'), step('c', 'maps', 'clerkSeal')));
    const findings = await ask(id, xml, { organisation: organisation! });
    expect(findings.map(({ elements }) => elements)).to.deep.equal([['c']]);
    expect(findings[0]!.message).to.include('"clerkSeal"').and.include('"Phòng Bản đồ"');
  });

  it('is silent about outsiders, unknown units and organisations without officers', async () => {
    const xml = bpmn(...chain(step('a', 'maps', 'applicant'), step('b', 'elsewhere', 'specialist')));
    expect(await found(id, xml, { organisation: organisation! })).to.deep.equal([]);
    expect(
      await found(id, bpmn(...chain(step('a', 'maps', 'x'))), { organisation: { ...organisation!, officers: new Map() } }),
    ).to.deep.equal([]);
  });
});
