/** Early, on time, late; and where the time was lost. */
import { expect } from 'chai';
import type { DossierPunctualityFilter } from '../../../../engine/runtime/queries/index.ts';
import { EngineRefused } from '../../../../engine/runtime/requests.ts';
import { everyPage, now, openQueryRows, type QueryRows } from '../../../support/query-rows.ts';

const february = { from: '2026-01-31T17:00:00Z', to: '2026-02-28T17:00:00Z' };
const ended = (at: string, result?: string, more: object = {}) => ({
  status: 'ended',
  outcome: 'completed',
  ended_at: at,
  ...(result && { result }),
  ...more,
});

describe('punctuality', function () {
  this.timeout(120_000);
  let rows: QueryRows;
  before(async () => (rows = await openQueryRows()));
  after(() => rows?.stop());
  afterEach(() => rows.clear());

  describe('of dossiers', () => {
    const inLand = { department: 'land' };
    beforeEach(() =>
      rows.add(
        'dossiers',
        { id: 1, ...inLand, ...ended('2026-02-02T03:00:00Z', 'early') },
        { id: 2, ...inLand, version_id: 2, ...ended('2026-02-02T16:59:59Z', 'onTime') },
        // Tuesday in Việt Nam
        { id: 3, ...inLand, ...ended('2026-02-02T17:00:00Z', 'late', { outcome: 'refused' }) },
        { id: 4, department: 'health', version_id: 3, ...ended('2026-02-10T03:00:00Z', 'late') },
        { id: 5, department: 'maps', ...ended('2026-02-11T03:00:00Z') },
        { id: 6, ...inLand, ...ended('2026-02-12T03:00:00Z', 'late', { outcome: 'cancelled' }) },
        { id: 7, ...inLand, ...ended('2026-02-12T03:00:00Z', undefined, { outcome: 'withdrawn' }) },
        { id: 8, ...ended('2026-02-28T16:59:59Z', 'early') },
        // the first instants outside the period, and one that goes on
        { id: 9, ...inLand, ...ended('2026-02-28T17:00:00Z', 'late') },
        { id: 10, ...inLand, ...ended('2026-01-31T16:59:59Z', 'late') },
        { id: 11, ...inLand, result: 'late' },
      ),
    );

    it('counts the three classes, and apart what was not promised, cancelled or withdrawn; shares add up to 100.0', async () => {
      const { total, items } = await rows.queries.punctuality({ ...february, by: 'department' });

      expect(total).to.deep.equal({
        early: 2,
        onTime: 1,
        late: 2,
        shares: { early: 40, onTime: 20, late: 40 },
        withoutAppointment: 1,
        cancelled: 1,
        withdrawn: 1,
      });
      expect(items).to.deep.equal([
        { early: 1, onTime: 0, late: 0, shares: { early: 100, onTime: 0, late: 0 }, withoutAppointment: 0, cancelled: 0, withdrawn: 0 },
        {
          key: 'health',
          name: 'Tên health',
          early: 0,
          onTime: 0,
          late: 1,
          shares: { early: 0, onTime: 0, late: 100 },
          withoutAppointment: 0,
          cancelled: 0,
          withdrawn: 0,
        },
        {
          key: 'land',
          name: 'Tên land',
          early: 1,
          onTime: 1,
          late: 1,
          shares: { early: 33.4, onTime: 33.3, late: 33.3 },
          withoutAppointment: 0,
          cancelled: 1,
          withdrawn: 1,
        },
        {
          key: 'maps',
          name: 'Tên maps',
          early: 0,
          onTime: 0,
          late: 0,
          shares: { early: 0, onTime: 0, late: 0 },
          withoutAppointment: 1,
          cancelled: 0,
          withdrawn: 0,
        },
      ]);
    });

    const classes = async (filter: DossierPunctualityFilter) =>
      (await rows.queries.punctuality(filter)).items.map(({ key, name, early, onTime, late }) => [key, name, early, onTime, late]);

    it('goes by procedure over all its versions, under the name of the newest', async () => {
      expect(await classes({ ...february, by: 'procedure' })).to.deep.equal([
        ['health', 'Y tế', 0, 0, 1],
        ['land', 'Đất đai (mới)', 2, 1, 1],
      ]);
    });

    it('goes by day and month of the calendar', async () => {
      expect(await classes({ ...february, by: 'day' })).to.deep.equal([
        ['2026-02-02', undefined, 1, 1, 0],
        ['2026-02-03', undefined, 0, 0, 1],
        ['2026-02-10', undefined, 0, 0, 1],
        ['2026-02-11', undefined, 0, 0, 0],
        ['2026-02-12', undefined, 0, 0, 0],
        ['2026-02-28', undefined, 1, 0, 0],
      ]);
      expect(await classes({ from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z', by: 'month' })).to.deep.equal([
        ['2026-01', undefined, 0, 0, 1],
        ['2026-02', undefined, 2, 1, 2],
        ['2026-03', undefined, 0, 0, 1],
      ]);
    });

    it('is filtered by agency with the units below it, and by procedure', async () => {
      const all = { ...february, by: 'month' } as const;
      expect((await rows.queries.punctuality({ ...all, department: 'land' })).total).to.include({
        early: 1,
        onTime: 1,
        late: 1,
        withoutAppointment: 1,
      });
      expect((await rows.queries.punctuality({ ...all, versionIds: ['2'] })).total).to.include({ early: 0, onTime: 1, late: 0 });
      expect((await rows.queries.punctuality({ ...all, processKey: 'land' })).total).to.include({ early: 2, onTime: 1, late: 1 });
      const both = await rows.queries.punctuality({ ...all, by: 'procedure', processKey: 'land', department: 'land' });
      expect(both.total).to.include({ early: 1, onTime: 1, late: 1, withoutAppointment: 1 });
    });

    it('comes in pages, each with the same total; without dossiers it is zeros', async () => {
      const { total } = await rows.queries.punctuality({ ...february, by: 'day' });
      const paged = await everyPage((paging) => rows.queries.punctuality({ ...february, by: 'day', ...paging }), 4);
      expect(paged.map(({ key }) => key)).to.have.length(6);
      expect((await rows.queries.punctuality({ ...february, by: 'day', limit: 1 })).total).to.deep.equal(total);

      expect(await rows.queries.punctuality({ from: '2020-01-01T00:00:00Z', to: '2020-02-01T00:00:00Z', by: 'day' })).to.deep.equal({
        items: [],
        total: {
          early: 0,
          onTime: 0,
          late: 0,
          shares: { early: 0, onTime: 0, late: 0 },
          withoutAppointment: 0,
          cancelled: 0,
          withdrawn: 0,
        },
      });
    });

    it('refuses a period that is none', async () => {
      const error = await rows.queries.punctuality({ from: '2026-02', to: now, by: 'day' }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(EngineRefused).with.property('code', 'INVALID_VALUE');
    });
  });

  describe('of steps', () => {
    beforeEach(async () => {
      await rows.add('dossiers', { id: 1 });
      const left = (at: string, due?: string, outcome = 'completed') => ({
        left_at: at,
        outcome,
        ...(due !== undefined && { due_at: due }),
      });
      const steps = [
        { unit: 'maps', holder: 'an', ...left('2026-02-03T03:00:00Z', '2026-02-03T03:00:00Z') },
        { unit: 'maps', holder: 'an', ...left('2026-02-03T03:00:01Z', '2026-02-03T03:00:00Z') },
        { unit: 'maps', holder: 'binh', ...left('2026-02-03T03:00:00Z', '2026-02-05T03:00:00Z') },
        { unit: 'maps', ...left('2026-02-03T03:00:00Z', '2026-02-05T03:00:00Z') },
        { unit: 'clerks', holder: 'an', ...left('2026-02-04T03:00:00Z') },
        { unit: 'clerks', holder: 'an', ...left('2026-02-04T03:00:00Z', '2026-02-05T03:00:00Z', 'interrupted') },
        { unit: 'clerks', holder: 'an', ...left('2026-02-06T03:00:00Z', '2026-02-05T03:00:00Z', 'interrupted') },
        { unit: 'health', ...left('2026-02-06T03:00:00Z', '2026-02-07T03:00:00Z') },
        // a container, which is nobody's; another month; and one that goes on
        { type: 'subProcess', ...left('2026-02-06T03:00:00Z', '2026-02-05T03:00:00Z') },
        { unit: 'maps', holder: 'an', ...left('2026-03-02T03:00:00Z', '2026-02-05T03:00:00Z') },
        { unit: 'maps', holder: 'an', due_at: '2026-02-05T03:00:00Z' },
      ];
      await rows.add('steps', ...steps.map((step, index) => ({ dossier_id: 1, element_key: `appraise#${index}`, ...step })));
    });

    it('counts within and over the budget by unit, and apart what had none or was interrupted in time', async () => {
      const { items, total } = await rows.queries.punctuality({ ...february, by: 'unit' });

      expect(total).to.deep.equal({ within: 4, over: 2, shares: { within: 66.7, over: 33.3 }, withoutBudget: 1, interrupted: 1 });
      expect(items).to.deep.equal([
        { key: 'clerks', name: 'Tên clerks', within: 0, over: 1, shares: { within: 0, over: 100 }, withoutBudget: 1, interrupted: 1 },
        { key: 'health', name: 'Tên health', within: 1, over: 0, shares: { within: 100, over: 0 }, withoutBudget: 0, interrupted: 0 },
        { key: 'maps', name: 'Tên maps', within: 3, over: 1, shares: { within: 75, over: 25 }, withoutBudget: 0, interrupted: 0 },
      ]);
    });

    it('counts by officer over all units, without what nobody held', async () => {
      const { items, total } = await rows.queries.punctuality({ ...february, by: 'officer' });

      expect(items.map(({ key, name, within, over }) => [key, name, within, over])).to.deep.equal([
        ['an', 'Nguyễn Văn An', 1, 2],
        ['binh', undefined, 1, 0],
      ]);
      expect(total).to.include({ within: 2, over: 2 });
    });

    it('is filtered by department with the units below it, and by officer', async () => {
      expect((await rows.queries.punctuality({ ...february, by: 'unit', department: 'land' })).total).to.include({ within: 3, over: 2 });
      expect((await rows.queries.punctuality({ ...february, by: 'unit', holder: 'binh' })).total).to.include({ within: 1, over: 0 });
      expect((await rows.queries.punctuality({ ...february, by: 'officer', department: 'clerks', holder: 'an' })).total).to.include({
        within: 0,
        over: 1,
      });
    });
  });

  describe('of late dossiers', () => {
    const lateInFebruary = () => rows.queries.lateDossiers(february);

    it('names the step where most time was lost, its unit and holder; of equal ones the earlier; or says that none is decided', async () => {
      await rows.add(
        'dossiers',
        { id: 1, department: 'land', ...ended('2026-02-10T03:00:00Z', 'late') },
        { id: 2, department: 'land', ...ended('2026-02-11T03:00:00Z', 'late') },
        { id: 3, department: 'land', ...ended('2026-02-12T03:00:00Z', 'late') },
      );
      const step = (dossier: number, number: number, over: number, more: object = {}) => ({
        dossier_id: dossier,
        element_key: `appraise#${number}`,
        arrived_at: `2026-02-0${number}T01:00:00Z`,
        due_at: `2026-02-0${number}T03:00:00Z`,
        left_at: '2026-02-09T03:00:00Z',
        outcome: 'completed',
        over_by_minutes: over,
        ...more,
      });
      await rows.add(
        'steps',
        step(1, 1, 30, { unit: 'clerks', holder: 'binh' }),
        step(1, 3, 120, { unit: 'maps', holder: 'an', department: 'land' }),
        step(1, 2, 120, { unit: 'health' }),
        step(1, 4, 900, { type: 'subProcess' }),
        step(2, 1, 5),
        step(2, 2, 480, { unit: 'maps', outcome: 'interrupted' }),
        step(3, 1, 0),
      );

      const { items } = await lateInFebruary();

      expect(items.map(({ dossierId, lost }) => [dossierId, lost])).to.deep.equal([
        [
          '1',
          {
            elementKey: 'appraise#2',
            elementId: 'appraise',
            name: 'Thẩm định',
            unit: 'health',
            dueAt: '2026-02-02T03:00:00.000Z',
            overByMinutes: 120,
          },
        ],
        [
          '2',
          {
            elementKey: 'appraise#2',
            elementId: 'appraise',
            name: 'Thẩm định',
            unit: 'maps',
            dueAt: '2026-02-02T03:00:00.000Z',
            overByMinutes: 480,
          },
        ],
        ['3', 'notDecided'],
      ]);
      expect(items[0]).to.include({ procedureName: 'Đất đai', result: 'late', endedAt: '2026-02-10T03:00:00.000Z' });
    });

    it('begins with the open ones whose appointment has passed, and measures their open steps by now', async () => {
      await rows.add(
        'dossiers',
        { id: 1, appointment_due_at: '2026-02-20T10:00:00Z' },
        { id: 2, appointment_due_at: '2026-01-05T10:00:00Z', result: 'late' },
        // finished in time, its applicant has not come; suspended; not yet due; due after the period
        { id: 3, appointment_due_at: '2026-02-20T10:00:00Z', result: 'onTime' },
        { id: 4, appointment_due_at: '2026-02-25T10:00:00Z', status: 'suspended' },
        { id: 5, appointment_due_at: '2026-03-20T10:00:00Z' },
        { id: 6, appointment_due_at: '2026-03-02T10:00:00Z' },
        { id: 7, ...ended('2026-02-10T03:00:00Z', 'late') },
        { id: 8, ...ended('2026-02-10T03:00:00Z', 'late', { outcome: 'withdrawn' }) },
        { id: 9, ...ended('2026-03-01T03:00:00Z', 'late') },
      );
      await rows.add(
        'steps',
        { dossier_id: 1, unit: 'maps', holder: 'an', due_at: '2026-03-03T09:00:00Z' },
        { dossier_id: 4, due_at: '2026-03-05T09:00:00Z' },
      );

      const { items } = await lateInFebruary();

      expect(items.map(({ dossierId }) => dossierId)).to.deep.equal(['2', '1', '4', '7']);
      // an hour of Tuesday and two and a half of Wednesday
      expect(items[1]!.lost).to.deep.include({ unit: 'maps', holder: 'an', overByMinutes: 210 });
      expect(items[2]!.lost).to.equal('notDecided');
      // seven days, and two and a half hours
      expect(items[1]!.lateByMinutes).to.equal(7 * 480 + 150);
      expect(items[3]).not.to.have.property('lateByMinutes');
      const march = await rows.queries.lateDossiers({ from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' });
      expect(march.items.map(({ dossierId }) => dossierId)).to.deep.equal(['2', '1', '4', '6', '9']);
    });

    it('is as long as what is counted as late, for any filter, on pages of any length', async () => {
      const all = Array.from({ length: 120 }, (_, index) => {
        const mixed = (index * 7919) % 1009;
        const common = { id: index + 1, version_id: 1 + (index % 3), department: ['land', 'health', 'maps'][(mixed >> 4) % 3] };
        const at = `2026-02-${String(1 + (mixed % 28)).padStart(2, '0')}T03:00:00.000Z`;
        return mixed % 4 === 0
          ? { ...common, appointment_due_at: at }
          : {
              ...common,
              ...ended(at, ['late', 'late', 'early'][(mixed >> 2) % 3]!, {
                outcome: ['completed', 'refused', 'cancelled'][(mixed >> 3) % 3]!,
              }),
            };
      });
      await rows.add('dossiers', ...all);
      for (const filter of [{}, { department: 'land' }, { processKey: 'land' }, { versionIds: ['3'], department: 'land' }]) {
        const counted = (await rows.queries.punctuality({ ...february, by: 'month', ...filter })).total.late;
        const whole = await everyPage((paging) => rows.queries.lateDossiers({ ...february, ...filter, ...paging }), 500);
        const open = whole.filter(({ endedAt }) => endedAt === undefined);
        expect(counted, JSON.stringify(filter)).to.be.above(3);
        expect(whole.length - open.length, JSON.stringify(filter)).to.equal(counted);
        expect(open.map(({ dossierId }) => dossierId)).to.deep.equal(whole.slice(0, open.length).map(({ dossierId }) => dossierId));
        expect(open.length).to.be.above(3);
        for (const limit of [1, 7]) {
          const paged = await everyPage((paging) => rows.queries.lateDossiers({ ...february, ...filter, ...paging }), limit);
          expect(
            paged.map(({ dossierId }) => dossierId),
            JSON.stringify(filter),
          ).to.deep.equal(whole.map(({ dossierId }) => dossierId));
        }
      }
    });
  });
});
