/** The longest way through a process by its budgets, as the printed table adds them up: every step once, back edges not taken, choices by the longer side. */
import { daysOf } from '../../model/from-table/arithmetic.ts';
import type { Container, Duration, FlowNode } from '../../model/types.ts';
import { followers } from './cycles.ts';

/** A step on the way with the time that it is given; a share of the deadline is turned into time. */
export interface TimedStep {
  readonly node: FlowNode;
  readonly duration: Duration;
}

interface Way {
  readonly days: number;
  readonly step?: TimedStep;
  /** The way goes on inside the element, then after it: ways share their ends. */
  readonly inside?: Way;
  readonly after?: Way;
}

const nothing: Way = { days: 0 };

/** Subprocesses and calls inside each other beyond this have no weight: nobody draws them, and the search is recursive. */
const deepest = 200;

/**
 * The timed steps of the longest way, in order. `wanted`: only these have weight (a phase, what lies before an appointment).
 * `whole` is the deadline of which `budgetShare` is a part. Uncounted steps have no weight.
 */
export function longestPath(process: Container, wanted: (node: FlowNode) => boolean = () => true, whole?: Duration): TimedStep[] {
  const way = longestIn(process, { wanted, whole, known: new Map() }, []);
  const steps: TimedStep[] = [];
  const pending = [way];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.step) steps.push(next.step);
    if (next.after) pending.push(next.after);
    if (next.inside) pending.push(next.inside);
  }
  return steps;
}

interface Search {
  readonly wanted: (node: FlowNode) => boolean;
  readonly whole: Duration | undefined;
  /** A process may be called from many places: its way is worked out once. */
  readonly known: Map<Container, Way>;
}

function longestIn(container: Container, search: Search, around: readonly Container[]): Way {
  const { wanted, whole, known } = search;
  const kept = known.get(container);
  if (kept) return kept;
  if (around.includes(container) || around.length > deepest) return nothing;
  const ways = new Map<FlowNode, Way>();
  const ownWay = (node: FlowNode): Way => {
    const { step } = node;
    if (step?.counts === false) return nothing;
    const duration = step?.budget ?? (whole && step?.budgetShare ? { value: whole.value * step.budgetShare, unit: whole.unit } : undefined);
    if (duration) return wanted(node) ? { days: daysOf([duration]), step: { node, duration } } : nothing;
    const inner = node.contents ?? node.called;
    return inner && inner.kind !== 'eventSubProcess' ? longestIn(inner, search, [...around, container]) : nothing;
  };
  for (const node of inReverseOrder(container)) {
    const own = ownWay(node);
    let after = nothing;
    // a boundary event leaves the main way: its handler is no part of the printed sum
    for (const next of followers(node)) {
      const way = next.attachedTo ? undefined : ways.get(next);
      if (way && way.days > after.days) after = way;
    }
    ways.set(node, { days: own.days + after.days, inside: own, after });
  }
  let longest = nothing;
  for (const start of container.starts.length > 0 ? container.starts : container.startEvents) {
    const way = ways.get(start)!;
    if (way.days > longest.days) longest = way;
  }
  known.set(container, longest);
  return longest;
}

/** Elements so that what comes later on a way comes first; back edges of the depth-first search do not count. No recursion: processes may be long. */
function inReverseOrder(container: Container): FlowNode[] {
  const done: FlowNode[] = [];
  const seen = new Set<FlowNode>();
  for (const root of [...container.starts, ...container.startEvents, ...container.nodes]) {
    if (seen.has(root)) continue;
    seen.add(root);
    const stack = [{ node: root, next: followers(root), at: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const follower = top.next[top.at++];
      if (!follower) {
        done.push(top.node);
        stack.pop();
      } else if (!seen.has(follower)) {
        seen.add(follower);
        stack.push({ node: follower, next: followers(follower), at: 0 });
      }
    }
  }
  return done;
}
