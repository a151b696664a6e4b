/** Signing in and out: passwords, lock-out, cookies, forged requests, and what is written down of it. */
import { expect } from 'chai';
import type { ProblemBody } from '../../../api/problem.ts';
import { addPosition, createUser, resetPassword, signIn as checkSignIn } from '../../../api/auth/users.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type Answer, type TestService } from '../../support/service.ts';

const password = 'mùa xuân ở Hội An 2026';
const codeOf = ({ status, body }: Answer) => `${status} ${(body as ProblemBody).code}`;

describe('sessions', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  const newUser = async (login: string, mustChange = false) => {
    const userId = await createUser(api.service.pool, { login, name: 'Lê Văn An', password, mustChange }, new Date());
    await addPosition(api.service.pool, userId, { role: 'officer', unit: 'agency', title: 'Chuyên viên' }, new Date());
    return userId;
  };
  const signIn = async (login: string, given = password, headers: Record<string, string> = {}) =>
    api.ask('POST', '/session', { body: { login, password: given }, headers });
  /** The headers of a session. */
  const session = async (login: string, given = password) => {
    const { headers, body } = await signIn(login, given);
    return { cookie: headers.get('set-cookie')!.split(';')[0]!, 'x-csrf-token': (body as { csrfToken: string }).csrfToken };
  };
  const audited = async (login: string) =>
    (
      await rowsOf<{ action: string; outcome: string | null }>(
        api.engine.connectionString,
        `select action, details->>'outcome' as outcome from audit_log where actor->>'login' = $1 order by id`,
        [login],
      )
    ).map(({ action, outcome }) => (outcome === null ? action : `${action} ${outcome}`));

  it('begin with a password and end by signing out; both are written down', async () => {
    await newUser('an');
    const answer = await signIn('An');
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('set-cookie')).to.match(/^taicho=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const headers = {
      cookie: answer.headers.get('set-cookie')!.split(';')[0]!,
      'x-csrf-token': (answer.body as { csrfToken: string }).csrfToken,
    };
    const me = (await api.ask('GET', '/session', { headers })).body as Record<string, unknown>;
    expect(me).to.deep.include({ login: 'an', name: 'Lê Văn An', csrfToken: headers['x-csrf-token'] });
    expect(me['positions']).to.deep.equal([{ role: 'officer', unit: 'agency', title: 'Chuyên viên' }]);
    expect(me['permissions']).to.include('tasks:work').and.not.include('users:manage');
    const out = await api.ask('DELETE', '/session', { headers });
    expect([out.status, out.headers.get('set-cookie')]).to.deep.equal([204, 'taicho=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0']);
    expect(codeOf(await api.ask('GET', '/session', { headers }))).to.equal('401 UNAUTHENTICATED');
    expect(await audited('an')).to.deep.equal(['session.opened', 'session.closed']);
  });

  it('have cookies that only TLS carries where there is TLS', async () => {
    const secure = await startTestService(server, { secure: true });
    const ask = async () => {
      await createUser(secure.service.pool, { login: 'an', name: 'An', password }, new Date());
      return secure.ask('POST', '/session', { body: { login: 'an', password } });
    };
    const { headers } = await ask().finally(() => secure.close());
    expect(headers.get('set-cookie')).to.match(/^__Host-taicho=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(headers.get('strict-transport-security')).to.match(/^max-age=\d+/);
  });

  it('do not begin with a wrong password, for an unknown or a disabled account: one answer for all', async () => {
    const id = await newUser('binh');
    const wrong = await signIn('binh', 'sai mật khẩu rồi nhé');
    const unknown = await signIn('nobody-here');
    await rowsOf(api.engine.connectionString, 'update users set disabled_at = now() where id = $1', [id]);
    const disabled = await signIn('binh');
    const said = ({ status, body }: Answer) => ({ status, ...(body as object), requestId: '' });
    expect(codeOf(wrong)).to.equal('401 SIGN_IN_FAILED');
    expect(said(unknown)).to.deep.equal(said(wrong));
    expect(said(disabled)).to.deep.equal(said(wrong));
    expect(await audited('binh')).to.deep.equal(['session.refused wrong', 'session.refused wrong']);
  });

  it('do not begin after five wrong passwords, even with the right one, until the account is unlocked', async () => {
    const id = await newUser('chi');
    for (let i = 0; i < 5; i++) await signIn('chi', `sai lần thứ ${i} rồi`);
    expect(codeOf(await signIn('chi'))).to.equal('401 SIGN_IN_FAILED');
    expect((await audited('chi')).at(-1)).to.equal('session.refused locked');
    await rowsOf(api.engine.connectionString, `update users set locked_until = now() - interval '1 second' where id = $1`, [id]);
    expect((await signIn('chi')).status).to.equal(200);
    await rowsOf(api.engine.connectionString, `update users set locked_until = now() + interval '1 minute' where id = $1`, [id]);
    await resetPassword(api.service.pool, id, 'chi', 'một mật khẩu hoàn toàn mới');
    expect((await signIn('chi', 'một mật khẩu hoàn toàn mới')).status).to.equal(200);
  });

  it('do not begin for who sends many passwords at once, so that none of them is counted yet', async () => {
    await newUser('doan');
    const guesses = [...Array.from({ length: 12 }, (_each, index) => `sai lần thứ ${index} rồi`), password];
    const outcomes = await Promise.all(
      guesses.map((guess) => checkSignIn(api.service.pool, 'doan', guess, new Date(), async (_db, outcome) => outcome)),
    );
    expect(outcomes.at(-1)).to.equal('locked');
  });

  it('count wrong passwords in a row only', async () => {
    await newUser('dung');
    for (let i = 0; i < 4; i++) await signIn('dung', 'sai mật khẩu rồi nhé');
    expect((await signIn('dung')).status).to.equal(200);
    for (let i = 0; i < 4; i++) await signIn('dung', 'sai mật khẩu rồi nhé');
    expect((await signIn('dung')).status).to.equal(200);
  });

  it('with a first password allow nothing but to change it', async () => {
    await newUser('giang', true);
    const headers = await session('giang');
    expect(codeOf(await api.ask('GET', '/dossiers', { headers }))).to.equal('403 PASSWORD_CHANGE_REQUIRED');
    expect((await api.ask('GET', '/session', { headers })).body).to.deep.include({ mustChangePassword: true, permissions: [] });
    const change = (current: string, fresh: string) => api.ask('PUT', '/session/password', { headers, body: { current, password: fresh } });
    expect(codeOf(await change('không phải mật khẩu cũ', 'hoa sen nở giữa mùa hè'))).to.equal('422 PASSWORD_WRONG');
    for (const weak of ['ngắn', 'giang'.repeat(3), 'abababababab', 'Password!!!!!', password])
      expect(codeOf(await change(password, weak)), weak).to.equal('422 PASSWORD_WEAK');
    expect((await change(password, 'hoa sen nở giữa mùa hè')).status).to.equal(204);
    expect((await api.ask('GET', '/dossiers', { headers })).status).to.equal(200);
    expect(await audited('giang')).to.include('password.changed');
  });

  it('end, all but the one at hand, when the password changes', async () => {
    await newUser('ha');
    const [here, elsewhere] = [await session('ha'), await session('ha')];
    await api.ask('PUT', '/session/password', { headers: here, body: { current: password, password: 'hoa sen nở giữa mùa hè' } });
    expect((await api.ask('GET', '/session', { headers: here })).status).to.equal(200);
    expect((await api.ask('GET', '/session', { headers: elsewhere })).status).to.equal(401);
  });

  it('end after half an hour of silence and after a working day', async () => {
    await newUser('khanh');
    const headers = await session('khanh');
    const age = (column: string, by: string) =>
      rowsOf(
        api.engine.connectionString,
        `update sessions s set ${column} = now() + interval '${by}' from users u where u.id = s.user_id and login = 'khanh'`,
      );
    await age('seen_at', '-29 minutes');
    expect((await api.ask('GET', '/session', { headers })).status, 'silent for 29 minutes').to.equal(200);
    await age('seen_at', '-31 minutes');
    expect((await api.ask('GET', '/session', { headers })).status, 'silent for 31 minutes').to.equal(401);
    await age('seen_at', '0 minutes');
    await age('expires_at', '-1 second');
    expect((await api.ask('GET', '/session', { headers })).status, 'over').to.equal(401);
    await session('khanh');
    const left = await rowsOf(api.engine.connectionString, `select from sessions s join users u on u.id = s.user_id where login = 'khanh'`);
    expect(left, 'sessions that ended are swept away').to.have.length(1);
  });

  it('change nothing without their token, with a wrong one, or from a page of another site', async () => {
    await newUser('lan');
    const headers = await session('lan');
    const ask = (more: Record<string, string>) => api.ask('DELETE', '/session', { headers: { cookie: headers.cookie, ...more } });
    expect(codeOf(await ask({}))).to.equal('403 CSRF');
    expect(codeOf(await ask({ 'x-csrf-token': 'x'.repeat(32) }))).to.equal('403 CSRF');
    expect(codeOf(await ask({ 'x-csrf-token': headers['x-csrf-token'], 'sec-fetch-site': 'cross-site' }))).to.equal('403 CSRF');
    expect(codeOf(await ask({ 'x-csrf-token': headers['x-csrf-token'], 'sec-fetch-site': 'same-site' }))).to.equal('403 CSRF');
    expect((await api.ask('GET', '/session', { headers: { cookie: headers.cookie } })).status, 'looking needs none').to.equal(200);
    expect((await ask({ 'x-csrf-token': headers['x-csrf-token'], 'sec-fetch-site': 'same-origin' })).status).to.equal(204);
  });

  it('are known by a hash only: the database signs nobody in', async () => {
    await newUser('minh');
    const { cookie } = await session('minh');
    const stored = await rowsOf<{ text: string }>(
      api.engine.connectionString,
      `select s::text || u::text as text from sessions s join users u on u.id = s.user_id where login = 'minh'`,
    );
    expect(stored).to.have.length(1);
    expect(stored[0]!.text).not.to.include(cookie.split('=')[1]!).and.not.include(password);
    expect(stored[0]!.text).to.match(/scrypt\$32768\$8\$3\$/);
  });
});
