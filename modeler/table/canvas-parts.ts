/** The parts of bpmn-js through which the table changes the drawing. */
import type { Editor, ModdleNode } from '../editor/editor.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Shape extends Point {
  readonly id: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly parent: Shape;
  readonly children: readonly Shape[];
  readonly incoming: readonly Connection[];
  readonly outgoing: readonly Connection[];
  readonly attachers?: readonly Shape[];
  readonly businessObject: ModdleNode;
}

export interface Connection {
  readonly id: string;
  readonly type: string;
  readonly source: Shape;
  readonly target: Shape;
  readonly businessObject: ModdleNode;
}

interface Modeling {
  updateProperties(element: Shape | Connection, properties: object): void;
  createShape(shape: object, position: Point, parent: Shape): Shape;
  moveShape(shape: Shape, delta: Point): void;
  moveElements(shapes: readonly Shape[], delta: Point): void;
  removeShape(shape: Shape): void;
  removeConnection(connection: Connection): void;
  connect(source: Shape, target: Shape): Connection;
  reconnectEnd(connection: Connection, target: Shape, dockingOrPoints: Point): void;
  reconnectStart(connection: Connection, source: Shape, dockingOrPoints: Point): void;
  updateWaypoints(connection: Connection, waypoints: readonly Point[]): void;
  addLane(target: Shape, location: 'top' | 'bottom'): Shape;
}

interface SpaceTool {
  calculateAdjustments(
    elements: readonly Shape[],
    axis: 'x',
    delta: number,
    start: number,
  ): { movingShapes: Shape[]; resizingShapes: Shape[] };
  makeSpace(moving: Shape[], resizing: Shape[], delta: Point, direction: 'e', start: number): void;
}

export interface CanvasParts {
  readonly modeling: Modeling;
  readonly spaceTool: SpaceTool;
  find(id: string): Shape | Connection | undefined;
  root(): Shape;
  newTask(): Shape;
  /** A new element of the tree, such as a list of legal bases. */
  newNode(type: string, properties: object): ModdleNode;
}

export function canvasParts({ modeler }: Editor): CanvasParts {
  const registry = modeler.get<{ get(id: string): Shape | Connection | undefined }>('elementRegistry');
  const canvas = modeler.get<{ getRootElement(): Shape }>('canvas');
  const factory = modeler.get<{ createShape(what: object): Shape }>('elementFactory');
  const bpmnFactory = modeler.get<{ create(type: string, properties: object): ModdleNode }>('bpmnFactory');
  return {
    modeling: modeler.get<Modeling>('modeling'),
    spaceTool: modeler.get<SpaceTool>('spaceTool'),
    find: (id) => registry.get(id),
    root: () => canvas.getRootElement(),
    newTask: () => factory.createShape({ type: 'bpmn:UserTask' }),
    newNode: (type, properties) => bpmnFactory.create(type, properties),
  };
}

export const isShape = (element: Shape | Connection): element is Shape => !('waypoints' in element);

export const middle = ({ x, y, width, height }: Shape): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Only the flows of the process: a message or an association is none. */
export const flowsInto = (shape: Shape): Connection[] => shape.incoming.filter(({ type }) => type === 'bpmn:SequenceFlow');
export const flowsOutOf = (shape: Shape): Connection[] => shape.outgoing.filter(({ type }) => type === 'bpmn:SequenceFlow');

/** Moves everything that begins to the right of `start` by `width`; pools, lanes and subprocesses across it grow. */
export function makeRoom({ root, spaceTool }: CanvasParts, start: number, width: number): void {
  const all: Shape[] = [];
  const collect = (shape: Shape) => {
    for (const child of shape.children) {
      all.push(child);
      if (child.children) collect(child);
    }
  };
  collect(root());
  const { movingShapes, resizingShapes } = spaceTool.calculateAdjustments(all, 'x', width, start);
  spaceTool.makeSpace(movingShapes, resizingShapes, { x: width, y: 0 }, 'e', start);
}

/** Two boxes that stand above one another, wholly or in part. */
const inOneColumn = (one: Shape, other: Shape): boolean => one.x < other.x + other.width + 10 && other.x < one.x + one.width + 10;

/** What comes after `from` beside `shape` in its column. Reads left to right, so these have to give way when `shape` does. */
export function followersInColumn(shape: Shape, from: Shape | undefined): Shape[] {
  const found = new Set<Shape>();
  const passed = new Set<Shape>([shape]);
  const queue = from ? [from] : [];
  for (const node of queue) {
    if (passed.has(node)) continue;
    passed.add(node);
    if (node.parent !== shape.parent) continue;
    // further right everything moves anyway
    if (!inOneColumn(node, shape)) continue;
    found.add(node);
    queue.push(...flowsOutOf(node).map(({ target }) => target));
  }
  return [...found];
}

/** Other shapes of the same pool or subprocess that stand above or below. */
export function sameColumn(shape: Shape): Shape[] {
  return shape.parent.children.filter(
    (other) =>
      other !== shape &&
      isShape(other) &&
      !/Lane$|Participant$|Label$|BoundaryEvent$|^label$/iu.test(other.type) &&
      inOneColumn(other, shape),
  );
}

/** Draws the flows of shapes that were moved anew where they lead to the right: out at the right, one bend, in at the left. */
export function drawFlowsAnew({ modeling }: CanvasParts, shapes: readonly Shape[]): void {
  for (const flow of new Set(shapes.flatMap((shape) => [...flowsInto(shape), ...flowsOutOf(shape)]))) {
    const { source, target } = flow;
    const from = { x: source.x + source.width, y: middle(source).y };
    const to = { x: target.x, y: middle(target).y };
    if (to.x < from.x + 20) continue;
    const bend = (from.x + to.x) / 2;
    modeling.updateWaypoints(flow, from.y === to.y ? [from, to] : [from, { x: bend, y: from.y }, { x: bend, y: to.y }, to]);
  }
}
