/** A lane is a department: a step that is moved into another lane is done there, whatever it said of its own before. */
import type { ModuleDeclaration } from 'didi';
import type { ModdleNode } from './editor.ts';

interface Update {
  readonly flowNode: ModdleNode & { get(name: string): unknown };
  readonly remove: readonly unknown[];
  readonly add: readonly unknown[];
}
interface Bus {
  on(event: string, listener: (event: { context: { updates?: readonly Update[] } }) => void): void;
}
interface Registry {
  get(id: string): object | undefined;
}
interface Modeling {
  updateProperties(element: object, properties: object): void;
}

const own = ['tthc:department', 'tthc:unit', 'tthc:desk'] as const;

function lanePlaces(eventBus: Bus, elementRegistry: Registry, modeling: Modeling) {
  eventBus.on('commandStack.lane.updateRefs.postExecuted', ({ context: { updates = [] } }) => {
    for (const { flowNode, remove, add } of updates) {
      if (remove.length === 0 || add.length === 0 || remove.some((lane) => add.includes(lane))) continue;
      const element = elementRegistry.get(flowNode.id ?? '');
      const said = own.filter((name) => flowNode.get(name) !== undefined);
      if (element && said.length > 0) modeling.updateProperties(element, Object.fromEntries(said.map((name) => [name, undefined])));
    }
  });
}
lanePlaces.$inject = ['eventBus', 'elementRegistry', 'modeling'];

export const lanesRule = { __init__: [lanePlaces] } as unknown as ModuleDeclaration;
