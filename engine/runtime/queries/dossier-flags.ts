import { isId, unknownDossier } from '../requests.ts';
import type { QueryContext } from './context.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { flagColumns, raisedFlagsOf, type RaisedFlag } from './raised-flag.ts';
import { firstOf, type Order } from './ranges.ts';

const order: Order = {
  columns: [
    { name: 'raised_at', type: 'timestamptz' },
    { name: 'flag', type: 'text' },
    { name: 'element_key', type: 'text' },
    { name: 'epoch', type: 'integer' },
  ],
};

/** All flags of one dossier, the withdrawn ones too, in the order in which they were raised; none for an unknown dossier. Throws UNKNOWN_DOSSIER for what is no id. */
export async function dossierFlags(context: QueryContext, dossierId: string, paging: Paging): Promise<Page<RaisedFlag>> {
  if (!isId(dossierId)) throw unknownDossier(dossierId);
  const parameters = openParameters();
  const limit = limitOf(paging);
  const range = { table: 'flags', where: [], by: [{ column: 'dossier_id', type: 'bigint', values: [dossierId] }] as const, gathered: true };
  const found = firstOf(parameters, [range], order, paging.cursor, limit + 1);
  const id = parameters.add(dossierId, 'bigint');
  const { rows } = await context.pool.query(
    `${found.text} select ${flagColumns} from page p join flags f on f.dossier_id = ${id} and (f.flag, f.element_key, f.epoch) = (p.flag, p.element_key, p.epoch)
       join dossiers d on d.id = f.dossier_id ${found.orderBy}`,
    [...parameters.values],
  );
  return pageOf(await raisedFlagsOf(context, rows), limit, ({ raisedAt, flag, elementKey = '', epoch }) => [
    raisedAt,
    flag,
    elementKey,
    epoch,
  ]);
}
