/** Desks that the roster leaves empty or without anybody in reserve on a day, and officers who could not work where they sit. */
import { isValidOn, lineOf, type Unit } from '../../engine/deadlines/organisation.ts';
import type { Organisation } from '../../engine/index.ts';
import { permissionsOf, type Role } from '../auth/roles.ts';
import type { Queryable } from '../transaction.ts';
import { readRoster, type RosterEntry } from './roster.ts';

export interface RosterGap {
  readonly unit: string;
  readonly name: string;
  /** `noReserve` only of a one-stop centre's desks: Decree 61/2018, art. 12(8) wants at least one officer in reserve there. */
  readonly lacks: readonly ('officer' | 'reserve')[];
  /** Who sits there but holds no position in which they could take up its tasks. */
  readonly withoutPosition: readonly { readonly officer: string; readonly name: string }[];
}

/** By the order of the organisation; only units of `units` (undefined: all). */
export async function rosterGaps(
  db: Queryable,
  organisation: Organisation,
  units: readonly string[] | undefined,
  date: string,
): Promise<RosterGap[]> {
  const entries = await readRoster(db, organisation, { units, from: date, onlyThen: true, limit: 10_000 });
  const places = await workPlaces(db, entries, date);
  const gaps: RosterGap[] = [];
  for (const unit of organisation.units.values()) {
    if ((units && !units.includes(unit.id)) || !isValidOn(unit, date)) continue;
    const here = entries.filter((entry) => entry.unit === unit.id);
    const needed = isManned(organisation, unit, date);
    const lacks = needed
      ? ([
          ...(here.some(({ isReserve }) => !isReserve) ? [] : ['officer']),
          ...(isOfCentre(organisation, unit) && !here.some(({ isReserve }) => isReserve) ? ['reserve'] : []),
        ] as ('officer' | 'reserve')[])
      : [];
    const withoutPosition = here
      .filter(({ officer }) => !mayWork(organisation, unit, places.get(officer) ?? []))
      .map(({ officer, name }) => ({ officer, name }));
    if (lacks.length > 0 || withoutPosition.length > 0) gaps.push({ unit: unit.id, name: unit.name, lacks, withoutPosition });
  }
  return gaps;
}

interface Place {
  readonly officer: string;
  readonly role: Role;
  readonly unit: string | null;
}

/** Where those of the roster hold positions with work, by officer. */
async function workPlaces(db: Queryable, entries: readonly RosterEntry[], date: string): Promise<ReadonlyMap<string, readonly Place[]>> {
  const { rows } = await db.query<Place>(
    `select u.login as officer, p.role, p.unit from users u join positions p on p.user_id = u.id
     where u.login = any($1) and u.disabled_at is null and p.valid_from < $2::date + 1 and (p.valid_to is null or p.valid_to >= $2::date)`,
    [[...new Set(entries.map(({ officer }) => officer))], date],
  );
  const places = new Map<string, Place[]>();
  for (const row of rows)
    if (permissionsOf[row.role].includes('tasks:work')) places.set(row.officer, [...(places.get(row.officer) ?? []), row]);
  return places;
}

/** An officer works at their own unit, a head and a manager also below theirs. */
function mayWork(organisation: Organisation, { id }: Unit, places: readonly Place[]): boolean {
  const line = lineOf(organisation, id).map((unit) => unit.id);
  return places.some(({ role, unit }) =>
    unit === null ? role === 'centreManager' : role === 'officer' ? unit === id : line.includes(unit),
  );
}

/** A desk; a centre where it has no desks of its own. */
function isManned(organisation: Organisation, { id, level }: Unit, date: string): boolean {
  if (level === 'desk') return true;
  return (
    level === 'centre' &&
    ![...organisation.units.values()].some((unit) => unit.parent === id && unit.level === 'desk' && isValidOn(unit, date))
  );
}

const isOfCentre = (organisation: Organisation, { id }: Unit) => lineOf(organisation, id).some(({ level }) => level === 'centre');
