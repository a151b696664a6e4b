/** Dossiers that were sent to another department and not taken up. */
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { placeRanges } from './place-ranges.ts';
import { firstOf, type Order } from './ranges.ts';

export interface HandOffFilter {
  /** Receivers, units or desks, as the hand-offs have them; for a department `unitsBelow` of it. Who is of a unit finds all of it, who sits at a desk what is for the desk. */
  readonly places?: readonly string[];
}

export interface WaitingHandOff {
  readonly dossierId: string;
  readonly dossierCode?: string;
  readonly versionId: string;
  /** What `acceptHandOff` and `returnHandOff` name. */
  readonly key: string;
  readonly elementKey: string;
  readonly elementId: string;
  /** Of the activity that waits for it. */
  readonly name?: string;
  readonly fromUnit: string;
  readonly fromDepartment?: string;
  readonly toUnit: string;
  readonly toDepartment?: string;
  /** Of the step that came with it. */
  readonly toDesk?: string;
  /** It waits since then. */
  readonly sentAt: string;
  /** Of the step that came with it; its budget runs since `sentAt`. */
  readonly dueAt?: string;
  /** The flag handOffUnclaimed was raised and stands. */
  readonly unclaimed: boolean;
}

const order: Order = {
  columns: [
    { name: 'sent_at', type: 'timestamptz' },
    { name: 'dossier_id', type: 'bigint' },
    { name: 'key', type: 'text' },
  ],
};

/** Hand-offs between departments that nobody has accepted or returned, oldest first. Within one department nobody is asked to accept. */
export async function handOffsWaiting(context: QueryContext, filter: HandOffFilter & Paging): Promise<Page<WaitingHandOff>> {
  const { places } = filter;
  const parameters = openParameters();
  const limit = limitOf(filter);
  const where = [`s.state = 'sent'`, `s.level = 'department'`, 's.lapsed_at is null'];
  const ranges = placeRanges(parameters, { table: 'hand_offs', where }, 'to_unit', 'to_desk', places);
  const found = firstOf(parameters, ranges, order, filter.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text}
     select h.dossier_id::text as "dossierId", d.code as "dossierCode", d.version_id::text as "versionId", h.key, h.element_key as "elementKey", o.element_id as "elementId",
       h.from_unit as "fromUnit", h.from_department as "fromDepartment", h.to_unit as "toUnit", h.to_department as "toDepartment", h.to_desk as "toDesk", h.sent_at as "sentAt", o.due_at as "dueAt",
       exists (select from flags f where f.dossier_id = h.dossier_id and f.flag = 'handOffUnclaimed' and f.element_key = h.element_key and f.withdrawn_at is null) as unclaimed
     from page p join hand_offs h using (dossier_id, key) join dossiers d on d.id = h.dossier_id
       join steps o on o.dossier_id = h.dossier_id and o.element_key = h.element_key ${found.orderBy}`,
    [...parameters.values],
  );
  const stored = rows.map((row) => itemOf<Omit<WaitingHandOff, 'name'>>(row));
  const names = await modelNames(
    context,
    stored.map(({ versionId }) => versionId),
  );
  const items = stored.map((handOff): WaitingHandOff => {
    const name = names(handOff.versionId).elementName(handOff.elementId);
    return { ...handOff, ...(name !== undefined && { name }) };
  });
  return pageOf(items, limit, ({ sentAt, dossierId, key }) => [sentAt, dossierId, key]);
}
