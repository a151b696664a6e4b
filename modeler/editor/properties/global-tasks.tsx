/** Tasks that stand once in the file and are called by call activities (BPMN 2.0.2, 10.3.6). */
import { Button, Fieldset, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../../i18n/say.tsx';
import { translate } from '../../bpmn/translate.ts';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { decisionChoices } from './decision-choices.ts';
import { FeelField } from './fields.tsx';
import { create, setOf, textOf, type Element, type Node } from './model.ts';

interface Props {
  readonly editor: Editor;
  /** What changes of the file are told at: the pool, or the process. */
  readonly owner: Element;
}

/** Type of the global task → what bpmn-js calls the task. */
const kinds: Readonly<Record<string, string>> = {
  'bpmn:GlobalUserTask': 'User task',
  'bpmn:GlobalManualTask': 'Manual task',
  'bpmn:GlobalScriptTask': 'Script task',
  'bpmn:GlobalBusinessRuleTask': 'Business rule task',
  'bpmn:GlobalTask': 'Task',
};

const rootsOf = (editor: Editor) => (editor.definitions() as Node).get('rootElements') as readonly Node[];

/** In the order of the file. */
export const globalTasksIn = (editor: Editor): readonly Node[] => rootsOf(editor).filter(({ $type }) => $type in kinds);

export function GlobalTasks({ editor, owner }: Props) {
  const say = useSay();
  const [kind, setKind] = useState('bpmn:GlobalUserTask');
  const set = (next: readonly Node[]) => setOf(editor, owner, editor.definitions() as Node, { rootElements: next });
  const add = () => {
    const made = create(editor, kind, { name: translate(kinds[kind]!) });
    (made as { $parent?: Node }).$parent = editor.definitions() as Node;
    set([...rootsOf(editor), made]);
  };
  return (
    <Stack gap="xs">
      <Text size="xs">{say('Khai một lần, nhiều bước “gọi” dùng lại theo mã.', 'Said once; call activities use them by their id.')}</Text>
      {globalTasksIn(editor).map((task) => (
        <Fieldset key={task.id} legend={`${translate(kinds[task.$type]!)}: ${task.id ?? ''}`} p="xs">
          <Stack gap="xs">
            <TaskFields editor={editor} owner={owner} task={task} />
            {!editor.isReadOnly && (
              <Group justify="end">
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="red"
                  aria-label={say(`Bỏ ${textOf(task, 'name')}`, `Remove ${textOf(task, 'name')}`)}
                  onClick={() => set(rootsOf(editor).filter((root) => root !== task))}
                >
                  {say('Bỏ', 'Remove')}
                </Button>
              </Group>
            )}
          </Stack>
        </Fieldset>
      ))}
      {!editor.isReadOnly && (
        <Group align="end" gap="xs" wrap="nowrap">
          <Select
            size="xs"
            flex={1}
            label={say('Loại việc', 'Kind of task')}
            allowDeselect={false}
            data={Object.entries(kinds).map(([value, name]) => ({ value, label: translate(name) }))}
            value={kind}
            onChange={(chosen) => setKind(chosen ?? kind)}
          />
          <Button size="xs" variant="default" onClick={add}>
            {say('Thêm', 'Add')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function TaskFields({ editor, owner, task }: Props & { readonly task: Node }) {
  const say = useSay();
  const field = { editor, element: owner, node: task };
  const hasResult = task.$type === 'bpmn:GlobalScriptTask' || task.$type === 'bpmn:GlobalBusinessRuleTask';
  return (
    <>
      <Attribute {...field} name="name" label={say('Tên', 'Name')} />
      {task.$type === 'bpmn:GlobalUserTask' && (
        <Attribute
          {...field}
          name="tthc:form"
          label={say('Biểu mẫu', 'Form')}
          choices={Object.keys(editor.content.forms).map((form) => ({ value: form, label: form }))}
        />
      )}
      {task.$type === 'bpmn:GlobalScriptTask' && (
        <FeelField
          label={say('Phép tính', 'Script')}
          description="FEEL"
          value={textOf(task, 'script').replace(/^\s*=\s*/, '')}
          isReadOnly={editor.isReadOnly}
          onChange={(text) => setOf(editor, owner, task, { script: text === '' ? '' : `=${text}`, scriptLanguage: undefined })}
        />
      )}
      {task.$type === 'bpmn:GlobalBusinessRuleTask' && (
        <Attribute {...field} name="tthc:decision" label={say('Quyết định', 'Decision')} choices={decisionChoices(editor)} />
      )}
      {hasResult && <Attribute {...field} name="tthc:resultVariable" label={say('Tên biến kết quả', 'Result variable')} />}
    </>
  );
}
