/** What pages of daily work make of what the service says: sentences of the history, marks on diagrams, filters of addresses. */
import { expect } from 'chai';
import { dayMinutesOf } from '../../modeler/dossier/day-minutes.ts';
import { heatMarks } from '../../modeler/dossier/heat-marks.ts';
import { historySentence, type HistoryNames } from '../../modeler/dossier/history-words.ts';
import { liveMarks, type LiveState } from '../../modeler/dossier/live-marks.ts';
import { mayTouch, officersOfUnits, organisationView } from '../../modeler/dossier/organisation-view.ts';
import { shownDuration } from '../../modeler/dossier/words.ts';
import { readDossierFilter } from '../../modeler/pages/dossiers/dossier-filter.ts';
import { readFilter } from '../../modeler/pages/tasks/task-filter.ts';

const vi = (text: string) => text;
const names: HistoryNames = {
  say: vi,
  language: 'vi',
  elementName: (id) => ({ appraise: 'Thẩm định' })[id] ?? id,
  dayMinutes: (id) => dayMinutesOf(id === 'consult' ? { value: 7, unit: 'calendarDay' } : undefined),
  unitName: (id) => ({ maps: 'Phòng Bản đồ', centre: 'Trung tâm' })[id] ?? id,
  personName: (login) => login,
};

describe('the history of a dossier in words', () => {
  const tell = (event: unknown) => historySentence(event as Parameters<typeof historySentence>[0], names);

  it('tells a flag with its step and what was used of the budget, as grave', () => {
    const event = {
      type: 'flagRaised',
      flag: 'stepOverBudget',
      elementKey: 'appraise#2',
      epoch: 1,
      at: '2026-04-03T03:00:00.000Z',
      raisedAt: '2026-04-03T03:00:00.000Z',
      about: { usedMinutes: 240, budgetMinutes: 240 },
    };
    expect(tell(event)).to.deep.equal({
      text: 'Cảnh báo: Bước quá giờ – “Thẩm định”, đã dùng 4 giờ trên 4 giờ',
      isGrave: true,
    });
    // seven days around the clock are no twenty-one working days
    expect(tell({ ...event, elementKey: 'consult#1', about: { usedMinutes: 12_960, budgetMinutes: 10_080 } })?.text).to.equal(
      'Cảnh báo: Bước quá giờ – “consult”, đã dùng 9 ngày trên 7 ngày',
    );
    expect(tell({ ...event, flag: 'dossierOverdue', elementKey: 'appointment#2', about: {} })?.text).to.equal('Cảnh báo: Hồ sơ quá hạn');
  });

  it('tells hand-offs between departments only, and says nothing of the bookkeeping', () => {
    const handOff = { from: 'centre', to: 'maps', level: 'department', state: 'returned', reason: 'thiếu bản vẽ' };
    expect(tell({ type: 'handOffChanged', what: 'returned', handOff })?.text).to.equal('Phòng Bản đồ trả lại Trung tâm: thiếu bản vẽ');
    expect(tell({ type: 'handOffChanged', what: 'sent', handOff: { ...handOff, level: 'unit' } })).to.equal(undefined);
    for (const type of ['scopeOpened', 'flowTaken', 'variablesSet', 'subscribed', 'elementPassed'])
      expect(tell({ type }), type).to.equal(undefined);
    expect(
      tell({ type: 'elementActivated', element: { elementId: 'appraise', step: { unit: 'maps', dueAt: '2026-04-03T10:00:00.000Z' } } })
        ?.text,
    ).to.equal('Đến bước “Thẩm định” tại Phòng Bản đồ, hạn 03/04/2026 17:00');
  });
});

