/** Reads the diagram interchange of a moddle tree and names what a reader would call a fault of the drawing. */
import type { Moddle } from 'bpmn-moddle';
import { crosses, overlaps, type Box, type Point } from '../../engine/model/layout/geometry.ts';
import { headerLength, titleOf } from '../../engine/model/layout/text-size.ts';

const planeElements = (definitions: Moddle): Moddle[] =>
  ((definitions.diagrams as Moddle[] | undefined) ?? []).flatMap(
    ({ plane }) => ((plane as Moddle).get('planeElement') as Moddle[] | undefined) ?? [],
  );

/** Boxes by element id. */
export function shapesOf(definitions: Moddle): Record<string, Box> {
  const shapes = planeElements(definitions).filter(({ $type }) => $type === 'bpmndi:BPMNShape');
  return Object.fromEntries(shapes.map(({ bpmnElement, bounds }) => [(bpmnElement as Moddle).id!, boxOf(bounds as Moddle)]));
}

interface Drawing {
  readonly boxes: ReadonlyMap<Moddle, Box>;
  readonly ways: ReadonlyMap<Moddle, readonly Point[]>;
  readonly labels: ReadonlyMap<Moddle, Box>;
  /** True when the first element lies in the second, at any depth. */
  readonly isInside: (inner: Moddle, outer: Moddle) => boolean;
}

/** Everything below: what is wrong with the lines and boxes, then with the names. */
export function faultsOfDiagram(definitions: Moddle): string[] {
  return [...faultsOfLines(definitions), ...faultsOfNames(definitions)];
}

/** Boxes on boxes, lines through boxes, lines that are not level or upright, elements without a shape or an edge. */
export function faultsOfLines(definitions: Moddle): string[] {
  const drawing = drawingOf(definitions);
  const { boxes, ways, isInside } = drawing;
  const faults: string[] = [];
  for (const element of everything(definitions).all)
    if (!boxes.has(element) && !ways.has(element)) faults.push(`${element.id} is not drawn`);
  const nodes = [...boxes].filter(([element]) => element.$instanceOf('bpmn:FlowNode'));
  nodes.forEach(([one, box], index) => {
    for (const [other, otherBox] of nodes.slice(index + 1)) {
      const together = one.attachedToRef === other || other.attachedToRef === one || isInside(one, other) || isInside(other, one);
      if (!together && overlaps(box, otherBox)) faults.push(`${one.id} lies on ${other.id}`);
    }
  });
  for (const [flow, way] of ways) {
    if (flow.$type !== 'bpmn:SequenceFlow') continue;
    const source = flow.sourceRef as Moddle;
    for (let at = 1; at < way.length; at++) {
      const [from, to] = [way[at - 1]!, way[at]!];
      if (from.x !== to.x && from.y !== to.y) faults.push(`${flow.id} is not at right angles`);
      for (const [element, box] of nodes) {
        if (isInside(flow, element) || (element === source.attachedToRef && at === 1)) continue;
        // at its ends a flow touches the border of its own boxes
        const margin = element === source || element === flow.targetRef ? -2 : 0;
        if (crosses(from, to, box, margin)) faults.push(`${flow.id} runs through ${element.id}`);
      }
    }
  }
  return faults;
}

/**
 * Names that cannot be read: on another name, on a box or its border, on a line; titles of subprocesses with a line through them;
 * names of lanes and pools longer than their headers. Message flows through events, gateways and activities that are not theirs,
 * and flows that run along each other without a common end.
 */
