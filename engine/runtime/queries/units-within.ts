import type { Organisation } from '../../deadlines/organisation.ts';
import { unitsBelow } from './units-below.ts';

/** The units that a filter means: a unit and those below it, `units`, or what is in both; undefined: any. */
export function unitsWithin(
  organisation: Organisation,
  { department, units }: { readonly department?: string; readonly units?: readonly string[] },
): readonly string[] | undefined {
  if (department === undefined) return units;
  const below = unitsBelow(organisation, department);
  return units ? below.filter((unit) => units.includes(unit)) : below;
}
