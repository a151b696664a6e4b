/** The application: who is signed in decides what is shown; every page comes in a chunk of its own. */
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { createBrowserRouter, RouterProvider, useRouteError } from 'react-router';
import { RequestRefused } from '../../api/client.ts';
import { findSession, session } from '../data/session.ts';
import { SpeechProvider, useSay } from '../i18n/say.tsx';
import { pageEntries } from '../pages/index.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { ChangePassword } from './change-password.tsx';
import { Frame } from './frame.tsx';
import { SignInPage } from './sign-in.tsx';
import { theme } from './theme.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // what the service refused it will refuse again; a broken connection may come back
      retry: (failures, error) => failures < 3 && !(error instanceof RequestRefused && error.status < 500),
    },
  },
});

const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

const router = createBrowserRouter([
  {
    Component: Inside,
    ErrorBoundary: Broken,
    children: [
      ...pageEntries.map(({ path, load }) => {
        const Content = lazy(load);
        return {
          path,
          ErrorBoundary: Broken,
          element: (
            <Suspense fallback={<Waiting />}>
              <Content />
            </Suspense>
          ),
        };
      }),
      { path: '*', Component: Missing },
    ],
  },
]);

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
  useEffect(() => {
    if (status === 'unknown') findSession().catch(setError);
  }, [status]);
  if (status === 'none') return <SignInPage provider={about.provider} />;
  if (me?.mustChangePassword) return <ChangePassword isForced />;
  if (me) return <Frame me={me} status={status} demo={about.demo} />;
  if (error !== undefined) return <Failed error={error} retry={() => location.reload()} />;
  return <Waiting />;
}

function Missing() {
  const say = useSay();
  return (
    <Page title={say('Không có trang này', 'There is no such page')}>
      <a href="/">{say('Về trang chủ', 'Home')}</a>
    </Page>
  );
}

function Broken() {
  const say = useSay();
  const error = useRouteError();
  return (
    <Page title={say('Trang này gặp lỗi', 'This page failed')}>
      <Failed error={error} retry={() => location.reload()} />
    </Page>
  );
}
