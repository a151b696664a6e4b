/** Personal data stay out of state and events: their place is taken by a reference that says nothing once the data are erased. */
import { createHash, randomBytes } from 'node:crypto';
import type { Json, Variables } from '../semantics/state.ts';
import type { Pool } from 'pg';
import { canonicalJson } from './canonical-json.ts';
import type { RowOf } from './store/tables.ts';

export interface Split {
  /** What the core sees. */
  readonly variables: Variables;
  readonly rows: readonly RowOf<'dossier_data'>[];
}

/**
 * Takes the variables named in `personal` out of a command. Each becomes `{ personal: name, number, sha256 }`; `number` is the revision that brought it.
 * The hash is salted and the salt lies beside the value: erasing the row leaves a hash that nobody can guess the value from (Law 91/2025/QH15).
 */
export function splitPersonal(
  personal: ReadonlySet<string>,
  variables: Variables,
  dossierId: string,
  number: number,
  recordedMs: number,
): Split | undefined {
  const rows: RowOf<'dossier_data'>[] = [];
  const open: Variables = {};
  for (const [name, value] of Object.entries(variables)) {
    if (!personal.has(name) || value === null) {
      open[name] = value;
      continue;
    }
    const salt = randomBytes(16);
    rows.push({ dossier_id: dossierId, name, number, value: JSON.stringify(value), salt, recorded_at: recordedMs });
    open[name] = { personal: name, number, sha256: personalHash(salt, value) };
  }
  return rows.length === 0 ? undefined : { variables: open, rows };
}

/** Hex of SHA-256 over salt and value: proves that a value is the one an event speaks of. */
export function personalHash(salt: Buffer, value: Json): string {
  return createHash('sha256').update(salt).update(canonicalJson(value)).digest('hex');
}

export interface PersonalDatum {
  readonly name: string;
  readonly number: number;
  readonly value: Json;
  readonly recordedAt: string;
  /** As the event of that number has it. */
  readonly sha256: string;
}

/** The personal data of a dossier, oldest first; none after they were erased. */
export async function readPersonalData(pool: Pool, dossierId: string): Promise<PersonalDatum[]> {
  const { rows } = await pool.query<{ name: string; number: number; value: Json; salt: Buffer; recorded_at: Date }>(
    'select name, number, value, salt, recorded_at from dossier_data where dossier_id = $1::bigint order by number, name',
    [dossierId],
  );
  return rows.map(({ name, number, value, salt, recorded_at }) => ({
    name,
    number,
    value,
    recordedAt: recorded_at.toISOString(),
    sha256: personalHash(salt, value),
  }));
}

/** Erases values with their salts, and documents; how many of both. The history keeps references that point at nothing, and replays as before. */
export async function erasePersonalData(pool: Pool, dossierId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `with data as (delete from dossier_data where dossier_id = $1::bigint returning 1),
       papers as (delete from documents where dossier_id = $1::bigint returning 1)
     select ((select count(*) from data) + (select count(*) from papers))::int as count`,
    [dossierId],
  );
  return rows[0]!.count;
}
