/** Work for programs outside: taken with a lock that runs out, so that a worker that dies delays its jobs and loses none. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { visibleVariables } from '../semantics/run.ts';
import type { State, Variables } from '../semantics/state.ts';
import { readState } from './lock-dossiers.ts';
import { EngineRefused } from './requests.ts';

export interface JobRequest {
  readonly type: string;
  /** Name of the worker, for people to see. */
  readonly worker: string;
  /** At most this many jobs; 1. */
  readonly most?: number;
  /** How long the worker has before others may take the job; 5 minutes. */
  readonly lockMs?: number;
  /** Only jobs whose step lies at one of these units, departments or desks. */
  readonly units?: readonly string[];
  /** How long to wait for a first job when there is none; not at all. */
  readonly waitMs?: number;
}

export interface Job {
  readonly dossierId: string;
  readonly elementKey: string;
  readonly elementId: string;
  readonly type: string;
  readonly retries: number;
  /** Goes with `completeJob`, `failJob`, `throwError` and `extendLock`. */
  readonly lockToken: string;
  readonly lockedUntil: string;
  /** What the element sees. */
  readonly variables: Variables;
}

/** Locks the jobs that have waited longest. */
export async function activateJobs(
  pool: Pool,

  { type, worker, most = 1, lockMs = 300_000, units }: JobRequest,
  now: Date,
): Promise<Job[]> {
  const token = randomUUID();
  const until = new Date(now.getTime() + lockMs);
  const { rows } = await pool.query<{ dossier_id: string; element_key: string; retries: number }>({
    name: 'taicho activate jobs',
    text: `update jobs as j set locked_by = $2, lock_token = $3, locked_until = $4 from (
             select j.dossier_id, j.element_key from jobs j join dossiers d on d.id = j.dossier_id and d.status = 'active'
             where j.job_type = $1 and j.retries > 0 and j.available_at <= $5 and (j.locked_until is null or j.locked_until <= $5)
               and ($7::text[] is null or exists (select from steps s where s.dossier_id = j.dossier_id and s.element_key = j.element_key
                 and (s.unit = any($7) or s.department = any($7) or s.desk = any($7))))
             order by j.available_at, j.dossier_id limit $6 for update of j skip locked
           ) as free where j.dossier_id = free.dossier_id and j.element_key = free.element_key
           returning j.dossier_id::text, j.element_key, j.retries`,
    values: [type, worker, token, until, now, most, units ?? null],
  });
  const jobs: Job[] = [];
  for (const { dossier_id: dossierId, element_key: elementKey, retries } of rows) {
    const dossier = await readState(pool, dossierId);
    const element = dossier?.state.elements[elementKey];
    // completed or interrupted meanwhile
    if (!dossier || !element) continue;
    jobs.push({
      dossierId,
      elementKey,
      elementId: element.elementId,
      type,
      retries,
      lockToken: token,
      lockedUntil: until.toISOString(),
      variables: jobVariables(dossier.state, elementKey),
    });
  }
  return jobs;
}

/** Local variables of the activity, if it has any, lie in a scope of its own key. */
function jobVariables(state: State, elementKey: string): Variables {
  return visibleVariables(state, state.scopes[elementKey] ? elementKey : state.elements[elementKey]!.scope);
}

/** More time for a job. Throws JOB_LOCK_LOST when the lock is not held any more. */
export async function extendLock(
  pool: Pool,
  { dossierId, elementKey, lockToken }: Pick<Job, 'dossierId' | 'elementKey' | 'lockToken'>,
  lockMs: number,
  now: Date,
): Promise<string> {
  const until = new Date(now.getTime() + lockMs);
  const { rowCount } = await pool.query(
    'update jobs set locked_until = $4 where dossier_id = $1::bigint and element_key = $2 and lock_token = $3 and locked_until > $5',
    [dossierId, elementKey, lockToken, until, now],
  );
  if (rowCount === 1) return until.toISOString();
  throw new EngineRefused(
    'JOB_LOCK_LOST',
    `Không còn giữ khóa của công việc "${elementKey}"`,
    `The lock of the job "${elementKey}" is not held any more`,
    { elementKey },
  );
}
