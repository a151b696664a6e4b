/** Opens the engine: database, connections, worker, and the functions that make them one thing; a list of them all, so over 300 lines. */
import pg from 'pg';
import type { Command } from '../semantics/commands.ts';
import { wholeText } from './boundary.ts';
import { broadcast } from './broadcast.ts';
import { openBulk } from './open-bulk.ts';
import { workBulk } from './work-bulk.ts';
import type { Stirred } from './work.ts';
import { openDatabase } from './database.ts';
import { deliverDeferred, fireStarts } from './deferred.ts';
import { migrateDeliveries, openDeliveries } from './deliveries-runner.ts';
import { checkProcedure, deploy } from './deploy.ts';
import type { Engine, EngineOptions, JobLock, Start } from './engine.ts';
import { openEnginePresence } from './engine-presence.ts';
import { readFeed } from './feed.ts';
import { firstOf } from './first-of.ts';
import { endForce, followForce } from './in-force.ts';
import { openGroupCommit } from './group-commit.ts';
import { keepHouse } from './housekeeping.ts';
import { isAnswered } from './idempotency.ts';
import { activateJobs, extendLock } from './jobs.ts';
import { knownErrors } from './known-errors.ts';
import { evaluateConditions } from './start-conditions.ts';
import { readState, stateVersion } from './lock-dossiers.ts';
import { readKey } from './read-key.ts';
import { correlateMessages, keepMessage } from './messages.ts';
import { migrate } from './migrate.ts';
import { loadOrganisation, noOrganisation, replan, storeOrganisation } from './organisations.ts';
import { erasePersonalData, readPersonalData } from './personal-data.ts';
import { planBetween, previewCommand } from './previews.ts';
import { openQueries } from './queries/index.ts';
import { isId, unknownDossier, type Actor, type Answer, type Request } from './requests.ts';
import { restartedAgain, restartOf } from './restart.ts';
import { openStateCache } from './state-cache.ts';
import { newestVersion, openVersions } from './versions.ts';
import { openWorker } from './worker.ts';

/** What a commit may have brought → the part of the worker that looks at it. */
const looksAt: Partial<Record<Stirred, string>> = { messages: 'messages', deferred: 'deferred' };

/** Dossiers whose due work is done in one transaction. */
const duePerBatch = 128;

