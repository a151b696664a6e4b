/**
 * Orthogonal edges between boxes by shortest path (A*) on a grid of lines beside and through the boxes.
 * Cost: length, bends, crossings, running along another edge; boxes cannot be crossed. Deterministic.
 */
import { bottom, center, corners, right, type Box, type Point } from './geometry.ts';
import { heapOf } from './heap.ts';

export type Side = 'left' | 'right' | 'top' | 'bottom';

/** A place on the border of a box where an edge may start or end. */
export interface Port extends Point {
  readonly side: Side;
  readonly cost: number;
}

export interface Request {
  readonly from: readonly Port[];
  readonly to: readonly Port[];
  /** Edges with an end in common may run together for a while. */
  readonly source: unknown;
  readonly target: unknown;
}

/** What lines rather keep off, such as names: `cost` for each px within. */
export interface Soft {
  readonly box: Box;
  readonly cost: number;
  /** Only level lines cost. */
  readonly isForLevel?: boolean;
}

const bendCost = 25;
const crossingCost = 30;
const alongCost = 8;
const alongSameEnd = 0.4;
/** Lines less than this apart, in px, look like one. */
const nearest = 9;
const nearCost = 4;
/** Lines beside a box, far enough for an arrow head; 30 above and below is where two lanes meet and stays free. */
const besideX = [18, 30];
const besideY = [14, 22];

const steps = [
  { dx: 1, dy: 0 },
  { dx: 0, dy: 1 },
  { dx: -1, dy: 0 },
  { dx: 0, dy: -1 },
] as const;
const leaving: Record<Side, number> = { right: 0, bottom: 1, left: 2, top: 3 };

/** The way of every request in order, corners only; requests made first have the choice. Lines stay inside `area` and keep off `soft` boxes where they can; `levels` are further heights (y) for them. */
export function routeEdges(
  obstacles: readonly Box[],
  requests: readonly Request[],
  area: Box,
  soft: readonly Soft[] = [],
  levels: readonly number[] = [],
): Point[][] {
  const grid = gridOf(obstacles, requests, area, soft, levels);
  return requests.map((request) => grid.route(request) ?? fallback(request));
}

