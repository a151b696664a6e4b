/** A form to fill in: one labelled control a field. Holds no state: who shows it keeps the values and sends them. */
import { Checkbox, FileInput, MultiSelect, NumberInput, Radio, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useSpeech } from '../i18n/say.tsx';
import { readForm, type FormField } from './form-fields.ts';

export interface FormViewProps {
  /** JSON Schema, as the service gives it. */
  readonly schema: unknown;
  readonly values: Readonly<Record<string, unknown>>;
  /** All values after a change; a field that is emptied is left out. Absent: to look at only. */
  readonly onChange?: (values: Readonly<Record<string, unknown>>) => void;
  /** A sentence by the name of the field; see `checkValues`, and `refusedFields` for what the service refused. */
  readonly mistakes?: Readonly<Record<string, string>>;
  /** Names that the dossier has already: not marked as required. */
  readonly known?: ReadonlySet<string>;
  /** Keeps a file and gives what the variable holds; without it a document is entered as text. */
  readonly attach?: (file: File) => Promise<string>;
}

export function FormView({ schema, values, onChange, mistakes = {}, known, attach }: FormViewProps) {
  const fields = useMemo(() => readForm(schema).fields, [schema]);
  return (
    <Stack gap="sm">
      {fields.map((field) => (
        <FieldView
          key={field.name}
          field={known?.has(field.name) ? { ...field, isRequired: false } : field}
          value={values[field.name]}
          mistake={mistakes[field.name]}
          attach={attach}
          change={
            onChange &&
            ((value) => {
              const { [field.name]: _, ...others } = values;
              onChange(value === undefined || value === '' ? others : { ...others, [field.name]: value });
            })
          }
        />
      ))}
    </Stack>
  );
}

interface FieldViewProps {
  readonly field: FormField;
  readonly value: unknown;
  readonly mistake: string | undefined;
  readonly change: ((value: unknown) => void) | undefined;
  readonly attach: ((file: File) => Promise<string>) | undefined;
}

function FieldView({ field, value, mistake, change, attach }: FieldViewProps) {
  const { say, language } = useSpeech();
  const label = (language === 'en' && field.titleEn) || field.title;
  const personal = field.isPersonal ? say('Dữ liệu cá nhân: lưu riêng, xóa được', 'Personal data: kept apart, can be erased') : undefined;
  const common = { label, required: field.isRequired, error: mistake, description: personal, disabled: change === undefined };
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : text}
          decimalSeparator={language === 'vi' ? ',' : '.'}
          allowDecimal={!field.isWhole}
          hideControls
          onChange={(entered) => change?.(typeof entered === 'number' ? entered : numberIn(entered))}
        />
      );
    case 'date':
      return (
        <TextInput
          {...common}
          type={field.format === 'date-time' ? 'datetime-local' : 'date'}
          value={field.format === 'date-time' ? text.slice(0, 16) : text}
          onChange={({ currentTarget }) => {
            const entered = currentTarget.value;
            // the country has one zone and no summer time
            change?.(field.format === 'date-time' && entered !== '' ? `${entered}:00+07:00` : entered);
          }}
        />
      );
    case 'yesNo':
      return (
        <Radio.Group {...common} value={value === undefined ? '' : String(value)} onChange={(chosen) => change?.(chosen === 'true')}>
          <Radio value="true" label={say('Có', 'Yes')} disabled={common.disabled} mt={4} />
          <Radio value="false" label={say('Không', 'No')} disabled={common.disabled} mt={4} />
        </Radio.Group>
      );
    case 'choice':
      return (
        <Select
          {...common}
          value={text || null}
          data={(field.choices ?? []).map((choice) => ({
            value: choice.value,
            label: (language === 'en' && choice.titleEn) || choice.title,
          }))}
          clearable={!field.isRequired}
          placeholder={say('Chọn …', 'Choose …')}
          onChange={(chosen) => change?.(chosen ?? undefined)}
        />
      );
    case 'list':
      if (field.choices)
        return (
          <MultiSelect
            {...common}
            value={Array.isArray(value) ? value.map(String) : []}
            data={field.choices.map((choice) => ({ value: choice.value, label: (language === 'en' && choice.titleEn) || choice.title }))}
            onChange={(chosen) => change?.(chosen.length === 0 ? undefined : chosen)}
          />
        );
      return (
        <TagsInput
          {...common}
          value={Array.isArray(value) ? value.map(String) : []}
          placeholder={say('Gõ rồi Enter', 'Type, then Enter')}
          onChange={(entries) => change?.(entries.length === 0 ? undefined : entries)}
        />
      );
    case 'document':
      if (attach)
        return (
          <FileInput
            {...common}
            placeholder={text || say('Chọn tệp', 'Choose a file')}
            onChange={(file) => {
              if (file) void attach(file).then((kept) => change?.(kept));
            }}
          />
        );
      return (
        <TextInput
          {...common}
          description={personal ?? say('Số, ký hiệu hoặc tên giấy tờ', 'Number or name of the paper')}
          value={text}
          onChange={({ currentTarget }) => change?.(currentTarget.value)}
        />
      );
    case 'other':
      return (
        <Checkbox
          label={label}
          checked={value !== undefined}
          disabled
          description={say('Kiểu dữ liệu này chưa nhập được trên màn hình', 'This kind of data cannot be entered on a screen')}
          onChange={() => undefined}
        />
      );
    case 'text':
      return (field.most ?? 500) > 500 ? (
        <Textarea {...common} autosize minRows={2} value={text} onChange={({ currentTarget }) => change?.(currentTarget.value)} />
      ) : (
        <TextInput
          {...common}
          type={field.format === 'email' ? 'email' : 'text'}
          value={text}
          onChange={({ currentTarget }) => change?.(currentTarget.value)}
        />
      );
  }
}

function numberIn(text: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? value : text;
}
