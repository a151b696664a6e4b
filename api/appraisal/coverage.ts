/** How much of what the departments have by law can be done here: the catalogue against the versions that are published and in force. */
import { isInForce } from '../../engine/runtime/index.ts';
import type { Queryable } from '../transaction.ts';

export interface CoverageRow {
  readonly department: string;
  /** Of the catalogue, those excluded left out: what the share is of. */
  readonly counted: number;
  readonly published: number;
  readonly excluded: number;
  /** Percent, rounded down to a tenth: a target is reached when it is reached. Absent: nothing counts. */
  readonly share?: number;
  readonly reachesTarget: boolean;
  /** Procedures still missing until the target is reached. */
  readonly missingToTarget: number;
  /** Mandatory ones that are not published, by code. */
  readonly mandatoryMissing: readonly { readonly code: string; readonly name: string }[];
}

export interface Coverage {
  readonly target: number;
  readonly items: readonly CoverageRow[];
  readonly total: Omit<CoverageRow, 'department' | 'mandatoryMissing'> & { readonly mandatoryMissing: number };
  /** Published and in force, and in no catalogue: codes. */
  readonly unlisted: readonly string[];
}

interface Entry {
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly mandatory: boolean;
  readonly excluded: boolean;
  readonly published: boolean;
}

const codesInForce = `select unnest(p.codes) as code from publications p join process_versions v on v.id = p.version_id where ${isInForce('v', 'clock_timestamp()')}`;

/** By department, in order of their ids; `departments` absent: all. */
export async function coverage(db: Queryable, target: number, departments?: readonly string[]): Promise<Coverage> {
  const { rows } = await db.query<Entry>(
    `select c.code, c.name, c.department, c.mandatory, c.excluded_reason is not null as excluded, c.code in (${codesInForce}) as published
     from catalogue c where $1::text[] is null or c.department = any($1) order by c.department, c.code`,
    [departments ?? null],
  );
  const { rows: unlisted } = await db.query<{ code: string }>(
    `select distinct code from (${codesInForce}) as live where code not in (select code from catalogue) order by code`,
  );
  const byDepartment = new Map<string, Entry[]>();
  for (const row of rows) {
    const entries = byDepartment.get(row.department);
    if (entries) entries.push(row);
    else byDepartment.set(row.department, [row]);
  }
  const items = [...byDepartment].map(([department, entries]) => ({
    department,
    ...figures(entries, target),
    mandatoryMissing: missing(entries).map(({ code, name }) => ({ code, name })),
  }));
  return {
    target,
    items,
    total: { ...figures(rows, target), mandatoryMissing: missing(rows).length },
    // those who see some departments only are not told what the others have
    unlisted: departments ? [] : unlisted.map(({ code }) => code),
  };
}

const missing = (entries: readonly Entry[]) => entries.filter(({ mandatory, published, excluded }) => mandatory && !published && !excluded);

/** The figures of some entries of the catalogue. */
export function figures(entries: readonly Pick<Entry, 'excluded' | 'published'>[], target: number) {
  const counts = entries.filter(({ excluded }) => !excluded);
  const counted = counts.length;
  const published = counts.filter((each) => each.published).length;
  const wanted = Math.ceil((counted * target) / 100);
  return {
    counted,
    published,
    excluded: entries.length - counted,
    ...(counted > 0 && { share: Math.floor((published * 1_000) / counted) / 10 }),
    reachesTarget: published >= wanted,
    missingToTarget: Math.max(0, wanted - published),
  };
}
