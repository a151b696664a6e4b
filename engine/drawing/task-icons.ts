/** The sign in the upper left corner of a task, by its type: 18 × 16 px from the point given. */
import { envelope } from './event-icons.ts';
import { pathThrough, short, svgElement } from './svg-element.ts';

type Icon = (x: number, y: number, ink: string, ground: string) => string[];

/** How far to the right and down of the corner a sign reaches. */
export const iconRoom = { width: 24, height: 23 };

const at = (x: number, y: number, ...steps: readonly (string | number)[]): string => {
  // letters are commands, numbers come in pairs of offsets from the corner
  let isX = true;
  return steps
    .map((step) => {
      if (typeof step === 'string') return step;
      const value = step + (isX ? x : y);
      isX = !isX;
      return `${short(value)} `;
    })
    .join('');
};

const line = (ink: string, width = 1.1) => ({
  fill: 'none',
  stroke: ink,
  'stroke-width': width,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
});

function gear(cx: number, cy: number, r: number): string {
  const points: [number, number][] = [];
  for (let tooth = 0; tooth < 8; tooth++)
    for (const [turn, radius] of [
      [-0.3, 0.74],
      [-0.18, 1],
      [0.18, 1],
      [0.3, 0.74],
    ] as const) {
      const angle = ((tooth + turn) * Math.PI) / 4;
      points.push([cx + r * radius * Math.cos(angle), cy + r * radius * Math.sin(angle)]);
    }
  return pathThrough(points, true);
}

/** Tasks without a type have no sign. */
export const taskIcons: Readonly<Record<string, Icon>> = {
  'bpmn:UserTask': (x, y, ink, ground) => [
    svgElement('path', {
      d: at(x, y, 'M', 1, 16, 'C', 1, 10, 5, 9, 6.5, 8.6, 'L', 11.5, 8.6, 'C', 13, 9, 17, 10, 17, 16, 'Z'),
      ...line(ink),
      fill: ground,
    }),
    svgElement('circle', { cx: x + 9, cy: y + 4.6, r: 4.2, ...line(ink), fill: ground }),
    svgElement('path', {
      d: at(x, y, 'M', 4.9, 4.2, 'C', 7, 1.2, 10, 4.2, 13.1, 3.6, 'C', 12.4, -0.6, 5.6, -0.8, 4.9, 4.2, 'Z'),
      fill: ink,
    }),
    svgElement('path', { d: at(x, y, 'M', 5, 13, 'L', 5, 16, 'M', 13, 13, 'L', 13, 16), ...line(ink) }),
  ],
  'bpmn:ManualTask': (x, y, ink, ground) => [
    svgElement('path', {
      d: at(
        x,
        y,
        'M',
        1,
        7,
        'C',
        2.5,
        4.5,
        6,
        1.5,
        8,
        1.5,
        'C',
        9.6,
        1.6,
        9.4,
        3.4,
        8,
        4.6,
        'L',
        16,
        4.6,
        'C',
        17.6,
        4.7,
        17.6,
        7,
        16,
        7.1,
        'L',
        16.6,
        7.1,
        'C',
        18,
        7.3,
        18,
        9.4,
        16.4,
        9.6,
        'L',
        15.8,
        9.6,
        'C',
        17,
        9.8,
        17,
        11.9,
        15.4,
        12.1,
        'L',
        14.4,
        12.1,
        'C',
        15.6,
        12.4,
        15.4,
        14.3,
        14,
        14.4,
        'L',
        5,
        14.4,
        'C',
        3.4,
        14.4,
        2,
        13.4,
        1,
        12.4,
        'Z',
      ),
      ...line(ink),
      fill: ground,
    }),
    svgElement('path', {
      d: at(x, y, 'M', 10, 7.1, 'L', 16, 7.1, 'M', 10, 9.6, 'L', 16, 9.6, 'M', 10, 12.1, 'L', 15, 12.1),
      ...line(ink, 0.9),
    }),
  ],
  'bpmn:ServiceTask': (x, y, ink, ground) => [
    svgElement('path', { d: gear(x + 6.5, y + 6.5, 6.5), ...line(ink), fill: ground }),
    svgElement('circle', { cx: x + 6.5, cy: y + 6.5, r: 2.2, ...line(ink) }),
    svgElement('path', { d: gear(x + 11.5, y + 11, 6), ...line(ink), fill: ground }),
    svgElement('circle', { cx: x + 11.5, cy: y + 11, r: 2, ...line(ink) }),
  ],
  'bpmn:ScriptTask': (x, y, ink, ground) => [
    svgElement('path', {
      d: at(x, y, 'M', 5.5, 0.5, 'L', 16, 0.5, 'C', 10.5, 5, 17.5, 10, 12.5, 15.5, 'L', 2, 15.5, 'C', 7, 10, 0, 5, 5.5, 0.5, 'Z'),
      ...line(ink),
      fill: ground,
    }),
    svgElement('path', {
      d: at(x, y, 'M', 5.5, 4, 'L', 11.2, 4, 'M', 6, 7, 'L', 12, 7, 'M', 6.7, 10, 'L', 12.5, 10, 'M', 6, 13, 'L', 11.5, 13),
      ...line(ink, 0.9),
    }),
  ],
  'bpmn:SendTask': (x, y, ink, ground) => envelope(x + 9, y + 7, 0.9, { fill: ink, stroke: ink, 'stroke-width': 1 }, ground),
  'bpmn:ReceiveTask': (x, y, ink, ground) => envelope(x + 9, y + 7, 0.9, { fill: ground, stroke: ink, 'stroke-width': 1 }, ink),
  'bpmn:BusinessRuleTask': (x, y, ink, ground) => [
    svgElement('rect', { x, y: y + 1, width: 18, height: 13, ...line(ink), fill: ground }),
    svgElement('rect', { x, y: y + 1, width: 18, height: 3.6, fill: ink, stroke: ink }),
    svgElement('path', { d: at(x, y, 'M', 0, 9.3, 'L', 18, 9.3, 'M', 6, 4.6, 'L', 6, 14), ...line(ink, 0.9) }),
  ],
};
