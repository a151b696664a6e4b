/** An event comes again only when its last round has left the branch that is the event's own (ADR 0046). */
import type { FlowNode } from '../../model/types.ts';
import type { Watched } from '../idle-places.ts';
import type { TokenTransition } from '../token-net.ts';
import type { NetInWork } from './net-in-work.ts';

export interface RoundsApart {
  readonly watched: readonly Watched[];
  /** Idle places that a transition wants marked. */
  readonly needs: (transition: TokenTransition) => readonly number[];
}

export function roundsApart(net: NetInWork): RoundsApart {
  const idleOf = new Map<number, Watched>();
  const needed = new Map<FlowNode, number[]>();
  for (const [event, branch] of net.own) {
    const { container } = event;
    const here = [event, ...branch].flatMap(({ outgoing }) => outgoing.filter(({ target }) => branch.has(target)).map(net.onFlow));
    net.places.forEach(({ kind, node }, number) => kind === 'active' && branch.has(node!) && here.push(number));
    for (const place of here)
      if (!idleOf.has(place)) {
        const idle = net.placeOf({ kind: 'idle', elementId: String(place), container });
        idleOf.set(place, { idle, places: new Set([place]), container });
      }
    needed.set(
      event,
      here.map((place) => idleOf.get(place)!.idle),
    );
  }
  const eventOf = ({ node, thrown, act }: TokenTransition) => (act === 'throw' ? thrown?.handler : act === 'trigger' ? node : undefined);
  return { watched: [...idleOf.values()], needs: (transition) => needed.get(eventOf(transition)!) ?? [] };
}
