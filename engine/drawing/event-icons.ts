/** The sign inside an event for each kind of trigger (BPMN 2.0.2, table 10.93), around a middle; filled when the event throws. */
import { pathThrough, svgElement, type Attributes } from './svg-element.ts';

export type Trigger =
  | 'message'
  | 'timer'
  | 'error'
  | 'escalation'
  | 'signal'
  | 'cancel'
  | 'compensate'
  | 'conditional'
  | 'link'
  | 'terminate'
  | 'multiple'
  | 'parallelMultiple';

type Draw = (x: number, y: number, r: number, look: Look) => string[];

interface Look {
  /** Of areas: filled with the ink when the event throws. */
  readonly area: Attributes;
  /** Of what is only lines. */
  readonly line: Attributes;
  /** Lines on a filled area. */
  readonly onArea: string;
  readonly ink: string;
}

/** The sign in a circle of radius `r` (18 is usual). */
export function eventIcon(trigger: Trigger, x: number, y: number, r: number, isThrowing: boolean, ink: string, ground: string): string[] {
  const look: Look = {
    area: { fill: isThrowing ? ink : ground, stroke: ink, 'stroke-width': 1.2, 'stroke-linejoin': 'round' },
    line: { fill: 'none', stroke: ink, 'stroke-width': 1.5, 'stroke-linecap': 'round' },
    onArea: isThrowing ? ground : ink,
    ink,
  };
  return icons[trigger](x, y, r / 18, look);
}

/** An envelope with its flap, `s` 1 being 19 × 13 px. */
export function envelope(x: number, y: number, s: number, area: Attributes, flap: string): string[] {
  const [w, h] = [9.5 * s, 6.5 * s];
  return [
    svgElement('rect', { x: x - w, y: y - h, width: 2 * w, height: 2 * h, ...area }),
    svgElement('path', {
      d: pathThrough([
        [x - w, y - h],
        [x, y + 0.6 * s],
        [x + w, y - h],
      ]),
      fill: 'none',
      stroke: flap,
      'stroke-width': 1.2,
    }),
  ];
}

const closed = (x: number, y: number, s: number, area: Attributes, points: readonly (readonly [number, number])[]): string =>
  svgElement('path', {
    d: pathThrough(
      points.map(([px, py]) => [x + px * s, y + py * s]),
      true,
    ),
    ...area,
  });

function pentagon(radius: number): [number, number][] {
  return [0, 1, 2, 3, 4].map((at) => {
    const angle = -Math.PI / 2 + (at * 2 * Math.PI) / 5;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** Both arms `thick` wide and `long` from the middle; turned by 45° it is the cross of a cancellation. */
function cross(long: number, thick: number, turned = false): [number, number][] {
  const t = thick / 2;
  const upright: [number, number][] = [
    [-t, -long],
    [t, -long],
    [t, -t],
    [long, -t],
    [long, t],
    [t, t],
    [t, long],
    [-t, long],
    [-t, t],
    [-long, t],
    [-long, -t],
    [-t, -t],
  ];
  return turned ? upright.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]) : upright;
}

const icons: Record<Trigger, Draw> = {
  message: (x, y, s, look) => envelope(x, y, s, look.area, look.onArea),
  timer: (x, y, s, { line, ink }) => [
    svgElement('circle', { cx: x, cy: y, r: 10.5 * s, ...line }),
    ...Array.from({ length: 12 }, (_, hour) => {
      const [cos, sin] = [Math.cos((hour * Math.PI) / 6), Math.sin((hour * Math.PI) / 6)];
      return svgElement('path', {
        d: pathThrough([
          [x + 8.6 * s * cos, y + 8.6 * s * sin],
          [x + 10.5 * s * cos, y + 10.5 * s * sin],
        ]),
        stroke: ink,
        'stroke-width': 1.1,
        fill: 'none',
      });
    }),
    svgElement('path', {
      d: pathThrough([
        [x + 1.8 * s, y - 7 * s],
        [x, y],
        [x + 5 * s, y + 1.2 * s],
      ]),
      ...line,
    }),
  ],
  error: (x, y, s, { area }) => [
    closed(x, y, s, area, [
      [-10, 8],
      [-4, -8],
      [3, 2],
      [10, -9],
      [4, 9],
      [-3, -1],
    ]),
  ],
  escalation: (x, y, s, { area }) => [
    closed(x, y, s, area, [
      [0, -10],
      [8, 9],
      [0, 1.5],
      [-8, 9],
    ]),
  ],
  signal: (x, y, s, { area }) => [
    closed(x, y, s, area, [
      [0, -10],
      [9.5, 7],
      [-9.5, 7],
    ]),
  ],
  cancel: (x, y, s, { area }) => [closed(x, y, s, area, cross(10.5, 4.6, true))],
  compensate: (x, y, s, { area }) => [
    closed(x, y, s, area, [
      [-10, 0],
      [-1, -7],
      [-1, 7],
    ]),
    closed(x, y, s, area, [
      [-1, 0],
      [8, -7],
      [8, 7],
    ]),
  ],
  conditional: (x, y, s, { area, onArea }) => [
    svgElement('rect', { x: x - 7.5 * s, y: y - 9.5 * s, width: 15 * s, height: 19 * s, ...area }),
    ...[-6, -2, 2, 6].map((dy) =>
      svgElement('path', {
        d: pathThrough([
          [x - 5 * s, y + dy * s],
          [x + 5 * s, y + dy * s],
        ]),
        stroke: onArea,
        'stroke-width': 1.1,
        fill: 'none',
      }),
    ),
  ],
  link: (x, y, s, { area }) => [
    closed(x, y, s, area, [
      [-10, -4.5],
      [1, -4.5],
      [1, -9],
      [10.5, 0],
      [1, 9],
      [1, 4.5],
      [-10, 4.5],
    ]),
  ],
  terminate: (x, y, s, { ink }) => [svgElement('circle', { cx: x, cy: y, r: 10.5 * s, fill: ink, stroke: ink })],
  multiple: (x, y, s, { area }) => [closed(x, y, s, area, pentagon(10.5))],
  parallelMultiple: (x, y, s, { area }) => [closed(x, y, s, area, cross(10.5, 5))],
};
