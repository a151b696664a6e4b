/** Boxes and ways → the diagram interchange (BPMNDI) of a moddle tree. */
import type { BpmnModdle, Moddle } from 'bpmn-moddle';
import type { Box, Point } from './geometry.ts';

/** Everything drawn on one plane, in drawing order. */
export interface Plane {
  readonly element: Moddle;
  readonly shapes: readonly { readonly element: Moddle; readonly box: Box; readonly label?: Box; readonly isHorizontal?: boolean }[];
  readonly edges: readonly { readonly element: Moddle; readonly way: readonly Point[]; readonly label?: Box }[];
}

/** A BPMNDiagram with whole-number coordinates; ids come from the elements drawn. */
export function writeDiagram(moddle: BpmnModdle, plane: Plane): Moddle {
  const bounds = ({ x, y, width, height }: Box) =>
    moddle.create('dc:Bounds', { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) });
  const label = (box: Box | undefined) => (box ? { label: moddle.create('bpmndi:BPMNLabel', { bounds: bounds(box) }) } : {});
  const shapes = plane.shapes.map(({ element, box, label: labelBox, isHorizontal }) =>
    moddle.create('bpmndi:BPMNShape', {
      id: `${element.id}_di`,
      bpmnElement: element,
      ...(isHorizontal && { isHorizontal }),
      ...(element.$instanceOf('bpmn:SubProcess') && { isExpanded: true }),
      ...(element.$type === 'bpmn:ExclusiveGateway' && { isMarkerVisible: true }),
      bounds: bounds(box),
      ...label(labelBox),
    }),
  );
  const edges = plane.edges.map(({ element, way, label: labelBox }) =>
    moddle.create('bpmndi:BPMNEdge', {
      id: `${element.id}_di`,
      bpmnElement: element,
      waypoint: way.map(({ x, y }) => moddle.create('dc:Point', { x: Math.round(x), y: Math.round(y) })),
      ...label(labelBox),
    }),
  );
  return moddle.create('bpmndi:BPMNDiagram', {
    id: `${plane.element.id}_diagram`,
    plane: moddle.create('bpmndi:BPMNPlane', {
      id: `${plane.element.id}_plane`,
      bpmnElement: plane.element,
      planeElement: [...shapes, ...edges],
    }),
  });
}
