/** Asks for what an act needs (a reason, a decision, a day), does it, and says what went wrong without losing what was written. */
import { Button, Group, Modal, Stack, Textarea, TextInput, Text } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';

export interface ActField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'longText' | 'date';
  readonly isRequired: boolean;
  readonly value?: string;
  readonly description?: string;
}

interface Props {
  readonly title: string;
  /** What happens then, before one does it. */
  readonly about?: ReactNode;
  readonly fields: readonly ActField[];
  readonly confirm: string;
  readonly act: (values: Readonly<Record<string, string>>) => Promise<unknown>;
  readonly close: () => void;
}

export function ActDialog({ title, about, fields, confirm, act, close }: Props) {
  const say = useSay();
  const [values, setValues] = useState(() => Object.fromEntries(fields.map(({ name, value = '' }) => [name, value])));
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const given = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
      await act(Object.fromEntries(given.filter(([, value]) => value !== '')));
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}
      closeOnClickOutside={false}
    >
      <form onSubmit={(event) => void send(event)}>
        <Stack>
          {about !== undefined && (
            <Text size="sm" component="div">
              {about}
            </Text>
          )}
          {error !== undefined && <Failed error={error} />}
          {fields.map(({ name, label, type, isRequired, description }, index) => {
            const shared = {
              label,
              name,
              required: isRequired,
              value: values[name] ?? '',
              ...(description !== undefined && { description }),
              ...(index === 0 && { 'data-autofocus': true }),
            };
            const change = (value: string) => setValues((before) => ({ ...before, [name]: value }));
            return type === 'longText' ? (
              <Textarea key={name} {...shared} rows={4} maxLength={2000} onChange={(event) => change(event.currentTarget.value)} />
            ) : (
              <TextInput
                key={name}
                {...shared}
                type={type === 'date' ? 'date' : 'text'}
                onChange={(event) => change(event.currentTarget.value)}
              />
            );
          })}
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {say('Thôi', 'Cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
