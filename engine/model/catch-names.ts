/** What a model starts by and waits for, so that whoever holds messages and signals knows where they may go. */
import type { FlowNode, ProcessModel } from './types.ts';

export interface NamedStart {
  readonly node: FlowNode;
  /** Of the message or signal. */
  readonly name: string;
}

export interface CatchNames {
  /** Start events of the file's own processes, in document order; linked processes never start a dossier. */
  readonly messageStarts: readonly NamedStart[];
  readonly signalStarts: readonly NamedStart[];
  readonly timerStarts: readonly FlowNode[];
  /** Names of all messages that somebody may wait for: starts, and catches anywhere in the model, linked processes included. */
  readonly catches: ReadonlySet<string>;
  /** Names of messages that may leave the dossier: thrown by the engine and not by a worker, along no message flow that leads to an element or pool of the model. */
  readonly throwsOutside: ReadonlySet<string>;
}

/** Looks through the whole model once. */
export function catchNames(model: ProcessModel): CatchNames {
  const messageStarts: NamedStart[] = [];
  const signalStarts: NamedStart[] = [];
  const timerStarts: FlowNode[] = [];
  const catches = new Set<string>();
  const throwsOutside = new Set<string>();
  const inside = new Set(model.messageFlows.flatMap(({ source, target }) => (source && target ? [source] : [])));
  for (const node of model.nodes.values()) {
    const { type, event, container } = node;
    const name = event?.type === 'message' ? event.messageName : node.messageName;
    const isProcessStart = type === 'startEvent' && container.kind === 'process';
    if (isProcessStart && container.linked) continue;
    if (isProcessStart && event?.type === 'message') messageStarts.push({ node, name: event.messageName });
    if (isProcessStart && event?.type === 'signal') signalStarts.push({ node, name: event.signalName });
    if (isProcessStart && event?.type === 'timer') timerStarts.push(node);
    if (name === undefined) continue;
    if (type !== 'sendTask' && type !== 'intermediateThrowEvent' && type !== 'endEvent') catches.add(name);
    else if (node.jobType === undefined && !inside.has(node)) throwsOutside.add(name);
  }
  return { messageStarts, signalStarts, timerStarts, catches, throwsOutside };
}
