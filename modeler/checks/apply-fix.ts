/** Makes the change that a finding proposes: one step of undo. */
import type { Change, Fix } from '../../engine/index.ts';
import type { Editor, ModdleNode } from '../editor/editor.ts';
import { sayNow } from '../i18n/say.tsx';
import { registryOf, type Drawn } from '../player/viewer.ts';

interface Modeling {
  updateProperties(element: Drawn, properties: object): void;
  updateModdleProperties(element: Drawn, moddle: object, properties: object): void;
  removeElements(elements: readonly Drawn[]): void;
}
interface Replace {
  replaceElement(element: Drawn, target: { readonly type: string }): Drawn;
}

/** False when the element is not drawn any more: then nothing has changed. */
export function applyFix(editor: Editor, fix: Fix): boolean {
  const places = fix.changes.map((change) => placeOf(editor, change.element));
  if (places.some((place) => !place)) return false;
  editor.together(sayNow(fix.label, fix.labelEn), () => {
    for (const change of fix.changes) apply(editor, change);
  });
  return true;
}

interface Place {
  readonly shape: Drawn;
  /** What is changed, when it is not what the shape stands for: the process of a pool. */
  readonly moddle?: ModdleNode;
}

function placeOf(editor: Editor, id: string): Place | undefined {
  const shape = registryOf(editor.modeler).get(id);
  if (shape) return { shape };
  const [pool] = registryOf(editor.modeler).filter(
    ({ businessObject }) => (businessObject.processRef as ModdleNode | undefined)?.id === id,
  );
  return pool && { shape: pool, moddle: pool.businessObject.processRef as ModdleNode };
}

function apply(editor: Editor, change: Change): void {
  const { shape, moddle } = placeOf(editor, change.element)!;
  const modeling = editor.modeler.get<Modeling>('modeling');
  switch (change.do) {
    case 'setAttribute': {
      const properties = { [change.name]: change.name === 'default' ? flowOf(editor, change.value) : change.value };
      if (moddle) modeling.updateModdleProperties(shape, moddle, properties);
      else modeling.updateProperties(shape, properties);
      return;
    }
    case 'setType':
      editor.modeler.get<Replace>('bpmnReplace').replaceElement(shape, { type: change.type });
      return;
    case 'remove':
      modeling.removeElements([shape]);
  }
}

/** A default names a flow; bpmn-js wants the flow itself. */
function flowOf(editor: Editor, id: string | number | boolean): unknown {
  return registryOf(editor.modeler).get(String(id))?.businessObject;
}
