/** What a model starts by and waits for, so that whoever holds messages and signals knows where they may go. */
import { isTriggeredStart, triggersOf } from './triggers-of.ts';
import type { EventDefinition, FlowNode, ProcessModel } from './types.ts';

export interface TriggeredStart {
  readonly node: FlowNode;
  /** Which of the triggers of `node`, counted from 0. */
  readonly definition: number;
}

export interface NamedStart extends TriggeredStart {
  /** Of the message or signal. */
  readonly name: string;
}

export interface CatchNames {
  /** What starts the file's own processes, in document order; linked processes never start a dossier. */
  readonly messageStarts: readonly NamedStart[];
  readonly signalStarts: readonly NamedStart[];
  readonly timerStarts: readonly TriggeredStart[];
  readonly conditionalStarts: readonly TriggeredStart[];
  /** Names of all messages that somebody may wait for: starts, and catches anywhere in the model, linked processes included. */
  readonly catches: ReadonlySet<string>;
  /** Names of messages that may leave the dossier: thrown by the engine and not by a worker, along no message flow that leads to an element or pool of the model. */
  readonly throwsOutside: ReadonlySet<string>;
}

/** Looks through the whole model once. */
export function catchNames(model: ProcessModel): CatchNames {
  const messageStarts: NamedStart[] = [];
  const signalStarts: NamedStart[] = [];
  const timerStarts: TriggeredStart[] = [];
  const conditionalStarts: TriggeredStart[] = [];
  const catches = new Set<string>();
  const throwsOutside = new Set<string>();
  const inside = new Set(model.messageFlows.flatMap(({ source, target }) => (source && target ? [source] : [])));
  for (const node of model.nodes.values()) {
    const { type, container } = node;
    const isStart = isTriggeredStart(node);
    if (isStart && container.linked) continue;
    const throws = type === 'sendTask' || type === 'intermediateThrowEvent' || type === 'endEvent';
    for (const [definition, trigger] of (type === 'sendTask' ? sent(node) : triggersOf(node)).entries()) {
      if (isStart && trigger.type === 'message') messageStarts.push({ node, definition, name: trigger.messageName });
      if (isStart && trigger.type === 'signal') signalStarts.push({ node, definition, name: trigger.signalName });
      if (isStart && trigger.type === 'timer') timerStarts.push({ node, definition });
      if (isStart && trigger.type === 'conditional') conditionalStarts.push({ node, definition });
      if (trigger.type !== 'message') continue;
      if (!throws) catches.add(trigger.messageName);
      else if (!isJob(node) && !inside.has(node)) throwsOutside.add(trigger.messageName);
    }
  }
  return { messageStarts, signalStarts, timerStarts, conditionalStarts, catches, throwsOutside };
}

function sent({ messageName }: FlowNode): readonly EventDefinition[] {
  return [{ type: 'message', messageName: messageName! }];
}

/** Of several things that an event throws none is left to a worker. */
function isJob({ jobType, events }: FlowNode): boolean {
  return jobType !== undefined && events.length <= 1;
}
