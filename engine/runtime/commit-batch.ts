/** One batch, one transaction: lock, decide, write, commit. Two round trips when nothing special happens. */
import type { PoolClient } from 'pg';
import { CommandRejected } from '../semantics/errors.ts';
import { initialState } from '../semantics/state.ts';
import { openChanges, type Changes } from './changes.ts';
import { isConnectionLost } from './database-errors.ts';
import { decide, runDue, runOverdue } from './decide.ts';
import { deliver } from './deliveries.ts';
import { clearFailures } from './engine-failures.ts';
import {
  answerAgain,
  callerOf,
  keyName,
  keyReused,
  knownAnswers,
  refusalAnswer,
  requestHash,
  type Known,
  type StoredAnswer,
} from './idempotency.ts';
import { jobLocks } from './job-locks.ts';
import { lockDossiers, lockDueDossiers, type LockedDossier } from './lock-dossiers.ts';
import { inOneWrite } from './one-write.ts';
import { project, type Change } from './projection.ts';
import { EngineRefused, EngineTrouble, OneOfThemRefused, unknownDossier, type Request } from './requests.ts';
import { lockSources, settleSource, sourceName } from './sources.ts';
import type { BatchContext, Pending, Stirred, Work } from './work.ts';

export interface Batch {
  readonly requests: readonly Pending[];
  /** How many dossiers with something due to take instead, and at most how many steps in each. */
  readonly due?: { readonly dossiers: number; readonly steps: number };
  /** All the requests are done, or none: the first refusal ends the transaction and is stored nowhere. */
  readonly together?: true;
}

export interface Committed {
  /** Answers the callers; called after the commit. */
  readonly settle: () => void;
  /** Dossiers locked by another process: to be tried again. */
  readonly again: readonly Pending[];
  /** How many dossiers with something due were taken. */
  readonly due: number;
  readonly stirred: ReadonlySet<Stirred>;
  /** A row of the history that is there if, and only if, the transaction was committed; none when no command was done. */
  readonly proof?: { readonly dossierId: string; readonly revision: number; readonly at: Date };
}

/** Thrown when the commit was sent and its answer did not come: `xid` and `committed.proof` tell later whether it was done. */
export class CommitUnanswered extends Error {
  override readonly name = 'CommitUnanswered';
  readonly xid: string;
  readonly committed: Committed;

  constructor(xid: string, committed: Committed, cause: unknown) {
    super('the connection broke at the commit', { cause });
    this.xid = xid;
    this.committed = committed;
  }
}

/** A snapshot of the state is written when the history since the last one is this long: commands, or events. */
const snapshotAfter = { commands: 8, events: 400 };

/** Runs a batch on a connection in pipeline mode. Throws CommitUnanswered, or with a transaction that is to be rolled back; OneOfThemRefused only if `together`. */
export async function commitBatch(context: BatchContext, client: PoolClient, { requests, due, together }: Batch): Promise<Committed> {
  let work: Work | undefined;
  try {
    work = await prepare(context, client, requests, due);
    if (together) await runTogether(work, requests);
    else for (const pending of requests) await run(work, pending);
    if (due !== undefined) for (const dossier of work.locked.dossiers.values()) await runDue(work, dossier, due.steps);
    return await commit(work, due === undefined ? 0 : work.locked.dossiers.size);
  } catch (error) {
    if (work) context.cache.forget(work.changed.keys());
    throw error;
  }
}

async function prepare(context: BatchContext, client: PoolClient, pending: readonly Pending[], due: Batch['due']): Promise<Work> {
  const requests = pending.map(({ request }) => request);
  const ids = [...new Set(requests.flatMap(({ dossierId }) => dossierId ?? []))];
  const starts = requests.filter(({ dossierId }) => dossierId === undefined).length;
  const virtualNow = context.clock?.();
  const [, locked, known, jobs, sources, newDossiers] = await allDone(
    inOneWrite(
      client,
      () =>
        [
          client.query('begin'),
          due === undefined ? lockDossiers(client, ids, context.cache) : lockDueDossiers(client, due.dossiers, virtualNow, context.cache),
          knownAnswers(client, requests),
          jobLocks(client, requests),
          lockSources(
            client,
            pending.flatMap(({ source }) => source ?? []),
          ),
          nextIds(client, starts),
        ] as const,
    ),
  );
  return {
    context,
    client,
    locked,
    known,
    jobs,
    sources,
    newIds: newDossiers,
    freshIds: newDossiers.toReversed(),
    nowMs: virtualNow?.getTime() ?? locked.nowMs,
    changes: openChanges(),
    changed: new Map(),
    settled: [],
    again: [],
    stirred: new Set(),
    cured: [],
  };
}

/** Waits for all, then throws the first failure: none is left behind unhandled. */
async function allDone<T extends readonly unknown[]>(promises: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const outcomes = await Promise.allSettled(promises);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as { -readonly [K in keyof T]: Awaited<T[K]> };
}

async function nextIds(client: PoolClient, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { rows } = await client.query<{ id: string }>({
    name: 'taicho new dossiers',
    text: `select nextval(pg_get_serial_sequence('dossiers', 'id'))::text as id from generate_series(1, $1::integer)`,
    values: [count],
  });
  return rows.map(({ id }) => id);
}

