/** Signing in: the first page of nobody, and a window over a page whose session has ended. */
import { Alert, Anchor, Button, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useState, type SubmitEvent } from 'react';
import { RequestRefused } from '../../api/client.ts';
import { keepPlace, signIn } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { LanguageSwitch, SchemeSwitch } from './switches.tsx';

interface Props {
  /** Name of the sign-in provider, when the service has one. */
  readonly provider?: string | undefined;
  /** Login of who was signed in before. */
  readonly login?: string | undefined;
  /** Over a page that must stay: the provider opens elsewhere. */
  readonly isWindow?: boolean;
}

export function SignInForm({ provider, login: before = '', isWindow = false }: Props) {
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
          <Anchor
            href="/api/v1/session/oidc"
            {...(isWindow ? { target: '_blank', rel: 'noopener' } : { onClick: keepPlace })}
            underline="always"
          >
            {isWindow
              ? say(
                  `Đăng nhập bằng ${provider} ở cửa sổ mới, rồi quay lại đây`,
                  `Sign in with ${provider} in a new window, then come back here`,
                )
              : say(`Đăng nhập bằng ${provider}`, `Sign in with ${provider}`)}
          </Anchor>
        )}
      </Stack>
    </form>
  );
}

export function SignInPage({ provider, demo }: Pick<Props, 'provider'> & { readonly demo: boolean }) {
  const say = useSay();
  const title = say('Đăng nhập', 'Sign in');
  useEffect(() => {
    document.title = `${title} – Tại Chỗ`;
  }, [title]);
  return (
    <>
      <Group component="header" h={52} px="md" justify="space-between">
        <Text component="span" className="name">
          Tại Chỗ
        </Text>
        <Group gap="xs">
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
      </Group>
      <Stack maw={380} mx="auto" mt="xl" px="md" component="main" id="content">
        <Title order={1} size="h2">
          {title}
        </Title>
        {demo && (
          <Text size="sm">
            {say(
              'Dữ liệu minh họa: người và hồ sơ không có thật. Tài khoản được in khi dịch vụ khởi động.',
              'Demonstration: people and dossiers are invented. The accounts are printed when the service starts.',
            )}
          </Text>
        )}
        <SignInForm provider={provider} />
        <Stack component="nav" gap={4} aria-label={say('Trang công khai', 'Public pages')}>
          <Anchor href="/public/procedures" size="sm" underline="always">
            {say('Thủ tục hành chính', 'Administrative procedures')}
          </Anchor>
          <Anchor href="/public/dossiers" size="sm" underline="always">
            {say('Tra cứu hồ sơ', 'Look up a dossier')}
          </Anchor>
        </Stack>
      </Stack>
    </>
  );
}
