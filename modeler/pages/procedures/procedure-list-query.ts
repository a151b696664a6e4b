import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../../data/session.ts';

/** What the catalogue is narrowed by. */
export interface Chosen {
  readonly field?: string;
  readonly department?: string;
  readonly state?: 'inForce' | 'coming' | 'ended';
  readonly deadlineDays?: number;
}

/** Procedures by name, fifty at a time; `search`: words, without diacritics too. */
export function procedureListQuery(chosen: Chosen & { readonly search?: string }) {
  const query = { ...chosen, limit: 50 };
  return infiniteQueryOptions({
    queryKey: ['procedures', query],
    queryFn: ({ pageParam }) => api.getProcedures({ query: { ...query, ...(pageParam !== '' && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}
