import type { ClientBase } from 'pg';
import { KNEX_TABLES } from '../schema-text.ts';

export interface TableOfOurs {
  readonly name: string;
  /** All that can be written: without generated columns. */
  readonly columns: readonly string[];
  /** Tables that its foreign keys point at, others than itself. */
  readonly references: readonly string[];
}

/** The tables of schema public but knex's, as the catalogs have them now; every table after those it refers to, else in order of name. */
export async function tablesOfOurs(client: ClientBase): Promise<TableOfOurs[]> {
  const { rows } = await client.query<TableOfOurs>(
    `select c.relname::text as name,
       array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
       array(select distinct r.relname::text from pg_constraint join pg_class r on r.oid = confrelid
         where conrelid = c.oid and contype = 'f' and confrelid <> c.oid order by 1) as references
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all ($1)
       and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
     order by c.relname`,
    [KNEX_TABLES],
  );
  return inOrder(rows);
}

function inOrder(tables: readonly TableOfOurs[]): TableOfOurs[] {
  const waiting = new Map(tables.map((table) => [table.name, table]));
  const ordered: TableOfOurs[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ references }) => !references.some((name) => waiting.has(name)));
    if (!next) throw new Error(`foreign keys go round in a circle: ${[...waiting.keys()].join(', ')}`);
    waiting.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}
