/** One process or subprocess laid out from its own corner: boxes, edges, labels and lane bands, nested contents included. */
import type { Moddle } from 'bpmn-moddle';
import { bottom, isEvent, isGateway, moved, right, sizeOf, type Box, type Point } from './geometry.ts';
import { placeLabels, usualLabel } from './place-labels.ts';
import { placeNodes, type Band } from './place-nodes.ts';
import { portsIn, portsOut } from './ports.ts';
import { routeEdges } from './route.ts';
import { graphOf, type GraphEdge, type ScopeGraph } from './scope-graph.ts';

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

/** Lays out a container; `lanes` are the leaf lanes from top to bottom, `nameAbove` the events that a message flow reaches from below. */
export function layScope(container: Moddle, lanes: readonly Moddle[] = [], nameAbove: ReadonlySet<Moddle> = new Set()): LaidScope {
  const graph = graphOf(container);
  const inner = new Map<Moddle, LaidScope>();
  for (const element of [...graph.nodes, ...graph.eventSubProcesses])
    if (hasContents(element)) inner.set(element, layScope(element, [], nameAbove));
  const size = (element: Moddle) => {
    const contents = inner.get(element);
    if (!contents) return sizeOf(element);
    return {
      width: Math.max(140, contents.width + 2 * innerPadding.side),
      height: Math.max(100, contents.height + innerPadding.top + innerPadding.bottom),
    };
  };
  const startsAt = container.$instanceOf('bpmn:SubProcess') ? 0 : 30;
  const placed = placeNodes(graph, lanes, size, startsAt);
  const { boxes } = placed;
  for (const [host, events] of graph.boundaryEvents) placeBoundaryEvents(events, boxes.get(host)!, boxes);
  const isNested = startsAt === 0;
  const trimmed = isNested ? trimTop(boxes) : 0;
  // edges stay inside the lanes; without lanes they may go around the outside
  const area = lanes.length
    ? { x: 0, y: 0, width: placed.width, height: placed.height }
    : { x: -30, y: -40, width: placed.width + 60, height: placed.height - trimmed + 80 };
  const ways = routeGraph(graph, boxes, placed.columnOf, area);
  if (!lanes.length) intoSight(boxes, ways);
  const extent = extentOf(boxes, ways, isNested ? 0 : placed.height, isNested ? 0 : placed.width);
  addExtras(container, graph, boxes, ways, extent);
  const labels = labelsOf(graph, boxes, ways, area, nameAbove);
  for (const [element, contents] of inner) nest(contents, boxes.get(element)!, { boxes, ways, labels });
  const all = extentOf(boxes, ways, extent.height, extent.width);
  return { boxes, ways, labels, bands: stretched(placed.bands, all.height), ...all };
}

function hasContents(element: Moddle): boolean {
  return element.$instanceOf('bpmn:SubProcess');
}

/** Edges that went around the top or the left move everything down or right. */
function intoSight(boxes: Map<Moddle, Box>, ways: Map<Moddle, Point[]>): void {
  const points = [...ways.values()].flat();
  const dx = -Math.min(0, ...points.map(({ x }) => x));
  const dy = -Math.min(0, ...points.map(({ y }) => y));
  if (!dx && !dy) return;
  for (const [element, box] of boxes) boxes.set(element, moved(box, dx, dy));
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

/** On the lower border, from the right, so that the paths below leave to the right without crossing. */
function placeBoundaryEvents(events: readonly Moddle[], host: Box, boxes: Map<Moddle, Box>): void {
  const pitch = Math.min(56, (host.width - 20) / events.length);
  events.forEach((event, index) => {
    const size = sizeOf(event);
    const x = Math.round(right(host) - 20 - size.width / 2 - (events.length - 1 - index) * pitch - size.width / 2);
    boxes.set(event, { x: events.length === 1 ? right(host) - 56 : x, y: bottom(host) - size.height / 2, ...size });
  });
}

function routeGraph(
  graph: ScopeGraph,
  boxes: ReadonlyMap<Moddle, Box>,
  columnOf: ReadonlyMap<Moddle, number>,
  area: Box,
): Map<Moddle, Point[]> {
  const span = ({ from, target, isBack }: GraphEdge) => (isBack ? 1000 : 0) + Math.abs(columnOf.get(target)! - columnOf.get(from)!);
  const ordered = graph.edges
    .map((edge, index) => ({ edge, index }))
    .sort((one, other) => span(one.edge) - span(other.edge) || one.index - other.index);
  const obstacles = [...boxes.values()];
  const requests = ordered.map(({ edge: { source, target, isBack } }) => ({
    from: portsOut(source, boxes.get(source)!, isBack),
    to: portsIn(target, boxes.get(target)!, isBack),
    source,
    target,
  }));
  const names = [...boxes].filter(([element]) => element.name && isEvent(element)).map(([element, box]) => usualLabel(element, box));
  const routed = routeEdges(obstacles, requests, area, names);
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

function labelsOf(
  graph: ScopeGraph,
  boxes: ReadonlyMap<Moddle, Box>,
  ways: ReadonlyMap<Moddle, Point[]>,
  area: Box,
  nameAbove: ReadonlySet<Moddle>,
): Map<Moddle, Box> {
  const shapes = [...boxes].filter(
    ([element]) => element.name && (isEvent(element) || isGateway(element) || /Data(Object|Store)Reference$/u.test(element.$type)),
  );
  const edges = graph.edges.filter(({ flow }) => flow.name);
  return placeLabels({
    shapes: shapes.map(([element, box]) => ({ element, box })),
    edges: edges.map(({ flow }) => ({ element: flow, way: ways.get(flow)! })),
    obstacles: [...boxes.values()],
    ways: [...ways.values()],
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
