/** One batch, one transaction: lock, decide, write, commit. Two round trips when nothing special happens. */
import type { PoolClient } from 'pg';
import type { Organisation } from '../deadlines/organisation.ts';
import { advance } from '../semantics/advance.ts';
import type { Command } from '../semantics/commands.ts';
import { CommandRejected } from '../semantics/errors.ts';
import { initialState } from '../semantics/state.ts';
import { openChanges, type Changes } from './changes.ts';
import { deliver } from './deliveries.ts';
import { nextDue } from './due.ts';
import type { Simulation } from './engine.ts';
import { clearFailures, noteFailure } from './engine-failures.ts';
import { historyRow } from './history-row.ts';
import { answerAgain, callerOf, keyName, knownAnswers, refusalAnswer, requestHash, type Known, type StoredAnswer } from './idempotency.ts';
import { checkJobLock, jobLocks, type JobLocks } from './job-locks.ts';
import { isConnectionLost, isPassing } from './database-errors.ts';
import { lockDossiers, lockDueDossiers, type Locked, type LockedDossier } from './lock-dossiers.ts';
import { splitPersonal } from './personal-data.ts';
import { inOneWrite } from './one-write.ts';
import { project, type Change } from './projection.ts';
import { EngineRefused, EngineTrouble, system, unknownDossier, type Answer, type Request } from './requests.ts';
import { lockSources, settleSource, sourceName, type Source } from './sources.ts';
import type { StateCache } from './state-cache.ts';
import { throwOn } from './thrown.ts';
import type { Version, Versions } from './versions.ts';

/** A request on its way, with what it takes up when it succeeds. */
export interface Pending {
  readonly request: Request;
  /** Done only if this is still there, and used up with it. */
  readonly source?: Source;
  /** Undefined: its source was gone. */
  readonly resolve: (answer: Answer | undefined) => void;
  readonly reject: (error: unknown) => void;
}

export interface Batch {
  readonly requests: readonly Pending[];
  /** How many dossiers with something due to take instead, and at most how many steps in each. */
  readonly due?: { readonly dossiers: number; readonly steps: number };
}

export interface BatchContext {
  readonly versions: Versions;
  readonly organisation: () => Organisation;
  readonly cache: StateCache;
  /** For tests and simulated months; else the database's clock. */
  readonly clock?: () => Date;
  readonly simulation?: Simulation;
  readonly log: (message: string, error: unknown) => void;
}

/** What parts of the engine may want to look at after a commit. */
export type Stirred = 'messages' | 'deferred' | 'jobs' | 'history';

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

/** Steps that time brings to one dossier in one batch; the rest comes with the next, so that one dossier does not hold up the others. */
export const dueSteps = 20;

/** A snapshot of the state is written when the history since the last one is this long: commands, or events. */
const snapshotAfter = { commands: 8, events: 400 };

interface Work {
  readonly context: BatchContext;
  readonly client: PoolClient;
  readonly locked: Locked;
  readonly known: ReadonlyMap<string, Known>;
  readonly jobs: JobLocks;
  readonly sources: ReadonlySet<string>;
  readonly newIds: readonly string[];
  /** Those not given away yet. */
  readonly freshIds: string[];
  readonly nowMs: number;
  readonly changes: Changes;
  readonly changed: Map<string, Change>;
  readonly settled: (() => void)[];
  readonly again: Pending[];
  readonly stirred: Set<Stirred>;
  /** Dossiers that the engine has nothing to do for any more, or could do all that was due. */
  readonly cured: string[];
}

