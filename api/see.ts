/** What an identity sees and touches: by the units that had the dossier, by the desk that has the task. One place, used by every list and every route. */
import type pg from 'pg';
import type { Organisation } from '../engine/index.ts';
import { isId, unknownDossier, type Task } from '../engine/runtime/index.ts';
import { unitsSeen, unitsTouched, type Identity } from './auth/identity.ts';
import type { Permission } from './auth/roles.ts';
import { forbidden } from './problem.ts';
import type { Service } from './service.ts';

/** Throws UNKNOWN_DOSSIER for one that the identity may not see, as for one that does not exist: nobody learns which there are. */
export async function checkSees(
  service: Service,
  identity: Identity,
  dossierId: string,
  permission: Permission = 'dossiers:read',
): Promise<void> {
  const units = unitsSeen(identity, service.engine.organisation(), permission);
  if (units === 'all') return;
  if (!isId(dossierId) || units.length === 0) throw unknownDossier(dossierId);
  const { rowCount } = await service.pool.query({
    name: 'api sees',
    text: `select where ${seenBy('$1::bigint', '$2::text[]')}`,
    values: [dossierId, units],
  });
  if (rowCount === 0) throw unknownDossier(dossierId);
}

/** SQL: one of the units has or had a task of the dossier, sent or was sent it. */
export function seenBy(dossier: string, units: string): string {
  return `(exists (select from steps where dossier_id = ${dossier} and (unit = any(${units}) or department = any(${units}) or desk = any(${units})))
    or exists (select from hand_offs where dossier_id = ${dossier} and (from_unit = any(${units}) or to_unit = any(${units})))
    or exists (select from dossiers where id = ${dossier} and department = any(${units})))`;
}

/** Of these dossiers, those that the identity sees. */
export async function dossiersSeen(pool: pg.Pool, units: readonly string[], ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0 || units.length === 0) return new Set();
  const { rows } = await pool.query<{ id: string }>({
    name: 'api seen',
    text: `select k.id::text from unnest($1::bigint[]) as k(id) where ${seenBy('k.id', '$2::text[]')}`,
    values: [ids, units],
  });
  return new Set(rows.map(({ id }) => id));
}

/** Where a task lies, and who has it. */
export type TaskPlace = Pick<Task, 'unit' | 'department' | 'desk' | 'holder'>;

/** Whether a task lies at a desk or unit of the identity's, or is held by it; for 'tasks:assign' holding it is not enough. */
export function touches(
  identity: Identity,
  organisation: Organisation,
  { unit, department, desk, holder }: TaskPlace,
  permission: 'tasks:work' | 'tasks:assign' = 'tasks:work',
): boolean {
  const units = unitsTouched(identity, organisation, permission);
  if (units === 'all') return true;
  if ([unit, desk, department].some((place) => place !== undefined && units.includes(place))) return true;
  return permission === 'tasks:work' && holder === identity.login;
}

/** Throws FORBIDDEN unless the identity touches the task. */
export function checkTouches(identity: Identity, organisation: Organisation, place: TaskPlace): void {
  if (!touches(identity, organisation, place)) throw forbidden();
}
