/** A moddle tree as plain data and back: what a worker can be sent. References stay references, so that the copy is compiled as the original would be. */
import type { Moddle } from 'bpmn-moddle';
import { tthcModdle } from '../../engine/index.ts';

type PlainValue = string | number | boolean | null | { readonly ref: number } | readonly PlainValue[];

interface PlainElement {
  readonly type: string;
  readonly parent?: number;
  readonly values: Record<string, PlainValue>;
  /** Attributes that no schema knows. */
  readonly attributes?: Record<string, string>;
}

/** Elements by their number, the root first. */
export type PlainTree = readonly PlainElement[];

/** The part of moddle that is read: the editor's own copy of it, or the engine's. */
interface Element {
  readonly $type: string;
  readonly $parent?: Element;
  readonly $attrs?: Readonly<Record<string, unknown>>;
}

/** Copies everything that can be reached from the root. Texts are put into one Unicode form, as the engine does with a file. About 2 ms for a diagram of a hundred elements. */
export function plainOf(root: object): PlainTree {
  const numbers = new Map<object, number>([[root, 0]]);
  const queue: Element[] = [root as Element];
  const plain: PlainElement[] = [];
  const valueOf = (value: unknown): PlainValue | undefined => {
    if (typeof value === 'string') return value.normalize('NFC');
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => valueOf(each) ?? null);
    if (typeof value !== 'object' || !('$type' in value)) return undefined;
    let number = numbers.get(value);
    if (number === undefined) {
      numbers.set(value, (number = queue.length));
      queue.push(value as Element);
    }
    return { ref: number };
  };
  // grows while it is walked
  for (const element of queue) {
    const values: Record<string, PlainValue> = {};
    // references to other elements are not enumerable
    for (const name of Object.getOwnPropertyNames(element)) {
      if (name.startsWith('$')) continue;
      const value = valueOf(Object.getOwnPropertyDescriptor(element, name)?.value);
      if (value !== undefined) values[name] = value;
    }
    const parent = element.$parent && valueOf(element.$parent);
    const attributes = Object.entries(element.$attrs ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    plain.push({
      type: element.$type,
      ...(parent && typeof parent === 'object' && 'ref' in parent && { parent: parent.ref }),
      values,
      ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    });
  }
  return plain;
}

/** The tree again, for `modelOf` and the rules. */
export function treeOf(plain: PlainTree): Moddle {
  const moddle = tthcModdle();
  const elements = plain.map(({ type }) => create(moddle, type));
  const valueOf = (value: PlainValue): unknown => {
    if (Array.isArray(value)) return value.map(valueOf);
    return typeof value === 'object' && value !== null && 'ref' in value ? elements[value.ref] : value;
  };
  for (const [number, { parent, values, attributes }] of plain.entries()) {
    const element = elements[number]!;
    if (parent !== undefined) element.$parent = elements[parent]!;
    for (const name in values) element.set(name, valueOf(values[name]!));
    Object.assign(element.$attrs, attributes);
  }
  return elements[0]!;
}

function create(moddle: ReturnType<typeof tthcModdle>, type: string): Moddle {
  try {
    return moddle.create(type);
  } catch {
    return foreign(type);
  }
}

/** An element of another vendor's schema: kept by name, meaning nothing here. */
function foreign(type: string): Moddle {
  const element: Moddle = {
    $type: type,
    $descriptor: { propertiesByName: {} },
    $attrs: {},
    $instanceOf: (other) => other === type,
    get: (name) => element[name],
    set(name, value) {
      element[name] = value;
    },
  };
  return element;
}
