/** Event definitions that stand once in the file and are used by several events (`eventDefinitionRef`, BPMN 2.0.2, 10.5.1). */
import type { Editor } from '../editor.ts';
import { create, definitionsOf, elementsOf, ownOf, setAttributes, setOf, sharedOf, type Element, type Node } from './model.ts';
import { allowedAlone, triggersBeside } from './triggers-beside.ts';

const rootsOf = (editor: Editor) => (editor.definitions() as Node).get('rootElements') as readonly Node[];

/** Those of the file that this event could have besides what it has. */
export function shareable(editor: Editor, node: Node): readonly Node[] {
  const there = definitionsOf(node);
  const types = there.length === 0 ? allowedAlone(node) : triggersBeside(node);
  return rootsOf(editor).filter((root) => types.includes(root.$type) && !there.includes(root));
}

/** How many events of the file use it. */
export const usersOf = (editor: Editor, definition: Node): number =>
  elementsOf(editor, ({ type, businessObject }) => type !== 'label' && sharedOf(businessObject).includes(definition)).length;

/** Makes an event's own definition one of the file, which others can use. */
export function share(editor: Editor, element: Element, definition: Node): void {
  const definitions = editor.definitions() as Node;
  const node = element.businessObject;
  const made = copyOf(editor, definition, definitions);
  setOf(editor, element, definitions, { rootElements: [...rootsOf(editor), made] });
  setAttributes(editor, element, {
    eventDefinitions: ownOf(node).filter((each) => each !== definition),
    eventDefinitionRef: [...sharedOf(node), made],
  });
}

/** Gives an event a copy of its own in place of a definition that it shares. */
export function separate(editor: Editor, element: Element, definition: Node): void {
  const node = element.businessObject;
  setAttributes(editor, element, {
    eventDefinitions: [...ownOf(node), copyOf(editor, definition, node)],
    eventDefinitionRef: sharedOf(node).filter((each) => each !== definition),
  });
}

function copyOf(editor: Editor, definition: Node, parent: Node): Node {
  const made = create(editor, definition.$type);
  const { id } = made;
  editor.modeler.get<{ copyElement(from: Node, to: Node): Node }>('moddleCopy').copyElement(definition, made);
  (made as { id?: string; $parent?: Node }).$parent = parent;
  if (id !== undefined) made.id = id;
  return made;
}
