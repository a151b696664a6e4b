/** Places that are marked while others are not, so that a transition can need that nothing is there. */
import type { Container } from '../model/types.ts';
import type { TokenTransition } from './token-net.ts';

export interface Watched {
  /** Marked while none of `places` is. */
  readonly idle: number;
  readonly places: ReadonlySet<number>;
  readonly container: Container;
}

/** The transitions, keeping the idle places as they should be. `needs`: idle places that a transition wants marked, before and after. */
export function keepIdle(
  transitions: readonly TokenTransition[],
  watched: readonly Watched[],
  needs: (transition: TokenTransition) => readonly number[] = () => [],
): TokenTransition[] {
  return transitions.map((each) => {
    const consume: number[] = [];
    const produce: number[] = [];
    for (const { idle, places, container } of watched) {
      const [takes, makes] = [each.consume, each.produce].map((some) => some.some((place) => places.has(place)));
      // what clears a container takes what it finds there, and leaves nothing
      if (each.clears === container || (takes && !makes)) produce.push(idle);
      else if (makes && !takes) consume.push(idle);
    }
    const needed = needs(each).filter((idle) => !consume.includes(idle));
    if (consume.length + produce.length + needed.length === 0) return each;
    return { ...each, consume: [...each.consume, ...consume, ...needed], produce: [...each.produce, ...produce, ...needed] };
  });
}
