/** Signing in through another provider: a real one, on this machine, with a real authorization code and PKCE. */
import { expect } from 'chai';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProblemBody } from '../../../api/problem.ts';
import { openOidc } from '../../../api/auth/oidc.ts';
import { createUser } from '../../../api/auth/users.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

const clientSecret = 'a secret between us and the provider';
const codeOf = ({ status, body }: Answer) => `${status} ${(body as ProblemBody).code}`;

describe('signing in through OpenID Connect', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let provider: Server;
  let issuer: string;
  before(async () => {
    server = await startTestServer();
    // where we are reached is known to the provider before we are: so its address comes first, then ours, then its configuration
    let answer: RequestListener = (_request, response) => response.writeHead(503).end();
    provider = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    const settings = { publicUrl: '', oidc: openOidc({ issuer, clientId: 'taicho', clientSecret, insecure: true }) };
    api = await startTestService(server, settings);
    (api.service.settings as { publicUrl: string }).publicUrl = api.url;
    const unavailable = await api.ask('GET', '/session/oidc');
    expect(codeOf(unavailable), 'while the provider is down').to.equal('503 OIDC_UNAVAILABLE');
    answer = await providerOf(issuer, `${api.url}/api/v1/session/oidc/callback`);
  });
  after(async () => {
    await api?.close();
    await new Promise((resolve) => {
      provider?.close(resolve);
      provider?.closeAllConnections();
    });
    await server?.stop();
  });

  /** A browser without a face: keeps cookies of each site, follows redirects, answers the provider's two forms. */
  async function comeBack(account: string): Promise<{ readonly url: string; readonly cookie: string }> {
    const begun = await api.ask('GET', '/session/oidc');
    expect(begun.status).to.equal(302);
    const cookie = begun.headers.get('set-cookie')!.split(';')[0]!;
    expect(begun.headers.get('set-cookie')).to.include('HttpOnly; SameSite=Lax; Max-Age=600');
    const jar = new Map<string, string>();
    let url = begun.headers.get('location')!;
    let form: URLSearchParams | undefined;
    for (let steps = 0; !url.startsWith(api.url); steps++) {
      if (steps > 10) throw new Error(`lost at ${url}`);
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form && { method: 'POST', body: form }),
      });
      for (const each of response.headers.getSetCookie()) {
        const [name, value] = each.split(';')[0]!.split('=') as [string, string];
        jar.set(name, value);
      }
      const text = await response.text();
      const location = response.headers.get('location');
      form = undefined;
      if (location !== null) url = new URL(location, url).href;
      else {
        url = /action="([^"]+)"/.exec(text)![1]!;
        form = new URLSearchParams(
          text.includes('name="login"') ? { prompt: 'login', login: account, password: 'x' } : { prompt: 'consent' },
        );
      }
    }
    return { url, cookie };
  }

  const callback = (url: string, cookie?: string) =>
    api.ask('GET', url.slice(`${api.url}/api/v1`.length), { headers: cookie === undefined ? {} : { cookie } });

  it('opens a session for the account that is tied to issuer and subject', async () => {
    await createUser(api.service.pool, { login: 'lan', name: 'Lê Thị Lan', issuer, subject: 'vneid-79' }, new Date());
    const { url, cookie } = await comeBack('vneid-79');
    const answer = await callback(url, cookie);
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([302, '/']);
    const [cleared, session] = answer.headers.getSetCookie();
    expect(cleared).to.match(/^taicho_oidc=;.*Max-Age=0$/);
    expect((await api.ask('GET', '/session', { headers: { cookie: session!.split(';')[0]! } })).body).to.include({
      login: 'lan',
      name: 'Lê Thị Lan',
    });
    const again = await callback(url, cookie);
    expect(codeOf(again), 'a code is good once').to.equal('401 OIDC_FAILED');
    const opened = await rowsOf<{ how: string }>(
      api.engine.connectionString,
      `select details->>'how' as how from audit_log where action = 'session.opened' and actor->>'login' = 'lan'`,
    );
    expect(opened).to.deep.equal([{ how: 'oidc' }]);
  });

  it('opens none for a person whom no account is tied to, whatever the name, nor for a disabled account', async () => {
    await createUser(api.service.pool, { login: 'stranger', name: 'X' }, new Date());
    for (const disabled of [false, true]) {
      if (disabled) {
        const id = await createUser(api.service.pool, { login: 'gone', name: 'X', issuer, subject: 'stranger' }, new Date());
        await rowsOf(api.engine.connectionString, 'update users set disabled_at = now() where id = $1', [id]);
      }
      const { url, cookie } = await comeBack('stranger');
      expect(codeOf(await callback(url, cookie))).to.equal('403 OIDC_UNKNOWN_USER');
    }
    const refused = await rowsOf<{ subject: string }>(
      api.engine.connectionString,
      `select details->>'subject' as subject from audit_log where action = 'session.refused'`,
    );
    expect(refused).to.deep.equal([{ subject: 'stranger' }, { subject: 'stranger' }]);
  });

  it('takes no code that came by another browser, with another state, or with a cookie that is not ours', async () => {
    const { url, cookie } = await comeBack('vneid-79');
    const other = await comeBack('vneid-79');
    expect(codeOf(await callback(url)), 'without the cookie').to.equal('401 OIDC_FAILED');
    expect(codeOf(await callback(url, other.cookie)), 'with that of another log-in').to.equal('401 OIDC_FAILED');
    const forged = cookie.replace(/^(taicho_oidc=)./, (_all, start: string) => `${start}_`);
    expect(codeOf(await callback(url, forged)), 'with a changed one').to.equal('401 OIDC_FAILED');
    expect(codeOf(await callback(url, 'taicho_oidc=%E0%A4%A')), 'with nonsense').to.equal('401 OIDC_FAILED');
    const denied = `${api.url}/api/v1/session/oidc/callback?error=access_denied&state=${new URL(url).searchParams.get('state')}`;
    expect(codeOf(await callback(denied, cookie)), 'when the person said no').to.equal('401 OIDC_FAILED');
    expect((await callback(url, cookie)).status, 'the right one still does').to.equal(302);
  });

  it('keeps what it has to bring back for ten minutes, on this host alone where there is TLS', async () => {
    const [plain] = (await api.ask('GET', '/session/oidc')).headers.getSetCookie();
    expect(plain).to.match(/^taicho_oidc=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/);
    const secure = await startTestService(server, { secure: true, oidc: api.service.settings.oidc! });
    try {
      const [cookie] = (await secure.ask('GET', '/session/oidc')).headers.getSetCookie();
      expect(cookie).to.match(/^__Host-taicho_oidc=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/);
    } finally {
      await secure.close();
    }
  });

  it('takes no cookie that is older than ten minutes, though a browser should have dropped it', async () => {
    const { url, cookie } = await comeBack('vneid-79');
    const { now } = Date;
    Date.now = () => now() + 601_000;
    const late = await callback(url, cookie).finally(() => (Date.now = now));
    expect(codeOf(late)).to.equal('401 OIDC_FAILED');
    expect((await callback(url, cookie)).status).to.equal(302);
  });

  it('is not offered where no provider is set up', async () => {
    const bare = await startTestService(server);
    const answer = await bare.ask('GET', '/session/oidc').finally(() => bare.close());
    expect(codeOf(answer)).to.equal('404 NOT_FOUND');
  });
});

/** oidc-provider as a small identity service with its own forms for signing in and consenting. */
async function providerOf(issuer: string, redirectUri: string): Promise<RequestListener> {
  const { warn, info } = console;
  // it says at length that its defaults are for development, which is what this is
  console.warn = console.info = () => undefined;
  try {
    // it brings no types
    const name = 'oidc-provider';
    const { Provider } = (await import(name)) as { Provider: new (issuer: string, settings: object) => { callback(): RequestListener } };
    return new Provider(issuer, {
      ttl: { Interaction: 60, Session: 60, Grant: 60, AccessToken: 60, IdToken: 60 },
      clients: [
        {
          client_id: 'taicho',
          client_secret: clientSecret,
          redirect_uris: [redirectUri],
          response_types: ['code'],
          grant_types: ['authorization_code'],
        },
      ],
      pkce: { required: () => true },
      cookies: { keys: ['only for this test'] },
      findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    }).callback();
  } finally {
    console.warn = warn;
    console.info = info;
  }
}
