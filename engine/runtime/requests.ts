/** What is asked of the engine and what it answers: the four kinds of trouble are four classes, never mixed. */
import type { Command } from '../semantics/commands.ts';
import type { Event } from '../semantics/events.ts';
import type { AuditLine } from './audit-line.ts';

/** Who acts. Kept with every history row as it was that day. */
export interface Actor {
  readonly user: string;
  readonly name?: string;
  readonly position?: string;
  readonly onBehalfOf?: string;
  readonly channel?: string;
  readonly apiKey?: string;
}

export interface Request {
  readonly command: Command;
  readonly actor: Actor;
  /** Absent: the command starts a new dossier of `versionId`. */
  readonly dossierId?: string;
  readonly versionId?: string;
  /** Of a new dossier: the procedure that the caller named instead of a version. A repeated request is the same one though a newer version came meanwhile. */
  readonly processKey?: string;
  /** How many new dossiers are started with this one or not at all. */
  readonly together?: number;
  /** Unique per caller; repeating one gives the first answer, a refusal included. */
  readonly idempotencyKey?: string;
  /** Required with `occurredAt`: why the fact is entered late. */
  readonly reason?: string;
  /** Refused unless the dossier is still at this revision. */
  readonly ifRevision?: number;
  /** Of a new dossier. */
  readonly code?: string;
  readonly groupId?: string;
  /** Of a new dossier: the ended one that it does again. */
  readonly restartOf?: string;
  /** Commands on a job by the worker that activated it. */
  readonly lockToken?: string;
  /** `failJob`: not before this many milliseconds have passed. */
  readonly backOffMs?: number;
  /** Written to the audit log in the transaction of the command, with its revision; not if it is refused or answered again. */
  readonly auditLine?: AuditLine;
}

export interface Answer {
  readonly dossierId: string;
  readonly revision: number;
  readonly at: string;
  readonly events: readonly Event[];
  /** The key was used before: this is the answer given then. */
  readonly repeated?: true;
}

export type EngineRefusalCode =
  | 'UNKNOWN_DOSSIER'
  | 'UNKNOWN_VERSION'
  | 'UNKNOWN_PROCEDURE'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'REASON_MISSING'
  | 'REVISION_CHANGED'
  | 'CODE_TAKEN'
  | 'JOB_LOCK_LOST'
  | 'INVALID_TEXT'
  | 'INVALID_VALUE'
  | 'PROCEDURE_REFUSED'
  | 'HASH_DIFFERS'
  | 'NOT_IN_FORCE'
  | 'NOT_ENDED'
  | 'DATA_ERASED'
  | 'RESTARTED'
  | 'UNKNOWN_RUN'
  | 'DOSSIER_ACTIVE';

/** A request that the engine refuses before or beside the core. Nothing was changed. Message: Vietnamese; `messageEn` English. */
export class EngineRefused extends Error {
  override readonly name = 'EngineRefused';
  readonly code: EngineRefusalCode;
  readonly messageEn: string;
  readonly details: object;

  constructor(code: EngineRefusalCode, message: string, messageEn: string, details: object = {}) {
    super(message);
    this.code = code;
    this.messageEn = messageEn;
    this.details = details;
  }
}

/** One of several requests that are done together or not at all could not be done; `cause` says why, and nothing was changed. */
export class OneOfThemRefused extends Error {
  override readonly name = 'OneOfThemRefused';
  /** Its place among them, from 0; absent when the database found it out, which does not say. */
  readonly index?: number;

  constructor(cause: unknown, index?: number) {
    super('one of them was refused', { cause });
    if (index !== undefined) this.index = index;
  }
}

export type EngineTroubleCode = 'ENGINE_CLOSED' | 'DOSSIER_BUSY' | 'DATABASE_UNAVAILABLE' | 'OUTCOME_UNKNOWN' | 'ENGINE_FAILED';

/**
 * The engine could not do it, through no fault of the request. ENGINE_CLOSED, DOSSIER_BUSY, DATABASE_UNAVAILABLE, ENGINE_FAILED: nothing was changed.
 * OUTCOME_UNKNOWN: the connection broke at the commit; repeat the request with its idempotency key.
 */
export class EngineTrouble extends Error {
  override readonly name = 'EngineTrouble';
  readonly code: EngineTroubleCode;
  readonly messageEn: string;

  constructor(code: EngineTroubleCode, message: string, messageEn: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.messageEn = messageEn;
  }
}

export function engineClosed(): EngineTrouble {
  return new EngineTrouble('ENGINE_CLOSED', 'Hệ thống đã đóng', 'The engine is closed');
}

/** Whether a text can be the number of a row: asked before it meets SQL. */
export const isId = (id: string): boolean => /^[1-9]\d{0,17}$/.test(id);

export function unknownDossier(id: string): EngineRefused {
  return new EngineRefused('UNKNOWN_DOSSIER', `Không có hồ sơ "${id}"`, `No dossier "${id}"`, { dossierId: id });
}

export function unknownVersion(id: string): EngineRefused {
  return new EngineRefused('UNKNOWN_VERSION', `Không có phiên bản thủ tục "${id}"`, `No procedure version "${id}"`, { versionId: id });
}

/** The actor of what time and messages bring about. */
export const system: Actor = { user: 'system', channel: 'worker' };