/**
 * Opens the engine on a database: migrates it forward, and works until `close`. Any number of processes may open it on one database.
 * Throws DatabaseUnavailable with the cure.
 */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const { clock, log = (message, error) => console.error(`taicho: ${message}`, error), patienceMs = 30_000, connections = 8 } = options;
  const database = await openDatabase(options);
  const undo: (() => Promise<unknown>)[] = [() => database.stop()];
  let closing: Promise<void> | undefined;
  try {
    const { connectionString } = database;
    const presence = await openEnginePresence({
      connectionString,
      stateVersion,
      onRefused(reason) {
        log('the engine has to stop', reason);
        closing ??= undoAll(undo).catch((failure: unknown) => log('stopping', failure));
      },
    });
    undo.push(() => presence.close());
    // after the presence: a release of another state version must not change tables under engines that run
    await migrate(connectionString);
    if (options.deliver) await migrateDeliveries(connectionString);
    const settings = { connectionString, application_name: `taicho ${presence.processNumber}`, max: connections };
    const pool = new pg.Pool(settings);
    // batches send several queries without waiting for each answer
    const pipelined = new pg.Pool({ ...settings, max: lanes + 1, pipeline: true });
    for (const each of [pool, pipelined]) {
      each.on('error', (error) => log('a database connection broke', error));
      // while one is in use its error belongs to whoever uses it; without a listener it would end the program besides
      each.on('connect', (client) => client.on('error', () => undefined));
      undo.push(() => each.end());
    }
    let inForce = await loadOrganisation(pool, noOrganisation);
    const versions = openVersions(pool);
    const organisation = () => options.simulation?.organisation ?? inForce.organisation;
    const now = async () => clock?.() ?? (await pool.query<{ now: Date }>('select clock_timestamp() as now')).rows[0]!.now;
    const feedListeners = new Set<() => void>();
    const jobListeners = new Set<() => void>();
    const onCommit = (stirred: ReadonlySet<Stirred>) => {
      for (const what of stirred) {
        const name = looksAt[what];
        if (name !== undefined) worker.poke(name);
      }
      if (stirred.has('jobs')) for (const wake of jobListeners) wake();
      if (stirred.has('history')) for (const wake of feedListeners) wake();
    };
    const commits = openGroupCommit({
      pool: pipelined,
      versions,
      organisation,
      cache: openStateCache(options.cachedStates ?? 4_096),
      // simulated time has one order of everything
      lanes: clock ? 1 : lanes,
      mostPerBatch: 256,
      patienceMs,
      log,
      onCommit,
      ...(clock && { clock }),
      ...(options.simulation && { simulation: options.simulation }),
    });
    const counted = async (count: Promise<number>) => ({ count: await count });
    const dueBatch = async () => {
      const { rows } = await pool.query<{ rest: number | null }>({
        name: 'taicho next due',
        text: `select extract(epoch from min(next_due_at) - coalesce($1::timestamptz, clock_timestamp()))::float8 * 1000 as rest from dossiers where next_due_at is not null`,
        values: [clock?.()],
      });
      const restMs = rows[0]!.rest;
      if (restMs === null) return { count: 0 };
      return restMs > 0 ? { count: 0, restMs } : { count: await commits.executeDue(duePerBatch) };
    };
    const worker = openWorker(
      [
        { name: 'due', everyMs: 200, batch: dueBatch },
        {
          name: 'messages',
          everyMs: 500,
          batch: async () =>
            counted(correlateMessages({ pool, commits, versions, log, refused: options.simulation?.refused }, await now(), 100)),
        },
        {
          name: 'deferred',
          everyMs: 500,
          batch: async () => counted(deliverDeferred(pool, commits, await now(), 200, options.simulation?.refused)),
        },
        {
          name: 'starts',
          everyMs: 500,
          batch: async () => counted(fireStarts(pool, commits, await now(), 50, options.simulation?.refused)),
        },
        {
          name: 'force',
          everyMs: 1_000,
          batch: async () => counted(followForce(pool, versions, organisation(), await now(), options.simulation?.variables)),
        },
        { name: 'bulk', everyMs: 2_000, batch: async () => counted(workBulk(pool, commits, await now())) },
        { name: 'housekeeping', everyMs: 60_000, batch: async () => counted(keepHouse(pool, await now(), 500)) },
      ],
      clock === undefined && options.worker !== false,
      log,
    );
    undo.push(async () => {
      await worker.stop();
      await commits.close();
    });
    const refresh = setInterval(() => {
      loadOrganisation(pool, inForce).then(
        (loaded) => (inForce = loaded),
        (error: unknown) => log('reading the organisation', error),
      );
    }, 5_000);
    refresh.unref();
    undo.push(async () => clearInterval(refresh));
    if (options.deliver && clock === undefined) {
      const deliveries = openDeliveries(pool, options.deliver, log);
      undo.push(() => deliveries.close());
    }
    const onJob = (type: 'completeJob' | 'failJob' | 'throwError', job: JobLock, rest: object, actor: Actor, about: object = {}) =>
      execute({
        dossierId: job.dossierId,
        command: { type, elementKey: job.elementKey, ...rest } as Command,
        lockToken: job.lockToken,
        actor,
        ...about,
      });
    const execute = async (request: Request): Promise<Answer> => {
      if (request.dossierId !== undefined && !isId(request.dossierId)) throw unknownDossier(request.dossierId);
      return commits.execute(wholeText(request));
    };

    const answered = async (actor: Actor, { idempotencyKey }: Pick<Request, 'idempotencyKey'>): Promise<boolean> =>
      idempotencyKey !== undefined && isAnswered(pool, actor, wholeText(idempotencyKey));

    // a start that was answered is answered again, though no version is in force any more
    const startRequest = async (
      { versionId, processKey, ...start }: Start,
      actor: Actor,
      about: Pick<Request, 'idempotencyKey'> = {},
    ): Promise<Request> => {
      const version =
        versionId ??
        (await newestVersion(pool, processKey ?? '', clock?.()).catch(async (error: unknown) => {
          if (!(await answered(actor, about))) throw error;
          return undefined;
        }));
      return {
        ...about,
        ...(version !== undefined && { versionId: version }),
        ...(processKey !== undefined && { processKey }),
        command: { type: 'startInstance', ...start },
        actor,
      };
    };

    const engine: Engine = {
      ...openQueries({ pool, versions, organisation, now }),
      connectionString,
      embedded: database.embedded,
      deploy: async (content, actor, terms) =>
        deploy(pool, content, actor, organisation(), await now(), options.simulation?.variables, terms),
      endForce: async (versionId, from, db) => endForce(pool, versionId, from, await now(), db),
      checkProcedure: async (content) => checkProcedure(pool, content, organisation(), await now()),
      version: (versionId) => versions.get(versionId),
      organisation,
      async setOrganisation(content, actor, auditLine) {
        await storeOrganisation(pool, content, actor, await now(), auditLine);
        inForce = await loadOrganisation(pool, inForce);
        await replan(pool);
        worker.poke('due');
      },
      start: async (start, actor, about) => execute(await startRequest(start, actor, about)),
      async startTogether(starts, actor) {
        const requests: Request[] = [];
        for (const { about, ...start } of starts)
          requests.push({ ...wholeText(await startRequest(start, actor, about)), together: starts.length });
        return commits.executeTogether(requests);
      },
      isAnswered: (actor, idempotencyKey) => answered(actor, { idempotencyKey }),
      execute: (dossierId, command, actor, about) => execute({ ...about, dossierId, command, actor }),
      preview: async (dossierId, command) => previewCommand({ pool, versions, organisation }, dossierId, wholeText(command), await now()),
      planMigration: (fromVersionId, toVersionId) => planBetween({ pool, versions, organisation }, fromVersionId, toVersionId),
      restart: async (dossierId, terms, actor, asked = {}) => {
        if (await answered(actor, asked)) return execute({ ...restartedAgain(dossierId, terms), ...asked, actor });
        const { start, about } = await restartOf(pool, versions, dossierId, terms);
        return execute(await startRequest(start, actor, { ...about, ...asked }));
      },
      ...openBulk(pool, now, () => worker.poke('bulk')),
      async publishMessage(message) {
        const at = await now();
        const kept = await keepMessage(pool, await readKey(pool, versions, wholeText(message), at), at);
        if (kept) worker.poke('messages');
        return kept;
      },
      async broadcastSignal(name, variables = {}, once) {
        const whole = wholeText({ name, variables });
        const thrown = await broadcast(pool, whole.name, whole.variables, await now(), once);
        worker.poke('deferred');
        return thrown;
      },
      async evaluateConditions(facts, once) {
        const told = await evaluateConditions(pool, versions, wholeText(facts), await now(), once);
        if (told.starting > 0) worker.poke('deferred');
        return told;
      },
      async activateJobs(asked) {
        const request = wholeText(asked);
        const until = performance.now() + (request.waitMs ?? 0);
        for (;;) {
          const stirred = firstOf(jobListeners, Math.min(1_000, until - performance.now()));
          const jobs = await activateJobs(pool, request, await now());
          if (jobs.length > 0 || performance.now() >= until) return jobs;
          await stirred;
        }
      },
      completeJob: (job, variables, actor, about) => onJob('completeJob', job, { variables }, actor, about),
      failJob: (job, { retries, reason, backOffMs }, actor) =>
        onJob('failJob', job, { retries, ...(reason !== undefined && { reason }) }, actor, backOffMs === undefined ? {} : { backOffMs }),
      throwJobError: (job, { code, variables }, actor) =>
        onJob('throwError', job, { ...(code !== undefined && { code }), ...(variables && { variables }) }, actor),
      extendLock: async (job, lockMs) => extendLock(pool, job, lockMs, await now()),
      async tryAgain(dossierId) {
        if (!isId(dossierId)) return false;
        const { rowCount } = await pool.query(
          'update dossiers set next_due_at = $2 where id = $1::bigint and exists (select from engine_failures where dossier_id = $1::bigint)',
          [dossierId, await now()],
        );
        worker.poke('due');
        return rowCount === 1;
      },
      async dossier(dossierId) {
        const found = isId(dossierId) ? await readState(pool, dossierId) : undefined;
        if (!found) throw unknownDossier(dossierId);
        return found;
      },
      personalData: (dossierId) => readPersonalData(pool, dossierId),
      erasePersonalData: (dossierId) => erasePersonalData(pool, dossierId),
      readFeed: (after, limit = 100) => readFeed(pool, after, Math.min(limit, 1_000)),
      feedStirred: (waitMs) => firstOf(feedListeners, waitMs),
      async addDeliveryTarget(id, eventTypes, db = pool) {
        await migrateDeliveries(connectionString);
        await db.query(
          `insert into delivery_targets (id, event_types, created_at) values ($1, $2, $3) on conflict (id) do update set event_types = excluded.event_types`,
          [id, eventTypes, await now()],
        );
      },
      async removeDeliveryTarget(id, db = pool) {
        await db.query('delete from delivery_targets where id = $1', [id]);
      },
      settle: (works) => worker.settle(works),
      newestVersion: (processKey) => newestVersion(pool, processKey, clock?.()),
      async doNextDue(until, setClock) {
        const { rows } = await pool.query<{ at: Date | null; starts: boolean }>(
          `select at, starts from (
             select min(due_at) as at, true as starts from start_subscriptions where coalesce(rounds_left, 1) > 0
             union all select min(next_due_at), false from dossiers where next_due_at is not null) as due
           where at <= $1 order by at, starts desc limit 1`,
          [until],
        );
        const first = rows[0];
        if (!first?.at) return undefined;
        setClock(first.at);
        if (first.starts) await fireStarts(pool, commits, await now(), 1, options.simulation?.refused);
        else await commits.executeDue(1, 1);
        return first.at;
      },
      close: () => (closing ??= undoAll(undo)),
    };
    return knownErrors(engine, { patienceMs, isClosing: () => closing !== undefined, log });
  } catch (error) {
    await undoAll(undo).catch((failure: unknown) => log('closing after a failed start', failure));
    throw error;
  }
}

/** Transactions under way at once: one is decided here while the database writes the other. */
const lanes = 2;

async function undoAll(undo: (() => Promise<unknown>)[]): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
}
