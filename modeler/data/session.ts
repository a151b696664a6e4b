/** Who is signed in, and what happens when the session ends while a page is open: requests wait until somebody signs in again, nothing is thrown away. */
import { openClient, RequestRefused, type Client } from '../../api/client.ts';
import { currentLanguage } from '../i18n/say.tsx';

export interface Me {
  readonly login: string;
  readonly name: string;
  readonly positions: readonly { readonly role: string; readonly unit?: string; readonly title?: string; readonly onBehalfOf?: string }[];
  readonly permissions: readonly string[];
  readonly csrfToken?: string;
  readonly mustChangePassword?: boolean;
}

/** `unknown`: not asked yet; `none`: nobody; `ended`: was signed in, has to sign in again to go on. */
export interface SessionState {
  readonly status: 'unknown' | 'none' | 'signedIn' | 'ended';
  readonly me?: Me;
}

let state: SessionState = { status: 'unknown' };
const listeners = new Set<() => void>();

function change(next: SessionState): void {
  state = next;
  for (const listener of [...listeners]) listener();
}

export const session = {
  current: (): SessionState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

/** Resolves when somebody is signed in (again). */
function signedInAgain(): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.subscribe(() => {
      if (state.status !== 'signedIn') return;
      stop();
      resolve();
    });
  });
}

/** A request of the session: with its token and language; waits for a new sign-in when the old one has ended. */
export async function ask(address: string | URL | Request, options: RequestInit = {}): Promise<Response> {
  const send = () => {
    const headers = new Headers(options.headers);
    if (state.me?.csrfToken !== undefined) headers.set('x-csrf-token', state.me.csrfToken);
    headers.set('accept-language', currentLanguage());
    return fetch(address, { ...options, headers });
  };
  for (;;) {
    const response = await send();
    if (response.status !== 401 || (state.status !== 'signedIn' && state.status !== 'ended')) return response;
    if (state.status === 'signedIn') change({ ...state, status: 'ended' });
    await signedInAgain();
  }
}

/** Every operation of the API, as the person who is signed in. */
export const api: Client = openClient({ url: location.origin, fetch: ask });

const plain = openClient({
  url: location.origin,
  fetch: (address, options = {}) => fetch(address, { ...options, headers: { ...options.headers, 'accept-language': currentLanguage() } }),
});

/** Asks the service who is signed in. */
export async function findSession(): Promise<void> {
  try {
    change({ status: 'signedIn', me: await plain.getSession() });
  } catch (error) {
    if (!(error instanceof RequestRefused) || error.status !== 401) throw error;
    change({ status: 'none' });
  }
}

/** Throws RequestRefused (SIGN_IN_FAILED, SIGN_IN_BUSY). Another person than before gets a fresh page. */
export async function signIn(login: string, password: string): Promise<void> {
  const before = state.me?.login;
  await plain.postSession({ body: { login, password } });
  const me = await plain.getSession();
  if (before !== undefined && before !== me.login) location.assign('/');
  else change({ status: 'signedIn', me });
}

export async function signOut(): Promise<void> {
  await api.deleteSession();
  location.assign('/');
}
