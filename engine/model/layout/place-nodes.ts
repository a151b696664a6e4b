/** Cells to places in pixels: columns as wide as their nodes and names, rows as high, lanes as high as their contents and header. */
import type { Moddle } from 'bpmn-moddle';
import { bandsOf, cellsOf, inLines, type Cell } from './cells.ts';
import { corridorsOf, type MessageEnd } from './corridors.ts';
import { bottom, center, eventSize, isEvent, isGateway, moved, right, shortestLane, type Box } from './geometry.ts';
import { placeEventSubProcesses } from './place-event-sub-processes.ts';
import { labelSize } from './place-labels.ts';
import type { ScopeGraph } from './scope-graph.ts';
import { headerLength } from './text-size.ts';

const columnGap = 60;
/** Room for the name on a flow out of a gateway. */
const namedFlowGap = 40;
const nameGap = 20;
/** Between what is written or drawn in one row and the next: two lines fit. */
const rowGap = 40;
const bandPadding = 30;

/** A lane, or the whole of a process without lanes. */
export interface Band {
  readonly lane?: Moddle;
  readonly y: number;
  readonly height: number;
}

export interface Placement {
  readonly boxes: Map<Moddle, Box>;
  readonly columnOf: ReadonlyMap<Moddle, number>;
  readonly bands: readonly Band[];
  readonly width: number;
  readonly height: number;
}

export interface PlacementInput {
  readonly graph: ScopeGraph;
  readonly lanes: readonly Moddle[];
  /** Knows expanded subprocesses. */
  readonly sizeOf: (element: Moddle) => { width: number; height: number };
  /** The ends of message flows in an element, itself or nested. */
  readonly messageEndsOf: (element: Moddle) => readonly MessageEnd[];
  /** Left margin; nested contents have none. */
  readonly startsAt: number;
}

/** Places the nodes of a scope in bands (one when there are no lanes), then its event subprocesses where their band is free. */
export function placeNodes({ graph, lanes, sizeOf, messageEndsOf, startsAt }: PlacementInput): Placement {
  const bandOf = bandsOf(graph, lanes);
  const cells = lanes.length ? cellsOf(graph, bandOf, sizeOf) : inLines(cellsOf(graph, bandOf, sizeOf));
  const columns = columnsOf(graph, cells, sizeOf, startsAt);
  const bands: Band[] = [];
  const boxes = new Map<Moddle, Box>();
  const count = Math.max(1, lanes.length);
  const flat = new Map(
    graph.nodes.map((node): [Moddle, Box] => {
      const size = sizeOf(node);
      const { middle, half } = columns[cells.get(node)!.column]!;
      // beside a wide subprocess, in other rows, steps stand near the ones before them
      const x = half > 120 && size.width <= 140 ? middle - half + Math.max(70, halfName(node)) : middle;
      return [node, { x: x - size.width / 2, y: 0, ...size }];
    }),
  );
  const widest = Math.max(...[...flat.values()].map(right), 0);
  let y = 0;
  for (let band = 0; band < count; band++) {
    const lane = lanes[band];
    const members = graph.nodes.filter((node) => cells.get(node)!.band === band);
    const rows = rowsOf(members, graph, cells, flat);
    const rooms = members.map((node) => {
      const room = roomOf(node, rows.get(node)!, graph);
      // with flows above and below, the name stands to the right
      return isGateway(node) && node.name ? { ...room, width: room.width + 60 } : room;
    });
    const strip = placeEventSubProcesses({
      elements: graph.eventSubProcesses.filter((element) => bandOf.get(element) === band),
      sizeOf,
      messageEndsOf,
      rooms,
      corridors: corridorsOf({ graph, band, bandOf, boxes: flat, rows, messageEndsOf }),
      elsewhere: graph.nodes.flatMap((node) =>
        bandOf.get(node) === band ? [] : [{ box: flat.get(node)!, isAbove: bandOf.get(node)! < band }],
      ),
      rowMiddle: rows.size
        ? Math.max(50, ...members.filter((node) => cells.get(node)!.track === 0).map((node) => sizeOf(node).height / 2))
        : 0,
      startsAt,
      widest,
    });
    const placed = [...rows, ...strip];
    const drawn = [...placed.map(([, box]) => box), ...rooms];
    const low = drawn.length ? Math.min(...drawn.map((box) => box.y)) : 0;
    const high = drawn.length ? Math.max(...drawn.map(bottom)) : 0;
    const height = Math.max(lane ? shortestLane : 0, lane?.name ? headerLength(lane.name) : 0, high - low + 2 * bandPadding);
    const dy = Math.round(y + (height - (high - low)) / 2 - low);
    for (const [element, box] of placed) boxes.set(element, moved(box, 0, dy));
    bands.push({ ...(lane && { lane }), y, height });
    y += height;
  }
  return {
    boxes,
    columnOf: new Map([...cells].map(([node, { column }]) => [node, column])),
    bands,
    width: Math.max(0, ...[...boxes.values()].map(right)) + bandPadding + 10,
    height: y,
  };
}

/** Half of the room that the name of an event or a gateway takes to either side of its middle. */
function halfName(node: Moddle): number {
  return node.name && (isEvent(node) || isGateway(node)) ? labelSize(node.name as string).width / 2 : 0;
}

