import type { Moddle } from 'bpmn-moddle';

/** Tells every element of a tree that was built, not read, what it lies in (`$parent`), as the parser does; readers of a tree look upward. */
export function withParents(root: Moddle): Moddle {
  const pending = [root];
  for (let element = pending.pop(); element; element = pending.pop()) {
    for (const [name, value] of Object.entries(element)) {
      if (typeof value !== 'object' || value === null || element.$descriptor.propertiesByName[name]?.isReference) continue;
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (!isModdle(child)) continue;
        child.$parent = element;
        pending.push(child);
      }
    }
  }
  return root;
}

function isModdle(value: unknown): value is Moddle {
  return typeof value === 'object' && value !== null && '$type' in value;
}
