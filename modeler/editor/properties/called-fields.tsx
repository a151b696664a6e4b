/** What a call activity calls: a process or a global task of the file, or another procedure. */
import { Text } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { ProposedField } from './fields.tsx';
import { globalTasksIn } from './global-tasks.tsx';
import { setAttributes, textOf, type Element, type Node } from './model.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
}

export function CalledFields({ editor, element }: Props) {
  const say = useSay();
  const called = textOf(element.businessObject, 'calledElement');
  const processes = ((editor.definitions() as Node).get('rootElements') as readonly Node[]).filter(
    (root) => root.$type === 'bpmn:Process' && root !== processAround(element.businessObject),
  );
  const known = [...processes, ...globalTasksIn(editor)];
  const name = textOf(
    known.find(({ id }) => id === called),
    'name',
  );
  return (
    <>
      <ProposedField
        label={say('Quy trình hoặc việc được gọi', 'Called process or task')}
        description={say('Mã trong tệp này, hoặc mã của quy trình khác.', 'Its id in this file, or the key of another procedure.')}
        value={called}
        isReadOnly={editor.isReadOnly}
        proposals={known.flatMap(({ id }) => id ?? [])}
        onChange={(id) => setAttributes(editor, element, { calledElement: id })}
      />
      {name !== '' && <Text size="xs">{name}</Text>}
      <Attribute
        editor={editor}
        element={element}
        name="tthc:calledVersion"
        label={say('Phiên bản được gọi', 'Version')}
        description={say(
          'Dù chọn gì, hệ thống ghim một phiên bản khi triển khai.',
          'Whatever is chosen, one version is pinned when it is deployed.',
        )}
        choices={[{ value: 'latest', label: say('Bản vẽ muốn bản mới nhất', 'The drawing asks for the newest') }]}
      />
    </>
  );
}

function processAround(node: Node): Node | undefined {
  let around: Node | undefined = node;
  while (around && around.$type !== 'bpmn:Process') around = around.$parent;
  return around;
}
