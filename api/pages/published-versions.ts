/** The versions that everybody may read: published and in force now, one for each procedure. */
import type { Pool } from 'pg';
import type { Deadline } from '../../engine/model/types.ts';
import { isInForce } from '../../engine/runtime/index.ts';

export interface PublishedVersion {
  readonly versionId: string;
  readonly processKey: string;
  readonly version: number;
  readonly name?: string;
  /** National codes, `1.001122`. */
  readonly codes: readonly string[];
  /** Of the country: `2026-11-27`. */
  readonly effectiveDate: string;
  /** Of the decision by which it was published; absent where there was none. */
  readonly decisionNumber?: string;
  readonly decisionDate?: string;
  /** As deployed with it: anything. */
  readonly procedure: unknown;
}

/** What a list says of each. */
export interface PublishedItem {
  readonly processKey: string;
  readonly name?: string;
  readonly codes: readonly string[];
  readonly caseName?: string;
  readonly field?: string;
  readonly department?: string;
  readonly deadlines: readonly Deadline[];
}

const published = (columns: string, where: string) =>
  `select distinct on (v.process_key) v.process_key as "processKey", v.name, p.codes, ${columns}
   from process_versions v join publications p on p.version_id = v.id left join decisions d on d.id = p.decision_id
   where ${isInForce('v', 'clock_timestamp()')} ${where} order by v.process_key, v.version desc, p.id desc`;

/** All of them, in no order. A province has a few thousand at most. */
export async function publishedItems(pool: Pool): Promise<readonly PublishedItem[]> {
  const text = (name: string) => `case when jsonb_typeof(v.procedure->'${name}') = 'string' then v.procedure->>'${name}' end`;
  const { rows } = await pool.query<Record<string, unknown>>({
    name: 'api public list',
    text: published(`${text('caseName')} as "caseName", ${text('field')} as field, ${text('department')} as department, v.deadlines`, ''),
  });
  return rows.map((row) => present<PublishedItem>(row));
}

/** Those of one national code, or the one of a process key. */
export async function publishedVersions(pool: Pool, codeOrKey: string): Promise<readonly PublishedVersion[]> {
  const { rows } = await pool.query<Record<string, unknown>>({
    name: 'api public versions',
    text: published(
      `v.id::text as "versionId", v.version, to_char(p.effective_date, 'YYYY-MM-DD') as "effectiveDate", d.number as "decisionNumber",
       to_char(d.date, 'YYYY-MM-DD') as "decisionDate", v.procedure`,
      'and (v.process_key = $1 or $1 = any(p.codes))',
    ),
    values: [codeOrKey],
  });
  return rows.map((row) => present<PublishedVersion>(row));
}

function present<T>(row: Record<string, unknown>): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
