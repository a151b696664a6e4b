/** What the durable engine can be asked. */
import type { PoolClient } from 'pg';
import type { Organisation } from '../deadlines/organisation.ts';
import type { Command } from '../semantics/commands.ts';
import type { State, Variables } from '../semantics/state.ts';
import type { AuditLine } from './audit-line.ts';
import type { BulkItem, BulkOrder, BulkRun } from './bulk-runs.ts';
import type { Delivery } from './deliveries.ts';
import type { CheckedProcedure, Deployed, DeployTerms, ProcedureContent } from './deploy.ts';
import type { Once } from './do-once.ts';
import type { FeedEntry } from './feed.ts';
import type { Job, JobRequest } from './jobs.ts';
import type { PublishedMessage } from './messages.ts';
import type { ToldFacts } from './start-conditions.ts';
import type { PersonalDatum } from './personal-data.ts';
import type { MigrationPlan, Preview } from './previews.ts';
import type { Queries } from './queries/index.ts';
import type { Page, Paging } from './queries/page.ts';
import type { Actor, Answer, Request } from './requests.ts';
import type { RestartTerms } from './restart.ts';
import type { BulkTerms } from './start-bulk.ts';
import type { Version } from './versions.ts';

export interface EngineOptions {
  /** A PostgreSQL (14 or newer) of yours. Absent: DATABASE_URL is not looked at; a PostgreSQL of our own in `dataFolder`. */
  readonly connectionString?: string;
  /** Where the embedded PostgreSQL keeps its data; `.taicho`. */
  readonly dataFolder?: string;
  readonly port?: number;
  /** False: this process answers requests and leaves to others what time and messages bring. */
  readonly worker?: boolean;
  /** Receives the events that `addDeliveryTarget` asked for, at least once each; a rejection is tried again with back-off. */
  readonly deliver?: (delivery: Delivery) => Promise<void>;
  /** Instead of the database's clock: for tests and simulated months. Nothing runs by itself then; call `settle`. */
  readonly clock?: () => Date;
  /** With a `clock`: what else is simulated. */
  readonly simulation?: Simulation;
  /** How long a request waits for a database that is away or a dossier that is busy elsewhere, in milliseconds; 30 seconds. */
  readonly patienceMs?: number;
  /** Dossiers whose states this process keeps; 4,096. */
  readonly cachedStates?: number;
  /** Connections to the database; 8. */
  readonly connections?: number;
  readonly log?: (message: string, error: unknown) => void;
}

export interface Simulation {
  /** Instead of the one in force. */
  readonly organisation?: Organisation;
  /** Element id → flow ids taken without evaluating conditions. */
  readonly choices?: () => Readonly<Record<string, readonly string[]>>;
  /** Every new dossier starts with these, under what its start brings. */
  readonly variables?: Variables;
  /** Moves in one command before the model is said to loop; 100,000 (ADR 0017). */
  readonly mostMoves?: number;
  /** Hears of messages, signals and timers whose start or receiver refused. */
  readonly refused?: (error: unknown) => void;
}

export interface Start {
  /** A version, or the procedure whose newest version in force is meant. Both: this version, but a repeated request is known by the procedure. */
  readonly versionId?: string;
  readonly processKey?: string;
  readonly variables?: Variables;
  readonly participants?: Readonly<Record<string, string>>;
  readonly process?: string;
  readonly at?: string;
  readonly occurredAt?: string;
}

type AboutRequest = Omit<Request, 'command' | 'actor' | 'dossierId' | 'versionId' | 'processKey' | 'together' | 'lockToken' | 'backOffMs'>;