function gridOf(obstacles: readonly Box[], requests: readonly Request[], area: Box, soft: readonly Soft[], levels: readonly number[]) {
  const ports = requests.flatMap(({ from, to }) => [...from, ...to]);
  const xs = lines(
    [
      ...obstacles.flatMap((box) => [center(box).x, ...besideX.flatMap((gap) => [box.x - gap, right(box) + gap])]),
      ...ports.map(({ x }) => x),
    ],
    area.x + 6,
    right(area) - 6,
  );
  const ys = lines(
    [
      ...obstacles.flatMap((box) => [center(box).y, ...besideY.flatMap((gap) => [box.y - gap, bottom(box) + gap])]),
      ...ports.map(({ y }) => y),
      ...levels,
    ],
    area.y + 6,
    bottom(area) - 6,
  );
  const width = xs.length;
  const size = width * ys.length;
  const blocked = new Uint8Array(size);
  /** Extra cost of the step from a point to the right, and down. */
  const extra = [new Float32Array(size), new Float32Array(size)];
  const mark = (points: Uint8Array, box: Box, margin: number) => {
    const [x1, x2] = [above(xs, box.x - margin), above(xs, right(box) + margin)];
    const [y1, y2] = [above(ys, box.y - margin), above(ys, bottom(box) + margin)];
    for (let y = y1; y < y2; y++) for (let x = x1; x < x2; x++) points[y * width + x] = 1;
  };
  for (const box of obstacles) mark(blocked, box, 11);
  for (const { box, cost, isForLevel } of soft) {
    const [x1, x2] = [above(xs, box.x - 0.5), above(xs, right(box))];
    const [y1, y2] = [above(ys, box.y - 0.5), above(ys, bottom(box))];
    for (let y = Math.max(1, y1); !isForLevel && y <= y2 && y < ys.length; y++) {
      const length = Math.min(ys[y]!, bottom(box)) - Math.max(ys[y - 1]!, box.y);
      if (length > 0) for (let x = x1; x < x2; x++) extra[1]![(y - 1) * width + x]! += length * cost;
    }
    for (let x = Math.max(1, x1); x <= x2 && x < width; x++) {
      const length = Math.min(xs[x]!, right(box)) - Math.max(xs[x - 1]!, box.x);
      if (length > 0) for (let y = y1; y < y2; y++) extra[0]![y * width + x - 1]! += length * cost;
    }
  }
  /** Edges that run from a point to the right (0) or down (1), by request index. */
  const used: Map<number, number[]>[] = [new Map(), new Map()];
  const cost = new Float64Array(size * 4);
  const cameFrom = new Int32Array(size * 4);
  const stamp = new Int32Array(size * 4);
  const closed = new Int32Array(size * 4);
  const routed: Request[] = [];

  /** The grid point where an edge stands after leaving a port: the first free line outwards. */
  function outside(port: Port): number | undefined {
    const { dx, dy } = steps[leaving[port.side]]!;
    let x = xs.indexOf(port.x);
    let y = ys.indexOf(port.y);
    if (x < 0 || y < 0) return undefined;
    do {
      x += dx;
      y += dy;
    } while (
      x >= 0 &&
      x < width &&
      y >= 0 &&
      y < ys.length &&
      blocked[y * width + x] &&
      Math.abs(xs[x]! - port.x) + Math.abs(ys[y]! - port.y) < 40
    );
    if (x < 0 || x >= width || y < 0 || y >= ys.length || blocked[y * width + x]) return undefined;
    return y * width + x;
  }

  const none: readonly number[] = [];
  function usage(point: number, direction: number): readonly number[] {
    if (direction === 0) return used[0]!.get(point) ?? none;
    if (direction === 1) return used[1]!.get(point) ?? none;
    if (direction === 2) return used[0]!.get(point - 1) ?? none;
    return used[1]!.get(point - width) ?? none;
  }

  function stepCost(point: number, direction: number, arrived: number, request: Request): number {
    const { dx, dy } = steps[direction]!;
    const next = point + dx + dy * width;
    const length =
      Math.abs(xs[next % width]! - xs[point % width]!) + Math.abs(ys[Math.floor(next / width)]! - ys[Math.floor(point / width)]!);
    let total = length + (direction === arrived ? 0 : bendCost) + extra[direction & 1]![Math.min(point, next)]!;
    for (const index of usage(point, direction)) {
      const other = routed[index]!;
      total += other.target === request.target || other.source === request.source ? alongSameEnd * length : alongCost * length + 20;
    }
    const across = usage(point, (direction + 1) % 4);
    if (across.length) {
      const opposite = usage(point, (direction + 3) % 4);
      for (const index of across) if (opposite.includes(index) && routed[index]!.target !== request.target) total += crossingCost;
    }
    return total;
  }

  function route(request: Request): Point[] | undefined {
    const index = routed.push(request) - 1;
    const mark = index + 1;
    const goals = new Map<number, { port: Port; direction: number }[]>();
    for (const port of request.to) {
      const point = outside(port);
      if (point !== undefined) goals.set(point, [...(goals.get(point) ?? []), { port, direction: (leaving[port.side] + 2) % 4 }]);
    }
    const heap = heapOf();
    const startPort = new Map<number, Port>();
    const guess = (point: number) => {
      let least = Infinity;
      for (const { x, y } of request.to)
        least = Math.min(least, Math.abs(xs[point % width]! - x) + Math.abs(ys[Math.floor(point / width)]! - y));
      return least;
    };
    for (const port of request.from) {
      const point = outside(port);
      if (point === undefined) continue;
      const state = point * 4 + leaving[port.side];
      const first =
        port.cost + Math.abs(xs[point % width]! - port.x) + Math.abs(ys[Math.floor(point / width)]! - port.y) + sharedPort(port, request);
      if (stamp[state] === mark && cost[state]! <= first) continue;
      stamp[state] = mark;
      cost[state] = first;
      cameFrom[state] = -1;
      startPort.set(state, port);
      heap.push(state, first + guess(point));
    }
    let best: { total: number; state: number; port: Port } | undefined;
    for (let state = heap.pop(); state !== undefined; state = heap.pop()) {
      if (closed[state] === mark) continue;
      closed[state] = mark;
      if (best && cost[state]! >= best.total) break;
      const point = state >> 2;
      const arrived = state & 3;
      for (const { port, direction } of goals.get(point) ?? []) {
        if ((arrived + 2) % 4 === direction) continue;
        const total = cost[state]! + (arrived === direction ? 0 : bendCost) + port.cost + sharedPort(port, request);
        if (!best || total < best.total) best = { total, state, port };
      }
      for (let direction = 0; direction < 4; direction++) {
        if ((arrived + 2) % 4 === direction) continue;
        const { dx, dy } = steps[direction]!;
        const x = (point % width) + dx;
        const y = Math.floor(point / width) + dy;
        if (x < 0 || x >= width || y < 0 || y >= ys.length) continue;
        const next = y * width + x;
        if (blocked[next]) continue;
        const reached = next * 4 + direction;
        if (closed[reached] === mark) continue;
        const total = cost[state]! + stepCost(point, direction, arrived, request);
        if (stamp[reached] === mark && cost[reached]! <= total) continue;
        stamp[reached] = mark;
        cost[reached] = total;
        cameFrom[reached] = state;
        heap.push(reached, total + guess(next));
      }
    }
    if (!best) return undefined;
    const points: number[] = [];
    let state = best.state;
    for (; cameFrom[state] !== -1; state = cameFrom[state]!) points.push(state >> 2);
    points.push(state >> 2);
    points.reverse();
    remember(points, index);
    take(startPort.get(state)!, true);
    take(best.port, false);
    const way = [
      startPort.get(state)!,
      ...points.map((point) => ({ x: xs[point % width]!, y: ys[Math.floor(point / width)]! })),
      best.port,
    ];
    return corners(way);
  }

  /** For every place taken by an end of an edge: whether the edge starts there. */
  const taken = new Map<string, boolean[]>();
  function take({ x, y }: Point, isStart: boolean): void {
    taken.set(`${x}/${y}`, [...(taken.get(`${x}/${y}`) ?? []), isStart]);
  }

  /** Two edges at one point of a box are told apart badly, above all one in and one out; several in are a merge. */
  function sharedPort(port: Port, request: Request): number {
    let total = 0;
    for (const isStart of taken.get(`${port.x}/${port.y}`) ?? []) {
      total += isStart !== request.from.includes(port) ? 100 : isStart ? 140 : 12;
    }
    return total;
  }

  function remember(points: readonly number[], index: number): void {
    for (let at = 1; at < points.length; at++) {
      const [low, high] = [Math.min(points[at - 1]!, points[at]!), Math.max(points[at - 1]!, points[at]!)];
      const direction = high - low === 1 ? 0 : 1;
      used[direction]!.set(low, [...(used[direction]!.get(low) ?? []), index]);
      keepOff(low, direction);
    }
  }

  /** Another line beside this one, nearer than one can tell apart, costs more than on it. */
  function keepOff(point: number, direction: 0 | 1): void {
    const [column, row] = [point % width, Math.floor(point / width)];
    const [values, own] = direction === 0 ? [ys, row] : [xs, column];
    const length = direction === 0 ? xs[column + 1]! - xs[column]! : ys[row + 1]! - ys[row]!;
    for (const way of [1, -1])
      for (let at = own + way; at >= 0 && at < values.length && Math.abs(values[at]! - values[own]!) < nearest; at += way)
        extra[direction]![direction === 0 ? at * width + column : row * width + at]! += nearCost * length;
  }

  return { route };
}

/** Sorted, whole numbers, each once, inside the area; lines closer than 3 px are one, unless both are needed for ports. */
function lines(values: readonly number[], low: number, high: number): number[] {
  return [...new Set(values)].filter((value) => value >= low && value <= high).sort((one, other) => one - other);
}

/** Index of the first value above `limit`. */
function above(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A box with no free way out: straight across, so that the edge is at least there. */
function fallback({ from, to }: Request): Point[] {
  const [start, end] = [from[0]!, to[0]!];
  return corners([start, { x: end.x, y: start.y }, end]);
}
