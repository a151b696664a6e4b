/** Local accounts: created by an administrator, locked for a while after wrong passwords, disabled and never deleted. */
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { Problem } from '../problem.ts';
import { checkPassword, hashPassword, verifyPassword } from './passwords.ts';
import type { Role } from './roles.ts';

/** Wrong passwords in a row before an account is locked, and for how long. */
const mostFailures = 5;
const lockMs = 15 * 60_000;

export interface NewUser {
  readonly login: string;
  readonly name: string;
  /** Absent: signs in by OpenID Connect only. */
  readonly password?: string;
  /** The password is for the first time only. */
  readonly mustChange?: boolean;
  readonly issuer?: string;
  readonly subject?: string;
}

/** The id. Throws LOGIN_TAKEN, PASSWORD_WEAK. */
export async function createUser(
  pool: Pool,
  { login, name, password, mustChange = false, issuer, subject }: NewUser,
  now: Date,
): Promise<string> {
  const plain = login.normalize('NFC').toLowerCase();
  if (password !== undefined) checkPassword(password, plain);
  const { rows } = await pool.query<{ id: string }>(
    `insert into users (login, name, password_hash, must_change, issuer, subject, created_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (login) do nothing returning id::text`,
    [
      plain,
      name.normalize('NFC'),
      password === undefined ? null : await hashPassword(password),
      mustChange,
      issuer ?? null,
      subject ?? null,
      now,
    ],
  );
  if (rows[0]) return rows[0].id;
  throw new Problem(409, 'LOGIN_TAKEN', `Tên đăng nhập "${plain}" đã có`, `The login "${plain}" is taken`);
}

export interface NewPosition {
  readonly role: Role;
  readonly unit?: string;
  readonly title?: string;
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

export async function addPosition(
  pool: Pool,
  userId: string,
  { role, unit, title, validFrom, validTo }: NewPosition,
  now: Date,
): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    'insert into positions (user_id, role, unit, title, valid_from, valid_to) values ($1::bigint, $2, $3, $4, $5, $6) returning id::text',
    [userId, role, unit ?? null, title ?? null, validFrom ?? now, validTo ?? null],
  );
  return rows[0]!.id;
}

/** A position ends now; the history of who held it stays. False when it has ended before. */
export async function endPosition(pool: Pool, userId: string, positionId: string, now: Date): Promise<boolean> {
  const { rowCount } = await pool.query(
    "update positions set valid_to = greatest($3, valid_from + interval '1 millisecond') where id = $1::bigint and user_id = $2::bigint and (valid_to is null or valid_to > $3)",
    [positionId, userId, now],
  );
  return rowCount === 1;
}

export type SignIn = { readonly userId: string; readonly login: string; readonly mustChange: boolean } | 'wrong' | 'locked';

/**
 * Checks a password. The work is the same whether or not the account exists, is locked or disabled; a locked account says 'locked' only to who knows the password,
 * so that nobody learns from it which accounts there are.
 */
export async function signIn(pool: Pool, login: string, password: string, now: Date): Promise<SignIn> {
  const plain = login.normalize('NFC').toLowerCase();
  const { rows } = await pool.query<{
    id: string;
    password_hash: string | null;
    must_change: boolean;
    locked_until: Date | null;
    disabled_at: Date | null;
  }>('select id::text, password_hash, must_change, locked_until, disabled_at from users where login = $1', [plain]);
  const user = rows[0];
  const right = await verifyPassword(password, user?.password_hash);
  if (!user || user.disabled_at !== null) return 'wrong';
  const locked = user.locked_until !== null && user.locked_until > now;
  if (locked) return right ? 'locked' : 'wrong';
  if (!right) {
    await pool.query(
      `update users set failures = case when failures + 1 >= $2 then 0 else failures + 1 end,
         locked_until = case when failures + 1 >= $2 then $3::timestamptz else locked_until end where id = $1::bigint`,
      [user.id, mostFailures, new Date(now.getTime() + lockMs)],
    );
    return 'wrong';
  }
  await pool.query('update users set failures = 0, locked_until = null where id = $1::bigint', [user.id]);
  return { userId: user.id, login: plain, mustChange: user.must_change };
}

/** Throws PASSWORD_WRONG, PASSWORD_WEAK. */
export async function changePassword(pool: Pool, userId: string, login: string, old: string, fresh: string, now: Date): Promise<void> {
  const outcome = await signIn(pool, login, old, now);
  if (typeof outcome === 'string')
    throw new Problem(422, 'PASSWORD_WRONG', 'Mật khẩu hiện tại không đúng', 'The current password is not right');
  checkPassword(fresh, login);
  if (fresh === old) throw new Problem(422, 'PASSWORD_WEAK', 'Mật khẩu mới trùng mật khẩu cũ', 'The new password is the old one');
  await pool.query('update users set password_hash = $2, must_change = false where id = $1::bigint', [userId, await hashPassword(fresh)]);
}

/** A password for the first time, given by an administrator; the account is unlocked. Throws PASSWORD_WEAK. */
export async function resetPassword(pool: Pool, userId: string, login: string, password: string): Promise<void> {
  checkPassword(password, login);
  await pool.query('update users set password_hash = $2, must_change = true, failures = 0, locked_until = null where id = $1::bigint', [
    userId,
    await hashPassword(password),
  ]);
}

/** Sixteen letters and digits without those that look alike; 80 bits. */
export function oneTimePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return [...randomBytes(16)]
    .map((byte) => letters[byte % letters.length])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');
}
