/** Somebody acts in the position of another for a time; the history says on whose behalf. */
import { Problem } from '../problem.ts';
import type { Queryable } from '../transaction.ts';
import type { Role } from './roles.ts';

export interface NewDelegation {
  readonly positionId: string;
  /** Login of who stands in. */
  readonly to: string;
  readonly reason: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** The id. Throws UNKNOWN_POSITION (also for one that is not the holder's), UNKNOWN_USER, NOT_DELEGABLE. `holderId` undefined: an administrator asks. */
export async function createDelegation(
  db: Queryable,
  { positionId, to, reason, validFrom, validTo }: NewDelegation,
  holderId: string | undefined,
  now: Date,
): Promise<string> {
  const { rows: positions } = await db.query<{ user_id: string; role: Role }>(
    `select user_id::text, role from positions where id = $1::bigint and (valid_to is null or valid_to > $2) and ($3::bigint is null or user_id = $3::bigint)`,
    [positionId, now, holderId ?? null],
  );
  const position = positions[0];
  if (!position) throw new Problem(404, 'UNKNOWN_POSITION', 'Không có chức vụ này', 'There is no such position');
  const { rows: users } = await db.query<{ id: string }>('select id::text from users where login = $1 and disabled_at is null', [
    to.toLowerCase(),
  ]);
  if (!users[0]) throw new Problem(422, 'UNKNOWN_USER', `Không có tài khoản "${to}"`, `No account "${to}"`);
  if (position.role === 'administrator' || users[0].id === position.user_id || validTo <= validFrom || validTo <= now)
    throw new Problem(
      422,
      'NOT_DELEGABLE',
      'Không ủy quyền được: chức quản trị, cho chính mình, hoặc thời hạn không hợp lệ',
      'Not delegable: the position of an administrator, to oneself, or for a time that is none',
    );
  const { rows } = await db.query<{ id: string }>(
    'insert into delegations (position_id, to_user, reason, valid_from, valid_to) values ($1::bigint, $2::bigint, $3, $4, $5) returning id::text',
    [positionId, users[0].id, reason, validFrom, validTo],
  );
  return rows[0]!.id;
}

/** It ends now, or never begins. False when there is none that the asker may end, or it has ended before. */
export async function endDelegation(db: Queryable, id: string, holderId: string | undefined, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update delegations d set valid_from = least(d.valid_from, $2::timestamptz - interval '1 millisecond'), valid_to = $2 from positions p
     where d.id = $1::bigint and p.id = d.position_id and d.valid_to > $2 and ($3::bigint is null or p.user_id = $3::bigint)`,
    [id, now, holderId ?? null],
  );
  return rowCount === 1;
}
