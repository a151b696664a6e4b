/** The plain pages: who gets in, what they see, and what a page of another site cannot do. */
import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../api/app.ts';
import { addPosition, createUser } from '../../../api/auth/users.ts';
import { pages } from '../../../api/pages/index.ts';
import { routes } from '../../../api/routes/index.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type TestService } from '../../support/service.ts';

const password = 'một mật khẩu đủ dài';
const xml = definitions(processXml('p', element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'));

describe('the pages', function () {
  this.timeout(120_000);
  let database: TestServer;
  let service: TestService;
  let http: Server;
  let url: string;
  let dossierId: string;

  before(async () => {
    database = await startTestServer();
    service = await startTestService(database);
    http = createServer(createApp(service.service, routes, pages(service.service)));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const { engine } = service;
    const { versionId } = await engine.deploy({ bpmn: xml, procedure: { name: 'Cấp <b>bản sao</b> & "trích lục"' } }, { user: 'designer' });
    ({ dossierId } = await engine.start({ versionId }, { user: 'officer' }, { code: '000.00.01.H99-260302-0001' }));
    const pool = service.service.pool;
    for (const [login, role, unit] of [
      ['thanh-tra', 'inspector', undefined],
      ['o-noi-khac', 'officer', 'noi-khac'],
      ['thiet-ke', 'designer', undefined],
    ] as const)
      await addPosition(
        pool,
        await createUser(pool, { login, name: `Người <i>${login}</i>`, password }, new Date()),
        { role, ...(unit !== undefined && { unit }) },
        new Date(),
      );
    const newcomer = await createUser(pool, { login: 'moi', name: 'Người mới', password, mustChange: true }, new Date());
    await addPosition(pool, newcomer, { role: 'designer' }, new Date());
    const another = await createUser(pool, { login: 'moi-nua', name: 'Người mới nữa', password, mustChange: true }, new Date());
    await addPosition(pool, another, { role: 'inspector' }, new Date());
  });
  after(async () => {
    await new Promise<void>((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
    await service.close();
    await database.stop();
  });

  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(url + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
  async function signedIn(login: string): Promise<string> {
    const response = await post('/sign-in', { login, password });
    expect(response.status).to.equal(303);
    return response.headers.get('set-cookie')!.split(';')[0]!;
  }
  const page = async (path: string, cookie?: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, { redirect: 'manual', headers: { ...headers, ...(cookie !== undefined && { cookie }) } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const tokenIn = (text: string) => /name="csrfToken" value="([^"]+)"/.exec(text)![1]!;

  it('show nobody anything but the form to sign in', async () => {
    const { status, text, headers } = await page('/');
    expect(status).to.equal(200);
    expect(text).to.include('name="password"').and.not.to.include('H99-260302');
    expect(headers.get('content-security-policy')).to.include("script-src 'self'");
    expect(text).not.to.match(/<script|style=/);
    expect((await page(`/dossiers/${dossierId}`)).status).to.equal(303);
    expect((await page('/assets/taicho.css')).headers.get('content-type')).to.include('text/css');
  });

  it('let a person in, show what they may see with every value escaped, and out again', async () => {
    const cookie = await signedIn('thanh-tra');
    const home = await page('/', cookie);
    expect(home.text)
      .to.include('000.00.01.H99-260302-0001')
      .and.to.include('Cấp &#60;b&#62;bản sao&#60;/b&#62; &#38; &#34;trích lục&#34;');
    expect(home.text).to.include('Người &#60;i&#62;thanh-tra').and.not.to.include('<i>');
    expect((await page(`/dossiers/${dossierId}`, cookie)).text).to.include('Phiếu kiểm soát (mẫu 06)');
    expect((await page('/dossiers/999', cookie)).status).to.equal(404);

    expect((await page('/dossiers/999', cookie)).text).to.include('Người &#60;i&#62;thanh-tra');

    const csrfToken = tokenIn(home.text);
    expect((await post('/sign-out', {}, { cookie })).status).to.equal(403);
    expect((await post('/sign-out', { csrfToken: `${csrfToken}x` }, { cookie })).status).to.equal(403);
    expect((await page('/', cookie)).text).to.include('H99-260302');
    expect((await post('/sign-out', { csrfToken }, { cookie })).status).to.equal(303);
    expect((await page('/', cookie)).text).to.include('name="password"');
  });

  it('show dossiers of their units only to officers, and none to designers', async () => {
    for (const login of ['o-noi-khac', 'thiet-ke']) {
      const cookie = await signedIn(login);
      const { text } = await page('/', cookie);
      expect(text).to.include('bản sao').and.not.to.include('H99-260302');
      expect((await page(`/dossiers/${dossierId}`, cookie)).status).to.equal(login === 'thiet-ke' ? 403 : 404);
    }
  });

  it('answer a mistyped address with a page to people, and to programs as the API does', async () => {
    const people = await page('/khong-co', undefined, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(people.status).to.equal(404);
    expect(people.text).to.include('Không có trang này').and.to.include('href="/"');
    for (const headers of [{ accept: '*/*' }, { accept: 'application/json' }]) {
      const program = await page('/khong-co', undefined, headers);
      expect(program.status).to.equal(404);
      expect(JSON.parse(program.text)).to.include({ code: 'NOT_FOUND' });
    }
  });

  it('answer a wrong password as an unknown login, and log both', async () => {
    const [wrong, unknown] = await Promise.all([
      post('/sign-in', { login: 'thanh-tra', password: 'sai mật khẩu rồi' }),
      post('/sign-in', { login: 'khong-co', password: 'sai mật khẩu rồi' }),
    ]);
    expect([wrong.status, unknown.status]).to.deep.equal([401, 401]);
    expect(await wrong.text()).to.equal(await unknown.text());
    const { rows } = await service.service.pool.query(`select actor->>'login' as login from audit_log where action = 'session.refused'`);
    expect((rows as { login: string }[]).map(({ login }) => login)).to.have.members(['thanh-tra', 'khong-co']);
  });

  it('bring who signs in to the page they asked for, and never to another site', async () => {
    const path = `/dossiers/${dossierId}`;
    const asked = await page(path);
    expect([asked.status, asked.headers.get('location')]).to.deep.equal([303, `/?back=${encodeURIComponent(path)}`]);
    const form = await page(asked.headers.get('location')!);
    expect(form.text).to.include(`name="back" value="${path}"`);
    const wrong = await post('/sign-in', { login: 'khong-co', password: 'sai mật khẩu rồi', back: path });
    expect(await wrong.text()).to.include(`name="back" value="${path}"`);
    const leadsTo = async (back: string) => (await post('/sign-in', { login: 'thanh-tra', password, back })).headers.get('location');
    expect(await leadsTo(path)).to.equal(path);
    expect(await leadsTo('/?cursor=abc')).to.equal('/?cursor=abc');
    for (const elsewhere of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '\\\\elsewhere.example',
      'javascript:alert(1)',
      '/a\r\nSet-Cookie: x=1',
      '/\t/elsewhere.example',
      'dossiers/1',
      '',
    ]) {
      expect(await leadsTo(elsewhere), elsewhere).to.equal('/');
      expect((await page(`/?back=${encodeURIComponent(elsewhere)}`)).text, elsewhere).to.include('name="back" value="/"');
    }
  });

  it('keep the page asked for while a first password is changed', async () => {
    const path = `/dossiers/${dossierId}`;
    const signedIn = await post('/sign-in', { login: 'moi-nua', password, back: path });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const asked = await page(signedIn.headers.get('location')!, cookie);
    const form = await page(asked.headers.get('location')!, cookie);
    expect(form.text).to.include('action="/password"').and.to.include(`name="back" value="${path}"`);
    const fields = { csrfToken: tokenIn(form.text), current: password, password: 'một mật khẩu khác', back: path };
    expect((await post('/password', fields, { cookie })).headers.get('location')).to.equal(path);
  });

  it('take no text that the database would not', async () => {
    const { status } = await post('/sign-in', { login: 'a\0b', password });
    expect(status).to.equal(422);
  });

  it('let nobody try one password at many accounts: no more than thirty a minute', async () => {
    const own = createServer(createApp(service.service, routes, pages(service.service)));
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const there = `http://127.0.0.1:${(own.address() as AddressInfo).port}/sign-in`;
    try {
      // the limit comes before the password is looked at, so forms without one count as well
      const statuses: number[] = [];
      for (let i = 0; i < 31; i++)
        statuses.push((await fetch(there, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })).status);
      expect(statuses.slice(0, 30)).to.deep.equal(Array.from({ length: 30 }, () => 403));
      expect(statuses[30]).to.equal(429);
    } finally {
      own.closeAllConnections();
      await new Promise<void>((resolve) => own.close(() => resolve()));
    }
  });

  it('sign nobody in by a form of another site', async () => {
    const foreign: Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://example.com' }, { origin: 'null' }];
    for (const headers of foreign) {
      const response = await post('/sign-in', { login: 'thanh-tra', password }, headers);
      expect(response.status).to.equal(403);
      expect(response.headers.get('set-cookie')).to.equal(null);
    }
    const same = await post('/sign-in', { login: 'thanh-tra', password }, { origin: url });
    expect(same.status).to.equal(303);
  });

  it('ask for a password of their own before anything else', async () => {
    const cookie = await signedIn('moi');
    const { text } = await page('/', cookie);
    expect(text).to.include('name="current"').and.not.to.include('bản sao');
    const csrfToken = tokenIn(text);
    const weak = await post('/password', { csrfToken, current: password, password: 'ngắn' }, { cookie });
    expect(weak.status).to.equal(422);
    expect(await weak.text()).to.include('Mật khẩu cần 12');
    const fresh = await post('/password', { csrfToken, current: password, password: 'của riêng tôi, dài lắm' }, { cookie });
    expect(fresh.status).to.equal(303);
    expect((await page('/', cookie)).text)
      .to.include('bản sao')
      .and.not.to.include('name="current"');
  });

  it('speak English to who prefers or chooses it, and lead back to this site only', async () => {
    expect((await page('/', undefined, { 'accept-language': 'en-GB,en' })).text)
      .to.include('<html lang="en">')
      .and.to.include('Sign in');
    const chosen = await page('/language?to=en&back=/dossiers/1');
    expect(chosen.headers.get('location')).to.equal('/dossiers/1');
    const cookie = chosen.headers.get('set-cookie')!.split(';')[0]!;
    expect((await page('/', cookie, { 'accept-language': 'vi' })).text).to.include('<html lang="en">');
    for (const back of ['//example.com', 'https://example.com', '/\\example.com'])
      expect((await page(`/language?to=vi&back=${encodeURIComponent(back)}`)).headers.get('location')).to.equal('/');
  });
});
