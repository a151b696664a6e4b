/** Repeated keys: the first answer again, a refusal included; another request under a used key is refused. */
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
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

export function requestHash({ dossierId, versionId, command, code, groupId }: Request): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([dossierId ?? null, versionId ?? null, command, code ?? null, groupId ?? null]))
    .digest();
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
  if (!hash.equals(requestHash(request)))
    throw new EngineRefused(
      'IDEMPOTENCY_KEY_REUSED',
      `Khóa chống lặp "${request.idempotencyKey}" đã dùng cho yêu cầu khác`,
      `The idempotency key "${request.idempotencyKey}" was used for another request`,
    );
  if (!('refused' in answer)) return { ...answer, at: at.toISOString(), events: events ?? [], repeated: true };
  const { kind, refused, message, messageEn, details } = answer;
  if (kind === 'engine') throw new EngineRefused(refused as EngineRefusalCode, message, messageEn, details);
  throw new CommandRejected(refused as RejectionCode, message, messageEn, details);
}

/** A refusal as it is stored. */
export function refusalAnswer(error: CommandRejected | EngineRefused): StoredAnswer {
  const { code, message, messageEn, details } = error;
  return { kind: error instanceof CommandRejected ? 'command' : 'engine', refused: code, message, messageEn, details };
}
