/** Columns in order of the flow, rows by lane: a cell for every node, then its place in pixels. */
import type { Moddle } from 'bpmn-moddle';
import { isEvent, isGateway, shortestLane, type Box } from './geometry.ts';
import type { GraphEdge, ScopeGraph } from './scope-graph.ts';
import { textWidth } from './text-size.ts';

const columnGap = 60;
/** Room for the name on a flow out of a gateway. */
const namedFlowGap = 40;
const trackGap = 60;
const bandPadding = 30;
const shortestTrack = 100;
/** Nodes in one line of a chain without lanes: eight tasks are 1,600 px. */
const longestLine = 8;

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

interface Cell {
  readonly column: number;
  readonly band: number;
  readonly track: number;
}

/** Places the nodes of a scope in bands (one when there are no lanes). `sizeOf` knows expanded subprocesses. */
export function placeNodes(
  graph: ScopeGraph,
  lanes: readonly Moddle[],
  sizeOf: (element: Moddle) => { width: number; height: number },
  startsAt = bandPadding,
): Placement {
  const bandOf = bandsOf(graph, lanes);
  const cells = lanes.length ? cellsOf(graph, bandOf, sizeOf) : inLines(cellsOf(graph, bandOf, sizeOf));
  const xs = columnsOf(graph, cells, sizeOf, startsAt);
  const bands: Band[] = [];
  const boxes = new Map<Moddle, Box>();
  let y = 0;
  for (let band = 0; band < Math.max(1, lanes.length); band++) {
    const lane = lanes[band];
    const members = graph.nodes.filter((node) => cells.get(node)!.band === band);
    const tracks = Math.max(1, ...members.map((node) => cells.get(node)!.track + 1));
    const heights = Array.from({ length: tracks }, (_, track) =>
      Math.max(shortestTrack, ...members.filter((node) => cells.get(node)!.track === track).map((node) => sizeOf(node).height)),
    );
    const content = heights.reduce((sum, height) => sum + height, 0) + (tracks - 1) * trackGap;
    const strip = stripOf(
      graph.eventSubProcesses.filter((element) => bandOf.get(element) === band),
      sizeOf,
    );
    const nameHeight = lane?.name ? Math.ceil(textWidth(lane.name, 12) / 2) + 30 : 0;
    const height = Math.max(lane ? shortestLane : 0, nameHeight, content + 2 * bandPadding + strip.height);
    let top = y + (height - strip.height - content) / 2;
    for (let track = 0; track < tracks; track++) {
      for (const node of members.filter((member) => cells.get(member)!.track === track)) {
        const size = sizeOf(node);
        const { x, width } = xs[cells.get(node)!.column]!;
        boxes.set(node, { x: x + (width - size.width) / 2, y: top + (heights[track]! - size.height) / 2, ...size });
      }
      top += heights[track]! + trackGap;
    }
    for (const [element, box] of strip.boxes) boxes.set(element, { ...box, x: box.x + startsAt, y: y + height - strip.height + box.y });
    bands.push({ ...(lane && { lane }), y, height });
    y += height;
  }
  const last = Math.max(0, ...[...boxes.values()].map((box) => box.x + box.width));
  return {
    boxes,
    columnOf: new Map([...cells].map(([node, { column }]) => [node, column])),
    bands,
    width: last + bandPadding + 10,
    height: y,
  };
}

/** The band of every node; a node in no lane lies where the node before it lies. */
function bandsOf(graph: ScopeGraph, lanes: readonly Moddle[]): Map<Moddle, number> {
  const bandOf = new Map<Moddle, number>();
  lanes.forEach((lane, band) => {
    for (const node of (lane.get('flowNodeRef') as Moddle[] | undefined) ?? []) bandOf.set(node, band);
  });
  for (const node of graph.nodes) {
    if (bandOf.has(node)) continue;
    const before = graph.edges.find(({ target, from, isBack }) => target === node && !isBack && bandOf.has(from));
    bandOf.set(node, before ? bandOf.get(before.from)! : 0);
  }
  for (const element of graph.eventSubProcesses) if (!bandOf.has(element)) bandOf.set(element, Math.max(0, lanes.length - 1));
  return bandOf;
}

