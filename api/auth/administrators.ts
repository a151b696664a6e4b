import { Problem } from '../problem.ts';
import type { Queryable } from '../transaction.ts';

/** Throws LAST_ADMINISTRATOR if, after what was done in this transaction, nobody could keep the house any more. */
export async function checkAdministratorLeft(db: Queryable, now: Date): Promise<void> {
  // two who remove each other at once: the second waits, and sees what the first has done
  await db.query(`select pg_advisory_xact_lock(hashtext('taicho administrators'))`);
  const { rowCount } = await db.query(
    `select from positions p join users u on u.id = p.user_id
     where p.role = 'administrator' and p.unit is null and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1) and u.disabled_at is null limit 1`,
    [now],
  );
  if (rowCount === 0)
    throw new Problem(
      409,
      'LAST_ADMINISTRATOR',
      'Phải còn ít nhất một quản trị viên đang hoạt động',
      'At least one active administrator must remain',
    );
}
