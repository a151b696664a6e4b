/** The variable that a data element of BPMN stands for (10.4.1; ADR 0062). */
import type { Moddle } from 'bpmn-moddle';
import { freeNames } from '../../semantics/expressions.ts';
import { listOf } from '../moddle-access.ts';

/**
 * Its name, where FEEL takes that for one; for a data object the first such name of its own and of its references. Else its id, with `_` for what no name has.
 * A state in brackets behind the name is no part of it: "Tờ khai [đã ký]" is `Tờ khai`.
 */
export function variableOf(item: Moddle): string {
  const object = objectOf(item);
  const named = [object, ...referencesTo(object)].map(({ name }) => nameIn(name)).find(isVariable);
  if (named !== undefined) return named;
  const id = String(object.id ?? '').normalize('NFC');
  const plain = id.replace(/[^\p{L}\p{N}_]/gu, '_');
  return [id, plain].find(isVariable) ?? `_${plain}`;
}

/** What people call it: its name, or that of the first reference that has one. */
export function calledAs(item: Moddle): string | undefined {
  return [item, ...referencesTo(item)].map(({ name }) => nameIn(name)).find((name) => name !== '');
}

/** The data object of a reference; anything else is itself. */
export function objectOf(item: Moddle): Moddle {
  return item.$type === 'bpmn:DataObjectReference' ? ((item.dataObjectRef as Moddle | undefined) ?? item) : item;
}

/** The name without the state drawn behind it. */
function nameIn(text: string | undefined): string {
  return split(text)[0];
}

/** The states that a data object is drawn in: `dataState`, or in brackets behind a name. In document order, each once. */
export function statesOf(object: Moddle): string[] {
  const states = [object, ...referencesTo(object)].map(
    ({ name, dataState }) => (dataState as Moddle | undefined)?.name?.trim() || split(name)[1],
  );
  return [...new Set(states.filter((state) => state !== ''))];
}

function split(text = ''): [name: string, state: string] {
  const plain = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  const [, name, state] = /^(.*?) ?\[([^[\]]*)\]$/.exec(plain) ?? [];
  return name === undefined ? [plain, ''] : [name, state!.trim()];
}

function isVariable(name: string): boolean {
  const [first, ...others] = freeNames(name);
  return first === name && others.length === 0 && !(name in Object.prototype);
}

const references = new WeakMap<Moddle, ReadonlyMap<Moddle, readonly Moddle[]>>();

/** References beside the data object, in document order. */
function referencesTo(object: Moddle): readonly Moddle[] {
  const container = object.$type === 'bpmn:DataObject' ? object.$parent : undefined;
  if (!container) return [];
  let known = references.get(container);
  if (!known) references.set(container, (known = referencesIn(container)));
  return known.get(object) ?? [];
}

function referencesIn(container: Moddle): ReadonlyMap<Moddle, readonly Moddle[]> {
  const found = new Map<Moddle, Moddle[]>();
  for (const element of listOf(container, 'flowElements')) {
    const object = objectOf(element);
    if (object === element) continue;
    const others = found.get(object);
    if (others) others.push(element);
    else found.set(object, [element]);
  }
  return found;
}
