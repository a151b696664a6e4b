/** The ways through a procedure as a graph without loops: its longest path is the most that the steps can take together. */

export interface WorkGraph {
  /** Each after those before it; the last one is the end, and every node leads to it. */
  readonly nodes: readonly WorkNode[];
}

export interface WorkNode {
  /** Number of the step that works here; undefined for what takes no allowance. */
  readonly step?: number;
  /** How often the step's allowance counts here. */
  readonly visits: number;
  /** Time that passes here besides, in minutes. */
  readonly waitMinutes: number;
  /** True: all branches after it run at once. */
  readonly splits?: boolean;
  /** Positions of the nodes directly before. */
  readonly before: readonly number[];
}

/** The longest way to the end of each node, itself included. */
export function finishTimes({ nodes }: WorkGraph, minutes: readonly number[]): Float64Array {
  const finish = new Float64Array(nodes.length);
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    let start = 0;
    for (const previous of node.before) if (finish[previous]! > start) start = finish[previous]!;
    finish[at] = start + timeAt(node, minutes);
  }
  return finish;
}

/** The longest way after each node, itself not included. */
export function timesAfter({ nodes }: WorkGraph, minutes: readonly number[]): Float64Array {
  const after = new Float64Array(nodes.length);
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at]!;
    const rest = after[at]! + timeAt(node, minutes);
    for (const previous of node.before) if (rest > after[previous]!) after[previous] = rest;
  }
  return after;
}

/** How long the longest path is. */
export function longestMinutes(graph: WorkGraph, minutes: readonly number[]): number {
  return finishTimes(graph, minutes).at(-1) ?? 0;
}

/** Positions of the nodes of a longest path, in order. `finish`: as `finishTimes` gives them. */
export function longestPath({ nodes }: WorkGraph, finish: Float64Array): number[] {
  const path: number[] = [];
  for (let at: number | undefined = nodes.length - 1; at !== undefined && at >= 0;) {
    path.push(at);
    let best: number | undefined;
    for (const previous of nodes[at]!.before) if (best === undefined || finish[previous]! > finish[best]!) best = previous;
    at = best;
  }
  return path.reverse();
}

/** The steps of a path in order, each once, however often its time counts. */
export function stepsOn({ nodes }: WorkGraph, path: readonly number[]): number[] {
  const steps = new Set<number>();
  for (const at of path) if (nodes[at]!.step !== undefined && nodes[at]!.visits > 0) steps.add(nodes[at]!.step);
  return [...steps];
}

/** The steps that lie on a path of at least `limit` minutes, as far as `tolerance` tells it. */
export function stepsOnTightPaths(graph: WorkGraph, minutes: readonly number[], limit: number, tolerance: number): Set<number> {
  const finish = finishTimes(graph, minutes);
  const after = timesAfter(graph, minutes);
  const steps = new Set<number>();
  for (let at = 0; at < graph.nodes.length; at++) {
    const { step, visits } = graph.nodes[at]!;
    if (step !== undefined && visits > 0 && finish[at]! + after[at]! >= limit - tolerance) steps.add(step);
  }
  return steps;
}

function timeAt({ step, visits, waitMinutes }: WorkNode, minutes: readonly number[]): number {
  return step === undefined ? waitMinutes : waitMinutes + visits * minutes[step]!;
}
