/** Dossiers by state, agency, procedure and forecast. */
import type { QueryContext } from './context.ts';
import type { Place } from './cursor.ts';
import { headColumns, headsOf, type DossierHead } from './dossier-head.ts';
import { dossierOrders, dossierRanges, type DossierFilter, type DossierOrder } from './dossier-ranges.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { firstOf } from './ranges.ts';
import { unitsBelow } from './units-below.ts';
import { versionsOf } from './versions-of.ts';

/** Heads in the order of the filter. */
export async function dossiers(context: QueryContext, filter: DossierFilter & Paging): Promise<Page<DossierHead>> {
  const { department, processKey: _key, ...rest } = filter;
  const departments = department === undefined ? undefined : unitsBelow(context.organisation(), department);
  const versionIds = await versionsOf(context, filter);
  const parameters = openParameters();
  const limit = limitOf(filter);
  const { order, ranges } = dossierRanges(parameters, { ...rest, departments, versionIds });
  const found = firstOf(parameters, ranges, dossierOrders[order], filter.cursor, limit + 1);
  const { rows } = await context.pool.query(`${found.text} select ${headColumns} from page p join dossiers d using (id) ${found.orderBy}`, [
    ...parameters.values,
  ]);
  const stored = new Map(rows.map(({ dossierId, forecastAt }) => [dossierId as string, forecastAt as Date | null]));
  const place = ({ dossierId }: DossierHead) => [stored.get(dossierId)?.toISOString() ?? null, dossierId];
  // pages follow the column, which a forecast that is shown may be later than
  return pageOf(await headsOf(context, rows), limit, order === 'forecast' ? place : places[order]);
}

const places: Record<Exclude<DossierOrder, 'forecast'>, (head: DossierHead) => Place> = {
  due: ({ appointmentDueAt = null, dossierId }) => [appointmentDueAt, dossierId],
  started: ({ dossierId }) => [dossierId],
  ended: ({ endedAt = null, dossierId }) => [endedAt, dossierId],
};
