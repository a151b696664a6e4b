/** What people have to do, listed and counted. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { TaskFilter } from '../../../../engine/runtime/queries/index.ts';
import { EngineRefused } from '../../../../engine/runtime/requests.ts';
import { everyPage, now, openQueryRows, type QueryRows } from '../../../support/query-rows.ts';

describe('tasks', function () {
  this.timeout(120_000);
  let rows: QueryRows;
  before(async () => (rows = await openQueryRows()));
  after(() => rows?.stop());
  afterEach(() => rows.clear());

  const keys = async (filter: TaskFilter) => (await rows.queries.tasks(filter)).items.map(({ dossierId }) => dossierId);

  it('say whose they are, what they are called, and by how much they are over, in working minutes of the unit', async () => {
    await rows.add('dossiers', { id: 1, code: 'H1' }, { id: 2, version_id: 2, status: 'suspended' });
    await rows.add(
      'steps',
      {
        dossier_id: 1,
        unit: 'maps',
        department: 'land',
        desk: 'desk1',
        role: 'specialist',
        holder: 'an',
        flag: 'stepOverBudget',
        // Tuesday 16:00 in Việt Nam: one hour of Tuesday, two and a half of Wednesday
        due_at: '2026-03-03T09:00:00Z',
      },
      { dossier_id: 2, waits_for_sender: true },
    );

    const { items, next } = await rows.queries.tasks();

    expect(next).to.equal(undefined);
    expect(items).to.deep.equal([
      {
        dossierId: '1',
        dossierCode: 'H1',
        versionId: '1',
        processKey: 'land',
        elementKey: 'appraise#1',
        elementId: 'appraise',
        name: 'Thẩm định',
        type: 'userTask',
        unit: 'maps',
        department: 'land',
        desk: 'desk1',
        role: 'specialist',
        holder: 'an',
        arrivedAt: '2026-03-02T01:00:00.000Z',
        dueAt: '2026-03-03T09:00:00.000Z',
        flag: 'stepOverBudget',
        overByMinutes: 210,
        waitsForSender: false,
        suspended: false,
      },
      {
        dossierId: '2',
        versionId: '2',
        processKey: 'land',
        elementKey: 'appraise#1',
        elementId: 'appraise',
        name: 'Thẩm tra',
        type: 'userTask',
        arrivedAt: '2026-03-02T01:00:00.000Z',
        overByMinutes: 0,
        waitsForSender: true,
        suspended: true,
      },
    ]);
  });

  it('are listed without a name when this release cannot read their model', async () => {
    await rows.add('process_versions', { id: 9, process_key: 'old', bpmn: '<definitions/>', hash: '\\x09' });
    await rows.add('dossiers', { id: 1, version_id: 9 }, { id: 2 });
    await rows.add('steps', { dossier_id: 1 }, { dossier_id: 2 });

    const { items } = await rows.queries.tasks();

    expect(items.map(({ dossierId, name, processKey }) => [dossierId, name, processKey])).to.deep.equal([
      ['1', undefined, undefined],
      ['2', 'Thẩm định', 'land'],
    ]);
  });

  it('are first those due first, then those without due instant; finished steps and the work of machines are none', async () => {
    await rows.add('dossiers', ...[1, 2, 3, 4, 5, 6].map((id) => ({ id })));
    await rows.add(
      'steps',
      { dossier_id: 1, unit: 'maps' },
      { dossier_id: 2, unit: 'clerks', due_at: '2026-03-05T01:00:00Z' },
      { dossier_id: 3, unit: 'maps', due_at: '2026-03-04T01:00:00Z', holder: 'an' },
      { dossier_id: 4, unit: 'maps', due_at: '2026-03-01T01:00:00Z', left_at: now, outcome: 'completed' },
      { dossier_id: 5, unit: 'maps', due_at: '2026-03-01T01:00:00Z', type: 'serviceTask' },
      { dossier_id: 6, unit: 'maps', due_at: '2026-03-05T01:00:00Z', type: 'manualTask' },
    );

    expect(await keys({})).to.deep.equal(['3', '2', '6', '1']);
    expect(await keys({ types: ['serviceTask', 'userTask'] })).to.deep.equal(['5', '3', '2', '1']);
    expect(await keys({ types: ['serviceTask'] })).to.deep.equal(['5']);
  });

  it('go on where the page ended, though what was on it is done and other work has come before it', async () => {
    const due = (hour: number) => `2026-03-05T0${hour}:00:00Z`;
    await rows.add('dossiers', ...[1, 2, 3, 4].map((id) => ({ id })));
    await rows.add('steps', ...[1, 2, 3].map((id) => ({ dossier_id: id, unit: 'maps', due_at: due(id) })));
    const first = await rows.queries.tasks({ limit: 2 });
    expect(first.items.map(({ dossierId }) => dossierId)).to.deep.equal(['1', '2']);

    await rows.pool.query('update steps set left_at = now(), outcome = $1 where dossier_id in (1, 2)', ['completed']);
    await rows.add('steps', { dossier_id: 4, unit: 'maps', due_at: due(0) });
    const second = await rows.queries.tasks({ limit: 2, cursor: first.next! });

    expect(second.items.map(({ dossierId }) => dossierId)).to.deep.equal(['3']);
    expect(second.next).to.equal(undefined);
  });

  it('are at most 500 on a page, and 50 when nobody says how many', async () => {
    await rows.pool.query(
      `insert into dossiers (id, version_id, revision, status, started_at, last_at) select i, 1, 1, 'active', now(), now() from generate_series(1, 600) i`,
    );
    await rows.pool.query(
      `insert into steps (dossier_id, element_key, element_id, type, arrived_at, epoch) select id, 'a#1', 'a', 'userTask', now(), 1 from dossiers`,
    );

    expect((await rows.queries.tasks()).items).to.have.length(50);
    expect((await rows.queries.tasks({ limit: 10_000 })).items).to.have.length(500);
    expect(await everyPage((paging) => rows.queries.tasks(paging), 500)).to.have.length(600);
  });

  it('refuse values that no filter can have', async () => {
    const refusals: [string, TaskFilter & { limit?: number; cursor?: string }][] = [
      ['INVALID_VALUE', { limit: 0 }],
      ['INVALID_VALUE', { limit: 1.5 }],
      ['INVALID_VALUE', { cursor: 'somewhere' }],
      ['INVALID_VALUE', { dueBefore: 'tomorrow' }],
      ['INVALID_VALUE', { dueAfter: '2026-03-04' }],
      ['INVALID_VALUE', { dossierId: '1 or 1=1' }],
      ['INVALID_TEXT', { units: ['maps\0'] }],
    ];
    for (const [code, filter] of refusals) {
      const error = await rows.queries.tasks(filter).catch((reason: unknown) => reason);
      expect(error, JSON.stringify(filter)).to.be.instanceOf(EngineRefused).with.property('code', code);
    }
    const error = await rows.queries.taskCounts({ dueBefore: 'tomorrow' }).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(EngineRefused);
  });

  it('are none for a filter that lets nothing through, and each once for a value given twice', async () => {
    await rows.add('dossiers', { id: 1 });
    await rows.add('steps', { dossier_id: 1, unit: 'maps', flag: 'stepAtRisk', desk: 'desk1' });

    for (const filter of [{ types: [] }, { units: [] }, { desks: [] }, { flags: [] }, { holder: 'an', unclaimed: true }]) {
      expect(await keys(filter), JSON.stringify(filter)).to.deep.equal([]);
      expect(await rows.queries.taskCounts(filter), JSON.stringify(filter)).to.deep.equal({
        total: 0,
        byFlag: {},
        unclaimed: 0,
        dueToday: 0,
      });
    }
    const twice = { units: ['maps', 'maps'], flags: ['stepAtRisk', 'stepAtRisk'] };
    expect(await keys(twice)).to.deep.equal(['1']);
    expect((await rows.queries.taskCounts(twice)).total).to.equal(1);
  });

  it('find text however it was typed', async () => {
    await rows.add('dossiers', { id: 1 });
    await rows.add('steps', { dossier_id: 1, unit: 'Sở Y tế'.normalize('NFC') });

    expect(await keys({ units: ['Sở Y tế'.normalize('NFD')] })).to.deep.equal(['1']);
  });

  it('are counted by flag, unclaimed and due today; today is the day of the calendar', async () => {
    await rows.add('dossiers', ...[1, 2, 3, 4, 5, 6].map((id) => ({ id })));
    await rows.add(
      'steps',
      // 00:00 and 23:59 of Wednesday in Việt Nam
      { dossier_id: 1, unit: 'maps', due_at: '2026-03-03T17:00:00Z', flag: 'stepOverBudget' },
      { dossier_id: 2, unit: 'maps', due_at: '2026-03-04T16:59:00Z', holder: 'an', flag: 'stepAtRisk' },
      { dossier_id: 3, unit: 'maps', due_at: '2026-03-03T16:59:00Z', holder: 'an', flag: 'stepOverBudget' },
      { dossier_id: 4, unit: 'clerks', due_at: '2026-03-04T17:00:00Z' },
      { dossier_id: 5, unit: 'clerks' },
      { dossier_id: 6, unit: 'clerks', type: 'serviceTask' },
    );

    expect(await rows.queries.taskCounts()).to.deep.equal({
      total: 5,
      byFlag: { stepOverBudget: 2, stepAtRisk: 1 },
      unclaimed: 3,
      dueToday: 2,
    });
    expect(await rows.queries.taskCounts({ units: ['clerks'] })).to.deep.equal({ total: 2, byFlag: {}, unclaimed: 2, dueToday: 0 });
    expect(await rows.queries.taskCounts({ holder: 'nobody' })).to.deep.equal({ total: 0, byFlag: {}, unclaimed: 0, dueToday: 0 });
  });

  it('are for any filter the same, in the same order, as looking at every step, on pages of any length; and as many as counted', async () => {
    const pick = <T>(values: readonly T[], number: number): T => values[number % values.length]!;
    const steps = Array.from({ length: 400 }, (_, index) => {
      const mixed = (index * 7919) % 1009;
      return {
        dossier_id: 1 + (index % 150),
        element_key: `appraise#${1 + Math.floor(index / 150)}`,
        unit: pick(['maps', 'clerks', 'health', undefined], mixed),
        desk: pick([undefined, 'desk1', undefined, 'desk2'], mixed >> 1),
        holder: pick([undefined, 'an', undefined, 'binh', 'an'], mixed >> 2),
        flag: pick([undefined, undefined, 'stepAtRisk', 'stepOverBudget', undefined], mixed >> 3),
        type: pick(['userTask', 'userTask', 'manualTask', 'serviceTask', 'receiveTask'], mixed >> 4),
        // many due at once, and some never
        due_at: pick([undefined, ...[1, 2, 3, 4, 5, 6].map((day) => `2026-03-0${day}T01:00:00.000Z`)], mixed >> 1),
        ...(mixed % 4 === 0 && { left_at: now, outcome: 'completed' }),
      };
    });
    await rows.add('dossiers', ...Array.from({ length: 150 }, (_, index) => ({ id: index + 1 })));
    await rows.add('steps', ...steps);
    const expected = (filter: TaskFilter) => {
      const { units, desks, places, holder, unclaimed, flags, dueBefore, dueAfter, dossierId, types = ['userTask', 'manualTask'] } = filter;
      return steps
        .filter((step) => step.left_at === undefined && types.includes(step.type))
        .filter((step) => !units || units.includes(step.unit!))
        .filter((step) => !desks || desks.includes(step.desk!))
        .filter((step) => !places || places.includes(step.unit!) || places.includes(step.desk!))
        .filter((step) => !flags || flags.includes(step.flag!))
        .filter((step) => holder === undefined || step.holder === holder)
        .filter((step) => !unclaimed || step.holder === undefined)
        .filter((step) => dossierId === undefined || String(step.dossier_id) === dossierId)
        .filter((step) => dueBefore === undefined || (step.due_at !== undefined && step.due_at < dueBefore))
        .filter((step) => dueAfter === undefined || (step.due_at !== undefined && step.due_at >= dueAfter))
        .sort((a, b) => {
          const [dueA = '9', dueB = '9'] = [a.due_at, b.due_at];
          return dueA < dueB ? -1 : dueA > dueB ? 1 : a.dossier_id - b.dossier_id || (a.element_key < b.element_key ? -1 : 1);
        });
    };
    const some = (values: readonly string[]) => fc.option(fc.subarray([...values]), { nil: undefined, freq: 2 });
    const one = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });
    const filters = fc.record({
      units: some(['maps', 'clerks', 'health', 'unknown']),
      desks: some(['desk1', 'desk2']),
      places: some(['maps', 'health', 'desk1']),
      holder: one(['an', 'binh', 'cuc']),
      unclaimed: fc.option(fc.boolean(), { nil: undefined }),
      flags: some(['stepAtRisk', 'stepOverBudget', 'handOffUnclaimed']),
      dueBefore: one(['2026-03-03T01:00:00.000Z', '2026-03-05T00:00:00.000Z']),
      dueAfter: one(['2026-03-02T01:00:00.000Z']),
      dossierId: fc.option(fc.constantFrom('7', '8', '149', '151'), { nil: undefined, freq: 5 }),
      types: some(['userTask', 'manualTask', 'serviceTask', 'receiveTask']),
    });
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 3, max: 60 }), async (drawn, limit) => {
        const filter = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)) as TaskFilter;
        const listed = await everyPage((paging) => rows.queries.tasks({ ...filter, ...paging }), limit);
        const wanted = expected(filter);
        expect(listed.map(({ dossierId, elementKey }) => `${dossierId} ${elementKey}`)).to.deep.equal(
          wanted.map(({ dossier_id, element_key }) => `${dossier_id} ${element_key}`),
        );
        const counts = await rows.queries.taskCounts(filter);
        expect([counts.total, counts.unclaimed, counts.byFlag.stepAtRisk ?? 0]).to.deep.equal([
          wanted.length,
          wanted.filter((step) => step.holder === undefined).length,
          wanted.filter((step) => step.flag === 'stepAtRisk').length,
        ]);
      }),
      { numRuns: 150 },
    );
  });
});
