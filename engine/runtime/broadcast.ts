/** A signal from outside: who receives it is fixed in one statement; with a key it is thrown once. */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Variables } from '../semantics/state.ts';
import { canonicalJson } from './canonical-json.ts';
import { callerOf } from './idempotency.ts';
import { EngineRefused, type Actor } from './requests.ts';
import { signalReceivers } from './thrown.ts';

export interface BroadcastOnce {
  readonly actor: Actor;
  /** Unique per caller. */
  readonly idempotencyKey: string;
}

/** False when the key was used for this very signal before. Throws IDEMPOTENCY_KEY_REUSED when it was used for another request. */
export async function broadcast(pool: Pool, name: string, variables: Variables, now: Date, once?: BroadcastOnce): Promise<boolean> {
  const receivers = signalReceivers(name, variables, now.getTime());
  if (!once) {
    await pool.query(receivers);
    return true;
  }
  const hash = createHash('sha256')
    .update(canonicalJson(['broadcastSignal', name, variables]))
    .digest();
  const caller = callerOf(once.actor);
  const client = await pool.connect();
  try {
    await client.query('begin');
    // a second one with the same key waits here for the first
    const { rowCount } = await client.query(
      'insert into idempotency (caller, key, request_hash, answer, at) values ($1, $2, $3, $4, $5) on conflict (caller, key) do nothing',
      [caller, once.idempotencyKey, hash, '{}', now],
    );
    if (rowCount === 1) await client.query(receivers);
    const { rows } = await client.query<{ same: boolean }>(
      'select request_hash = $3 as same from idempotency where caller = $1 and key = $2',
      [caller, once.idempotencyKey, hash],
    );
    await client.query('commit');
    if (rows[0]?.same === false)
      throw new EngineRefused(
        'IDEMPOTENCY_KEY_REUSED',
        `Khóa chống lặp "${once.idempotencyKey}" đã dùng cho yêu cầu khác`,
        `The idempotency key "${once.idempotencyKey}" was used for another request`,
      );
    return rowCount === 1;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
