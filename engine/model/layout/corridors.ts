/** Where lines will probably run through a lane, before they are routed: event subprocesses keep off. */
import type { Moddle } from 'bpmn-moddle';
import { bottom, center, isGateway, right, type Box } from './geometry.ts';
import type { ScopeGraph } from './scope-graph.ts';

/** A message flow to another pool ends `dx` px right of an element's left border and goes up or down from there. */
export interface MessageEnd {
  readonly dx: number;
  readonly isUp: boolean;
}

export interface Corridor {
  readonly box: Box;
  /** 2 when the line is straight and would have to be led around, else 1. */
  readonly weight: number;
}

export interface CorridorInput {
  readonly graph: ScopeGraph;
  readonly band: number;
  readonly bandOf: ReadonlyMap<Moddle, number>;
  /** All nodes; only x and the sizes count. */
  readonly boxes: ReadonlyMap<Moddle, Box>;
  /** The nodes of the band, y from the top of its contents. */
  readonly rows: ReadonlyMap<Moddle, Box>;
  readonly messageEndsOf: (element: Moddle) => readonly MessageEnd[];
}

/** Half the width of a corridor, px. */
const half = 20;
const far = 100_000;

/** Narrow boxes in the coordinates of the band; those that leave it reach far beyond. */
export function corridorsOf({ graph, band, bandOf, boxes, rows, messageEndsOf }: CorridorInput): Corridor[] {
  const corridors: Corridor[] = [];
  const upright = (x: number, low: number, high: number, weight = 1) =>
    corridors.push({ box: { x: x - half, y: Math.min(low, high), width: 2 * half, height: Math.abs(high - low) }, weight });
  const level = (y: number, one: number, other: number) =>
    corridors.push({ box: { x: Math.min(one, other), y: y - half, width: Math.abs(other - one), height: 2 * half }, weight: 1 });
  for (const { from, source, target, isBack } of graph.edges) {
    const [start, end] = [boxes.get(from)!, boxes.get(target)!];
    const [home, goal] = [bandOf.get(from)!, bandOf.get(target)!];
    const isStacked = center(start).x === center(end).x;
    const leavesUpright = source !== from || isGateway(from) || isStacked || isBack;
    const x = leavesUpright ? (source === from ? center(start).x : right(start) - 38) : right(start) + half + 4;
    if (home === goal) {
      if (home !== band) continue;
      const [here, there] = [rows.get(from)!, rows.get(target)!];
      const y = center(there).y;
      if (center(here).y !== y) upright(x, leavesUpright ? (y > center(here).y ? bottom(here) : here.y) : center(here).y, y);
      if (!isBack) level(y, Math.max(x, center(here).y === y ? right(here) : 0), there.x);
      continue;
    }
    if (band < Math.min(home, goal) || band > Math.max(home, goal)) continue;
    const edge = (up: boolean) => (up ? -far : far);
    if (band === home) upright(x, center(rows.get(from)!).y, edge(goal < home), isStacked ? 2 : 1);
    else if (band === goal) {
      upright(x, center(rows.get(target)!).y, edge(home < goal), isStacked ? 2 : 1);
      if (!isStacked) level(center(rows.get(target)!).y, x, rows.get(target)!.x);
    } else upright(x, -far, far, isStacked ? 2 : 1);
  }
  for (const node of graph.nodes) {
    for (const { dx, isUp } of messageEndsOf(node)) {
      const own = bandOf.get(node)!;
      const x = boxes.get(node)!.x + dx;
      if (own === band) upright(x, center(rows.get(node)!).y, isUp ? -far : far);
      else if (isUp === band < own) upright(x, -far, far);
    }
  }
  return corridors;
}
