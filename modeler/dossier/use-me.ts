import { useSyncExternalStore } from 'react';
import { session, type Me } from '../data/session.ts';

/** Who is signed in. Pages are shown to nobody else; throws when there is nobody. */
export function useMe(): Me & { may(permission: string): boolean } {
  const { me } = useSyncExternalStore(session.subscribe, session.current);
  if (!me) throw new Error('nobody is signed in');
  return { ...me, may: (permission) => me.permissions.includes(permission) };
}
