/** The first round trip of a batch: locks, and everything that is decided on, in one go. */
import type { PoolClient, QueryResult } from 'pg';
import type { Event } from '../semantics/events.ts';
import { initialState, type State } from '../semantics/state.ts';
import { replay } from '../semantics/apply.ts';
import type { KnownState, StateCache } from './state-cache.ts';

/** The version of `State` that this program writes; snapshots of another are not read, the history is. */
export const stateVersion = initialState.stateVersion;

export interface LockedDossier {
  readonly id: string;
  /** Another one once it has been migrated. */
  versionId: string;
  readonly code?: string;
  readonly groupId?: string;
  /** Of a new one. */
  readonly restartOf?: string;
  readonly startedMs: number;
  lastMs: number;
  revision: number;
  state: State;
  snapshotRevision: number;
  /** When something of it is due next, as its row says; epoch milliseconds. */
  dueMs?: number;
  /** Its history cannot be read: harms this dossier alone. */
  readonly unreadable?: unknown;
}

export interface Locked {
  /** The database's clock; epoch milliseconds. */
  readonly nowMs: number;
  readonly xid: string;
  readonly generation: number;
  /** Somebody wants to be told of events. */
  readonly delivering: boolean;
  readonly dossiers: Map<string, LockedDossier>;
  /** Ids that no dossier has. */
  readonly unknown: ReadonlySet<string>;
}

interface LockedRow {
  readonly now: Date;
  readonly xid: string;
  readonly generation: number;
  readonly delivering: boolean;
  readonly id: string | null;
  readonly version_id: string;
  readonly revision: number;
  readonly code: string | null;
  readonly group_id: string | null;
  readonly started_at: Date;
  readonly last_at: Date;
  readonly next_due_at: Date | null;
}

interface StateRow {
  readonly id: string;
  readonly snapshot_revision: number | null;
  readonly state: State | null;
  readonly tail: readonly (readonly Event[])[];
  /** Its last command was written by a transaction with a higher number than ours. */
  readonly later: boolean;
}

const columns = 'd.id::text, d.version_id::text, d.revision, d.code, d.group_id, d.started_at, d.last_at, d.next_due_at';
const lockedRows = 'id, version_id, revision, code, group_id, started_at, last_at, next_due_at from dossiers';
const always =
  'select clock_timestamp() as now, pg_current_xact_id()::text as xid, i.generation, exists (select from delivery_targets) as delivering';

/** In id order; those locked elsewhere are left out, not waited for. */
const byId = {
  name: 'taicho lock',
  text: `${always}, ${columns} from installation i left join lateral (select ${lockedRows} where id = any($1::bigint[]) order by id for update skip locked) d on true`,
};

/** What time has made due, oldest first. */
const byDue = {
  name: 'taicho lock due',
  text: `${always}, ${columns} from installation i left join lateral (select ${lockedRows} where next_due_at <= coalesce($1::timestamptz, clock_timestamp()) order by next_due_at, id limit $2 for update skip locked) d on true`,
};

/**
 * Read after the lock, in a snapshot of its own: what a join with the locked row would show may be older than the lock. Our number was given at the first
 * lock; a transaction that began after that may have come and gone before we got to this dossier. Then ours must not write it: the feed is ordered
 * by these numbers (ADR 0026).
 */
const states = {
  name: 'taicho states',
  text: `select k.id::text, s.revision as snapshot_revision, s.state,
           (select coalesce(json_agg(h.events order by h.revision), '[]'::json) from history h where h.dossier_id = k.id and h.revision > coalesce(s.revision, 0)) as tail,
           exists (select from history h join installation i on i.generation = h.generation
                   where h.dossier_id = k.id and h.revision = d.revision and h.xid > pg_current_xact_id()) as later
         from unnest($1::bigint[], $2::integer[]) as k(id, known)
         join dossiers d on d.id = k.id and d.revision <> k.known
         left join dossier_states s on s.dossier_id = k.id and s.state_version = $3`,
};

/** Locks named dossiers. Sends both queries at once: states known to this process are neither read nor parsed again. */
export async function lockDossiers(client: PoolClient, ids: readonly string[], cache: StateCache): Promise<Locked> {
  const known = knownOf(ids, cache);
  const locking = client.query<LockedRow>({ ...byId, values: [ids] });
  const reading = ids.length > 0 ? readStates(client, ids, known) : undefined;
  const [{ rows }, read] = await Promise.all([locking, reading]);
  return lockedOf(rows, read, known, ids);
}

