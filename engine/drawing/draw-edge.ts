/** Sequence flows, message flows, associations: ways with round corners and explicit arrow heads (no markers: ids of definitions would clash in a page with two pictures). */
import type { Moddle } from 'bpmn-moddle';
import type { Point } from '../model/layout/geometry.ts';
import { envelope } from './event-icons.ts';
import { cover, type Extents } from './extents.ts';
import type { DrawnEdge } from './read-planes.ts';
import { lineWidth, paper, type Style } from './style.ts';
import { pathThrough, short, svgElement } from './svg-element.ts';

const cornerRadius = 5;

export function drawEdge(edge: DrawnEdge, style: Style, extents: Extents): string[] {
  const { element, way } = edge;
  const width = lineWidth(style, 1.4);
  for (const { x, y } of way) cover(extents, { x, y, width: 0, height: 0 }, 9);
  const look = lookOf(element);
  const first = way[0]!;
  const last = way.at(-1)!;
  const [outwards, backwards] = [unit(first, way[1]!), unit(last, way.at(-2)!)];
  return [
    svgElement('path', {
      d: roundWay(way),
      fill: 'none',
      stroke: style.stroke,
      'stroke-width': width,
      'stroke-dasharray': look.dash,
      'stroke-linejoin': 'round',
    }),
    ...startOf(look.start, first, outwards, style.stroke),
    ...headOf(look.end, last, backwards, style.stroke, style.isThick ? 1.35 : 1),
    ...(edge.envelope ? envelopeAt(middleOf(way), edge.envelope, style.stroke) : []),
  ];
}

interface Look {
  readonly dash?: string;
  readonly start?: 'default' | 'conditional' | 'circle';
  readonly end?: 'full' | 'empty' | 'open';
}

function lookOf(element: Moddle): Look {
  switch (element.$type) {
    case 'bpmn:SequenceFlow': {
      const source = element.sourceRef as Moddle | undefined;
      if (source?.default && source.default === element) return { start: 'default', end: 'full' };
      const isConditional = element.conditionExpression !== undefined && source?.$instanceOf('bpmn:Activity') === true;
      return { end: 'full', ...(isConditional && { start: 'conditional' as const }) };
    }
    case 'bpmn:MessageFlow':
      return { dash: '8 5', start: 'circle', end: 'empty' };
    case 'bpmn:Association': {
      const direction = String(element.associationDirection ?? 'None');
      return { dash: '1.5 4', ...(direction !== 'None' && { end: 'open' as const }) };
    }
    case 'bpmn:DataInputAssociation':
    case 'bpmn:DataOutputAssociation':
      return { dash: '1.5 4', end: 'open' };
    default:
      return {};
  }
}

function unit(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

function along({ x, y }: Point, way: Point, far: number, aside = 0): [number, number] {
  return [x + way.x * far - way.y * aside, y + way.y * far + way.x * aside];
}

function startOf(start: Look['start'], at: Point, way: Point, ink: string): string[] {
  if (start === 'default')
    return [
      svgElement('path', {
        d: pathThrough([along(at, way, 6, 5), along(at, way, 11, -5)]),
        stroke: ink,
        'stroke-width': 1.5,
        fill: 'none',
      }),
    ];
  if (start === 'conditional')
    return [
      svgElement('path', {
        d: pathThrough([[at.x, at.y], along(at, way, 8, 4.5), along(at, way, 16), along(at, way, 8, -4.5)], true),
        fill: paper,
        stroke: ink,
        'stroke-width': 1.2,
      }),
    ];
  if (start === 'circle') return [svgElement('circle', { cx: at.x, cy: at.y, r: 3.5, fill: paper, stroke: ink, 'stroke-width': 1.2 })];
  return [];
}

function headOf(end: Look['end'], at: Point, back: Point, ink: string, scale: number): string[] {
  if (!end) return [];
  const [far, aside] = [10 * scale, 4.5 * scale];
  const points = [along(at, back, far, aside), [at.x, at.y] as [number, number], along(at, back, far, -aside)];
  return [
    svgElement('path', {
      d: pathThrough(points, end !== 'open'),
      fill: end === 'full' ? ink : end === 'empty' ? paper : 'none',
      stroke: ink,
      'stroke-width': end === 'full' ? 0.8 : 1.2,
      'stroke-linejoin': 'round',
    }),
  ];
}

function envelopeAt({ x, y }: Point, kind: 'initiating' | 'nonInitiating', ink: string): string[] {
  return envelope(x, y, 1, { fill: kind === 'initiating' ? paper : '#d0d3d8', stroke: ink, 'stroke-width': 1.2 }, ink);
}

function roundWay(way: readonly Point[]): string {
  let d = pathThrough([[way[0]!.x, way[0]!.y]]);
  for (let at = 1; at < way.length - 1; at++) {
    const [before, corner, after] = [way[at - 1]!, way[at]!, way[at + 1]!];
    const radius = Math.min(
      cornerRadius,
      Math.hypot(corner.x - before.x, corner.y - before.y) / 2,
      Math.hypot(after.x - corner.x, after.y - corner.y) / 2,
    );
    const [inX, inY] = along(corner, unit(corner, before), radius);
    const [outX, outY] = along(corner, unit(corner, after), radius);
    d += `L${short(inX)} ${short(inY)}Q${short(corner.x)} ${short(corner.y)} ${short(outX)} ${short(outY)}`;
  }
  const last = way.at(-1)!;
  return `${d}L${short(last.x)} ${short(last.y)}`;
}

/** The point half-way along, measured by length. */
export function middleOf(way: readonly Point[]): Point {
  const lengths = way.slice(1).map((point, at) => Math.hypot(point.x - way[at]!.x, point.y - way[at]!.y));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [at, length] of lengths.entries()) {
    if (left <= length) {
      const [x, y] = along(way[at]!, unit(way[at]!, way[at + 1]!), left);
      return { x, y };
    }
    left -= length;
  }
  return way[0]!;
}
