/** Lanes of a drawing: which one a step lies in, and moving it to another. */
import type { Editor } from './editor.ts';
import { elementsOf, type Element, type Node } from './properties/model.ts';

/** The innermost lane of an element of the process itself (not of what is inside a subprocess). */
export function laneOf(editor: Editor, { businessObject, id }: Element): Element | undefined {
  const lanes = elementsOf(
    editor,
    (element) =>
      element.businessObject.$type === 'bpmn:Lane' &&
      ((element.businessObject.get('flowNodeRef') as readonly Node[] | undefined) ?? []).some(
        (node) => node === businessObject || node.id === id,
      ),
  );
  return lanes.toSorted((one, other) => one.height - other.height)[0];
}

/** The lanes without lanes inside, of the pool or process in which an element lies directly; from above down. */
export function lanesAround(editor: Editor, element: Element): readonly Element[] {
  const around = element.parent;
  if (!around || around.businessObject.$type === 'bpmn:SubProcess') return [];
  return elementsOf(
    editor,
    (each) =>
      each.businessObject.$type === 'bpmn:Lane' &&
      each.businessObject.get('childLaneSet') === undefined &&
      ancestorsOf(each).includes(around),
  ).toSorted((one, other) => one.y - other.y);
}

function ancestorsOf(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (let at = element.parent; at; at = at.parent) found.push(at);
  return found;
}

interface Modeling {
  moveElements(elements: readonly Element[], delta: { readonly x: number; readonly y: number }, target?: Element): void;
}

/** Moves a step to the middle of a lane, to the right of what lies there; one step of undo. What it said of its own unit goes (see lane-places). */
export function moveToLane(editor: Editor, element: Element, lane: Element, name: string): void {
  editor.together(name, () => {
    const modeling = editor.modeler.get<Modeling>('modeling');
    const y = Math.round((lane.y + lane.height / 2 - element.y - element.height / 2) / 10) * 10;
    const others = (element.parent?.children ?? []).filter(
      (other) => other !== element && other.type !== 'label' && other.businessObject.$instanceOf('bpmn:FlowNode'),
    );
    const isTaken = (x: number) =>
      others.some(
        (other) =>
          other.x < element.x + x + element.width + 20 &&
          other.x + other.width + 20 > element.x + x &&
          other.y < element.y + y + element.height &&
          other.y + other.height > element.y + y,
      );
    let x = 0;
    while (isTaken(x) && x < 5000) x += 20;
    const delta = { x, y };
    modeling.moveElements([element], delta, element.parent);
  });
}
