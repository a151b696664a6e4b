import pg from 'pg';

/** Tables that knex keeps for itself; graphile-worker's lie in a schema of their own. */
export const KNEX_TABLES = ['knex_migrations', 'knex_migrations_lock'];

type Ask = <Row extends pg.QueryResultRow>(sql: string, ...values: unknown[]) => Promise<Row[]>;

const notOfExtension = (catalog: string, oid: string) =>
  `not exists (select from pg_depend e where e.classid = '${catalog}'::regclass and e.objid = ${oid} and e.deptype = 'e')`;

/** Whether `c` is a relation of ours: in schema public, not knex's (nor their sequences), not an extension's. */
const ours = `c.relnamespace = 'public'::regnamespace and c.relname !~ '^(${KNEX_TABLES.join('|')})' and ${notOfExtension('pg_class', 'c.oid')}`;

/** Whether the sequence `c` belongs to an identity column. */
const identity = `exists (select from pg_depend i where i.classid = 'pg_class'::regclass and i.objid = c.oid and i.deptype = 'i')`;

/**
 * The tables of schema public as SQL, read from the catalogs: run on an empty database it gives the same tables, and the same text again.
 * In order of name, foreign keys last. Throws when there is a kind of object it does not write, rather than leave it out.
 */
export async function schemaText(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString, application_name: 'taicho schema' });
  await client.connect();
  try {
    const ask: Ask = async (sql, ...values) => (await client.query(sql, values)).rows;
    await client.query('set search_path = public');
    await refuseUnknownKinds(ask);
    const parts = [await sequences(ask), await types(ask), await functions(ask), ...(await tables(ask)), await views(ask)];
    parts.push(await foreignKeys(ask), await owners(ask), await triggers(ask), await otherComments(ask));
    return parts.filter((part) => part !== '').join('\n');
  } finally {
    await client.end();
  }
}

async function refuseUnknownKinds(ask: Ask): Promise<void> {
  const strange = await ask<{ what: string }>(`
    select format('relation of kind %s "%s"', c.relkind, c.relname) as what from pg_class c
      where ${ours} and c.relkind not in ('r', 'i', 'S', 'v', 'c')
    union all select format('inheritance of "%s"', c.relname) from pg_inherits join pg_class c on c.oid = inhrelid where ${ours}
    union all select format('row security on "%s"', c.relname) from pg_class c where ${ours} and (c.relrowsecurity or c.relforcerowsecurity)
    union all select format('rule "%s"', rulename) from pg_rewrite join pg_class c on c.oid = ev_class where ${ours} and rulename <> '_RETURN'
    union all select format('type "%s"', typname) from pg_type where typnamespace = 'public'::regnamespace and typtype in ('d', 'r')
      and ${notOfExtension('pg_type', 'pg_type.oid')}
    union all select format('options of the identity "%s"', c.relname) from pg_sequence join pg_class c on c.oid = seqrelid
      where ${ours} and ${identity} and (seqstart, seqincrement, seqmin, seqcache, seqcycle) <> (1, 1, 1, 1, false)
    union all select format('type "%s"', c.relname) from pg_class c where ${ours} and c.relkind = 'c'`);
  if (strange.length > 0) throw new Error(`the schema text cannot say: ${strange.map(({ what }) => what).join(', ')}`);
}

async function sequences(ask: Ask): Promise<string> {
  const rows = await ask<{ sql: string }>(`
    select format(E'create sequence %I as %s increment by %s minvalue %s maxvalue %s start with %s cache %s%s;\\n', c.relname,
      format_type(seqtypid, null), seqincrement, seqmin, seqmax, seqstart, seqcache, case when seqcycle then ' cycle' else '' end) as sql
    from pg_sequence s join pg_class c on c.oid = seqrelid
    where ${ours} and not ${identity} order by c.relname`);
  return rows.map(({ sql }) => sql).join('');
}

/** After the tables: a sequence that goes with a column. */
async function owners(ask: Ask): Promise<string> {
  const rows = await ask<{ sql: string }>(`
    select format(E'alter sequence %I owned by %I.%I;\\n', c.relname, t.relname, attname) as sql
    from pg_class c join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'a' and d.refclassid = 'pg_class'::regclass
      join pg_class t on t.oid = refobjid join pg_attribute on attrelid = t.oid and attnum = refobjsubid
    where ${ours} and c.relkind = 'S' order by c.relname`);
  return rows.map(({ sql }) => sql).join('');
}

async function types(ask: Ask): Promise<string> {
  const rows = await ask<{ sql: string }>(`
    select format(E'create type %I as enum (%s);\\n', typname, string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)) as sql
    from pg_type join pg_enum on enumtypid = pg_type.oid where typnamespace = 'public'::regnamespace group by typname order by typname`);
  return rows.map(({ sql }) => sql).join('');
}

async function functions(ask: Ask): Promise<string> {
  const rows = await ask<{ sql: string }>(`
    select pg_get_functiondef(p.oid) || E';\\n' as sql from pg_proc p where pronamespace = 'public'::regnamespace
      and ${notOfExtension('pg_proc', 'p.oid')}
    order by proname, pg_get_function_identity_arguments(p.oid)`);
  return rows.length === 0 ? '' : `set check_function_bodies = off;\n${rows.map(({ sql }) => sql).join('')}`;
}

