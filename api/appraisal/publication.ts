/** How a version comes into use and out of it: by a decision after its appraisal, directly past it, or with the program; and which version a dossier may start on. */
import { EngineRefused, isId, isInForce, type Actor } from '../../engine/runtime/index.ts';
import type { Version } from '../../engine/runtime/versions.ts';
import { gathered } from '../gathered.ts';
import { Problem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { Queryable } from '../transaction.ts';

export interface Publication {
  readonly versionId: string;
  readonly decisionId: string;
  readonly codes: readonly string[];
  /** Of the country. */
  readonly effectiveDate: string;
}

export async function insertPublication(
  db: Queryable,
  { versionId, decisionId, codes, effectiveDate }: Publication,
  actor: Actor,
  at: Date,
): Promise<void> {
  await db.query(
    `insert into publications (version_id, decision_id, codes, effective_date, published_at, published_by) values ($1::bigint, $2::bigint, $3, $4, $5, $6)`,
    [versionId, decisionId, codes, effectiveDate, at, JSON.stringify(actor)],
  );
}

/** Without a decision of an authority. */
export interface WithoutDecision {
  readonly kind: 'installed' | 'direct';
  readonly note: string;
  readonly actor: Actor;
  readonly at: Date;
}

/** A version that was just deployed is in use, and the record says by whom and that nobody appraised it. False when it has been published before. */
export async function publishWithoutDecision(
  db: Queryable,
  { id: versionId, model }: Pick<Version, 'id' | 'model'>,
  { kind, note, actor, at }: WithoutDecision,
): Promise<boolean> {
  const { rowCount } = await db.query('select from publications where version_id = $1::bigint', [versionId]);
  if (rowCount !== 0) return false;
  const { rows } = await db.query<{ id: string }>(
    'insert into decisions (kind, version_id, note, at, by) values ($1, $2::bigint, $3, $4, $5) returning id::text',
    [kind, versionId, note, at, JSON.stringify(actor)],
  );
  const codes = await codesOf(db, versionId, model);
  await insertPublication(db, { versionId, decisionId: rows[0]!.id, codes, effectiveDate: localDate(at) }, actor, at);
  return true;
}

/** National codes of a version, by its description and its model, without their locality and printing errors. */
export async function codesOf(db: Queryable, versionId: string, model: Version['model']): Promise<readonly string[]> {
  const { rows } = await db.query<{ code: string | null }>(
    `select procedure->>'code' as code from process_versions where id = $1::bigint`,
    [versionId],
  );
  const given = [rows[0]?.code ?? undefined, ...[...model.processes.values()].map(({ procedure }) => procedure?.procedureCode)];
  return [...new Set(given.flatMap((code) => nationalCode(code ?? '') ?? []))];
}

/** `1.014464.H12`, `1.014464. H12` → `1.014464`; undefined for anything else. */
export function nationalCode(code: string): string | undefined {
  return /^(\d\.\d{6})(?:\.|$)/.exec(code.replace(/\s/g, ''))?.[1];
}

/** The day of an instant in the country, which has one zone and no summer time. */
export function localDate(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** The first instant of a day in the country. */
export function beginningOf(date: string): Date {
  return new Date(`${date}T00:00:00+07:00`);
}

interface Wanted {
  readonly versionId?: string;
  readonly processKey?: string;
}

interface Startable {
  readonly ask: string;
  readonly id: string;
  readonly published: boolean;
  readonly in_force: boolean;
}

const published = 'exists (select from publications p where p.version_id = v.id)';
const inForce = isInForce('v', 'clock_timestamp()');

/** Of each question, the version that it means: the newest that is published and in force, else the best there is. */
const load = gathered<Wanted, Startable | undefined>(async (pool, questions) => {
  const ids = questions.flatMap(({ versionId }) => (versionId !== undefined && isId(versionId) ? [versionId] : []));
  const keys = questions.flatMap(({ versionId, processKey }) => (versionId === undefined && processKey !== undefined ? [processKey] : []));
  const { rows } = await pool.query<Startable>({
    name: 'api startable',
    text: `select 'v' || v.id as ask, v.id::text, ${published} as published, ${inForce} as in_force from process_versions v where v.id = any($1::bigint[])
           union all
           select * from (select distinct on (v.process_key) 'p' || v.process_key, v.id::text, ${published} as published, ${inForce} as in_force
             from process_versions v where v.process_key = any($2::text[])
             order by v.process_key, (${published} and ${inForce}) desc, ${published} desc, v.version desc) as newest`,
    values: [ids, keys],
  });
  const found = new Map(rows.map((row) => [row.ask, row]));
  return ({ versionId, processKey }) => found.get(versionId === undefined ? `p${processKey}` : `v${versionId}`);
});

/**
 * The version that a new dossier gets: the one named, or the newest in force of a procedure; published, and in force now.
 * Throws UNKNOWN_VERSION, UNKNOWN_PROCEDURE, NOT_PUBLISHED, NOT_IN_FORCE.
 */
export async function versionToStart({ pool, engine }: Service, wanted: Wanted): Promise<string> {
  const found = await load(pool, wanted);
  // the engine's own words for what there is not
  if (!found)
    return wanted.versionId === undefined ? engine.newestVersion(wanted.processKey ?? '') : (await engine.version(wanted.versionId)).id;
  if (!found.published)
    throw new Problem(
      409,
      'NOT_PUBLISHED',
      'Quy trình này chưa được công bố nên chưa nhận hồ sơ',
      'This procedure is not published, so no dossier can start on it',
    );
  if (found.in_force) return found.id;
  throw new EngineRefused(
    'NOT_IN_FORCE',
    'Quy trình này chưa có hiệu lực hoặc đã hết hiệu lực',
    'This procedure is not in force yet, or not any more',
    { versionId: found.id },
  );
}

/** Of the database: what the engine goes by. */
export async function databaseNow(db: Queryable): Promise<Date> {
  const { rows } = await db.query<{ now: Date }>('select clock_timestamp() as now');
  return rows[0]!.now;
}
