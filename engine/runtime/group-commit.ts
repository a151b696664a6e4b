/**
 * Group commit: concurrent requests are gathered while batches are under way, and each batch is one transaction. Two batches overlap, so that this process
 * decides one while the database writes the other. Alone, a request waits for no timer.
 */
import type { Pool, PoolClient } from 'pg';
import { commitBatch, CommitUnanswered, type Batch, type Committed } from './commit-batch.ts';
import { isConnectionLost, isPassing } from './database-errors.ts';
import { dueSteps } from './decide.ts';
import { doTogether } from './do-together.ts';
import { callerOf } from './idempotency.ts';
import { isOutcomeUnknown, meaningOf, outOfPatience } from './meaning-of.ts';
import { engineClosed, EngineTrouble, type Answer, type Request } from './requests.ts';
import { sourceName, type Source } from './sources.ts';
import type { BatchContext, Pending, Stirred } from './work.ts';

export interface GroupCommit {
  execute(request: Request): Promise<Answer>;
  /** The same for what takes something up; undefined when that was gone. */
  executeFrom(source: Source, request: Request): Promise<Answer | undefined>;
  /** Starts of new dossiers, all of them or none, in one transaction of their own. Throws OneOfThemRefused, EngineTrouble. */
  executeTogether(requests: readonly Request[]): Promise<readonly Answer[]>;
  /** Does what time has made due, in at most so many dossiers and at most so many steps in each; how many dossiers there were. */
  executeDue(dossiers: number, steps?: number): Promise<number>;
  /** Resolves when nothing is under way any more; refuses new requests from then on. */
  close(): Promise<void>;
}

export interface GroupCommitOptions extends BatchContext {
  readonly pool: Pool;
  /** Batches under way at once. */
  readonly lanes: number;
  readonly mostPerBatch: number;
  /** How long requests wait for a database that is away, or for a dossier that another process has, in milliseconds. */
  readonly patienceMs: number;
  readonly onCommit: (stirred: ReadonlySet<Stirred>) => void;
}

interface Waiting extends Pending {
  /** Nothing else with one of these runs at the same time. */
  readonly claims: readonly string[];
  /** Its own key, or what it takes up: not twice in one batch either. */
  readonly once?: string;
  readonly since: number;
  tries: number;
}

