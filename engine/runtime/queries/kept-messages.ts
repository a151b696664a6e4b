/** Messages that nobody has taken yet: who may wait for them one day is not known, so they belong to no unit. */
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { firstOf, type Order, type Range } from './ranges.ts';

export interface KeptMessageFilter {
  readonly name?: string;
}

/** Without its variables, which may be anything. */
export interface KeptMessageItem {
  readonly number: string;
  readonly name: string;
  /** As JSON; absent: for whoever waits for the name. */
  readonly correlationKey?: string;
  /** What its sender called it. */
  readonly id?: string;
  readonly publishedAt: string;
  /** It is kept until then. */
  readonly expiresAt: string;
  /** How often somebody who takes it was looked for in vain. */
  readonly tries: number;
  /** When somebody is looked for again, unless somebody begins to wait before. */
  readonly nextTryAt?: string;
  /** The dossier that threw it; absent: it came from outside. */
  readonly thrownBy?: string;
}

const order: Order = { columns: [{ name: 'id', type: 'bigint' }] };

/** Messages that are kept for somebody who waits for them, in the order of their publishing. */
export async function keptMessages(context: QueryContext, filter: KeptMessageFilter & Paging): Promise<Page<KeptMessageItem>> {
  const { name } = filter;
  const parameters = openParameters();
  const limit = limitOf(filter);
  const now = parameters.add(await context.now(), 'timestamptz');
  const kept: Range = {
    table: 'messages',
    where: ['s.taken_at is null'],
    by: [{ column: 'name', type: 'text', ...(name !== undefined && { values: [name] }) }],
    also: [`s.expires_at > ${now}`],
  };
  const found = firstOf(parameters, [kept], order, filter.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text}
     select m.id::text as number, m.name, m.correlation_key as "correlationKey", m.message_id as id, m.published_at as "publishedAt", m.expires_at as "expiresAt",
       m.tries, m.try_at as "nextTryAt", m.thrown_by::text as "thrownBy"
     from page p join messages m using (id) ${found.orderBy}`,
    [...parameters.values],
  );
  return pageOf(
    rows.map((row) => itemOf<KeptMessageItem>(row)),
    limit,
    ({ number }) => [number],
  );
}
