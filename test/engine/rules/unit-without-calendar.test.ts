import { expect } from 'chai';
import { readOrganisation } from '../../../engine/deadlines/read-organisation.ts';
import { bpmn, user } from '../semantics/support.ts';
import { ask, chain, found } from './support.ts';

const id = 'unit-without-calendar';
const units = [
  { id: 'land', name: 'Sở Đất', level: 'department' },
  { id: 'maps', name: 'Phòng Bản đồ', level: 'division', parent: 'land' },
  { id: 'ward', name: 'UBND phường', level: 'commune', kind: 'communeCommittee' },
];
const organisation = (more: object) => readOrganisation({ id: 'o', name: 'O', units, ...more }).organisation!;
const known = organisation({ calendar: 'vietnam' });
const at = (step: string, unit: string) => user(step, '', `tthc:unit="${unit}"`);

describe(`rule ${id}`, () => {
  it('names units that the organisation does not know, each once', async () => {
    const xml = bpmn(...chain(at('a', 'maps'), at('b', 'Phòng Lạ'), at('c', 'Phòng Lạ')));
    expect(await found(id, xml, { organisation: known })).to.deep.equal(['warning b c']);
    expect(await found(id, xml)).to.deep.equal([]);
  });

  it('names kinds without a unit, but not the applicant', async () => {
    const lane = (kind: string, node: string) =>
      `<laneSet id="lanes_${node}"><lane id="lane_${node}" tthc:kind="${kind}"><flowNodeRef>${node}</flowNodeRef></lane></laneSet>`;
    const xml = (kind: string) => bpmn(lane(kind, 'a'), ...chain(user('a')));
    expect(await found(id, xml('communeCommittee'), { organisation: known })).to.deep.equal([]);
    expect(await found(id, xml('taxOffice'), { organisation: known })).to.deep.equal(['warning a']);
    expect(await found(id, xml('applicant'), { organisation: known })).to.deep.equal([]);
  });

  it('asks for a calendar where the organisation has only the bare week; a parent has one for its divisions', async () => {
    const xml = bpmn(...chain(at('a', 'maps')));
    expect((await ask(id, xml, { organisation: organisation({}) }))[0]!.message).to.include('ngày nghỉ lễ');
    const own = organisation({ units: [{ ...units[0], calendar: 'vietnam' }, units[1]] });
    expect(await found(id, xml, { organisation: own })).to.deep.equal([]);
  });
});
