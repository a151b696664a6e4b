import { expect } from 'chai';
import { calendarDate, closingOf, isOpenDate } from '../../../engine/deadlines/calendar.ts';
import {
  calendarOf,
  defaultOrganisation,
  departmentOf,
  extraWorkingDaysOf,
  findUnit,
  officersOf,
  successorsOn,
  unitsOfKind,
} from '../../../engine/deadlines/organisation.ts';
import { readOrganisation } from '../../../engine/deadlines/read-organisation.ts';
import { at, local } from './support.ts';

const file = {
  id: 'cao-bang',
  name: 'Tỉnh Cao Bằng',
  source: 'Made up for this test',
  handOffUnclaimedHours: 4,
  calendars: [
    { id: 'province', inherits: 'vietnam', name: 'Lịch của tỉnh' },
    { id: 'centre', inherits: 'province', weeklyHours: { monday: ['07:00-11:00', '13:00-17:30'], saturday: ['07:30-11:30'] } },
  ],
  units: [
    { id: 'province', name: 'UBND tỉnh', level: 'province' },
    { id: 'health', name: 'Sở Y tế', level: 'department', parent: 'province' },
    { id: 'social', name: 'Phòng Bảo trợ xã hội', level: 'division', parent: 'health' },
    { id: 'centre', name: 'Trung tâm Phục vụ hành chính công', level: 'centre', parent: 'province', calendar: 'centre' },
    { id: 'desk-1', name: 'Quầy 1', level: 'desk', parent: 'centre' },
    {
      id: 'old',
      name: 'UBND xã Cũ',
      level: 'commune',
      kind: 'communeCommittee',
      parent: 'province',
      validTo: '2025-06-30',
      successors: ['new'],
    },
    {
      id: 'new',
      name: 'UBND xã Mới',
      level: 'commune',
      kind: 'communeCommittee',
      parent: 'province',
      validFrom: '2025-07-01',
      extraWorkingDays: 10,
    },
    { id: 'economy', name: 'Phòng Kinh tế', level: 'division', parent: 'new' },
  ],
  officers: [{ id: 'lan', name: 'Nguyễn Thị Lan', unit: 'desk-1', role: 'receptionist' }],
};
const { organisation, problems } = readOrganisation(file);
if (!organisation) throw new Error(JSON.stringify(problems));

describe('organisation', () => {
  it('finds units by id and by name', () => {
    expect([
      findUnit(organisation, 'health')?.name,
      findUnit(organisation, 'Sở Y tế')?.id,
      findUnit(organisation, '__proto__'),
    ]).to.deep.equal(['Sở Y tế', 'health', undefined]);
  });

  it('counts divisions and desks to their department, centre or commune; an unknown unit to itself', () => {
    expect(['social', 'desk-1', 'economy', 'health', 'elsewhere'].map((unit) => departmentOf(organisation, unit))).to.deep.equal([
      'health',
      'centre',
      'new',
      'health',
      'elsewhere',
    ]);
  });

  it('inherits calendars from the parent up to the province', () => {
    expect(isOpenDate(calendarOf(organisation, 'social'), '2026-06-06')).to.be.false;
    const desk = calendarOf(organisation, 'desk-1');
    expect([isOpenDate(desk, '2026-06-06'), isOpenDate(desk, '2026-02-17'), local(closingOf(desk, '2026-06-01'))]).to.deep.equal([
      true,
      false,
      '2026-06-01T17:30',
    ]);
    expect(calendarOf(organisation, 'elsewhere')).to.equal(calendarOf(organisation));
  });

  it('inherits the days of mountain communes', () => {
    expect([extraWorkingDaysOf(organisation, 'economy'), extraWorkingDaysOf(organisation, 'health')]).to.deep.equal([10, 0]);
  });

  it('knows which unit of a kind exists on a day, and who took over', () => {
    expect(unitsOfKind(organisation, 'communeCommittee', '2025-06-30').map(({ id }) => id)).to.deep.equal(['old']);
    expect(successorsOn(organisation, 'old', '2026-01-05').map(({ id }) => id)).to.deep.equal(['new']);
  });

  it('lists officers of a desk and its own time for hand-offs', () => {
    expect([officersOf(organisation, 'desk-1').map(({ name }) => name), organisation.handOffUnclaimedHours]).to.deep.equal([
      ['Nguyễn Thị Lan'],
      4,
    ]);
  });

  it('by default is one unit that works Monday to Friday and knows no holidays', () => {
    const calendar = calendarOf(defaultOrganisation);
    expect([
      isOpenDate(calendar, '2026-02-17'),
      isOpenDate(calendar, '2026-06-06'),
      calendarDate(calendar, at('2026-06-06T00:00')),
    ]).to.deep.equal([true, false, '2026-06-06']);
  });
});

