/** What is deployed: procedures by their newest version, and all versions of one. */
import { slug } from '../../model/from-table/ascii-id.ts';
import type { Deadline } from '../../model/types.ts';
import { EngineRefused, type Actor } from '../requests.ts';
import type { QueryContext } from './context.ts';
import { placeOf } from './cursor.ts';
import { isInForce } from './is-in-force.ts';
import { itemOf } from './item-of.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';

export interface ProcedureFilter {
  /** Words of name, code, field or key, with or without diacritics; all of them. */
  readonly search?: string;
}

/** A procedure as its newest version has it. */
export interface ProcedureItem {
  readonly processKey: string;
  readonly name?: string;
  /** National code, field of law, competent agency: as the description of the procedure has them. */
  readonly code?: string;
  readonly field?: string;
  readonly department?: string;
  /** The newest in force, else the newest. */
  readonly versionId: string;
  readonly version: number;
  readonly deployedAt: string;
  /** Dossiers may start on it now. */
  readonly inForce: boolean;
}

export interface VersionItem {
  readonly versionId: string;
  readonly processKey: string;
  readonly version: number;
  readonly name?: string;
  /** Hex of SHA-256: what was approved. */
  readonly hash: string;
  readonly deployedAt: string;
  readonly deployedBy: Actor;
  /** Dossiers may start on it from then on, and until then; absent: no bound. */
  readonly inForceFrom?: string;
  readonly inForceUntil?: string;
}

/** One version with everything but its file. */
export interface VersionDetail extends VersionItem {
  readonly deadlines: readonly Deadline[];
  /** Called element → id of the version it is pinned to. */
  readonly bindings: Readonly<Record<string, string>>;
  readonly retentionYears?: number;
  readonly forms: Readonly<Record<string, object>>;
  /** The description that was deployed with it. */
  readonly procedure: object;
}

const itemColumns = `v.id::text as "versionId", v.process_key as "processKey", v.version, v.name, encode(v.hash, 'hex') as hash, v.deployed_at as "deployedAt",
  v.deployed_by as "deployedBy", v.in_force_from as "inForceFrom", v.in_force_until as "inForceUntil"`;

/** Procedures by name. There are as many as a province has, a few thousand at most: they are read and looked through as a whole. */
export async function procedures(
  { pool, now }: Pick<QueryContext, 'pool' | 'now'>,
  filter: ProcedureFilter & Paging,
): Promise<Page<ProcedureItem>> {
  const limit = limitOf(filter);
  const after = placeOf(filter.cursor, ['text', 'text']);
  const words = slug(filter.search ?? '')
    .split('-')
    .filter(Boolean);
  const { rows } = await pool.query(
    `select distinct on (process_key) process_key as "processKey", name, procedure->>'code' as code, procedure->>'field' as field,
       procedure->>'department' as department, id::text as "versionId", version, deployed_at as "deployedAt",
       ${isInForce('v', '$1::timestamptz')} as "inForce"
     from process_versions v order by process_key, "inForce" desc, version desc`,
    [await now()],
  );
  const found = rows
    .map((row) => {
      const item = itemOf<ProcedureItem>(row);
      const { name = '', code = '', field = '', processKey } = item;
      return { item, text: slug([name, code, field, processKey].join(' ')), place: [slug(name), processKey] as const };
    })
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .filter(({ place }) => !after || compare(place, after as readonly [string, string]) > 0)
    .sort((a, b) => compare(a.place, b.place))
    .slice(0, limit + 1);
  const { items, next } = pageOf(found, limit, ({ place }) => place);
  return { items: items.map(({ item }) => item), ...(next !== undefined && { next }) };
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  const index = a[0] === b[0] ? 1 : 0;
  return a[index]! < b[index]! ? -1 : a[index]! > b[index]! ? 1 : 0;
}

/** The versions of a procedure, the newest first. Throws UNKNOWN_PROCEDURE. */
export async function procedureVersions(
  { pool }: Pick<QueryContext, 'pool'>,
  processKey: string,
  paging: Paging,
): Promise<Page<VersionItem>> {
  const limit = limitOf(paging);
  const after = placeOf(paging.cursor, ['integer']);
  const { rows } = await pool.query(
    `select ${itemColumns} from process_versions v where v.process_key = $1 and ($2::integer is null or v.version < $2) order by v.version desc limit ${limit + 1}`,
    [processKey, after?.[0]],
  );
  if (rows.length === 0 && !after) throw unknownProcedure(processKey);
  return pageOf(
    rows.map((row) => itemOf<VersionItem>(row)),
    limit,
    ({ version }) => [version],
  );
}

/** One version, by number or (absent) the newest in force, else the newest. Throws UNKNOWN_PROCEDURE, UNKNOWN_VERSION. */
export async function procedureVersion(
  context: Pick<QueryContext, 'pool' | 'now'>,
  processKey: string,
  version?: number,
): Promise<VersionDetail> {
  const row = await rowOf(
    context,
    `${itemColumns}, v.deadlines, v.bindings, v.retention_years as "retentionYears", v.forms, v.procedure`,
    processKey,
    version,
  );
  return itemOf<VersionDetail>(row);
}

/** Its BPMN file, as deployed. Throws UNKNOWN_PROCEDURE, UNKNOWN_VERSION. */
export async function procedureFile(
  context: Pick<QueryContext, 'pool' | 'now'>,
  processKey: string,
  version?: number,
): Promise<{ readonly bpmn: string; readonly hash: string }> {
  return itemOf(await rowOf(context, `v.bpmn, encode(v.hash, 'hex') as hash`, processKey, version));
}

async function rowOf(
  { pool, now }: Pick<QueryContext, 'pool' | 'now'>,
  columns: string,
  processKey: string,
  version: number | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select ${columns} from process_versions v where v.process_key = $1 and ($2::integer is null or v.version = $2) order by ${isInForce('v', '$3::timestamptz')} desc, v.version desc limit 1`,
    [processKey, version, await now()],
  );
  if (rows[0]) return rows[0];
  if (version === undefined) throw unknownProcedure(processKey);
  throw new EngineRefused(
    'UNKNOWN_VERSION',
    `Thủ tục "${processKey}" không có phiên bản ${version}`,
    `The procedure "${processKey}" has no version ${version}`,
    { processKey, version },
  );
}

function unknownProcedure(processKey: string): EngineRefused {
  return new EngineRefused('UNKNOWN_PROCEDURE', `Không có thủ tục "${processKey}"`, `No procedure "${processKey}"`, { processKey });
}
