/** The application: who is signed in decides what is shown; every page comes in a chunk of its own. */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createBrowserRouter, Link, RouterProvider, useNavigate, useRouteError } from 'react-router';
import { queries } from '../data/queries.ts';
import { findSession, session, takePlace } from '../data/session.ts';
import { whenOnline } from '../data/when-online.ts';
import { SpeechProvider, useSay } from '../i18n/say.tsx';
import { pageEntries } from '../pages/index.ts';
import type { PageEntry } from '../pages/page-entry.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { ChangePassword } from './change-password.tsx';
import { Frame } from './frame.tsx';
import { SignInPage } from './sign-in.tsx';
import { theme } from './theme.ts';

const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

// the style that keeps the page still behind a window asks for it by this name
Object.assign(globalThis, { __webpack_nonce__: nonce() });

const router = createBrowserRouter([
  {
    Component: Inside,
    ErrorBoundary: Broken,
    children: [
      ...pageEntries.map((entry) => ({ path: entry.path, ErrorBoundary: Broken, element: elementOf(entry) })),
      { path: '*', Component: Missing },
    ],
  },
]);

function elementOf({ load, permission }: PageEntry) {
  // without a network its files come when it is back
  const Content = lazy(() => whenOnline().then(load));
  return (
    <Allowed permission={permission}>
      <Suspense fallback={<Waiting />}>
        <Content />
      </Suspense>
    </Allowed>
  );
}

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <SpeechProvider>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </SpeechProvider>
    </MantineProvider>
  );
}

interface About {
  readonly demo: boolean;
  readonly provider?: string;
}

/** What the service says of itself before anybody is signed in. */
const about: About = {
  demo: document.documentElement.dataset['demo'] === 'true',
  ...(document.documentElement.dataset['provider'] && { provider: document.documentElement.dataset['provider'] }),
};

function Inside() {
  const { status, me } = useSyncExternalStore(session.subscribe, session.current);
  const [error, setError] = useState<unknown>();
  const navigate = useNavigate();
  useEffect(() => {
    if (status === 'unknown') findSession().catch(setError);
    if (status !== 'signedIn') return;
    // back from the sign-in provider, which leads to the first page
    const place = takePlace();
    if (place !== undefined && location.pathname === '/') void navigate(place, { replace: true });
  }, [status, navigate]);
  if (status === 'none') return <SignInPage provider={about.provider} demo={about.demo} />;
  if (me?.mustChangePassword)
    return (
      <main>
        <ChangePassword isForced />
      </main>
    );
  if (me) return <Frame me={me} status={status} demo={about.demo} provider={about.provider} />;
  if (error !== undefined) return <Failed error={error} retry={() => location.reload()} />;
  return <Waiting />;
}

/** The page for those who may open it; the others are told so. The service decides anyway. */
function Allowed({ permission, children }: Pick<PageEntry, 'permission'> & { readonly children: ReactNode }) {
  const say = useSay();
  const { me } = useSyncExternalStore(session.subscribe, session.current);
  if (permission === undefined || me?.permissions.includes(permission)) return children;
  return (
    <Page title={say('Bạn không có quyền mở trang này', 'You may not open this page')}>
      <p>
        {say('Cần quyền', 'It needs the permission')} <code>{permission}</code>.{' '}
        {say('Người quản trị có thể giao quyền bằng một vị trí công tác.', 'An administrator gives it by a position.')}
      </p>
      <BackHome />
    </Page>
  );
}

function Missing() {
  const say = useSay();
  return (
    <Page title={say('Không có trang này', 'There is no such page')}>
      <p>{say('Địa chỉ sai, hoặc trang đã được chuyển đi.', 'The address is wrong, or the page has moved.')}</p>
      <BackHome />
    </Page>
  );
}

function BackHome() {
  const say = useSay();
  return (
    <p>
      <Link to="/">{say('Về trang chủ', 'Home')}</Link>
    </p>
  );
}

/** A page that threw: with a way to try again, and one home. */
function Broken() {
  const say = useSay();
  const error = useRouteError();
  // the files of a page have other names after an update of the service
  const isGone = error instanceof TypeError && /module|import/i.test(error.message);
  return (
    <Page title={say('Trang này gặp lỗi', 'This page failed')}>
      {isGone ? (
        <Failed
          error={new Error(say('Phần mềm vừa được cập nhật; hãy tải lại trang.', 'The program was updated; load the page again.'))}
          retry={() => location.reload()}
        />
      ) : (
        // a mistake of the page itself, and not of the network as a failed request would be
        <Failed error={error instanceof TypeError ? new Error(error.message) : error} retry={() => location.reload()} />
      )}
      <BackHome />
    </Page>
  );
}
