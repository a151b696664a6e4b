/** Message flows of a collaboration: upright between the boxes, off the sequence flows and the names that are drawn already. */
import type { Moddle } from 'bpmn-moddle';
import { bottom, isEvent, right, type Box, type Point } from './geometry.ts';
import type { Reach } from './lay-scope.ts';
import { placeLabels } from './place-labels.ts';
import { portsOfMessage, portsOfPool } from './ports.ts';
import { routeEdges, type Port, type Soft } from './route.ts';
import { titleOf } from './text-size.ts';
import type { Plane } from './write-diagram.ts';

/** What running through something costs, for each px; a line that is crossed is `lineWidth` px wide. */
const through = { name: 2, title: 30, foreignSubProcess: 1, line: 3, poolSidewards: 0.6 };
const lineWidth = 14;

/** The message flows between boxes in `boxes` (pools, their processes and all flow nodes) as edges for the plane `drawn`. */
export function drawMessageFlows(
  collaboration: Moddle,
  participants: readonly Moddle[],
  boxes: ReadonlyMap<Moddle, Box>,
  drawn: Pick<Plane, 'shapes' | 'edges'>,
): Plane['edges'][number][] {
  const flows = ((collaboration.get('messageFlows') as Moddle[] | undefined) ?? []).filter(
    ({ sourceRef, targetRef }) => boxes.has(sourceRef as Moddle) && boxes.has(targetRef as Moddle),
  );
  if (!flows.length) return [];
  const isPool = (element: Moddle) => participants.includes(element) || element.$type === 'bpmn:Process';
  const ends = new Set(flows.flatMap(({ sourceRef, targetRef }) => [sourceRef as Moddle, targetRef as Moddle]));
  // a black box in the way is crossed rather than led around, and a subprocess, at a price
  const outer = [...boxes].filter(([element]) => !isPool(element));
  const obstacles = outer.filter(([element]) => !element.$instanceOf('bpmn:SubProcess') || ends.has(element)).map(([, box]) => box);
  const taken = drawn.edges.flatMap(({ way }) => [way[0]!, way.at(-1)!]);
  const portsOf = (element: Moddle, other: Moddle): Port[] => {
    const box = boxes.get(element)!;
    const ports = isPool(element)
      ? portsOfPool(box, isPool(other) ? [boxes.get(other)!.x + boxes.get(other)!.width / 2] : placesNear(boxes.get(other)!, obstacles))
      : portsOfMessage(box, isEvent(element));
    return ports.map((port) => (taken.some(({ x, y }) => x === port.x && y === port.y) ? { ...port, cost: port.cost + 80 } : port));
  };
  const requests = flows.map((flow) => {
    const [source, target] = [flow.sourceRef as Moddle, flow.targetRef as Moddle];
    return { from: portsOf(source, target), to: portsOf(target, source), source, target };
  });
  const all = [...boxes.values()];
  const [left, top] = [Math.min(...all.map(({ x }) => x)) - 60, Math.min(...all.map(({ y }) => y)) - 60];
  const area = { x: left, y: top, width: Math.max(...all.map(right)) + 60 - left, height: Math.max(...all.map(bottom)) + 60 - top };
  const names = drawn.shapes.flatMap(({ label }) => (label ? [label] : []));
  const flowNames = drawn.edges.flatMap(({ label }) => (label ? [label] : []));
  const subProcesses = outer.filter(([element]) => element.$instanceOf('bpmn:SubProcess') && !ends.has(element));
  const titles = outer.flatMap(([element, box]) =>
    element.name && element.$instanceOf('bpmn:SubProcess') ? [titleOf(element.name as string, box)] : [],
  );
  const soft: Soft[] = [
    ...[...names, ...flowNames].map((box) => ({ box, cost: through.name })),
    ...titles.map((box) => ({ box, cost: through.title })),
    ...subProcesses.map(([, box]) => ({
      box: { x: box.x - 10, y: box.y, width: box.width + 20, height: box.height },
      cost: through.foreignSubProcess,
    })),
    ...drawn.edges.flatMap(({ way }) => stripsOf(way).map((box) => ({ box, cost: through.line }))),
  ];
  const pools = [...boxes].filter(([element]) => participants.includes(element)).map(([, box]) => box);
  soft.push(...pools.map((box) => ({ box, cost: through.poolSidewards, isForLevel: true })));
  const betweenPools = pools.flatMap((box) => [20, 35, 50].flatMap((gap) => [box.y - gap, bottom(box) + gap]));
  const ways = routeEdges(obstacles, requests, area, soft, betweenPools);
  const labels = placeLabels({
    shapes: [],
    edges: flows.flatMap((element, index) => (element.name ? [{ element, way: ways[index]! }] : [])),
    obstacles: [...obstacles, ...names, ...flowNames, ...titles],
    ways: [...drawn.edges.map(({ way }) => way), ...ways],
    area,
  });
  return flows.map((element, index) => {
    const label = labels.get(element);
    return { element, way: ways[index]!, ...(label && { label }) };
  });
}

/** Where a message flow may come from straight above or below: over the element itself, or in the gaps beside it and its neighbours. */
function placesNear(box: Box, obstacles: readonly Box[]): number[] {
  const middle = box.x + box.width / 2;
  const gaps = obstacles.flatMap((other) => [other.x - 18, other.x - 30, right(other) + 18, right(other) + 30]);
  return [middle, middle - box.width / 4, middle + box.width / 4, ...gaps.filter((x) => Math.abs(x - middle) < 120)];
}

function stripsOf(way: readonly Point[]): Box[] {
  return way.slice(1).map((to, at) => {
    const from = way[at]!;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    return from.y === to.y
      ? { x, y: y - lineWidth / 2, width: Math.abs(from.x - to.x), height: lineWidth }
      : { x: x - lineWidth / 2, y, width: lineWidth, height: Math.abs(from.y - to.y) };
  });
}

/** Which elements have a message flow to a pool further up, and which to one further down. */
export function reachOf(collaboration: Moddle, participants: readonly Moddle[]): Reach {
  const poolOf = new Map<Moddle, number>();
  const enter = (container: Moddle, pool: number) => {
    for (const element of (container.get('flowElements') as Moddle[] | undefined) ?? []) {
      poolOf.set(element, pool);
      if (element.$instanceOf('bpmn:SubProcess')) enter(element, pool);
    }
  };
  participants.forEach((participant, pool) => {
    poolOf.set(participant, pool);
    if (participant.processRef) enter(participant.processRef as Moddle, pool);
  });
  const reach = { above: new Set<Moddle>(), below: new Set<Moddle>() };
  for (const { sourceRef, targetRef } of (collaboration.get('messageFlows') as Moddle[] | undefined) ?? []) {
    const [source, target] = [sourceRef as Moddle, targetRef as Moddle];
    const isDown = (poolOf.get(source) ?? 0) < (poolOf.get(target) ?? 0);
    reach.below.add(isDown ? source : target);
    reach.above.add(isDown ? target : source);
  }
  return reach;
}
