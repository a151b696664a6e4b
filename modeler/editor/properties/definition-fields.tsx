/** What one event definition says: its time, message, signal, code, condition, link, or what it takes back. */
import { Switch } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { ChoiceField, FeelField, TextField } from './fields.tsx';
import { MessageName } from './message-name.tsx';
import { expression, feelOf, rootNamed, setOf, textOf, type Element, type Node } from './model.ts';
import { TimerFields } from './timer-fields.tsx';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
  readonly definition: Node;
}

export function DefinitionFields({ editor, element, definition }: Props) {
  const say = useSay();
  const field = { editor, element, definition };
  switch (definition.$type) {
    case 'bpmn:TimerEventDefinition':
      return <TimerFields {...field} />;
    case 'bpmn:MessageEventDefinition':
      return <MessageName editor={editor} element={element} holder={definition} />;
    case 'bpmn:SignalEventDefinition':
      return <Named {...field} type="bpmn:Signal" reference="signalRef" label={say('Tên tín hiệu', 'Signal')} />;
    case 'bpmn:ErrorEventDefinition':
      return <Named {...field} type="bpmn:Error" reference="errorRef" code="errorCode" label={say('Mã lỗi', 'Error code')} />;
    case 'bpmn:EscalationEventDefinition':
      return (
        <Named
          {...field}
          type="bpmn:Escalation"
          reference="escalationRef"
          code="escalationCode"
          label={say('Mã báo lên cấp trên', 'Escalation code')}
        />
      );
    case 'bpmn:ConditionalEventDefinition':
      return (
        <FeelField
          label={say('Xảy ra khi', 'Happens when')}
          description={say(
            'FEEL, ví dụ: paid = true. Hỏi lại mỗi khi dữ liệu đổi.',
            'FEEL, such as: paid = true. Asked whenever data changes.',
          )}
          value={feelOf(definition.get('condition'))}
          isReadOnly={editor.isReadOnly}
          onChange={(text) => setOf(editor, element, definition, { condition: expression(editor, definition, text) })}
        />
      );
    case 'bpmn:LinkEventDefinition':
      return (
        <Attribute
          editor={editor}
          element={element}
          node={definition}
          name="name"
          label={say('Tên liên kết', 'Link')}
          description={say('Nơi phát và nơi nhận mang cùng một tên.', 'Where it leaves and where it arrives have the same name.')}
        />
      );
    case 'bpmn:CompensateEventDefinition':
      return ['bpmn:EndEvent', 'bpmn:IntermediateThrowEvent'].includes(element.businessObject.$type) && <Compensation {...field} />;
    default:
      return null;
  }
}

interface NamedProps extends Props {
  readonly type: string;
  readonly reference: string;
  /** Attribute of the root that is its code; without: its name. */
  readonly code?: string;
  readonly label: string;
}

function Named({ editor, element, definition, type, reference, code, label }: NamedProps) {
  return (
    <TextField
      label={label}
      value={textOf(definition.get(reference) as Node | undefined, code ?? 'name')}
      isReadOnly={editor.isReadOnly}
      onChange={(name) =>
        editor.together(label, () =>
          setOf(editor, element, definition, {
            [reference]: rootNamed(editor, element, type, name, code && name !== '' ? { [code]: name } : {}),
          }),
        )
      }
    />
  );
}

/** What is taken back by a throw, and whether the way waits for it. */
function Compensation({ editor, element, definition }: Props) {
  const say = useSay();
  const chosen = definition.get('activityRef') as Node | undefined;
  const activities = activitiesSeenFrom(element.businessObject);
  return (
    <>
      <ChoiceField
        label={say('Hoàn tác việc nào', 'What is taken back')}
        placeholder={say('Mọi việc đã xong trong phạm vi', 'Everything completed in its scope')}
        value={chosen?.id ?? ''}
        isReadOnly={editor.isReadOnly}
        choices={activities.map((activity) => ({ value: activity.id ?? '', label: textOf(activity, 'name') || (activity.id ?? '') }))}
        onChange={(id) => setOf(editor, element, definition, { activityRef: activities.find((activity) => activity.id === id) })}
      />
      <Switch
        size="xs"
        label={say('Chờ hoàn tác xong rồi mới đi tiếp', 'Waits until it is taken back')}
        checked={definition.get('waitForCompletion') !== false}
        disabled={editor.isReadOnly}
        onChange={(event) => setOf(editor, element, definition, { waitForCompletion: event.currentTarget.checked })}
      />
    </>
  );
}

/** Activities of the scope of a throw; from an event subprocess also those around it (BPMN 2.0.2, 10.5.6). */
function activitiesSeenFrom(node: Node): readonly Node[] {
  const scope = node.$parent;
  const scopes = scope?.get('triggeredByEvent') === true && scope.$parent ? [scope, scope.$parent] : scope ? [scope] : [];
  return scopes
    .flatMap((each) => (each.get('flowElements') as readonly Node[] | undefined) ?? [])
    .filter((each) => each.$instanceOf('bpmn:Activity') && each.get('isForCompensation') !== true && each.get('triggeredByEvent') !== true);
}
