/** What was returned to the unit it came from: work that no token shows. */
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { firstOf, type Order, type Range } from './ranges.ts';

export interface CorrectionFilter {
  /** Units that have to correct; for a department `unitsBelow` of it. */
  readonly units?: readonly string[];
}

export interface OpenCorrection {
  readonly dossierId: string;
  readonly dossierCode?: string;
  readonly versionId: string;
  /** What `sendAgain` names. */
  readonly key: string;
  readonly handOffKey: string;
  readonly unit: string;
  /** Who had the step that sent it. */
  readonly holder?: string;
  /** Who returned it. */
  readonly fromUnit: string;
  /** The activity that waits for it. */
  readonly elementId: string;
  readonly name?: string;
  readonly reason: string;
  readonly openedAt: string;
}

const order: Order = {
  columns: [
    { name: 'opened_at', type: 'timestamptz' },
    { name: 'dossier_id', type: 'bigint' },
    { name: 'key', type: 'text' },
  ],
};

/** Corrections that were not sent again yet, oldest first. */
export async function corrections(context: QueryContext, filter: CorrectionFilter & Paging): Promise<Page<OpenCorrection>> {
  const { units } = filter;
  const parameters = openParameters();
  const limit = limitOf(filter);
  const open: Range = { table: 'corrections', where: [], by: [{ column: 'unit', type: 'text', ...(units && { values: units }) }] };
  const found = firstOf(parameters, [open], order, filter.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text}
     select c.dossier_id::text as "dossierId", d.code as "dossierCode", d.version_id::text as "versionId", c.key, c.hand_off_key as "handOffKey", c.unit, c.holder,
       h.to_unit as "fromUnit", o.element_id as "elementId", c.reason, c.opened_at as "openedAt"
     from page p join corrections c using (dossier_id, key) join dossiers d on d.id = c.dossier_id
       join hand_offs h on h.dossier_id = c.dossier_id and h.key = c.hand_off_key
       join steps o on o.dossier_id = h.dossier_id and o.element_key = h.element_key ${found.orderBy}`,
    [...parameters.values],
  );
  const stored = rows.map((row) => itemOf<Omit<OpenCorrection, 'name'>>(row));
  const names = await modelNames(
    context,
    stored.map(({ versionId }) => versionId),
  );
  const items = stored.map((correction): OpenCorrection => {
    const name = names(correction.versionId).elementName(correction.elementId);
    return { ...correction, ...(name !== undefined && { name }) };
  });
  return pageOf(items, limit, ({ openedAt, dossierId, key }) => [openedAt, dossierId, key]);
}
