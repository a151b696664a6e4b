import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../data/session.ts';
import { organisationView, type OrganisationView } from './organisation-view.ts';

/** The organisation in force; before it is known, one that calls everything by its id. */
export function useOrganisation(): OrganisationView {
  const { data } = useQuery({ queryKey: ['organisation'], queryFn: () => api.getOrganisation(), staleTime: 300_000 });
  return useMemo(() => organisationView(data), [data]);
}
