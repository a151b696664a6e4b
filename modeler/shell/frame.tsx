/** What is around every page: name, navigation by what one may do, language, who is signed in, whether the network is there. */
import { AppShell, Burger, Button, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation } from 'react-router';
import { signOut, type Me, type SessionState } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { entryOf } from '../pages/entry-of.ts';
import { pageEntries } from '../pages/index.ts';
import { Arrival } from './arrival.tsx';
import { NetworkNotice } from './network-notice.tsx';
import { SessionEnded } from './session-ended.tsx';
import { LanguageSwitch, SchemeSwitch } from './switches.tsx';

interface Props {
  readonly me: Me;
  readonly status: SessionState['status'];
  readonly demo: boolean;
  /** Name of the sign-in provider, when the service has one. */
  readonly provider: string | undefined;
}

const groups = [
  ['work', 'Giải quyết', 'Work'],
  ['design', 'Quy trình', 'Procedures'],
  ['administration', 'Quản trị', 'Administration'],
] as const;

export function Frame({ me, status, demo, provider }: Props) {
  const say = useSay();
  const [isOpen, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  const isWide = entryOf(pathname)?.isWide === true;

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
            aria-expanded={isOpen}
            aria-label={say('Mở danh mục', 'Open the navigation')}
          />
          <Link to="/" className="name">
            Tại Chỗ
          </Link>
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
        {/* plain links: each ready-made one brings a fold that is never used, and the first page waits for all of them */}
        <div className="pages">
          {groups.map(([group, vi, en]) => {
            const entries = pageEntries.filter(
              (entry) =>
                entry.nav && entry.group === group && (entry.permission === undefined || me.permissions.includes(entry.permission)),
            );
            if (entries.length === 0) return undefined;
            return (
              <div key={group}>
                <p>{say(vi, en)}</p>
                {entries.map(({ path, nav }) => (
                  <Link key={path} to={path} {...currentOf(path, pathname)} onClick={close}>
                    {say(...nav!)}
                  </Link>
                ))}
              </div>
            );
          })}
          <a href="/public/procedures">{say('Trang công khai', 'Public pages')}</a>
          <a href="/api/v1/docs">{say('Tài liệu API', 'API reference')}</a>
        </div>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <NetworkNotice />
        <Outlet />
      </AppShell.Main>
      <Arrival />
      {status === 'ended' && <SessionEnded login={me.login} provider={provider} />}
    </AppShell>
  );
}

/** How a link of the navigation says that its page, or one below it, is open. */
function currentOf(path: string, pathname: string) {
  if (pathname === path) return { 'aria-current': 'page' } as const;
  return path !== '/' && pathname.startsWith(`${path}/`) ? ({ 'aria-current': true } as const) : {};
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
        <Menu.Item component={Link} to="/password">
          {say('Đổi mật khẩu', 'Change the password')}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{say('Đăng xuất', 'Sign out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
