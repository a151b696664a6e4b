/** An organisation as pages need it: names of units and people, and what lies below what. */
import type { Me } from '../data/session.ts';

export interface UnitEntry {
  readonly id: string;
  readonly name: string;
  readonly level?: string;
  readonly parent?: string;
}

export interface OfficerEntry {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
}

export interface OrganisationView {
  readonly units: readonly UnitEntry[];
  readonly officers: readonly OfficerEntry[];
  /** The name of a unit, its id when it has none any more; empty for none. */
  unitName(id: string | undefined): string;
  /** The name of who has a login; the login when only an account knows it. */
  personName(login: string | undefined): string;
  /** Whether a unit is another or lies below it. */
  isWithin(unit: string, above: string): boolean;
}

/** From the document of the organisation, whatever it holds. */
export function organisationView(content: unknown): OrganisationView {
  const { units = [], officers = [] } = (content ?? {}) as { units?: readonly UnitEntry[]; officers?: readonly OfficerEntry[] };
  const unitsById = new Map(units.map((unit) => [unit.id, unit]));
  const names = new Map(officers.map(({ id, name }) => [id, name]));
  return {
    units,
    officers,
    unitName: (id) => (id === undefined ? '' : (unitsById.get(id)?.name ?? id)),
    personName: (login) => (login === undefined ? '' : (names.get(login) ?? login)),
    isWithin(unit, above) {
      // a file in which units lie below each other must not hold the page up
      for (let at: string | undefined = unit, steps = 0; at !== undefined && steps <= units.length; steps++) {
        if (at === above) return true;
        at = unitsById.get(at)?.parent;
      }
      return false;
    },
  };
}

/** Where a task lies, and who has it. */
interface Place {
  readonly unit?: string;
  readonly department?: string;
  readonly desk?: string;
  readonly holder?: string;
}

/** Whether a task lies at a unit of the person's or is held by them: what the service asks too before it lets them act. */
export function mayTouch(
  me: Pick<Me, 'login' | 'positions'>,
  { unit, department, desk, holder }: Place,
  { isWithin }: OrganisationView,
): boolean {
  if (holder === me.login) return true;
  const places = [unit, department, desk].flatMap((place) => place ?? []);
  return me.positions.some(({ unit: own }) => own === undefined || places.some((place) => isWithin(place, own)));
}

/** Of these officers, those who sit where every one of the tasks lies or below it: at its desk or unit, its agency when it names none. */
export function officersOfUnits<Officer extends Pick<OfficerEntry, 'unit'>>(
  officers: readonly Officer[],
  tasks: readonly Place[],
  { isWithin }: OrganisationView,
): readonly Officer[] {
  const places = tasks.map(({ unit, department, desk }) => desk ?? unit ?? department);
  return officers.filter(({ unit }) => places.length > 0 && places.every((place) => place !== undefined && isWithin(unit, place)));
}
