/** What few steps need: how many tokens they take and give, whether they take something back; and of an ad-hoc subprocess when it ends. */
import { Switch } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { ChoiceField, FeelField } from './fields.tsx';
import { expression, feelOf, setAttributes, type Element } from './model.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
}

export function QuantityFields({ editor, element }: Props) {
  const say = useSay();
  const field = { editor, element };
  return (
    <>
      <Attribute
        {...field}
        name="startQuantity"
        label={say('Bắt đầu khi có đủ (lượt tới)', 'Begins with (arrivals)')}
        description={say('Thường là 1.', 'Mostly 1.')}
      />
      <Attribute {...field} name="completionQuantity" label={say('Khi xong đi tiếp (lượt mỗi đường)', 'Goes on with (tokens a way)')} />
      <Switch
        size="xs"
        label={say('Chỉ làm khi hoàn tác', 'Only done to take something back')}
        description={say(
          'Nối bằng đường ghi chú với sự kiện hoàn tác gắn ở bước bị hoàn tác; không có đường đi vào, ra.',
          'Associated with the compensation event at the step that is taken back; no flow enters or leaves it.',
        )}
        checked={element.businessObject.get('isForCompensation') === true}
        disabled={editor.isReadOnly}
        onChange={(event) => setAttributes(editor, element, { isForCompensation: event.currentTarget.checked ? true : undefined })}
      />
    </>
  );
}

export function AdHocFields({ editor, element }: Props) {
  const say = useSay();
  const node = element.businessObject;
  const field = { editor, element };
  return (
    <>
      <FeelField
        label={say('Xong khi', 'Done when')}
        description={say(
          'FEEL, hỏi sau mỗi việc; để trống thì cán bộ tự kết thúc.',
          'FEEL, asked after each activity; empty: an officer says so.',
        )}
        value={feelOf(node.get('completionCondition'))}
        isReadOnly={editor.isReadOnly}
        onChange={(text) => setAttributes(editor, element, { completionCondition: expression(editor, node, text) })}
      />
      <Attribute
        {...field}
        name="ordering"
        label={say('Thứ tự', 'Ordering')}
        choices={[
          { value: 'Parallel', label: say('Nhiều việc cùng lúc', 'Several at once') },
          { value: 'Sequential', label: say('Từng việc một', 'One after the other') },
        ]}
      />
      <ChoiceField
        label={say('Việc còn lại khi xong', 'What is left when done')}
        value={node.get('cancelRemainingInstances') === false ? 'awaited' : 'interrupted'}
        isReadOnly={editor.isReadOnly}
        isClearable={false}
        choices={[
          { value: 'interrupted', label: say('Ngắt', 'Is interrupted') },
          { value: 'awaited', label: say('Chờ làm xong', 'Is awaited') },
        ]}
        onChange={(chosen) => setAttributes(editor, element, { cancelRemainingInstances: chosen !== 'awaited' })}
      />
    </>
  );
}