export interface Engine extends Queries {
  readonly connectionString: string;
  readonly embedded: boolean;
  deploy(content: ProcedureContent, actor: Actor, terms?: DeployTerms): Promise<Deployed>;
  /** What is wrong with a content, without deploying it, and what it would be deployed as. */
  checkProcedure(content: ProcedureContent): Promise<CheckedProcedure>;
  /** No dossier starts on a version from an instant on; those that run keep it. `db` as for `addDeliveryTarget`. Throws UNKNOWN_VERSION, NOT_IN_FORCE. */
  endForce(versionId: string, from: Date, db?: Pick<PoolClient, 'query'>): Promise<void>;
  version(versionId: string): Promise<Version>;
  /** Id of the newest version in force of a procedure. Throws UNKNOWN_PROCEDURE, NOT_IN_FORCE. */
  newestVersion(processKey: string): Promise<string>;
  organisation(): Organisation;
  setOrganisation(content: unknown, actor: Actor, auditLine?: AuditLine): Promise<void>;
  start(start: Start, actor: Actor, about?: AboutRequest): Promise<Answer>;
  /** Several dossiers, all of them or none, each with a key of its own. Throws OneOfThemRefused. */
  startTogether(starts: readonly (Start & { readonly about?: AboutRequest })[], actor: Actor): Promise<readonly Answer[]>;
  /** Whether this caller's key was used: then what is asked with it is answered again rather than done. */
  isAnswered(actor: Actor, idempotencyKey: string): Promise<boolean>;
  /** Refusals are thrown: CommandRejected of the core, EngineRefused of the shell; nothing was changed then. */
  execute(
    dossierId: string,
    command: Command,
    actor: Actor,
    about?: Omit<Request, 'command' | 'actor' | 'dossierId' | 'versionId' | 'processKey' | 'together'>,
  ): Promise<Answer>;
  /** What a command would do, without doing it. Throws UNKNOWN_DOSSIER, UNKNOWN_VERSION. */
  preview(dossierId: string, command: Command): Promise<Preview>;
  /** A proposal for moving dossiers of a version to another one of its procedure. Throws UNKNOWN_VERSION, NOT_APPLICABLE. */
  planMigration(fromVersionId: string, toVersionId: string): Promise<MigrationPlan>;
  /**
   * Does an ended dossier again as a new one, with what it was started with. Throws UNKNOWN_DOSSIER, NOT_ENDED, DATA_ERASED, RESTARTED while one that does
   * it again is open, and as `start`.
   */
  restart(dossierId: string, terms: RestartTerms, actor: Actor, about?: Pick<Request, 'idempotencyKey' | 'auditLine'>): Promise<Answer>;
  /** Begins one act on many dossiers, done in the background. Throws IDEMPOTENCY_KEY_REUSED. */
  startBulk(order: BulkOrder, reason: string, actor: Actor, terms?: BulkTerms): Promise<BulkRun>;
  /** Throws UNKNOWN_RUN. */
  bulkRun(runId: string): Promise<BulkRun>;
  /** The latest first. */
  bulkRuns(filter?: Paging & { readonly startedBy?: string }): Promise<Page<BulkRun>>;
  /** Throws UNKNOWN_RUN. */
  bulkItems(runId: string, filter?: Paging & { readonly state?: BulkItem['state'] }): Promise<Page<BulkItem>>;
  /** False: it was over already. Throws UNKNOWN_RUN. */
  cancelBulk(runId: string, auditLine?: AuditLine): Promise<boolean>;
  /** False when the message's id is known already. */
  publishMessage(message: PublishedMessage): Promise<boolean>;
  /** False when this signal was thrown with this key before. */
  broadcastSignal(name: string, variables?: Variables, once?: Once): Promise<boolean>;
  /** Tells facts: procedures whose start condition holds now, and did not when facts were told last, start with them. Told again with the same key, the first answer is given. */
  evaluateConditions(facts: Variables, once?: Once): Promise<ToldFacts>;
  activateJobs(request: JobRequest): Promise<Job[]>;
  completeJob(job: JobLock, variables: Variables, actor: Actor, about?: AboutRequest): Promise<Answer>;
  failJob(
    job: JobLock,
    failure: { readonly retries: number; readonly reason?: string; readonly backOffMs?: number },
    actor: Actor,
  ): Promise<Answer>;
  throwJobError(job: JobLock, error: { readonly code?: string; readonly variables?: Variables }, actor: Actor): Promise<Answer>;
  /** The new end of the lock. */
  extendLock(job: JobLock, lockMs: number): Promise<string>;
  /** Due work on which the engine failed (ENGINE_FAILED) is done at once rather than at its next try. False when there is none. */
  tryAgain(dossierId: string): Promise<boolean>;
  /** State by snapshot and history. Throws UNKNOWN_DOSSIER. */
  dossier(dossierId: string): Promise<{ readonly state: State; readonly revision: number; readonly versionId: string }>;
  personalData(dossierId: string): Promise<readonly PersonalDatum[]>;
  erasePersonalData(dossierId: string): Promise<number>;
  readFeed(after?: string, limit?: number): Promise<FeedEntry[]>;
  /** Resolves when something may have been added to the feed, or after `waitMs`. */
  feedStirred(waitMs: number): Promise<void>;
  /** With a connection to this database: as part of the transaction that is open there. */
  addDeliveryTarget(id: string, eventTypes: readonly string[], db?: Pick<PoolClient, 'query'>): Promise<void>;
  removeDeliveryTarget(id: string, db?: Pick<PoolClient, 'query'>): Promise<void>;
  /** Does everything that is due; only needed with a `clock` or without `worker`. Named works alone: messages, deferred, starts, due, force, housekeeping. */
  settle(works?: readonly string[]): Promise<void>;
  /** The one thing that time brings first, if it is due by `until`: its instant, after it was done. For simulated time. */
  doNextDue(until: Date, setClock: (to: Date) => void): Promise<Date | undefined>;
  close(): Promise<void>;
}

export type JobLock = Pick<Job, 'dossierId' | 'elementKey' | 'lockToken'>;
