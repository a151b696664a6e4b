import { findUnit, type Organisation } from '../../deadlines/organisation.ts';

/**
 * A unit and all units below it, as rows may have them: by id, and by name too, for a model may name a unit. First the unit itself.
 * A unit that the organisation does not know has nobody below it.
 */
export function unitsBelow(organisation: Organisation, idOrName: string): readonly string[] {
  const top = findUnit(organisation, idOrName);
  if (!top) return [idOrName];
  const below = new Map<string, string[]>();
  for (const { id, parent } of organisation.units.values()) if (parent !== undefined) below.set(parent, [...(below.get(parent) ?? []), id]);
  const found = new Set([top.id]);
  // a set is walked in the order of insertion, what is added on the way included
  for (const id of found) for (const child of below.get(id) ?? []) found.add(child);
  const names = [...found].map((id) => organisation.units.get(id)!.name).filter((name) => found.has(findUnit(organisation, name)!.id));
  return [...new Set([...found, ...names])];
}
