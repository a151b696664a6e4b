/** Fills every table there is with rows that are hard to carry: generic by type, so that a new table needs nothing here. */
import pg from 'pg';
import { tablesOfOurs } from '../../engine/runtime/backup/tables-of-ours.ts';

const hostile = [
  'dòng một\ndòng hai\r\n\tthụt vào',
  '\\N',
  '\\.',
  '\\\\ \\n \\t \b\f\v \u0001\u007f',
  `'";--$$ {"a": [1, null]} ' `,
  'Nguyễn Thị Ánh 😀 e\u0323\u0302 ệ \u200b\ufeff',
  '',
  ' '.repeat(3),
];
/** Longer than a page, and than a piece of a stream; not in a text, for an index may be on it. */
const long = 'xyz'.repeat(50_000);

type Make = (row: number) => string | null;

/** Texts as PostgreSQL reads them, by type. */
const byType: Record<string, Make> = {
  text: (row) => `${hostile[row % hostile.length]}${row}`,
  json: (row) => `{"b" : ${row},  "a":"${row}\\n\\u00e2\\\\", "a":"${row === 2 ? long : ''}"}`,
  jsonb: (row) => JSON.stringify({ text: hostile[row % hostile.length], row }),
  bytea: (row) => `\\x${Buffer.from([0, 10, 13, 9, 92, 255, row]).toString('hex')}`,
  boolean: (row) => String(row % 2 === 0),
  integer: (row) => String(row),
  bigint: (row) => String(row),
  real: (row) => String(row / 3),
  numeric: (row) => `${row}.000000000000000000000000000001`,
  uuid: (row) => `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`,
  xid8: (row) => String(2n ** 40n + BigInt(row)),
  date: (row) => `2026-02-${String((row % 28) + 1).padStart(2, '0')}`,
  'timestamp with time zone': (row) =>
    ['infinity', '0044-03-15 12:00:00.000001+00 BC', `2026-11-27 09:00:00.12345${row % 10}+07`][row % 3]!,
  'text[]': (row) => `{"a b","\\"${row}\\"",NULL,""}`,
};

/** Where a check allows only some values. */
const byColumn: Record<string, Make> = {
  'dossiers.status': () => 'ended',
  'dossiers.outcome': () => 'completed',
  'dossiers.result': () => 'late',
  'waits.type': () => 'message',
  'start_subscriptions.type': () => 'timer',
  'deferred_commands.version_id': () => null,
  'users.login': (row) => `người.${row}`,
  'positions.role': () => 'officer',
  'positions.valid_from': () => '2026-01-01 00:00:00+07',
  'positions.valid_to': () => 'infinity',
  'delegations.valid_from': () => '0044-03-15 12:00:00.000001+00 BC',
  'delegations.valid_to': () => '2026-12-31 23:59:59.999999+07',
  'appraisals.state': () => 'submitted',
  'appraisal_checks.outcome': () => 'pass',
  'appraisal_persons.part': () => 'designer',
  'findings.source': () => 'analysis',
  'findings.severity': () => 'error',
  'findings.state': () => 'open',
  'decisions.kind': () => 'earlier',
  'webhook_attempts.outcome': () => 'delivered',
  'bulk_runs.kind': () => 'migrate',
  'bulk_runs.state': () => 'running',
  'bulk_runs.ended_at': () => null,
  'bulk_items.state': () => 'done',
  'portal_messages.kind': () => 'status',
  'portal_messages.status': () => '4',
  'portal_messages.outcome': () => 'accepted',
};
/** These stay filled where the others of a row are null, by a check. */
const neverNull = ['dossiers.outcome', 'steps.outcome', 'steps.left_at', 'deferred_commands.dossier_id'];

/** `rows` rows in each table: all columns filled but in the last one, which has nulls where they may be. Tables with rows keep them. */
export async function fillTables(client: pg.Client, rows: number): Promise<void> {
  for (const { name } of await tablesOfOurs(client)) {
    const { rowCount } = await client.query(`select from ${pg.escapeIdentifier(name)} limit 1`);
    if (rowCount) continue;
    const { rows: columns } = await client.query<{ column: string; type: string; nullable: boolean }>(
      `select attname::text as column, format_type(atttypid, atttypmod) as type, not attnotnull as nullable from pg_attribute
       where attrelid = to_regclass($1) and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
      [pg.escapeIdentifier(name)],
    );
    for (let row = 1; row <= rows; row++) {
      const values = columns.map(({ column, type, nullable }) => {
        const place = `${name}.${column}`;
        if (row === rows && nullable && !neverNull.includes(place)) return null;
        const make = byColumn[place] ?? byType[type];
        if (!make) throw new Error(`no value for ${place} of type ${type}: add one here`);
        return make(row);
      });
      const names = columns.map(({ column }) => pg.escapeIdentifier(column)).join(', ');
      const parameters = columns.map(({ type }, index) => `$${index + 1}::text::${type}`).join(', ');
      const insert = `insert into ${pg.escapeIdentifier(name)} (${names}) overriding system value values (${parameters})`;
      await client.query(insert, values).catch((error: Error) => {
        throw new Error(`${error.message}: say which values "${name}" takes in byColumn of test/support/fill-tables.ts`);
      });
    }
  }
}

/** For each table how many rows it has, and a hash of all of them. */
export async function contentsOf(client: pg.Client): Promise<Record<string, { rows: number; hash: string }>> {
  const contents: Record<string, { rows: number; hash: string }> = {};
  for (const { name } of await tablesOfOurs(client)) {
    const { rows } = await client.query<{ rows: number; hash: string }>(
      `select count(*)::integer as rows, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as hash from ${pg.escapeIdentifier(name)} as t`,
    );
    contents[name] = rows[0]!;
  }
  return contents;
}
