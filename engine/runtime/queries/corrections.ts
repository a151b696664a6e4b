/** What was sent back to its sender and has to be put right there. */
import type { QueryContext } from './context.ts';
import type { HandOffFilter } from './hand-offs-waiting.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { placeRanges } from './place-ranges.ts';
import { firstOf, type Order } from './ranges.ts';

export interface CorrectionItem {
  readonly dossierId: string;
  readonly dossierCode?: string;
  readonly versionId: string;
  /** What `sendAgain` names. */
  readonly key: string;
  /** Of the hand-off that was returned. */
  readonly handOffKey: string;
  /** The step that waits at the receiver. */
  readonly elementKey: string;
  readonly elementId: string;
  readonly name?: string;
  /** Who has to correct it; and who had the step that sent it. */
  readonly fromUnit: string;
  readonly fromDesk?: string;
  readonly holder?: string;
  readonly fromDepartment?: string;
  readonly toUnit: string;
  readonly toDepartment?: string;
  readonly sentAt: string;
  /** It waits since then; why. */
  readonly returnedAt: string;
  readonly reason: string;
}

const order: Order = {
  columns: [
    { name: 'opened_at', type: 'timestamptz' },
    { name: 'dossier_id', type: 'bigint' },
    { name: 'key', type: 'text' },
  ],
};

/** The open corrections of senders (`places`; absent: of all), oldest first. */
export async function corrections(context: QueryContext, { places, ...paging }: HandOffFilter & Paging): Promise<Page<CorrectionItem>> {
  const parameters = openParameters();
  const limit = limitOf(paging);
  const ranges = placeRanges(parameters, { table: 'corrections', where: [] }, 'unit', 'desk', places);
  const found = firstOf(parameters, ranges, order, paging.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text}
     select c.dossier_id::text as "dossierId", d.code as "dossierCode", d.version_id::text as "versionId", c.key, c.hand_off_key as "handOffKey",
       h.element_key as "elementKey", o.element_id as "elementId", c.unit as "fromUnit", c.desk as "fromDesk", c.holder, h.from_department as "fromDepartment",
       h.to_unit as "toUnit", h.to_department as "toDepartment", h.sent_at as "sentAt", c.opened_at as "returnedAt", c.reason
     from page p join corrections c using (dossier_id, key) join dossiers d on d.id = c.dossier_id
       join hand_offs h on h.dossier_id = c.dossier_id and h.key = c.hand_off_key
       join steps o on o.dossier_id = h.dossier_id and o.element_key = h.element_key ${found.orderBy}`,
    [...parameters.values],
  );
  const stored = rows.map((row) => itemOf<Omit<CorrectionItem, 'name'>>(row));
  const names = await modelNames(
    context,
    stored.map(({ versionId }) => versionId),
  );
  const items = stored.map((item): CorrectionItem => {
    const name = names(item.versionId).elementName(item.elementId);
    return { ...item, ...(name !== undefined && { name }) };
  });
  return pageOf(items, limit, ({ returnedAt, dossierId, key }) => [returnedAt, dossierId, key]);
}
