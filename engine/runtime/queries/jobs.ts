/** Work for programs outside that is not done: what waits for a worker, what one has, what failed. */
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { openParameters } from './parameters.ts';
import { firstOf, type Order, type Range } from './ranges.ts';

/** available: the next worker gets it; locked: a worker has it; waiting: after a failure, until its pause is over; failed: no tries are left, the dossier has an incident. */
export type JobState = 'available' | 'locked' | 'waiting' | 'failed';

export interface JobFilter {
  readonly type?: string;
  readonly state?: JobState;
  /** Only jobs whose step lies at one of these units, departments or desks; looked at row by row. */
  readonly places?: readonly string[];
}

export interface JobListItem {
  readonly dossierId: string;
  readonly dossierCode?: string;
  readonly versionId: string;
  readonly processKey?: string;
  readonly elementKey: string;
  readonly elementId: string;
  /** Of the activity in the model. */
  readonly name?: string;
  readonly type: string;
  readonly state: JobState;
  readonly unit?: string;
  readonly department?: string;
  readonly desk?: string;
  /** Tries left. */
  readonly retries: number;
  /** It waits, or may be taken, since then or from then on. */
  readonly availableAt: string;
  /** Name of the worker that has it. */
  readonly worker?: string;
  readonly lockedUntil?: string;
  /** What the last worker said that failed. */
  readonly error?: string;
  /** Its dossier is suspended: no worker gets it now. */
  readonly suspended: boolean;
}

const order: Order = {
  columns: [
    { name: 'available_at', type: 'timestamptz' },
    { name: 'dossier_id', type: 'bigint' },
    { name: 'element_key', type: 'text' },
  ],
};

/** Jobs that are not done, those first that have waited longest. */
export async function jobs(context: QueryContext, filter: JobFilter & Paging): Promise<Page<JobListItem>> {
  const { type, state, places } = filter;
  const parameters = openParameters();
  const limit = limitOf(filter);
  const now = parameters.add(await context.now(), 'timestamptz');
  const isLocked = (alias: string) => `coalesce(${alias}.locked_until > ${now}, false)`;
  const conditions: Record<JobState, readonly string[]> = {
    locked: [isLocked('s')],
    waiting: [`not ${isLocked('s')}`, `s.available_at > ${now}`],
    available: [`not ${isLocked('s')}`, `s.available_at <= ${now}`],
    failed: [],
  };
  const given = places && parameters.add([...places], 'text[]');
  const there =
    given === undefined
      ? []
      : [
          `exists (select from steps p where p.dossier_id = s.dossier_id and p.element_key = s.element_key and (p.unit = any(${given}) or p.department = any(${given}) or p.desk = any(${given})))`,
        ];
  const range = (tries: string, also: readonly string[]): Range => ({
    table: 'jobs',
    where: [tries],
    by: [{ column: 'job_type', type: 'text', ...(type !== undefined && { values: [type] }) }],
    also: [...also, ...there],
  });
  const ranges = [
    ...(state === 'failed' ? [] : [range('s.retries > 0', state === undefined ? [] : conditions[state])]),
    ...(state === undefined || state === 'failed' ? [range('s.retries = 0', [])] : []),
  ];
  const found = firstOf(parameters, ranges, order, filter.cursor, limit + 1);
  const { rows } = await context.pool.query(
    `${found.text}
     select j.dossier_id::text as "dossierId", d.code as "dossierCode", d.version_id::text as "versionId", j.element_key as "elementKey", o.element_id as "elementId", j.job_type as type,
       case when j.retries = 0 then 'failed' when ${isLocked('j')} then 'locked' when j.available_at > ${now} then 'waiting' else 'available' end as state,
       o.unit, o.department, o.desk, j.retries, j.available_at as "availableAt", case when ${isLocked('j')} then j.locked_by end as worker,
       case when ${isLocked('j')} then j.locked_until end as "lockedUntil", j.error, d.status = 'suspended' as suspended
     from page p join jobs j using (dossier_id, element_key) join dossiers d on d.id = j.dossier_id
       left join steps o on o.dossier_id = j.dossier_id and o.element_key = j.element_key ${found.orderBy}`,
    [...parameters.values],
  );
  const stored = rows.map((row) => itemOf<Omit<JobListItem, 'elementId'> & { readonly elementId?: string }>(row));
  const names = await modelNames(
    context,
    stored.map(({ versionId }) => versionId),
  );
  const items = stored.map((job): JobListItem => {
    const { processKey, elementName } = names(job.versionId);
    // a job of no unit has no step; the key of an element begins with its id
    const { elementId = job.elementKey.slice(0, job.elementKey.lastIndexOf('#')) } = job;
    const name = elementName(elementId);
    return { ...job, elementId, ...(processKey !== undefined && { processKey }), ...(name !== undefined && { name }) };
  });
  return pageOf(items, limit, ({ availableAt, dossierId, elementKey }) => [availableAt, dossierId, elementKey]);
}
