import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { organisationQuery } from './organisation-query.ts';
import { organisationView, type OrganisationView } from './organisation-view.ts';

/** The organisation in force; before it is known, one that calls everything by its id. */
export function useOrganisation(): OrganisationView {
  const { data } = useQuery(organisationQuery);
  return useMemo(() => organisationView(data), [data]);
}
