/** One field of a form: folded to a line, or unfolded to be changed. */
import { ActionIcon, Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useSay } from '../i18n/say.tsx';
import { CommittedInput } from './committed-input.tsx';
import { variableName } from './form-edits.ts';
import type { FieldKind, FormField } from './form-fields.ts';
import './field-editor.css';

const kinds: readonly (readonly [FieldKind, string, string])[] = [
  ['text', 'Chữ', 'Text'],
  ['number', 'Số', 'Number'],
  ['date', 'Ngày', 'Date'],
  ['choice', 'Chọn một', 'Choice'],
  ['yesNo', 'Có / Không', 'Yes or no'],
  ['list', 'Danh sách', 'List'],
  ['document', 'Giấy tờ', 'Document'],
];

interface Props {
  readonly field: FormField;
  /** Of all fields of the form. */
  readonly names: readonly string[];
  readonly isOpen: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isReadOnly: boolean;
  readonly onToggle: () => void;
  readonly onChange: (change: Partial<FormField>) => void;
  readonly onKind: (kind: FieldKind) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

export function FieldEditor({ field, names, isOpen, isFirst, isLast, isReadOnly, onToggle, onChange, onKind, onMove, onRemove }: Props) {
  const say = useSay();
  const kind = kinds.find(([each]) => each === field.kind);
  const marks = [
    kind ? say(kind[1], kind[2]) : say('khác', 'other'),
    ...(field.isRequired ? [say('bắt buộc', 'required')] : []),
    ...(field.isPersonal ? [say('dữ liệu cá nhân', 'personal')] : []),
  ];
  return (
    <li
      className="form-field"
      onKeyDown={(event) => {
        if (!event.altKey || isReadOnly || !/^Arrow(Up|Down)$/u.test(event.key)) return;
        event.preventDefault();
        onMove(event.key === 'ArrowUp' ? -1 : 1);
      }}
    >
      <Group gap={4} wrap="nowrap" align="start">
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          flex={1}
          aria-expanded={isOpen}
          justify="start"
          className="form-field-head"
          onClick={onToggle}
        >
          <span>
            <Text span size="sm" fw={600}>
              {field.title || field.name}
            </Text>
            <Text span size="xs" display="block">
              {marks.join(' · ')}
            </Text>
          </span>
        </Button>
        {!isReadOnly && (
          <>
            <ActionIcon
              variant="default"
              size="md"
              disabled={isFirst}
              aria-label={say(`Đưa “${field.title}” lên`, `Move “${field.title}” up`)}
              onClick={() => onMove(-1)}
            >
              ↑
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="md"
              disabled={isLast}
              aria-label={say(`Đưa “${field.title}” xuống`, `Move “${field.title}” down`)}
              onClick={() => onMove(1)}
            >
              ↓
            </ActionIcon>
            <ActionIcon variant="default" size="md" aria-label={say(`Xóa “${field.title}”`, `Remove “${field.title}”`)} onClick={onRemove}>
              ✕
            </ActionIcon>
          </>
        )}
      </Group>
      {isOpen && (
        <fieldset className="form-field-body" disabled={isReadOnly} aria-label={field.title}>
          <Stack gap="xs" p="xs">
            <CommittedInput
              label={say('Nhãn', 'Label')}
              required
              value={field.title}
              onCommit={(title) =>
                // a field that was just added is named after its label
                onChange({ title, ...(/^(mucMoi|newField)\d*$/u.test(field.name) && { name: variableName(title, names) }) })
              }
            />
            <CommittedInput
              label={say('Nhãn tiếng Anh', 'English label')}
              value={field.titleEn ?? ''}
              onCommit={(titleEn) => onChange({ titleEn: titleEn || undefined } as Partial<FormField>)}
            />
            <NameInput field={field} names={names} onChange={(name) => onChange({ name })} />
            {field.kind === 'other' ? (
              <Text size="sm">
                {say(
                  'Mục này viết bằng tay trong JSON Schema; nó được giữ nguyên.',
                  'This field was written as JSON Schema by hand; it is kept as it is.',
                )}
              </Text>
            ) : (
              <NativeSelect
                label={say('Kiểu', 'Kind')}
                value={field.kind}
                data={kinds.map(([value, vi, en]) => ({ value, label: say(vi, en) }))}
                onChange={({ currentTarget }) => onKind(currentTarget.value as FieldKind)}
              />
            )}
            <Checkbox
              label={say('Bắt buộc', 'Required')}
              checked={field.isRequired}
              onChange={({ currentTarget }) => onChange({ isRequired: currentTarget.checked })}
            />
            <Checkbox
              label={say('Dữ liệu cá nhân', 'Personal data')}
              description={say(
                'Lưu riêng, xóa được; điều kiện của quy trình không đọc được',
                'Kept apart and erasable; conditions of the process cannot read it',
              )}
              checked={field.isPersonal}
              onChange={({ currentTarget }) => onChange({ isPersonal: currentTarget.checked })}
            />
            <Limits field={field} onChange={onChange} />
          </Stack>
        </fieldset>
      )}
    </li>
  );
}

function NameInput({
  field,
  names,
  onChange,
}: {
  readonly field: FormField;
  readonly names: readonly string[];
  readonly onChange: (name: string) => void;
}) {
  const say = useSay();
  const others = names.filter((name) => name !== field.name);
  return (
    <TextInput
      label={say('Tên biến', 'Name of the variable')}
      description={say(
        'Chữ không dấu, không khoảng trắng; điều kiện gọi bằng tên này',
        'Letters without marks or spaces; conditions call it by this',
      )}
      key={field.name}
      defaultValue={field.name}
      onBlur={({ currentTarget }) => {
        const given = currentTarget.value.trim();
        if (given === field.name) return;
        const name = /^[A-Za-z_]\w{0,60}$/u.test(given) && !others.includes(given) ? given : variableName(given || field.title, others);
        currentTarget.value = name;
        if (name !== field.name) onChange(name);
      }}
    />
  );
}

function Limits({ field, onChange }: { readonly field: FormField; readonly onChange: (change: Partial<FormField>) => void }) {
  const say = useSay();
  const number = (label: string, key: 'least' | 'most' | 'minimum' | 'maximum', isCount: boolean) => (
    <NumberInput
      label={label}
      hideControls
      allowDecimal={!isCount}
      allowNegative={!isCount}
      decimalSeparator={say(',', '.')}
      value={field[key] ?? ''}
      onChange={(value) => onChange({ [key]: typeof value === 'number' ? value : undefined } as Partial<FormField>)}
    />
  );
  switch (field.kind) {
    case 'text':
    case 'document':
      return (
        <>
          <Group grow>
            {number(say('Ít ký tự nhất', 'Fewest letters'), 'least', true)}
            {number(say('Nhiều ký tự nhất', 'Most letters'), 'most', true)}
          </Group>
          {field.kind === 'text' && (
            <Checkbox
              label={say('Là thư điện tử', 'An e-mail address')}
              checked={field.format === 'email'}
              onChange={({ currentTarget }) => onChange({ format: currentTarget.checked ? 'email' : undefined } as Partial<FormField>)}
            />
          )}
        </>
      );
    case 'number':
      return (
        <>
          <Group grow>
            {number(say('Nhỏ nhất', 'Least'), 'minimum', false)}
            {number(say('Lớn nhất', 'Most'), 'maximum', false)}
          </Group>
          <Checkbox
            label={say('Chỉ số nguyên', 'Whole numbers only')}
            checked={field.isWhole === true}
            onChange={({ currentTarget }) => onChange({ isWhole: currentTarget.checked || undefined } as Partial<FormField>)}
          />
        </>
      );
    case 'list':
      return (
        <Group grow>
          {number(say('Ít mục nhất', 'Fewest entries'), 'least', true)}
          {number(say('Nhiều mục nhất', 'Most entries'), 'most', true)}
        </Group>
      );
    case 'choice':
      return (
        <Textarea
          label={say('Các lựa chọn, mỗi dòng một', 'Choices, one a line')}
          description={say('“giá trị = nhãn”, hoặc chỉ ghi nhãn', '“value = label”, or the label alone')}
          autosize
          minRows={3}
          key={field.name}
          defaultValue={(field.choices ?? []).map(({ value, title }) => `${value} = ${title}`).join('\n')}
          onBlur={({ currentTarget }) => {
            const before = field.choices ?? [];
            const taken: string[] = [];
            const choices = currentTarget.value
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== '')
              .map((line) => {
                const [, given, label] = /^([\w.-]+)\s*=\s*(.+)$/u.exec(line) ?? [];
                const title = label ?? line;
                const value = given !== undefined && !taken.includes(given) ? given : variableName(title, taken);
                taken.push(value);
                const english = before.find((each) => each.value === value)?.titleEn;
                return { value, title, ...(english !== undefined && { titleEn: english }) };
              });
            if (choices.length > 0) onChange({ choices });
          }}
        />
      );
    default:
      return null;
  }
}
