/** One process or subprocess laid out from its own corner: boxes, edges, labels and lane bands, nested contents included. */
import type { Moddle } from 'bpmn-moddle';
import { bottom, eventSize, isEvent, isGateway, moved, overlaps, right, sizeOf, type Box, type Point } from './geometry.ts';
import { placeLabels, usualLabel } from './place-labels.ts';
import { placeNodes, type Band } from './place-nodes.ts';
import type { MessageEnd } from './corridors.ts';
import { portsIn, portsOut } from './ports.ts';
import { routeEdges, type Port } from './route.ts';
import { graphOf, type GraphEdge, type ScopeGraph } from './scope-graph.ts';
import { titleOf, titleWidth } from './text-size.ts';

export interface LaidScope {
  readonly boxes: Map<Moddle, Box>;
  readonly ways: Map<Moddle, Point[]>;
  readonly labels: Map<Moddle, Box>;
  readonly bands: readonly Band[];
  readonly width: number;
  readonly height: number;
}

/** Room inside an expanded subprocess: its name above, its border around. */
const innerPadding = { top: 36, side: 24, bottom: 24 };
/** Between the names of its contents and its border. */
const nameMargin = 8;

/** Elements with a message flow to a pool above, and below. */
export interface Reach {
  readonly above: ReadonlySet<Moddle>;
  readonly below: ReadonlySet<Moddle>;
}

/** Lays out a container, at least `shortest` px high; `lanes` are the leaf lanes from top to bottom. */
export function layScope(
  container: Moddle,
  lanes: readonly Moddle[] = [],
  reach: Reach = { above: new Set(), below: new Set() },
  shortest = 0,
): LaidScope {
  const graph = graphOf(container);
  const inner = new Map<Moddle, LaidScope>();
  for (const element of [...graph.nodes, ...graph.eventSubProcesses])
    if (hasContents(element)) inner.set(element, layScope(element, [], reach));
  const size = (element: Moddle) => {
    const contents = inner.get(element);
    if (!contents) return sizeOf(element);
    const title = element.name ? titleWidth(element.name as string) : 0;
    return {
      width: Math.max(140, title, contents.width + 2 * innerPadding.side),
      height: Math.max(100, contents.height + innerPadding.top + innerPadding.bottom),
    };
  };
  const messageEndsOf = (element: Moddle): MessageEnd[] => {
    const contents = inner.get(element)?.boxes ?? new Map<Moddle, Box>();
    const ends = [...contents].map(([end, box]) => ({ end, dx: innerPadding.side + box.x + box.width / 2 }));
    for (const end of [element, ...(graph.boundaryEvents.get(element) ?? [])]) ends.push({ end, dx: size(element).width / 2 });
    return ends.flatMap(({ end, dx }) => [
      ...(reach.above.has(end) ? [{ dx, isUp: true }] : []),
      ...(reach.below.has(end) ? [{ dx, isUp: false }] : []),
    ]);
  };
  const isNested = container.$instanceOf('bpmn:SubProcess');
  const placed = placeNodes({ graph, lanes, sizeOf: size, messageEndsOf, startsAt: isNested ? 0 : 30 });
  const { boxes } = placed;
  for (const [host, events] of graph.boundaryEvents) placeBoundaryEvents(events, boxes.get(host)!, boxes, inner.get(host));
  const trimmed = isNested ? trimTop(boxes) : 0;
  // edges stay inside the lanes; without lanes they may go around the outside
  const area = lanes.length
    ? { x: 0, y: 0, width: placed.width, height: placed.height }
    : { x: -30, y: -40, width: placed.width + 60, height: placed.height - trimmed + 80 };
  const ways = routeGraph(graph, boxes, placed.columnOf, area, reach);
  const extent = extentOf(boxes, ways, isNested ? 0 : placed.height, isNested ? 0 : placed.width);
  addExtras(container, graph, boxes, ways, extent);
  const borders = placed.bands.slice(1).map(({ y }) => [
    { x: 0, y },
    { x: placed.width, y },
  ]);
  const titles = [...inner.keys()].flatMap((element) => (element.name ? [titleOf(element.name as string, boxes.get(element)!)] : []));
  const labels = labelsOf(graph, { boxes, ways, borders, titles, area, nameAbove: reach.below });
  if (!lanes.length) intoSight(boxes, ways, labels);
  for (const [element, contents] of inner) nest(contents, boxes.get(element)!, { boxes, ways, labels });
  const all = extentOf(boxes, ways, extent.height, extent.width);
  if (isNested) {
    all.width = Math.max(all.width, ...[...labels.values()].map((label) => right(label) + nameMargin - innerPadding.side));
    all.height = Math.max(all.height, ...[...labels.values()].map((label) => bottom(label) + nameMargin - innerPadding.bottom));
  }
  all.height = Math.max(all.height, shortest);
  return { boxes, ways, labels, bands: stretched(placed.bands, all.height), ...all };
}

