/** Messages between processes that the net of their outermost containers does not show: sent or awaited deeper inside, by a worker, or in rounds. */
import { sendsByJob } from '../semantics/elements/behavior.ts';
import { isTriggeredStart } from '../model/triggers-of.ts';
import type { Container, FlowNode, ProcessModel } from '../model/types.ts';
import { catchesMessage, isLedTo, messageNameOf, sendsMessage } from './named-messages.ts';

/** The elements at both ends of such messages, in the order of the file; none when every message is followed. */
export function unfollowedMessages(processes: readonly Container[], { nodes, messageFlows }: ProcessModel): FlowNode[] {
  const called = new Set([...nodes.values()].map((node) => node.called));
  const every = nodesWithin(processes);
  const found = new Set<FlowNode>();
  const isInside = ({ container }: FlowNode) => container.parent !== undefined || called.has(container);
  /** Whether it comes makes no difference to what waits: an event subprocess is looked at by itself. */
  const mayMiss = ({ type, container: { kind, parent } }: FlowNode) =>
    type === 'startEvent' && kind === 'eventSubProcess' && parent!.parent === undefined && !called.has(parent);
  /** Something there would be dead if the message never came. */
  const hasWork = ({ container }: FlowNode) => container.nodes.some(({ type }) => type !== 'startEvent' && type !== 'endEvent');
  const isHidden = (node: FlowNode) => isInside(node) && !mayMiss(node);

  for (const { source, target } of messageFlows) {
    if (!source || !('type' in source) || !target) continue;
    if ('nodes' in target && target.nodes.length === 0) continue;
    const name = messageNameOf(source);
    const targets =
      'type' in target
        ? [target]
        : nodesWithin([target]).filter((node) => (catchesMessage(node) || isTriggeredStart(node)) && messageNameOf(node) === name);
    const isSentUnseen = isInside(source) || sendsByJob(source);
    for (const node of targets) if ((isSentUnseen && !(mayMiss(node) && !hasWork(node))) || isHidden(node)) found.add(source).add(node);
  }
  const senders = every.filter((node) => sendsMessage(node) && !messageFlows.some(({ source, target }) => source === node && target));
  const takers = every.filter(
    (node) => messageNameOf(node) !== undefined && (catchesMessage(node) || isTriggeredStart(node)) && !isLedTo(node, messageFlows),
  );
  for (const sender of senders)
    for (const taker of takers)
      if (messageNameOf(sender) === messageNameOf(taker) && (isInside(sender) || isHidden(taker))) found.add(sender).add(taker);
  for (const node of every) if (node.loop && !sendsByJob(node) && messageNameOf(node) !== undefined) found.add(node);
  return [...nodes.values()].filter((node) => found.has(node));
}

/** Everything in some containers, in what they contain and in what they call. */
function nodesWithin(containers: readonly Container[]): FlowNode[] {
  const all = new Set(containers);
  for (const { nodes } of all)
    for (const node of nodes) {
      const contents = node.contents ?? node.called;
      if (contents) all.add(contents);
    }
  return [...all].flatMap(({ nodes }) => nodes);
}
