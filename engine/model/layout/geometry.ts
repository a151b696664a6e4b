/** Boxes, points and the sizes of drawn elements, in pixels of the diagram interchange. */
import type { Moddle } from 'bpmn-moddle';
import { textSize } from './text-size.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Vietnamese step names need more room than the usual 100 × 80. */
export const activitySize = { width: 140, height: 100 };
export const eventSize = { width: 36, height: 36 };
export const gatewaySize = { width: 50, height: 50 };
export const headerWidth = 30;
export const shortestLane = 160;

export const center = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });
export const right = ({ x, width }: Box): number => x + width;
export const bottom = ({ y, height }: Box): number => y + height;

export function moved<T extends Point>(thing: T, dx: number, dy: number): T {
  return { ...thing, x: thing.x + dx, y: thing.y + dy };
}

/** True when the boxes share area, each seen `margin` larger. */
export function overlaps(one: Box, other: Box, margin = 0): boolean {
  return one.x < right(other) + margin && other.x < right(one) + margin && one.y < bottom(other) + margin && other.y < bottom(one) + margin;
}

/** True when the horizontal or vertical segment runs through the inside of the box. */
export function crosses(from: Point, to: Point, box: Box, margin = 0): boolean {
  return (
    Math.min(from.x, to.x) < box.x + box.width + margin &&
    box.x - margin < Math.max(from.x, to.x) &&
    Math.min(from.y, to.y) < box.y + box.height + margin &&
    box.y - margin < Math.max(from.y, to.y)
  );
}

/** The points where the way turns, ends included. */
export function corners(way: readonly Point[]): Point[] {
  return way
    .filter((point, at) => {
      const [before, after] = [way[at - 1], way[at + 1]];
      if (!before || !after) return true;
      return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
    })
    .map(({ x, y }) => ({ x, y }));
}

export function isEvent(element: Moddle): boolean {
  return element.$instanceOf('bpmn:Event');
}

export function isGateway(element: Moddle): boolean {
  return element.$instanceOf('bpmn:Gateway');
}

/** Size of everything but expanded subprocesses. */
export function sizeOf(element: Moddle): { width: number; height: number } {
  if (isEvent(element)) return eventSize;
  if (isGateway(element)) return gatewaySize;
  if (element.$type === 'bpmn:DataObjectReference') return { width: 36, height: 50 };
  if (element.$type === 'bpmn:DataStoreReference') return { width: 50, height: 50 };
  // the icon stands in the upper left corner, 28 px high: a name of four lines and more begins below it
  const { lines } = textSize((element.name as string | undefined) ?? '', activitySize.width - 5, 12);
  return lines < 4 ? activitySize : { width: activitySize.width, height: 60 + 15 * lines };
}
