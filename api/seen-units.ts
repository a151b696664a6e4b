/** The units of a list: those asked for, as far as the identity sees them. */
import { unitsBelow } from '../engine/runtime/index.ts';
import { unitsSeen, type Identity } from './auth/identity.ts';
import type { Permission } from './auth/roles.ts';
import type { Service } from './service.ts';

export interface UnitQuery {
  readonly unit?: readonly string[];
  /** This unit or one below it. */
  readonly department?: string;
}

/** Undefined: all there are. Empty: the identity sees none of them. */
export function seenUnitsOf(
  service: Service,
  identity: Identity,
  permission: Permission,
  { unit, department }: UnitQuery,
): readonly string[] | undefined {
  const organisation = service.engine.organisation();
  const below = department === undefined ? undefined : unitsBelow(organisation, department);
  const asked = below && unit ? below.filter((each) => unit.includes(each)) : (below ?? unit);
  const seen = unitsSeen(identity, organisation, permission);
  if (seen === 'all') return asked;
  return asked ? asked.filter((each) => seen.includes(each)) : seen;
}
