/** Our own pictures of BPMN diagrams: the diagram interchange written as SVG, without a browser. */
import type { Moddle } from 'bpmn-moddle';
import type { Point } from '../model/layout/geometry.ts';
import { layOut } from '../model/layout.ts';
import { artifacts, drawUnknown } from './draw-artifact.ts';
import { drawActivity } from './draw-activity.ts';
import { drawContainer } from './draw-container.ts';
import { drawEdge, middleOf } from './draw-edge.ts';
import { drawEvent } from './draw-event.ts';
import { drawGateway } from './draw-gateway.ts';
import { drawBadges, drawTokens, hatching, type Mark } from './draw-marks.ts';
import { elementKind, type Language } from './element-kind.ts';
import { noExtents, type Extents } from './extents.ts';
import { readPlanes, type DrawnEdge, type DrawnPlane, type DrawnShape } from './read-planes.ts';
import { fontFamily, ink, labelSize, paper, type Style } from './style.ts';
import { escapeXml, short, svgElement } from './svg-element.ts';
import { balancedText, lineHeight, wrapText } from './wrap-text.ts';
import { boxOfLines, writeLines } from './write-text.ts';

export interface DrawingOptions {
  /** Ids of the elements whose planes are drawn (a process, a collaboration, a collapsed subprocess); absent: all, one below the other. */
  readonly planes?: readonly string[];
  /** By element id. */
  readonly marks?: Readonly<Record<string, Mark>>;
  /** Of the words read to those who do not see; Vietnamese if absent. */
  readonly language?: Language;
  /** Put before element ids to give drawn elements an `id` of their own, unique in the page around; absent: only `data-element-id`. */
  readonly idPrefix?: string;
}

const margin = 16;
const planeGap = 40;
const labelWidth = 76;

/**
 * A whole SVG text of `definitions` (a moddle tree with or without diagrams; without, our own layout is drawn and the tree is left as it was).
 * `viewBox` begins at 0 0 and holds everything drawn. Equal trees and options give equal texts; every name is escaped; no script, style sheet,
 * definition or reference to the outside is in it. An empty file gives an empty picture.
 */
