/** Where edges may leave and enter the elements of BPMN, and what each place costs: forward from right to left, back over top and bottom. */
import type { Moddle } from 'bpmn-moddle';
import { bottom, center, isGateway, right, type Box } from './geometry.ts';
import type { Port, Side } from './route.ts';

const costs: Record<
  'out' | 'outOfGateway' | 'outBack' | 'outOfBoundary' | 'in' | 'inToGateway' | 'inToLoop' | 'inBack',
  Record<Side, number>
> = {
  out: { right: 0, bottom: 15, top: 15, left: 120 },
  outOfGateway: { right: 0, bottom: 10, top: 12, left: 200 },
  outBack: { right: 60, bottom: 0, top: 0, left: 40 },
  outOfBoundary: { bottom: 0, right: 60, left: 60, top: 500 },
  in: { left: 0, top: 15, bottom: 20, right: 120 },
  inToGateway: { left: 0, top: 8, bottom: 8, right: 120 },
  inToLoop: { left: 0, top: 70, bottom: 70, right: 120 },
  inBack: { top: 0, bottom: 0, left: 30, right: 60 },
};

export function portsOut(element: Moddle, box: Box, isBack: boolean): Port[] {
  if (element.$type === 'bpmn:BoundaryEvent') return portsOf(box, costs.outOfBoundary);
  if (isBack) return portsOf(box, costs.outBack);
  return portsOf(box, isGateway(element) ? costs.outOfGateway : costs.out);
}

/** `isLoopHead`: flows that lead back arrive from above or below, which is theirs then. */
export function portsIn(element: Moddle, box: Box, isBack: boolean, isLoopHead: boolean): Port[] {
  if (isBack) return portsOf(box, costs.inBack);
  if (isLoopHead) return portsOf(box, costs.inToLoop);
  return portsOf(box, isGateway(element) ? costs.inToGateway : costs.in);
}

/** Message flows leave and enter at the top and the bottom, in the middle or beside it, and where nothing else helps at the sides of an event. */
export function portsOfMessage(box: Box, isEvent: boolean): Port[] {
  const middle = center(box);
  const upright = (x: number, cost: number): Port[] => [
    { x, y: box.y, side: 'top', cost },
    { x, y: bottom(box), side: 'bottom', cost },
  ];
  const quarter = Math.round(Math.min(box.width / 4, 40));
  if (!isEvent) return [...upright(middle.x, 0), ...upright(middle.x - quarter, 15), ...upright(middle.x + quarter, 15)];
  return [
    ...upright(middle.x, 0),
    { x: box.x, y: middle.y, side: 'left', cost: 90 },
    { x: right(box), y: middle.y, side: 'right', cost: 90 },
  ];
}

/** A pool is reached at the other end's places, as far as it is wide. */
export function portsOfPool(box: Box, places: readonly number[]): Port[] {
  return [...new Set(places.map((x) => Math.round(Math.min(Math.max(x, box.x + 40), right(box) - 20))))].flatMap((x): Port[] => [
    { x, y: box.y, side: 'top', cost: 0 },
    { x, y: bottom(box), side: 'bottom', cost: 0 },
  ]);
}

function portsOf(box: Box, cost: Record<Side, number>): Port[] {
  const { x, y } = center(box);
  return [
    { x: right(box), y, side: 'right', cost: cost.right },
    { x, y: bottom(box), side: 'bottom', cost: cost.bottom },
    { x, y: box.y, side: 'top', cost: cost.top },
    { x: box.x, y, side: 'left', cost: cost.left },
  ];
}
