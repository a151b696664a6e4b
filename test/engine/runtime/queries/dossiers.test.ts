/** Dossiers by state, agency, procedure and forecast. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { DossierFilter } from '../../../../engine/runtime/queries/index.ts';
import { EngineRefused } from '../../../../engine/runtime/requests.ts';
import { everyPage, openQueryRows, type QueryRows } from '../../../support/query-rows.ts';

describe('dossiers', function () {
  this.timeout(120_000);
  let rows: QueryRows;
  before(async () => (rows = await openQueryRows()));
  after(() => rows?.stop());
  afterEach(() => rows.clear());

  const ids = async (filter: DossierFilter) => (await rows.queries.dossiers(filter)).items.map(({ dossierId }) => dossierId);

  it('have a head that says what was promised and what is to be expected', async () => {
    await rows.add('dossiers', {
      id: 1,
      version_id: 2,
      code: 'H1',
      group_id: 'G1',
      department: 'land',
      last_at: '2026-03-03T01:00:00Z',
      appointment_due_at: '2026-03-10T10:00:00Z',
      forecast_at: '2026-03-11T10:00:00Z',
    });

    expect(await rows.queries.dossiers()).to.deep.equal({
      items: [
        {
          dossierId: '1',
          code: 'H1',
          groupId: 'G1',
          versionId: '2',
          processKey: 'land',
          procedureName: 'Đất đai (mới)',
          status: 'active',
          department: 'land',
          startedAt: '2026-03-02T01:00:00.000Z',
          lastAt: '2026-03-03T01:00:00.000Z',
          appointmentDueAt: '2026-03-10T10:00:00.000Z',
          forecastAt: '2026-03-11T10:00:00.000Z',
          forecastMisses: true,
        },
      ],
    });
  });

  it('are by appointment unless said otherwise; those that ended by their end, the latest first', async () => {
    const ended = { status: 'ended', outcome: 'completed' };
    await rows.add(
      'dossiers',
      { id: 1, appointment_due_at: '2026-03-10T01:00:00Z', forecast_at: '2026-03-09T01:00:00Z' },
      { id: 2, appointment_due_at: '2026-03-08T01:00:00Z', forecast_at: '2026-03-11T01:00:00Z' },
      { id: 3 },
      { id: 4, ...ended, ended_at: '2026-03-03T01:00:00Z' },
      { id: 5, ...ended, ended_at: '2026-03-04T01:00:00Z' },
      { id: 6, appointment_due_at: '2026-03-09T01:00:00Z', result: 'early' },
    );

    expect(await ids({})).to.deep.equal(['2', '6', '1', '3']);
    expect(await ids({ order: 'forecast' })).to.deep.equal(['1', '2', '3', '6']);
    expect(await ids({ order: 'started' })).to.deep.equal(['6', '3', '2', '1']);
    expect(await ids({ status: 'ended' })).to.deep.equal(['5', '4']);
  });

  it('miss their appointment by the forecast only while they are open and not finished', async () => {
    const late = { appointment_due_at: '2026-03-10T01:00:00Z', forecast_at: '2026-03-11T01:00:00Z' };
    await rows.add(
      'dossiers',
      { id: 1, ...late },
      { id: 2, ...late, result: 'onTime' },
      { id: 3, ...late, status: 'ended', outcome: 'completed', ended_at: '2026-03-04T01:00:00Z' },
      { id: 4, ...late, status: 'suspended' },
      { id: 5, ...late, forecast_at: '2026-03-10T01:00:00Z' },
    );

    expect(await ids({ forecastMisses: true })).to.deep.equal(['1', '4']);
    expect(await ids({ forecastMisses: true, status: 'active' })).to.deep.equal(['1']);
    const { items } = await rows.queries.dossiers({});
    expect(items.filter(({ forecastMisses }) => forecastMisses).map(({ dossierId }) => dossierId)).to.deep.equal(['1', '4']);
  });

  it('are found by code and by group in any state', async () => {
    const ended = { status: 'ended', outcome: 'withdrawn', ended_at: '2026-03-04T01:00:00Z' };
    await rows.add('dossiers', { id: 1, code: 'H1', group_id: 'G' }, { id: 2, code: 'H2', group_id: 'G', ...ended }, { id: 3, code: 'H3' });

    expect(await ids({ code: 'H2' })).to.deep.equal(['2']);
    expect(await ids({ code: 'H2', status: 'open' })).to.deep.equal([]);
    expect(await ids({ groupId: 'G' })).to.deep.equal(['1', '2']);
    expect(await ids({ groupId: 'G', order: 'started' })).to.deep.equal(['2', '1']);
    expect(await ids({ code: 'H' })).to.deep.equal([]);
  });

  it('refuse filters that contradict themselves', async () => {
    const refused: DossierFilter[] = [
      { order: 'ended' },
      { status: 'ended', order: 'due' },
      { status: 'ended', forecastMisses: true },
      { status: 'ended', dueBefore: '2026-03-04T01:00:00Z' },
      { code: 'H1', order: 'ended' },
      { versionIds: ['one'] },
      { dueBefore: 'soon' },
    ];
    for (const filter of refused) {
      const error = await rows.queries.dossiers(filter).catch((reason: unknown) => reason);
      expect(error, JSON.stringify(filter)).to.be.instanceOf(EngineRefused).with.property('code', 'INVALID_VALUE');
    }
  });

  it('are those that a unit sees: once each, open and ended, in any order, on pages of any length', async () => {
    const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T01:00:00.000Z`;
    const numbers = Array.from({ length: 30 }, (_, index) => index + 1);
    const ended = (id: number) => id % 3 === 0;
    const at = (id: number) => (id * 7) % 31;
    await rows.add(
      'dossiers',
      ...numbers.map((id) => ({
        id,
        code: `H${id}`,
        appointment_due_at: day(at(id)),
        ...(ended(id) && { status: 'ended', outcome: 'completed', ended_at: day(at(id)) }),
      })),
    );
    // unit "a" sees the even ones, "b" the multiples of five
    const seen = (id: number) => [...(id % 2 === 0 ? ['a'] : []), ...(id % 5 === 0 ? ['b'] : []), 'c'];
    await rows.add(
      'dossier_units',
      ...numbers.flatMap((id) => seen(id).map((unit) => ({ dossier_id: id, unit, ended_at: ended(id) ? day(at(id)) : null }))),
    );
    const found = async (filter: object) =>
      (await everyPage((paging) => rows.queries.dossiers({ ...filter, ...paging }), 4)).map(({ dossierId }) => Number(dossierId));
    const mine = numbers.filter((id) => id % 2 === 0 || id % 5 === 0);
    const by = (compare: (a: number, b: number) => number, ids: number[]) => ids.toSorted(compare);

    const seenBy = ['a', 'b'];
    const open = mine.filter((id) => !ended(id));
    expect(await found({ seenBy, order: 'started' })).to.deep.equal(by((a, b) => b - a, open));
    expect(await found({ seenBy })).to.deep.equal(by((a, b) => at(a) - at(b), open));
    expect(await found({ seenBy, status: 'ended' })).to.deep.equal(by((a, b) => at(b) - at(a), mine.filter(ended)));
    expect(await found({ seenBy: ['b'], dueBefore: day(16) })).to.deep.equal(
      by(
        (a, b) => at(a) - at(b),
        numbers.filter((id) => id % 5 === 0 && !ended(id) && at(id) < 16),
      ),
    );
    expect(await found({ seenBy: ['b'], code: 'H10' })).to.deep.equal([10]);
    expect(await found({ seenBy: ['b'], code: 'H11' })).to.deep.equal([]);
    expect(await found({ seenBy: [] })).to.deep.equal([]);
  });

  it('have a summary with how much there is to look at', async () => {
    await rows.add('dossiers', { id: 1, revision: 7 }, { id: 2 });
    await rows.add(
      'steps',
      { dossier_id: 1 },
      { dossier_id: 1, element_key: 'appraise#2' },
      { dossier_id: 1, element_key: 'appraise#3', left_at: '2026-03-04T01:00:00Z', outcome: 'completed' },
      { dossier_id: 2 },
    );
    await rows.add('flags', { dossier_id: 1 }, { dossier_id: 1, epoch: 2, withdrawn_at: '2026-03-04T01:00:00Z' }, { dossier_id: 2 });
    await rows.add('incidents', { dossier_id: 1 }, { dossier_id: 2 });
    await rows.add('engine_failures', { dossier_id: 1 });

    const { dossierId, procedureName, revision, openSteps, flags, incidents } = await rows.queries.dossierSummary('1');

    expect([dossierId, procedureName, revision, openSteps, flags, incidents]).to.deep.equal(['1', 'Đất đai', 7, 2, 1, 2]);
    for (const unknown of ['3', 'x', '0', '99999999999999999999']) {
      const error = await rows.queries.dossierSummary(unknown).catch((reason: unknown) => reason);
      expect(error, unknown).to.be.instanceOf(EngineRefused).with.property('code', 'UNKNOWN_DOSSIER');
    }
  });

  it('are for any filter the same, in the same order, as looking at every dossier, on pages of any length', async () => {
    const pick = <T>(values: readonly T[], number: number): T => values[number % values.length]!;
    const day = (number: number) => `2026-03-0${number}T01:00:00.000Z`;
    const dossiers = Array.from({ length: 400 }, (_, index) => {
      const mixed = (index * 7919) % 1009;
      const status = pick(['active', 'ended', 'active', 'suspended', 'ended'], mixed);
      return {
        id: index + 1,
        version_id: pick([1, 1, 2, 3], mixed >> 1),
        department: pick(['land', 'health', 'maps', undefined], mixed >> 2),
        group_id: pick([undefined, undefined, undefined, 'G'], mixed >> 3),
        status,
        ...(status === 'ended' && { outcome: 'completed', ended_at: day(1 + (mixed % 6)) }),
        appointment_due_at: pick([undefined, day(3), day(4), day(5), day(6)], mixed >> 1),
        forecast_at: status === 'active' ? pick([undefined, day(2), day(4), day(5), day(7)], mixed >> 3) : undefined,
        result: pick([undefined, 'early', undefined, 'late', 'onTime'], mixed >> 4),
      };
    });
    await rows.add('dossiers', ...dossiers);
    type Dossier = (typeof dossiers)[number];
    const openOf = { open: ['active', 'suspended'], active: ['active'], suspended: ['suspended'], ended: ['ended'] };
    const byText = (a: string | undefined, b: string | undefined) => ((a ?? '9') < (b ?? '9') ? -1 : (a ?? '9') > (b ?? '9') ? 1 : 0);
    const orders: Record<NonNullable<DossierFilter['order']>, (a: Dossier, b: Dossier) => number> = {
      due: (a, b) => byText(a.appointment_due_at, b.appointment_due_at) || a.id - b.id,
      forecast: (a, b) => byText(a.forecast_at, b.forecast_at) || a.id - b.id,
      started: (a, b) => b.id - a.id,
      ended: (a, b) => byText(b.ended_at, a.ended_at) || b.id - a.id,
    };
    const expected = ({ status, department, versionIds, processKey, forecastMisses, dueBefore, groupId, order }: DossierFilter) =>
      dossiers
        .filter((each) =>
          (status ?? (groupId === undefined ? 'open' : undefined)) ? openOf[status ?? 'open'].includes(each.status) : true,
        )
        .filter(
          (each) =>
            department === undefined || (department === 'land' ? ['land', 'maps', 'clerks'] : [department]).includes(each.department!),
        )
        .filter((each) => !versionIds || versionIds.includes(String(each.version_id)))
        .filter((each) => processKey === undefined || (processKey === 'land' ? [1, 2] : [3]).includes(each.version_id))
        .filter(
          (each) =>
            !forecastMisses ||
            (each.status !== 'ended' && each.result === undefined && (each.forecast_at ?? '') > (each.appointment_due_at ?? '9')),
        )
        .filter((each) => dueBefore === undefined || (each.appointment_due_at ?? '9') < dueBefore)
        .filter((each) => groupId === undefined || each.group_id === groupId)
        .sort(orders[order ?? (status === 'ended' ? 'ended' : 'due')]);
    const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });
    const filters = fc
      .record({
        status: maybe(['open', 'active', 'suspended', 'ended'] as const),
        department: maybe(['land', 'health', 'maps', 'nowhere']),
        versionIds: fc.option(fc.subarray(['1', '2', '3', '4']), { nil: undefined, freq: 2 }),
        processKey: fc.option(fc.constantFrom('land', 'health'), { nil: undefined, freq: 3 }),
        forecastMisses: maybe([true]),
        dueBefore: maybe([day(4), day(6)]),
        groupId: fc.option(fc.constant('G'), { nil: undefined, freq: 4 }),
        order: maybe(['due', 'forecast', 'started'] as const),
      })
      .map((drawn): DossierFilter => {
        const filter = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)) as DossierFilter;
        const { order: _order, dueBefore: _due, forecastMisses: _misses, ...ended } = filter;
        return filter.status === 'ended' ? ended : filter;
      });
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 3, max: 60 }), async (filter, limit) => {
        const listed = await everyPage((paging) => rows.queries.dossiers({ ...filter, ...paging }), limit);
        expect(listed.map(({ dossierId }) => Number(dossierId))).to.deep.equal(expected(filter).map(({ id }) => id));
      }),
      { numRuns: 200 },
    );
  });
});