export function drawSvg(definitions: Moddle, options: DrawingOptions = {}): string {
  const language = options.language ?? 'vi';
  const chosen = planesOf(definitions).filter(({ element }) => !options.planes || options.planes.includes(String(element?.id)));
  const bodies: string[] = [];
  let [width, height] = [0, 0];
  for (const [at, plane] of chosen.entries()) {
    const extents = noExtents();
    const body = [...titleOf(plane, at, extents), ...planeBody(plane, options, language, extents)];
    if (extents.right < extents.left) continue;
    const down = height + (height ? planeGap : margin) - extents.top;
    bodies.push(svgElement('g', { transform: `translate(${short(margin - extents.left)} ${short(down)})` }, ...body));
    width = Math.max(width, extents.right - extents.left + 2 * margin);
    height = down + extents.bottom;
  }
  const [w, h] = [Math.ceil(width) || 1, Math.ceil(height + (height ? margin : 0)) || 1];
  const name = pictureName(definitions, language);
  return svgElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${w} ${h}`,
      width: w,
      height: h,
      role: 'img',
      'aria-label': name,
      'font-family': fontFamily,
    },
    svgElement('title', {}, escapeXml(name)),
    svgElement('rect', { width: w, height: h, fill: paper }),
    ...bodies,
  );
}

/** Ids of elements that stand on a plane of the drawing. */
export function drawnIds(definitions: Moddle): Set<string> {
  return new Set(planesOf(definitions).flatMap(({ shapes, edges }) => [...shapes, ...edges].map(({ element }) => String(element.id))));
}

function planesOf(definitions: Moddle): DrawnPlane[] {
  const planes = readPlanes(definitions).filter(({ shapes }) => shapes.length);
  if (planes.length) return planes;
  const before = definitions.diagrams;
  try {
    layOut(definitions);
    return readPlanes(definitions);
  } finally {
    definitions.diagrams = before;
  }
}

function pictureName(definitions: Moddle, language: Language): string {
  const roots = (definitions.get('rootElements') as Moddle[] | undefined) ?? [];
  const named = roots.find(({ $type, name }) => $type === 'bpmn:Process' && name)?.name ?? definitions.name;
  const word = language === 'vi' ? 'Sơ đồ quy trình' : 'Process diagram';
  return named ? `${word}: ${String(named)}` : word;
}

/** Planes below the first one say what they are the inside of. */
function titleOf({ element, shapes }: DrawnPlane, at: number, extents: Extents): string[] {
  const name = String(element?.name ?? '');
  if (!at || !name.trim() || !shapes.length) return [];
  const left = Math.min(...shapes.map(({ box }) => box.x));
  const top = Math.min(...shapes.map(({ box, label }) => Math.min(box.y, label?.y ?? box.y)));
  return writeLines({ lines: wrapText(name, 700, 15, 2), size: 15 }, left, top - 48, 'start', ink, extents);
}

function planeBody({ shapes, edges }: DrawnPlane, options: DrawingOptions, language: Language, extents: Extents): string[] {
  const marked: string[] = [];
  const things = [
    ...shapes.map((shape) => ({ rank: rankOf(shape), write: () => drawnShape(shape, options, language, extents, marked) })),
    ...edges.map((edge) => ({
      rank: edge.element.$type === 'bpmn:MessageFlow' ? edgeRank + 3 : edgeRank,
      write: () => drawnEdge(edge, options, language, extents, marked),
    })),
  ];
  // what lies inside is drawn after what it lies in; badges come last, over everything
  return [...things.sort((one, other) => one.rank - other.rank).map(({ write }) => write()), ...marked];
}

const edgeRank = 1_000_000;

function rankOf({ element, isExpanded }: DrawnShape): number {
  if (element.$type === 'bpmn:Participant') return 0;
  if (element.$type === 'bpmn:Lane') return 1 + depthOf(element);
  if (element.$instanceOf('bpmn:SubProcess') && isExpanded) return 10_000 + depthOf(element);
  return edgeRank + (element.$type === 'bpmn:BoundaryEvent' ? 2 : 1);
}

function depthOf(element: Moddle): number {
  let depth = 0;
  for (let above = element.$parent; above && depth < 9_000; above = above.$parent) depth++;
  return depth;
}

function markOf(element: Moddle, { marks }: DrawingOptions): Mark {
  const id = String(element.id);
  return marks && Object.hasOwn(marks, id) ? marks[id]! : {};
}

function styleOf(mark: Mark, drawn: { stroke?: string; fill?: string }, fill: string): Style {
  return { stroke: mark.stroke ?? drawn.stroke ?? ink, fill: mark.fill ?? drawn.fill ?? fill, isThick: mark.isThick === true };
}

function group(element: Moddle, mark: Mark, options: DrawingOptions, language: Language, children: readonly string[]): string {
  const id = String(element.id ?? '');
  const name = String(element.name ?? '').trim();
  const extra = (mark.class ?? '').replace(/[^\w -]/g, '').trim();
  return svgElement(
    'g',
    {
      class: `${element.$type.replace(/[^\w]/g, '-')}${extra && ` ${extra}`}`,
      'data-element-id': id,
      id: options.idPrefix === undefined ? undefined : `${options.idPrefix}${id}`,
    },
    svgElement('title', {}, escapeXml(`${elementKind(element, language)}${name && `: ${name}`}`)),
    ...children,
  );
}

function drawnShape(shape: DrawnShape, options: DrawingOptions, language: Language, extents: Extents, marked: string[]): string {
  const { element, box } = shape;
  const isOpen = shape.isExpanded && element.$instanceOf('bpmn:SubProcess');
  const mark = isOpen ? bordersOnly(markOf(element, options)) : markOf(element, options);
  const style = styleOf(mark, shape, element.$type === 'bpmn:Lane' ? 'none' : paper);
  const drawing = drawingOf(element)(shape, style, extents);
  if (mark.badges?.length) marked.push(...drawBadges(mark.badges, badgeCorner(shape), extents));
  if (mark.tokens) marked.push(...drawTokens(mark.tokens, { x: box.x, y: box.y + box.height }, extents));
  const hatched = mark.isHatched ? [hatching(box, style.stroke)] : [];
  return group(element, mark, options, language, [...drawing, ...hatched, ...labelOf(shape, style, extents)]);
}

/** What is inside an open subprocess has marks of its own: no fill, no hatching over it. */
function bordersOnly({ fill: _fill, isHatched: _isHatched, ...mark }: Mark): Mark {
  return mark;
}

/** Clear of names and of flows: a gateway's name stands above its middle, its ways leave to the right and below. */
function badgeCorner({ element, box }: DrawnShape): Point {
  return element.$instanceOf('bpmn:Gateway') ? { x: box.x + 3, y: box.y + 7 } : { x: box.x + box.width, y: box.y };
}

function drawnEdge(edge: DrawnEdge, options: DrawingOptions, language: Language, extents: Extents, marked: string[]): string {
  const mark = markOf(edge.element, options);
  const style = styleOf(mark, edge, paper);
  const middle: Point = middleOf(edge.way);
  if (mark.badges?.length) marked.push(...drawBadges(mark.badges, { x: middle.x, y: middle.y - 4 }, extents));
  if (mark.tokens) marked.push(...drawTokens(mark.tokens, middle, extents));
  const label = labelOf(edge, style, extents);
  return group(edge.element, mark, options, language, [...drawEdge(edge, style, extents), ...label]);
}

function drawingOf(element: Moddle): (shape: DrawnShape, style: Style, extents: Extents) => string[] {
  if (element.$instanceOf('bpmn:Activity')) return drawActivity;
  if (element.$instanceOf('bpmn:Event')) return drawEvent;
  if (element.$instanceOf('bpmn:Gateway')) return drawGateway;
  if (element.$type === 'bpmn:Participant' || element.$type === 'bpmn:Lane') return drawContainer;
  return (Object.hasOwn(artifacts, element.$type) ? artifacts[element.$type] : undefined) ?? drawUnknown;
}

/** Names that stand outside of what they name: at the label of the file, else below or beside it. */
function labelOf(drawn: DrawnShape | DrawnEdge, style: Style, extents: Extents): string[] {
  const { element, label } = drawn;
  const isEdge = 'way' in drawn;
  const name = String(element.name ?? '');
  if (!name.trim() || !(isEdge || hasOutsideName(element))) return [];
  const lines = balancedText(name, Math.max(label?.width ?? 0, labelWidth), labelSize, 8);
  const text = { lines, size: labelSize };
  const unlabelled = isEdge ? besideWay(drawn.way, lines) : { x: drawn.box.x + drawn.box.width / 2, y: drawn.box.y + drawn.box.height + 4 };
  const x = label ? label.x + label.width / 2 : unlabelled.x;
  const y = label?.y ?? unlabelled.y;
  return writeLines(text, x, y, 'middle', style.stroke, extents);
}

/** Above a lying line, to the right of a standing one: where the middle of the text's top goes. */
function besideWay(way: readonly Point[], lines: readonly string[]): Point {
  const { x, y } = middleOf(way);
  const at = way.findIndex((point, index) => index > 0 && isBetween(way[index - 1]!, point, { x, y }));
  const isLying = at < 1 || Math.abs(way[at]!.x - way[at - 1]!.x) >= Math.abs(way[at]!.y - way[at - 1]!.y);
  const height = lines.length * labelSize * lineHeight;
  const width = boxOfLines({ lines, size: labelSize }, 0, 0, 'start').width;
  return isLying ? { x, y: y - height - 3 } : { x: x + width / 2 + 5, y: y - height / 2 };
}

function isBetween(one: Point, other: Point, { x, y }: Point): boolean {
  const near = 0.01;
  return (
    Math.min(one.x, other.x) - near <= x &&
    x <= Math.max(one.x, other.x) + near &&
    Math.min(one.y, other.y) - near <= y &&
    y <= Math.max(one.y, other.y) + near
  );
}

const outside = [
  'bpmn:DataObjectReference',
  'bpmn:DataObject',
  'bpmn:DataStoreReference',
  'bpmn:DataInput',
  'bpmn:DataOutput',
  'bpmn:Conversation',
  'bpmn:SubConversation',
  'bpmn:CallConversation',
];

function hasOutsideName(element: Moddle): boolean {
  return element.$instanceOf('bpmn:Event') || element.$instanceOf('bpmn:Gateway') || outside.includes(element.$type);
}
