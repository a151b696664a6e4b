/** The forms of the draft: what is asked at receipt and at each step, built and looked at beside the drawing. */
import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Moddle } from 'bpmn-moddle';
import { processTables } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import { useSay } from '../i18n/say.tsx';
import { addField, changeField, changeKind, moveField, removeField } from './form-edits.ts';
import { readForm, writeForm, type FormContent } from './form-fields.ts';
import { CommittedInput } from './committed-input.tsx';
import { FieldEditor } from './field-editor.tsx';
import { FormTry } from './form-try.tsx';

export default function FormsPanel({ editor }: { readonly editor: Editor }) {
  const say = useSay();
  const [forms, setForms] = useState(editor.content.forms);
  const [chosen, setChosen] = useState<string>();
  const [newName, setNewName] = useState<string>();
  const [isTrying, setTrying] = useState(false);
  const [open, setOpen] = useState<number>();
  useEffect(() => editor.onChange(() => setForms(editor.content.forms)), [editor]);

  const names = Object.keys(forms);
  const name = chosen !== undefined && names.includes(chosen) ? chosen : names[0];
  const schema = name === undefined ? undefined : forms[name];
  const form = useMemo(() => (schema === undefined ? undefined : readForm(schema)), [schema]);
  const usedBy = name === undefined ? [] : stepsWith(editor, name);
  const keep = (next: FormContent) => name !== undefined && editor.setContent({ forms: { ...forms, [name]: writeForm(name, next) } });
  const add = () => {
    const made = (newName ?? '').trim();
    if (!isName(made) || names.includes(made)) return;
    editor.setContent({
      forms: {
        ...forms,
        [made]: writeForm(made, { title: made === 'intake' ? 'Thông tin tiếp nhận hồ sơ' : 'Biểu mẫu mới', fields: [], rest: {} }),
      },
    });
    setChosen(made);
    setNewName(undefined);
    setOpen(undefined);
  };

  return (
    <Stack p="sm" gap="sm">
      <Group align="end" gap="xs" wrap="nowrap">
        <NativeSelect
          flex={1}
          label={say('Biểu mẫu', 'Form')}
          disabled={names.length === 0}
          value={name ?? ''}
          onChange={({ currentTarget }) => {
            setChosen(currentTarget.value);
            setOpen(undefined);
          }}
          data={
            names.length === 0
              ? [{ value: '', label: say('(chưa có)', '(none yet)') }]
              : names.map((each) => ({ value: each, label: `${readForm(forms[each]).title || each} (${each})` }))
          }
        />
        {!editor.isReadOnly && (
          <Button variant="default" onClick={() => setNewName(names.includes('intake') ? '' : 'intake')}>
            {say('Thêm …', 'Add …')}
          </Button>
        )}
      </Group>
      {newName !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Group align="end" gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              autoFocus
              label={say('Mã biểu mẫu mới', 'Key of the new form')}
              description={say(
                'Chữ thường không dấu, số, gạch nối; “intake” là mẫu tiếp nhận',
                'Small letters, digits, hyphens; “intake” is asked at receipt',
              )}
              value={newName}
              error={
                names.includes(newName.trim())
                  ? say('Đã có mã này', 'This key is taken')
                  : newName !== '' && !isName(newName.trim())
                    ? say('Mã chưa đúng', 'This is no key')
                    : undefined
              }
              onChange={({ currentTarget }) => setNewName(currentTarget.value)}
            />
            <Button type="submit">{say('Tạo', 'Make')}</Button>
            <Button variant="default" onClick={() => setNewName(undefined)}>
              {say('Bỏ', 'Cancel')}
            </Button>
          </Group>
        </form>
      )}
      {!form || name === undefined ? (
        <Text size="sm">
          {say(
            'Bản nháp chưa có biểu mẫu nào. Mẫu tiếp nhận có mã “intake”; mẫu của một bước mang mã ghi ở bước đó.',
            'The draft has no forms yet. The one asked at receipt has the key “intake”; that of a step has the key which the step names.',
          )}
        </Text>
      ) : (
        <>
          <CommittedInput
            label={say('Tên biểu mẫu', 'Title')}
            required
            disabled={editor.isReadOnly}
            value={form.title}
            onCommit={(title) => keep({ ...form, title })}
          />
          <CommittedInput
            label={say('Tên tiếng Anh', 'English title')}
            disabled={editor.isReadOnly}
            value={form.titleEn ?? ''}
            onCommit={(titleEn) => {
              const { titleEn: _, ...others } = form;
              keep(titleEn === '' ? others : { ...others, titleEn });
            }}
          />
          <Text size="sm">
            {name === 'intake'
              ? say('Dùng khi tiếp nhận hồ sơ.', 'Asked when a dossier is received.')
              : usedBy.length > 0
                ? say(`Dùng ở: ${usedBy.join('; ')}`, `Used at: ${usedBy.join('; ')}`)
                : say(
                    'Chưa bước nào dùng mẫu này: ghi mã ở cột Biểu mẫu của bảng hoặc ở thuộc tính của bước.',
                    'No step uses it yet: write its key in the form column of the table, or in the properties of a step.',
                  )}
          </Text>
          <Stack gap={6} component="ol" className="form-fields" aria-label={say('Các mục của biểu mẫu', 'Fields of the form')}>
            {form.fields.map((field, at) => (
              <FieldEditor
                key={at}
                field={field}
                names={form.fields.map((each) => each.name)}
                isOpen={open === at}
                isFirst={at === 0}
                isLast={at === form.fields.length - 1}
                isReadOnly={editor.isReadOnly}
                onToggle={() => setOpen(open === at ? undefined : at)}
                onChange={(change) => keep(changeField(form, at, change))}
                onKind={(kind) => keep(changeKind(form, at, kind))}
                onMove={(by) => {
                  keep(moveField(form, at, by));
                  if (open !== undefined) setOpen(open === at ? at + by : open === at + by ? at : open);
                }}
                onRemove={() => {
                  keep(removeField(form, at));
                  setOpen(undefined);
                }}
              />
            ))}
          </Stack>
          {form.fields.length === 0 && <Alert color="gray">{say('Biểu mẫu chưa có mục nào.', 'The form has no fields yet.')}</Alert>}
          <Group gap="xs">
            {!editor.isReadOnly && (
              <Button
                variant="default"
                onClick={() => {
                  keep(addField(form, say('Mục mới', 'New field')));
                  setOpen(form.fields.length);
                }}
              >
                {say('Thêm mục', 'Add a field')}
              </Button>
            )}
            <Button variant="light" onClick={() => setTrying(true)}>
              {say('Xem thử', 'Preview')}
            </Button>
            {!editor.isReadOnly && (
              <Button
                variant="subtle"
                color="red"
                onClick={() => {
                  const { [name]: _, ...others } = forms;
                  editor.setContent({ forms: others });
                  setOpen(undefined);
                }}
              >
                {say('Xóa biểu mẫu', 'Remove the form')}
              </Button>
            )}
          </Group>
          <Modal
            opened={isTrying}
            onClose={() => setTrying(false)}
            size="lg"
            title={<Text fw={600}>{form.title}</Text>}
            closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}
          >
            <FormTry schema={schema} />
          </Modal>
        </>
      )}
    </Stack>
  );
}

const isName = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,60}$/u.test(text);

function stepsWith(editor: Editor, form: string): string[] {
  return processTables(editor.definitions() as unknown as Moddle).flatMap(({ rows }) =>
    rows.flatMap((row) => (row.form === form ? [row.name || row.id] : [])),
  );
}
