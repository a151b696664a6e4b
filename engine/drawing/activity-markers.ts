/** The signs on the lower edge of an activity: loop, several instances, compensation, ad hoc, something inside. */
import type { Moddle } from 'bpmn-moddle';
import { pathThrough, short, svgElement } from './svg-element.ts';

export type Marker = 'loop' | 'parallelInstances' | 'sequentialInstances' | 'compensation' | 'adHoc' | 'collapsed';

/** The height that a row of markers takes from the room of the name. */
export const markerRoom = 18;

/** In the order in which they are drawn. */
export function markersOf(element: Moddle, isExpanded: boolean): Marker[] {
  const loop = element.loopCharacteristics as Moddle | undefined;
  const markers: Marker[] = [];
  if (loop?.$type === 'bpmn:StandardLoopCharacteristics') markers.push('loop');
  else if (loop) markers.push(loop.isSequential === true ? 'sequentialInstances' : 'parallelInstances');
  if (element.isForCompensation === true) markers.push('compensation');
  if (element.$type === 'bpmn:AdHocSubProcess') markers.push('adHoc');
  if (element.$type === 'bpmn:CallActivity' || (element.$instanceOf('bpmn:SubProcess') && !isExpanded)) markers.push('collapsed');
  return markers;
}

/** A row of markers around `x`, standing on `bottom`. */
export function drawMarkers(markers: readonly Marker[], x: number, bottom: number, ink: string): string[] {
  return markers.flatMap((marker, at) => icons[marker](x + (at - (markers.length - 1) / 2) * 20, bottom - 9, ink));
}

type Icon = (x: number, y: number, ink: string) => string[];

/** Three bars, upright for instances at once, lying for one after the other. */
export function bars(x: number, y: number, ink: string, isUpright: boolean): string[] {
  return [-4.5, 0, 4.5].map((offset) =>
    svgElement('path', {
      d: isUpright
        ? pathThrough([
            [x + offset, y - 6],
            [x + offset, y + 6],
          ])
        : pathThrough([
            [x - 6, y + offset],
            [x + 6, y + offset],
          ]),
      stroke: ink,
      'stroke-width': 2,
      fill: 'none',
    }),
  );
}

const icons: Record<Marker, Icon> = {
  loop: (x, y, ink) => [
    svgElement('path', {
      d: `M${short(x - 2.2)} ${short(y + 5.6)}A6 6 0 1 1 ${short(x + 2.2)} ${short(y + 5.6)}`,
      stroke: ink,
      'stroke-width': 1.5,
      fill: 'none',
    }),
    svgElement('path', {
      d: pathThrough([
        [x - 6.4, y + 6.2],
        [x - 1.8, y + 6.2],
        [x - 1.8, y + 1.6],
      ]),
      stroke: ink,
      'stroke-width': 1.5,
      fill: 'none',
    }),
  ],
  parallelInstances: (x, y, ink) => bars(x, y, ink, true),
  sequentialInstances: (x, y, ink) => bars(x, y, ink, false),
  compensation: (x, y, ink) =>
    [-6.5, 0].map((offset) =>
      svgElement('path', {
        d: pathThrough(
          [
            [x + offset, y],
            [x + offset + 6.5, y - 5],
            [x + offset + 6.5, y + 5],
          ],
          true,
        ),
        fill: 'none',
        stroke: ink,
        'stroke-width': 1.2,
      }),
    ),
  adHoc: (x, y, ink) => [
    svgElement('path', {
      d: `M${short(x - 7)} ${short(y + 2)}C${short(x - 4)} ${short(y - 7)} ${short(x - 1)} ${short(y - 3)} ${short(x)} ${short(y)}C${short(x + 2)} ${short(y + 4)} ${short(x + 4)} ${short(y + 5)} ${short(x + 7)} ${short(y - 2)}`,
      fill: 'none',
      stroke: ink,
      'stroke-width': 2.2,
    }),
  ],
  collapsed: (x, y, ink) => [
    svgElement('rect', { x: x - 6.5, y: y - 6.5, width: 13, height: 13, fill: 'none', stroke: ink, 'stroke-width': 1.1 }),
    svgElement('path', {
      d: `M${short(x - 4)} ${short(y)}H${short(x + 4)}M${short(x)} ${short(y - 4)}V${short(y + 4)}`,
      stroke: ink,
      'stroke-width': 1.2,
      fill: 'none',
    }),
  ],
};
