/** Pools and lanes, lying or standing, with their names in the header. */
import { headerWidth, type Box } from '../model/layout/geometry.ts';
import { bars } from './activity-markers.ts';
import { cover, type Extents } from './extents.ts';
import type { DrawnShape } from './read-planes.ts';
import { lineWidth, nameSizes, type Style } from './style.ts';
import { pathThrough, svgElement } from './svg-element.ts';
import { fitText } from './wrap-text.ts';
import { writeCentered, writeUpwards } from './write-text.ts';

export function drawContainer(shape: DrawnShape, style: Style, extents: Extents): string[] {
  const { element, box, isHorizontal } = shape;
  const isPool = element.$type === 'bpmn:Participant';
  const isBlackBox = isPool && !element.processRef;
  const width = lineWidth(style, isPool ? 1.6 : 1.1);
  cover(extents, box, width / 2);
  const header: Box = isHorizontal
    ? { ...box, width: Math.min(headerWidth, box.width) }
    : { ...box, height: Math.min(headerWidth, box.height) };
  const edge: [number, number][] = isHorizontal
    ? [
        [header.x + header.width, box.y],
        [header.x + header.width, box.y + box.height],
      ]
    : [
        [box.x, header.y + header.height],
        [box.x + box.width, header.y + header.height],
      ];
  return [
    svgElement('rect', { ...box, fill: style.fill, stroke: style.stroke, 'stroke-width': width }),
    ...(isPool && !isBlackBox
      ? [svgElement('path', { d: pathThrough(edge), fill: 'none', stroke: style.stroke, 'stroke-width': width })]
      : []),
    ...nameOf(String(element.name ?? ''), isBlackBox ? box : header, isHorizontal && !isBlackBox, style, extents),
    ...(isPool && element.participantMultiplicity ? bars(box.x + box.width / 2, box.y + box.height - 10, style.stroke, true) : []),
  ];
}

function nameOf(name: string, room: Box, isUpwards: boolean, style: Style, extents: Extents): string[] {
  if (!name.trim()) return [];
  const [along, across] = isUpwards ? [room.height, room.width] : [room.width, room.height];
  const text = fitText(name, Math.max(10, along - 10), across, nameSizes);
  return isUpwards ? [writeUpwards(text, room, style.stroke, extents)] : writeCentered(text, room, style.stroke, extents);
}
