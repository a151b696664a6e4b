/** Asks why, and for a day where the act needs one, before something is done that cannot be taken back. */
import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import { useAct } from './use-act.ts';

export interface ReasonGiven {
  readonly reason: string;
  /** A calendar day; empty unless the dialog asks for one. */
  readonly day: string;
}

interface Props {
  readonly title: string;
  readonly explanation?: string | undefined;
  readonly isReasonNeeded: boolean;
  readonly dayLabel?: string | undefined;
  readonly act: (given: ReasonGiven) => Promise<unknown>;
  readonly close: () => void;
  /** After it was done; absent: the dialog is closed. */
  readonly done?: (() => void) | undefined;
}

export function ReasonDialog({ title, explanation, isReasonNeeded, dayLabel, act, close, done = close }: Props) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [day, setDay] = useState('');
  const { mutate, isPending, error } = useAct(act, done);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    mutate({ reason: reason.trim(), day });
  };
  return (
    <Modal opened lockScroll={false} onClose={close} title={title} closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}>
      <form onSubmit={send}>
        <Stack>
          {explanation !== undefined && <Text size="sm">{explanation}</Text>}
          {error && <Failed error={error} />}
          {dayLabel !== undefined && (
            <TextInput type="date" label={dayLabel} required value={day} onChange={({ currentTarget }) => setDay(currentTarget.value)} />
          )}
          <Textarea
            label={say('Lý do', 'Reason')}
            required={isReasonNeeded}
            autosize
            minRows={3}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {say('Thôi', 'Not now')}
            </Button>
            <Button type="submit" loading={isPending}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
