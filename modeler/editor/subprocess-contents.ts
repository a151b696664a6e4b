/** A subprocess that becomes one of another kind gets what that kind cannot do without, and loses what it cannot hold; in the same step of undo. */
import type { ModuleDeclaration } from 'didi';
import type { ModdleNode } from './editor.ts';
import { isAnyOrder } from './offered.ts';

interface Shape {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly children: readonly Shape[];
  readonly businessObject: ModdleNode & { readonly $instanceOf: (type: string) => boolean };
}
interface Bus {
  on(event: string, priority: number, listener: (event: { context: { newShape: Shape } }) => void): void;
}
interface Modeling {
  createShape(shape: object, position: { readonly x: number; readonly y: number }, target: Shape): Shape;
  removeElements(elements: readonly Shape[]): void;
  updateProperties(element: Shape, properties: object): void;
}
interface Factory {
  create(type: string, attributes?: object): ModdleNode & { $parent?: ModdleNode };
}
interface Registry {
  get(id: string): Shape | undefined;
}

/** After bpmn-js has put its own start event in. */
const late = 100;

function contents(eventBus: Bus, modeling: Modeling, bpmnFactory: Factory, elementRegistry: Registry) {
  eventBus.on('commandStack.shape.replace.postExecuted', late, ({ context: { newShape } }) => {
    // what is folded up is drawn on a plane of its own
    const around = elementRegistry.get(`${newShape.id}_plane`) ?? newShape;
    const inside = around.children.filter(({ type }) => type !== 'label');
    const events = (type: string) => inside.filter(({ businessObject }) => businessObject.$type === type);
    const place = around === newShape ? newShape : { x: 0, y: 0, width: 480, height: 240 };
    const at = { x: place.x + Math.min(120, place.width / 3), y: place.y + place.height / 2 };
    if (isAnyOrder(newShape.businessObject)) {
      const wrong = [...events('bpmn:StartEvent'), ...events('bpmn:EndEvent')];
      if (wrong.length > 0) modeling.removeElements(wrong);
      if (!inside.some(({ businessObject }) => businessObject.$instanceOf('bpmn:Activity')))
        modeling.createShape({ type: 'bpmn:UserTask' }, at, around);
    } else if (newShape.businessObject['triggeredByEvent'] === true) {
      const message = 'bpmn:MessageEventDefinition';
      const [start] = events('bpmn:StartEvent');
      if (!start) modeling.createShape({ type: 'bpmn:StartEvent', eventDefinitionType: message }, at, around);
      else if (((start.businessObject['eventDefinitions'] as readonly unknown[] | undefined) ?? []).length === 0) {
        const definition = bpmnFactory.create(message);
        definition.$parent = start.businessObject;
        modeling.updateProperties(start, { eventDefinitions: [definition] });
      }
    }
  });
}
contents.$inject = ['eventBus', 'modeling', 'bpmnFactory', 'elementRegistry'];

export const subprocessContents = { __init__: [contents] } as unknown as ModuleDeclaration;