function cellsOf(
  graph: ScopeGraph,
  bandOf: ReadonlyMap<Moddle, number>,
  sizeOf: (element: Moddle) => { width: number },
): Map<Moddle, Cell> {
  const cells = new Map<Moddle, Cell>();
  const taken = new Map<string, Moddle>();
  const forward = graph.edges.filter(({ isBack }) => !isBack);
  const into = group(forward, ({ target }) => target);
  const outOf = group(forward, ({ from }) => from);
  /** Direction in which a column was continued through the lanes: 1 down, -1 up. */
  const direction = new Map<Moddle, number>();
  for (const node of graph.nodes) {
    const edges = into.get(node) ?? [];
    const band = bandOf.get(node)!;
    const below = stackedOn(node, edges, band);
    const column = below ?? Math.max(0, ...edges.map(({ from }) => cells.get(from)!.column + 1));
    let track = below === undefined ? preferredTrack(edges, band) : 0;
    while (taken.has(`${band}/${track}/${column}`)) track++;
    cells.set(node, { column, band, track });
    taken.set(`${band}/${track}/${column}`, node);
  }
  return cells;

  /**
   * The column of the node before, when this one can stand straight above or below it in another lane:
   * the only way out and in, nothing between them, and not back the way the column came.
   */
  function stackedOn(node: Moddle, edges: readonly GraphEdge[], band: number): number | undefined {
    const only = edges.length === 1 ? edges[0]! : undefined;
    if (!only || only.source !== only.from || (outOf.get(only.from) ?? []).length !== 1) return undefined;
    const before = cells.get(only.from)!;
    const way = Math.sign(band - before.band);
    if (way === 0 || (direction.get(only.from) ?? way) !== way) return undefined;
    if (isEvent(only.from) || isEvent(node) || isGateway(only.from) || (way > 0 && graph.boundaryEvents.has(only.from))) return undefined;
    if (sizeOf(node).width > 140 || sizeOf(only.from).width > 140) return undefined;
    const [low, high] = [Math.min(band, before.band), Math.max(band, before.band)];
    for (const other of cells.values()) {
      if (other.column === before.column && other !== before && other.band >= low && other.band <= high) return undefined;
    }
    direction.set(node, way);
    return before.column;
  }

  /** The row of the node before; further ways out of a node and its boundary events go one row down each. */
  function preferredTrack(edges: readonly GraphEdge[], band: number): number {
    const tracks = edges.flatMap(({ from, source, flow }) => {
      const before = cells.get(from)!;
      if (before.band !== band) return [];
      const siblings = (outOf.get(from) ?? []).filter((edge) => bandOf.get(edge.target) === band);
      const place = siblings.findIndex((edge) => edge.flow === flow);
      return [before.track + (source === from ? Math.max(0, place) : 1)];
    });
    if (edges.length > 1) {
      // a join lies on the row of the split: the highest row that leads into it
      const rows = edges.map(({ from }) => cells.get(from)!).filter((cell) => cell.band === band);
      return rows.length ? Math.min(...rows.map((cell) => cell.track)) : 0;
    }
    return tracks.length ? Math.min(...tracks) : 0;
  }
}

/** A long chain without lanes is broken into lines of about equal length, like text. */
function inLines(cells: Map<Moddle, Cell>): Map<Moddle, Cell> {
  const all = [...cells.values()];
  if (all.length <= longestLine || all.some(({ track }) => track > 0)) return cells;
  const perLine = Math.ceil(all.length / Math.ceil(all.length / longestLine));
  return new Map(
    [...cells].map(([node, cell]) => [node, { ...cell, column: cell.column % perLine, track: Math.floor(cell.column / perLine) }]),
  );
}

function columnsOf(
  graph: ScopeGraph,
  cells: ReadonlyMap<Moddle, Cell>,
  sizeOf: (element: Moddle) => { width: number },
  startsAt: number,
): { x: number; width: number }[] {
  const count = Math.max(0, ...[...cells.values()].map(({ column }) => column + 1));
  const columns: { x: number; width: number }[] = [];
  let x = startsAt;
  for (let column = 0; column < count; column++) {
    const members = graph.nodes.filter((node) => cells.get(node)!.column === column);
    const width = Math.max(50, ...members.map((node) => sizeOf(node).width));
    columns.push({ x, width });
    const named = graph.edges.some(({ flow, source, from }) => flow.name && isGateway(source) && cells.get(from)!.column === column);
    x += width + columnGap + (named ? namedFlowGap : 0);
  }
  return columns;
}

/** Event subprocesses side by side below the rows of their lane. */
function stripOf(
  elements: readonly Moddle[],
  sizeOf: (element: Moddle) => { width: number; height: number },
): { height: number; boxes: [Moddle, Box][] } {
  if (!elements.length) return { height: 0, boxes: [] };
  const highest = Math.max(...elements.map((element) => sizeOf(element).height));
  let x = 0;
  const boxes = elements.map((element): [Moddle, Box] => {
    const box = { x, y: 0, ...sizeOf(element) };
    x += box.width + columnGap;
    return [element, box];
  });
  return { height: highest + bandPadding, boxes };
}

function group<T>(items: readonly T[], keyOf: (item: T) => Moddle): Map<Moddle, T[]> {
  const groups = new Map<Moddle, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
