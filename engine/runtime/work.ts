/** A batch under way: what it was given, what it has read, and what it will write. */
import type { PoolClient } from 'pg';
import type { Organisation } from '../deadlines/organisation.ts';
import type { Changes } from './changes.ts';
import type { Simulation } from './engine.ts';
import type { Known } from './idempotency.ts';
import type { JobLocks } from './job-locks.ts';
import type { Locked } from './lock-dossiers.ts';
import type { Change } from './projection.ts';
import type { Answer, Request } from './requests.ts';
import type { Source } from './sources.ts';
import type { StateCache } from './state-cache.ts';
import type { Versions } from './versions.ts';

/** A request on its way, with what it takes up when it succeeds. */
export interface Pending {
  readonly request: Request;
  /** Done only if this is still there, and used up with it. */
  readonly source?: Source;
  /** Undefined: its source was gone. */
  readonly resolve: (answer: Answer | undefined) => void;
  readonly reject: (error: unknown) => void;
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

export interface Work {
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
