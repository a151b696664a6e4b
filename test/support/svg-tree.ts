/** Our SVG read back: its elements, and the room that each drawn one takes, translations and quarter turns included. */
import { XmlDocument, type XmlElement } from 'xmldoc';
import { textWidth } from '../../engine/drawing/font-metrics.ts';
import type { Box } from '../../engine/model/layout/geometry.ts';

/** The root element; throws when the text is no well-formed XML. */
export function svgTree(svg: string): XmlElement {
  return new XmlDocument(svg);
}

export function elementsOf(root: XmlElement): XmlElement[] {
  return [root, ...children(root).flatMap(elementsOf)];
}

export function children(element: XmlElement): XmlElement[] {
  return element.children.filter((child): child is XmlElement => child.type === 'element');
}

interface Room {
  readonly element: XmlElement;
  readonly box: Box;
}

/** Every element that draws something, with its box in the coordinates of the root; lines without their width. */
export function roomsOf(element: XmlElement, place: (point: Point) => Point = (point) => point): Room[] {
  const moved = placeOf(element.attr.transform, place);
  const corners = cornersOf(element).map(moved);
  const own = corners.length ? [{ element, box: boxAround(corners) }] : [];
  return [...own, ...children(element).flatMap((child) => roomsOf(child, moved))];
}

type Point = readonly [x: number, y: number];

function placeOf(transform: string | undefined, outer: (point: Point) => Point): (point: Point) => Point {
  if (!transform) return outer;
  const [, name, values] = /^(translate|rotate)\(([^)]*)\)$/.exec(transform) ?? [];
  const [a = 0, b = 0, c = 0] = (values ?? '').split(' ').map(Number);
  if (name === 'translate') return ([x, y]) => outer([x + a, y + b]);
  if (name === 'rotate' && a === -90) return ([x, y]) => outer([b + (y - c), c - (x - b)]);
  throw new Error(`Unknown transform "${transform}"`);
}

function cornersOf({ name, attr, val }: XmlElement): Point[] {
  const [x, y, width, height] = [attr.x, attr.y, attr.width, attr.height].map((value) => Number(value ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  if (name === 'rect')
    return [
      [x, y],
      [x + width, y + height],
    ];
  if (name === 'circle') {
    const [cx, cy, r] = [Number(attr.cx), Number(attr.cy), Number(attr.r)];
    return [
      [cx - r, cy - r],
      [cx + r, cy + r],
    ];
  }
  if (name === 'text') {
    const size = Number(attr['font-size']);
    const wide = textWidth(val, size);
    const left = attr['text-anchor'] === 'middle' ? x - wide / 2 : x;
    return [
      [left, y - 0.75 * size],
      [left + wide, y + 0.22 * size],
    ];
  }
  // ends and control points; of an arc only the ends
  if (name === 'path') return pathPoints(attr.d ?? '');
  return [];
}

function pathPoints(d: string): Point[] {
  const points: Point[] = [];
  let at: [number, number] = [0, 0];
  for (const [, command, text] of d.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const numbers = [...text!.matchAll(/-?[\d.]+/g)].map(Number);
    if (command === 'H') points.push((at = [numbers[0]!, at[1]]));
    else if (command === 'V') points.push((at = [at[0], numbers[0]!]));
    else if (command === 'A') points.push((at = [numbers[5]!, numbers[6]!]));
    else for (let index = 0; index + 1 < numbers.length; index += 2) points.push((at = [numbers[index]!, numbers[index + 1]!]));
  }
  return points;
}

function boxAround(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
