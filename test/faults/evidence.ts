/** What the campaign leaves behind for the checks. */
import type { Organisation, State } from '../../engine/index.ts';
import type { Version } from '../../engine/runtime/versions.ts';
import type { Queryable } from '../support/replayed-dossiers.ts';
import type { FeedPlace } from './feed-reader.ts';
import type { Line } from './journal.ts';

export interface Evidence {
  readonly client: Queryable;
  /** Lines of all clients, each client's in their order. */
  readonly lines: readonly Line[];
  /** What the one reader of the feed saw, in its order. */
  readonly feed: readonly FeedPlace[];
  readonly version: (versionId: string) => Promise<Version>;
  readonly organisation: Organisation;
  /** As the engine answers. */
  readonly dossier: (dossierId: string) => Promise<{ readonly state: State; readonly revision: number }>;
  /** By the database's clock: before the first command, and after which nothing was due any more. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Event types that the target "portal" asked for. */
  readonly deliveredTypes: readonly string[];
}

/** What is wrong, one line each. */
export type Check = (evidence: Evidence) => Promise<string[]>;
