/** Fields of the properties panel: what is typed becomes a change when the field is left or Enter is pressed, one step of undo. */
import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { compileExpression, isExpressionProblem } from '../../../engine/index.ts';
import { useSay, useSpeech } from '../../i18n/say.tsx';
import { readBudget, shownBudget, type BudgetText } from '../duration-text.ts';
import { useText } from './use-text.ts';

interface Field {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  readonly onChange: (value: string) => void;
}

/** What is typed until it becomes the value. */
function useTyped(value: string, onChange: (value: string) => void) {
  const [text, setText] = useText(value);
  const commit = () => {
    const written = text.normalize('NFC').trim();
    if (written !== value) onChange(written);
    else setText(value);
  };
  return { text, setText, commit };
}

const onEnter = (commit: () => void) => (event: KeyboardEvent) => {
  if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit();
};

export function TextField({ label, description, value, isReadOnly, onChange, isLong = false }: Field & { readonly isLong?: boolean }) {
  const { text, setText, commit } = useTyped(value, onChange);
  const shared = { label, description, value: text, readOnly: isReadOnly, onBlur: commit, size: 'xs' } as const;
  return isLong ? (
    <Textarea {...shared} rows={2} classNames={{ input: 'grows' }} onChange={(event) => setText(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onEnter(commit)} />
  );
}

/** A text with proposals. */
export function ProposedField({
  label,
  description,
  value,
  isReadOnly,
  onChange,
  proposals,
}: Field & { readonly proposals: readonly string[] }) {
  const { text, setText, commit } = useTyped(value, onChange);
  return (
    <Autocomplete
      size="xs"
      label={label}
      description={description}
      readOnly={isReadOnly}
      data={[...proposals]}
      value={text}
      onChange={setText}
      onOptionSubmit={onChange}
      onBlur={commit}
    />
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of a list; what the file says stays there even when the list does not know it. */
export function ChoiceField({
  label,
  description,
  value,
  isReadOnly,
  onChange,
  choices,
  placeholder,
  isClearable = true,
}: Field & { readonly choices: readonly Choice[]; readonly placeholder?: string; readonly isClearable?: boolean }) {
  const say = useSay();
  const data = value !== '' && !choices.some((choice) => choice.value === value) ? [{ value, label: value }, ...choices] : [...choices];
  return (
    <Select
      size="xs"
      label={label}
      description={description}
      placeholder={placeholder}
      readOnly={isReadOnly}
      clearable={isClearable && !isReadOnly}
      clearButtonProps={{ 'aria-label': say('Bỏ chọn', 'Clear') }}
      allowDeselect={false}
      data={data}
      value={value === '' ? null : value}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}

/** A length of time, and with `mayShare` a share; what cannot be read is said and changes nothing. */
export function BudgetField({
  label,
  description,
  value,
  isReadOnly,
  onChange,
  mayShare = false,
}: Omit<Field, 'value' | 'onChange'> & {
  readonly value: BudgetText | undefined;
  readonly onChange: (value: BudgetText | undefined) => void;
  readonly mayShare?: boolean;
}) {
  const say = useSay();
  const { language } = useSpeech();
  const shown = value ? shownBudget(value, language) : '';
  const [text, setText] = useText(shown);
  const read = readBudget(text);
  const isWrong = text.trim() !== '' && (!read || ('share' in read && !mayShare));
  const commit = () => {
    if (isWrong || text === shown) return;
    onChange(read);
    setText(read ? shownBudget(read, language) : '');
  };
  return (
    <TextInput
      size="xs"
      label={label}
      description={description}
      placeholder={mayShare ? say('0,5 ngày; 4 giờ; 20%', '0.5 days; 4 hours; 20%') : say('0,5 ngày; 4 giờ', '0.5 days; 4 hours')}
      readOnly={isReadOnly}
      value={text}
      error={isWrong && say('Viết như: 0,5 ngày; 3 ngày lịch; 4 giờ', 'Write it like: 0.5 days; 3 calendar days; 4 hours')}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={onEnter(commit)}
    />
  );
}

/** FEEL, checked while it is typed; kept as it is even when it is wrong, for a draft may be unfinished. */
export function FeelField({ label, description, value, isReadOnly, onChange }: Field) {
  const say = useSay();
  const { text, setText, commit } = useTyped(value, onChange);
  const found = text.trim() === '' ? undefined : compileExpression(text);
  const problem = found && isExpressionProblem(found) ? found : undefined;
  return (
    <Textarea
      size="xs"
      label={label}
      description={description}
      readOnly={isReadOnly}
      rows={2}
      classNames={{ input: 'feel grows' }}
      spellCheck={false}
      value={text}
      error={problem && say(problem.message, problem.messageEn)}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
    />
  );
}