/** Locks at most `limit` dossiers that have something due. `virtualNow`: instead of the database's clock. */
export async function lockDueDossiers(client: PoolClient, limit: number, virtualNow: Date | undefined, cache: StateCache): Promise<Locked> {
  const { rows } = await client.query<LockedRow>({ ...byDue, values: [virtualNow, limit] });
  const ids = rows.flatMap(({ id }) => id ?? []);
  const known = knownOf(ids, cache);
  return lockedOf(rows, ids.length > 0 ? await readStates(client, ids, known) : undefined, known, ids);
}

type Known = ReadonlyMap<string, KnownState>;

/** Looked up once: the cache may let go of one while the queries are under way. */
function knownOf(ids: readonly string[], cache: StateCache): Known {
  const known = new Map<string, KnownState>();
  for (const id of ids) {
    const state = cache.find(id);
    if (state) known.set(id, state);
  }
  return known;
}

function readStates(client: PoolClient, ids: readonly string[], known: Known): Promise<QueryResult<StateRow>> {
  return client.query<StateRow>({ ...states, values: [ids, ids.map((id) => known.get(id)?.revision ?? -1), stateVersion] });
}

function lockedOf(rows: readonly LockedRow[], states: QueryResult<StateRow> | undefined, known: Known, ids: readonly string[]): Locked {
  const { now, xid, generation, delivering } = rows[0]!;
  const readById = new Map(states?.rows.map((row) => [row.id, row]));
  const dossiers = new Map<string, LockedDossier>();
  for (const { id, version_id, revision, code, group_id, started_at, last_at, next_due_at } of rows) {
    if (id === null) continue;
    const row = readById.get(id);
    // as if it were locked elsewhere: tried again with a number of its own
    if (row?.later) continue;
    const kept = known.get(id);
    const read = row ? attempt(() => stateOf(row)) : { value: kept!.state };
    const snapshotRevision = row ? (row.snapshot_revision ?? 0) : kept!.snapshotRevision;
    dossiers.set(id, {
      id,
      versionId: version_id,
      ...(code !== null && { code }),
      ...(group_id !== null && { groupId: group_id }),
      startedMs: started_at.getTime(),
      lastMs: last_at.getTime(),
      revision,
      state: read.value ?? initialState,
      snapshotRevision,
      ...(next_due_at !== null && { dueMs: next_due_at.getTime() }),
      ...('error' in read && { unreadable: read.error }),
    });
  }
  const unknown = new Set(ids.filter((id) => !dossiers.has(id) && !readById.has(id) && !known.has(id)));
  return { nowMs: now.getTime(), xid, generation, delivering, dossiers, unknown };
}

function attempt<T>(act: () => T): { readonly value: T } | { readonly value?: undefined; readonly error: unknown } {
  try {
    return { value: act() };
  } catch (error) {
    return { error };
  }
}

function stateOf({ state, tail }: Pick<StateRow, 'state' | 'tail'>): State {
  const from = state ?? initialState;
  return tail.length === 0 ? from : replay(tail.flat(), from);
}

/** The state of a dossier outside a batch, by snapshot and history; undefined when there is none. */
export async function readState(
  client: Pick<PoolClient, 'query'>,
  dossierId: string,
): Promise<{ readonly state: State; readonly revision: number; readonly versionId: string } | undefined> {
  const { rows } = await client.query<Omit<StateRow, 'later'> & { revision: number; version_id: string }>({
    name: 'taicho state',
    text: `select d.id::text, d.revision, d.version_id::text, s.revision as snapshot_revision, s.state,
             (select coalesce(json_agg(h.events order by h.revision), '[]'::json) from history h where h.dossier_id = d.id and h.revision > coalesce(s.revision, 0)) as tail
           from dossiers d left join dossier_states s on s.dossier_id = d.id and s.state_version = $2 where d.id = $1::bigint`,
    values: [dossierId, stateVersion],
  });
  const row = rows[0];
  return row && { state: stateOf(row), revision: row.revision, versionId: row.version_id };
}
