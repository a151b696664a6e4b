/** A net of tokens played one transition at a time: the plainest reading of its rules. */
import { mayJoin, type JoinGuard } from './join-guard.ts';
import { joinRegions } from './join-regions.ts';
import type { Container, FlowNode } from '../model/types.ts';
import { isWork, type Place, type TokenNet, type TokenTransition } from './token-net.ts';

/** Tokens by the number of the place. */
export type Tokens = number[];

export interface Play {
  readonly initial: () => Tokens;
  readonly isEnabled: (tokens: Tokens, transition: TokenTransition) => boolean;
  /** The marking after an enabled transition; the given one is not changed. */
  readonly fire: (tokens: Tokens, transition: TokenTransition) => Tokens;
  /** The same in place, for runs of many steps. */
  readonly move: (tokens: Tokens, transition: TokenTransition) => void;
  /** The places that a token is taken from. */
  readonly takenFrom: (tokens: Tokens, transition: TokenTransition) => readonly number[];
}

/** Kinds of places from which a token can come to a join. */
const leadsOn: Partial<Record<Place['kind'], true>> = { flow: true, active: true, start: true };

const plays = new WeakMap<TokenNet, Play>();

/** How a net is played. Of several joins that may fire only the first in the order of the file is enabled, as in the engine. */
export function playOf(net: TokenNet): Play {
  let play = plays.get(net);
  if (!play) plays.set(net, (play = newPlay(net)));
  return play;
}

function newPlay(net: TokenNet): Play {
  const { joins, incomingOf, regionOf } = joinRegions(net);
  const ofJoin = new Map(joins.map((join) => [join, { incoming: incomingOf(join), guard: undefined as JoinGuard | undefined }]));
  const mayFire = (join: FlowNode, tokens: Tokens) => {
    const known = ofJoin.get(join)!;
    if (!known.incoming.some((place) => tokens[place]! > 0)) return false;
    return isAlone(known.incoming, tokens) || mayJoin((known.guard ??= regionOf(join)), tokens);
  };
  /** Nothing is anywhere else, so that nothing can come: a walk back through the whole process is spared. */
  const isAlone = (incoming: readonly number[], tokens: Tokens) =>
    tokens.every((count, place) => count === 0 || incoming.includes(place) || !leadsOn[net.places[place]!.kind]);
  const places = new Map<Container, readonly number[]>();
  const ownPlaces = (container: Container) => {
    let own = places.get(container);
    if (!own) {
      own = net.places.flatMap((place, number) =>
        place.container === container && place.kind !== 'ended' && place.kind !== 'message' ? [number] : [],
      );
      places.set(container, own);
    }
    return own;
  };
  const firstJoin = (tokens: Tokens, container: Container) => joins.find((join) => join.container === container && mayFire(join, tokens));
  const takenFrom = (tokens: Tokens, { consume, join }: TokenTransition) =>
    join ? ofJoin.get(join)!.incoming.filter((place) => tokens[place]! > 0) : consume;
  const move = (tokens: Tokens, transition: TokenTransition) => {
    const { clears, produce, spares } = transition;
    for (const place of takenFrom(tokens, transition)) tokens[place]!--;
    if (clears) for (const place of ownPlaces(clears)) if (!spares?.includes(place)) tokens[place] = 0;
    for (const place of produce) tokens[place]!++;
  };
  return {
    takenFrom,
    move,
    initial() {
      const tokens = net.places.map(() => 0);
      for (const place of net.initial) tokens[place]!++;
      return tokens;
    },
    isEnabled(tokens, { consume, join, whileAtWork, node, unless, guard }) {
      if (join) return firstJoin(tokens, join.container) === join;
      if (whileAtWork && !ownPlaces(node.container.parent!).some((place) => tokens[place]! > 0 && isWork(net.places[place]!))) return false;
      if (unless?.some((place) => tokens[place]! > 0)) return false;
      if (guard && !guard.holds(guard.places.map((place) => tokens[place]!))) return false;
      return consume.every((place) => tokens[place]! >= consume.filter((each) => each === place).length);
    },
    fire(tokens, transition) {
      const after = tokens.slice();
      move(after, transition);
      return after;
    },
  };
}