async function run(work: Work, pending: Pending): Promise<void> {
  const { request, source } = pending;
  if (source && !work.sources.has(sourceName(source))) return void work.settled.push(() => pending.resolve(undefined));
  const known = knownOf(work, request);
  if (known) return void work.settled.push(() => settleAgain(pending, known));
  let stored: StoredAnswer;
  try {
    const dossier = await dossierOf(work, request);
    if (!dossier) return void work.again.push(pending);
    await runOverdue(work, dossier);
    const answer = await decide(work, dossier, request);
    stored = { dossierId: answer.dossierId, revision: answer.revision };
    if (source) settleSource(work.changes, source, answer.dossierId, work.nowMs);
    work.settled.push(() => pending.resolve(answer));
  } catch (error) {
    if (!(error instanceof CommandRejected) && !(error instanceof EngineRefused)) {
      if (!(error instanceof EngineTrouble)) throw error;
      return void work.settled.push(() => pending.reject(error));
    }
    stored = refusalAnswer(error);
    if (source) settleSource(work.changes, source, undefined, work.nowMs);
    work.settled.push(() => pending.reject(error));
  }
  keepAnswer(work, request, stored);
}

/** New dossiers, all of them or none. Throws OneOfThemRefused. */
async function runTogether(work: Work, requests: readonly Pending[]): Promise<void> {
  const anyKnown = requests.some(({ request }) => knownOf(work, request));
  for (const [index, { request, resolve }] of requests.entries())
    try {
      const known = knownOf(work, request);
      // they were answered together, so a key that is known without the others was used for something else
      if (anyKnown && !known) throw keyReused(request);
      const answer = known ? answerAgain(known, request) : await decide(work, (await dossierOf(work, request))!, request);
      if (!known) keepAnswer(work, request, { dossierId: answer.dossierId, revision: answer.revision });
      work.settled.push(() => resolve(answer));
    } catch (error) {
      if (error instanceof CommandRejected || error instanceof EngineRefused || error instanceof EngineTrouble)
        throw new OneOfThemRefused(error, index);
      throw error;
    }
}

function knownOf({ known }: Work, request: Request): Known | undefined {
  const name = keyName(request);
  return name === undefined ? undefined : known.get(name);
}

function keepAnswer({ changes, nowMs }: Work, request: Request, stored: StoredAnswer): void {
  if (request.idempotencyKey === undefined) return;
  changes.add('idempotency', {
    caller: callerOf(request.actor),
    key: request.idempotencyKey,
    request_hash: requestHash(request),
    answer: JSON.stringify(stored),
    at: nowMs,
  });
}

function settleAgain(pending: Pending, known: Known): void {
  try {
    pending.resolve(answerAgain(known, pending.request));
  } catch (error) {
    pending.reject(error);
  }
}

/** The dossier of a request, or a new one; undefined when another process has it now. Throws UNKNOWN_DOSSIER, UNKNOWN_VERSION. */
async function dossierOf({ locked, freshIds, nowMs, context }: Work, request: Request): Promise<LockedDossier | undefined> {
  const { dossierId, versionId = '' } = request;
  if (dossierId !== undefined) {
    if (locked.unknown.has(dossierId)) throw unknownDossier(dossierId);
    return locked.dossiers.get(dossierId);
  }
  await context.versions.get(versionId);
  const { code, groupId, restartOf } = request;
  return {
    id: freshIds.pop()!,
    versionId,
    ...(code !== undefined && { code }),
    ...(groupId !== undefined && { groupId }),
    ...(restartOf !== undefined && { restartOf }),
    startedMs: nowMs,
    lastMs: nowMs,
    revision: 0,
    state: initialState,
    snapshotRevision: 0,
  };
}

/** Writes and commits in one round trip. */
async function commit(work: Work, due: number): Promise<Committed> {
  const { client, context, changes, changed, locked, stirred } = work;
  for (const change of changed.values()) {
    project(changes, change, context.organisation());
    writeSnapshot(changes, change);
    if (change.dossier.state.status === 'ended') work.cured.push(change.dossier.id);
  }
  clearFailures(changes, work.cured);
  if (changed.size > 0) stirred.add('history');
  if (changes.has('jobs')) stirred.add('jobs');
  if (locked.delivering) deliver(changes, locked.generation, [...changed.values()]);
  const proven = [...changed.values()].find(({ commands }) => commands.length > 0);
  const sent = inOneWrite(client, () => [...changes.send(client), client.query('commit')]);
  const committed: Committed = {
    settle() {
      for (const { dossier } of changed.values()) context.cache.keep(dossier.id, dossier);
      for (const answer of work.settled) answer();
    },
    again: work.again,
    due,
    stirred,
    ...(proven && {
      proof: { dossierId: proven.dossier.id, revision: proven.commands[0]!.revision, at: new Date(proven.commands[0]!.atMs) },
    }),
  };
  const outcomes = await Promise.allSettled(sent);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  const last = outcomes.at(-1)!;
  if (!failed && last.status === 'fulfilled') return committed;
  // an answer to the commit says that the transaction was rolled back; a broken connection says nothing
  if (last.status === 'fulfilled' || !isConnectionLost(last.reason)) throw failed!.reason;
  throw new CommitUnanswered(locked.xid, committed, failed!.reason);
}

function writeSnapshot(changes: Changes, { dossier, commands }: Change): void {
  const { id, revision, state, snapshotRevision } = dossier;
  const events = commands.reduce((sum, command) => sum + command.events.length, 0);
  if (revision - snapshotRevision < snapshotAfter.commands && events < snapshotAfter.events) return;
  dossier.snapshotRevision = revision;
  changes.add('dossier_states', { dossier_id: id, revision, state_version: state.stateVersion, state: JSON.stringify(state) });
}
