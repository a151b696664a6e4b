/** A net of tokens played one transition at a time: the plainest reading of its rules. */
import { joinGuardsOf, mayJoin, type JoinGuard } from './join-guard.ts';
import { isWork, type TokenNet, type TokenTransition } from './token-net.ts';

/** Tokens by the number of the place. */
export type Tokens = number[];

export interface Play {
  readonly initial: () => Tokens;
  readonly isEnabled: (tokens: Tokens, transition: TokenTransition) => boolean;
  /** The marking after an enabled transition; the given one is not changed. */
  readonly fire: (tokens: Tokens, transition: TokenTransition) => Tokens;
}

/** How a net is played. Of several joins that may fire only the first in the order of the file is enabled, as in the engine. */
export function playOf(net: TokenNet): Play {
  const guards = new Map(joinGuardsOf(net).map((guard) => [guard.join, guard]));
  const ownPlaces = (container: unknown) =>
    net.places.flatMap((place, number) =>
      place.container === container && place.kind !== 'ended' && place.kind !== 'message' ? [number] : [],
    );
  const cleared = new Map(net.containers.map((container) => [container, ownPlaces(container)]));
  const firstJoin = (tokens: Tokens, of: JoinGuard) =>
    [...guards.values()].find((guard) => guard.join.container === of.join.container && mayJoin(guard, tokens));
  return {
    initial() {
      const tokens = net.places.map(() => 0);
      for (const place of net.initial) tokens[place]!++;
      return tokens;
    },
    isEnabled(tokens, { consume, join, whileAtWork, node }) {
      if (join) return firstJoin(tokens, guards.get(join)!)?.join === join;
      if (whileAtWork && !cleared.get(node.container.parent!)!.some((place) => tokens[place]! > 0 && isWork(net.places[place]!)))
        return false;
      return consume.every((place) => tokens[place]! >= consume.filter((each) => each === place).length);
    },
    fire(tokens, { consume, produce, clears, join }) {
      const after = [...tokens];
      for (const place of join ? guards.get(join)!.incoming.filter((each) => tokens[each]! > 0) : consume) after[place]!--;
      if (clears) for (const place of cleared.get(clears)!) after[place] = 0;
      for (const place of produce) after[place]!++;
      return after;
    },
  };
}
