/** A text that is taken over when one leaves the field or presses Enter: one step of undo, not one a letter. */
import { TextInput } from '@mantine/core';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

export function CommittedInput({ label, value, onCommit, required, disabled }: Props) {
  return (
    <TextInput
      // another value from elsewhere (undo) begins anew
      key={value}
      label={label}
      required={required === true}
      disabled={disabled === true}
      defaultValue={value}
      onBlur={({ currentTarget }) => {
        const entered = currentTarget.value.normalize('NFC').trim();
        if (entered !== value && !(required && entered === '')) onCommit(entered);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
      }}
    />
  );
}
