/** What an identity sees and touches: by the units that had the dossier, by the desk that has the task. One place, used by every list and every route. */
import type pg from 'pg';
import type { Organisation } from '../engine/index.ts';
import { isId, liesAt, unknownDossier, type Task } from '../engine/runtime/index.ts';
import { unitsSeen, unitsTouched, type Identity } from './auth/identity.ts';
import type { Permission } from './auth/roles.ts';
import { forbidden, forbiddenLate } from './problem.ts';
import type { Service } from './service.ts';

/** Throws UNKNOWN_DOSSIER for one that the identity may not see, as for one that does not exist: nobody learns which there are. */
export async function checkSees(
  service: Service,
  identity: Identity,
  dossierId: string,
  permission: Permission = 'dossiers:read',
): Promise<void> {
  const units = unitsSeen(identity, service.engine.organisation(), permission);
  if (units === 'all') return checkKnown(service, dossierId);
  if (!isId(dossierId) || units.length === 0) throw unknownDossier(dossierId);
  const { rowCount } = await service.pool.query({
    name: 'api sees',
    text: `select where ${seenBy('$1::bigint', '$2::text[]')}`,
    values: [dossierId, units],
  });
  if (rowCount === 0) throw unknownDossier(dossierId);
}

async function checkKnown({ pool }: Service, dossierId: string): Promise<void> {
  const known =
    isId(dossierId) && (await pool.query({ name: 'api knows', text: 'select from dossiers where id = $1::bigint', values: [dossierId] }));
  if (!known || known.rowCount === 0) throw unknownDossier(dossierId);
}

/**
 * Throws UNKNOWN_DOSSIER for one that the identity may not see, FORBIDDEN unless it has something to do with it: an open step lies at one of its units or
 * with itself, or one of its units received it.
 */
export async function checkActs(service: Service, identity: Identity, dossierId: string, permission: Permission): Promise<void> {
  await checkSees(service, identity, dossierId, permission);
  if (!(await actsOn(service, identity, dossierId, permission))) throw forbidden(permission, identity.permissions);
}

/** Throws FORBIDDEN unless the identity may enter facts late by a position where the dossier lies, or where it was received: another of its positions does not count. */
export async function checkEntersLate(service: Service, identity: Identity, dossierId: string): Promise<void> {
  if (!identity.permissions.has('lateEntry') || !(await actsOn(service, identity, dossierId, 'lateEntry')))
    throw forbiddenLate(identity.permissions);
}

/** The same of a dossier that is yet to be begun, by where it would arrive first. */
export function checkBeginsLate({ engine }: Service, identity: Identity, places: readonly TaskPlace[]): void {
  if (!identity.permissions.has('lateEntry')) throw forbiddenLate(identity.permissions);
  if (unitsTouched(identity, engine.organisation(), 'lateEntry') === 'all') return;
  if (!places.some((place) => touches(identity, engine.organisation(), place, 'lateEntry'))) throw forbiddenLate(identity.permissions);
}

async function actsOn({ engine, pool }: Service, identity: Identity, dossierId: string, permission: Permission): Promise<boolean> {
  const units = unitsTouched(identity, engine.organisation(), permission);
  if (units === 'all') return true;
  const { rowCount } = await pool.query({
    name: 'api acts',
    text: `select where ${liesAt('$1::bigint', '$2::text[]', '$3::text')}`,
    // who holds a task may do it, and no more than that
    values: [dossierId, units, permission === 'lateEntry' ? null : identity.login],
  });
  return rowCount === 1;
}

/** SQL: the dossier has come by one of the units or desks, or one of them is its agency. */
export function seenBy(dossier: string, units: string): string {
  return `exists (select from dossier_units where dossier_id = ${dossier} and unit = any(${units}))`;
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

/** Whether a task lies at a desk or unit of the identity's, or is held by it; only to work on it holding it is enough. */
export function touches(
  identity: Identity,
  organisation: Organisation,
  { unit, department, desk, holder }: TaskPlace,
  permission: 'tasks:work' | 'tasks:assign' | 'lateEntry' = 'tasks:work',
): boolean {
  const units = unitsTouched(identity, organisation, permission);
  if (units === 'all') return true;
  if ([unit, desk, department].some((place) => place !== undefined && units.includes(place))) return true;
  return permission === 'tasks:work' && holder === identity.login;
}

/** Throws FORBIDDEN unless the identity touches the task. */
export function checkTouches(identity: Identity, organisation: Organisation, place: TaskPlace): void {
  if (!touches(identity, organisation, place)) throw forbidden('tasks:work', identity.permissions);
}
