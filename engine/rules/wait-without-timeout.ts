/** The dossier waits for somebody outside and nothing wakes it when nobody answers. */
import type { FlowNode, ProcessModel } from '../model/types.ts';
import { isCounted, nameOf, nodesWithin } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/**
 * A wait is bounded by a timer beside it behind an event-based gateway, on it, or on (or in an event subprocess of) a subprocess around it.
 * A message from another pool of the same file is no outside matter. Where the time does not count it is a note: the law may let it last (payment).
 */
export const waitWithoutTimeout: Rule = {
  id: 'wait-without-timeout',
  severity: 'warning',
  check: ({ model }) => {
    const answered = sentInside(model);
    return ownProcesses(model).flatMap((process) =>
      nodesWithin(process, false)
        .filter((node) => waitsOutside(node) && !answered.has(node) && !answered.has(nameWaitedFor(node)) && !isBounded(node))
        .map((node) => {
          const pauses = !isCounted(node) || node.purpose === 'supplementReceipt' || node.purpose === 'payment';
          return found(
            waitWithoutTimeout,
            `"${nameOf(node)}" chờ bên ngoài mà không có hạn chờ: không ai trả lời thì hồ sơ đứng mãi`,
            `"${nameOf(node)}" waits for the outside without a time-out: without an answer the dossier waits for ever`,
            [node.id],
            { severity: pauses ? 'info' : 'warning' },
          );
        }),
    );
  },
};

function waitsOutside({ type, event, incoming }: FlowNode): boolean {
  if (type === 'receiveTask') return true;
  if (type !== 'intermediateCatchEvent' || (event?.type !== 'message' && event?.type !== 'signal')) return false;
  return incoming.length > 0;
}

function nameWaitedFor({ event, messageName }: FlowNode): string | undefined {
  return event?.type === 'message' ? event.messageName : event?.type === 'signal' ? event.signalName : messageName;
}

/** Elements that get a message flow from another element of the file, and names of what the file itself throws. */
function sentInside(model: ProcessModel): Set<unknown> {
  const inside = new Set<unknown>();
  for (const { source, target } of model.messageFlows) if (source && 'type' in source) inside.add(target);
  for (const node of model.nodes.values()) {
    const throws = node.type === 'intermediateThrowEvent' || node.type === 'endEvent' || node.type === 'sendTask';
    const name = throws ? nameWaitedFor(node) : undefined;
    if (name !== undefined) inside.add(name);
  }
  return inside;
}

function isBounded(node: FlowNode): boolean {
  const rivals = node.incoming.flatMap(({ source }) =>
    source.type === 'eventBasedGateway' ? source.outgoing.map(({ target }) => target) : [],
  );
  if (rivals.some(isTimer)) return true;
  for (let place: FlowNode | undefined = node; place; place = place.container.element) {
    if (place.boundaryEvents.some(isTimer)) return true;
    // its own event subprocess does not end what it stands in
    if (place.contents?.eventSubProcesses.some(({ contents }) => contents !== node.container && contents?.startEvents.some(isTimer)))
      return true;
  }
  return false;
}

function isTimer({ event, interrupting, type }: FlowNode): boolean {
  return event?.type === 'timer' && (interrupting || type === 'intermediateCatchEvent');
}
