/** Flags raised everywhere, the latest first. */
import { flags as everyFlag } from '../../deadlines/flags.ts';
import type { QueryContext } from './context.ts';
import { instantIn } from './filter-values.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { flagColumns, raisedFlagsOf, type RaisedFlag } from './raised-flag.ts';
import { firstOf, type Leading, type Order } from './ranges.ts';

export interface FlagFilter {
  /** Units of the steps, or competent agencies of the dossiers, that they are about; for a department `unitsBelow` of it. */
  readonly units?: readonly string[];
  readonly flags?: readonly string[];
  /** Raised at this instant or later. */
  readonly since?: string;
}

const order: Order = {
  columns: [
    { name: 'raised_at', type: 'timestamptz' },
    { name: 'dossier_id', type: 'bigint' },
    { name: 'flag', type: 'text' },
    { name: 'element_key', type: 'text' },
    { name: 'epoch', type: 'integer' },
  ],
  descending: true,
};

/** Flags that were raised and not withdrawn, of finished steps and ended dossiers too, the latest first. */
export async function flags(context: QueryContext, filter: FlagFilter & Paging): Promise<Page<RaisedFlag>> {
  const { units, since, flags: wanted = everyFlag } = filter;
  const parameters = openParameters();
  const limit = limitOf(filter);
  const ofFlags: Leading = { column: 'flag', type: 'text', values: wanted };
  const from = instantIn(since, 'since');
  const range = {
    table: 'flags',
    where: ['s.withdrawn_at is null'],
    by: units ? ([{ column: 'unit', type: 'text', values: units }, ofFlags] as const) : [ofFlags],
    also: from === undefined ? [] : [`s.raised_at >= ${parameters.add(from, 'timestamptz')}`],
  };
  const found = firstOf(parameters, [range], order, filter.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text} select ${flagColumns} from page p join flags f using (dossier_id, flag, element_key, epoch) join dossiers d on d.id = f.dossier_id ${found.orderBy}`,
    [...parameters.values],
  );
  return pageOf(await raisedFlagsOf(context, rows), limit, ({ raisedAt, dossierId, flag, elementKey = '', epoch }) => [
    raisedAt,
    dossierId,
    flag,
    elementKey,
    epoch,
  ]);
}
