/** The window over a page whose session has ended: what is open stays, and goes on after signing in. */
import { Button, Modal, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { resumeSession, signOut } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { SignInForm } from './sign-in.tsx';

export function SessionEnded({ login, provider }: { readonly login: string; readonly provider: string | undefined }) {
  const say = useSay();
  useEffect(() => {
    // signed in again in another window
    const look = () => void resumeSession().catch(() => undefined);
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={say('Phiên làm việc đã hết', 'The session has ended')}
    >
      <Stack>
        <Text size="sm">
          {say(
            'Đăng nhập lại để tiếp tục. Những gì đang mở vẫn còn nguyên, và những gì chưa gửi sẽ được gửi.',
            'Sign in again to go on. What is open stays as it is, and what was not sent will be.',
          )}
        </Text>
        <SignInForm login={login} provider={provider} isWindow />
        <Button variant="subtle" onClick={() => void signOut()}>
          {say('Bỏ những gì chưa gửi, dùng tài khoản khác', 'Drop what was not sent, use another account')}
        </Button>
      </Stack>
    </Modal>
  );
}
