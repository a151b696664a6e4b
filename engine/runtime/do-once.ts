/** What is no command on a dossier, done once for a caller's key: repeated, it gives its first answer again. */
import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Json } from '../semantics/state.ts';
import { canonicalJson } from './canonical-json.ts';
import { callerOf, keyReused } from './idempotency.ts';
import { inTransaction } from './in-transaction.ts';
import type { Actor } from './requests.ts';

export interface Once {
  readonly actor: Actor;
  /** Unique per caller. */
  readonly idempotencyKey: string;
}

export interface Asked {
  /** What is asked for, by which a repeated request is known as the same. */
  readonly asked: Json;
  readonly now: Date;
  /** Absent: done whenever it is asked. */
  readonly once?: Once | undefined;
}

/** `work` in a transaction, with the answer kept under the key. Throws IDEMPOTENCY_KEY_REUSED when the key was used for another request. */
export async function doOnce<T>(
  pool: Pool,
  { asked, now, once }: Asked,
  work: (client: PoolClient) => Promise<T>,
): Promise<{ readonly answer: T; readonly repeated: boolean }> {
  return inTransaction(pool, async (client) => {
    const known = once && (await knownAnswer<T>(client, asked, now, once));
    if (known) return { answer: known.answer, repeated: true };
    const answer = await work(client);
    if (once)
      await client.query('update idempotency set answer = $3 where caller = $1 and key = $2', [
        callerOf(once.actor),
        once.idempotencyKey,
        JSON.stringify(answer),
      ]);
    return { answer, repeated: false };
  });
}

/** The answer given under this key; undefined: the key is new, and taken now. A second request with the same key waits here for the first. */
async function knownAnswer<T>(client: PoolClient, asked: Json, now: Date, { actor, idempotencyKey }: Once) {
  const caller = callerOf(actor);
  const hash = createHash('sha256').update(canonicalJson(asked)).digest();
  const { rowCount } = await client.query(
    `insert into idempotency (caller, key, request_hash, answer, at) values ($1, $2, $3, '{}', $4) on conflict (caller, key) do nothing`,
    [caller, idempotencyKey, hash, now],
  );
  if (rowCount === 1) return undefined;
  const { rows } = await client.query<{ same: boolean; answer: T }>(
    'select request_hash = $3 as same, answer from idempotency where caller = $1 and key = $2',
    [caller, idempotencyKey, hash],
  );
  if (rows[0]?.same !== true) throw keyReused({ idempotencyKey });
  return { answer: rows[0].answer };
}
