/** What the first page asks the service; parts that show the same share a question. */
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../dossier/use-me.ts';
import { api } from '../../data/session.ts';

/** The page stays open all day: it asks again every minute while it is looked at. */
const refetchInterval = 60_000;
const most = 100;

export const useHeld = () =>
  useQuery({ queryKey: ['home', 'held'], queryFn: () => api.getTasks({ query: { holder: 'me', limit: 8 } }), refetchInterval });

export const useHeldCounts = () =>
  useQuery({
    queryKey: ['home', 'heldCounts'],
    queryFn: () => api.postTasksCounts({ body: { filter: { holder: 'me' } } }),
    refetchInterval,
  });

export const useOffered = () =>
  useQuery({ queryKey: ['home', 'offered'], queryFn: () => api.getTasks({ query: { unclaimed: true, limit: 8 } }), refetchInterval });

export const useOfferedCounts = () =>
  useQuery({
    queryKey: ['home', 'offeredCounts'],
    queryFn: () => api.postTasksCounts({ body: { filter: { holder: { $exists: false } } } }),
    refetchInterval,
  });

export const useHandOffs = () =>
  useQuery({ queryKey: ['home', 'handOffs'], queryFn: () => api.getHandOffs({ query: { limit: most } }), refetchInterval });

export const useCorrections = () =>
  useQuery({ queryKey: ['home', 'corrections'], queryFn: () => api.getCorrections({ query: { limit: most } }), refetchInterval });

export const useAppraisals = () =>
  useQuery({
    queryKey: ['home', 'appraisals'],
    queryFn: () => api.getAppraisals({ query: { waiting: true, limit: most } }),
    refetchInterval,
  });

/** Drafts that the person changed last, those that are done with left out. */
export function useDrafts() {
  const { login } = useMe();
  return useQuery({
    queryKey: ['home', 'drafts'],
    queryFn: async () => {
      const { items, next } = await api.getDrafts({ query: { limit: 500 } });
      const done = ['published', 'superseded', 'repealed'];
      return { items: items.filter(({ updatedBy, state }) => updatedBy.user === login && !done.includes(state)), next };
    },
  });
}

/** `12`, or `100+` when there is a further page. */
export const countOf = ({ items, next }: { readonly items: readonly unknown[]; readonly next?: string | undefined }): string =>
  next === undefined ? String(items.length) : `${items.length}+`;
