import type { Queryable } from '../transaction.ts';
import { identityOfStoredKey, type StoredKey } from './api-keys.ts';
import { identityOf, positionsOf, type Identity } from './identity.ts';

/** What the person or program behind a login may do now, though nobody asks in their name; undefined: disabled, revoked, expired or unknown. */
export async function findIdentity(db: Queryable, login: string, now: Date): Promise<Identity | undefined> {
  const keyId = /^key:([1-9]\d{0,17})$/.exec(login)?.[1];
  if (keyId !== undefined) {
    const { rows } = await db.query<StoredKey>({
      name: 'api key by id',
      text: `select id::text, name, scopes, unit from api_keys where id = $1::bigint and revoked_at is null and (expires_at is null or expires_at > $2)`,
      values: [keyId, now],
    });
    return rows[0] && identityOfStoredKey(rows[0]);
  }
  const { rows } = await db.query<{ id: string; name: string }>({
    name: 'api user by login',
    text: 'select id::text, name from users where login = $1 and disabled_at is null',
    values: [login],
  });
  const user = rows[0];
  return user && identityOf({ login, name: user.name, userId: user.id, positions: await positionsOf(db, user.id, now) });
}
