/**
 * What the queries read in a province's year of 1,000,000 dossiers: by the plans of the very statements that they send. No table that grows is read through,
 * and what a list reads depends on its page and on how many units it is asked about. Loading takes a minute.
 */
import { expect } from 'chai';
import pg from 'pg';
import { defaultOrganisation, type Organisation, type Unit } from '../../../../engine/deadlines/organisation.ts';
import { migrate } from '../../../../engine/runtime/migrate.ts';
import { openQueries, unitsBelow, type Page, type Queries } from '../../../../engine/runtime/queries/index.ts';
import type { Version } from '../../../../engine/runtime/versions.ts';
import { startTestServer, type TestServer } from '../../../support/database.ts';
import { loadManyDossiers, lookedAt } from '../../../support/many-dossiers.ts';

/** Departments of ten divisions, as the rows have them. */
const units = Array.from({ length: 19 }, (_, d): Unit[] => [
  { id: `d${d}`, name: `Sở ${d}`, level: 'department' },
  ...Array.from({ length: 10 }, (_, u): Unit => ({ id: `d${d}-u${u}`, name: `Phòng ${d}.${u}`, level: 'division', parent: `d${d}` })),
]).flat();
const organisation: Organisation = { ...defaultOrganisation, units: new Map(units.map((unit) => [unit.id, unit])) };

/** Values in the rows: a small department and rows without department are among them. */
const everyUnit = 201;
const everyDepartment = 21;
const department = unitsBelow(organisation, 'd7');

type Paging = { readonly limit?: number; readonly cursor?: string };
/** What is asked, the list's first page and a later one; and how many rows a page may read, of indexes and tables together. */
type Case = readonly [what: string, ask: (queries: Queries, paging: Paging) => Promise<unknown>, mostRows: number];

/** A page, the row that says whether there is another, and the rows that it shows: each with its dossier, and two more at most. */
const page = 51;
const shown = 4 * page;
/** Each value is probed for, and each range read from the place on, and once more for the rows that come last because they have no value. */
const perGroup = (groups: number, ranges = 1) => groups * ranges * (1 + 2 * page) + shown;

/** Besides, each row with its dossier, and a look for a unit before this one that sees it, too. */
const seenBy = (units: number) => units * 4 * page + shown;