export function openGroupCommit(options: GroupCommitOptions): GroupCommit {
  const { lanes, mostPerBatch, patienceMs } = options;
  let waiting: Waiting[] = [];
  const busy = new Set<string>();
  /** Claims of requests that sleep before their next try: nothing overtakes them. */
  const held = new Set<string>();
  const asleep = new Set<NodeJS.Timeout>();
  let running = 0;
  let inFlight = 0;
  let scheduled = false;
  let closing: (() => void) | undefined;
  let closed: Promise<void> | undefined;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    // after every request of this moment has come in
    queueMicrotask(() => {
      scheduled = false;
      startBatches();
    });
  };

  const startBatches = () => {
    while (running < lanes && waiting.length > 0) {
      const share = Math.ceil((waiting.length + inFlight) / lanes);
      // a small batch beside a large one would only make both smaller: wait for the large one to end
      if (running > 0 && waiting.length * 2 < share) return;
      const batch = takeBatch(Math.min(mostPerBatch, share));
      if (batch.length === 0) return;
      void runBatch(batch);
    }
    if (closing && running === 0 && waiting.length === 0 && asleep.size === 0) closing();
  };

  const takeBatch = (most: number): Waiting[] => {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    const taken = new Set<string>();
    // what is left keeps its order: a later request of a dossier never overtakes an earlier one
    const passed = new Set<string>();
    for (const each of waiting) {
      const free =
        batch.length < most &&
        each.claims.every((claim) => !busy.has(claim) && !held.has(claim) && !passed.has(claim)) &&
        (each.once === undefined || !taken.has(each.once));
      if (free) {
        batch.push(each);
        if (each.once !== undefined) taken.add(each.once);
      } else {
        left.push(each);
        for (const claim of each.claims) passed.add(claim);
      }
    }
    waiting = left;
    return batch;
  };

  const runBatch = async (batch: Waiting[]) => {
    running++;
    inFlight += batch.length;
    for (const { claims } of batch) for (const claim of claims) busy.add(claim);
    try {
      await attempt(batch);
    } finally {
      running--;
      inFlight -= batch.length;
      for (const { claims } of batch) for (const claim of claims) busy.delete(claim);
      schedule();
    }
  };

  const attempt = async (batch: Waiting[]): Promise<void> => {
    try {
      const committed = await transaction({ requests: batch });
      committed.settle();
      retry(committed.again as Waiting[], 'DOSSIER_BUSY');
    } catch (error) {
      // it may have been done: not again
      if (isOutcomeUnknown(error)) for (const each of batch) each.reject(error);
      else if (isPassing(error)) retry(batch, 'DATABASE_UNAVAILABLE', error);
      // one poisoned request must not harm its neighbours: each runs again by itself
      else if (batch.length > 1) for (const each of batch) await attempt([each]);
      else {
        const [alone] = batch;
        const meaning = meaningOf(error, [alone!.request]);
        if (meaning === 'again' && alone!.tries < 3) retry(batch, 'DOSSIER_BUSY');
        else {
          if (meaning instanceof EngineTrouble) options.log('a request failed', error);
          alone!.reject(meaning === 'again' ? error : meaning);
        }
      }
    }
  };

  /** One transaction on one connection; whether a commit without answer was done is asked until the database says. */
  const transaction = async (batch: Batch): Promise<Committed> => {
    const client = await options.pool.connect();
    let broken = false;
    try {
      const committed = await commitBatch(options, client, batch);
      options.onCommit(committed.stirred);
      return committed;
    } catch (error) {
      broken = error instanceof CommitUnanswered || isConnectionLost(error) || !(await isRolledBack(client));
      if (!(error instanceof CommitUnanswered)) throw error;
      if (await wasCommitted(error)) {
        options.onCommit(error.committed.stirred);
        return error.committed;
      }
      throw error.cause;
    } finally {
      client.release(broken);
    }
  };

  /**
   * The number alone does not tell: after a crash the server may give it again, to a transaction that is committed while ours was lost with it.
   * Without any command done the answer is no; whatever else was written is found when the requests run again.
   */
  const wasCommitted = async ({ xid, committed: { proof }, cause }: CommitUnanswered): Promise<boolean> => {
    const until = performance.now() + patienceMs;
    for (let pause = 20; ; pause = Math.min(pause * 2, 1_000)) {
      try {
        if (!(await isInProgress(xid))) return proof !== undefined && (await isWritten(xid, proof));
      } catch (error) {
        if (!isPassing(error)) options.log('asking what became of a commit', error);
      }
      if (performance.now() > until)
        throw new EngineTrouble(
          'OUTCOME_UNKNOWN',
          'Mất kết nối lúc ghi; hãy gửi lại cùng khóa chống lặp',
          'The connection broke at the commit; repeat the request with its idempotency key',
          cause,
        );
      await sleep(pause);
    }
  };

  const isInProgress = async (xid: string): Promise<boolean> => {
    try {
      const { rows } = await options.pool.query<{ status: string | null }>('select pg_xact_status($1::xid8) as status', [xid]);
      return rows[0]!.status === 'in progress';
    } catch (error) {
      // 22023: no transaction has this number, so the server lost it in a crash
      if ((error as { code?: string }).code === '22023') return false;
      throw error;
    }
  };

  const isWritten = async (xid: string, { dossierId, revision, at }: NonNullable<Committed['proof']>): Promise<boolean> => {
    const { rowCount } = await options.pool.query(
      'select from history where dossier_id = $1::bigint and revision = $2 and xid = $3::xid8 and at = $4',
      [dossierId, revision, xid, at],
    );
    return rowCount === 1;
  };

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        asleep.delete(timer);
        resolve();
      }, ms);
      asleep.add(timer);
    });

  /** Again after a pause that grows: 2, 4, 8 … 250 ms. */
  const retry = (batch: readonly Waiting[], code: 'DOSSIER_BUSY' | 'DATABASE_UNAVAILABLE', cause?: unknown) => {
    const ready: Waiting[] = [];
    for (const each of batch) {
      if (performance.now() - each.since > patienceMs) each.reject(outOfPatience(code, each.request, cause));
      else ready.push(each);
    }
    if (ready.length === 0) return;
    const pause = Math.min(250, 2 ** ++ready[0]!.tries);
    for (const each of ready) {
      each.tries = ready[0]!.tries;
      for (const claim of each.claims) held.add(claim);
    }
    void sleep(pause).then(() => {
      for (const { claims } of ready) for (const claim of claims) held.delete(claim);
      waiting.unshift(...ready);
      schedule();
    });
  };

  const add = (request: Request, source: Source | undefined, resolve: Pending['resolve'], reject: Pending['reject']) => {
    if (closed) return reject(engineClosed());
    const { dossierId, idempotencyKey, actor } = request;
    const key = idempotencyKey === undefined ? undefined : `key ${callerOf(actor)}\u0001${idempotencyKey}`;
    const once = source ? sourceName(source) : key;
    const claims = [...(dossierId === undefined ? [] : [`dossier ${dossierId}`]), ...(once === undefined ? [] : [once])];
    waiting.push({
      request,
      resolve,
      reject,
      claims,
      since: performance.now(),
      tries: 0,
      ...(source && { source }),
      ...(once !== undefined && { once }),
    });
    schedule();
  };

  return {
    execute: (request) => new Promise((resolve, reject) => add(request, undefined, (answer) => resolve(answer!), reject)),
    executeFrom: (source, request) => new Promise((resolve, reject) => add(request, source, resolve, reject)),
    async executeTogether(requests) {
      if (closed) throw engineClosed();
      running++;
      try {
        return await doTogether(requests, { transaction, sleep, patienceMs, log: options.log });
      } finally {
        running--;
        schedule();
      }
    },
    async executeDue(dossiers, steps = dueSteps) {
      if (closed) return 0;
      running++;
      try {
        const committed = await transaction({ requests: [], due: { dossiers, steps } });
        committed.settle();
        return committed.due;
      } finally {
        running--;
        schedule();
      }
    },
    close: () =>
      (closed ??= new Promise<void>((resolve) => {
        closing = resolve;
        schedule();
      })),
  };
}

/** A connection on which even that failed is given up: the next batch must not find itself inside this transaction. */
const isRolledBack = (client: PoolClient) =>
  client.query('rollback').then(
    () => true,
    () => false,
  );
