/** Jobs are completed by the worker that holds their lock, and only while it holds it. */
import type { PoolClient } from 'pg';
import { EngineRefused, type Request } from './requests.ts';

export type JobLocks = ReadonlyMap<string, { readonly token: string | null; readonly until: Date | null; readonly retries: number }>;

const nameOf = (dossierId: string, elementKey: string) => `${dossierId} ${elementKey}`;

/** Locks of the jobs that these requests are about. */
export async function jobLocks(client: PoolClient, requests: readonly Request[]): Promise<JobLocks> {
  const about = requests.flatMap(({ dossierId, lockToken, command }) =>
    lockToken !== undefined && dossierId !== undefined && 'elementKey' in command ? { dossierId, elementKey: command.elementKey } : [],
  );
  if (about.length === 0) return new Map();
  const { rows } = await client.query<{
    dossier_id: string;
    element_key: string;
    lock_token: string | null;
    locked_until: Date | null;
    retries: number;
  }>({
    name: 'taicho job locks',
    text: `select j.dossier_id::text, j.element_key, j.lock_token, j.locked_until, j.retries
           from unnest($1::bigint[], $2::text[]) as k(dossier_id, element_key)
           join jobs j on j.dossier_id = k.dossier_id and j.element_key = k.element_key`,
    values: [about.map(({ dossierId }) => dossierId), about.map(({ elementKey }) => elementKey)],
  });
  return new Map(
    rows.map(({ dossier_id, element_key, lock_token, locked_until, retries }) => [
      nameOf(dossier_id, element_key),
      { token: lock_token, until: locked_until, retries },
    ]),
  );
}

/** Throws JOB_LOCK_LOST when the request names a lock that is not the job's, or that has run out. */
export function checkJobLock(locks: JobLocks, { dossierId, lockToken, command }: Request, nowMs: number): void {
  if (lockToken === undefined || !('elementKey' in command)) return;
  const { elementKey } = command;
  const lock = locks.get(nameOf(dossierId!, elementKey!));
  if (lock?.token === lockToken && lock.until !== null && lock.until.getTime() > nowMs) return;
  throw new EngineRefused(
    'JOB_LOCK_LOST',
    `Không còn giữ khóa của công việc "${elementKey}"`,
    `The lock of the job "${elementKey}" is not held any more`,
    { elementKey },
  );
}
