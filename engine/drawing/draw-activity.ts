/** Tasks, call activities and subprocesses, open or closed. */
import type { Box } from '../model/layout/geometry.ts';
import { drawMarkers, markerRoom, markersOf } from './activity-markers.ts';
import { cover, type Extents } from './extents.ts';
import type { DrawnShape } from './read-planes.ts';
import { lineWidth, nameSizes, type Style } from './style.ts';
import { svgElement, type Attributes } from './svg-element.ts';
import { iconRoom, taskIcons } from './task-icons.ts';
import { fitText, lineHeight, wrapText } from './wrap-text.ts';
import { writeCentered, writeLines } from './write-text.ts';

const margin = 5;

export function drawActivity(shape: DrawnShape, style: Style, extents: Extents): string[] {
  const { element, box } = shape;
  const isOpen = shape.isExpanded && element.$instanceOf('bpmn:SubProcess');
  const markers = markersOf(element, isOpen);
  const icon = Object.hasOwn(taskIcons, element.$type) ? taskIcons[element.$type] : undefined;
  return [
    ...frames(shape, style, extents),
    ...(icon ? icon(box.x + 5, box.y + 5, style.stroke, style.fill) : []),
    ...nameOf(shape, isOpen, icon ? iconRoom.height : 0, markers.length ? markerRoom : 0, style, extents),
    ...drawMarkers(markers, box.x + box.width / 2, box.y + box.height, style.stroke),
  ];
}

function frames({ element, box }: DrawnShape, style: Style, extents: Extents): string[] {
  const isCall = element.$type === 'bpmn:CallActivity';
  const width = lineWidth(style, isCall ? 3.5 : 1.5);
  cover(extents, box, width / 2);
  const frame = (by: number, look: Attributes): string =>
    svgElement('rect', {
      x: box.x + by,
      y: box.y + by,
      width: Math.max(0, box.width - 2 * by),
      height: Math.max(0, box.height - 2 * by),
      rx: Math.max(2, 9 - by),
      stroke: style.stroke,
      ...look,
    });
  const isEvent = element.$instanceOf('bpmn:SubProcess') && element.triggeredByEvent === true;
  return [
    frame(0, { fill: style.fill, 'stroke-width': width, 'stroke-dasharray': isEvent ? '2 4' : undefined }),
    ...(element.$type === 'bpmn:Transaction' ? [frame(3.5, { fill: 'none', 'stroke-width': 1.2 })] : []),
  ];
}

function nameOf(shape: DrawnShape, isOpen: boolean, above: number, below: number, style: Style, extents: Extents): string[] {
  const { box } = shape;
  const name = String(shape.element.name ?? '');
  if (!name.trim()) return [];
  const width = Math.max(10, box.width - 2 * margin);
  if (isOpen)
    return writeLines(
      { lines: wrapText(name, width, 12, Math.max(2, Math.floor(box.height / 45))), size: 12 },
      box.x + box.width / 2,
      box.y + margin,
      'middle',
      style.stroke,
      extents,
    );
  // in the middle of the box as long as it stays clear of the sign above and the markers below
  const free: Box = { ...box, y: box.y + Math.max(margin, above), height: box.height - Math.max(margin, above) - Math.max(margin, below) };
  const text = fitText(name, width, free.height, nameSizes);
  const height = text.lines.length * text.size * lineHeight;
  const spare = Math.min((box.height - height) / 2 - (free.y - box.y), (box.height - height) / 2 - Math.max(margin, below));
  return writeCentered(text, spare >= 0 ? box : free, style.stroke, extents);
}
