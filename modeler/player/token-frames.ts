/** Where the tokens are after each step of a scenario. Each start of a container has tokens of its own, as it has in the engine. */
import type { ScenarioStep } from '../../engine/index.ts';
import { isActivity, isWaiting, parentOf, typesOf, type FindElement, type TreeElement } from './tree-element.ts';

/** Tokens by the id of the sequence flow or waiting element they are in. */
export type Frame = ReadonlyMap<string, number>;

/** One start of a process, subprocess or event subprocess. */
interface Running {
  /** Id of the container. */
  readonly of: string;
  /** Counted from 1 among its starts. */
  readonly number: number;
  readonly within: Running | undefined;
  /** What it is the contents of. */
  readonly element: string | undefined;
  readonly tokens: Map<string, number>;
}

/** One frame more than there are steps: the first is before anything happens. */
export function tokenFrames(scenario: readonly ScenarioStep[], find: FindElement): Frame[] {
  const frames: Frame[] = [new Map()];
  const all = new Set<Running>();
  let last: Running | undefined;
  for (const step of scenario) {
    last = play(step, all, last, find);
    frames.push(sumOf(all, find));
  }
  return frames;
}

function sumOf(all: ReadonlySet<Running>, find: FindElement): Frame {
  const sum = new Map<string, number>();
  for (const running of all) {
    for (const [id, count] of running.tokens) sum.set(id, (sum.get(id) ?? 0) + count);
    // nothing waits in the element that an event subprocess is: it is there while it runs
    if (isBeside(running, find)) sum.set(running.of, (sum.get(running.of) ?? 0) + 1);
  }
  return sum;
}

const isBeside = ({ of }: Running, find: FindElement): boolean => find(of)?.triggeredByEvent === true;

function add(tokens: Map<string, number>, id: string, count = 1): void {
  const sum = (tokens.get(id) ?? 0) + count;
  if (sum > 0) tokens.set(id, sum);
  else tokens.delete(id);
}

function play(step: ScenarioStep, all: Set<Running>, last: Running | undefined, find: FindElement): Running {
  const node = find(step.elementId);
  const childrenOf = (running: Running) => [...all].filter(({ within }) => within === running);
  const end = (running: Running) => {
    all.delete(running);
    for (const child of childrenOf(running)) end(child);
  };
  const clear = (running: Running) => {
    running.tokens.clear();
    for (const child of childrenOf(running)) end(child);
  };
  /** The element is left, with the contents it has: those that are named, else what has nothing to do any more. */
  const leave = (running: Running, id: string | undefined, number?: number) => {
    if (id === undefined || !running.tokens.has(id)) return;
    add(running.tokens, id, -1);
    const contents = childrenOf(running).filter(({ element }) => element === id);
    const left =
      contents.find((each) => each.number === (number ?? (contents.length > 1 ? undefined : each.number))) ??
      contents.find((each) => each.tokens.size === 0 && childrenOf(each).length === 0) ??
      contents[0];
    if (left) end(left);
  };
  const { scope, run = 1 } = step;
  const running = [...all].find(({ of, number }) => of === scope && number === run) ?? open(step, all, last, find);
  const isStart = node?.$type === 'bpmn:StartEvent' && (step.act === 'start' || step.act === 'trigger');
  // what interrupts ends everything around it
  if (isStart && isBeside(running, find) && node.isInterrupting !== false && running.within) {
    running.within.tokens.clear();
    for (const child of childrenOf(running.within)) if (child !== running) end(child);
  }
  // a message comes along its flow from another process
  for (const flow of step.consumedFlows)
    add((running.tokens.has(flow) ? running : ([...all].find(({ tokens }) => tokens.has(flow)) ?? running)).tokens, flow, -1);

  const handler = step.thrown && find(step.thrown.handlerId);
  switch (step.act) {
    case 'start':
      if (step.producedFlows.length === 0) for (const id of startsOf(node)) add(running.tokens, id);
      break;
    case 'pass':
      if (step.consumedFlows.length === 0) leave(running, step.elementId);
      if (node && isWaiting(node) && step.producedFlows.length === 0) add(running.tokens, step.elementId);
      if (node && typesOf(node.eventDefinitions).includes('bpmn:TerminateEventDefinition')) clear(running);
      break;
    case 'skip':
      if (step.consumedFlows.length === 0) leave(running, step.elementId);
      break;
    case 'complete':
      leave(running, step.elementId);
      break;
    case 'trigger':
      if (!isStart && node?.cancelActivity !== false) leave(running, step.hostId, step.hostRun);
      break;
    case 'throw':
      if (handler?.$type === 'bpmn:BoundaryEvent' && handler.cancelActivity !== false) leave(running, step.elementId);
  }
  if (handler && handler.$type !== 'bpmn:StartEvent' && handler.cancelActivity !== false)
    if (step.act !== 'throw' || parentOf(handler) !== parentOf(node)) clear(running);
  // an activity that is done sends as many down each way as it says
  const isDone = step.act === 'complete' || step.act === 'pass' || step.act === 'skip';
  const quantity = isDone && typeof node?.completionQuantity === 'number' ? node.completionQuantity : 1;
  for (const flow of step.producedFlows) add(running.tokens, flow, quantity);
  // an event subprocess in which nothing is left has ended
  for (
    let at: Running | undefined = running;
    at && isBeside(at, find) && at.tokens.size === 0 && childrenOf(at).length === 0;
    at = at.within
  )
    all.delete(at);
  return running;
}

/** A container begins: where the element waits whose contents it is, if that can be here, where the step before was. */
function open({ scope, run = 1, hostRun = 1 }: ScenarioStep, all: Set<Running>, last: Running | undefined, find: FindElement): Running {
  const around = parentOf(find(scope))?.id;
  const isEvent = find(scope)?.triggeredByEvent === true;
  const waits = (running: Running): string | undefined =>
    [...running.tokens].find(([id, count]) => {
      const opened = [...all].filter(({ within, element }) => within === running && element === id).length;
      return (id === scope || find(id)?.calledElement === scope) && count > opened;
    })?.[0];
  const holds = (running: Running) => (isEvent ? running.of === around && running.number === hostRun : waits(running) !== undefined);
  const within = last && all.has(last) && holds(last) ? last : [...all].findLast(holds);
  const opened: Running = { of: scope, number: run, within, element: within && !isEvent ? waits(within) : undefined, tokens: new Map() };
  all.add(opened);
  return opened;
}

/** Elements that a container without start event begins with, or the only one it is told to begin with. */
function startsOf(node: TreeElement | undefined): string[] {
  const parent = parentOf(node);
  const all = Array.isArray(parent?.flowElements) ? (parent.flowElements as TreeElement[]) : [];
  const events = all.filter(({ $type, eventDefinitions }) => $type === 'bpmn:StartEvent' && typesOf(eventDefinitions).length === 0);
  if (events.length === 1 || node?.instantiate === true) return [];
  if (events.length > 1) return events.map(({ id }) => id!);
  const targets = new Set(all.filter(({ $type }) => $type === 'bpmn:SequenceFlow').map(({ targetRef }) => targetRef));
  return all
    .filter(
      (each) =>
        !targets.has(each) &&
        // people choose the rest
        (parent?.$type !== 'bpmn:AdHocSubProcess' || each.$type === 'bpmn:IntermediateCatchEvent') &&
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
