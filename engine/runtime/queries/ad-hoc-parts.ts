/** Ad-hoc subprocesses in which somebody may have to choose what is done next. */
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { placeRanges } from './place-ranges.ts';
import { firstOf, type Order } from './ranges.ts';

export interface AdHocFilter {
  /** Units or desks, as the parts have them; for a department `unitsBelow` of it. */
  readonly places?: readonly string[];
}

export interface AdHocPart {
  readonly dossierId: string;
  readonly dossierCode?: string;
  readonly versionId: string;
  /** What `activateActivity` names. */
  readonly elementKey: string;
  readonly elementId: string;
  readonly name?: string;
  readonly unit?: string;
  readonly department?: string;
  readonly desk?: string;
  readonly openedAt: string;
}

const order: Order = {
  columns: [
    { name: 'opened_at', type: 'timestamptz' },
    { name: 'dossier_id', type: 'bigint' },
    { name: 'element_key', type: 'text' },
  ],
};

/** Those under way at these places (absent: at all), oldest first. */
export async function adHocParts(context: QueryContext, { places, ...paging }: AdHocFilter & Paging): Promise<Page<AdHocPart>> {
  const parameters = openParameters();
  const limit = limitOf(paging);
  const ranges = placeRanges(parameters, { table: 'ad_hoc_parts', where: [] }, 'unit', 'desk', places);
  const found = firstOf(parameters, ranges, order, paging.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text}
     select a.dossier_id::text as "dossierId", d.code as "dossierCode", d.version_id::text as "versionId", a.element_key as "elementKey",
       a.element_id as "elementId", a.unit, a.department, a.desk, a.opened_at as "openedAt"
     from page p join ad_hoc_parts a using (dossier_id, element_key) join dossiers d on d.id = a.dossier_id ${found.orderBy}`,
    [...parameters.values],
  );
  const stored = rows.map((row) => itemOf<Omit<AdHocPart, 'name'>>(row));
  const names = await modelNames(
    context,
    stored.map(({ versionId }) => versionId),
  );
  const items = stored.map((item): AdHocPart => {
    const name = names(item.versionId).elementName(item.elementId);
    return { ...item, ...(name !== undefined && { name }) };
  });
  return pageOf(items, limit, ({ openedAt, dossierId, elementKey }) => [openedAt, dossierId, elementKey]);
}
