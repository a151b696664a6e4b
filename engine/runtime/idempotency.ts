/** Repeated keys: the first answer again, a refusal included; another request under a used key is refused. */
import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Event } from '../semantics/events.ts';
import { CommandRejected, type RejectionCode } from '../semantics/errors.ts';
import { EngineRefused, type Answer, type EngineRefusalCode, type Request } from './requests.ts';

export type StoredAnswer =
  | { readonly dossierId: string; readonly revision: number }
  | {
      readonly kind: 'command' | 'engine';
      readonly refused: string;
      readonly message: string;
      readonly messageEn: string;
      readonly details: object;
    };

export interface Known {
  readonly hash: Buffer;
  readonly answer: StoredAnswer;
  readonly at: Date;
  /** Of the command that was done. */
  readonly events: readonly Event[] | null;
}

/** Under this name a request with a key is known; undefined without one. */
export function keyName({ actor, idempotencyKey }: Request): string | undefined {
  return idempotencyKey === undefined ? undefined : `${callerOf(actor)}\u0001${idempotencyKey}`;
}

/** Keys are a caller's own: of an API key, else of the user. */
export function callerOf({ apiKey, user }: Request['actor']): string {
  return apiKey === undefined ? user : `key ${apiKey}`;
}

/**
 * What a repeated request has in common with the first: what was asked, not what it came to. Of a restart: the dossier, a version that was named, and the code;
 * what the dossier was started with is read from it, and may have been erased since.
 */
export function requestHash({ dossierId, versionId, processKey, together, command, code, groupId, restartOf }: Request): Buffer {
  const version = processKey === undefined ? (versionId ?? null) : { processKey };
  const asked =
    restartOf === undefined
      ? [dossierId ?? null, version, command, code ?? null, groupId ?? null, ...(together === undefined ? [] : [together])]
      : [{ restartOf }, processKey === undefined ? (versionId ?? null) : null, code ?? null];
  return createHash('sha256').update(JSON.stringify(asked)).digest();
}

/** Whether a request with this key was answered before, be it by a refusal. */
export async function isAnswered(pool: Pick<Pool, 'query'>, actor: Request['actor'], idempotencyKey: string): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'taicho answered',
    text: 'select from idempotency where caller = $1 and key = $2',
    values: [callerOf(actor), idempotencyKey],
  });
  return rowCount === 1;
}

/** What is known of the keys of these requests, by `keyName`. */
export async function knownAnswers(client: PoolClient, requests: readonly Request[]): Promise<ReadonlyMap<string, Known>> {
  const keyed = requests.filter(({ idempotencyKey }) => idempotencyKey !== undefined);
  if (keyed.length === 0) return new Map();
  const { rows } = await client.query<{ caller: string; key: string } & { request_hash: Buffer } & Omit<Known, 'hash'>>({
    name: 'taicho answers',
    text: `select i.caller, i.key, i.request_hash, i.answer, h.at, h.events
           from unnest($1::text[], $2::text[]) as k(caller, key)
           join idempotency i on i.caller = k.caller and i.key = k.key
           left join history h on h.dossier_id = (i.answer->>'dossierId')::bigint and h.revision = (i.answer->>'revision')::integer`,
    values: [keyed.map(({ actor }) => callerOf(actor)), keyed.map(({ idempotencyKey }) => idempotencyKey)],
  });
  return new Map(
    rows.map(({ caller, key, request_hash, answer, at, events }) => [`${caller}\u0001${key}`, { hash: request_hash, answer, at, events }]),
  );
}

/** The answer given then, or the refusal thrown then. */
export function answerAgain({ answer, hash, at, events }: Known, request: Request): Answer {
  if (!hash.equals(requestHash(request))) throw keyReused(request);
  if (!('refused' in answer)) return { ...answer, at: at.toISOString(), events: events ?? [], repeated: true };
  const { kind, refused, message, messageEn, details } = answer;
  if (kind === 'engine') throw new EngineRefused(refused as EngineRefusalCode, message, messageEn, details);
  throw new CommandRejected(refused as RejectionCode, message, messageEn, details);
}

export function keyReused({ idempotencyKey }: Pick<Request, 'idempotencyKey'>): EngineRefused {
  return new EngineRefused(
    'IDEMPOTENCY_KEY_REUSED',
    `Khóa chống lặp "${idempotencyKey}" đã dùng cho yêu cầu khác`,
    `The idempotency key "${idempotencyKey}" was used for another request`,
  );
}

/** A refusal as it is stored. */
export function refusalAnswer(error: CommandRejected | EngineRefused): StoredAnswer {
  const { code, message, messageEn, details } = error;
  return { kind: error instanceof CommandRejected ? 'command' : 'engine', refused: code, message, messageEn, details };
}