/** The box and the usual place of its name; boundary events hang below. */
function roomOf(node: Moddle, box: Box, graph: ScopeGraph): Box {
  const events = graph.boundaryEvents.get(node) ?? [];
  const below = events.length
    ? 18 + Math.max(0, ...events.map((event) => (event.name ? labelSize(event.name as string).height - 10 : 0)))
    : 0;
  if (!halfName(node)) return { ...box, height: box.height + below };
  const { width, height } = labelSize(node.name as string);
  const x = center(box).x - Math.max(width, box.width) / 2;
  return { x, y: box.y - (isGateway(node) ? height + 5 : 0), width: Math.max(width, box.width), height: box.height + height + 5 };
}

/** The middle and half the width of every column: boxes 60 px apart, names beside them 20 px. */
function columnsOf(
  graph: ScopeGraph,
  cells: ReadonlyMap<Moddle, Cell>,
  sizeOf: (element: Moddle) => { width: number },
  startsAt: number,
): { middle: number; half: number }[] {
  const count = Math.max(0, ...[...cells.values()].map(({ column }) => column + 1));
  const columns = Array.from({ length: count }, () => ({ box: 25, name: 0, gap: 0 }));
  for (const node of graph.nodes) {
    const column = columns[cells.get(node)!.column]!;
    column.box = Math.max(column.box, sizeOf(node).width / 2);
    column.name = Math.max(column.name, halfName(node));
  }
  for (const { flow, source, from } of graph.edges)
    if (flow.name && isGateway(source)) columns[cells.get(from)!.column]!.gap = namedFlowGap;
  const middles: number[] = [];
  columns.forEach((column, index) => {
    const before = columns[index - 1];
    if (!before) middles.push(startsAt + Math.max(column.box, column.name - startsAt + 4));
    else {
      const boxes = before.box + columnGap + before.gap + column.box;
      const names = Math.max(before.name, before.box) + nameGap + Math.max(column.name, column.box);
      middles.push(middles[index - 1]! + Math.max(boxes, names));
    }
  });
  return columns.map(({ box }, index) => ({ middle: middles[index]!, half: box }));
}

/**
 * Heights within a band, the middle of the first row at half of its highest node. Nodes joined within a further row keep one
 * height, as far up as what stands above them and above the flows into them allows.
 */
function rowsOf(
  members: readonly Moddle[],
  graph: ScopeGraph,
  cells: ReadonlyMap<Moddle, Cell>,
  flat: ReadonlyMap<Moddle, Box>,
): Map<Moddle, Box> {
  const rows = new Map<Moddle, Box>();
  const placedRooms: Box[] = [];
  const first = members.filter((node) => cells.get(node)!.track === 0);
  const middle = Math.max(50, ...first.map((node) => flat.get(node)!.height / 2));
  const put = (node: Moddle, y: number) => {
    const box = { ...flat.get(node)!, y: y - flat.get(node)!.height / 2 };
    rows.set(node, box);
    placedRooms.push(roomOf(node, box, graph));
  };
  for (const node of first) put(node, middle);
  const tracks = Math.max(0, ...members.map((node) => cells.get(node)!.track));
  for (let track = 1; track <= tracks; track++) {
    for (const group of joined(
      members.filter((node) => cells.get(node)!.track === track),
      graph,
    )) {
      const rooms = group.map((node) => roomOf(node, { ...flat.get(node)!, y: -flat.get(node)!.height / 2 }, graph));
      const reach = rooms.map((room) => [room.x, right(room)] as const);
      for (const { from, target, isBack } of graph.edges) {
        if (isBack || !(group.includes(target) || group.includes(from))) continue;
        const [other, here] = group.includes(target) ? [from, target] : [target, from];
        if (group.includes(other) || cells.get(other)!.band !== cells.get(here)!.band) continue;
        // the flow runs at this height between the two, not under the other end itself
        reach.push(other === from ? [right(flat.get(from)!) + 40, flat.get(here)!.x] : [right(flat.get(here)!), flat.get(other)!.x - 40]);
      }
      const left = Math.min(...reach.map(([low]) => low)) - nameGap;
      const end = Math.max(...reach.map(([, high]) => high)) + nameGap;
      let ceiling = middle + 25;
      for (const room of placedRooms) if (room.x < end && right(room) > left) ceiling = Math.max(ceiling, bottom(room));
      const hosts = graph.edges.filter(({ source, from, target }) => source !== from && group.includes(target) && rows.has(from));
      const underEvents = Math.max(0, ...hosts.map(({ from }) => bottom(rows.get(from)!) + eventSize.height + 10));
      const y = Math.round(Math.max(underEvents, ceiling + rowGap - Math.min(...rooms.map((room) => room.y))));
      for (const node of group) put(node, y);
    }
  }
  return rows;
}

/** Nodes of one row in groups that flows join, in the order of the nodes. */
function joined(nodes: readonly Moddle[], graph: ScopeGraph): Moddle[][] {
  const groupOf = new Map(nodes.map((node) => [node, [node]]));
  for (const { from, target } of graph.edges) {
    const [one, other] = [groupOf.get(from), groupOf.get(target)];
    if (!one || !other || one === other) continue;
    one.push(...other);
    for (const node of other) groupOf.set(node, one);
  }
  return [...new Set(groupOf.values())];
}