/** Runs a batch on a connection in pipeline mode. Throws CommitUnanswered, or with a transaction that is to be rolled back. */
export async function commitBatch(context: BatchContext, client: PoolClient, { requests, due }: Batch): Promise<Committed> {
  let work: Work | undefined;
  try {
    work = await prepare(context, client, requests, due);
    for (const pending of requests) await run(work, pending);
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
  const name = keyName(request);
  const known = name === undefined ? undefined : work.known.get(name);
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
  if (name !== undefined)
    work.changes.add('idempotency', {
      caller: callerOf(request.actor),
      key: request.idempotencyKey,
      request_hash: requestHash(request),
      answer: JSON.stringify(stored),
      at: work.nowMs,
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
  const { code, groupId } = request;
  return {
    id: freshIds.pop()!,
    versionId,
    ...(code !== undefined && { code }),
    ...(groupId !== undefined && { groupId }),
    startedMs: nowMs,
    lastMs: nowMs,
    revision: 0,
    state: initialState,
    snapshotRevision: 0,
  };
}

async function decide(work: Work, dossier: LockedDossier, request: Request): Promise<Answer> {
  const { context, locked, changes } = work;
  checkReadable(dossier);
  const version = await context.versions.get(dossier.versionId);
  // facts of one dossier are in order even if the database's clock was set back
  const nowMs = Math.max(work.nowMs, dossier.lastMs);
  checkRequest(request, dossier);
  checkJobLock(work.jobs, request, nowMs);
  const { command } = withStartVariables(request, context.simulation);
  const revision = dossier.revision + 1;
  const split =
    'variables' in command && command.variables && version.personal.size > 0
      ? splitPersonal(version.personal, command.variables, dossier.id, revision, nowMs)
      : undefined;
  const given = split ? ({ ...command, variables: split.variables } as Command) : command;
  const { events, state } = guarded(dossier.id, () =>
    advance(version.model, dossier.state, given, new Date(nowMs), {
      organisation: context.organisation(),
      ...(context.simulation?.choices && { choices: context.simulation.choices() }),
      ...(context.simulation?.mostMoves !== undefined && { mostMoves: context.simulation.mostMoves }),
    }),
  );
  for (const row of split?.rows ?? []) changes.add('dossier_data', row);
  const change = changeOf(work, dossier, version);
  change.commands.push({ request, revision, events, atMs: nowMs });
  Object.assign(dossier, { state, revision, lastMs: nowMs });
  changes.add('history', historyRow(dossier, request, events, nowMs, locked));
  throwOn(work, dossier, events, nowMs);
  return { dossierId: dossier.id, revision, at: new Date(nowMs).toISOString(), events };
}

function withStartVariables(request: Request, simulation: Simulation | undefined): Request {
  const { command } = request;
  if (command.type !== 'startInstance' || !simulation?.variables) return request;
  return { ...request, command: { ...command, variables: { ...simulation.variables, ...command.variables } } };
}

function changeOf({ changed }: Work, dossier: LockedDossier, version: Version): Change {
  let change = changed.get(dossier.id);
  if (!change)
    changed.set(dossier.id, (change = { dossier, version, before: dossier.state, beforeRevision: dossier.revision, commands: [] }));
  return change;
}

function checkReadable({ id, unreadable }: LockedDossier): void {
  if (unreadable !== undefined) throw engineFailed(id, unreadable);
}

function engineFailed(dossierId: string, cause: unknown): EngineTrouble {
  return new EngineTrouble('ENGINE_FAILED', `Lỗi của hệ thống ở hồ sơ ${dossierId}`, `The engine failed on dossier ${dossierId}`, cause);
}

function checkRequest({ command, reason, ifRevision }: Request, { revision }: LockedDossier): void {
  if (
    'occurredAt' in command &&
    command.occurredAt !== undefined &&
    !(reason ?? ('reason' in command ? command.reason : undefined))?.trim()
  )
    throw new EngineRefused('REASON_MISSING', 'Nhập lùi thời điểm phải nêu lý do', 'A fact entered late needs a reason');
  if (ifRevision !== undefined && ifRevision !== revision)
    throw new EngineRefused(
      'REVISION_CHANGED',
      `Hồ sơ đã thay đổi: lần ${revision}, không phải ${ifRevision}`,
      `The dossier has changed: revision ${revision}, not ${ifRevision}`,
      { revision },
    );
}

/** A bug in the core harms this request alone; the state before it is whole, for the core changes nothing in place. */
function guarded<T>(dossierId: string, decision: () => T): T {
  try {
    return decision();
  } catch (error) {
    if (error instanceof CommandRejected) throw error;
    throw engineFailed(dossierId, error);
  }
}

/** What was due before a command comes before it, though the worker has not come to it: a step that ends late leaves its flags behind. */
async function runOverdue(work: Work, dossier: LockedDossier): Promise<void> {
  const { dueMs = Infinity } = dossier;
  if (dueMs > work.nowMs) return;
  delete dossier.dueMs;
  await runDue(work, dossier, dueSteps);
}

async function runDue(work: Work, dossier: LockedDossier, mostSteps: number): Promise<void> {
  const { context } = work;
  try {
    checkReadable(dossier);
    const version = await context.versions.get(dossier.versionId);
    for (let steps = 0; steps < mostSteps; steps++) {
      const nowMs = Math.max(work.nowMs, dossier.lastMs);
      const command = guarded(dossier.id, () => nextDue(version.model, dossier.state, context.organisation(), nowMs));
      // the row said that something is due; it is planned anew even if nothing was
      if (command) await decide(work, dossier, { dossierId: dossier.id, command, actor: system });
      else changeOf(work, dossier, version);
      if (!command) return void work.cured.push(dossier.id);
    }
  } catch (error) {
    // no fault of the dossier: the version could not be read
    if (isPassing(error)) throw error;
    context.log(`due work of dossier ${dossier.id}`, error);
    noteFailure(work.changes, dossier.id, error, work.nowMs);
  }
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
