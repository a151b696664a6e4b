/** The field in which one cell is edited: a text, or one of several values. */
import { useId, useRef, type KeyboardEvent } from 'react';
import { useSay } from '../i18n/say.tsx';
import type { Choice } from './columns.ts';

interface Props {
  readonly label: string;
  readonly text: string;
  /** Begun by typing a letter: what stood there is replaced. */
  readonly isTyped: boolean;
  readonly choices: readonly Choice[] | undefined;
  readonly offers: readonly string[] | undefined;
  readonly onFinish: (text: string, way: 'down' | 'next' | 'previous' | 'stay') => void;
  readonly onGiveUp: () => void;
}

export function CellField({ label, text, isTyped, choices, offers, onFinish, onGiveUp }: Props) {
  const say = useSay();
  const offered = useId();
  const isDone = useRef(false);
  const field = useRef<HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement>(null);
  const finish = (way: 'down' | 'next' | 'previous' | 'stay') => {
    if (isDone.current) return;
    onFinish(field.current?.value ?? text, way);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    // Enter ends the composition of a word first (Telex, VNI of ibus)
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      isDone.current = true;
      onGiveUp();
    } else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
      event.preventDefault();
      finish(event.key === 'Enter' ? 'down' : event.shiftKey ? 'previous' : 'next');
    }
  };
  const common = {
    ref: field,
    'aria-label': label,
    className: 'cell-field',
    onKeyDown,
    onBlur: () => finish('stay'),
    autoFocus: true,
  };
  if (choices) {
    // a letter that was typed chooses the first value that begins with it
    const typed = text.toLocaleLowerCase('vi');
    const first = isTyped
      ? choices.find(({ title }) =>
          say(...title)
            .toLocaleLowerCase('vi')
            .startsWith(typed),
        )
      : undefined;
    const shown = first ? say(...first.title) : isTyped ? '' : text;
    const isKnown = shown === '' || choices.some(({ title }) => say(...title) === shown);
    return (
      <select {...common} defaultValue={shown}>
        <option value="">{say('(để trống)', '(empty)')}</option>
        {!isKnown && <option value={shown}>{shown}</option>}
        {choices.map(({ value, title }) => (
          <option key={value} value={say(...title)}>
            {say(...title)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <>
      <input
        {...common}
        type="text"
        defaultValue={text}
        autoComplete="off"
        maxLength={2000}
        list={offers && offered}
        onFocus={({ currentTarget }) => {
          if (!isTyped) currentTarget.select();
        }}
      />
      {offers && (
        <datalist id={offered}>
          {offers.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}
