import { Problem } from '../problem.ts';
import type { Queryable } from '../transaction.ts';

/**
 * Does `work`, which may take an administrator away, in this transaction. Throws LAST_ADMINISTRATOR if nobody could keep the house any more: one of a unit cannot, and
 * one whose position ends leaves it to nobody. Only where there was nobody better before, one whose position ends is enough.
 */
export async function keepingAnAdministrator<T>(db: Queryable, now: Date, work: () => Promise<T>): Promise<T> {
  // two who remove each other at once: the second waits, and sees what the first has done
  await db.query(`select pg_advisory_xact_lock(hashtext('taicho administrators'))`);
  const before = await bestOf(db, now);
  const done = await work();
  if ((await bestOf(db, now)) < before)
    throw new Problem(
      409,
      'LAST_ADMINISTRATOR',
      'Phải còn ít nhất một quản trị viên đang hoạt động, của toàn tổ chức và không có ngày kết thúc',
      'At least one active administrator must remain, of the whole organisation and without an end',
    );
  return done;
}

/** 2: there is an administrator without an end; 1: one whose position ends; 0: none. */
async function bestOf(db: Queryable, now: Date): Promise<number> {
  // a position that was begun in this millisecond is kept for one more when it is ended
  const { rows } = await db.query<{ best: number }>(
    `select coalesce(max(case when p.valid_to is null then 2 else 1 end), 0)::int as best from positions p join users u on u.id = p.user_id
     where p.role = 'administrator' and p.unit is null and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1::timestamptz + interval '2 milliseconds')
       and u.disabled_at is null`,
    [now],
  );
  return rows[0]!.best;
}
