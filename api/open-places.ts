/** How many requests that stay open one account may have at a time, in this process: each holds a connection and asks the database again and again. */
import type { Identity } from './auth/identity.ts';
import type { Problem } from './problem.ts';
import type { Service } from './service.ts';

/** Takes a place for an account (a person, or an API key) until the answer is called. Throws what `full` says when there is none. */
export type TakePlace = (service: Service, identity: Pick<Identity, 'login'>) => () => void;

/** `mostEach` places of one account, `most` of all. */
export function openPlaces(mostEach: number, most: number, full: (of: 'account' | 'all') => Problem): TakePlace {
  const taken = new WeakMap<Service, Map<string, number>>();
  return (service, { login }) => {
    let places = taken.get(service);
    if (!places) taken.set(service, (places = new Map()));
    const own = places.get(login) ?? 0;
    if (own >= mostEach) throw full('account');
    if ([...places.values()].reduce((sum, count) => sum + count, 0) >= most) throw full('all');
    places.set(login, own + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = places.get(login)! - 1;
      if (left > 0) places.set(login, left);
      else places.delete(login);
    };
  };
}
