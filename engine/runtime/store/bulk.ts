/** Many rows of many tables in one statement: each table is an `insert … select from unnest(…)` in a common table expression. */

export interface Table {
  readonly name: string;
  /** Column name → PostgreSQL type of one value. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns of the primary key: a row that is there is replaced. Absent: rows are new. */
  readonly key?: readonly string[];
  /** Columns that keep their first value when a row is replaced. */
  readonly kept?: readonly string[];
}

export type RowOf = Readonly<Record<string, unknown>>;

/** The statement for these tables, in order; parameters are one array per column. The same text every time, so that the server plans it once. */
export function bulkStatement(tables: readonly Table[]): string {
  let parameter = 0;
  const parts = tables.map(({ name, columns, key, kept = [] }) => {
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

/** The parameters for that statement: rows turned into columns. */
export function bulkParameters(tables: readonly Table[], rows: ReadonlyMap<string, readonly RowOf[]>): unknown[][] {
  return tables.flatMap(({ name, columns }) =>
    Object.keys(columns).map((column) => (rows.get(name) ?? []).map((row) => row[column] ?? null)),
  );
}
