/**
 * Compares every projected table with the history. The rows are made anew by the engine's own `project`, one command after the other from the initial
 * state, and collected in memory: so the comparison finds what was lost, doubled or overwritten between the history and the tables, and that batches
 * of several commands give the same rows as single ones. Which keys there must be is asked of the replayed state besides, without `project`.
 */
import type { Event, Organisation, State } from '../../engine/index.ts';
import type { Changes } from '../../engine/runtime/changes.ts';
import { project } from '../../engine/runtime/projection.ts';
import type { Table } from '../../engine/runtime/store/bulk.ts';
import { batchTables, type BatchTable, type RemovalTable } from '../../engine/runtime/store/tables.ts';
import type { Version } from '../../engine/runtime/versions.ts';
import { behaviorOf } from '../../engine/semantics/elements/index.ts';
import { canonicalJson } from './canonical-json.ts';
import { replayedDossiers, type Queryable, type ReplayedDossier } from './replayed-dossiers.ts';

const compared = [
  'dossiers',
  'steps',
  'holdings',
  'hand_offs',
  'corrections',
  'ad_hoc_parts',
  'dossier_units',
  'waits',
  'jobs',
  'flags',
  'incidents',
] as const satisfies BatchTable[];
type Compared = (typeof compared)[number];
type Row = Readonly<Record<string, unknown>>;
/** Table → key → row. */
type Rows = Map<Compared, Map<string, Row>>;

/** Written by those who work on jobs, not by commands; and what the history does not tell. */
const notProjected: Partial<Record<Compared, readonly string[]>> = {
  jobs: ['locked_by', 'lock_token', 'locked_until'],
  dossiers: ['code', 'group_id'],
};
/** Columns of the key without the dossier. */
const keyOf = (table: Compared) => batchTables[table].key.filter((column) => column !== 'dossier_id' && column !== 'id');

export interface ProjectionOptions {
  readonly version: (versionId: string) => Promise<Version>;
  /** In force during the whole history. */
  readonly organisation: Organisation;
  /** This dossier alone: others of the database may have been moved to another version, which is not followed. */
  readonly dossierId?: string;
}

/** What differs, one line each; empty when every row is as the history says. Jobs given back with a back-off are not comparable: the history does not keep it. */
export async function projectionMatches(client: Queryable, { version, organisation, dossierId }: ProjectionOptions): Promise<string[]> {
  const findings: string[] = [];
  for await (const dossier of replayedDossiers(client, version)) {
    if (dossierId !== undefined && dossier.id !== dossierId) continue;
    if (dossier.broken !== undefined) {
      findings.push(`dossier ${dossier.id}: its history cannot be replayed: ${dossier.broken}`);
      continue;
    }
    const expected = projected(dossier, organisation);
    const stored = await storedRows(client, dossier);
    for (const table of compared) findings.push(...differences(dossier.id, table, expected.get(table)!, stored.get(table)!));
    findings.push(...keyDifferences(dossier, stored));
    findings.push(...(await snapshotDifferences(client, dossier)));
  }
  for (const table of [...compared.filter((name) => name !== 'dossiers'), 'history', 'dossier_states', 'dossier_data'] as const) {
    const { rows } = await client.query<{ dossier_id: string }>(
      `select distinct dossier_id::text from ${table} t where not exists (select from dossiers d where d.id = t.dossier_id)`,
    );
    findings.push(...rows.map(({ dossier_id }) => `${table} has rows of dossier ${dossier_id}, which is not there`));
  }
  return findings;
}

function projected({ id, row, version, commands }: ReplayedDossier, organisation: Organisation): Rows {
  const rows: Rows = new Map(compared.map((table) => [table, new Map<string, Row>()]));
  for (const { revision, atMs, actor, command, events, before, after } of commands)
    project(
      collecting(rows),
      {
        dossier: {
          id,
          versionId: version.id,
          revision,
          state: after,
          snapshotRevision: 0,
          startedMs: commands[0]!.atMs,
          lastMs: atMs,
          ...(typeof row['code'] === 'string' && { code: row['code'] }),
        },
        version,
        before,
        beforeRevision: revision - 1,
        commands: [{ request: { command: command as never, actor, dossierId: id }, revision, events, atMs }],
      },
      organisation,
    );
  return rows;
}

/** Takes what a batch would write into memory. */
function collecting(rows: Rows): Changes {
  const tableOf = (table: BatchTable | RemovalTable) => rows.get(table as Compared)!;
  return {
    add(table, row) {
      const name = table as Compared;
      const key = rowKey(name, row as Row);
      const known = tableOf(table).get(key);
      const { kept = [] }: Table = batchTables[name];
      const first = known ?? (row as Row);
      tableOf(table).set(key, { ...(row as Row), ...Object.fromEntries(kept.map((column) => [column, first[column]])) });
    },
    remove: (table, _dossierId, key) => void tableOf(table).delete(key),
    also({ name, values = [] }) {
      if (name !== 'taicho withdraw flag') throw new Error(`the comparison knows no statement "${name}"`);
      const [, flag, elementKey, epoch, withdrawnAt] = values as unknown[];
      const key = rowKey('flags', { flag, element_key: elementKey, epoch });
      tableOf('flags').set(key, { ...tableOf('flags').get(key), withdrawn_at: withdrawnAt });
    },
    has: (table) => rows.has(table as Compared),
    send: () => [],
  };
}

