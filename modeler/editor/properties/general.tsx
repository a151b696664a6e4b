/** Name, kind and documentation of whatever is chosen. */
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { TextField } from './fields.tsx';
import { create, setOf, textOf, type Element, type Node } from './model.ts';

export function General({
  editor,
  element,
  node = element.businessObject,
}: {
  readonly editor: Editor;
  readonly element: Element;
  readonly node?: Node;
}) {
  const say = useSay();
  const [documentation] = (node.get('documentation') as readonly Node[] | undefined) ?? [];
  const isText = node.$type === 'bpmn:TextAnnotation';
  return (
    <>
      <Attribute editor={editor} element={element} node={node} name={isText ? 'text' : 'name'} label={say('Tên', 'Name')} is="long" />
      {!isText && (
        <TextField
          label={say('Mô tả, hướng dẫn', 'Documentation')}
          value={textOf(documentation, 'text')}
          isReadOnly={editor.isReadOnly}
          isLong
          onChange={(text) => {
            const made = text === '' ? [] : [create(editor, 'bpmn:Documentation', { text })];
            for (const each of made) (each as { $parent?: Node }).$parent = node;
            setOf(editor, element, node, { documentation: made });
          }}
        />
      )}
    </>
  );
}
