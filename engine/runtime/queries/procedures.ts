/** What is deployed: procedures by their newest version, and all versions of one. */
import { slug } from '../../model/from-table/ascii-id.ts';
import type { Deadline, Duration } from '../../model/types.ts';
import { EngineRefused, type Actor } from '../requests.ts';
import type { QueryContext } from './context.ts';
import { placeOf } from './cursor.ts';
import { isInForce } from './is-in-force.ts';
import { itemOf } from './item-of.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';

export interface ProcedureFilter {
  /** Words of name, code, field or key, with or without diacritics; all of them. */
  readonly search?: string;
  /** Field of law, competent agency: exactly as the procedure has them. */
  readonly field?: string;
  readonly department?: string;
  readonly state?: ForceState;
  /** The deadline is at most so many days; an hour is an eighth of a day. */
  readonly deadlineDays?: number;
}

/** Of the version shown: dossiers may start now, will be able to later, or can no more. */
export type ForceState = 'inForce' | 'coming' | 'ended';

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
  readonly state: ForceState;
  /** What was published, else what the law says; the first of several cases. */
  readonly deadline?: Duration;
}

/** How many of those that the words find have each value, whatever else is asked for. */
export interface ProcedureFacets {
  readonly fields: readonly FacetCount[];
  readonly departments: readonly FacetCount[];
  readonly states: readonly FacetCount[];
}

interface FacetCount {
  readonly value: string;
  readonly count: number;
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
  /** Its DMN files: name → XML. */
  readonly decisions: Readonly<Record<string, string>>;
  /** The description that was deployed with it. */
  readonly procedure: object;
}

const itemColumns = `v.id::text as "versionId", v.process_key as "processKey", v.version, v.name, encode(v.hash, 'hex') as hash, v.deployed_at as "deployedAt",
  v.deployed_by as "deployedBy", v.in_force_from as "inForceFrom", v.in_force_until as "inForceUntil"`;

/** Procedures by name. There are as many as a province has, a few thousand at most: they are read and looked through as a whole. */
export async function procedures(
  { pool, versions, now }: Pick<QueryContext, 'pool' | 'versions' | 'now'>,
  filter: ProcedureFilter & Paging,
): Promise<Page<ProcedureItem> & { readonly facets: ProcedureFacets }> {
  const limit = limitOf(filter);
  const after = placeOf(filter.cursor, ['text', 'text']);
  const words = slug(filter.search ?? '')
    .split('-')
    .filter(Boolean);
  const at = await now();
  const { rows } = await pool.query(
    `select distinct on (process_key) process_key as "processKey", name, procedure->>'code' as code, procedure->>'field' as field,
       procedure->>'department' as department, id::text as "versionId", version, deployed_at as "deployedAt", deadlines,
       ${isInForce('v', '$1::timestamptz')} as "inForce", coalesce(in_force_from > $1, false) as "isComing"
     from process_versions v order by process_key, "inForce" desc, version desc`,
    [at],
  );
  const worded = (await Promise.all(rows.map((row) => described(versions, itemOf<StoredItem>(row)))))
    .map((item) => {
      const { name = '', code = '', field = '', processKey } = item;
      return { item, text: slug([name, code, field, processKey].join(' ')), place: [slug(name), processKey] as const };
    })
    .filter(({ text }) => words.every((word) => text.includes(word)));
  const found = worded
    .filter(({ item }) => fits(item, filter))
    .filter(({ place }) => !after || compare(place, after as readonly [string, string]) > 0)
    .sort((a, b) => compare(a.place, b.place))
    .slice(0, limit + 1);
  const { items, next } = pageOf(found, limit, ({ place }) => place);
  return {
    items: items.map(({ item }) => item),
    ...(next !== undefined && { next }),
    facets: {
      fields: counted(worded.map(({ item }) => item.field)),
      departments: counted(worded.map(({ item }) => item.department)),
      states: counted(worded.map(({ item }) => item.state)),
    },
  };
}

type StoredItem = Omit<ProcedureItem, 'state' | 'deadline'> & { readonly deadlines: readonly Deadline[]; readonly isComing: boolean };

/** What its description leaves out is in the file itself, when one was drawn here. */
async function described(versions: QueryContext['versions'], { deadlines, isComing, ...stored }: StoredItem): Promise<ProcedureItem> {
  const published = deadlines.find(({ kind }) => kind === 'published') ?? deadlines.find(({ kind }) => kind === 'legal') ?? deadlines[0];
  const item = {
    ...stored,
    state: stored.inForce ? 'inForce' : isComing ? 'coming' : 'ended',
    ...(published && { deadline: { value: published.value, unit: published.unit } }),
  } as const;
  if (item.code !== undefined || item.field !== undefined || item.department !== undefined) return item;
  // one that this release cannot read any more is listed with what is known of it
  const version = await versions.get(item.versionId).catch(() => undefined);
  const { procedureCode, field, department } = version?.model.processes.get(item.processKey)?.procedure ?? {};
  return {
    ...item,
    ...(procedureCode !== undefined && { code: procedureCode }),
    ...(field !== undefined && { field }),
    ...(department !== undefined && { department }),
  };
}

function fits(item: ProcedureItem, { field, department, state, deadlineDays }: ProcedureFilter): boolean {
  return (
    (field === undefined || item.field === field) &&
    (department === undefined || item.department === department) &&
    (state === undefined || item.state === state) &&
    (deadlineDays === undefined || (item.deadline !== undefined && daysOf(item.deadline) <= deadlineDays))
  );
}

const daysOf = ({ value, unit }: Duration): number => (unit === 'workingHour' ? value / 8 : value);

/** Each value and how often it is there, the most frequent first. */
function counted(values: readonly (string | undefined)[]): readonly FacetCount[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (slug(a.value) < slug(b.value) ? -1 : 1));
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
    `${itemColumns}, v.deadlines, v.bindings, v.retention_years as "retentionYears", v.forms, v.decisions, v.procedure`,
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
