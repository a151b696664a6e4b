/** What a step does by itself (send, wait, calculate, call), and the data that goes in and out. */
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { CalledFields } from './called-fields.tsx';
import { decisionChoices } from './decision-choices.ts';
import { FeelField } from './fields.tsx';
import { InstantiateField } from './flow-fields.tsx';

import { ListField } from './list-field.tsx';
import { MessageName } from './message-name.tsx';
import { setAttributes, textOf, type Element } from './model.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
}

/** Kinds of steps that have fields of their own here. */
export const working = [
  'bpmn:SendTask',
  'bpmn:ReceiveTask',
  'bpmn:ServiceTask',
  'bpmn:ScriptTask',
  'bpmn:BusinessRuleTask',
  'bpmn:CallActivity',
];

export function WorkFields({ editor, element }: Props) {
  const say = useSay();
  const { $type } = element.businessObject;
  const field = { editor, element };
  return (
    <>
      {($type === 'bpmn:SendTask' || $type === 'bpmn:ReceiveTask') && <MessageName {...field} holder={element.businessObject} />}
      {($type === 'bpmn:SendTask' || $type === 'bpmn:ServiceTask') && (
        <Attribute {...field} name="tthc:jobType" label={say('Loại việc của hệ thống', 'Type of job')} />
      )}
      {$type === 'bpmn:ReceiveTask' && <InstantiateField {...field} />}
      {$type === 'bpmn:ScriptTask' && (
        <>
          <FeelField
            label={say('Phép tính', 'Script')}
            description="FEEL"
            value={textOf(element.businessObject, 'script').replace(/^\s*=\s*/, '')}
            isReadOnly={editor.isReadOnly}
            // what is written here is FEEL, whatever another modeler said of it
            onChange={(text) => setAttributes(editor, element, { script: text === '' ? '' : `=${text}`, scriptFormat: undefined })}
          />
          <Attribute {...field} name="tthc:resultVariable" label={say('Tên biến kết quả', 'Result variable')} />
        </>
      )}
      {$type === 'bpmn:BusinessRuleTask' && (
        <>
          <Attribute
            {...field}
            name="tthc:decision"
            label={say('Quyết định', 'Decision')}
            description={say('Mã hoặc tên trong tệp DMN của thủ tục.', 'Id or name in a DMN file of the procedure.')}
            choices={decisionChoices(editor)}
          />
          <Attribute {...field} name="tthc:resultVariable" label={say('Tên biến kết quả', 'Result variable')} />
        </>
      )}
      {$type === 'bpmn:CallActivity' && <CalledFields {...field} />}
    </>
  );
}

/** What a step or event is given, and what it leaves. */
export function DataFields({ editor, element }: Props) {
  const say = useSay();
  const lists = [
    ['tthc:Input', say('Đầu vào', 'Input'), say('Thêm đầu vào', 'Add an input')],
    ['tthc:Output', say('Đầu ra', 'Output'), say('Thêm đầu ra', 'Add an output')],
  ] as const;
  return lists.map(([type, title, add]) => (
    <ListField
      key={type}
      editor={editor}
      element={element}
      node={element.businessObject}
      type={type}
      title={(index) => `${title} ${index}`}
      add={add}
      fresh={{ source: '=', target: '' }}
    >
      {(item) => (
        <>
          <Attribute
            editor={editor}
            element={element}
            node={item}
            name="source"
            label={say('Giá trị', 'Value')}
            description="FEEL"
            is="feel"
          />
          <Attribute editor={editor} element={element} node={item} name="target" label={say('Tên biến', 'Variable')} />
        </>
      )}
    </ListField>
  ));
}