describe('reading organisation.json', () => {
  const wrong = (change: object) => readOrganisation({ ...file, ...change }).problems.map(({ code, at: pointer }) => `${code} ${pointer}`);

  it('accepts the smallest file', () => {
    expect(readOrganisation({ id: 'x', name: 'X' }).problems).to.deep.equal([]);
  });

  it('says where what is wrong', () => {
    expect(wrong({ name: 7 })).to.deep.equal(['WRONG_VALUE /name']);
    expect(wrong({ unit: [] })).to.deep.equal(['UNKNOWN_KEY /unit']);
    expect(wrong({ officers: [{ id: 'a', name: 'A', unit: 'nowhere', role: 'x' }] })).to.deep.equal(['UNKNOWN_REFERENCE /officers/0/unit']);
    expect(wrong({ calendar: 'nothing' })).to.deep.equal(['UNKNOWN_REFERENCE /calendar']);
    expect(wrong({ units: [...file.units, { id: 'health', name: 'Y', level: 'department' }] })).to.deep.equal(['DUPLICATE_ID /units/8/id']);
    expect(wrong({ units: [...file.units, { id: 'y', name: 'Y', level: 'ministry' }] })).to.deep.equal(['WRONG_VALUE /units/8/level']);
    expect(wrong({ units: [...file.units, { id: 'y', name: 'Y', level: 'desk', parent: 'y' }] })).to.deep.equal([
      'UNIT_CYCLE /units/8/parent',
    ]);
    expect(wrong({ units: [...file.units, { id: 'y', name: 'Y', level: 'desk', validFrom: '2026-02-30' }] })).to.deep.equal([
      'WRONG_VALUE /units/8/validFrom',
    ]);
  });

  it('refuses calendars that could not be counted on', () => {
    const calendars = (more: object) => wrong({ calendars: [...file.calendars, { id: 'own', ...more }] });
    expect(calendars({})).to.deep.equal(['CALENDAR_INCOMPLETE /calendars/2', 'NO_WORKING_TIME /calendars/2']);
    expect(calendars({ inherits: 'nobody' })).to.deep.equal(['UNKNOWN_CALENDAR /calendars/2/inherits']);
    expect(calendars({ inherits: 'own' })).to.deep.equal(['CALENDAR_CYCLE /calendars/2']);
    expect(calendars({ inherits: 'vietnam', weeklyHours: { monday: ['7-11'] } })).to.deep.equal(['INVALID_HOURS /calendars/2']);
    expect(calendars({ inherits: 'vietnam', weeklyHours: { mon: [] } })).to.deep.equal(['UNKNOWN_KEY /calendars/2/weeklyHours/mon']);
    expect(calendars({ inherits: 'vietnam', days: [{ date: '2026-06-31', kind: 'closure' }] })).to.include(
      'WRONG_VALUE /calendars/2/days/0/date',
    );
  });

  it('survives anything that is JSON', () => {
    for (const json of [null, 3, 'x', [], { units: {} }, { units: [null] }, { calendars: [3] }, JSON.parse('{"__proto__": {"id": "x"}}')])
      expect(readOrganisation(json).problems, JSON.stringify(json)).to.not.be.empty;
  });

  it('says it in Vietnamese and English', () => {
    const [problem] = readOrganisation({ ...file, unit: 1 }).problems;
    expect(problem).to.include({ message: 'Không biết khoá "unit"', messageEn: 'Unknown key "unit"', severity: 'error' });
  });
});