function hasContents(element: Moddle): boolean {
  return element.$instanceOf('bpmn:SubProcess');
}

/** Edges and names that went around the top or the left move everything down or right. */
function intoSight(boxes: Map<Moddle, Box>, ways: Map<Moddle, Point[]>, labels: Map<Moddle, Box>): void {
  const points = [...ways.values()].flat();
  const names = [...labels.values()];
  // a name may stand in the padding, as far as the title
  const dx = -Math.min(0, ...points.map(({ x }) => x), ...names.map(({ x }) => x + innerPadding.side - nameMargin));
  const dy = -Math.min(0, ...points.map(({ y }) => y), ...names.map(({ y }) => y + nameMargin));
  if (!dx && !dy) return;
  for (const things of [boxes, labels]) for (const [element, box] of things) things.set(element, moved(box, dx, dy));
  for (const [flow, way] of ways)
    ways.set(
      flow,
      way.map((point) => moved(point, dx, dy)),
    );
}

/** Contents start at the corner, without the margins that lanes need. */
function trimTop(boxes: Map<Moddle, Box>): number {
  const top = Math.min(...[...boxes.values()].map(({ y }) => y), Infinity);
  if (!Number.isFinite(top)) return 0;
  for (const [element, box] of boxes) boxes.set(element, moved(box, 0, -top));
  return top;
}

/** Where message flows end, sequence flows rather do not. */
function awayFromMessages(element: Moddle, ports: readonly Port[], reach: Reach): Port[] {
  const isBusy = (side: Port['side']) => (side === 'top' && reach.above.has(element)) || (side === 'bottom' && reach.below.has(element));
  return ports.map((port) => (isBusy(port.side) ? { ...port, cost: port.cost + 60 } : port));
}

/** On the lower border, from the right, so that the paths below leave to the right without crossing; off the contents of a subprocess. */
function placeBoundaryEvents(events: readonly Moddle[], host: Box, boxes: Map<Moddle, Box>, contents?: LaidScope): void {
  const pitch = Math.min(56, (host.width - 20) / events.length);
  const inside = [...(contents?.boxes.values() ?? []), ...(contents?.labels.values() ?? [])].map((box) =>
    moved(box, host.x + innerPadding.side, host.y + innerPadding.top),
  );
  let limit = events.length === 1 ? right(host) - 56 : right(host) - 20 - eventSize.width;
  for (const event of [...events].reverse()) {
    const size = sizeOf(event);
    const left = host.x + 20 + (events.length - 1) * pitch;
    const at = (x: number) => ({ x: Math.round(x), y: bottom(host) - size.height / 2, ...size });
    let x = limit;
    while (x > left && inside.some((box) => overlaps(at(x), box, 4))) x -= 10;
    const box = at(x > left ? x : limit);
    boxes.set(event, box);
    limit = box.x - pitch;
  }
}

function routeGraph(
  graph: ScopeGraph,
  boxes: ReadonlyMap<Moddle, Box>,
  columnOf: ReadonlyMap<Moddle, number>,
  area: Box,
  reach: Reach,
): Map<Moddle, Point[]> {
  const span = ({ from, target, isBack }: GraphEdge) => (isBack ? 1000 : 0) + Math.abs(columnOf.get(target)! - columnOf.get(from)!);
  const ordered = graph.edges
    .map((edge, index) => ({ edge, index }))
    .sort((one, other) => span(one.edge) - span(other.edge) || one.index - other.index);
  const obstacles = [...boxes.values()];
  const loopHeads = new Set(graph.edges.filter(({ isBack }) => isBack).map(({ target }) => target));
  const requests = ordered.map(({ edge: { source, target, isBack } }) => ({
    from: awayFromMessages(source, portsOut(source, boxes.get(source)!, isBack), reach),
    to: awayFromMessages(target, portsIn(target, boxes.get(target)!, isBack, loopHeads.has(target)), reach),
    source,
    target,
  }));
  const names = [...boxes].filter(([element]) => element.name && isEvent(element)).map(([element, box]) => usualLabel(element, box));
  const routed = routeEdges(
    obstacles,
    requests,
    area,
    names.map((box) => ({ box, cost: 1.5 })),
  );
  return new Map(ordered.map(({ edge }, index) => [edge.flow, routed[index]!]));
}

