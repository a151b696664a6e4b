/** Dossiers that cannot go on, and due work that the engine itself could not do. */
import type { QueryContext } from './context.ts';
import { seenByUnits } from './dossier-ranges.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { firstOf, type Order, type Range } from './ranges.ts';
import { versionsOf } from './versions-of.ts';

export interface IncidentFilter {
  /** An incident code, or ENGINE_FAILED. */
  readonly code?: string;
  readonly elementId?: string;
  readonly versionIds?: readonly string[];
  /** Any version of this procedure. */
  readonly processKey?: string;
  /** Only of dossiers in which one of these units has or had a step or a hand-off, or whose agency it is. */
  readonly seenBy?: readonly string[];
}

export interface IncidentItem {
  readonly dossierId: string;
  readonly dossierCode?: string;
  readonly versionId: string;
  readonly processKey?: string;
  /** What `resolveIncident` names; absent for ENGINE_FAILED, which the engine tries again by itself. */
  readonly key?: string;
  readonly code: string;
  readonly elementId?: string;
  /** Of the element in the model. */
  readonly name?: string;
  readonly message: string;
  readonly messageEn: string;
  /** Of ENGINE_FAILED the last try. */
  readonly raisedAt: string;
  /** Of ENGINE_FAILED: tries so far, and what the program said. */
  readonly attempts?: number;
  readonly error?: string;
}

const order: Order = {
  columns: [
    { name: 'raised_at', type: 'timestamptz' },
    { name: 'dossier_id', type: 'bigint' },
    { name: 'key', type: 'text' },
  ],
};

const engineFailed = 'ENGINE_FAILED';

/** Incidents that are not resolved, oldest first. */
export async function incidents(context: QueryContext, filter: IncidentFilter & Paging): Promise<Page<IncidentItem>> {
  const { code, elementId, seenBy } = filter;
  const versionIds = await versionsOf(context, filter);
  const parameters = openParameters();
  const limit = limitOf(filter);
  const seen = () => {
    if (!seenBy) return [];
    const units = parameters.add(seenBy, 'text[]');
    return [seenByUnits('s.dossier_id', units)];
  };
  // only open dossiers have any: those of a few versions are soon found, those with incidents may be many
  const ofVersions = versionIds
    ? {
        also: [
          ...seen(),
          `s.dossier_id in (select d.id from dossiers d where d.version_id = any(${parameters.add(versionIds, 'bigint[]')}) and d.status <> 'ended')`,
        ],
        gathered: true,
      }
    : { also: seen() };
  const ofCode = { column: 'code', type: 'text', ...(code !== undefined && { values: [code] }) } as const;
  const resolvable: Range = {
    table: 'incidents',
    where: [],
    by: versionIds && code === undefined ? [] : [ofCode],
    ...ofVersions,
    also: [...ofVersions.also, ...(elementId === undefined ? [] : [`s.element_id = ${parameters.add(elementId, 'text')}`])],
  };
  const failed: Range = { table: `(select dossier_id, at as raised_at, '' as key from engine_failures)`, where: [], ...ofVersions };
  const ranges = [
    ...(code === engineFailed ? [] : [resolvable]),
    ...((code === undefined || code === engineFailed) && elementId === undefined ? [failed] : []),
  ];
  const found = firstOf(parameters, ranges, order, filter.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text}
     select p.dossier_id::text as "dossierId", d.code as "dossierCode", d.version_id::text as "versionId", nullif(p.key, '') as key, coalesce(i.code, '${engineFailed}') as code,
       i.element_id as "elementId", coalesce(i.message, 'Lỗi của hệ thống ở hồ sơ này; sẽ tự thử lại') as message,
       coalesce(i.message_en, 'The engine failed on this dossier; it will try again') as "messageEn", p.raised_at as "raisedAt", e.attempts, e.error
     from page p join dossiers d on d.id = p.dossier_id left join incidents i using (dossier_id, key)
       left join engine_failures e on p.key = '' and e.dossier_id = p.dossier_id ${found.orderBy}`,
    [...parameters.values],
  );
  const stored = rows.map((row) => itemOf<Omit<IncidentItem, 'processKey' | 'name'>>(row));
  const names = await modelNames(
    context,
    stored.map(({ versionId }) => versionId),
  );
  const items = stored.map((incident): IncidentItem => {
    const { processKey, elementName } = names(incident.versionId);
    const name = incident.elementId === undefined ? undefined : elementName(incident.elementId);
    return { ...incident, ...(processKey !== undefined && { processKey }), ...(name !== undefined && { name }) };
  });
  return pageOf(items, limit, ({ raisedAt, dossierId, key = '' }) => [raisedAt, dossierId, key]);
}
