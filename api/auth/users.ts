/** Local accounts: created by an administrator, locked for a while after wrong passwords, disabled and never deleted. */
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { Problem } from '../problem.ts';
import { inTransaction, type Queryable } from '../transaction.ts';
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

/** Letters, digits and `. _ - @`: `key:7` in the history is a program, never a person. */
const loginPattern = /^[a-z0-9][a-z0-9._@-]{0,99}$/;

/** The id. Throws LOGIN_INVALID, LOGIN_TAKEN, SUBJECT_TAKEN, PASSWORD_WEAK. */
export async function createUser(
  db: Queryable,
  { login, name, password, mustChange = false, issuer, subject }: NewUser,
  now: Date,
): Promise<string> {
  const plain = login.normalize('NFC').toLowerCase();
  if (!loginPattern.test(plain) || plain === 'public')
    throw new Problem(
      422,
      'LOGIN_INVALID',
      `Tên đăng nhập "${plain}" chỉ được gồm chữ không dấu, chữ số và . _ - @`,
      `The login "${plain}" may have letters, digits and . _ - @ only`,
    );
  if (password !== undefined) checkPassword(password, plain);
  await checkSubject(db, issuer, subject);
  const { rows } = await db.query<{ id: string }>(
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

/** Throws SUBJECT_TAKEN when another account is tied to this person at the sign-in provider. */
export async function checkSubject(db: Queryable, issuer: string | undefined, subject: string | undefined, userId = '0'): Promise<void> {
  const { rowCount } = await db.query('select from users where issuer = $1 and subject = $2 and id <> $3::bigint', [
    issuer ?? null,
    subject ?? null,
    userId,
  ]);
  if (rowCount !== 0)
    throw new Problem(
      409,
      'SUBJECT_TAKEN',
      'Người này của nhà cung cấp đã gắn với tài khoản khác',
      'This person of the provider is tied to another account',
    );
}

export interface NewPosition {
  readonly role: Role;
  readonly unit?: string;
  readonly title?: string;
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

export async function addPosition(
  db: Queryable,
  userId: string,
  { role, unit, title, validFrom, validTo }: NewPosition,
  now: Date,
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    'insert into positions (user_id, role, unit, title, valid_from, valid_to) values ($1::bigint, $2, $3, $4, $5, $6) returning id::text',
    [userId, role, unit ?? null, title ?? null, validFrom ?? now, validTo ?? null],
  );
  return rows[0]!.id;
}

/** A position ends now; the history of who held it stays. False when it has ended before. */
export async function endPosition(db: Queryable, userId: string, positionId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    "update positions set valid_to = greatest($3, valid_from + interval '1 millisecond') where id = $1::bigint and user_id = $2::bigint and (valid_to is null or valid_to > $3)",
    [positionId, userId, now],
  );
  return rowCount === 1;
}

export type SignIn = { readonly userId: string; readonly login: string; readonly mustChange: boolean } | 'wrong' | 'locked';

/**
 * Checks a password. The work is the same whether or not the account exists, is locked or disabled. 'locked' is for the log: a caller who could tell it from
 * 'wrong' would learn which accounts there are, and could go on guessing while they are locked. What follows from the outcome is done in the transaction
 * that keeps it.
 */
export async function signIn<T>(
  pool: Pool,
  login: string,
  password: string,
  now: Date,
  follow: (db: Queryable, outcome: SignIn) => Promise<T>,
): Promise<T> {
  const plain = login.normalize('NFC').toLowerCase();
  const { rows } = await pool.query<UserRow>(
    'select id::text, password_hash, must_change, locked_until, disabled_at from users where login = $1',
    [plain],
  );
  const user = rows[0];
  // the work of a password holds no connection
  const right = await verifyPassword(password, user?.password_hash);
  return inTransaction(pool, async (db) => follow(db, await outcomeOf(db, plain, user, right, now)));
}

interface UserRow {
  readonly id: string;
  readonly password_hash: string | null;
  readonly must_change: boolean;
  readonly locked_until: Date | null;
  readonly disabled_at: Date | null;
}

async function outcomeOf(db: Queryable, login: string, user: UserRow | undefined, right: boolean, now: Date): Promise<SignIn> {
  if (!user || user.disabled_at !== null) return 'wrong';
  const locked = user.locked_until !== null && user.locked_until > now;
  if (locked) return 'locked';
  if (!right) {
    await db.query(
      `update users set failures = case when failures + 1 >= $2 then 0 else failures + 1 end,
         locked_until = case when failures + 1 >= $2 then $3::timestamptz else locked_until end where id = $1::bigint`,
      [user.id, mostFailures, new Date(now.getTime() + lockMs)],
    );
    return 'wrong';
  }
  // asked again: while this password was looked at, others sent at the same time may have locked the account, or an administrator may have reset it
  const { rowCount } = await db.query(
    `update users set failures = 0, locked_until = null
     where id = $1::bigint and password_hash = $2 and disabled_at is null and (locked_until is null or locked_until <= $3)`,
    [user.id, user.password_hash, now],
  );
  if (rowCount === 0) return 'locked';
  return { userId: user.id, login, mustChange: user.must_change };
}

/** What follows from the change is done in its transaction. Throws PASSWORD_WRONG, PASSWORD_WEAK. */
export async function changePassword(
  pool: Pool,
  login: string,
  old: string,
  fresh: string,
  now: Date,
  follow: (db: Queryable, userId: string) => Promise<void>,
): Promise<void> {
  checkPassword(fresh, login);
  if (fresh === old) throw new Problem(422, 'PASSWORD_WEAK', 'Mật khẩu mới trùng mật khẩu cũ', 'The new password is the old one');
  const hash = await hashPassword(fresh);
  const outcome = await signIn(pool, login, old, now, async (db, found) => {
    if (typeof found === 'string') return found;
    await db.query('update users set password_hash = $2, must_change = false where id = $1::bigint', [found.userId, hash]);
    await follow(db, found.userId);
    return found;
  });
  if (typeof outcome === 'string')
    throw new Problem(422, 'PASSWORD_WRONG', 'Mật khẩu hiện tại không đúng', 'The current password is not right');
}

/** A password for the first time, given by an administrator; the account is unlocked. Throws PASSWORD_WEAK. */
export async function resetPassword(db: Queryable, userId: string, login: string, password: string): Promise<void> {
  checkPassword(password, login);
  await db.query('update users set password_hash = $2, must_change = true, failures = 0, locked_until = null where id = $1::bigint', [
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
