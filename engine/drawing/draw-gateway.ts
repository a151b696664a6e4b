/** Gateways: a diamond with the sign of its kind. */
import { eventIcon } from './event-icons.ts';
import { cover, type Extents } from './extents.ts';
import type { DrawnShape } from './read-planes.ts';
import { lineWidth, type Style } from './style.ts';
import { pathThrough, svgElement } from './svg-element.ts';

export function drawGateway(shape: DrawnShape, style: Style, extents: Extents): string[] {
  const { x, y, width, height } = shape.box;
  const [cx, cy] = [x + width / 2, y + height / 2];
  cover(extents, shape.box, lineWidth(style, 1.5));
  return [
    svgElement('path', {
      d: pathThrough(
        [
          [cx, y],
          [x + width, cy],
          [cx, y + height],
          [x, cy],
        ],
        true,
      ),
      fill: style.fill,
      stroke: style.stroke,
      'stroke-width': lineWidth(style, 1.5),
      'stroke-linejoin': 'round',
    }),
    ...signOf(shape, cx, cy, Math.min(width, height) / 50, style),
  ];
}

function signOf({ element, isMarkerVisible }: DrawnShape, x: number, y: number, s: number, { stroke, fill }: Style): string[] {
  const strokes = (...ends: readonly (readonly [number, number])[]): string[] =>
    ends.map(([dx, dy]) =>
      svgElement('path', {
        d: pathThrough([
          [x - dx * s, y - dy * s],
          [x + dx * s, y + dy * s],
        ]),
        stroke,
        'stroke-width': 3.2 * s,
        fill: 'none',
      }),
    );
  const ring = (radius: number, width: number): string =>
    svgElement('circle', { cx: x, cy: y, r: radius * s, fill: 'none', stroke, 'stroke-width': width * s });
  switch (element.$type) {
    case 'bpmn:ExclusiveGateway':
      return isMarkerVisible ? strokes([6.5, 8], [6.5, -8]) : [];
    case 'bpmn:ParallelGateway':
      return strokes([0, 11], [11, 0]);
    case 'bpmn:InclusiveGateway':
      return [ring(11, 2.6)];
    case 'bpmn:ComplexGateway':
      return strokes([0, 11], [11, 0], [7.5, 7.5], [7.5, -7.5]);
    case 'bpmn:EventBasedGateway': {
      const isParallel = element.eventGatewayType === 'Parallel';
      const rings = element.instantiate === true ? [ring(14, 1)] : [ring(14, 1), ring(11.5, 1)];
      return [...rings, ...eventIcon(isParallel ? 'parallelMultiple' : 'multiple', x, y, 12.5 * s, false, stroke, fill)];
    }
    default:
      return [];
  }
}
