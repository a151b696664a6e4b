/** Names of units by their id, as the organisation has them. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { organisationQuery } from '../dossier/organisation-query.ts';

/** Gives the id where no name is known (yet). */
export function useUnitNames(): { readonly nameOf: (unit: string | undefined) => string; readonly names: ReadonlyMap<string, string> } {
  const { data } = useQuery(organisationQuery);
  const names = useMemo(() => {
    const units = (data?.['units'] ?? []) as readonly { readonly id: string; readonly name?: string }[];
    return new Map(units.map(({ id, name = id }) => [id, name]));
  }, [data]);
  return { names, nameOf: (unit) => (unit === undefined ? '' : (names.get(unit) ?? unit)) };
}
