/**
 * Messages between processes of a file along no message flow: one is taken by whoever waits for its name, and lost when nobody does (ADR 0008, ADR 0046).
 */
import { sendsByJob } from '../semantics/elements/behavior.ts';
import type { Container, FlowNode, MessageFlow, SequenceFlow } from '../model/types.ts';
import { rootOf } from './message-places.ts';
import { choosesEvent, waits } from './waits.ts';

export interface NamedMessages {
  /** Who takes what an element sends by name. */
  catchesOf(sender: FlowNode): readonly FlowNode[];
  /** Who sends what an element waits for, if somebody does. */
  sendersOf(received: FlowNode): readonly FlowNode[];
}

/** The name an element sends, or waits for. */
export function messageNameOf({ event, messageName }: FlowNode): string | undefined {
  return event?.type === 'message' ? event.messageName : messageName;
}

/** It sends a message by itself. */
export function sendsMessage(node: FlowNode): boolean {
  const throws = node.type === 'sendTask' || node.type === 'endEvent' || node.type === 'intermediateThrowEvent';
  return throws && messageNameOf(node) !== undefined && !sendsByJob(node);
}

/** It waits for a message: a receive task, an intermediate catch, a boundary event, or the start of an event subprocess. */
export function catchesMessage(node: FlowNode): boolean {
  switch (node.type) {
    case 'receiveTask':
    case 'intermediateCatchEvent':
    case 'boundaryEvent':
      return messageNameOf(node) !== undefined;
    case 'startEvent':
      return node.container.kind === 'eventSubProcess' && messageNameOf(node) !== undefined;
    default:
      return false;
  }
}

/** A message flow from an element leads to it, or to its pool under its name; or one from a black box to it. */
export function isLedTo(node: FlowNode, drawn: readonly MessageFlow[]): boolean {
  return drawn.some(({ source, target }) => {
    if (target === node) return true;
    return target !== undefined && target === rootOf(node.container) && source !== undefined && 'type' in source
      ? messageNameOf(source) === messageNameOf(node)
      : false;
  });
}

/** Those of processes side by side; of catches only what the net of their process shows: a sender deeper inside may send at any time. */
export function namedMessages(containers: readonly Container[], drawn: readonly MessageFlow[]): NamedMessages {
  const senders = new Map<string, FlowNode[]>();
  const unknown = new Set<string>();
  const every = (container: Container): FlowNode[] =>
    container.nodes.flatMap((node) => [node, ...(node.contents ? every(node.contents) : [])]);
  for (const container of containers)
    for (const node of every(container)) {
      if (!sendsMessage(node) || drawn.some(({ source, target }) => source === node && target !== undefined)) continue;
      const name = messageNameOf(node)!;
      if (node.container.parent) unknown.add(name);
      senders.set(name, [...(senders.get(name) ?? []), node]);
    }
  const catches = new Map<string, FlowNode[]>();
  for (const { nodes } of containers)
    for (const node of nodes) {
      const name = messageNameOf(node);
      if (name === undefined || !senders.has(name) || unknown.has(name) || !catchesMessage(node) || isLedTo(node, drawn)) continue;
      catches.set(name, [...(catches.get(name) ?? []), node]);
    }
  return {
    catchesOf: (sender) => {
      const name = messageNameOf(sender);
      return name !== undefined && senders.get(name)?.includes(sender) ? (catches.get(name) ?? []) : [];
    },
    sendersOf: (received) => {
      const name = messageNameOf(received);
      return name !== undefined && catches.get(name)?.includes(received) ? senders.get(name)! : [];
    },
  };
}

/** Where a token waits for what `received` catches. */
export function hostsOf(received: FlowNode): readonly FlowNode[] {
  if (received.attachedTo) return [received.attachedTo];
  const gateways = received.incoming.flatMap(({ source }) => (choosesEvent(source) ? [source] : []));
  return gateways.length > 0 ? gateways : [received];
}

/** Flows from which the engine comes to an element in the same step, whatever is chosen: what is on one of them already waits there. */
export function flowsInto(host: FlowNode): ReadonlySet<SequenceFlow> {
  const found = new Set(host.incoming);
  for (const { source } of found) {
    const isOne = source.outgoing.length === 1 || source.type === 'parallelGateway';
    const isJoin = source.incoming.length > 1 && (source.type === 'parallelGateway' || source.type === 'inclusiveGateway');
    if (!waits(source) && isOne && !isJoin) for (const flow of source.incoming) found.add(flow);
  }
  return found;
}
