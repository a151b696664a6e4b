/** A lane or pool: the unit of the organisation that it stands for. */
import { useSay } from '../../i18n/say.tsx';
import { UnitSelect } from '../../parts/unit-select.tsx';
import type { Editor } from '../editor.ts';
import { placeOfUnit } from '../place-of-unit.ts';
import { Attribute } from './attribute.tsx';
import { ProposedField } from './fields.tsx';
import { setAttributes, textOf, type Element } from './model.ts';

export function PlaceFields({ editor, element }: { readonly editor: Editor; readonly element: Element }) {
  const say = useSay();
  const node = element.businessObject;
  const { units } = editor.organisation;
  const unit = textOf(node, 'tthc:unit') || textOf(node, 'tthc:department');
  const kinds = [...new Set([...units.values()].flatMap(({ kind }) => (kind === undefined ? [] : [kind])))].sort();
  return (
    <>
      <UnitSelect
        size="xs"
        label={say('Đơn vị trong tổ chức', 'Unit of the organisation')}
        description={say('Gõ một phần tên, không cần dấu. Tên làn theo tên đơn vị.', 'Type a part of its name. The lane takes its name.')}
        organisation={editor.organisation}
        readOnly={editor.isReadOnly}
        value={unit === '' ? undefined : unit}
        onChange={(next) => setAttributes(editor, element, placeOfUnit(editor.organisation, next, textOf(node, 'name'), unit))}
      />
      <ProposedField
        label={say('Hoặc loại đơn vị', 'Or a kind of unit')}
        description={say('Mỗi hồ sơ chọn một đơn vị của loại này.', 'Each dossier binds one unit of this kind.')}
        value={textOf(node, 'tthc:kind')}
        proposals={kinds}
        isReadOnly={editor.isReadOnly}
        onChange={(kind) =>
          setAttributes(editor, element, {
            'tthc:kind': kind,
            ...(kind !== '' && { 'tthc:unit': undefined, 'tthc:department': undefined }),
          })
        }
      />
      <Attribute editor={editor} element={element} name="tthc:desk" label={say('Quầy', 'Desk')} />
    </>
  );
}