const month = { from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' };

const lists: readonly Case[] = [
  ['tasks of a unit', (q, p) => q.tasks({ units: ['d7-u5'], ...p }), perGroup(1, 2)],
  ['tasks of a unit that nobody holds', (q, p) => q.tasks({ units: ['d7-u5'], unclaimed: true, ...p }), perGroup(1)],
  ['jobs of a unit', (q, p) => q.tasks({ units: ['d7-u5'], types: ['serviceTask'], ...p }), perGroup(1)],
  [
    'everything open in a unit',
    (q, p) => q.tasks({ units: ['d7-u5'], types: ['userTask', 'manualTask', 'serviceTask', 'receiveTask'], ...p }),
    perGroup(1, 3),
  ],
  ['tasks of a department', (q, p) => q.tasks({ units: department, ...p }), perGroup(department.length, 2)],
  [
    'tasks of a department that are over',
    (q, p) => q.tasks({ units: department, dueBefore: lookedAt, ...p }),
    perGroup(department.length, 2),
  ],
  [
    'tasks of a department due within a day',
    (q, p) => q.tasks({ units: department, dueAfter: lookedAt, dueBefore: '2026-12-15T03:00:00Z', ...p }),
    perGroup(department.length, 2),
  ],
  [
    'flagged tasks of a department',
    (q, p) => q.tasks({ units: department, flags: ['stepOverBudget', 'stepAtRisk', 'handOffUnclaimed'], ...p }),
    perGroup(department.length * 3),
  ],
  [
    'flagged tasks of a department that nobody holds',
    (q, p) => q.tasks({ units: department, flags: ['stepOverBudget'], unclaimed: true, ...p }),
    3 * perGroup(department.length),
  ],
  ['tasks of an officer', (q, p) => q.tasks({ holder: 'd7-u5-o3', ...p }), perGroup(1)],
  ['flagged tasks of an officer', (q, p) => q.tasks({ holder: 'd7-u5-o3', flags: ['stepOverBudget'], ...p }), 2 * page],
  ['tasks of a desk', (q, p) => q.tasks({ desks: ['desk7'], ...p }), perGroup(1)],
  ['tasks of a desk that nobody holds', (q, p) => q.tasks({ desks: ['desk7'], unclaimed: true, ...p }), 3 * perGroup(1)],
  [
    'tasks at places, be they units or desks',
    (q, p) => q.tasks({ places: [...department, 'desk7'], ...p }),
    perGroup(department.length + 1, 3),
  ],
  ['tasks of one dossier', (q, p) => q.tasks({ dossierId: '900003', ...p }), 20],
  ['tasks of everybody', (q, p) => q.tasks(p), perGroup(everyUnit, 2)],
  ['flagged tasks of everybody', (q, p) => q.tasks({ flags: ['stepOverBudget'], ...p }), perGroup(everyUnit)],

  ['dossiers by appointment', (q, p) => q.dossiers(p), perGroup(everyDepartment, 2)],
  ['dossiers by forecast', (q, p) => q.dossiers({ order: 'forecast', ...p }), perGroup(everyDepartment)],
  ['dossiers by start', (q, p) => q.dossiers({ order: 'started', ...p }), perGroup(everyDepartment)],
  ['dossiers of a department by appointment', (q, p) => q.dossiers({ department: 'd7', ...p }), perGroup(1, 2)],
  ['dossiers of a department by forecast', (q, p) => q.dossiers({ department: 'd7', order: 'forecast', ...p }), perGroup(1)],
  ['dossiers of a department by start', (q, p) => q.dossiers({ department: 'd7', order: 'started', ...p }), perGroup(1)],
  ['dossiers of a small department by start', (q, p) => q.dossiers({ department: 'small', order: 'started', ...p }), perGroup(1)],
  ['active dossiers of a department', (q, p) => q.dossiers({ department: 'd7', status: 'active', ...p }), perGroup(1, 2)],
  ['overdue dossiers of a department', (q, p) => q.dossiers({ department: 'd7', dueBefore: lookedAt, ...p }), perGroup(1, 2)],
  ['dossiers that will miss', (q, p) => q.dossiers({ forecastMisses: true, ...p }), perGroup(everyDepartment)],
  ['dossiers of a department that will miss', (q, p) => q.dossiers({ department: 'd7', forecastMisses: true, ...p }), perGroup(1)],
  ['suspended dossiers', (q, p) => q.dossiers({ status: 'suspended', ...p }), perGroup(everyDepartment)],
  ['dossiers of a procedure', (q, p) => q.dossiers({ processKey: 'procedure100', ...p }), perGroup(2)],
  ['dossiers of the largest version', (q, p) => q.dossiers({ versionIds: ['1'], ...p }), perGroup(1)],
  ['ended dossiers', (q, p) => q.dossiers({ status: 'ended', ...p }), perGroup(everyDepartment)],
  ['ended dossiers of a department', (q, p) => q.dossiers({ department: 'd7', status: 'ended', ...p }), perGroup(1)],
  ['ended dossiers of a procedure', (q, p) => q.dossiers({ processKey: 'procedure100', status: 'ended', ...p }), perGroup(2)],
  ['dossiers seen by a unit', (q, p) => q.dossiers({ seenBy: ['d7-u1'], order: 'started', ...p }), seenBy(1)],
  ['dossiers seen by a department', (q, p) => q.dossiers({ seenBy: department, order: 'started', ...p }), seenBy(department.length)],
  ['ended dossiers seen by a department', (q, p) => q.dossiers({ seenBy: department, status: 'ended', ...p }), seenBy(department.length)],
  // all that the unit has open is read and sorted: some hundreds
  ['dossiers seen by a small unit, by appointment', (q, p) => q.dossiers({ seenBy: ['d7-u0'], ...p }), 3_000],
  ['a dossier by code', (q, p) => q.dossiers({ code: '000.00.01.1500000', ...p }), 2],
  ['dossiers of a group', (q, p) => q.dossiers({ groupId: 'g1000', ...p }), 20],

  [
    'hand-offs that wait in a department or at a desk',
    (q, p) => q.handOffsWaiting({ places: [...department, 'desk7'], ...p }),
    perGroup(department.length + 1, 2),
  ],
  ['hand-offs that wait at a desk', (q, p) => q.handOffsWaiting({ places: ['desk7'], ...p }), perGroup(1, 2)],
  ['hand-offs that wait', (q, p) => q.handOffsWaiting(p), perGroup(everyUnit)],
  ['corrections of a unit', (q, p) => q.corrections({ places: ['centre'], ...p }), perGroup(1, 2)],
  ['corrections of a desk', (q, p) => q.corrections({ places: ['desk7'], ...p }), perGroup(1, 2)],
  ['corrections', (q, p) => q.corrections(p), perGroup(2)],
  ['ad-hoc parts of a department', (q, p) => q.adHocParts({ places: [...department], ...p }), perGroup(department.length, 2)],
  ['ad-hoc parts', (q, p) => q.adHocParts(p), perGroup(everyUnit)],

  ['jobs of a type', (q, p) => q.jobs({ type: 'type3', ...p }), perGroup(1, 2)],
  ['jobs', (q, p) => q.jobs(p), perGroup(10, 2)],
  ['jobs that failed', (q, p) => q.jobs({ state: 'failed', ...p }), perGroup(10)],
  ['jobs of a type that a worker has', (q, p) => q.jobs({ type: 'type3', state: 'locked', ...p }), 60 * page],
  ['kept messages', (q, p) => q.keptMessages(p), perGroup(10)],
  ['kept messages of a name', (q, p) => q.keptMessages({ name: 'name3', ...p }), perGroup(1)],

  ['flags', (q, p) => q.flags(p), perGroup(6)],
  ['flags of one kind', (q, p) => q.flags({ flags: ['apologyDue'], ...p }), perGroup(1)],
  ['flags of a unit', (q, p) => q.flags({ units: ['d7-u5'], ...p }), perGroup(6)],
  ['flags of a department', (q, p) => q.flags({ units: department, ...p }), perGroup(department.length * 6)],
  [
    'flags of a department of one kind since a day',
    (q, p) => q.flags({ units: department, flags: ['stepOverBudget'], since: '2026-12-01T00:00:00Z', ...p }),
    perGroup(department.length),
  ],
  ['flags of one dossier', (q, p) => q.dossierFlags('900003', p), 20],

  ['incidents', (q, p) => q.incidents(p), perGroup(4)],
  ['incidents of one code', (q, p) => q.incidents({ code: 'STUCK', ...p }), perGroup(1)],
  ["the engine's failures", (q, p) => q.incidents({ code: 'ENGINE_FAILED', ...p }), perGroup(1)],

  ['late dossiers', (q, p) => q.lateDossiers({ ...month, ...p }), perGroup(everyDepartment)],
  ['late dossiers of a department', (q, p) => q.lateDossiers({ ...month, department: 'd7', ...p }), perGroup(2)],
  ['holdings of a dossier', (q, p) => q.holdings('5000', p), 20],
];

/** What is asked, and how many rows it is about: those are read, in an index that has nothing else. */
type Counted = readonly [what: string, ask: (queries: Queries, paging: Paging) => Promise<unknown>, rows: string];

const open = `select count(*)::int as count from dossiers where status <> 'ended'`;
const person = `select count(*)::int as count from steps where left_at is null and type = 'userTask'`;
const ended = `select count(*)::int as count from dossiers where ended_at >= '${month.from}' and ended_at < '${month.to}'`;
const left = `select count(*)::int as count from steps where left_at >= '${month.from}' and left_at < '${month.to}'`;

/** Lists in another order than that of their index: only where the index is small. */
const sorted: readonly Counted[] = [
  [
    'dossiers of a procedure by forecast',
    (q, p) => q.dossiers({ processKey: 'procedure100', order: 'forecast', ...p }),
    `${open} and version_id in (200, 201)`,
  ],
  [
    'dossiers of a procedure by start',
    (q, p) => q.dossiers({ processKey: 'procedure100', order: 'started', ...p }),
    `${open} and version_id in (200, 201)`,
  ],
  [
    'dossiers of the largest version by forecast',
    (q, p) => q.dossiers({ versionIds: ['1'], order: 'forecast', ...p }),
    `${open} and version_id = 1`,
  ],
  [
    'dossiers of a department that will miss, by forecast',
    (q, p) => q.dossiers({ department: 'd7', forecastMisses: true, order: 'forecast', ...p }),
    `${open} and department = 'd7' and forecast_at > appointment_due_at and result is null`,
  ],
  [
    'overdue dossiers of a department by start',
    (q, p) => q.dossiers({ department: 'd7', dueBefore: lookedAt, order: 'started', ...p }),
    `${open} and department = 'd7' and appointment_due_at < '${lookedAt}'`,
  ],
  [
    'suspended dossiers by start',
    (q, p) => q.dossiers({ status: 'suspended', order: 'started', ...p }),
    `${open} and status = 'suspended'`,
  ],
  [
    'incidents of a procedure',
    (q, p) => q.incidents({ processKey: 'procedure100', ...p }),
    'select (select count(*) from incidents)::int + (select count(*) from engine_failures)::int as count',
  ],
];

const counts: readonly Counted[] = [
  ['tasks of a unit, counted', (q) => q.taskCounts({ units: ['d7-u5'] }), `${person} and unit = 'd7-u5'`],
  ['tasks of a department, counted', (q) => q.taskCounts({ units: department }), `${person} and unit like 'd7-u%'`],
  ['tasks of an officer, counted', (q) => q.taskCounts({ holder: 'd7-u5-o3' }), `${person} and holder = 'd7-u5-o3'`],
  [
    'flagged tasks of a department, counted',
    (q) => q.taskCounts({ units: department, flags: ['stepAtRisk'] }),
    `${person} and unit like 'd7-u%' and flag = 'stepAtRisk'`,
  ],
  ['tasks of everybody, counted', (q) => q.taskCounts(), person],
  ['punctuality of procedures', (q, p) => q.punctuality({ ...month, by: 'procedure', ...p }), ended],
  ['punctuality of departments', (q, p) => q.punctuality({ ...month, by: 'department', ...p }), ended],
  ['punctuality by day', (q, p) => q.punctuality({ ...month, by: 'day', ...p }), ended],
  [
    'punctuality of a department by month',
    (q, p) => q.punctuality({ ...month, by: 'month', department: 'd7', ...p }),
    `${ended} and department = 'd7'`,
  ],
  [
    'punctuality of a procedure by month',
    (q, p) => q.punctuality({ ...month, by: 'month', processKey: 'procedure100', ...p }),
    `${ended} and version_id in (200, 201)`,
  ],
  ['punctuality of units', (q, p) => q.punctuality({ ...month, by: 'unit', ...p }), left],
  [
    'punctuality of a department by unit',
    (q, p) => q.punctuality({ ...month, by: 'unit', department: 'd7', ...p }),
    `${left} and unit like 'd7-u%'`,
  ],
  [
    'punctuality of a department by officer',
    (q, p) => q.punctuality({ ...month, by: 'officer', department: 'd7', ...p }),
    `${left} and unit like 'd7-u%'`,
  ],
  [
    'late dossiers of a procedure',
    (q, p) => q.lateDossiers({ ...month, processKey: 'procedure100', ...p }),
    `${ended} and version_id in (200, 201)`,
  ],
];

/** What a report reads of its last dossiers does not grow with the rows there are: those dossiers, and a handful of steps and hand-offs of each. */
const ofSomeDossiers: readonly Case[] = [
  ['where a version loses its time', (q) => q.heat({ versionId: '1' }), 1_200 * 8],
  [
    'where a version loses its time, as a department sees it',
    (q) => q.heat({ versionId: '1', seenBy: unitsBelow(organisation, 'd1') }),
    1_200 * 40,
  ],
  // one that has none of them: each is asked
  ['where a version loses its time, as a stranger sees it', (q) => q.heat({ versionId: '1', seenBy: department }), 10_000 * 4],
  ['what the steps of a procedure took', (q) => q.measuredSteps('procedure1'), 1_200 * 8],
];

const ofOneDossier: readonly Case[] = [
  // nothing waits for its sender in these rows: what open steps there are must not be looked through to find that out
  ['the summary of a dossier', (q) => q.dossierSummary('900003'), 20],
  ['the report of a dossier', (q) => q.report('5000'), 1_010],
  ['the history of a dossier, from a revision on', (q) => q.history('5000', { after: 400 }), page],
];

/** They hold what is deployed, and what is wrong now: not more with every dossier. Where a page is to be read, its bound holds for them too. */
const smallTables = ['process_versions', 'incidents', 'engine_failures'];

/** A node of a plan that reads a table or index, or sorts. */
interface Reading {
  readonly kind: string;
  readonly of: string;
  /** Rows that it looked at, those that a filter threw away too; of a sort, those that it got. */
  readonly rows: number;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

function readingsOf(node: PlanNode): Reading[] {
  const { Plans = [], 'Node Type': kind, 'Relation Name': table, 'Index Name': index } = node;
  const below = Plans.flatMap(readingsOf);
  const looked =
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'];
  if (table !== undefined || index !== undefined) return [{ kind, of: table ?? index!, rows: looked }, ...below];
  const given = Plans.reduce((sum, plan) => sum + plan['Actual Rows'] * plan['Actual Loops'], 0);
  return kind.includes('Sort') ? [{ kind, of: 'rows', rows: given }, ...below] : below;
}

describe('the plans of the queries, at 1,000,000 dossiers', function () {
  this.timeout(600_000);
  let server: TestServer;
  let pool: pg.Pool;
  let queries: Queries;
  let sent: { readonly text: string; readonly values: unknown[] }[] = [];

  before(async () => {
    server = await startTestServer();
    const connectionString = await server.newDatabase();
    await migrate(connectionString);
    await loadManyDossiers(connectionString);
    pool = new pg.Pool({ connectionString, max: 1 });
    const recording = {
      query(statement: string | pg.QueryConfig, values: unknown[] = []) {
        const config = typeof statement === 'string' ? { text: statement, values } : statement;
        sent.push({ text: config.text, values: config.values ?? [] });
        return pool.query(config);
      },
    } as Pick<pg.Pool, 'query'>;
    const version = { processKey: 'procedure', model: { nodes: new Map(), processes: new Map() } } as unknown as Version;
    queries = openQueries({
      pool: recording,
      versions: { get: async () => version },
      organisation: () => organisation,
      now: async () => new Date(lookedAt),
    });
  });
  after(async () => {
    await pool?.end();
    await server?.stop();
  });

  /** What the statements of a question read. */
  async function readingsWhile(ask: () => Promise<unknown>): Promise<Reading[]> {
    sent = [];
    await ask();
    const readings: Reading[] = [];
    for (const { text, values } of sent) {
      const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (analyze, timing off, format json) ${text}`,
        values,
      );
      readings.push(...readingsOf(rows[0]!['QUERY PLAN'][0].Plan));
    }
    return readings;
  }

  function expectBounded(readings: readonly Reading[], mostRows: number): void {
    const shown = readings.map(({ kind, of, rows }) => `${kind} of ${of}: ${Math.round(rows)}`).join('\n');
    expect(readings, 'nothing was read').not.to.have.length(0);
    for (const { kind, of, rows } of readings) {
      if (!smallTables.includes(of)) expect(kind, shown).not.to.equal('Seq Scan');
      expect(rows, shown).to.be.at.most(mostRows);
    }
    const read = readings.reduce((sum, { kind, rows }) => (kind.includes('Sort') || kind === 'Bitmap Index Scan' ? sum : sum + rows), 0);
    expect(read, shown).to.be.at.most(mostRows);
  }

  /** The place after the first 500, or in a short list after 20. */
  async function placeFarIn(ask: Case[1]): Promise<string> {
    for (const limit of [500, 20]) {
      const { next } = (await ask(queries, { limit })) as Page<unknown>;
      if (next !== undefined) return next;
    }
    throw new Error('the list is too short');
  }

  it('are made on as many rows as a province has', async () => {
    const { rows } = await pool.query(
      `select (select count(*)::int from dossiers) as dossiers, (select count(*)::int from dossiers where status <> 'ended') as open, (select count(*)::int from steps) as steps,
         (select count(*)::int from steps where left_at is null) as open_steps, (select count(*)::int from hand_offs) as hand_offs,
         (select count(*)::int from hand_offs where state = 'sent') as waiting, (select count(*)::int from flags) as flags, (select count(*)::int from incidents) as incidents`,
    );
    const { dossiers, open, steps, open_steps, hand_offs, waiting, flags, incidents } = rows[0] as Record<string, number>;
    expect(dossiers).to.equal(1_000_000);
    expect(open).to.be.within(295_000, 305_000);
    expect(steps).to.be.within(2_900_000, 3_100_000);
    expect(open_steps).to.be.within(390_000, 410_000);
    expect(hand_offs).to.be.within(490_000, 510_000);
    expect(waiting).to.be.within(19_000, 22_000);
    expect(flags).to.be.within(290_000, 310_000);
    expect(incidents).to.be.within(9_500, 10_500);
  });

  for (const [what, ask, mostRows] of [...lists, ...ofOneDossier, ...ofSomeDossiers])
    it(`read about a page for ${what}`, async () => expectBounded(await readingsWhile(() => ask(queries, {})), mostRows));

  for (const [what, ask, mostRows] of lists.filter(([, , most]) => most >= perGroup(1)))
    it(`read about a page for ${what}, further on`, async () => {
      const cursor = await placeFarIn(ask);
      expectBounded(await readingsWhile(() => ask(queries, { cursor })), mostRows);
    });

  for (const [what, ask, text] of [...sorted, ...counts])
    it(`read what they are about for ${what}`, async () => {
      const { rows } = await pool.query<{ count: number }>(text);
      const { count } = rows[0]!;
      expect(count).to.be.above(20);
      // each row once, or with its dossier; and a probe for each unit, version or department
      expectBounded(await readingsWhile(() => ask(queries, {})), 2 * count + 400);
    });

  for (const [what, ask] of counts)
    it(`take ${what} from an index alone`, async () => {
      const heaps = (await readingsWhile(() => ask(queries, {}))).filter(
        ({ kind, of, rows }) => kind !== 'Index Only Scan' && of !== 'rows' && !smallTables.includes(of) && rows > 400,
      );
      expect(heaps).to.deep.equal([]);
    });
});
