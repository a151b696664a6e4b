/** A new password: the page of somebody who has to change theirs, and of who wants to. */
import { Alert, Button, PasswordInput, Stack, Title } from '@mantine/core';
import { useEffect, useState, type SubmitEvent } from 'react';
import { RequestRefused } from '../../api/client.ts';
import { api, findSession } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';

export function ChangePassword({ isForced }: { readonly isForced: boolean }) {
  const say = useSay();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [answer, setAnswer] = useState<{ readonly isDone: boolean; readonly text: string }>();
  const [isBusy, setBusy] = useState(false);

  const title = say('Đổi mật khẩu', 'Change the password');
  useEffect(() => {
    document.title = `${title} – Tại Chỗ`;
  }, [title]);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    setBusy(true);
    setAnswer(undefined);
    try {
      await api.putSessionPassword({ body: { current, password } });
      setAnswer({ isDone: true, text: say('Đã đổi mật khẩu.', 'The password is changed.') });
      await findSession();
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      setAnswer({ isDone: false, text: error.message });
    } finally {
      setBusy(false);
    }
  }

  const eye = { 'aria-label': say('Hiện mật khẩu', 'Show the password') };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack maw={380} mx="auto" mt="xl" px="md">
        <Title order={1} size="h2">
          {title}
        </Title>
        {isForced && (
          <p>{say('Trước khi làm việc, hãy đặt mật khẩu của riêng bạn.', 'Before anything else, set a password of your own.')}</p>
        )}
        {answer && (
          <Alert color={answer.isDone ? 'green' : 'red'} role={answer.isDone ? 'status' : 'alert'}>
            {answer.text}
          </Alert>
        )}
        <PasswordInput
          label={say('Mật khẩu hiện tại', 'Current password')}
          autoComplete="current-password"
          name="current"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          visibilityToggleButtonProps={eye}
        />
        <PasswordInput
          label={say('Mật khẩu mới', 'New password')}
          description={say('Ít nhất 12 ký tự.', 'At least 12 characters.')}
          autoComplete="new-password"
          name="password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={eye}
        />
        <Button type="submit" loading={isBusy}>
          {say('Đổi mật khẩu', 'Change the password')}
        </Button>
      </Stack>
    </form>
  );
}
