/** Side panel: the DMN files of the draft, the decisions in them, which steps ask them, and what is wrong with them. */
import { Alert, Button, FileButton, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useReducer, useState } from 'react';
import type { Decision } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import { download } from '../editor/exporting.ts';
import { elementsOf, textOf, type Element } from '../editor/properties/model.ts';
import { useSay } from '../i18n/say.tsx';
import { Empty } from '../parts/states.tsx';
import { addDecisionFiles, removeDecisionFile } from './decision-files.ts';
import { DecisionTableView } from './decision-table-view.tsx';
import './decisions.css';

const accepted = '.dmn,.xml';

export default function DecisionPanel({ editor }: { readonly editor: Editor }) {
  const say = useSay();
  const [, again] = useReducer((count: number) => count + 1, 0);
  const [failure, setFailure] = useState<string>();
  useEffect(() => editor.onChange(again), [editor]);
  const files = editor.content.decisions ?? {};
  const names = Object.keys(files).sort();
  const put = (chosen: readonly File[], name?: string) => {
    setFailure(undefined);
    addDecisionFiles(editor, chosen, say, name).catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  };

  return (
    <Stack p="sm" gap="sm">
      {!editor.isReadOnly && (
        <Group>
          <FileButton accept={accepted} multiple onChange={(chosen) => put(chosen)}>
            {(button) => (
              <Button {...button} size="xs">
                {say('Thêm tệp DMN …', 'Add DMN files …')}
              </Button>
            )}
          </FileButton>
        </Group>
      )}
      {failure !== undefined && (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
      {names.length === 0 && (
        <Empty>
          {say(
            'Bản nháp chưa có bảng quyết định. Bước “theo luật quyết định” hỏi các quyết định trong tệp DMN đặt ở đây.',
            'The draft has no decisions yet. Business rule tasks ask those of the DMN files that are put here.',
          )}
        </Empty>
      )}
      {names.map((name) => (
        <FileCard key={name} editor={editor} name={name} onReplace={(file) => put([file], name)} />
      ))}
    </Stack>
  );
}

interface CardProps {
  readonly editor: Editor;
  readonly name: string;
  readonly onReplace: (file: File) => void;
}

function FileCard({ editor, name, onReplace }: CardProps) {
  const say = useSay();
  const { decisions, problems } = editor.decisions;
  const own = decisions.filter(({ file }) => file === name);
  const wrong = problems.filter(({ at }) => at === name || at?.startsWith(`${name}#`));
  return (
    <section className="decision-file" aria-label={name}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Title order={3} size="h6">
          {name}
        </Title>
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-xs"
            variant="default"
            aria-label={say(`Tải ${name} về`, `Download ${name}`)}
            onClick={() => download(editor.content.decisions?.[name] ?? '', name.replace(/\.[^.]+$/, ''), 'dmn')}
          >
            {say('Tải về', 'Download')}
          </Button>
          {!editor.isReadOnly && (
            <>
              <FileButton accept={accepted} onChange={(file) => file && onReplace(file)}>
                {(button) => (
                  <Button {...button} size="compact-xs" variant="default" aria-label={say(`Thay ${name}`, `Replace ${name}`)}>
                    {say('Thay …', 'Replace …')}
                  </Button>
                )}
              </FileButton>
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                aria-label={say(`Bỏ ${name}`, `Remove ${name}`)}
                onClick={() => removeDecisionFile(editor, name)}
              >
                {say('Bỏ', 'Remove')}
              </Button>
            </>
          )}
        </Group>
      </Group>
      {wrong.length > 0 && (
        <ul className="decision-problems">
          {wrong.map(({ code, at, message, messageEn, severity }, index) => (
            <li key={index} data-severity={severity}>
              {say(message, messageEn)}{' '}
              <Text component="span" size="xs">{`(${code}${at === name ? '' : `, ${at?.slice(name.length + 1)}`})`}</Text>
            </li>
          ))}
        </ul>
      )}
      {own.map((decision) => (
        <DecisionCard key={decision.id} editor={editor} decision={decision} />
      ))}
    </section>
  );
}

function DecisionCard({ editor, decision }: { readonly editor: Editor; readonly decision: Decision }) {
  const say = useSay();
  const { id, name, file, names, tables } = decision;
  const asking = elementsOf(editor, ({ type, businessObject }) => {
    if (type !== 'bpmn:BusinessRuleTask') return false;
    const wanted = textOf(businessObject, 'tthc:decision');
    return wanted === id || wanted === name || wanted === `${file}#${id}` || wanted === `${file}#${name}`;
  });
  return (
    <div className="decision">
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="xs">
        {say('Mã', 'Id')}: {id}
        {names.length > 0 && ` · ${say('Đọc', 'Reads')}: ${names.join(', ')}`}
      </Text>
      <Text size="xs" component="div">
        {asking.length === 0
          ? say('Chưa bước nào hỏi.', 'No step asks it yet.')
          : asking.map((element: Element, index) => (
              <span key={element.id}>
                {index === 0 ? say('Được hỏi ở: ', 'Asked by: ') : ', '}
                <button type="button" className="decision-step" onClick={() => editor.select(element.id)}>
                  {textOf(element.businessObject, 'name') || element.id}
                </button>
              </span>
            ))}
      </Text>
      {tables.map((table) => (
        <details key={table.id}>
          <summary>
            {table.name} ({table.hitPolicy}
            {table.aggregation !== undefined && ` ${table.aggregation}`}, {table.rules.length} {say('luật', 'rules')})
          </summary>
          <DecisionTableView table={table} />
        </details>
      ))}
    </div>
  );
}
