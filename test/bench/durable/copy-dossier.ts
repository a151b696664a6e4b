/** Many dossiers from one that the engine made: its rows are copied by the server itself. */
import type pg from 'pg';

/** Tables whose rows belong to a dossier, by the column that says to which. */
const tables: Readonly<Record<string, string>> = {
  dossiers: 'id',
  dossier_states: 'dossier_id',
  history: 'dossier_id',
  steps: 'dossier_id',
  dossier_units: 'dossier_id',
  hand_offs: 'dossier_id',
  holdings: 'dossier_id',
  waits: 'dossier_id',
};

/**
 * Copies a dossier so many times; the id of the first copy, the others follow. History, state and rows agree, for none of them but `dossiers.code`
 * (left empty) differs from dossier to dossier. With `schema`, into the tables of the same names there.
 */
export async function copyDossier(client: pg.ClientBase, dossierId: string, copies: number, schema = 'public'): Promise<number> {
  const { rows } = await client.query<{ first: string }>('select 1 + max(id) as first from public.dossiers');
  const first = Number(rows[0]!.first);
  await client.query('begin');
  // the version that the copies refer to is there: it need not be looked up a million times
  await client.query('set local session_replication_role = replica');
  for (const [table, key] of Object.entries(tables)) {
    const { rows: there } = await client.query('select where to_regclass($1) is not null', [`${schema}.${table}`]);
    if (there.length === 0) continue;
    const columns = await insertedColumns(client, table);
    const values = columns.map((column) =>
      column === key ? 'copy' : column === 'xid' ? 'pg_current_xact_id()' : column === 'code' ? 'null' : `t.${column}`,
    );
    await client.query(
      `insert into ${schema}.${table} (${columns.join(', ')}) select ${values.join(', ')} from public.${table} t, generate_series($2::bigint, $3::bigint) copy where t.${key} = $1::bigint`,
      [dossierId, first, first + copies - 1],
    );
  }
  if (schema === 'public') await client.query(`select setval(pg_get_serial_sequence('dossiers', 'id'), $1)`, [first + copies - 1]);
  await client.query('commit');
  return first;
}

/** Columns that are given values, the numbered ones not. */
async function insertedColumns(client: pg.ClientBase, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity <> 'a' order by attnum`,
    [`public.${table}`],
  );
  return rows.map(({ name }) => name);
}
