/**
 * Who is signed in, and what happens when the session ends or the network goes while a page is open: requests wait until somebody signs in again or the network
 * is back, then they are sent again; nothing is thrown away.
 */
import { openClient, RequestRefused, type Client } from '../../api/client.ts';
import { currentLanguage } from '../i18n/say.tsx';
import { whenOnline } from './when-online.ts';

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

/** Resolves when somebody is signed in (again); rejects when whoever asked does not want the answer any more. */
function signedInAgain(signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = session.subscribe(() => {
      if (state.status === 'signedIn') settle(resolve);
    });
    const gone = () => settle(() => reject(signal?.reason as Error));
    signal?.addEventListener('abort', gone);
    function settle(end: () => void): void {
      stop();
      signal?.removeEventListener('abort', gone);
      end();
    }
  });
}

/** A request of the session: with its token and language; waits for the network, and for a new sign-in when the old one has ended. */
export async function ask(address: string | URL | Request, options: RequestInit = {}): Promise<Response> {
  const { signal } = options;
  let hasNewToken = false;
  for (;;) {
    await whenOnline(signal);
    const headers = new Headers(options.headers);
    const token = state.me?.csrfToken;
    if (token !== undefined) headers.set('x-csrf-token', token);
    headers.set('accept-language', currentLanguage());
    let response: Response;
    try {
      response = await fetch(address, { ...options, headers });
    } catch (error) {
      // the network went under way: the request goes again when it is back
      if (!navigator.onLine && !signal?.aborted) continue;
      throw error;
    }
    const { status } = state;
    if (response.status === 401 && (status === 'signedIn' || status === 'ended')) {
      // somebody may have signed in again meanwhile
      if (status === 'signedIn' && state.me?.csrfToken === token) change({ ...state, status: 'ended' });
      if (state.status === 'ended') await signedInAgain(signal);
      continue;
    }
    if (response.status === 403 && !hasNewToken && (await isForgery(response)) && (await resumeSession())) {
      hasNewToken = true;
      continue;
    }
    return response;
  }
}

/** Signed in again in another window, this one has the token of the session before. */
async function isForgery(response: Response): Promise<boolean> {
  const body = (await response
    .clone()
    .json()
    .catch(() => undefined)) as { readonly code?: unknown } | undefined;
  return body?.code === 'CSRF';
}

/** Every operation of the API, as the person who is signed in. */
export const api: Client = openClient({ url: location.origin, fetch: ask });

const plain = openClient({
  url: location.origin,
  fetch: (address, options = {}) => fetch(address, { ...options, headers: { ...options.headers, 'accept-language': currentLanguage() } }),
});

let asked: Promise<void> | undefined;

/** Asks the service who is signed in; asked twice at once, one question goes out. */
export function findSession(): Promise<void> {
  asked ??= whoIsThere().finally(() => (asked = undefined));
  return asked;
}

async function whoIsThere(): Promise<void> {
  try {
    change({ status: 'signedIn', me: await plain.getSession() });
  } catch (error) {
    if (!(error instanceof RequestRefused) || error.status !== 401) throw error;
    change({ status: 'none' });
  }
}

/** Whether the same person is signed in again, here or in another window. Another person gets a fresh page: what is open was not theirs. */
export async function resumeSession(): Promise<boolean> {
  const before = state.me?.login;
  let me: Me;
  try {
    me = await plain.getSession();
  } catch (error) {
    if (error instanceof RequestRefused && error.status === 401) return false;
    throw error;
  }
  if (before !== undefined && before !== me.login) {
    location.assign('/');
    return false;
  }
  change({ status: 'signedIn', me });
  return true;
}

/** Throws RequestRefused (SIGN_IN_FAILED, SIGN_IN_BUSY). Another person than before gets a fresh page. */
export async function signIn(login: string, password: string): Promise<void> {
  await plain.postSession({ body: { login, password } });
  await resumeSession();
}

const returnTo = 'taicho.returnTo';

/** Before one leaves for the sign-in provider: where to come back to. */
export function keepPlace(): void {
  try {
    sessionStorage.setItem(returnTo, location.pathname + location.search);
  } catch {
    // without storage one comes back to the first page
  }
}

/** The place that was kept, once; undefined when none was. A path of this site. */
export function takePlace(): string | undefined {
  try {
    const place = sessionStorage.getItem(returnTo) ?? undefined;
    sessionStorage.removeItem(returnTo);
    return place !== undefined && /^\/(?![/\\])/.test(place) ? place : undefined;
  } catch {
    return undefined;
  }
}

/** What is open goes with the page. */
export async function signOut(): Promise<void> {
  // a session that has ended needs no end
  if (state.status === 'signedIn') await api.deleteSession();
  location.assign('/');
}