describe('a dossier on its diagram', () => {
  const state: LiveState = {
    tokens: [
      { flowId: 'f1', count: 1 },
      { flowId: 'f1', count: 2 },
    ],
    active: [{ key: 'appraise#1', elementId: 'appraise', holder: 'binh' }],
    incidents: [{ elementId: 'notify', code: 'JOB_FAILED' }],
    flags: [{ flag: 'stepAtRisk', elementKey: 'appraise#1' }],
    completed: ['s', 'receive', 'appraise'],
  };
  const figures = { usedMinutes: 200, budgetMinutes: 240, share: 200 / 240, overByMinutes: 0 };
  const report = {
    active: [{ elementKey: 'appraise#1', elementId: 'appraise', ...figures }],
    finished: [{ elementKey: 'receive#1', elementId: 'receive', ...figures, overByMinutes: 5, leftAt: '2026-04-03T03:00:00.000Z' }],
  };

  it('marks where it is, where it was and what holds it up; what is active is not done though it was visited before', () => {
    const { marks, badges } = liveMarks(state, report, 'vi', vi);
    expect(marks).to.deep.equal({
      s: ['mark-done'],
      receive: ['mark-done'],
      appraise: ['mark-active'],
      notify: ['mark-stuck'],
    });
    expect(badges.map(({ elementId, text }) => `${elementId} ${text}`)).to.deep.equal([
      'receive ⚑ 3 giờ 20 phút / 4 giờ',
      'appraise ● 1',
      'appraise 3 giờ 20 phút / 4 giờ · 83 %',
      'appraise ⚑ Bước sắp hết giờ',
      'notify ! Sự cố',
      'f1 ● 3',
    ]);
  });

  it('tells the time of a step in the days of its budget', () => {
    const asked = { usedMinutes: 1_800, budgetMinutes: 3_120, share: 1_800 / 3_120, budget: { value: 2.5, unit: 'calendarDay' as const } };
    const { badges } = liveMarks(state, { ...report, active: [{ ...report.active[0]!, ...asked }] }, 'vi', vi);
    expect(badges.map(({ text }) => text)).to.include('1 ngày 9 giờ / 2,5 ngày · 58 %');
  });

  it('is late on a step by its flag, before the figures say so too', () => {
    const late = { ...state, flags: [...state.flags, { flag: 'stepOverBudget', elementKey: 'appraise#1' }] };
    const { marks, badges } = liveMarks(late, report, 'vi', vi);
    expect(marks['appraise']).to.deep.equal(['mark-late']);
    expect(badges.map(({ text }) => text))
      .to.include('⚑ Bước quá giờ')
      .and.not.include('⚑ Bước sắp hết giờ');
  });
});

describe('the heat of steps', () => {
  it('has four degrees, none for what lost next to nothing, and figures for what somebody came by', () => {
    const step = { visits: 3, medianUsedMinutes: 60, budgetMinutes: 120, openNow: 0 };
    const shares = [0.6, 0.3, 0.1, 0.01, 0.005];
    const { marks, badges } = heatMarks(
      [
        ...shares.map((lostShare, index) => ({ ...step, elementId: `e${index}`, lostShare })),
        { elementId: 'open', visits: 0, lostShare: 0, openNow: 2 },
      ],
      () => 480,
      'vi',
      vi,
    );
    expect(marks).to.deep.equal({ e0: ['mark-heat-4'], e1: ['mark-heat-3'], e2: ['mark-heat-2'], e3: ['mark-heat-1'] });
    expect(badges.map(({ text }) => text)).to.deep.equal([
      '1 giờ / 2 giờ · 60 %',
      '1 giờ / 2 giờ · 30 %',
      '1 giờ / 2 giờ · 10 %',
      '1 giờ / 2 giờ · 1 %',
      '1 giờ / 2 giờ',
      '● 2',
    ]);
  });
});