const rowKey = (table: Compared, row: Row) =>
  keyOf(table)
    .map((column) => String(row[column]))
    .join(' ');

async function storedRows(client: Queryable, { id, row }: ReplayedDossier): Promise<Rows> {
  const rows: Rows = new Map([['dossiers', new Map([['', row]])]]);
  for (const table of compared) {
    if (table === 'dossiers') continue;
    const found = await client.query<Row>({
      name: `compare ${table}`,
      text: `select * from ${table} where dossier_id = $1::bigint`,
      values: [id],
    });
    rows.set(table, new Map(found.rows.map((each) => [rowKey(table, each), each])));
  }
  return rows;
}

function differences(id: string, table: Compared, expected: ReadonlyMap<string, Row>, stored: ReadonlyMap<string, Row>): string[] {
  const findings: string[] = [];
  const at = (key: string) => `dossier ${id}: ${table}${key && ` "${key}"`}`;
  for (const [key, row] of expected) {
    const found = stored.get(key);
    if (!found) {
      findings.push(`${at(key)} is missing`);
      continue;
    }
    for (const [column, type] of Object.entries(batchTables[table].columns)) {
      if (notProjected[table]?.includes(column)) continue;
      const [should, is] = [plain(type, row[column]), plain(type, found[column])];
      if (should !== is) findings.push(`${at(key)}: ${column} is ${is}, the history says ${should}`);
    }
  }
  for (const key of stored.keys()) if (!expected.has(key)) findings.push(`${at(key)} is too many`);
  return findings;
}

/** One text for a value, whether it is about to be written or was read. */
function plain(type: string, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (type === 'timestamptz') return new Date(value as Date | string | number).toISOString();
  if (type === 'real') return String(Math.fround(Number(value)));
  return String(value);
}

/** Asks the state, not `project`, which rows there must be. */
function keyDifferences({ id, version, state, commands }: ReplayedDossier, stored: Rows): string[] {
  const expected = keysOf(
    state,
    version,
    commands.flatMap(({ events }) => events),
  );
  return Object.entries(expected).flatMap(([table, keys]) => {
    const found = [...stored.get(table as Compared)!.keys()].sort();
    return canonicalJson(found) === canonicalJson(keys.sort())
      ? []
      : [`dossier ${id}: ${table} has ${found.join(', ') || 'no row'}, the state says ${keys.join(', ') || 'none'}`];
  });
}

function keysOf(
  state: State,
  { model }: Version,
  events: readonly Event[],
): Record<Exclude<Compared, 'dossiers' | 'dossier_units' | 'holdings'>, string[]> {
  const single = Object.values(state.elements).filter(({ rounds }) => !rounds);
  const isJob = (elementId: string) => {
    const node = model.nodes.get(elementId)!;
    return behaviorOf(node.type).accepts?.(node).includes('completeJob') ?? false;
  };
  const isTask = (elementId: string) => ['userTask', 'manualTask'].includes(model.nodes.get(elementId)!.type);
  // a task without unit and budget leaves no record in the state: only the events say that it was there
  const inRounds = new Set(events.flatMap((event) => (event.type === 'elementActivated' && event.element.rounds ? event.element.key : [])));
  const unmeasured = events.flatMap((event) =>
    (event.type === 'elementCompleted' || event.type === 'elementInterrupted') &&
    !event.record &&
    isTask(event.elementId) &&
    !inRounds.has(event.key)
      ? event.key
      : [],
  );
  return {
    steps: [
      ...single.filter(({ step, elementId }) => step ?? isTask(elementId)).map(({ key }) => key),
      ...Object.keys(state.steps),
      ...unmeasured,
    ],
    hand_offs: Object.keys(state.handOffs),
    corrections: Object.keys(state.corrections),
    ad_hoc_parts: single.flatMap(({ key, elementId }) => (model.nodes.get(elementId)!.adHoc ? key : [])),
    waits: Object.values(state.subscriptions).flatMap(({ key, type }) => (type === 'message' || type === 'signal' ? key : [])),
    jobs: single.flatMap(({ key, elementId }) => (isJob(elementId) ? key : [])),
    flags: Object.values(state.flags).map(({ flag, elementKey = '', epoch }) => `${flag} ${elementKey} ${epoch}`),
    incidents: Object.keys(state.incidents),
  };
}

/** A snapshot is what the history gives up to its revision. */
async function snapshotDifferences(client: Queryable, { id, commands }: ReplayedDossier): Promise<string[]> {
  const { rows } = await client.query<{ revision: number; state: State }>({
    name: 'compare snapshots',
    text: 'select revision, state from dossier_states where dossier_id = $1::bigint',
    values: [id],
  });
  return rows.flatMap(({ revision, state }) => {
    const then = commands.find((command) => command.revision === revision);
    return then && canonicalJson(then.after) === canonicalJson(state)
      ? []
      : [`dossier ${id}: the snapshot of revision ${revision} is not what the history gives`];
  });
}
