/** Hand-offs that wait, flags, incidents: what somebody has to look at. */
import { expect } from 'chai';
import { EngineRefused } from '../../../../engine/runtime/requests.ts';
import { everyPage, openQueryRows, type QueryRows } from '../../../support/query-rows.ts';

const day = (number: number) => `2026-03-0${number}T01:00:00.000Z`;

describe('worklists', function () {
  this.timeout(120_000);
  let rows: QueryRows;
  before(async () => (rows = await openQueryRows()));
  after(() => rows?.stop());
  afterEach(() => rows.clear());

  describe('of hand-offs', () => {
    it('say who sent what since when, and whether the flag was raised', async () => {
      await rows.add('dossiers', { id: 1, code: 'H1' }, { id: 2 });
      await rows.add('steps', { dossier_id: 1, unit: 'maps', due_at: day(5) }, { dossier_id: 2, element_key: 'appraise#2', unit: 'maps' });
      await rows.add(
        'hand_offs',
        { dossier_id: 1, sent_at: day(2), from_department: 'centre', to_department: 'land' },
        { dossier_id: 2, key: 'appraise#2~3', element_key: 'appraise#2', sent_at: day(1) },
      );
      await rows.add(
        'flags',
        { dossier_id: 1, flag: 'handOffUnclaimed' },
        { dossier_id: 2, flag: 'handOffUnclaimed', element_key: 'appraise#2', withdrawn_at: day(3) },
        { dossier_id: 2, flag: 'stepAtRisk', element_key: 'appraise#2' },
      );

      expect(await rows.queries.handOffsWaiting({ places: ['maps'] })).to.deep.equal({
        items: [
          {
            dossierId: '2',
            versionId: '1',
            key: 'appraise#2~3',
            elementKey: 'appraise#2',
            elementId: 'appraise',
            name: 'Thẩm định',
            fromUnit: 'centre',
            toUnit: 'maps',
            sentAt: day(1),
            unclaimed: false,
          },
          {
            dossierId: '1',
            dossierCode: 'H1',
            versionId: '1',
            key: 'appraise#1~1',
            elementKey: 'appraise#1',
            elementId: 'appraise',
            name: 'Thẩm định',
            fromUnit: 'centre',
            fromDepartment: 'centre',
            toUnit: 'maps',
            toDepartment: 'land',
            sentAt: day(2),
            dueAt: day(5),
            unclaimed: true,
          },
        ],
      });
    });

    it('leave out what was taken up or returned, what stays within a department, and what lapsed with its step', async () => {
      await rows.add('dossiers', ...[1, 2, 3, 4, 5].map((id) => ({ id })));
      await rows.add('steps', ...[1, 2, 3, 4].map((id) => ({ dossier_id: id })), {
        dossier_id: 5,
        left_at: day(3),
        outcome: 'interrupted',
      });
      await rows.add(
        'hand_offs',
        { dossier_id: 1, state: 'accepted' },
        { dossier_id: 2, state: 'returned' },
        { dossier_id: 3, level: 'unit' },
        { dossier_id: 4 },
        { dossier_id: 5, lapsed_at: day(3) },
      );

      const { items } = await rows.queries.handOffsWaiting();

      expect(items.map(({ dossierId }) => dossierId)).to.deep.equal(['4']);
    });

    it('are the oldest first over all units, on pages of any length', async () => {
      const all = Array.from({ length: 60 }, (_, index) => ({
        dossier_id: 1 + (index % 20),
        key: `appraise#1~${1 + Math.floor(index / 20)}`,
        to_unit: ['maps', 'clerks', 'health'][(index * 7) % 3]!,
        sent_at: day(1 + ((index * 5) % 4)),
      }));
      await rows.add('dossiers', ...Array.from({ length: 20 }, (_, index) => ({ id: index + 1 })));
      await rows.add('steps', ...Array.from({ length: 20 }, (_, index) => ({ dossier_id: index + 1 })));
      await rows.add('hand_offs', ...all);
      const expected = (units: readonly string[]) =>
        all
          .filter(({ to_unit }) => units.includes(to_unit))
          .sort((a, b) =>
            a.sent_at < b.sent_at ? -1 : a.sent_at > b.sent_at ? 1 : a.dossier_id - b.dossier_id || (a.key < b.key ? -1 : 1),
          )
          .map(({ dossier_id, key }) => `${dossier_id} ${key}`);

      for (const units of [['maps'], ['maps', 'health'], undefined])
        for (const limit of [1, 7, 100]) {
          const listed = await everyPage((paging) => rows.queries.handOffsWaiting({ ...(units && { places: units }), ...paging }), limit);
          expect(listed.map(({ dossierId, key }) => `${dossierId} ${key}`)).to.deep.equal(expected(units ?? ['maps', 'clerks', 'health']));
        }
    });
  });

  describe('of corrections', () => {
    it('say what was returned to whom by whom, and why, the oldest first', async () => {
      await rows.add('dossiers', { id: 1, code: 'H1' }, { id: 2 }, { id: 3 });
      await rows.add('steps', { dossier_id: 1 }, { dossier_id: 2 }, { dossier_id: 3 });
      await rows.add('hand_offs', ...[1, 2, 3].map((id) => ({ dossier_id: id, state: 'returned', returned_at: day(3) })));
      await rows.add(
        'corrections',
        { dossier_id: 1, holder: 'an', opened_at: day(4) },
        { dossier_id: 2, opened_at: day(3) },
        { dossier_id: 3, unit: 'health' },
      );

      expect(await rows.queries.corrections({ places: ['centre'] })).to.deep.equal({
        items: [
          { dossierId: '2', opened_at: day(3) },
          { dossierId: '1', dossierCode: 'H1', holder: 'an', opened_at: day(4) },
        ].map(({ opened_at, ...about }) => ({
          ...about,
          versionId: '1',
          key: 'correction#1',
          handOffKey: 'appraise#1~1',
          elementKey: 'appraise#1',
          elementId: 'appraise',
          name: 'Thẩm định',
          fromUnit: 'centre',
          toUnit: 'maps',
          sentAt: day(2),
          returnedAt: opened_at,
          reason: 'Thiếu bản vẽ',
        })),
      });
      expect((await everyPage((paging) => rows.queries.corrections(paging), 1)).map(({ dossierId }) => dossierId)).to.deep.equal([
        '2',
        '3',
        '1',
      ]);
    });
  });

  describe('of flags', () => {
    it('say who held the step, its budget, what was used, the share of the deadline, and by how much', async () => {
      await rows.add('dossiers', { id: 1, code: 'H1', version_id: 3 });
      await rows.add(
        'flags',
        {
          dossier_id: 1,
          flag: 'stepOverBudget',
          raised_at: day(3),
          at: day(2),
          unit: 'maps',
          department: 'land',
          holder: 'an',
          due_at: day(2),
          budget_minutes: 480,
          used_minutes: 600,
          deadline_share: 0.25,
          over_by_minutes: 120,
        },
        { dossier_id: 1, flag: 'apologyDue', element_key: 'appointment#2', raised_at: day(4), at: day(4), unit: 'land' },
        { dossier_id: 1, flag: 'dossierOverdue', element_key: '', raised_at: day(5), at: day(5), unit: 'land' },
      );

      const { items } = await rows.queries.flags();

      expect(items).to.deep.equal([
        { dossierId: '1', dossierCode: 'H1', versionId: '3', flag: 'dossierOverdue', epoch: 1, at: day(5), raisedAt: day(5), unit: 'land' },
        {
          dossierId: '1',
          dossierCode: 'H1',
          versionId: '3',
          flag: 'apologyDue',
          elementKey: 'appointment#2',
          epoch: 1,
          at: day(4),
          raisedAt: day(4),
          unit: 'land',
        },
        {
          dossierId: '1',
          dossierCode: 'H1',
          versionId: '3',
          flag: 'stepOverBudget',
          elementKey: 'appraise#1',
          elementId: 'appraise',
          name: 'Xem xét',
          epoch: 1,
          at: day(2),
          raisedAt: day(3),
          unit: 'maps',
          department: 'land',
          holder: 'an',
          dueAt: day(2),
          budgetMinutes: 480,
          usedMinutes: 600,
          usedShare: 1.25,
          deadlineShare: 0.25,
          overByMinutes: 120,
        },
      ]);
    });

    it('are those that stand, the latest first, by unit, kind and time, on pages of any length', async () => {
      const all = Array.from({ length: 90 }, (_, index) => ({
        dossier_id: 1 + (index % 30),
        flag: ['stepAtRisk', 'stepOverBudget', 'dossierOverdue'][Math.floor(index / 30)]!,
        raised_at: day(1 + ((index * 5) % 4)),
        unit: ['maps', 'clerks', undefined][(index * 7) % 3],
        ...(index % 8 === 0 && { withdrawn_at: day(5) }),
      }));
      await rows.add('dossiers', ...Array.from({ length: 30 }, (_, index) => ({ id: index + 1 })));
      await rows.add('flags', ...all);
      const filters = [
        {},
        { units: ['maps'] },
        { units: ['maps', 'clerks'], flags: ['stepAtRisk'] },
        { flags: ['stepOverBudget', 'dossierOverdue'] },
        { since: day(3) },
      ];
      for (const filter of filters) {
        const { units, flags, since } = filter as { units?: string[]; flags?: string[]; since?: string };
        const expected = all
          .filter((each) => !('withdrawn_at' in each) && (!units || units.includes(each.unit!)))
          .filter((each) => (!flags || flags.includes(each.flag)) && (since === undefined || each.raised_at >= since))
          .sort((a, b) =>
            a.raised_at > b.raised_at ? -1 : a.raised_at < b.raised_at ? 1 : b.dossier_id - a.dossier_id || (a.flag > b.flag ? -1 : 1),
          )
          .map(({ dossier_id, flag }) => `${dossier_id} ${flag}`);
        expect(expected.length).to.be.above(10);
        for (const limit of [4, 100]) {
          const listed = await everyPage((paging) => rows.queries.flags({ ...filter, ...paging }), limit);
          expect(
            listed.map(({ dossierId, flag }) => `${dossierId} ${flag}`),
            JSON.stringify(filter),
          ).to.deep.equal(expected);
        }
      }
    });

    it('of one dossier are all of them in the order in which they were raised, the withdrawn ones too', async () => {
      await rows.add('dossiers', { id: 1 }, { id: 2 });
      await rows.add(
        'flags',
        { dossier_id: 1, flag: 'stepOverBudget', raised_at: day(4) },
        { dossier_id: 1, flag: 'stepAtRisk', raised_at: day(3), withdrawn_at: day(5) },
        { dossier_id: 1, flag: 'stepAtRisk', epoch: 2, raised_at: day(4) },
        { dossier_id: 2 },
      );

      const listed = await everyPage((paging) => rows.queries.dossierFlags('1', paging), 1);

      expect(listed.map(({ flag, epoch, withdrawnAt }) => [flag, epoch, withdrawnAt])).to.deep.equal([
        ['stepAtRisk', 1, day(5)],
        ['stepAtRisk', 2, undefined],
        ['stepOverBudget', 1, undefined],
      ]);
    });
  });

  describe('of incidents', () => {
    it("name the element and what it says, and the engine's own failures beside them, oldest first", async () => {
      await rows.add('dossiers', { id: 1, code: 'H1' }, { id: 2, version_id: 3 });
      await rows.add('incidents', { dossier_id: 1, raised_at: day(3) });
      await rows.add('engine_failures', { dossier_id: 2, at: day(2), attempts: 4 });

      expect(await rows.queries.incidents()).to.deep.equal({
        items: [
          {
            dossierId: '2',
            versionId: '3',
            processKey: 'health',
            code: 'ENGINE_FAILED',
            message: 'Lỗi của hệ thống ở hồ sơ này; sẽ tự thử lại',
            messageEn: 'The engine failed on this dossier; it will try again',
            raisedAt: day(2),
            attempts: 4,
            error: 'Error: out of order',
          },
          {
            dossierId: '1',
            dossierCode: 'H1',
            versionId: '1',
            processKey: 'land',
            key: 'incident#1',
            code: 'STUCK',
            elementId: 'appraise',
            name: 'Thẩm định',
            message: 'Kẹt',
            messageEn: 'Stuck',
            raisedAt: day(3),
          },
        ],
      });
    });

    it('are filtered by code and by procedure, on pages of any length', async () => {
      await rows.add('dossiers', ...Array.from({ length: 30 }, (_, index) => ({ id: index + 1, version_id: 1 + (index % 3) })));
      const all = Array.from({ length: 60 }, (_, index) => ({
        dossier_id: 1 + (index % 30),
        key: `incident#${1 + Math.floor(index / 30)}`,
        code: ['STUCK', 'JOB_FAILED'][(index * 7) % 2]!,
        raised_at: day(1 + ((index * 5) % 4)),
      }));
      await rows.add('incidents', ...all);
      await rows.add('engine_failures', { dossier_id: 4, at: day(2) }, { dossier_id: 5, at: day(1) });
      const both = [
        ...all,
        { dossier_id: 4, key: '', code: 'ENGINE_FAILED', raised_at: day(2) },
        { dossier_id: 5, key: '', code: 'ENGINE_FAILED', raised_at: day(1) },
      ];
      const versionOf = (id: number) => 1 + ((id - 1) % 3);
      const filters = [
        {},
        { code: 'STUCK' },
        { code: 'ENGINE_FAILED' },
        { code: 'NO_SUCH_CODE' },
        { versionIds: ['2'] },
        { processKey: 'land' },
        { processKey: 'health', code: 'JOB_FAILED' },
        { processKey: 'land', versionIds: ['1', '3'] },
      ];
      for (const filter of filters) {
        const { code, versionIds, processKey } = filter as { code?: string; versionIds?: string[]; processKey?: string };
        const expected = both
          .filter((each) => code === undefined || each.code === code)
          .filter((each) => !versionIds || versionIds.includes(String(versionOf(each.dossier_id))))
          .filter((each) => processKey === undefined || (versionOf(each.dossier_id) === 3) === (processKey === 'health'))
          .sort((a, b) =>
            a.raised_at < b.raised_at ? -1 : a.raised_at > b.raised_at ? 1 : a.dossier_id - b.dossier_id || (a.key < b.key ? -1 : 1),
          )
          .map(({ dossier_id, key, code }) => `${dossier_id} ${key} ${code}`);
        for (const limit of [4, 100]) {
          const listed = await everyPage((paging) => rows.queries.incidents({ ...filter, ...paging }), limit);
          expect(
            listed.map(({ dossierId, key = '', code }) => `${dossierId} ${key} ${code}`),
            JSON.stringify(filter),
          ).to.deep.equal(expected);
        }
      }
    });
  });

  describe('of one dossier', () => {
    it('are its commands in order, after any revision', async () => {
      await rows.add('dossiers', { id: 1 }, { id: 2 });
      await rows.add(
        'history',
        { dossier_id: 1, revision: 1, at: day(1) },
        { dossier_id: 1, revision: 2, at: day(3), occurred_at: day(2), reason: 'Nhập muộn', events: [{ type: 'clockChanged' }] },
        { dossier_id: 1, revision: 3, at: day(4) },
        { dossier_id: 2, revision: 1 },
      );

      const first = await rows.queries.history('1', { limit: 2 });

      expect(first.items).to.deep.equal([
        { revision: 1, at: day(1), actor: { user: 'officer' }, command: { type: 'completeTask' }, events: [] },
        {
          revision: 2,
          at: day(3),
          occurredAt: day(2),
          reason: 'Nhập muộn',
          actor: { user: 'officer' },
          command: { type: 'completeTask' },
          events: [{ type: 'clockChanged' }],
        },
      ]);
      expect(first.next).to.equal(2);
      const second = await rows.queries.history('1', { after: 2, limit: 2 });
      expect(second.items.map(({ revision }) => revision)).to.deep.equal([3]);
      expect(second.next).to.equal(undefined);
      expect(await rows.queries.history('3')).to.deep.equal({ items: [] });
    });

    it('are those who held its steps, in order of time', async () => {
      await rows.add('dossiers', { id: 1 }, { id: 2 });
      await rows.add(
        'holdings',
        { dossier_id: 1, number: 2, holder: 'binh', from_at: day(3) },
        { dossier_id: 1, number: 1, holder: 'an', from_at: day(1), to_at: day(3), used_minutes: 960 },
        { dossier_id: 1, element_key: 'appraise#2', number: 1, holder: 'cuc', from_at: day(2) },
        { dossier_id: 2 },
      );

      expect(await everyPage((paging) => rows.queries.holdings('1', paging), 2)).to.deep.equal([
        { elementKey: 'appraise#1', number: 1, holder: 'an', from: day(1), to: day(3), usedMinutes: 960 },
        { elementKey: 'appraise#2', number: 1, holder: 'cuc', from: day(2) },
        { elementKey: 'appraise#1', number: 2, holder: 'binh', from: day(3) },
      ]);
    });

    it('are refused for what is no dossier', async () => {
      const { queries } = rows;
      for (const ask of [queries.history, queries.holdings, queries.dossierFlags, queries.report, queries.controlSlip]) {
        const error = await ask('one').catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(EngineRefused).with.property('code', 'UNKNOWN_DOSSIER');
      }
      for (const ask of [queries.report, queries.controlSlip]) {
        const error = await ask('7').catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(EngineRefused).with.property('code', 'UNKNOWN_DOSSIER');
      }
      const error = await queries.history('1', { after: -1 }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(EngineRefused).with.property('code', 'INVALID_VALUE');
    });
  });
});
