/** The diagram interchange of a moddle tree → plain boxes and ways, with what cannot be drawn left out. */
import type { Moddle } from 'bpmn-moddle';
import type { Box, Point } from '../model/layout/geometry.ts';
import { listOf } from '../model/moddle-access.ts';

/** Colours that the file gives an element; only plain ones are taken over. */
interface Colours {
  readonly stroke?: string;
  readonly fill?: string;
}

export interface DrawnShape extends Colours {
  readonly element: Moddle;
  readonly box: Box;
  readonly label?: Box;
  readonly isExpanded: boolean;
  readonly isHorizontal: boolean;
  readonly isMarkerVisible: boolean;
}

export interface DrawnEdge extends Colours {
  readonly element: Moddle;
  /** At least two points. */
  readonly way: readonly Point[];
  readonly label?: Box;
  /** A message drawn on its message flow: of the sender that begins, or of the one that answers. */
  readonly envelope?: 'initiating' | 'nonInitiating';
}

export interface DrawnPlane {
  readonly element?: Moddle;
  readonly shapes: readonly DrawnShape[];
  readonly edges: readonly DrawnEdge[];
}

/** Every plane of the file in its order; shapes without an element or with bounds that are no numbers are left out. */
export function readPlanes(definitions: Moddle): DrawnPlane[] {
  return listOf(definitions, 'diagrams').flatMap((diagram) => listOf(diagram, 'plane').map(planeOf));
}

function planeOf(plane: Moddle): DrawnPlane {
  const shapes: DrawnShape[] = [];
  const edges: DrawnEdge[] = [];
  for (const drawn of listOf(plane, 'planeElement')) {
    const element = drawn.bpmnElement as Moddle | undefined;
    if (!element?.$type) continue;
    const label = boxOf((drawn.label as Moddle | undefined)?.bounds as Moddle | undefined);
    const common = { element, ...(label && { label }), ...coloursOf(drawn) };
    if (drawn.$type === 'bpmndi:BPMNEdge') {
      const way = listOf(drawn, 'waypoint').map(({ x, y }) => ({ x: Number(x), y: Number(y) }));
      // only as written in the file: moddle's default would put an envelope on every line
      const isSaid = element.$type === 'bpmn:MessageFlow' && Object.hasOwn(drawn, 'messageVisibleKind');
      const kind = isSaid ? (drawn.messageVisibleKind as string) : undefined;
      const envelope = kind === 'initiating' ? 'initiating' : kind === 'non_initiating' ? 'nonInitiating' : undefined;
      if (way.length >= 2 && way.every(({ x, y }) => isPlace(x) && isPlace(y)))
        edges.push({ ...common, way, ...(envelope && { envelope }) });
    } else {
      const box = boxOf(drawn.bounds as Moddle | undefined);
      if (!box) continue;
      shapes.push({
        ...common,
        box,
        isExpanded: drawn.isExpanded === true,
        isHorizontal: drawn.isHorizontal !== false,
        isMarkerVisible: drawn.isMarkerVisible === true,
      });
    }
  }
  const element = plane.bpmnElement as Moddle | undefined;
  return { ...(element?.$type && { element }), shapes, edges };
}

/** Farther out than this no diagram goes; a picture must stay one. */
const farthest = 1_000_000;

function isPlace(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= farthest;
}

function boxOf(bounds: Moddle | undefined): Box | undefined {
  if (!bounds) return undefined;
  const [x, y, width, height] = [bounds.x, bounds.y, bounds.width, bounds.height].map((value) => Number(value ?? 0));
  return [x, y, width, height].every((value) => isPlace(value!)) && width! >= 0 && height! >= 0
    ? { x: x!, y: y!, width: width!, height: height! }
    : undefined;
}

/** `bioc` is bpmn-js's older way to write colours, `color` the one of BPMN in Color 1.0. */
function coloursOf(drawn: Moddle): Colours {
  const stroke = plainColour(drawn.$attrs?.['color:border-color'] ?? drawn.$attrs?.['bioc:stroke']);
  const fill = plainColour(drawn.$attrs?.['color:background-color'] ?? drawn.$attrs?.['bioc:fill']);
  return { ...(stroke && { stroke }), ...(fill && { fill }) };
}

function plainColour(value: unknown): string | undefined {
  return typeof value === 'string' && /^(#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]{3,20})$/i.test(value) ? value : undefined;
}
