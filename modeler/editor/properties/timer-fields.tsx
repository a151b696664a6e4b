/** When a timer event happens: after working time, a length of calendar time, at an instant, or again and again. */
import { useSay } from '../../i18n/say.tsx';
import { durationOfAttributes } from '../duration-text.ts';
import type { Editor } from '../editor.ts';
import { choicesOf } from './choices.ts';
import { BudgetField, ChoiceField, TextField } from './fields.tsx';
import { create, extensionsOf, setExtensions, setOf, textOf, type Element, type Node } from './model.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
  readonly definition: Node;
}

const calendarKinds = ['timeDuration', 'timeDate', 'timeCycle'] as const;

export function TimerFields({ editor, element, definition }: Props) {
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
