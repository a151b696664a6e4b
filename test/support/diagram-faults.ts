/** Reads the diagram interchange of a moddle tree and names what a reader would call a fault of the drawing. */
import type { Moddle } from 'bpmn-moddle';
import { crosses, overlaps, type Box, type Point } from '../../engine/model/layout/geometry.ts';

const planeElements = (definitions: Moddle): Moddle[] =>
  ((definitions.diagrams as Moddle[] | undefined) ?? []).flatMap(
    ({ plane }) => ((plane as Moddle).get('planeElement') as Moddle[] | undefined) ?? [],
  );

/** Boxes by element id. */
export function shapesOf(definitions: Moddle): Record<string, Box> {
  const shapes = planeElements(definitions).filter(({ $type }) => $type === 'bpmndi:BPMNShape');
  return Object.fromEntries(shapes.map(({ bpmnElement, bounds }) => [(bpmnElement as Moddle).id!, boxOf(bounds as Moddle)]));
}

/** Boxes on boxes, lines through boxes, lines that are not level or upright, elements without a shape or an edge. */
export function faultsOfDiagram(definitions: Moddle): string[] {
  const faults: string[] = [];
  const drawn = new Map<Moddle, Box>();
  const ways = new Map<Moddle, Point[]>();
  for (const element of planeElements(definitions)) {
    if (element.$type === 'bpmndi:BPMNShape') drawn.set(element.bpmnElement as Moddle, boxOf(element.bounds as Moddle));
    else
      ways.set(
        element.bpmnElement as Moddle,
        (element.waypoint as Moddle[]).map(({ x, y }) => ({ x: x as number, y: y as number })),
      );
  }
  const { parents, all } = everything(definitions);
  for (const element of all) if (!drawn.has(element) && !ways.has(element)) faults.push(`${element.id} is not drawn`);
  const nodes = [...drawn].filter(([element]) => element.$instanceOf('bpmn:FlowNode'));
  const isInside = (inner: Moddle, outer: Moddle) => {
    for (let parent = parents.get(inner); parent; parent = parents.get(parent)) if (parent === outer) return true;
    return false;
  };
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
