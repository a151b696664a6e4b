/** How often a step is done. */
import { Switch } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { choicesOf } from './choices.ts';
import { ChoiceField, FeelField } from './fields.tsx';
import { RoundEventFields } from './round-event-fields.tsx';
import { create, expression, feelOf, setAttributes, setOf, type Element, type Node } from './model.ts';

export function LoopFields({ editor, element }: { readonly editor: Editor; readonly element: Element }) {
  const say = useSay();
  const loop = element.businessObject.get('loopCharacteristics') as Node | undefined;
  const isMultiple = loop?.$type === 'bpmn:MultiInstanceLoopCharacteristics';
  const kind = !loop ? '' : !isMultiple ? 'standard' : loop.get('isSequential') === true ? 'sequential' : 'parallel';
  const choose = (next: string) => {
    if (next === '') return setAttributes(editor, element, { loopCharacteristics: undefined });
    if (isMultiple && next !== 'standard') return setOf(editor, element, loop, { isSequential: next === 'sequential' });
    const made =
      next === 'standard'
        ? create(editor, 'bpmn:StandardLoopCharacteristics', { loopMaximum: 3 })
        : create(editor, 'bpmn:MultiInstanceLoopCharacteristics', { isSequential: next === 'sequential' });
    (made as { $parent?: Node }).$parent = element.businessObject;
    setAttributes(editor, element, { loopCharacteristics: made });
  };
  const feel = (name: string, label: string, description?: string) =>
    loop && (
      <FeelField
        label={label}
        {...(description !== undefined && { description })}
        value={feelOf(loop.get(name))}
        isReadOnly={editor.isReadOnly}
        onChange={(text) => setOf(editor, element, loop, { [name]: expression(editor, loop, text) })}
      />
    );
  const field = { editor, element, node: loop };
  return (
    <>
      <ChoiceField
        label={say('Lặp', 'Loop')}
        placeholder={say('Một lần', 'Once')}
        value={kind}
        isReadOnly={editor.isReadOnly}
        choices={choicesOf('loops', say)}
        onChange={choose}
      />
      {loop && !isMultiple && (
        <>
          {feel('loopCondition', say('Lặp khi', 'Again while'))}
          <Attribute {...field} name="loopMaximum" label={say('Nhiều nhất (lần)', 'At most (times)')} />
          <Switch
            size="xs"
            label={say('Hỏi trước lần đầu (có thể không làm lần nào)', 'Asked before the first time, too (may be done never)')}
            checked={loop.get('testBefore') === true}
            disabled={editor.isReadOnly}
            onChange={(event) => setOf(editor, element, loop, { testBefore: event.currentTarget.checked ? true : undefined })}
          />
        </>
      )}
      {loop && isMultiple && (
        <>
          {feel('loopCardinality', say('Số lần', 'How many times'), say('FEEL; hoặc dùng danh sách dưới đây.', 'FEEL; or the list below.'))}
          <Attribute
            {...field}
            name="tthc:collection"
            label={say('Danh sách', 'List')}
            description={say('FEEL; mỗi phần tử một lần.', 'FEEL; once for each item.')}
            is="feel"
          />
          <Attribute {...field} name="tthc:elementVariable" label={say('Tên biến của phần tử', 'Variable of the item')} />
          <Attribute {...field} name="tthc:outputCollection" label={say('Tên danh sách kết quả', 'List of results')} />
          <Attribute {...field} name="tthc:outputElement" label={say('Kết quả mỗi lần', 'Result of each')} is="feel" />
          {feel('completionCondition', say('Xong sớm khi', 'Done early when'))}
          <RoundEventFields editor={editor} element={element} loop={loop} />
        </>
      )}
    </>
  );
}
