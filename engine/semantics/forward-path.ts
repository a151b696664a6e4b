/** The longest way by budgets from an element to the end of its process: each activity once, loops not counted again (ADR 0018). */
import { budgetMinutes } from '../deadlines/budget.ts';
import type { PathStep } from '../deadlines/deadline-view.ts';
import type { Container, FlowNode, Step } from '../model/types.ts';

/** Activities with a budget on the way, in order. A subprocess with a budget of its own stands for what is inside. */
export type ForwardPath = readonly FlowNode[];

/** One activity, or two ways one after the other: ways share their ends, or those of a long process would fill the memory. */
interface Way {
  readonly minutes: number;
  readonly step?: FlowNode;
  readonly parts?: readonly [Way, Way];
}

const nowhere: Way = { minutes: 0 };
const waysOf = new WeakMap<Container, Map<string, ReadonlyMap<FlowNode, Way>>>();

/** Kept with the frozen model, because each is asked for at every step of every dossier. */
const pathsOf = new WeakMap<FlowNode, Map<string, ForwardPath>>();

/** Longer paths are not kept: one for each element of a process of ten thousand steps would fill the memory. */
const longestKept = 200;

/** The way after `node` has completed, out of the subprocesses around it: up to the end of the process, or up to and including element `until`. */
export function forwardPath(node: FlowNode, until = ''): ForwardPath {
  let known = pathsOf.get(node);
  if (!known) pathsOf.set(node, (known = new Map()));
  const found = known.get(until);
  if (found) return found;
  const path = pathAfter(node, until);
  if (path.length <= longestKept) known.set(until, path);
  return path;
}

function pathAfter(node: FlowNode, until: string): ForwardPath {
  const steps: FlowNode[] = [];
  for (let place: FlowNode | undefined = node; place && !holds(place, until); place = place.container.element) {
    addSteps(steps, waysFrom(place.container, until).get(place) ?? nowhere);
    if (until !== '' && place.container.nodes.some((other) => holds(other, until))) break;
  }
  return steps;
}

/** Not recursive: a way may have ten thousand parts. */
function addSteps(steps: FlowNode[], way: Way): void {
  const pending = [way];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.step) steps.push(next.step);
    if (next.parts) pending.push(next.parts[1], next.parts[0]);
  }
}

/** The same path for each binding of its kinds of unit, so that what is worked out for a path is found again. */
const boundPaths = new WeakMap<ForwardPath, Map<string, readonly PathStep[]>>();

/** Bindings kept of one path; a province has some hundred communes. */
const mostBindings = 1000;

/** The way forward as budgets with the units that the dossier has bound to the kinds of its steps (ADR 0010). The same array for the same way and units. */
export function forwardSteps(
  node: FlowNode,
  until: string | undefined,
  participants: Readonly<Record<string, string>>,
): readonly PathStep[] {
  const path = forwardPath(node, until);
  let known = boundPaths.get(path);
  if (!known) boundPaths.set(path, (known = new Map()));
  let binding = '';
  for (const { step } of path) if (step!.kind !== undefined) binding += `${boundUnit(step!, participants)}\n`;
  let steps = known.get(binding);
  if (!steps) {
    if (known.size === mostBindings) known.clear();
    known.set(binding, (steps = path.map(({ step }) => ({ unit: boundUnit(step!, participants), budget: step!.budget! }))));
  }
  return steps;
}

function boundUnit({ kind, unit }: Step, participants: Readonly<Record<string, string>>): string | undefined {
  return kind !== undefined && Object.hasOwn(participants, kind) ? participants[kind] : unit;
}

/** Is the element `id`, or has it inside. */
function holds(node: FlowNode, id: string): boolean {
  return id !== '' && (node.id === id || (node.contents?.nodes.some((inner) => holds(inner, id)) ?? false));
}

/** For every node of a container the longest way after it. Back edges of a depth-first search are left out, so that the graph has no loop. */
function waysFrom(container: Container, until: string): ReadonlyMap<FlowNode, Way> {
  let known = waysOf.get(container);
  if (!known) waysOf.set(container, (known = new Map()));
  const found = known.get(until);
  if (found) return found;
  const ways = new Map<FlowNode, Way>();
  // at once: processes that call each other in a ring see what is known so far
  known.set(until, ways);
  const onPath = new Set<FlowNode>();
  // an explicit stack: a process may be ten thousand steps long
  for (const root of container.nodes) {
    const pending: { readonly node: FlowNode; done: boolean }[] = [{ node: root, done: false }];
    for (let top = pending.at(-1); top; top = pending.at(-1)) {
      const { node } = top;
      if (top.done) {
        pending.pop();
        onPath.delete(node);
        if (!ways.has(node)) ways.set(node, longestAfter(node, ways, until));
      } else {
        top.done = true;
        if (ways.has(node) || onPath.has(node)) {
          pending.pop();
          continue;
        }
        onPath.add(node);
        for (const next of followers(node, until)) if (!ways.has(next) && !onPath.has(next)) pending.push({ node: next, done: false });
      }
    }
  }
  return ways;
}

function followers(node: FlowNode, until: string): FlowNode[] {
  if (holds(node, until)) return [];
  const { outgoing, linkTarget } = node;
  const targets = outgoing.map(({ target }) => target);
  return linkTarget ? [...targets, linkTarget] : targets;
}

function longestAfter(node: FlowNode, ways: ReadonlyMap<FlowNode, Way>, until: string): Way {
  let longest = nowhere;
  for (const next of followers(node, until)) {
    const after = ways.get(next);
    if (!after) continue;
    const own = ownWay(next, until);
    const minutes = own.minutes + after.minutes;
    if (minutes > longest.minutes) longest = { minutes, parts: [own, after] };
  }
  return longest;
}

/** What an element itself takes: its budget, else the longest way inside it. Time that does not count is left out. */
function ownWay(node: FlowNode, until: string, around: readonly Container[] = []): Way {
  const { step } = node;
  if (step?.counts === false) return nowhere;
  if (step?.budget) return { minutes: budgetMinutes(step.budget), step: node };
  const container = node.contents ?? node.called;
  if (!container || container === node.container || around.includes(container)) return nowhere;
  let longest = nowhere;
  const ways = waysFrom(container, until);
  for (const start of container.starts) {
    const own = ownWay(start, until, [...around, container]);
    const after = ways.get(start) ?? nowhere;
    const minutes = own.minutes + after.minutes;
    if (minutes > longest.minutes) longest = { minutes, parts: [own, after] };
  }
  return longest;
}
