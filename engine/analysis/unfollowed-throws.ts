/** Throws of which the net does not tell what they do. */
import type { Container, EventDefinition, FlowNode } from '../model/types.ts';
import type { Surroundings } from './surroundings.ts';
import { fromOf, type Throw } from './throws-of.ts';
import { waits } from './waits.ts';

/** A throw alone does not trigger it: the other events of the element have to come, too. */
export function needsMoreThanThrow({ parallelMultiple, events }: FlowNode): boolean {
  return parallelMultiple === true && events.length > 1 && events.some(({ type }) => isThrow(type));
}

/** Those that a throw in the containers comes to, or that lie there. */
export function partialHandlers(containers: readonly Container[], { model, throws, isCalled }: Surroundings): FlowNode[] {
  const partial = [...model.nodes.values()].filter(needsMoreThanThrow);
  if (partial.length === 0) return [];
  const reached = new Set<FlowNode | undefined>();
  for (const { nodes } of containers)
    for (const node of nodes) {
      reached.add(node);
      if (node.contents?.kind === 'eventSubProcess') node.contents.startEvents.forEach((start) => reached.add(start));
      const contents = node.contents ?? node.called;
      const inside = contents ? throws.leaving(contents).map((one) => ({ one, from: node })) : [];
      for (const { one, from } of [...throws.sitesAt(node).map((one) => ({ one, from: fromOf(node) })), ...inside])
        throws.handlersOf(plain(one), from, isCalled).forEach((handler) => reached.add(handler));
    }
  return partial.filter((node) => reached.has(node));
}

/** Throwing events of a called process after which it goes on for one caller, and not for another: a net of the process knows no caller. */
export function unlikeForCallers(containers: readonly Container[], { throws, isCalled }: Surroundings): FlowNode[] {
  if (!isCalled) return [];
  return containers
    .flatMap(({ nodes }) => nodes)
    .filter((node) => {
      if (waits(node) || (node.type !== 'endEvent' && node.type !== 'intermediateThrowEvent')) return false;
      return throws.sitesAt(node).some((site) => {
        const handlers = throws.handlersOf(plain(site), fromOf(node), true);
        const ends = handlers.map((handler) => handler?.interrupting ?? (site.type === 'error' ? 'stays' : false));
        return new Set(ends).size > 1;
      });
    });
}

/** Activities whose rounds throw something after which they may not be left as the net says. */
export function unfollowedRounds(containers: readonly Container[], { throws, isCalled }: Surroundings): FlowNode[] {
  return containers
    .flatMap(({ nodes }) => nodes)
    .filter((node) => {
      if (node.loop?.kind !== 'multiInstance' || !node.loop.roundEvents) return false;
      const stops = (event: EventDefinition) => {
        if (event.type === 'error') return true;
        if (event.type !== 'escalation') return false;
        const thrown = { type: event.type, ...(event.code !== undefined && { code: event.code }) };
        return throws.handlersOf(thrown, node, isCalled).some((handler) => handler?.interrupting);
      };
      return !waits(node) || node.loop.roundEvents.some(({ event }) => stops(event));
    });
}

function plain({ type, code }: Throw): Throw {
  return { type, ...(code !== undefined && { code }) };
}

function isThrow(type: EventDefinition['type']): boolean {
  return type === 'error' || type === 'escalation' || type === 'cancel';
}
