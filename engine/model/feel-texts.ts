/** Every FEEL text of a process and what is inside it, with the place that a problem names. */
import type { Container, FlowNode } from './types.ts';

export interface FeelText {
  /** Id of the element, flow or process. */
  readonly at: string;
  /** Without a leading `=`. */
  readonly text: string;
  /** `mapping`: its value goes on under the name `target`. `deadline`: chooses at the start of a dossier of this process. */
  readonly use: 'mapping' | 'deadline' | 'other';
  readonly target?: string;
  /** Where its names are looked up; inside the process or subprocess that an output leaves. */
  readonly seenFrom: Container;
  /** The element it belongs to; a flow's and a process's have none. */
  readonly node?: FlowNode;
  /** The text stands for a decision, which reads these variables and was compiled by itself. */
  readonly reads?: readonly string[];
}

/** In no order that means anything. */
export function feelTextsOf(process: Container): FeelText[] {
  const texts: FeelText[] = [];
  // grows while it is walked: nesting may be deep
  const places: Container[] = [process];
  for (const place of places) {
    for (const { id, condition } of place.flows)
      if (condition !== undefined) texts.push({ at: id, text: condition, use: 'other', seenFrom: place });
    for (const node of place.nodes) {
      texts.push(...mappedTexts(node));
      const where = { at: node.id, seenFrom: place, node };
      for (const text of otherTexts(node)) if (text !== undefined) texts.push({ ...where, text, use: 'other' });
      if (node.decision) texts.push({ ...where, text: node.decision.id, use: 'other', reads: node.decision.names });
      if (node.contents) places.push(node.contents);
    }
    for (const { when } of place.procedure?.deadlines ?? [])
      if (when !== undefined) texts.push({ at: place.id, text: when, use: 'deadline', seenFrom: place });
  }
  return texts;
}

function mappedTexts(node: FlowNode): FeelText[] {
  const { id, inputs, outputs, loop, container, contents = node.called } = node;
  const where = { at: id, use: 'mapping', seenFrom: contents ?? container, node } as const;
  const mapped = [
    ...inputs.map(({ source, target }): FeelText => ({ ...where, text: source, target, seenFrom: container })),
    ...outputs.map(({ source, target }): FeelText => ({ ...where, text: source, target })),
  ];
  if (loop?.kind !== 'multiInstance' || loop.outputElement === undefined) return mapped;
  const { outputElement: text, outputCollection: target } = loop;
  return [...mapped, { ...where, text, ...(target !== undefined && { target }) }];
}

function otherTexts({ script, correlationKey, events, loop, activationCondition, adHoc }: FlowNode): (string | undefined)[] {
  const texts = [script, correlationKey, activationCondition, adHoc?.completionCondition];
  for (const event of events) {
    if (event.type === 'message') texts.push(event.correlationKey);
    if (event.type === 'conditional') texts.push(event.condition);
    if (event.type === 'timer' && event.timer.kind !== 'workingTime' && event.timer.text.startsWith('='))
      texts.push(event.timer.text.slice(1));
  }
  if (loop?.kind === 'standard') texts.push(loop.condition);
  if (loop?.kind === 'multiInstance') {
    texts.push(loop.cardinality, loop.collection, loop.completionCondition);
    for (const { when } of loop.roundEvents ?? []) if (typeof when === 'object') texts.push(when.condition);
  }
  return texts;
}
