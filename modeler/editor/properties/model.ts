/** Reading and changing the elements of a drawing; every change is a command that can be undone. */
import type { Editor, ModdleNode } from '../editor.ts';

/** A node of the tree; `get` answers attributes of extensions as well. */
export interface Node extends ModdleNode {
  get(name: string): unknown;
  readonly $parent?: Node;
  readonly $instanceOf: (type: string) => boolean;
}

/** What bpmn-js draws. */
export interface Element {
  readonly id: string;
  readonly type: string;
  readonly businessObject: Node;
  readonly parent?: Element;
  readonly children?: readonly Element[];
  readonly outgoing?: readonly Element[];
  /** Of a connection: where it leads. */
  readonly target?: Element;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Modeling {
  updateProperties(element: Element, properties: object): void;
  updateModdleProperties(element: Element, node: Node, properties: object): void;
}
interface Factory {
  create(type: string, attributes?: object): Node;
}

const modelingOf = ({ modeler }: Editor) => modeler.get<Modeling>('modeling');

export const elementOf = ({ modeler }: Editor, id: string): Element | undefined =>
  modeler.get<{ get(id: string): Element | undefined }>('elementRegistry').get(id);

export const elementsOf = ({ modeler }: Editor, test: (element: Element) => boolean): readonly Element[] =>
  modeler.get<{ filter(test: (element: Element) => boolean): Element[] }>('elementRegistry').filter(test);

export const create = ({ modeler }: Editor, type: string, attributes: object = {}): Node =>
  modeler.get<Factory>('bpmnFactory').create(type, attributes);

/** The text of an attribute; empty when it has none. */
export function textOf(node: Node | undefined, name: string): string {
  const value = node?.get(name);
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value as string | number | boolean);
}

/** Sets attributes of an element; an empty text takes the attribute away. */
export function setAttributes(editor: Editor, element: Element, attributes: Readonly<Record<string, unknown>>): void {
  modelingOf(editor).updateProperties(element, withoutEmpty(attributes));
}

/** Sets attributes of a node that belongs to an element: an event definition, a process of a pool. */
export function setOf(editor: Editor, element: Element, node: Node, attributes: Readonly<Record<string, unknown>>): void {
  modelingOf(editor).updateModdleProperties(element, node, withoutEmpty(attributes));
}

const withoutEmpty = (attributes: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value === '' ? undefined : value]));

/** Extension elements of a type, in order. */
export function extensionsOf(node: Node | undefined, type: string): readonly Node[] {
  const holder = node?.get('extensionElements') as Node | undefined;
  return ((holder?.get('values') as readonly Node[] | undefined) ?? []).filter(({ $type }) => $type === type);
}

/** Puts these in place of a node's extension elements of a type; the others stay. */
export function setExtensions(editor: Editor, element: Element, node: Node, type: string, next: readonly Node[]): void {
  const holder = node.get('extensionElements') as Node | undefined;
  const others = ((holder?.get('values') as readonly Node[] | undefined) ?? []).filter(({ $type }) => $type !== type);
  const values = [...others, ...next];
  if (holder) {
    for (const value of next) (value as { $parent?: Node }).$parent = holder;
    setOf(editor, element, holder, { values });
    return;
  }
  const made = create(editor, 'bpmn:ExtensionElements', { values });
  (made as { $parent?: Node }).$parent = node;
  for (const value of values) (value as { $parent?: Node }).$parent = made;
  setOf(editor, element, node, { extensionElements: made });
}

const listOf = (node: Node | undefined, name: string): readonly Node[] => (node?.get(name) as readonly Node[] | undefined) ?? [];

/** Triggers that an event has of its own; those that it shares with others (`eventDefinitionRef`, BPMN 2.0.2, 10.5.1); both, its own first. */
export const ownOf = (event: Node | undefined): readonly Node[] => listOf(event, 'eventDefinitions');
export const sharedOf = (event: Node | undefined): readonly Node[] => listOf(event, 'eventDefinitionRef');
export const definitionsOf = (event: Node | undefined): readonly Node[] => [...ownOf(event), ...sharedOf(event)];

/** FEEL of an expression element without its `=`. */
export const feelOf = (expression: unknown): string =>
  String((expression as { body?: string } | undefined)?.body ?? '').replace(/^\s*=\s*/, '');

/** An expression element of a FEEL text; undefined for an empty one. */
export function expression(editor: Editor, parent: Node, text: string): Node | undefined {
  if (text.trim() === '') return undefined;
  const made = create(editor, 'bpmn:FormalExpression', { body: `=${text.trim()}` });
  (made as { $parent?: Node }).$parent = parent;
  return made;
}

/** The message, signal, error or escalation of that name among the roots; a new one when there is none. Undefined for an empty name. */
export function rootNamed(
  editor: Editor,
  element: Element,
  type: string,
  name: string,
  more: Readonly<Record<string, string>> = {},
): Node | undefined {
  if (name === '') return undefined;
  const definitions = editor.definitions() as Node;
  const roots = definitions.get('rootElements') as readonly Node[];
  const found = roots.find(
    (root) => root.$type === type && (root['name'] === name || Object.entries(more).some(([key, value]) => root[key] === value)),
  );
  if (found) return found;
  const made = create(editor, type, { name, ...more });
  (made as { $parent?: Node }).$parent = definitions;
  setOf(editor, element, definitions, { rootElements: [...roots, made] });
  return made;
}

/** The process that an element stands for or lies in: of a pool its own, of nothing chosen the first with steps. */
export function processOf(editor: Editor, element: Element | undefined): { readonly owner: Element; readonly process: Node } | undefined {
  const root = editor.modeler.get<{ getRootElement(): Element }>('canvas').getRootElement();
  const own = element?.businessObject;
  if (element && own?.$type === 'bpmn:Participant') {
    const process = own.get('processRef') as Node | undefined;
    return process && { owner: element, process };
  }
  if (element && own?.$type === 'bpmn:Process') return { owner: element, process: own };
  if (element && element !== root) return undefined;
  if (root.businessObject.$type === 'bpmn:Process') return { owner: root, process: root.businessObject };
  const [pool] = elementsOf(
    editor,
    ({ businessObject }) => businessObject.$type === 'bpmn:Participant' && businessObject.get('processRef') !== undefined,
  );
  return pool && { owner: pool, process: pool.businessObject.get('processRef') as Node };
}
