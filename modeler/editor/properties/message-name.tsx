/** Which message an event, or a step that sends or waits, is about; and the key that tells whose it is. */
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { TextField } from './fields.tsx';
import { rootNamed, setOf, textOf, type Element, type Node } from './model.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
  /** The event definition, or the step itself. */
  readonly holder: Node;
}

export function MessageName({ editor, element, holder }: Props) {
  const say = useSay();
  const message = holder.get('messageRef') as Node | undefined;
  return (
    <>
      <TextField
        label={say('Tên thông điệp', 'Message')}
        value={textOf(message, 'name')}
        isReadOnly={editor.isReadOnly}
        onChange={(name) =>
          editor.together(say('Đổi thông điệp', 'Change the message'), () =>
            setOf(editor, element, holder, { messageRef: rootNamed(editor, element, 'bpmn:Message', name) }),
          )
        }
      />
      <Attribute
        editor={editor}
        element={element}
        node={holder}
        name="tthc:correlationKey"
        label={say('Khóa để nhận đúng hồ sơ', 'Key')}
        description={say('FEEL; thường là dossierCode.', 'FEEL; mostly dossierCode.')}
        is="feel"
      />
    </>
  );
}
