/** Where edges may leave and enter the elements of BPMN, and what each place costs: forward from right to left, back over top and bottom. */
import type { Moddle } from 'bpmn-moddle';
import { bottom, center, isGateway, right, type Box } from './geometry.ts';
import type { Port, Side } from './route.ts';

const costs: Record<'out' | 'outOfGateway' | 'outBack' | 'outOfBoundary' | 'in' | 'inToGateway' | 'inBack', Record<Side, number>> = {
  out: { right: 0, bottom: 15, top: 15, left: 120 },
  outOfGateway: { right: 0, bottom: 10, top: 12, left: 200 },
  outBack: { right: 60, bottom: 0, top: 0, left: 40 },
  outOfBoundary: { bottom: 0, right: 60, left: 60, top: 500 },
  in: { left: 0, top: 15, bottom: 20, right: 120 },
  inToGateway: { left: 0, top: 8, bottom: 8, right: 120 },
  inBack: { top: 0, bottom: 0, left: 30, right: 60 },
};

export function portsOut(element: Moddle, box: Box, isBack: boolean): Port[] {
  if (element.$type === 'bpmn:BoundaryEvent') return portsOf(box, costs.outOfBoundary);
  if (isBack) return portsOf(box, costs.outBack);
  return portsOf(box, isGateway(element) ? costs.outOfGateway : costs.out);
}

export function portsIn(element: Moddle, box: Box, isBack: boolean): Port[] {
  if (isBack) return portsOf(box, costs.inBack);
  return portsOf(box, isGateway(element) ? costs.inToGateway : costs.in);
}

/** Message flows leave and enter at the top and the bottom; a boundary or pool has them at the other end's x. */
export function portsOfMessage(box: Box, otherX: number, isPool: boolean): Port[] {
  const x = isPool ? Math.round(Math.min(Math.max(otherX, box.x + 40), right(box) - 20)) : center(box).x;
  return [
    { x, y: box.y, side: 'top', cost: 0 },
    { x, y: bottom(box), side: 'bottom', cost: 0 },
  ];
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
