/** What is copied in one diagram can be pasted in another, in another tab as well: it goes through the storage of the browser. */
import type { ModuleDeclaration } from 'didi';

interface Moddle {
  create(type: string, attributes: object): object;
}
interface PasteEvent {
  tree?: object;
}
interface Bus {
  on(event: string, priority: number, listener: (event: PasteEvent) => void): void;
}

const kept = 'taicho.clipboard';

/** A copied tree as text. References are left out; bpmn-js writes those that matter beside them. */
export const treeText = (tree: object): string => JSON.stringify(tree);

/** A copied tree for a diagram whose elements `moddle` makes; undefined for what is none. */
export function treeOfText(text: string, moddle: Moddle): object | undefined {
  const made = new Map<string, object>();
  try {
    return JSON.parse(text, (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null || typeof (value as { $type?: unknown }).$type !== 'string') return value;
      const { $type, ...attributes } = value as { readonly $type: string; readonly id?: string };
      const known = attributes.id === undefined ? undefined : made.get(attributes.id);
      if (known) return known;
      const node = moddle.create($type, attributes);
      if (attributes.id !== undefined) made.set(attributes.id, node);
      return node;
    }) as object;
  } catch {
    return undefined;
  }
}

function clipboard(eventBus: Bus, moddle: Moddle) {
  // before the stock listeners, which know of this tab only
  eventBus.on('copyPaste.elementsCopied', 2050, ({ tree }) => {
    try {
      if (tree) localStorage.setItem(kept, treeText(tree));
    } catch {
      // full, or none: it can still be pasted in this tab
    }
  });
  eventBus.on('copyPaste.pasteElements', 2050, (event) => {
    if (event.tree) return;
    let text: string | null = null;
    try {
      text = localStorage.getItem(kept);
    } catch {
      // no storage: the stock clipboard has what was copied here
    }
    const tree = text === null ? undefined : treeOfText(text, moddle);
    if (tree) event.tree = tree;
  });
}
clipboard.$inject = ['eventBus', 'moddle'];

export const sharedClipboard = { __init__: [clipboard] } as unknown as ModuleDeclaration;
