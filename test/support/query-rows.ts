/** A database whose rows a test writes itself, and the queries on it at an instant. */
import pg from 'pg';
import { defaultOrganisation, type Organisation, type Unit } from '../../engine/deadlines/organisation.ts';
import { migrate } from '../../engine/runtime/migrate.ts';
import { openQueries, type Page, type Queries } from '../../engine/runtime/queries/index.ts';
import { openVersions } from '../../engine/runtime/versions.ts';
import { definitions, element, processXml } from './bpmn.ts';
import { startTestServer } from './database.ts';

/** Wednesday, 10:00 in Việt Nam. */
export const now = '2026-03-04T03:00:00.000Z';

type Row = Readonly<Record<string, unknown>>;

/** What a row has when the test says nothing of it. */
const usual = {
  process_versions: {
    version: 1,
    hash: '\\x00',
    bpmn: '',
    process_ids: [],
    bindings: {},
    deadlines: [],
    catches: [],
    forms: {},
    procedure: {},
    deployed_at: now,
    deployed_by: {},
  },
  dossiers: { version_id: 1, revision: 1, status: 'active', started_at: '2026-03-02T01:00:00Z', last_at: '2026-03-02T01:00:00Z' },
  steps: {
    element_key: 'appraise#1',
    element_id: 'appraise',
    type: 'userTask',
    arrived_at: '2026-03-02T01:00:00Z',
    epoch: 1,
    waits_for_sender: false,
  },
  holdings: { element_key: 'appraise#1', number: 1, holder: 'officer', from_at: '2026-03-02T01:00:00Z' },
  hand_offs: {
    key: 'appraise#1~1',
    element_key: 'appraise#1',
    from_unit: 'centre',
    to_unit: 'maps',
    level: 'department',
    state: 'sent',
    sent_at: '2026-03-02T01:00:00Z',
  },
  corrections: {
    key: 'correction#1',
    hand_off_key: 'appraise#1~1',
    unit: 'centre',
    reason: 'Thiếu bản vẽ',
    opened_at: '2026-03-03T01:00:00Z',
  },
  dossier_units: {},
  flags: { flag: 'stepAtRisk', element_key: 'appraise#1', epoch: 1, at: '2026-03-03T01:00:00Z', raised_at: '2026-03-03T01:00:00Z' },
  incidents: {
    key: 'incident#1',
    code: 'STUCK',
    element_id: 'appraise',
    message: 'Kẹt',
    message_en: 'Stuck',
    raised_at: '2026-03-03T01:00:00Z',
  },
  engine_failures: { at: '2026-03-03T01:00:00Z', attempts: 1, error: 'Error: out of order' },
  history: {
    revision: 1,
    at: '2026-03-02T01:00:00Z',
    actor: { user: 'officer' },
    command: { type: 'completeTask' },
    events: [],
    generation: 1,
    xid: '1',
  },
} satisfies Record<string, Row>;

export type RowsTable = keyof typeof usual;

export interface QueryRows {
  readonly queries: Queries;
  readonly pool: pg.Pool;
  add(table: RowsTable, ...rows: Row[]): Promise<void>;
  /** Empties every table but the versions. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const unit = (id: string, level: Unit['level'], parent?: string): Unit => ({
  id,
  name: `Tên ${id}`,
  level,
  ...(parent !== undefined && { parent }),
});

/** Two departments, one with two divisions; open Monday to Friday 7:30–11:30 and 13:00–17:00, seven hours ahead of UTC. */
export const organisation: Organisation = {
  ...defaultOrganisation,
  units: new Map(
    [
      unit('land', 'department'),
      unit('maps', 'division', 'land'),
      unit('clerks', 'division', 'land'),
      unit('health', 'department'),
      unit('centre', 'centre'),
    ].map((each) => [each.id, each]),
  ),
  officers: new Map([['an', { id: 'an', name: 'Nguyễn Văn An', unit: 'maps', role: 'specialist' }]]),
};

/** Version 1 of "land", 2 of "land", 3 of "health", each with the task "appraise", named by version. */
const bpmn = (process: string, name: string) =>
  definitions(
    processXml(
      process,
      element('startEvent', 's'),
      element('userTask', 'appraise', '', `name="${name}"`),
      element('endEvent', 'e'),
      's->appraise',
      'appraise->e',
    ),
  );

/** Starts a server with the versions deployed. */
export async function openQueryRows(): Promise<QueryRows> {
  const server = await startTestServer();
  const connectionString = await server.newDatabase();
  await migrate(connectionString);
  const pool = new pg.Pool({ connectionString, max: 2 });
  const add = async (table: RowsTable, ...rows: Row[]) => {
    const whole = rows.map((row) => ({ ...usual[table], ...row }));
    const columns = [...new Set(whole.flatMap((row) => Object.keys(row)))].map((name) => `"${name}"`).join(', ');
    await pool.query(
      `insert into ${table} (${columns}) overriding system value select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(whole)],
    );
  };
  await add(
    'process_versions',
    { id: 1, process_key: 'land', name: 'Đất đai', bpmn: bpmn('land', 'Thẩm định'), hash: '\\x01' },
    { id: 2, process_key: 'land', version: 2, name: 'Đất đai (mới)', bpmn: bpmn('land', 'Thẩm tra'), hash: '\\x02' },
    { id: 3, process_key: 'health', name: 'Y tế', bpmn: bpmn('health', 'Xem xét'), hash: '\\x03' },
  );
  return {
    queries: openQueries({ pool, versions: openVersions(pool), organisation: () => organisation, now: async () => new Date(now) }),
    pool,
    add,
    clear: async () => void (await pool.query('truncate dossiers, steps, holdings, hand_offs, flags, incidents, engine_failures, history')),
    async stop() {
      await pool.end();
      await server.stop();
    },
  };
}

/** All items of a list, read in pages of `limit`; fails when a page is longer, or the list does not end. */
export async function everyPage<T>(list: (paging: { cursor?: string; limit: number }) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 1_000; pages++) {
    const page = await list({ limit, ...(cursor !== undefined && { cursor }) });
    if (page.items.length > limit) throw new Error(`${page.items.length} items on a page of ${limit}`);
    items.push(...page.items);
    if (page.next === undefined) return items;
    cursor = page.next;
  }
  throw new Error('the list does not end');
}
