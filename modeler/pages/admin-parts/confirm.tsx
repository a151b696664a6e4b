/** Asks before something that cannot be taken back; says what went wrong if it did. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import { Dialog } from './dialog.tsx';

interface Props {
  readonly title: string;
  readonly text: string;
  /** On the button that does it. */
  readonly act: string;
  readonly isDangerous?: boolean;
  run(): Promise<unknown>;
  onClose(): void;
}

export function Confirm({ title, text, act, isDangerous = false, run, onClose }: Props) {
  const say = useSay();
  const doing = useMutation({ mutationFn: run, onSuccess: onClose });
  return (
    <Dialog title={title} onClose={onClose} size="md">
      <Stack>
        <Text size="sm">{text}</Text>
        {doing.isError && <Failed error={doing.error} />}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {say('Thôi', 'Cancel')}
          </Button>
          <Button {...(isDangerous && { color: 'red.8' })} loading={doing.isPending} onClick={() => doing.mutate()}>
            {act}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
