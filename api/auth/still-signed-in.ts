import type { Pool } from 'pg';
import { positionsOf, type Identity } from './identity.ts';
import { sessionLives } from './sessions.ts';

/** Whether an identity that was found out some time ago would be found the same now. Unlike a request, the question keeps no session alive. */
export async function stillSignedIn(pool: Pool, { userId, sessionHash, apiKeyId, positions }: Identity, now: Date): Promise<boolean> {
  if (apiKeyId !== undefined) {
    const { rowCount } = await pool.query({
      name: 'api key lives',
      text: 'select from api_keys where id = $1::bigint and revoked_at is null and (expires_at is null or expires_at > $2)',
      values: [apiKeyId, now],
    });
    return rowCount === 1;
  }
  if (userId === undefined || sessionHash === undefined || !(await sessionLives(pool, sessionHash, now))) return false;
  return JSON.stringify(await positionsOf(pool, userId, now)) === JSON.stringify(positions);
}
