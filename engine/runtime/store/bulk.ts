/** Many rows of many tables in one statement: each table is an `insert … select from unnest(…)` in a common table expression. */
import { binaryArray, type ColumnType } from './binary-array.ts';

export interface Table {
  /** Column name → PostgreSQL type of one value. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Columns of the primary key: a row that is there is replaced. Absent: rows are new. */
  readonly key?: readonly string[];
  /** Columns that keep their first value when a row is replaced. */
  readonly kept?: readonly string[];
}

export type Row = Readonly<Record<string, unknown>>;

/**
 * One prepared statement for a set of tables and its parameters, one binary array per column. Statements are named after their tables,
 * so that the server plans each set once: most batches write the same few tables.
 */
export function bulkStatement(tables: Readonly<Record<string, Table>>, rows: ReadonlyMap<string, readonly Row[]>) {
  const written = Object.keys(tables).filter((name) => rows.has(name));
  const name = `taicho write ${written.map((table) => short(tables, table)).join('')}`;
  let text = texts.get(name);
  if (text === undefined) texts.set(name, (text = statementText(tables, written)));
  const values = written.flatMap((table) => {
    const some = rows.get(table)!;
    return Object.entries(tables[table]!.columns).map(([column, type]) =>
      binaryArray(
        type,
        some.map((row) => row[column]),
      ),
    );
  });
  return { name, text, values };
}

const texts = new Map<string, string>();

/** A letter for each table: names of prepared statements end after 63 characters. */
function short(tables: Readonly<Record<string, Table>>, table: string): string {
  return String.fromCharCode('a'.charCodeAt(0) + Object.keys(tables).indexOf(table));
}

function statementText(tables: Readonly<Record<string, Table>>, written: readonly string[]): string {
  let parameter = 0;
  const parts = written.map((name) => {
    const { columns, key, kept = [] } = tables[name]!;
    const names = Object.keys(columns);
    const arrays = names.map((column) => `$${++parameter}::${columns[column]}[]`);
    const changed = names.filter((column) => !key?.includes(column) && !kept.includes(column));
    const conflict = key
      ? ` on conflict (${key.join(', ')}) do update set ${changed.map((column) => `${column} = excluded.${column}`).join(', ')}`
      : '';
    return `w_${name} as (insert into ${name} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})${conflict})`;
  });
  return `with ${parts.join(', ')} select 1`;
}