function extentOf(
  boxes: ReadonlyMap<Moddle, Box>,
  ways: ReadonlyMap<Moddle, readonly Point[]>,
  height: number,
  width: number,
): { width: number; height: number } {
  const points = [...ways.values()].flat();
  return {
    width: Math.max(width, ...[...boxes.values()].map(right), ...points.map(({ x }) => x + 10)),
    height: Math.max(height, ...[...boxes.values()].map(bottom), ...points.map(({ y }) => y + 10)),
  };
}

/** Data and text annotations in a row below everything; associations are straight lines. */
function addExtras(
  container: Moddle,
  graph: ScopeGraph,
  boxes: Map<Moddle, Box>,
  ways: Map<Moddle, Point[]>,
  extent: { width: number; height: number },
): void {
  const artifacts = (container.get('artifacts') as Moddle[] | undefined) ?? [];
  const notes = artifacts.filter(({ $type }) => $type === 'bpmn:TextAnnotation');
  let x = 30;
  const y = extent.height + 20;
  for (const element of [...graph.data, ...notes]) {
    const size = element.$type === 'bpmn:TextAnnotation' ? { width: 160, height: 50 } : sizeOf(element);
    boxes.set(element, { x, y, ...size });
    x += Math.max(100, size.width + 40);
    extent.height = Math.max(extent.height, y + size.height + 30);
    extent.width = Math.max(extent.width, x);
  }
  for (const association of artifacts.filter(({ $type }) => $type === 'bpmn:Association')) {
    const [from, to] = [boxes.get(association.sourceRef as Moddle), boxes.get(association.targetRef as Moddle)];
    if (from && to) ways.set(association, straight(from, to));
  }
}

function straight(from: Box, to: Box): Point[] {
  const below = from.y >= bottom(to);
  const upper = below ? to : from;
  const lower = below ? from : to;
  const points = [
    { x: upper.x + upper.width / 2, y: bottom(upper) },
    { x: lower.x + lower.width / 2, y: lower.y },
  ];
  return below ? points.reverse() : points;
}

interface LabelSurroundings {
  readonly boxes: ReadonlyMap<Moddle, Box>;
  readonly ways: ReadonlyMap<Moddle, Point[]>;
  /** Between lanes. */
  readonly borders: readonly (readonly Point[])[];
  readonly titles: readonly Box[];
  readonly area: Box;
  readonly nameAbove: ReadonlySet<Moddle>;
}

function labelsOf(graph: ScopeGraph, { boxes, ways, borders, titles, area, nameAbove }: LabelSurroundings): Map<Moddle, Box> {
  const shapes = [...boxes].filter(
    ([element]) => element.name && (isEvent(element) || isGateway(element) || /Data(Object|Store)Reference$/u.test(element.$type)),
  );
  const edges = graph.edges.filter(({ flow }) => flow.name);
  return placeLabels({
    shapes: shapes.map(([element, box]) => ({ element, box })),
    edges: edges.map(({ flow }) => ({ element: flow, way: ways.get(flow)! })),
    obstacles: [...boxes.values(), ...titles],
    ways: [...ways.values(), ...borders],
    area,
    nameAbove,
  });
}

function nest(contents: LaidScope, box: Box, into: Pick<LaidScope, 'boxes' | 'ways' | 'labels'>): void {
  const dx = box.x + innerPadding.side;
  const dy = box.y + innerPadding.top;
  for (const [element, inner] of contents.boxes) into.boxes.set(element, moved(inner, dx, dy));
  for (const [element, way] of contents.ways)
    into.ways.set(
      element,
      way.map((point) => moved(point, dx, dy)),
    );
  for (const [element, label] of contents.labels) into.labels.set(element, moved(label, dx, dy));
}

function stretched(bands: readonly Band[], height: number): Band[] {
  return bands.map((band, index) => (index === bands.length - 1 ? { ...band, height: Math.max(band.height, height - band.y) } : band));
}
