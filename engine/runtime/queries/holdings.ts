/** Who had a dossier's steps, one after the other. */
import { isId, unknownDossier } from '../requests.ts';
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { firstOf, type Order } from './ranges.ts';

export interface HoldingItem {
  readonly elementKey: string;
  /** Of the holdings of the step, from 1. */
  readonly number: number;
  readonly holder: string;
  readonly from: string;
  /** Absent while it lasts. */
  readonly to?: string;
  /** Working minutes; absent while it lasts. */
  readonly usedMinutes?: number;
}

const order: Order = {
  columns: [
    { name: 'from_at', type: 'timestamptz' },
    { name: 'element_key', type: 'text' },
    { name: 'number', type: 'integer' },
  ],
};

/** The holdings of one dossier in the order in which they began; none for an unknown dossier. Throws UNKNOWN_DOSSIER for what is no id. */
export async function holdings({ pool }: QueryContext, dossierId: string, paging: Paging): Promise<Page<HoldingItem>> {
  if (!isId(dossierId)) throw unknownDossier(dossierId);
  const parameters = openParameters();
  const limit = limitOf(paging);
  const range = {
    table: 'holdings',
    where: [],
    by: [{ column: 'dossier_id', type: 'bigint', values: [dossierId] }] as const,
    gathered: true,
  };
  const found = firstOf(parameters, [range], order, paging.cursor, limit + 1);
  const id = parameters.add(dossierId, 'bigint');
  const { rows } = await pool.query(
    `${found.text} select h.element_key as "elementKey", h.number, h.holder, h.from_at as "from", h.to_at as "to", h.used_minutes as "usedMinutes"
     from page p join holdings h on h.dossier_id = ${id} and (h.element_key, h.number) = (p.element_key, p.number) ${found.orderBy}`,
    [...parameters.values],
  );
  return pageOf(
    rows.map((row) => itemOf<HoldingItem>(row)),
    limit,
    ({ from, elementKey, number }) => [from, elementKey, number],
  );
}
