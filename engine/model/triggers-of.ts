/** What an element waits for, whether an event says it or a receive task. */
import type { Container, EventDefinition, FlowNode } from './types.ts';

/** The definitions any of which (all of which: `parallelMultiple`) triggers a catching element; a receive task's is its message. */
export function triggersOf({ type, messageName, correlationKey, conversation, events }: FlowNode): readonly EventDefinition[] {
  if (type !== 'receiveTask') return events;
  return [
    {
      type: 'message',
      messageName: messageName!,
      ...(correlationKey !== undefined && { correlationKey }),
      ...(conversation !== undefined && { conversation }),
    },
  ];
}

/**
 * Where a trigger starts a process, in document order: start events that wait for something, receive tasks that instantiate, and what stands
 * behind an event-based gateway that does (10.5.2, 10.6.6).
 */
export function triggeredStarts({ nodes }: Container): FlowNode[] {
  return nodes.filter(isTriggeredStart);
}

/** Does a trigger of this element start its process? */
export function isTriggeredStart(node: FlowNode): boolean {
  if (node.type === 'startEvent') return node.events.length > 0 && node.container.kind === 'process';
  return node.instantiate === true ? node.type === 'receiveTask' : startingGateway(node) !== undefined;
}

/** The event-based gateway in front of the element whose first event starts the process. */
export function startingGateway({ incoming: [flow] }: FlowNode): FlowNode | undefined {
  return flow?.source.type === 'eventBasedGateway' && flow.source.instantiate ? flow.source : undefined;
}
