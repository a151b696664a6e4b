/** What only a non-interrupting event leads to: a reminder and what follows it. Rounds of it run beside each other and disturb nobody (ADR 0046). */
import type { Container, FlowNode } from '../model/types.ts';
import { comesOnce } from './repeated-events.ts';

/** Non-interrupting boundary events that may come again and again. */
export function repeatingEvents({ nodes }: Container): FlowNode[] {
  return nodes.filter((node) => node.type === 'boundaryEvent' && !node.interrupting && !comesOnce(node));
}

/** Elements that are reached through the event and in no other way. */
export function ownBranch(event: FlowNode): ReadonlySet<FlowNode> {
  const { nodes, starts, startEvents } = event.container;
  const others = reachedFrom(
    [...starts, ...startEvents, ...nodes.filter((node) => node.type === 'boundaryEvent' && node.attachedTo === event.attachedTo)],
    event,
  );
  return new Set([...reachedFrom([event])].filter((node) => node !== event && !others.has(node)));
}

/** The branch leads back into what is reached without the event, too: then it matters how often the event comes. */
export function leavesOwnBranch(event: FlowNode): boolean {
  const own = ownBranch(event);
  return [event, ...own].some(
    ({ outgoing, linkTarget }) => outgoing.some(({ target }) => !own.has(target)) || (linkTarget && !own.has(linkTarget)),
  );
}

/** What is reached along flows, links and boundary events; not through `without`. */
export function reachedFrom(first: readonly FlowNode[], without?: FlowNode): Set<FlowNode> {
  const reached = new Set(first.filter((node) => node !== without));
  for (const { outgoing, boundaryEvents, linkTarget } of reached)
    for (const next of [...outgoing.map(({ target }) => target), ...boundaryEvents, ...(linkTarget ? [linkTarget] : [])])
      if (next !== without) reached.add(next);
  return reached;
}
