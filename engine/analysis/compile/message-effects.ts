/** What is sent and received between processes that are looked at together. */
import type { Container, FlowNode } from '../../model/types.ts';
import { receiving, rootOf, type Sending } from '../message-places.ts';
import { flowsInto, hostsOf } from '../named-messages.ts';
import { everyTimes } from '../repeated-events.ts';
import type { Effect, NetInWork } from './net-in-work.ts';
import { beginnings } from './starts.ts';

/** Along a message flow: it is on its way, or it starts the process that it leads to. */
export function afterSending(net: NetInWork, { flow, start }: Sending, effect: Effect): Effect[] {
  if (!start) {
    const sent = net.messagePlace(flow, rootOf((flow.source as FlowNode).container));
    return [{ ...effect, produce: [...effect.produce, sent] }];
  }
  const { before, after } = startedPlaces(net, start.container);
  const first = beginnings(net, start).map(({ produce, taken }) => ({
    ...effect,
    takes: [before],
    produce: [...effect.produce, after, ...produce],
    taken: { ...effect.taken, ...taken },
  }));
  return [...first, { ...effect, needs: [...(effect.needs ?? []), after], again: true }];
}

/** A process that messages start: before its first start, and from then on. Like messages on their way they are no work, and nothing clears them. */
export function startedPlaces(net: NetInWork, container: Container): { readonly before: number; readonly after: number } {
  const place = (when: string) => net.placeOf({ kind: 'message', elementId: `${container.id} ${when}`, container });
  return { before: place('before'), after: place('after') };
}

/** Sent by name: whoever waits takes it; when nobody does, it leaves the dossier. */
export function afterNaming(net: NetInWork, catches: readonly FlowNode[], effect: Effect): Effect[] {
  return [
    ...catches.flatMap((received) =>
      hostsOf(received)
        .flatMap((host) => waitingPlaces(net, host))
        .map((place) => ({ ...effect, needs: [place], produce: [...effect.produce, namedPlace(net, received)] })),
    ),
    { ...effect, needs: [...new Set(catches.flatMap(hostsOf))].map((host) => idlePlace(net, host)) },
  ];
}

/** Where a token waits, or is about to in the same step. */
export function waitingPlaces(net: NetInWork, host: FlowNode): number[] {
  const repeating = host.boundaryEvents.filter(({ interrupting }) => !interrupting);
  return [...[...flowsInto(host)].map(net.onFlow), ...everyTimes(repeating, net.options).map((times) => net.active(host, times))];
}

/** What a catch takes beside its token, in each of its ways. */
export function receivedBy(net: NetInWork, node: FlowNode): readonly (readonly number[])[] {
  return net.named && net.named.sendersOf(node).length > 0 ? [[namedPlace(net, node)]] : receiving(node, net.drawn, net.messagePlace);
}

function namedPlace(net: NetInWork, { id, container }: FlowNode): number {
  return net.placeOf({ kind: 'message', elementId: id, container });
}

function idlePlace(net: NetInWork, node: FlowNode): number {
  return net.placeOf({ kind: 'idle', elementId: node.id, container: node.container, node });
}
