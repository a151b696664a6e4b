/** How often events that do not interrupt their activity are followed in a net. */
import type { FlowNode } from '../model/types.ts';

interface Repeats {
  /** How often an event that may come again and again is followed; Infinity: it stays armed, as in the engine. */
  readonly repeats: number;
}

export function isCycle({ event }: FlowNode): boolean {
  return event?.type === 'timer' && event.timer.kind === 'cycle';
}

/** How often an event that does not interrupt is followed. */
export function mostTimes(node: FlowNode, { repeats }: Repeats): number {
  return comesOnce(node) ? 1 : repeats;
}

/** A timer without a cycle comes once, and so does what waits for such a timer and something else. */
export function comesOnce({ event, events, parallelMultiple }: FlowNode): boolean {
  const isOnce = (each: FlowNode['events'][number]) => each.type === 'timer' && each.timer.kind !== 'cycle';
  return event ? isOnce(event) : parallelMultiple === true && events.some(isOnce);
}

export function timesAtFirst(node: FlowNode, options: Repeats): number[] {
  const repeating = node.boundaryEvents.filter(({ interrupting }) => !interrupting);
  return repeating.map(() => 0).slice(0, options.repeats === 0 ? 0 : undefined);
}

/** Up to so many events that do not interrupt are told apart at one activity. */
export function everyTimes(repeating: readonly FlowNode[], options: Repeats): number[][] {
  let all: number[][] = [[]];
  for (const boundary of repeating) {
    const most = mostTimes(boundary, options);
    const values = most === Infinity ? (isCycle(boundary) ? [0, 1] : [0]) : Array.from({ length: most + 1 }, (_, times) => times);
    all = all.flatMap((times) => values.map((value) => [...times, value]));
  }
  return all;
}
