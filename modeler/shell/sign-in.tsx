/** Signing in: the first page of nobody, and a window over a page whose session has ended. */
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { RequestRefused } from '../../api/client.ts';
import { signIn } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';

interface Props {
  /** Name of the sign-in provider, when the service has one. */
  readonly provider?: string | undefined;
  /** Login of who was signed in before. */
  readonly login?: string | undefined;
}

export function SignInForm({ provider, login: before = '' }: Props) {
  const say = useSay();
  const [login, setLogin] = useState(before);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(login, password);
    } catch (error) {
      setProblem(
        error instanceof RequestRefused
          ? error.message
          : say('Không kết nối được máy chủ; hãy thử lại.', 'The server cannot be reached; try again.'),
      );
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack>
        {problem !== undefined && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput
          label={say('Tên đăng nhập', 'Login')}
          name="login"
          autoComplete="username"
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          data-autofocus={before === '' ? true : undefined}
        />
        <PasswordInput
          label={say('Mật khẩu', 'Password')}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': say('Hiện mật khẩu', 'Show the password') }}
          data-autofocus={before === '' ? undefined : true}
        />
        <Button type="submit" loading={isBusy}>
          {say('Đăng nhập', 'Sign in')}
        </Button>
        {provider !== undefined && (
          <Anchor href="/api/v1/session/oidc">{say(`Đăng nhập bằng ${provider}`, `Sign in with ${provider}`)}</Anchor>
        )}
      </Stack>
    </form>
  );
}

export function SignInPage({ provider }: Pick<Props, 'provider'>) {
  const say = useSay();
  return (
    <Stack maw={380} mx="auto" mt="xl" px="md" component="main" id="content">
      <Title order={1} size="h2">
        {say('Đăng nhập', 'Sign in')}
      </Title>
      <SignInForm provider={provider} />
    </Stack>
  );
}
