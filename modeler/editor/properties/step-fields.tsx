/** Whose work a step is, where, with which form and result. */
import { useSay } from '../../i18n/say.tsx';
import { UnitSelect } from '../../parts/unit-select.tsx';
import type { Editor } from '../editor.ts';
import { laneOf, lanesAround, moveToLane } from '../lanes.ts';
import { Attribute } from './attribute.tsx';
import { choicesOf } from './choices.ts';
import { ChoiceField } from './fields.tsx';
import { setAttributes, textOf, type Element } from './model.ts';

export function WhoFields({ editor, element }: { readonly editor: Editor; readonly element: Element }) {
  const say = useSay();
  const node = element.businessObject;
  const lane = laneOf(editor, element);
  const lanes = lanesAround(editor, element);
  const own = textOf(node, 'tthc:unit') || textOf(node, 'tthc:department');
  const place = textOf(node, 'tthc:place');
  return (
    <>
      {lanes.length > 0 && (
        <ChoiceField
          label={say('Làn (đơn vị thực hiện)', 'Lane (who does it)')}
          description={say('Chọn làn khác thì bước được chuyển sang làn đó.', 'Another lane moves the step there.')}
          value={lane?.id ?? ''}
          isReadOnly={editor.isReadOnly}
          isClearable={false}
          choices={lanes.map(({ id, businessObject }) => ({ value: id, label: textOf(businessObject, 'name') || id }))}
          onChange={(id) => {
            const to = lanes.find((each) => each.id === id);
            if (to) moveToLane(editor, element, to, say('Chuyển làn', 'Move to another lane'));
          }}
        />
      )}
      {(own !== '' || lanes.length === 0) && (
        <UnitSelect
          size="xs"
          label={say('Đơn vị riêng của bước', 'Unit of its own')}
          description={lanes.length > 0 && say('Khác với làn. Bỏ trống để theo làn.', 'Not that of its lane. Empty: that of the lane.')}
          organisation={editor.organisation}
          readOnly={editor.isReadOnly}
          value={own === '' ? undefined : own}
          onChange={(unit) => setAttributes(editor, element, { 'tthc:unit': unit, 'tthc:department': undefined })}
        />
      )}
      <Attribute
        editor={editor}
        element={element}
        name="tthc:role"
        label={say('Vai trò người làm', 'Role')}
        choices={choicesOf('roles', say)}
      />
      <Attribute editor={editor} element={element} name="tthc:desk" label={say('Quầy', 'Desk')} />
      <Attribute
        editor={editor}
        element={element}
        name="tthc:step"
        label={say('Khâu trong năm khâu', 'Which of the five steps')}
        choices={choicesOf('steps', say)}
      />
      <Attribute
        editor={editor}
        element={element}
        name="tthc:place"
        label={say('Nơi thực hiện', 'Place')}
        choices={choicesOf('places', say)}
      />
      {place !== '' && place !== 'centre' && (
        <Attribute
          editor={editor}
          element={element}
          name="tthc:placeBasis"
          label={say('Căn cứ làm ngoài Trung tâm', 'Why not at the Centre')}
          description={say('Ai cho phép, vì sao, đến khi nào.', 'Who allowed it, why, until when.')}
          is="long"
        />
      )}
      <Attribute
        editor={editor}
        element={element}
        name="tthc:form"
        label={say('Biểu mẫu', 'Form')}
        choices={Object.keys(editor.content.forms)
          .sort()
          .map((form) => ({ value: form, label: titleOf(editor.content.forms[form]) ?? form }))}
      />
      <Attribute editor={editor} element={element} name="tthc:product" label={say('Kết quả của bước', 'Result of the step')} />
    </>
  );
}

function titleOf(form: unknown): string | undefined {
  const title = (form as { title?: unknown } | undefined)?.title;
  return typeof title === 'string' && title !== '' ? title : undefined;
}
