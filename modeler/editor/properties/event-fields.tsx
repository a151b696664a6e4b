/** What an event waits for or sends: a time, a message, a signal, an error, an escalation, a link. */
import { Switch } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import { durationOfAttributes } from '../duration-text.ts';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { choicesOf } from './choices.ts';
import { BudgetField, ChoiceField, TextField } from './fields.tsx';
import { create, extensionsOf, rootNamed, setAttributes, setExtensions, setOf, textOf, type Element, type Node } from './model.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
}

export function EventFields({ editor, element }: Props) {
  const say = useSay();
  const node = element.businessObject;
  const [definition] = (node.get('eventDefinitions') as readonly Node[] | undefined) ?? [];
  const isStartInside = node.$type === 'bpmn:StartEvent' && node.$parent?.['triggeredByEvent'] === true;
  const interrupts = node.$type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : isStartInside ? 'isInterrupting' : undefined;
  return (
    <>
      {definition?.$type === 'bpmn:TimerEventDefinition' && <Timer editor={editor} element={element} definition={definition} />}
      {definition?.$type === 'bpmn:MessageEventDefinition' && <MessageName editor={editor} element={element} holder={definition} />}
      {definition?.$type === 'bpmn:SignalEventDefinition' && (
        <Named
          editor={editor}
          element={element}
          definition={definition}
          type="bpmn:Signal"
          reference="signalRef"
          label={say('Tên tín hiệu', 'Signal')}
        />
      )}
      {definition?.$type === 'bpmn:ErrorEventDefinition' && (
        <Named
          editor={editor}
          element={element}
          definition={definition}
          type="bpmn:Error"
          reference="errorRef"
          code="errorCode"
          label={say('Mã lỗi', 'Error code')}
        />
      )}
      {definition?.$type === 'bpmn:EscalationEventDefinition' && (
        <Named
          editor={editor}
          element={element}
          definition={definition}
          type="bpmn:Escalation"
          reference="escalationRef"
          code="escalationCode"
          label={say('Mã báo lên cấp trên', 'Escalation code')}
        />
      )}
      {definition?.$type === 'bpmn:LinkEventDefinition' && (
        <Attribute editor={editor} element={element} node={definition} name="name" label={say('Tên liên kết', 'Link')} />
      )}
      {interrupts && (
        <Switch
          size="xs"
          label={say('Ngắt việc đang làm', 'Interrupts what goes on')}
          checked={node.get(interrupts) !== false}
          disabled={editor.isReadOnly || definition?.$type === 'bpmn:ErrorEventDefinition'}
          onChange={(event) => setAttributes(editor, element, { [interrupts]: event.currentTarget.checked })}
        />
      )}
      <Attribute
        editor={editor}
        element={element}
        name="tthc:purpose"
        label={say('Ý nghĩa trong thủ tục', 'What it stands for')}
        choices={choicesOf('purposes', say)}
      />
    </>
  );
}

/** The message of an event, or of a step that sends or waits, by its name; and the key that tells whose it is. */
export function MessageName({ editor, element, holder }: Props & { readonly holder: Node }) {
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

interface NamedProps extends Props {
  readonly definition: Node;
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

const calendarKinds = ['timeDuration', 'timeDate', 'timeCycle'] as const;

function Timer({ editor, element, definition }: Props & { readonly definition: Node }) {
  const say = useSay();
  const [workingTime] = extensionsOf(definition, 'tthc:WorkingTime');
  const kind = workingTime ? 'workingTime' : (calendarKinds.find((each) => definition.get(each) !== undefined) ?? '');
  const body = kind === '' || kind === 'workingTime' ? '' : textOf(definition.get(kind) as Node, 'body');
  /** Only one of them stands: `text` in the kind, or a working time. */
  const write = (next: string, text: string, time?: Readonly<Record<string, string>>) =>
    editor.together(say('Đổi hẹn giờ', 'Change the timer'), () => {
      const made = next === 'workingTime' || text === '' ? undefined : create(editor, 'bpmn:FormalExpression', { body: text });
      if (made) (made as { $parent?: Node }).$parent = definition;
      setOf(editor, element, definition, Object.fromEntries(calendarKinds.map((each) => [each, each === next ? made : undefined])));
      setExtensions(
        editor,
        element,
        definition,
        'tthc:WorkingTime',
        next === 'workingTime' ? [create(editor, 'tthc:WorkingTime', time)] : [],
      );
    });
  const helps: Readonly<Record<string, string>> = {
    timeDuration: say('P1D là một ngày, PT4H là bốn giờ; hoặc = và FEEL.', 'P1D is a day, PT4H four hours; or = and FEEL.'),
    timeDate: say('2026-12-31T17:00:00+07:00; hoặc = và FEEL.', '2026-12-31T17:00:00+07:00; or = and FEEL.'),
    timeCycle: say('R3/P1D là ba lần, mỗi ngày một lần; hoặc cron.', 'R3/P1D is three times, daily; or cron.'),
  };
  const presets: Readonly<Record<string, string>> = { timeDuration: 'P1D', timeDate: '=dueDate', timeCycle: 'R3/P1D' };
  return (
    <>
      <ChoiceField
        label={say('Hẹn giờ', 'Timer')}
        value={kind}
        isReadOnly={editor.isReadOnly}
        isClearable={false}
        choices={choicesOf('timers', say)}
        onChange={(next) => write(next, presets[next] ?? '', { value: '1', unit: 'workingDay' })}
      />
      {workingTime && (
        <BudgetField
          label={say('Sau', 'After')}
          value={durationOfAttributes(workingTime.get('value'), workingTime.get('unit'))}
          isReadOnly={editor.isReadOnly}
          onChange={(next) => {
            if (next && 'value' in next) setOf(editor, element, workingTime, { value: String(next.value), unit: next.unit });
          }}
        />
      )}
      {!workingTime && kind !== '' && (
        <TextField
          label={say('Thời gian', 'Time')}
          description={helps[kind]}
          value={body}
          isReadOnly={editor.isReadOnly}
          onChange={(text) => write(kind, text)}
        />
      )}
    </>
  );
}
