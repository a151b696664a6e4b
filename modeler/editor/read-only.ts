/** The modeler when nothing may be changed: no palette, no pad, no drag, and no command, whoever gives it. */
import type { ModuleDeclaration } from 'didi';

interface Bus {
  on(events: string | readonly string[], priority: number, listener: () => unknown): void;
}
interface Stack {
  execute(command: string, context: object): void;
}
interface Hidden {
  registerProvider(priority: number, provider: object): void;
}

const first = 10_000;

function lock(eventBus: Bus, commandStack: Stack, palette: Hidden, contextPad: Hidden) {
  const nothing = {
    getPaletteEntries: () => () => ({}),
    getContextPadEntries: () => () => ({}),
    getMultiElementContextPadEntries: () => () => ({}),
  };
  // the last that is asked takes away what the others gave
  palette.registerProvider(1, nothing);
  contextPad.registerProvider(1, nothing);
  eventBus.on(
    [
      'shape.move.start',
      'elements.move.start',
      'connect.start',
      'resize.start',
      'create.start',
      'bendpoint.move.start',
      'connectionSegment.move.start',
      'spaceTool.selection.start',
    ],
    first,
    () => false,
  );
  eventBus.on('element.dblclick', first, () => false);
  commandStack.execute = () => undefined;
}
lock.$inject = ['eventBus', 'commandStack', 'palette', 'contextPad'];

export const readOnly: ModuleDeclaration = { __init__: [lock] } as unknown as ModuleDeclaration;
