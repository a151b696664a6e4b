/** The roster: who sits at which desk or counter, for which procedures, from which day to which, in reserve or not. */
import type { Organisation } from '../../engine/index.ts';
import type { Actor } from '../../engine/runtime/index.ts';
import { Problem } from '../problem.ts';
import type { Queryable } from '../transaction.ts';

export interface NewRosterEntry {
  /** Login of an account, or id of an officer of the organisation. */
  readonly officer: string;
  readonly unit: string;
  readonly counter?: string;
  /** Ids of main processes; empty: all that the desk has. */
  readonly procedures: readonly string[];
  readonly isReserve: boolean;
  readonly validFrom: string;
  /** The last day. */
  readonly validTo?: string;
}

export interface RosterEntry extends NewRosterEntry {
  readonly rosterEntryId: string;
  readonly name: string;
}

/** Which entries: of these units (undefined: of all), that hold on or after a day, at most so many. */
export interface RosterFilter {
  readonly units: readonly string[] | undefined;
  readonly from: string;
  /** Only those that hold on `from` itself. */
  readonly onlyThen?: boolean;
  readonly limit: number;
}

/** By unit, the regular ones first; officers named as their account has them, else as the organisation does. */
export async function readRoster(
  db: Queryable,
  organisation: Organisation,
  { units, from, onlyThen = false, limit }: RosterFilter,
): Promise<RosterEntry[]> {
  const { rows } = await db.query<
    Omit<RosterEntry, 'name' | 'counter' | 'validTo'> & Record<'name' | 'counter' | 'validTo', string | null>
  >(
    `select r.id::text as "rosterEntryId", r.officer, u.name, r.unit, r.counter, r.procedures, r.is_reserve as "isReserve",
       r.valid_from::text as "validFrom", r.valid_to::text as "validTo"
     from roster_entries r left join users u on u.login = r.officer
     where ($1::text[] is null or r.unit = any($1)) and (r.valid_to is null or r.valid_to >= $2::date) and (not $3 or r.valid_from <= $2::date)
     order by r.unit, r.is_reserve, r.valid_from, r.id limit $4`,
    [units ?? null, from, onlyThen, limit],
  );
  return rows.map(({ name, counter, validTo, ...row }) => ({
    ...row,
    name: name ?? organisation.officers.get(row.officer)?.name ?? row.officer,
    ...(counter !== null && { counter }),
    ...(validTo !== null && { validTo }),
  }));
}

/** The id. Throws UNKNOWN_OFFICER, UNKNOWN_PROCEDURE, INVALID_VALUE, ROSTER_OVERLAP (the same officer at the same desk on the same days). */
export async function addToRoster(
  db: Queryable,
  organisation: Organisation,
  { officer, unit, counter, procedures, isReserve, validFrom, validTo }: NewRosterEntry,
  actor: Actor,
): Promise<string> {
  if (validTo !== undefined && validTo < validFrom)
    throw new Problem(422, 'INVALID_VALUE', 'Ngày cuối phải từ ngày đầu trở đi', 'The last day must not be before the first');
  // two who enter the same at once: the second waits, and is told
  await db.query(`select pg_advisory_xact_lock(hashtext('taicho roster'))`);
  const { rows: accounts } = await db.query('select from users where login = $1 and disabled_at is null', [officer]);
  if (accounts.length === 0 && !organisation.officers.has(officer))
    throw new Problem(422, 'UNKNOWN_OFFICER', `Không có công chức "${officer}"`, `There is no officer "${officer}"`);
  const { rows: known } = await db.query<{ key: string }>(
    'select distinct process_key as key from process_versions where process_key = any($1)',
    [procedures],
  );
  const unknown = procedures.find((key) => !known.some((each) => each.key === key));
  if (unknown !== undefined)
    throw new Problem(422, 'UNKNOWN_PROCEDURE', `Không có thủ tục "${unknown}"`, `There is no procedure "${unknown}"`);
  const { rows: others } = await db.query<{ from: string; to: string | null }>(
    `select valid_from::text as "from", valid_to::text as "to" from roster_entries
     where officer = $1 and unit = $2 and coalesce(counter, '') = $3 and (valid_to is null or valid_to >= $4::date)
       and ($5::date is null or valid_from <= $5::date) limit 1`,
    [officer, unit, counter ?? '', validFrom, validTo ?? null],
  );
  if (others[0])
    throw new Problem(
      409,
      'ROSTER_OVERLAP',
      `Người này đã được phân công tại đây từ ngày ${others[0].from}${others[0].to === null ? '' : ` đến ngày ${others[0].to}`}`,
      `This officer sits here already from ${others[0].from}${others[0].to === null ? '' : ` to ${others[0].to}`}`,
    );
  const { rows } = await db.query<{ id: string }>(
    `insert into roster_entries (officer, unit, counter, procedures, is_reserve, valid_from, valid_to, noted_at, noted_by)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), $8) returning id::text`,
    [officer, unit, counter ?? null, procedures, isReserve, validFrom, validTo ?? null, JSON.stringify(actor)],
  );
  return rows[0]!.id;
}

/** It ends with the day before `today`; one that has not begun before is removed. The unit it was of; undefined when there is none that `units` has and that still holds. */
export async function endRosterEntry(
  db: Queryable,
  id: string,
  units: readonly string[] | undefined,
  today: string,
): Promise<string | undefined> {
  const which = `id = $1::bigint and ($2::text[] is null or unit = any($2))`;
  const removed = await db.query<{ unit: string }>(`delete from roster_entries where ${which} and valid_from >= $3::date returning unit`, [
    id,
    units ?? null,
    today,
  ]);
  if (removed.rows[0]) return removed.rows[0].unit;
  const ended = await db.query<{ unit: string }>(
    `update roster_entries set valid_to = $3::date - 1 where ${which} and (valid_to is null or valid_to >= $3::date) returning unit`,
    [id, units ?? null, today],
  );
  return ended.rows[0]?.unit;
}
