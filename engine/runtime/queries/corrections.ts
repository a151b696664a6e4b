/** What was sent back to its sender and has to be put right there. */
import type { QueryContext } from './context.ts';
import type { HandOffFilter } from './hand-offs-waiting.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { firstOf, type Order, type Range } from './ranges.ts';

export interface CorrectionItem {
  readonly dossierId: string;
  readonly dossierCode?: string;
  readonly versionId: string;
  /** Of the hand-off that was returned. */
  readonly handOffKey: string;
  /** The step that waits at the receiver. */
  readonly elementKey: string;
  readonly elementId: string;
  readonly name?: string;
  /** Who has to correct it. */
  readonly fromUnit: string;
  readonly fromDepartment?: string;
  readonly toUnit: string;
  readonly toDepartment?: string;
  readonly sentAt: string;
  /** It waits since then; why. */
  readonly returnedAt: string;
  readonly reason?: string;
}

const order: Order = {
  columns: [
    { name: 'returned_at', type: 'timestamptz' },
    { name: 'dossier_id', type: 'bigint' },
    { name: 'key', type: 'text' },
  ],
};

/** The open corrections of senders (`units`; absent: of all), oldest first. Reads every step that waits for its sender: never many at a time. */
export async function corrections(context: QueryContext, { units, ...paging }: HandOffFilter & Paging): Promise<Page<CorrectionItem>> {
  const parameters = openParameters();
  const limit = limitOf(paging);
  // of a step that waits, the hand-off returned last is the one to correct: while a correction is open nothing else is returned there
  const open: Range = {
    table: `(select distinct on (o.dossier_id, o.element_key) h.* from steps o join hand_offs h on h.dossier_id = o.dossier_id and h.element_key = o.element_key
       where o.left_at is null and o.waits_for_sender and h.state = 'returned' order by o.dossier_id, o.element_key, h.returned_at desc, h.key desc)`,
    where: [],
    also: units ? [`s.from_unit = any(${parameters.add(units, 'text[]')})`] : [],
    gathered: true,
  };
  const found = firstOf(parameters, [open], order, paging.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text}
     select h.dossier_id::text as "dossierId", d.code as "dossierCode", d.version_id::text as "versionId", h.key as "handOffKey", h.element_key as "elementKey",
       o.element_id as "elementId", h.from_unit as "fromUnit", h.from_department as "fromDepartment", h.to_unit as "toUnit", h.to_department as "toDepartment",
       h.sent_at as "sentAt", h.returned_at as "returnedAt", h.reason
     from page p join hand_offs h using (dossier_id, key) join dossiers d on d.id = h.dossier_id
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
  return pageOf(items, limit, ({ returnedAt, dossierId, handOffKey }) => [returnedAt, dossierId, handOffKey]);
}
