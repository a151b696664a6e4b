/** What is around every page: name, navigation by what one may do, language, who is signed in, whether the network is there. */
import {
  ActionIcon,
  Alert,
  AppShell,
  Burger,
  Button,
  Group,
  Menu,
  Modal,
  NavLink,
  ScrollArea,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { NavLink as RouterLink, Outlet, useLocation } from 'react-router';
import { signOut, type Me, type SessionState } from '../data/session.ts';
import { useSay, useSpeech } from '../i18n/say.tsx';
import { pageEntries } from '../pages/index.ts';
import type { PageEntry } from '../pages/page-entry.ts';
import { SignInForm } from './sign-in.tsx';

interface Props {
  readonly me: Me;
  readonly status: SessionState['status'];
  readonly demo: boolean;
}

const groups = [
  ['work', 'Giải quyết', 'Work'],
  ['design', 'Quy trình', 'Procedures'],
  ['administration', 'Quản trị', 'Administration'],
] as const;

export function Frame({ me, status, demo }: Props) {
  const say = useSay();
  const [isOpen, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  const { online } = useNetwork();
  const isWide = pageEntries.some((entry) => entry.isWide === true && matches(entry, pathname));

  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 220, breakpoint: 'md', collapsed: { mobile: !isOpen, desktop: isWide && !isOpen } }}>
      <a className="skip" href="#content">
        {say('Đến nội dung', 'Skip to content')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger
            opened={isOpen}
            onClick={toggle}
            hiddenFrom={isWide ? undefined : 'md'}
            size="sm"
            aria-label={say('Mở danh mục', 'Open the navigation')}
          />
          <RouterLink to="/" className="name">
            Tại Chỗ
          </RouterLink>
          {demo && (
            <Text size="xs" visibleFrom="sm">
              {say('Dữ liệu minh họa: người và hồ sơ không có thật.', 'Demonstration: people and dossiers are invented.')}
            </Text>
          )}
          <Group ml="auto" gap="xs" wrap="nowrap">
            <LanguageSwitch />
            <SchemeSwitch />
            <WhoMenu me={me} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label={say('Điều hướng', 'Navigation')}>
        <ScrollArea p="xs">
          {groups.map(([group, vi, en]) => {
            const entries = pageEntries.filter(
              (entry) =>
                entry.nav && entry.group === group && (entry.permission === undefined || me.permissions.includes(entry.permission)),
            );
            if (entries.length === 0) return undefined;
            return (
              <div key={group}>
                <Text size="xs" fw={600} mt="xs" mb={2} px="xs">
                  {say(vi, en)}
                </Text>
                {entries.map(({ path, nav }) => (
                  <NavLink key={path} component={RouterLink} to={path} end={path === '/'} label={say(...nav!)} onClick={close} />
                ))}
              </div>
            );
          })}
          <NavLink href="/api/v1/docs" label={say('Tài liệu API', 'API reference')} mt="sm" />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {!online && (
          <Alert color="yellow" role="status" m="xs">
            {say(
              'Mất kết nối mạng. Những gì bạn đang làm được giữ lại và sẽ gửi khi có mạng.',
              'The network is gone. What you do is kept and sent when it is back.',
            )}
          </Alert>
        )}
        <Outlet />
      </AppShell.Main>
      <Modal
        opened={status === 'ended'}
        onClose={() => undefined}
        withCloseButton={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
        title={say('Phiên làm việc đã hết; đăng nhập lại để tiếp tục', 'The session has ended; sign in again to go on')}
      >
        <SignInForm login={me.login} />
      </Modal>
    </AppShell>
  );
}

/** Whether a path is that of an entry, its parameters anything. */
function matches({ path }: PageEntry, pathname: string): boolean {
  return new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+')}$`).test(pathname);
}

function LanguageSwitch() {
  const { language, choose } = useSpeech();
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <Button variant="subtle" size="compact-sm" lang={other} onClick={() => choose(other)}>
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </Button>
  );
}

function SchemeSwitch() {
  const say = useSay();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark = colorScheme === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      aria-label={isDark ? say('Giao diện sáng', 'Light appearance') : say('Giao diện tối', 'Dark appearance')}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <span aria-hidden>{isDark ? '☀' : '☾'}</span>
    </ActionIcon>
  );
}

function WhoMenu({ me }: { readonly me: Me }) {
  const say = useSay();
  const titles = me.positions.map(({ title, role }) => title ?? role).join('; ');
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" size="compact-md">
          {me.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {titles !== '' && <Menu.Label>{titles}</Menu.Label>}
        <Menu.Item component={RouterLink} to="/password">
          {say('Đổi mật khẩu', 'Change the password')}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{say('Đăng xuất', 'Sign out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