describe('addresses and words of lists', () => {
  it('read filters, and take what they do not know as not asked', () => {
    expect(readFilter(new URLSearchParams('who=mine&flagged=yes&unit=land'))).to.deep.equal({
      who: 'mine',
      isFlagged: true,
      unit: 'land',
      query: { holder: 'me', flag: ['stepAtRisk', 'stepOverBudget', 'handOffUnclaimed'], department: 'land' },
    });
    expect(readFilter(new URLSearchParams('who=late')).query).to.deep.equal({ flag: ['stepOverBudget'] });
    expect(readFilter(new URLSearchParams('who=x'))).to.deep.equal({ who: 'all', isFlagged: false, query: {} });
    expect(readDossierFilter(new URLSearchParams('status=ended&misses=yes&procedure=copy')).query).to.deep.equal({
      status: 'ended',
      processKey: 'copy',
    });
    expect(readDossierFilter(new URLSearchParams('code=H1&status=ended')).query).to.deep.equal({ code: 'H1' });
    expect(readDossierFilter(new URLSearchParams('')).query).to.deep.equal({});
  });

  it('say durations as people do', () => {
    expect(shownDuration({ value: 0.5, unit: 'workingDay' }, vi)).to.equal('0,5 ngày làm việc');
    expect(shownDuration({ value: 0, unit: 'workingDay' }, vi)).to.equal('trong ngày');
    expect(shownDuration({ value: 8, unit: 'workingHour' }, (_vi, en) => en)).to.equal('8 working hours');
  });
});

describe('who may act on a task', () => {
  const organisation = organisationView({
    units: [
      { id: 'land', name: 'Sở Đất đai' },
      { id: 'maps', name: 'Phòng Bản đồ', parent: 'land' },
      { id: 'a', name: 'A', parent: 'b' },
      { id: 'b', name: 'B', parent: 'a' },
    ],
    officers: [{ id: 'giang', name: 'Trần Thị Giang', unit: 'maps' }],
  });
  const of = (unit?: string) => ({ login: 'binh', positions: [{ role: 'officer', ...(unit !== undefined && { unit }) }] });

  it('is whoever is of its unit or one above, holds it, or is of the whole organisation', () => {
    expect(mayTouch(of('land'), { unit: 'maps' }, organisation)).to.equal(true);
    expect(mayTouch(of('maps'), { unit: 'land' }, organisation)).to.equal(false);
    expect(mayTouch(of('maps'), { unit: 'land', desk: 'maps' }, organisation)).to.equal(true);
    expect(mayTouch(of('maps'), { unit: 'land', holder: 'binh' }, organisation)).to.equal(true);
    expect(mayTouch(of(), { unit: 'land' }, organisation)).to.equal(true);
    expect(mayTouch(of('land'), { unit: 'a' }, organisation), 'units that lie below each other end the search').to.equal(false);
    expect([
      organisation.personName('giang'),
      organisation.personName('an'),
      organisation.unitName('gone'),
      organisation.unitName(undefined),
    ]).to.deep.equal(['Trần Thị Giang', 'an', 'gone', '']);
  });
});

describe('who is offered a task', () => {
  const organisation = organisationView({
    units: [
      { id: 'land', name: 'Sở Đất đai' },
      { id: 'maps', name: 'Phòng Bản đồ', parent: 'land' },
      { id: 'desk', name: 'Quầy 1', parent: 'maps' },
      { id: 'health', name: 'Sở Y tế' },
    ],
    officers: [
      { id: 'giang', name: 'Giang', unit: 'maps' },
      { id: 'hoa', name: 'Hoa', unit: 'desk' },
      { id: 'lan', name: 'Lan', unit: 'land' },
      { id: 'minh', name: 'Minh', unit: 'health' },
    ],
  });
  const offered = (...tasks: Parameters<typeof officersOfUnits>[1]) =>
    officersOfUnits(organisation.officers, tasks, organisation).map(({ id }) => id);

  it('are the officers of the unit in which every one of the tasks lies', () => {
    expect(offered({ unit: 'maps', department: 'land' })).to.deep.equal(['giang', 'hoa']);
    expect(offered({ department: 'land' })).to.deep.equal(['giang', 'hoa', 'lan']);
    expect(offered({ unit: 'maps', desk: 'desk' })).to.deep.equal(['hoa']);
    expect(offered({ unit: 'maps' }, { desk: 'desk' })).to.deep.equal(['hoa']);
    expect(offered({ unit: 'maps' }, { unit: 'health' })).to.deep.equal([]);
    expect(offered({}), 'of a task that lies nowhere, nobody').to.deep.equal([]);
    expect(offered()).to.deep.equal([]);
  });
});
