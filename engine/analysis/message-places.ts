/** Which element of a file sends a message to which, along the message flows drawn between its processes. */
import { sendsByJob } from '../semantics/elements/behavior.ts';
import { isTriggeredStart, triggeredStarts, triggersOf } from '../model/triggers-of.ts';
import type { Container, FlowNode, MessageFlow } from '../model/types.ts';

export interface Sending {
  readonly flow: MessageFlow;
  /** Where the message starts the pool. */
  readonly start?: FlowNode;
}

/** The message flow along which an element sends by itself, and what it starts. */
export function sending(node: FlowNode, drawn: readonly MessageFlow[]): Sending | undefined {
  const throws = node.type === 'sendTask' || node.type === 'endEvent' || node.type === 'intermediateThrowEvent';
  const isMessage = node.type === 'sendTask' || node.event?.type === 'message';
  if (!throws || !isMessage || sendsByJob(node)) return undefined;
  const flow = drawn.find(({ source, target }) => source === node && target !== undefined);
  if (!flow) return undefined;
  const name = node.event?.type === 'message' ? node.event.messageName : node.messageName;
  const { target } = flow;
  const start =
    target && 'kind' in target
      ? triggeredStarts(target).find((one) => triggersOf(one).some((event) => event.type === 'message' && event.messageName === name))
      : target && isTriggeredStart(target)
        ? target
        : undefined;
  return { flow, ...(start && { start }) };
}

/** What a catch takes: along each message flow that leads to it; nothing when none is drawn, then it may come from outside. */
export function receiving(
  node: FlowNode,
  drawn: readonly MessageFlow[],
  place: (flow: MessageFlow, container: Container) => number,
): readonly (readonly number[])[] {
  const name = node.event?.type === 'message' ? node.event.messageName : node.type === 'receiveTask' ? node.messageName : undefined;
  if (name === undefined) return [[]];
  const flows = drawn.filter(({ source, target }) => {
    if (!source || !('type' in source) || !target || sendsByJob(source)) return false;
    const sent = source.event?.type === 'message' ? source.event.messageName : source.messageName;
    return target === node || ('kind' in target && target === rootOf(node.container) && sent === name);
  });
  // what is sent deeper inside may come at any time
  if (flows.some(({ source }) => (source as FlowNode).container.parent)) return [[]];
  return flows.length === 0 ? [[]] : flows.map((flow) => [place(flow, rootOf((flow.source as FlowNode).container))]);
}

/** True when a message flow leads to a start of the process, or to the process whose start waits for that message. */
export function isStartedByMessage(container: Container, drawn: readonly MessageFlow[]): boolean {
  return drawn.some(({ source }) => source && 'type' in source && sending(source, drawn)?.start?.container === container);
}

export function rootOf(container: Container): Container {
  let root = container;
  while (root.parent) root = root.parent;
  return root;
}

/** The processes that send what only starts this one, though no message flow leads there: the message leaves the dossier, and nothing starts (ADR 0008). */
export function missedSenders(container: Container, others: readonly Container[], drawn: readonly MessageFlow[]): Container[] {
  const { startEvents } = container;
  if (container.kind !== 'process' || startEvents.length === 0) return [];
  const isLedTo = (start: FlowNode) => drawn.some(({ target }) => target === start || target === container);
  const names = startEvents.map((start) => (start.event?.type === 'message' && !isLedTo(start) ? start.event.messageName : undefined));
  if (names.includes(undefined)) return [];
  const sends = (node: FlowNode) => {
    const throws = node.type === 'sendTask' || node.type === 'endEvent' || node.type === 'intermediateThrowEvent';
    const name = node.event?.type === 'message' ? node.event.messageName : node.messageName;
    return throws && !sendsByJob(node) && name !== undefined && names.includes(name) && !drawn.some(({ source }) => source === node);
  };
  return others.filter((other) => other !== container && other.nodes.some(sends));
}
