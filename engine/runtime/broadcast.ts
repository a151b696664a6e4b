/** A signal from outside: who receives it is fixed in one statement; with a key it is thrown once. */
import type { Pool } from 'pg';
import type { Variables } from '../semantics/state.ts';
import { doOnce, type Once } from './do-once.ts';
import { signalReceivers } from './thrown.ts';

/** False when the key was used for this very signal before. Throws IDEMPOTENCY_KEY_REUSED when it was used for another request. */
export async function broadcast(pool: Pool, name: string, variables: Variables, now: Date, once?: Once): Promise<boolean> {
  const { repeated } = await doOnce(pool, { asked: ['broadcastSignal', name, variables], now, once }, async (client) => {
    await client.query(signalReceivers(name, variables, now.getTime()));
    return {};
  });
  return !repeated;
}
