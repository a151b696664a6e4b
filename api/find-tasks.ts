/** Where tasks lie, open and finished ones, by one statement for all that are asked about; and whether the identity may work on one. */
import { isId } from '../engine/runtime/index.ts';
import type { Identity } from './auth/identity.ts';
import { gathered } from './gathered.ts';
import { forbidden, Problem } from './problem.ts';
import { checkSees, touches, type TaskPlace } from './see.ts';
import type { Service } from './service.ts';

/** A task is named by its dossier and the key of its element. */
export interface TaskName {
  readonly dossierId: string;
  readonly elementKey: string;
}

export interface FoundTask extends TaskName, TaskPlace {
  readonly elementId: string;
  readonly versionId: string;
}

/** By `nameOf`. Finished ones too: who repeats a request must get the answer of then. */
export async function findTasks({ pool }: Pick<Service, 'pool'>, names: readonly TaskName[]): Promise<ReadonlyMap<string, FoundTask>> {
  const asked = names.filter(({ dossierId }) => isId(dossierId));
  if (asked.length === 0) return new Map();
  const { rows } = await pool.query<Record<string, string | null> & TaskName>({
    name: 'api tasks',
    text: `select s.dossier_id::text as "dossierId", s.element_key as "elementKey", s.element_id as "elementId", d.version_id::text as "versionId", s.unit, s.department, s.desk, s.holder
           from unnest($1::bigint[], $2::text[]) as k(dossier_id, element_key) join steps s using (dossier_id, element_key) join dossiers d on d.id = s.dossier_id`,
    values: [asked.map(({ dossierId }) => dossierId), asked.map(({ elementKey }) => elementKey)],
  });
  return new Map(
    rows.map((row) => [nameOf(row), Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as FoundTask]),
  );
}

export const nameOf = ({ dossierId, elementKey }: TaskName) => `${dossierId} ${elementKey}`;

/** The task, if the identity may work on it or assign it. Throws UNKNOWN_DOSSIER for what it does not see, UNKNOWN_TASK, FORBIDDEN. */
export async function checkTask(
  service: Service,
  identity: Identity,
  name: TaskName,
  found: FoundTask | undefined,
  permission: 'tasks:work' | 'tasks:assign' = 'tasks:work',
): Promise<FoundTask> {
  if (found && touches(identity, service.engine.organisation(), found, permission)) return found;
  await checkSees(service, identity, name.dossierId, 'tasks:read');
  if (found) throw forbidden(permission, identity.permissions);
  throw new Problem(404, 'UNKNOWN_TASK', `Không có việc "${name.elementKey}"`, `No task "${name.elementKey}"`);
}

export async function findTask(
  service: Service,
  identity: Identity,
  name: TaskName,
  permission: 'tasks:work' | 'tasks:assign' = 'tasks:work',
): Promise<FoundTask> {
  return checkTask(service, identity, name, await foundTask(service.pool, name), permission);
}

const foundTask = gathered(async (pool, names: readonly TaskName[]) => {
  const found = await findTasks({ pool }, names);
  return (name) => found.get(nameOf(name));
});
