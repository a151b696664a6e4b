/** What a lane says when a unit is chosen for it. */
import type { Organisation } from '../../engine/index.ts';

type Unit = Organisation['units'] extends ReadonlyMap<string, infer U> ? U : never;

const ofDepartments = ['division', 'desk'];

/**
 * Attributes of a lane that stands for a unit: itself, the department it belongs to, and its name unless somebody gave the lane
 * another one. Without a unit all of them go but the name.
 */
export function placeOfUnit(
  { units }: Organisation,
  unit: string | undefined,
  name: string,
  before: string,
): Readonly<Record<string, string | undefined>> {
  if (unit === undefined) return { 'tthc:unit': undefined, 'tthc:department': undefined };
  const line: Unit[] = [];
  for (let at = units.get(unit); at && !line.includes(at); at = at.parent === undefined ? undefined : units.get(at.parent)) line.push(at);
  const department = line.find(({ level }) => !ofDepartments.includes(level))?.id ?? unit;
  const isOwnName = name !== '' && name !== units.get(before)?.name && !/^(Làn|Lane)\b/i.test(name) && before !== '';
  return {
    'tthc:unit': unit,
    'tthc:department': department,
    'tthc:kind': undefined,
    ...(!isOwnName && units.get(unit) && { name: units.get(unit)!.name }),
  };
}
