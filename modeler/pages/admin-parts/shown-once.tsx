/** A secret that is shown this once: to be copied, or written down, before the window is closed. */
import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import { Dialog } from './dialog.tsx';

interface Props {
  readonly title: string;
  readonly secret: string;
  /** What it is for and where it goes. */
  readonly children: string;
  onClose(): void;
}

export function ShownOnce({ title, secret, children, onClose }: Props) {
  const say = useSay();
  return (
    <Dialog title={title} onClose={onClose} closeOnClickOutside={false}>
      <Stack>
        <Text size="sm">{children}</Text>
        <Code block data-secret>
          {secret}
        </Code>
        <Alert color="yellow">
          {say(
            'Chỉ hiện một lần: hệ thống không giữ bản đọc được. Hãy sao chép ngay.',
            'Shown this once: no readable copy is kept. Copy it now.',
          )}
        </Alert>
        <Group justify="end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? say('Đã sao chép', 'Copied') : say('Sao chép', 'Copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{say('Tôi đã lưu', 'I have kept it')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
