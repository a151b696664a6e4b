/** Columns in order of the flow, rows by lane: a cell for every node. */
import type { Moddle } from 'bpmn-moddle';
import { isEvent, isGateway } from './geometry.ts';
import type { GraphEdge, ScopeGraph } from './scope-graph.ts';

/** Nodes in one line of a chain without lanes: eight tasks are 1,600 px. */
const longestLine = 8;

export interface Cell {
  readonly column: number;
  /** The lane, counted from the top. */
  readonly band: number;
  /** The row within the lane. */
  readonly track: number;
}

/** The band of every node; a node in no lane lies where the node before it lies. */
export function bandsOf(graph: ScopeGraph, lanes: readonly Moddle[]): Map<Moddle, number> {
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

/** A cell for every node, so that no two share one. `sizeOf` knows expanded subprocesses. */
export function cellsOf(
  graph: ScopeGraph,
  bandOf: ReadonlyMap<Moddle, number>,
  sizeOf: (element: Moddle) => { width: number },
): Map<Moddle, Cell> {
  const cells = new Map<Moddle, Cell>();
  const taken = new Map<string, Moddle>();
  const forward = graph.edges.filter(({ isBack }) => !isBack);
  const back = new Set(graph.edges.filter(({ isBack }) => isBack).map(({ target }) => target));
  const into = group(forward, ({ target }) => target);
  const outOf = group(forward, ({ from }) => from);
  /** Direction in which a column was continued through the lanes: 1 down, -1 up. */
  const direction = new Map<Moddle, number>();
  /** Upright flows in a column: nothing may stand between their ends later. */
  const passages: { column: number; from: Cell; to: Cell }[] = [];
  for (const node of graph.nodes) {
    const edges = into.get(node) ?? [];
    const band = bandOf.get(node)!;
    const below = stackedOn(node, edges, band);
    let column = below ?? Math.max(0, ...edges.map(({ from }) => cells.get(from)!.column + 1));
    let track = below === undefined ? preferredTrack(edges, band) : 0;
    while (below === undefined && (taken.has(`${band}/${track}/${column}`) || isPassage({ column, band, track }))) {
      if (isPassage({ column, band, track })) column++;
      else track++;
    }
    const cell = { column, band, track };
    cells.set(node, cell);
    taken.set(`${band}/${track}/${column}`, node);
    if (below !== undefined) passages.push({ column, from: cells.get(edges[0]!.from)!, to: cell });
  }
  return cells;

  function isPassage({ column, band, track }: Cell): boolean {
    return passages.some(({ column: upright, from, to }) => {
      if (upright !== column) return false;
      const [upper, lower] = from.band < to.band ? [from, to] : [to, from];
      if (band === upper.band) return track > upper.track;
      return band === lower.band ? track < lower.track : band > upper.band && band < lower.band;
    });
  }

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
    // flows that lead back arrive from above: the flow on arrives from the left
    if (back.has(node) || taken.has(`${band}/0/${before.column}`)) return undefined;
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
export function inLines(cells: Map<Moddle, Cell>): Map<Moddle, Cell> {
  const all = [...cells.values()];
  if (all.length <= longestLine || all.some(({ track }) => track > 0)) return cells;
  const perLine = Math.ceil(all.length / Math.ceil(all.length / longestLine));
  return new Map(
    [...cells].map(([node, cell]) => [node, { ...cell, column: cell.column % perLine, track: Math.floor(cell.column / perLine) }]),
  );
}

function group<T>(items: readonly T[], keyOf: (item: T) => Moddle): Map<Moddle, T[]> {
  const groups = new Map<Moddle, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