interface TableRow {
  readonly oid: string;
  readonly name: string;
  readonly logged: boolean;
  readonly options: string | null;
}

async function tables(ask: Ask): Promise<string[]> {
  const found = await ask<TableRow>(`
    select c.oid::text, quote_ident(c.relname) as name, c.relpersistence = 'p' as logged,
      array_to_string(c.reloptions || array(select 'toast.' || o from unnest(t.reloptions) as o), ', ') as options
    from pg_class c left join pg_class t on t.oid = c.reltoastrelid where ${ours} and c.relkind = 'r' order by c.relname`);
  const texts: string[] = [];
  for (const table of found) texts.push(await tableText(ask, table));
  return texts;
}

async function tableText(ask: Ask, { oid, name, logged, options }: TableRow): Promise<string> {
  const columns = await ask<{ name: string; text: string; comment: string | null; changes: string[] }>(
    `select quote_ident(attname) as name,
       concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
         case when attcollation <> typcollation then 'collate ' || attcollation::regcollation end,
         case when attgenerated = '' then 'default ' || pg_get_expr(adbin, adrelid) else 'generated always as (' || pg_get_expr(adbin, adrelid) || ')' end,
         case when attgenerated = 's' then 'stored' end,
         case attidentity when 'a' then 'generated always as identity' when 'd' then 'generated by default as identity' end,
         case when attnotnull then 'not null' end) as text,
       quote_literal(col_description(attrelid, attnum)) as comment,
       array_remove(array[
         case when attstorage <> typstorage
           then 'set storage ' || case attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
         case attcompression when 'p' then 'set compression pglz' when 'l' then 'set compression lz4' end,
         case when attstattarget >= 0 then 'set statistics ' || attstattarget end,
         'set (' || array_to_string(attoptions, ', ') || ')'], null) as changes
     from pg_attribute join pg_type on pg_type.oid = atttypid left join pg_attrdef on adrelid = attrelid and adnum = attnum
     where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`,
    oid,
  );
  // since PostgreSQL 18 "not null" is a constraint, too: it is written with its column
  const constraints = await ask<{ text: string }>(
    `select 'constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) as text from pg_constraint
     where conrelid = $1 and contype in ('p', 'u', 'c', 'x') order by strpos('puxc', contype::text), conname`,
    oid,
  );
  const indexes = await ask<{ text: string }>(
    `select pg_get_indexdef(indexrelid) as text, c.relname as name from pg_index join pg_class c on c.oid = indexrelid
     where indrelid = $1 and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
     union all select pg_get_statisticsobjdef(oid), stxname from pg_statistic_ext where stxrelid = $1 order by name`,
    oid,
  );
  const [own] = await ask<{ comment: string | null }>(`select quote_literal(obj_description($1, 'pg_class')) as comment`, oid);
  const body = [...columns, ...constraints].map(({ text }) => `  ${text}`).join(',\n');
  const lines = [`create ${logged ? '' : 'unlogged '}table ${name} (\n${body}\n)${options ? ` with (${options})` : ''};`];
  for (const column of columns) lines.push(...column.changes.map((change) => `alter table ${name} alter column ${column.name} ${change};`));
  if (own?.comment) lines.push(`comment on table ${name} is ${own.comment};`);
  for (const { name: column, comment } of columns) if (comment !== null) lines.push(`comment on column ${name}.${column} is ${comment};`);
  lines.push(...indexes.map(({ text }) => `${text};`));
  return `${lines.join('\n')}\n`;
}

async function views(ask: Ask): Promise<string> {
  const rows = await ask<{ sql: string }>(
    `select format(E'create view %I as\\n%s\\n', c.relname, pg_get_viewdef(c.oid)) as sql from pg_class c where ${ours} and relkind = 'v' order by c.oid`,
  );
  return rows.map(({ sql }) => sql).join('');
}

async function foreignKeys(ask: Ask): Promise<string> {
  const rows = await ask<{ sql: string }>(`
    select format(E'alter table %I add constraint %I %s;\\n', c.relname, conname, pg_get_constraintdef(k.oid)) as sql
    from pg_constraint k join pg_class c on c.oid = conrelid where ${ours} and contype = 'f' order by c.relname, conname`);
  return rows.map(({ sql }) => sql).join('');
}

async function triggers(ask: Ask): Promise<string> {
  const rows = await ask<{ sql: string }>(`
    select pg_get_triggerdef(g.oid) || E';\\n' as sql from pg_trigger g join pg_class c on c.oid = tgrelid
    where ${ours} and not tgisinternal order by c.relname, tgname`);
  return rows.map(({ sql }) => sql).join('');
}

/** Comments on anything but tables and columns. */
async function otherComments(ask: Ask): Promise<string> {
  const rows = await ask<{ sql: string }>(`
    select format(E'comment on %s %s is %L;\\n', replace(o.type, 'table constraint', 'constraint'), o.identity, description) as sql
    from pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) as o
    where (o.schema = 'public' or o.identity ~ ' on public\\.') and o.type not in ('table', 'table column', 'schema')
      and o.identity !~ 'knex_migrations' order by o.type, o.identity`);
  return rows.map(({ sql }) => sql).join('');
}
