/** Names of events, gateways and flows beside them, where they cover neither boxes nor lines nor each other. */
import type { Moddle } from 'bpmn-moddle';
import { bottom, center, crosses, overlaps, right, type Box, type Point } from './geometry.ts';
import { textSize } from './text-size.ts';

/** bpmn-js wraps outer labels at 90 px and writes them in 11 px. */
const widest = 90;
const fontSize = 11;

export interface LabelInput {
  /** Events and gateways with a name. */
  readonly shapes: readonly { readonly element: Moddle; readonly box: Box }[];
  readonly edges: readonly { readonly element: Moddle; readonly way: readonly Point[] }[];
  readonly obstacles: readonly Box[];
  /** All lines, those without a name included. */
  readonly ways: readonly (readonly Point[])[];
  readonly area: Box;
  /** Events whose name stands above them. */
  readonly nameAbove?: ReadonlySet<Moddle>;
}

/** One box a named element. The place with the least damage wins; the order of places is the order of preference. */
export function placeLabels({ shapes, edges, obstacles, ways, area, nameAbove }: LabelInput): Map<Moddle, Box> {
  const labels = new Map<Moddle, Box>();
  const segments = ways.flatMap((way) => way.slice(1).map((to, at) => ({ from: way[at]!, to })));
  const put = (element: Moddle, candidates: readonly Box[]) => {
    let best: { box: Box; cost: number } | undefined;
    candidates.forEach((box, preference) => {
      // every place costs more than the one before: a good one ends the search
      if (best && best.cost <= preference * 3) return;
      const cost = preference * 3 + damage(box);
      if (!best || cost < best.cost) best = { box, cost };
    });
    if (best) labels.set(element, rounded(best.box));
  };
  const damage = (box: Box) => {
    let cost = 0;
    for (const obstacle of obstacles) if (overlaps(box, obstacle, 2)) cost += 200;
    for (const label of labels.values()) if (overlaps(box, label, 3)) cost += 200;
    for (const { from, to } of segments) if (crosses(from, to, box, 1)) cost += 80;
    if (box.x < area.x || box.y < area.y || right(box) > right(area) || bottom(box) > bottom(area)) cost += 60;
    return cost;
  };
  for (const { element, box } of shapes) put(element, aroundShape(element, box, nameAbove?.has(element) ?? false));
  for (const { element, way } of edges) put(element, alongWay(way, labelSize(element.name!)));
  return labels;
}

/** Where the name of an event usually stands: lines keep away from there. */
export function usualLabel(element: Moddle, box: Box): Box {
  return aroundShape(element, box, false)[0]!;
}

/** A little wider than estimated: a viewer wraps a label again that is a pixel too wide for its bounds. */
export function labelSize(text: string): { width: number; height: number } {
  const { width, height } = textSize(text, widest - 10, fontSize);
  return { width: Math.min(widest, width + 10), height };
}

function aroundShape(element: Moddle, box: Box, nameAbove: boolean): Box[] {
  const { width, height } = labelSize(element.name!);
  const middle = center(box);
  const place = (x: number, y: number) => ({ x, y, width, height });
  const under = place(middle.x - width / 2, bottom(box) + 5);
  const over = place(middle.x - width / 2, box.y - height - 5);
  const corners = [
    place(right(box) + 2, box.y - height + 4),
    place(box.x - width - 2, box.y - height + 4),
    place(right(box) + 2, bottom(box) - 2),
    place(box.x - width - 2, bottom(box) - 2),
  ];
  if (element.$type === 'bpmn:BoundaryEvent') return [corners[3]!, corners[2]!, under, place(right(box) + 4, bottom(box) + 6)];
  // with flows on every side, clear of the tasks before and after it
  const afar = [
    place(middle.x - width - 6, middle.y + 54),
    place(middle.x - width - 6, middle.y - 54 - height),
    place(middle.x + 6, middle.y - 54 - height),
    place(middle.x + 6, middle.y + 54),
  ];
  if (element.$instanceOf('bpmn:Gateway')) return [over, under, ...corners, ...afar];
  return nameAbove ? [over, ...corners, under] : [under, over, ...corners];
}

/** Above the first level stretch that is long enough, else beside an upright one, nearest to the source. */
function alongWay(way: readonly Point[], { width, height }: { width: number; height: number }): Box[] {
  const candidates: Box[] = [];
  for (let at = 1; at < way.length; at++) {
    const [from, to] = [way[at - 1]!, way[at]!];
    if (from.y === to.y) {
      const rightwards = to.x > from.x;
      const length = Math.abs(to.x - from.x);
      for (const offset of [6, (length - width) / 2]) {
        if (offset < 0 || length < width * 0.5) continue;
        const x = rightwards ? from.x + offset : from.x - offset - width;
        candidates.push({ x, y: from.y - height - 4, width, height }, { x, y: from.y + 4, width, height });
      }
    } else {
      const downwards = to.y > from.y;
      const length = Math.abs(to.y - from.y);
      for (const offset of [6, length / 2 - height / 2, 44, 80, length - height - 6]) {
        if (offset < 0 || offset + height > length) continue;
        const y = downwards ? from.y + offset : from.y - offset - height;
        candidates.push({ x: from.x + 6, y, width, height }, { x: from.x - 6 - width, y, width, height });
      }
    }
  }
  if (!candidates.length) candidates.push({ x: way[0]!.x + 4, y: way[0]!.y - height - 4, width, height });
  return candidates;
}

function rounded({ x, y, width, height }: Box): Box {
  return { x: Math.round(x), y: Math.round(y), width, height };
}
