/** Delivers what was queued: graphile-worker takes the jobs, tries again with back-off, and gives up after 25 tries, visibly. */
import { EventEmitter } from 'node:events';
import { Logger, runMigrations, runTaskList, type WorkerPool } from 'graphile-worker';
import pg from 'pg';
import { releaseMigrationLock, takeMigrationLock } from './advisory-locks.ts';
import { deliveryTask, type Delivery } from './deliveries.ts';

/** A receiver that takes longer than this (ms) has not answered; the delivery is tried again. */
const answerWithinMs = 30_000;
/** What is locked for longer than this is a dead process's: nobody takes so long over one delivery. */
const deadAfter = '60 seconds';
/** How often to look for the jobs of dead processes, in ms. */
const lookEveryMs = 15_000;
const migrationWaitMs = 600_000;
const startAgainMs = 1_000;

/** Creates or updates the tables of graphile-worker; many processes may start at once. */
export async function migrateDeliveries(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, application_name: 'taicho migrate deliveries' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await takeMigrationLock(client, migrationWaitMs);
    await runMigrations({ connectionString, maxPoolSize: 1, logger: quiet });
    await releaseMigrationLock(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export interface Deliveries {
  /** Lets deliveries under way end. */
  close(): Promise<void>;
}

/** Delivers until closed. A worker of graphile-worker ends when the database is away at the end of a delivery; then all are started again. */
export function openDeliveries(
  pool: pg.Pool,
  send: (delivery: Delivery) => Promise<void>,
  log: (message: string, error: unknown) => void,
): Deliveries {
  let closed = false;
  let workers: WorkerPool | undefined;
  let wake: () => void = () => undefined;
  const tasks = {
    [deliveryTask]: async (payload: unknown) => {
      const { delivery } = payload as { readonly delivery: Delivery };
      await within(answerWithinMs, send(delivery));
    },
  };
  // not `run`: its cron, which we do not use, ends the program when the database is away as it starts
  const start = () => {
    const events = new EventEmitter();
    // one of the workers could not say that it is done, and has ended; nobody would take its place
    events.on('worker:fatalError', () => void stop());
    return runTaskList({ events, concurrency: 2, pollInterval: 1_000, noHandleSignals: true, logger: quiet }, tasks, pool);
  };
  const stop = () => workers?.gracefulShutdown().catch((error: unknown) => log('stopping deliveries', error));
  const supervise = async () => {
    while (!closed) {
      try {
        workers = start();
        await workers.promise;
      } catch (error) {
        if (!closed) log('deliveries', error);
      }
      if (!closed)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, startAgainMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  };
  const unlock = setInterval(() => {
    pool
      .query(
        `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs
         where locked_at < now() - $1::interval and task_identifier = $2 having count(*) > 0`,
        [deadAfter, deliveryTask],
      )
      .catch((error: unknown) => log('looking for deliveries of dead processes', error));
  }, lookEveryMs);
  unlock.unref();
  const done = supervise();
  return {
    async close() {
      closed = true;
      clearInterval(unlock);
      wake();
      await stop();
      await done;
    },
  };
}

const quiet = new Logger(() => () => undefined);

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
