/**
 * Group commit: concurrent commands of this process are gathered while a batch is under way; then one locking select, `advance` for each,
 * one write, one commit. Alone, a command waits for no timer.
 */
import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import { advance } from '../semantics/advance.ts';
import type { Command } from '../semantics/commands.ts';
import { CommandRejected } from '../semantics/errors.ts';
import type { Event } from '../semantics/events.ts';
import { initialState, type State } from '../semantics/state.ts';
import { dossierRow, project } from './projection.ts';
import { bulkParameters, bulkStatement, type RowOf } from './store/bulk.ts';
import { batchTables, removals } from './store/tables.ts';

/** Who acts: kept with every history row (). */
export interface Actor {
  readonly user: string;
  readonly position?: string;
  readonly onBehalfOf?: string;
  readonly channel?: string;
  readonly apiKey?: string;
}

export interface Request {
  /** Absent: the command starts a new dossier of `versionId`. */
  readonly dossierId?: string;
  readonly versionId?: string;
  readonly command: Command;
  readonly actor: Actor;
  /** Repeating a key gives the first answer (). */
  readonly idempotencyKey?: string;
}

export interface Answer {
  readonly dossierId: string;
  readonly revision: number;
  readonly events: readonly Event[];
  readonly state: State;
}

interface Pending {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
}

export interface Executor {
  execute(request: Request): Promise<Answer>;
  /** Resolves when nothing is under way any more; refuses new commands from then on. */
  close(): Promise<void>;
}

export interface ExecutorOptions {
  readonly pool: Pool;
  readonly modelOf: (versionId: string) => Promise<ProcessModel>;
  readonly organisation: () => Organisation;
  readonly mostPerBatch?: number;
}

/** A dossier that this database does not hold. */
export class UnknownDossier extends Error {
  override readonly name = 'UnknownDossier';
  readonly code = 'UNKNOWN_DOSSIER';
}

interface Loaded {
  readonly id: string;
  readonly versionId: string;
  revision: number;
  state: State;
  /** Absent for a dossier that this batch starts. */
  readonly startedAt?: Date;
}

export function openExecutor({ pool, modelOf, organisation, mostPerBatch = 256 }: ExecutorOptions): Executor {
  const waiting: Pending[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const drain = async () => {
    while (waiting.length > 0) await runBatch(waiting.splice(0, mostPerBatch));
    running = undefined;
  };
  const runBatch = async (batch: Pending[]) => {
    try {
      for (const again of await commitBatch(pool, batch, modelOf, organisation())) waiting.push(again);
    } catch (error) {
      // one poisoned command must not harm its neighbours: each runs again by itself ()
      if (batch.length === 1) batch[0]!.reject(error);
      else for (const each of batch) await runBatch([each]);
    }
  };
  return {
    execute(request) {
      if (closed) return Promise.reject(new Error('the engine is closed'));
      return new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject, attempts: 0 });
        running ??= Promise.resolve().then(drain);
      });
    },
    async close() {
      closed = true;
      await running;
    },
  };
}

const write = { name: 'taicho-batch', text: bulkStatement(batchTables) };

