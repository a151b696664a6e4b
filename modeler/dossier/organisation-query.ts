import { queryOptions } from '@tanstack/react-query';
import { api } from '../data/session.ts';

/** The organisation in force; it changes seldom. */
export const organisationQuery = queryOptions({ queryKey: ['organisation'], queryFn: () => api.getOrganisation(), staleTime: 300_000 });
