/** Where the tokens are after each step of a scenario. */
import type { ScenarioStep } from '../../engine/index.ts';
import { isActivity, isWaiting, parentOf, typesOf, type FindElement, type TreeElement } from './tree-element.ts';

/** Tokens by the id of the sequence flow or waiting element they are in. */
export type Frame = ReadonlyMap<string, number>;

/** One frame more than there are steps: the first is before anything happens. */
export function tokenFrames(scenario: readonly ScenarioStep[], find: FindElement): Frame[] {
  const frames: Frame[] = [new Map()];
  for (const step of scenario) frames.push(after(frames.at(-1)!, step, find));
  return frames;
}

function after(before: Frame, step: ScenarioStep, find: FindElement): Frame {
  const tokens = new Map(before);
  const node = find(step.elementId);
  const add = (id: string, count = 1) => {
    const sum = (tokens.get(id) ?? 0) + count;
    if (sum > 0) tokens.set(id, sum);
    else tokens.delete(id);
  };
  const clear = (container: TreeElement | undefined) => {
    for (const id of [...tokens.keys()]) if (isWithin(find(id), container, find)) tokens.delete(id);
  };
  /** The element is left, with everything inside it. */
  const leave = (id: string | undefined) => {
    if (id === undefined || !tokens.has(id)) return;
    add(id, -1);
    clear(find(id));
  };
  /** An event subprocess starts; everything around it ends first if its start event interrupts. */
  const startBeside = (start: TreeElement, run = 1) => {
    const subProcess = parentOf(start);
    if (start.isInterrupting !== false) clear(parentOf(subProcess));
    if (run > 1 || !tokens.has(subProcess!.id!)) add(subProcess!.id!);
  };
  for (const flow of step.consumedFlows) add(flow, -1);

  const handler = step.thrown && find(step.thrown.handlerId);
  switch (step.act) {
    case 'start':
      // a later start of it runs beside the earlier ones
      if (parentOf(node)?.triggeredByEvent === true && (step.run !== undefined || !tokens.has(parentOf(node)!.id!)))
        startBeside(node!, step.run);
      if (step.producedFlows.length === 0) for (const id of startsOf(node)) add(id);
      break;
    case 'pass':
      if (step.consumedFlows.length === 0) leave(step.elementId);
      if (node && isWaiting(node) && !isPassed(node)) add(step.elementId);
      if (node && typesOf(node.eventDefinitions).includes('bpmn:TerminateEventDefinition')) clear(parentOf(node));
      break;
    case 'skip':
      if (step.consumedFlows.length === 0) leave(step.elementId);
      break;
    case 'complete':
      leave(step.elementId);
      break;
    case 'trigger':
      if (node?.$type === 'bpmn:StartEvent') {
        startBeside(node);
      } else if (node?.cancelActivity !== false) leave(step.hostId);
      break;
    case 'throw':
      if (handler?.$type === 'bpmn:BoundaryEvent' && handler.cancelActivity !== false) leave(step.elementId);
  }
  if (handler?.$type === 'bpmn:StartEvent') startBeside(handler);
  else if (handler && handler.cancelActivity !== false && step.act !== 'throw') clear(parentOf(node));
  else if (handler && handler.cancelActivity !== false && parentOf(handler) !== parentOf(node)) clear(parentOf(node));
  for (const flow of step.producedFlows) add(flow);
  return tokens;
}

/** A loop of no rounds passes at once. */
function isPassed({ loopCharacteristics }: TreeElement): boolean {
  return (loopCharacteristics as TreeElement | undefined)?.loopMaximum === 0;
}

/** Inside the container, or in what a call activity inside it calls. */
function isWithin(element: TreeElement | undefined, container: TreeElement | undefined, find: FindElement): boolean {
  if (!container) return false;
  const called = typeof container.calledElement === 'string' ? find(container.calledElement) : undefined;
  for (let around = parentOf(element); around; around = parentOf(around)) if (around === container || around === called) return true;
  return false;
}

/** Elements that a container without start event begins with, or the only one it is told to begin with. */
function startsOf(node: TreeElement | undefined): string[] {
  const parent = parentOf(node);
  const all = Array.isArray(parent?.flowElements) ? (parent.flowElements as TreeElement[]) : [];
  const events = all.filter(({ $type, eventDefinitions }) => $type === 'bpmn:StartEvent' && typesOf(eventDefinitions).length === 0);
  if (events.length === 1) return [];
  if (events.length > 1) return events.map(({ id }) => id!);
  const targets = new Set(all.filter(({ $type }) => $type === 'bpmn:SequenceFlow').map(({ targetRef }) => targetRef));
  return all
    .filter(
      (each) =>
        !targets.has(each) &&
        each.triggeredByEvent !== true &&
        each.isForCompensation !== true &&
        !isLinkCatch(each) &&
        (isActivity(each.$type) || /Gateway$|IntermediateCatchEvent$|IntermediateThrowEvent$|EndEvent$/.test(each.$type)),
    )
    .map(({ id }) => id!);
}

/** Reached from its throw, never by a start. */
function isLinkCatch({ $type, eventDefinitions }: TreeElement): boolean {
  return $type === 'bpmn:IntermediateCatchEvent' && typesOf(eventDefinitions).includes('bpmn:LinkEventDefinition');
}