export function faultsOfNames(definitions: Moddle): string[] {
  const { boxes, ways, labels, isInside } = drawingOf(definitions);
  const faults: string[] = [];
  const flows = [...ways].filter(([flow]) => /Flow$/u.test(flow.$type));
  const segments = flows.flatMap(([flow, way]) => way.slice(1).map((to, at) => ({ flow, from: way[at]!, to })));
  const titles = [...boxes].flatMap(([element, box]): [Moddle, Box][] =>
    element.name && element.$instanceOf('bpmn:SubProcess') ? [[element, titleOf(element.name as string, box)]] : [],
  );
  const named = [...labels];
  named.forEach(([element, label], index) => {
    for (const [other, otherLabel] of named.slice(index + 1))
      if (overlaps(label, otherLabel, -2)) faults.push(`name of ${element.id} lies on the name of ${other.id}`);
    for (const [other, title] of titles)
      if (overlaps(label, title, -1)) faults.push(`name of ${element.id} lies on the title of ${other.id}`);
    for (const [other, box] of boxes) {
      const holds =
        label.x >= box.x && label.y >= box.y && label.x + label.width <= box.x + box.width && label.y + label.height <= box.y + box.height;
      const isContainer = /Lane$|Participant$|SubProcess$|Transaction$/u.test(other.$type);
      if (overlaps(label, box, -2) && !(isContainer && holds)) faults.push(`name of ${element.id} lies on ${other.id}`);
    }
    const crossing = segments.find(({ from, to }) => crosses(from, to, label, -3));
    if (crossing) faults.push(`${crossing.flow.id} runs through the name of ${element.id}`);
  });
  for (const [element, title] of titles) {
    const crossing = segments.find(({ from, to }) => crosses(from, to, title, -1));
    if (crossing) faults.push(`${crossing.flow.id} runs through the title of ${element.id}`);
  }
  for (const [element, box] of boxes) {
    const hasHeader = element.$type === 'bpmn:Lane' || (element.$type === 'bpmn:Participant' && element.processRef);
    if (hasHeader && element.name && headerLength(element.name as string) > box.height) faults.push(`the name of ${element.id} is cut off`);
  }
  for (const { flow, from, to } of segments) {
    if (flow.$type !== 'bpmn:MessageFlow') continue;
    for (const [element, box] of boxes) {
      if (!element.$instanceOf('bpmn:FlowNode') || element === flow.sourceRef || element === flow.targetRef) continue;
      if (element.$instanceOf('bpmn:SubProcess')) continue;
      if (crosses(from, to, box)) faults.push(`${flow.id} runs through ${element.id}`);
    }
  }
  segments.forEach((one, index) => {
    for (const other of segments.slice(index + 1)) {
      if (haveCommonEnd(one.flow, other.flow) || isInside(one.flow, other.flow)) continue;
      if (runAlong(one, other)) faults.push(`${one.flow.id} runs along ${other.flow.id}`);
    }
  });
  return faults;
}

function haveCommonEnd(one: Moddle, other: Moddle): boolean {
  const ends = [one.sourceRef, one.targetRef];
  return one === other || ends.includes(other.sourceRef) || ends.includes(other.targetRef);
}

/** True when both are level or both upright, less than 4 px apart, for more than 10 px. */
function runAlong(one: { from: Point; to: Point }, other: { from: Point; to: Point }): boolean {
  for (const [along, across] of [['x', 'y'] as const, ['y', 'x'] as const]) {
    if (one.from[across] !== one.to[across] || other.from[across] !== other.to[across]) continue;
    if (Math.abs(one.from[across] - other.from[across]) >= 4) continue;
    const low = Math.max(Math.min(one.from[along], one.to[along]), Math.min(other.from[along], other.to[along]));
    const high = Math.min(Math.max(one.from[along], one.to[along]), Math.max(other.from[along], other.to[along]));
    if (high - low > 10) return true;
  }
  return false;
}

function drawingOf(definitions: Moddle): Drawing {
  const boxes = new Map<Moddle, Box>();
  const ways = new Map<Moddle, Point[]>();
  const labels = new Map<Moddle, Box>();
  for (const element of planeElements(definitions)) {
    const drawn = element.bpmnElement as Moddle;
    if (element.$type === 'bpmndi:BPMNShape') boxes.set(drawn, boxOf(element.bounds as Moddle));
    else
      ways.set(
        drawn,
        (element.waypoint as Moddle[]).map(({ x, y }) => ({ x: x as number, y: y as number })),
      );
    const label = element.label as Moddle | undefined;
    if (label?.bounds) labels.set(drawn, boxOf(label.bounds as Moddle));
  }
  const { parents } = everything(definitions);
  const isInside = (inner: Moddle, outer: Moddle) => {
    for (let parent = parents.get(inner); parent; parent = parents.get(parent)) if (parent === outer) return true;
    return false;
  };
  return { boxes, ways, labels, isInside };
}

function everything(definitions: Moddle): { parents: Map<Moddle, Moddle>; all: Moddle[] } {
  const parents = new Map<Moddle, Moddle>();
  const all: Moddle[] = [];
  const walk = (container: Moddle) => {
    for (const property of ['participants', 'messageFlows', 'flowElements']) {
      for (const element of (container.get(property) as Moddle[] | undefined) ?? []) {
        parents.set(element, container);
        if (element.$type !== 'bpmn:DataObject') all.push(element);
        if (element.$instanceOf('bpmn:SubProcess')) walk(element);
      }
    }
  };
  for (const root of definitions.get('rootElements') as Moddle[])
    if (root.$type === 'bpmn:Process' || root.$type === 'bpmn:Collaboration') walk(root);
  return { parents, all };
}

function boxOf({ x, y, width, height }: Moddle): Box {
  return { x: x as number, y: y as number, width: width as number, height: height as number };
}