/** Runs the batch in one transaction; answers after the commit. Gives back the commands whose dossier another process has locked. */
async function commitBatch(
  pool: Pool,
  batch: readonly Pending[],
  modelOf: ExecutorOptions['modelOf'],
  organisation: Organisation,
): Promise<Pending[]> {
  const client = await pool.connect();
  const settled: (() => void)[] = [];
  const again: Pending[] = [];
  try {
    await client.query('begin');
    const { now, dossiers } = await lock(client, batch);
    const repeated = await knownAnswers(client, batch);
    const rows = new Map<string, RowOf[]>();
    const gone = new Map<string, { id: string; key: string }[]>();
    const add = (table: string, row: RowOf) => {
      const known = rows.get(table);
      if (known) known.push(row);
      else rows.set(table, [row]);
    };
    const first = new Map<string, State>();
    const written = new Map<string, { dossier: Loaded; model: ProcessModel; events: Event[] }>();
    const answered = new Map<string, Pending[]>();
    for (const pending of batch) {
      const { request } = pending;
      const name = request.idempotencyKey === undefined ? undefined : `${request.actor.user}\u0001${request.idempotencyKey}`;
      const known = name === undefined ? undefined : repeated.get(name);
      if (known) {
        settled.push(() => answerAgain(pending, known));
        continue;
      }
      if (name !== undefined && answered.has(name)) {
        answered.get(name)!.push(pending);
        continue;
      }
      const dossier =
        request.dossierId === undefined ? await newDossier(client, request.versionId!, dossiers) : dossiers.get(request.dossierId);
      if (!dossier) {
        again.push(pending);
        continue;
      }
      if (name !== undefined) answered.set(name, []);
      const model = await modelOf(dossier.versionId);
      let stored: object;
      try {
        const { events, state } = advance(model, dossier.state, request.command, now, { organisation });
        if (!first.has(dossier.id)) first.set(dossier.id, dossier.state);
        dossier.state = state;
        dossier.revision++;
        const { revision } = dossier;
        add('history', {
          dossier_id: dossier.id,
          revision,
          at: now.toISOString(),
          actor: JSON.stringify(request.actor),
          command: JSON.stringify(withoutPayload(request.command)),
          events: JSON.stringify(events),
        });
        const done = written.get(dossier.id);
        if (done) done.events.push(...events);
        else written.set(dossier.id, { dossier, model, events: [...events] });
        const answer: Answer = { dossierId: dossier.id, revision, events, state };
        stored = { dossierId: dossier.id, revision };
        settled.push(() => pending.resolve(answer));
      } catch (error) {
        if (!(error instanceof CommandRejected)) throw error;
        stored = { refused: error.code, message: error.message, messageEn: error.messageEn };
        settled.push(() => pending.reject(error));
      }
      if (name !== undefined)
        add('idempotency', {
          caller: request.actor.user,
          key: request.idempotencyKey,
          request_hash: hashOf(request),
          answer: JSON.stringify(stored),
          at: now.toISOString(),
        });
    }
    for (const { dossier, model, events } of written.values()) {
      const projection = project(model, dossier.id, first.get(dossier.id)!, dossier.state, events, organisation);
      for (const [table, some] of projection.rows) for (const row of some) add(table, row);
      for (const [table, keys] of projection.gone)
        gone.set(table, [...(gone.get(table) ?? []), ...keys.map((key) => ({ id: dossier.id, key }))]);
      add('dossiers', {
        ...dossierRow(model, dossier.id, dossier.versionId, dossier.revision, dossier.state, organisation, now.getTime()),
        started_at: (dossier.startedAt ?? now).toISOString(),
      });
    }
    for (const [table, keys] of gone) await client.query(removals[table]!, [keys.map(({ id }) => id), keys.map(({ key }) => key)]);
    if (rows.size > 0) await client.query({ ...write, values: bulkParameters(batchTables, rows) });
    await client.query('commit');
    for (const answer of settled) answer();
    for (const [name, others] of answered) for (const other of others) (again.push(other), void name);
    return again;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** Locks the dossiers of the batch in id order; those locked elsewhere are left out. The time is the database's. */
async function lock(client: PoolClient, batch: readonly Pending[]): Promise<{ now: Date; dossiers: Map<string, Loaded> }> {
  const ids = [...new Set(batch.flatMap(({ request }) => request.dossierId ?? []))];
  const { rows } = await client.query<{
    now: Date;
    id: string | null;
    version_id: string;
    revision: number;
    state: State;
    started_at: Date;
    last_at: Date;
  }>({
    name: 'taicho-lock',
    text: `select clock_timestamp() as now, d.id::text, d.version_id::text, d.revision, d.state, d.started_at, d.last_at
           from (select 1) as one left join lateral (
             select id, version_id, revision, state, started_at, last_at from dossiers where id = any($1::bigint[]) order by id for update skip locked
           ) as d on true`,
    values: [ids],
  });
  const dossiers = new Map<string, Loaded>();
  let now = rows[0]!.now;
  for (const { id, version_id, revision, state, started_at, last_at } of rows) {
    if (id === null) continue;
    dossiers.set(id, { id, versionId: version_id, revision, state, startedAt: started_at });
    if (last_at > now) now = last_at;
  }
  return { now, dossiers };
}

async function newDossier(client: PoolClient, versionId: string, dossiers: Map<string, Loaded>): Promise<Loaded> {
  const { rows } = await client.query<{ id: string }>({
    name: 'taicho-next-dossier',
    text: `select nextval(pg_get_serial_sequence('dossiers', 'id'))::text as id`,
  });
  const dossier: Loaded = { id: rows[0]!.id, versionId, revision: 0, state: initialState };
  dossiers.set(dossier.id, dossier);
  return dossier;
}

type Stored =
  | { readonly dossierId: string; readonly revision: number }
  | { readonly refused: CommandRejected['code']; readonly message: string; readonly messageEn: string };

async function knownAnswers(client: PoolClient, batch: readonly Pending[]): Promise<Map<string, Stored>> {
  const keyed = batch.filter(({ request }) => request.idempotencyKey !== undefined);
  if (keyed.length === 0) return new Map();
  const { rows } = await client.query<{ caller: string; key: string; answer: Stored }>({
    name: 'taicho-answers',
    text: 'select i.caller, i.key, i.answer from idempotency i join unnest($1::text[], $2::text[]) as k(caller, key) on i.caller = k.caller and i.key = k.key',
    values: [keyed.map(({ request }) => request.actor.user), keyed.map(({ request }) => request.idempotencyKey)],
  });
  return new Map(rows.map(({ caller, key, answer }) => [`${caller}\u0001${key}`, answer]));
}

function answerAgain(pending: Pending, stored: Stored): void {
  if ('refused' in stored) pending.reject(new CommandRejected(stored.refused, stored.message, stored.messageEn));
  else pending.resolve({ ...stored, events: [], state: initialState });
}

function hashOf({ command }: Request): Buffer {
  return createHash('sha256').update(JSON.stringify(command)).digest();
}

/** The history says what was asked, not with which data (). */
function withoutPayload(command: Command): object {
  if (!('variables' in command) || command.variables === undefined) return command;
  const { variables, ...rest } = command;
  return { ...rest, variableNames: Object.keys(variables) };
}
