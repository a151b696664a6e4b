/** Our own layout of BPMN diagrams: columns in order of the flow, rows by lane, edges with right angles around the boxes. */
import type { BpmnModdle, Moddle } from 'bpmn-moddle';
import { headerWidth, moved, type Box } from './layout/geometry.ts';
import { layScope, type LaidScope } from './layout/lay-scope.ts';
import { drawMessageFlows, reachOf } from './layout/message-flows.ts';
import { headerLength } from './layout/text-size.ts';
import { writeDiagram, type Plane } from './layout/write-diagram.ts';

const origin = { x: 160, y: 80 };
const poolGap = 70;
const blackBoxHeight = 70;

/**
 * Replaces the diagrams of `definitions` (a moddle tree) by one that shows everything in it: pools and lanes, nested and event
 * subprocesses expanded, boundary events on the lower border, message flows, data and annotations. Changes nothing but
 * `definitions.diagrams`; equal trees give equal diagrams. Groups, conversations and choreographies are left out.
 */
export function layOut(definitions: Moddle): void {
  const moddle = (definitions as unknown as { $model: BpmnModdle }).$model;
  const roots = (definitions.get('rootElements') as Moddle[] | undefined) ?? [];
  const collaboration = roots.find(({ $type }) => $type === 'bpmn:Collaboration');
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const participants = (collaboration?.get('participants') as Moddle[] | undefined) ?? [];
  const pooled = new Set(participants.map(({ processRef }) => processRef));
  const planes: Plane[] = [];
  if (collaboration && participants.length) planes.push(collaborationPlane(collaboration, participants));
  for (const process of processes) if (!pooled.has(process)) planes.push(processPlane(process));
  definitions.diagrams = planes.map((plane) => writeDiagram(moddle, plane));
}

interface Drawn {
  readonly shapes: Plane['shapes'][number][];
  readonly edges: Plane['edges'][number][];
}

function processPlane(process: Moddle): Plane {
  const lanes = leafLanes(process);
  const laid = layScope(process, lanes);
  const drawn: Drawn = { shapes: [], edges: [] };
  drawLanes(process, laid, { x: origin.x, y: origin.y, width: laid.width + headerWidth * laneDepth(process), height: laid.height }, drawn);
  drawScope(laid, origin.x + headerWidth * laneDepth(process), origin.y, drawn);
  return { element: process, ...drawn };
}

function collaborationPlane(collaboration: Moddle, participants: readonly Moddle[]): Plane {
  const reach = reachOf(collaboration, participants);
  const laid = participants.map((participant) => {
    const process = participant.processRef as Moddle | undefined;
    return {
      participant,
      process,
      scope: process && layScope(process, leafLanes(process), reach, participant.name ? headerLength(participant.name as string) : 0),
      depth: process ? laneDepth(process) : 0,
    };
  });
  const width = Math.max(600, ...laid.map(({ scope, depth }) => (scope ? scope.width + headerWidth * (1 + depth) : 0)));
  const drawn: Drawn = { shapes: [], edges: [] };
  const boxes = new Map<Moddle, Box>();
  let { y } = origin;
  for (const { participant, process, scope, depth } of laid) {
    const box = { x: origin.x, y, width, height: scope ? Math.max(scope.height, scope.bands[0]?.lane ? 0 : 160) : blackBoxHeight };
    drawn.shapes.push({ element: participant, box, isHorizontal: true });
    boxes.set(participant, box);
    if (process && scope) {
      boxes.set(process, box);
      drawLanes(process, scope, { ...box, x: box.x + headerWidth, width: width - headerWidth }, drawn);
      const spare = (box.height - scope.height) / 2;
      drawScope(scope, origin.x + headerWidth * (1 + depth), y + (scope.bands[0]?.lane ? 0 : spare), drawn, boxes);
    }
    y += box.height + poolGap;
  }
  drawn.edges.push(...drawMessageFlows(collaboration, participants, boxes, drawn));
  return { element: collaboration, ...drawn };
}

function drawScope(laid: LaidScope, dx: number, dy: number, drawn: Drawn, boxes?: Map<Moddle, Box>): void {
  for (const [element, box] of laid.boxes) {
    const label = laid.labels.get(element);
    const placed = moved(box, dx, dy);
    boxes?.set(element, placed);
    drawn.shapes.push({ element, box: placed, ...(label && { label: moved(label, dx, dy) }) });
  }
  for (const [element, way] of laid.ways) {
    const label = laid.labels.get(element);
    drawn.edges.push({ element, way: way.map((point) => moved(point, dx, dy)), ...(label && { label: moved(label, dx, dy) }) });
  }
}

/** Lanes fill their pool; a lane with lanes inside has a header of its own before theirs. */
function drawLanes(process: Moddle, laid: LaidScope, box: Box, drawn: Drawn): void {
  const bandOf = new Map(laid.bands.map((band) => [band.lane, band]));
  const draw = (lane: Moddle, x: number): Box => {
    const inner = childLanes(lane).map((child) => draw(child, x + headerWidth));
    const band = bandOf.get(lane);
    const top = inner.length ? inner[0]!.y : box.y + (band?.y ?? 0);
    const height = inner.length ? inner.reduce((sum, child) => sum + child.height, 0) : (band?.height ?? 0);
    const own = { x, y: top, width: box.x + box.width - x, height };
    drawn.shapes.push({ element: lane, box: own, isHorizontal: true });
    return own;
  };
  const outer: Drawn['shapes'] = [];
  const before = drawn.shapes.length;
  for (const lane of topLanes(process)) draw(lane, box.x);
  // parents first, so that children lie on top of them
  outer.push(...drawn.shapes.splice(before).reverse());
  drawn.shapes.push(...outer);
}

function topLanes(process: Moddle): Moddle[] {
  return ((process.get('laneSets') as Moddle[] | undefined) ?? []).flatMap((set) => (set.get('lanes') as Moddle[] | undefined) ?? []);
}

function childLanes(lane: Moddle): Moddle[] {
  return ((lane.childLaneSet as Moddle | undefined)?.get('lanes') as Moddle[] | undefined) ?? [];
}

function leafLanes(process: Moddle): Moddle[] {
  const leaves = (lane: Moddle): Moddle[] => (childLanes(lane).length ? childLanes(lane).flatMap(leaves) : [lane]);
  return topLanes(process).flatMap(leaves);
}

/** How many headers stand before the widest nesting of lanes. */
function laneDepth(process: Moddle): number {
  const depth = (lane: Moddle): number => 1 + Math.max(0, ...childLanes(lane).map(depth));
  return Math.max(0, ...topLanes(process).map(depth));
}
