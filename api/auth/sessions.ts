/** Sessions of browsers: an opaque cookie whose hash is in the database, a token against forged requests, an end after idleness and after a day. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import type { Queryable } from '../transaction.ts';
import { identityOf, positionsOf, type Identity } from './identity.ts';

/** `__Host-` is only taken over TLS, for this host and the whole path; without TLS (loopback) browsers would drop it. */
export const cookieName = (secure: boolean) => (secure ? '__Host-taicho' : 'taicho');
/** Of a log-in through another provider that is under way. */
export const oidcCookieName = (secure: boolean) => (secure ? '__Host-taicho_oidc' : 'taicho_oidc');
const idleMs = 30 * 60_000;
const longestMs = 12 * 3_600_000;
/** `seen_at` is written at most this often. */
const touchMs = 60_000;

export interface NewSession {
  readonly token: string;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** A session that begins. Those that have ended, of anybody, are swept away by the way. */
export async function openSession(db: Queryable, userId: string, now: Date, address: string, agent: string): Promise<NewSession> {
  const token = randomBytes(32).toString('base64url');
  const csrfToken = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + longestMs);
  await db.query('delete from sessions where expires_at <= $1', [now]);
  await db.query(
    'insert into sessions (token_hash, user_id, csrf_token, created_at, seen_at, expires_at, address, agent) values ($1, $2::bigint, $3, $4, $4, $5, $6, $7)',
    [hashOf(token), userId, csrfToken, now, expiresAt, address, agent.slice(0, 300)],
  );
  return { token, csrfToken, expiresAt };
}

/** The person behind a cookie, or undefined: unknown, idle for too long, ended, or disabled meanwhile. */
export async function identityOfSession(pool: Pool, token: string, now: Date): Promise<Identity | undefined> {
  const hash = hashOf(token);
  const { rows } = await pool.query<{
    user_id: string;
    login: string;
    name: string;
    csrf_token: string;
    seen_at: Date;
    must_change: boolean;
  }>({
    name: 'api session',
    text: `select s.user_id::text, u.login, u.name, s.csrf_token, s.seen_at, u.must_change from sessions s join users u on u.id = s.user_id
           where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3 and u.disabled_at is null`,
    values: [hash, now, new Date(now.getTime() - idleMs)],
  });
  const session = rows[0];
  if (!session) return undefined;
  if (now.getTime() - session.seen_at.getTime() > touchMs)
    await pool.query('update sessions set seen_at = $2 where token_hash = $1', [hash, now]);
  return identityOf({
    login: session.login,
    name: session.name,
    userId: session.user_id,
    positions: await positionsOf(pool, session.user_id, now),
    csrfToken: session.csrf_token,
    sessionHash: hash,
    mustChangePassword: session.must_change,
  });
}

/** Whether a session is open; the question does not keep it so. */
export async function sessionLives(pool: Queryable, hash: Buffer, now: Date): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'api session lives',
    text: `select from sessions s join users u on u.id = s.user_id
           where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3 and u.disabled_at is null`,
    values: [hash, now, new Date(now.getTime() - idleMs)],
  });
  return rowCount === 1;
}

export async function closeSession(db: Queryable, hash: Buffer): Promise<void> {
  await db.query('delete from sessions where token_hash = $1', [hash]);
}

/** Ends every session of a person but, if given, the one at hand: after a change of password or roles, or when disabled. */
export async function closeSessionsOf(db: Queryable, userId: string, except?: Buffer): Promise<void> {
  await db.query('delete from sessions where user_id = $1::bigint and ($2::bytea is null or token_hash <> $2)', [userId, except ?? null]);
}

/** Compares secrets in a time that says nothing about them. */
export function sameToken(given: string | undefined, expected: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
