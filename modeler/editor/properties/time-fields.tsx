/** The time of a step: its budget or share, and whether the law counts it. */
import { Switch } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import { durationOfAttributes, readNumber, type BudgetText } from '../duration-text.ts';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { choicesOf } from './choices.ts';
import { BudgetField } from './fields.tsx';
import { setAttributes, textOf, type Element } from './model.ts';

export function TimeFields({ editor, element }: { readonly editor: Editor; readonly element: Element }) {
  const say = useSay();
  const node = element.businessObject;
  const share = readNumber(textOf(node, 'tthc:budgetShare'));
  const budget: BudgetText | undefined =
    share === undefined ? durationOfAttributes(node.get('tthc:budget'), node.get('tthc:budgetUnit')) : { share };
  const counts = node.get('tthc:counts') !== false;
  return (
    <>
      <BudgetField
        label={say('Thời gian giao', 'Time budget')}
        description={say('Thời gian, hoặc tỷ lệ của thời hạn đã công bố.', 'A length of time, or a share of the published deadline.')}
        value={budget}
        isReadOnly={editor.isReadOnly}
        mayShare
        onChange={(next) =>
          setAttributes(editor, element, {
            'tthc:budget': next && 'value' in next ? String(next.value) : undefined,
            'tthc:budgetUnit': next && 'value' in next ? next.unit : undefined,
            'tthc:budgetShare': next && 'share' in next ? String(next.share) : undefined,
          })
        }
      />
      <Attribute
        editor={editor}
        element={element}
        name="tthc:budgetPer"
        label={say('Thời gian giao cho', 'The budget is for')}
        choices={choicesOf('budgetPer', say)}
      />
      <Attribute
        editor={editor}
        element={element}
        name="tthc:durationText"
        label={say('Thời gian như trong quyết định', 'Time as the decision prints it')}
      />
      <Switch
        size="xs"
        label={say('Tính vào thời hạn giải quyết', 'Counts towards the deadline')}
        checked={counts}
        disabled={editor.isReadOnly}
        onChange={(event) => setAttributes(editor, element, { 'tthc:counts': event.currentTarget.checked ? undefined : false })}
      />
      {!counts && (
        <Attribute
          editor={editor}
          element={element}
          name="tthc:countsBasis"
          label={say('Căn cứ không tính thời gian', 'The law that excludes it')}
          is="long"
        />
      )}
      <Attribute editor={editor} element={element} name="tthc:phase" label={say('Giai đoạn', 'Phase')} />
      <Attribute editor={editor} element={element} name="tthc:waitFor" label={say('Chờ ai', 'Waits for whom')} />
    </>
  );
}
