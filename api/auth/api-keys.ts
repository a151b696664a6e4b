/** Keys of programs: `taicho_` and 256 random bits; only their SHA-256 is kept. Scoped, for a unit or the whole organisation, revocable. */
import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Queryable } from '../transaction.ts';
import { gathered } from '../gathered.ts';
import { identityOf, type Identity } from './identity.ts';
import { permissionsOf, type Permission } from './roles.ts';
import { Problem } from '../problem.ts';

const prefix = 'taicho_';
const usedEveryMs = 60_000;

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly unit?: string;
  readonly expiresAt?: Date;
}

const hashOf = (key: string) => createHash('sha256').update(key).digest();

/** The key itself is shown this once. Throws UNKNOWN_SCOPE for a scope that no key may have. */
export async function createApiKey(
  db: Queryable,
  { name, scopes, unit, expiresAt }: NewApiKey,
  by: string,
  now: Date,
): Promise<{ id: string; key: string }> {
  const unknown = scopes.filter((scope) => !permissionsOf.system.includes(scope));
  if (unknown.length > 0 || scopes.length === 0)
    throw new Problem(
      422,
      'UNKNOWN_SCOPE',
      `Phạm vi không dùng được cho khóa: ${unknown.join(', ')}`,
      `Not scopes of a key: ${unknown.join(', ')}`,
    );
  const key = prefix + randomBytes(32).toString('base64url');
  const { rows } = await db.query<{ id: string }>(
    'insert into api_keys (name, hash, scopes, unit, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7) returning id::text',
    [name, hashOf(key), [...scopes], unit ?? null, now, by, expiresAt ?? null],
  );
  return { id: rows[0]!.id, key };
}

/** False when there is no such key, or it was revoked before. */
export async function revokeApiKey(db: Queryable, id: string, now: Date): Promise<boolean> {
  return (await db.query('update api_keys set revoked_at = $2 where id = $1::bigint and revoked_at is null', [id, now])).rowCount === 1;
}

export interface StoredKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: Permission[];
  readonly unit: string | null;
}

interface FoundKey extends StoredKey {
  readonly hash: Buffer;
  readonly used_at: Date | null;
  readonly expires_at: Date | null;
}

const storedKey = gathered(async (pool, hashes: readonly Buffer[]) => {
  const { rows } = await pool.query<FoundKey>({
    name: 'api keys',
    text: 'select id::text, hash, name, scopes, unit, used_at, expires_at from api_keys where hash = any($1::bytea[]) and revoked_at is null',
    values: [hashes],
  });
  const byHash = new Map(rows.map((row) => [row.hash.toString('hex'), { ...row, identity: identityOfStoredKey(row) }]));
  return (hash) => byHash.get(hash.toString('hex'));
});

const noteUse = gathered(async (pool, ids: readonly string[]) => {
  await pool.query('update api_keys set used_at = clock_timestamp() where id = any($1::bigint[])', [[...new Set(ids)]]);
  return () => undefined;
});

/** The program behind a key, or undefined: unknown, expired or revoked. */
export async function identityOfKey(pool: Pool, key: string, now: Date): Promise<Identity | undefined> {
  if (!key.startsWith(prefix)) return undefined;
  const found = await storedKey(pool, hashOf(key));
  if (!found || (found.expires_at !== null && found.expires_at <= now)) return undefined;
  if (found.used_at === null || now.getTime() - found.used_at.getTime() > usedEveryMs) await noteUse(pool, found.id);
  return found.identity;
}

export function identityOfStoredKey({ id, name, scopes, unit }: Omit<StoredKey, 'hash' | 'used_at' | 'expires_at'>): Identity {
  return identityOf({ login: `key:${id}`, name, positions: [{ role: 'system', ...(unit !== null && { unit }) }], apiKeyId: id }, scopes);
}
