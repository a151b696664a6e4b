/** Event subprocesses where their lane is free: beside its nodes, else below them, off the lines and near the start. */
import type { Moddle } from 'bpmn-moddle';
import type { Corridor, MessageEnd } from './corridors.ts';
import { bottom, overlaps, right, type Box } from './geometry.ts';

const gapX = 50;
const gapY = 44;

/** What a place costs, in px of distance from the start of the lane. */
const price = { distance: 0.1, lower: 0.3, growth: 3, wider: 1, corridor: 400, passed: 150, unaligned: 60 };

export interface EventSubProcessInput {
  readonly elements: readonly Moddle[];
  readonly sizeOf: (element: Moddle) => { width: number; height: number };
  readonly messageEndsOf: (element: Moddle) => readonly MessageEnd[];
  /** Nodes of the band with their names. */
  readonly rooms: readonly Box[];
  readonly corridors: readonly Corridor[];
  /** Nodes of the other bands, which message flows may have to pass. */
  readonly elsewhere: readonly { readonly box: Box; readonly isAbove: boolean }[];
  /** The middle of the first row. */
  readonly rowMiddle: number;
  readonly startsAt: number;
  /** The right end of the widest row of the scope. */
  readonly widest: number;
}

/** One box for each element, in the coordinates of `rooms`; y may be negative. Where free, or all below the nodes if that is better. */
export function placeEventSubProcesses(input: EventSubProcessInput): ReadonlyMap<Moddle, Box> {
  const free = placeAll(input, -Infinity);
  const below = placeAll(input, Math.max(...input.rooms.map(bottom), -Infinity));
  return below.cost < free.cost ? below.placed : free.placed;
}

/** The cheapest place for one after the other, not above `top`. */
function placeAll(input: EventSubProcessInput, top: number): { placed: Map<Moddle, Box>; cost: number } {
  const { elements, sizeOf, rooms, corridors, startsAt } = input;
  const placed = new Map<Moddle, Box>();
  let total = 0;
  for (const element of elements) {
    const size = sizeOf(element);
    const taken = [...rooms, ...placed.values()];
    const low = Math.min(...taken.map(({ y }) => y), Infinity);
    const high = Math.max(...taken.map(bottom), -Infinity);
    const widest = Math.max(input.widest, ...[...placed.values()].map(right));
    const xs = [startsAt, ...taken.map((box) => right(box) + gapX), ...corridors.map(({ box }) => right(box) + 10)];
    for (const { x } of placed.values()) xs.push(x);
    const ys = [input.rowMiddle - size.height / 2, 0, ...taken.map((box) => bottom(box) + gapY), ...[...placed.values()].map(({ y }) => y)];
    let best: { box: Box; cost: number } | undefined;
    for (const y of new Set(ys)) {
      if (y < top) continue;
      const growth = Number.isFinite(low) ? Math.max(high, y + size.height) - Math.min(low, y) - (high - low) : 0;
      for (const x of new Set(xs)) {
        if (x < startsAt) continue;
        const box = { x, y, ...size };
        const isAligned = !placed.size || [...placed.values()].some((other) => other.x === x || other.y === y);
        let cost =
          (x - startsAt) * price.distance +
          growth * price.growth +
          Math.max(0, y) * price.lower +
          Math.max(0, right(box) - widest) * price.wider +
          (isAligned ? 0 : price.unaligned);
        if (best && cost >= best.cost) continue;
        if (taken.some((other) => touches(box, other))) continue;
        for (const corridor of corridors) if (overlaps(box, corridor.box)) cost += price.corridor * corridor.weight;
        cost += passedBy(element, box, input) * price.passed;
        if (!best || cost < best.cost) best = { box, cost };
      }
    }
    placed.set(element, best!.box);
    total += best!.cost;
  }
  return { placed, cost: total };
}

function touches(box: Box, other: Box): boolean {
  return box.x < right(other) + gapX && other.x < right(box) + gapX && box.y < bottom(other) + gapY && other.y < bottom(box) + gapY;
}

/** Nodes that the message flows of an event subprocess would run through from this place. */
function passedBy(element: Moddle, box: Box, { messageEndsOf, elsewhere, rooms }: EventSubProcessInput): number {
  let count = 0;
  for (const { dx, isUp } of messageEndsOf(element)) {
    const x = box.x + dx;
    for (const other of elsewhere) if (other.isAbove === isUp && other.box.x - 20 < x && x < right(other.box) + 20) count++;
    for (const room of rooms) if (room.y < box.y === isUp && room.x < x && x < right(room)) count++;
  }
  return count;
}
