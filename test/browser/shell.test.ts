/** What is around every page: signing in, sessions that end, networks that go, addresses that lead nowhere, and the keyboard's way through. */
import { expect } from 'chai';
import { cookieName, openSession } from '../../api/auth/sessions.ts';
import { addPosition, createUser } from '../../api/auth/users.ts';
import { canBrowse, openWebSite, type Visit, type WebSite } from '../support/browser.ts';
import { foundCentre } from '../support/centre.ts';
import { rowsOf, startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type TestService } from '../support/service.ts';

const password = 'một mật khẩu đủ dài';
const fresh = 'một mật khẩu khác hẳn';

describe('the shell of the web application', function () {
  this.timeout(300_000);
  let server: TestServer;
  let service: TestService;
  let site: WebSite;
  const ids = new Map<string, string>();
  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    // a provider that knows everybody at once; the real protocol has its own test
    const oidc = {
      name: 'VNeID',
      begin: () => Promise.resolve({ url: '/api/v1/session/oidc/callback?code=x&state=y', cookie: 'kept' }),
      finish: () => Promise.resolve({ issuer: 'https://id.example', subject: '79' }),
    };
    service = await startTestService(server, { oidc });
    await foundCentre(service.engine);
    const { pool } = service.service;
    for (const [login, role, more] of [
      ['hoa', 'designer', {}],
      ['binh', 'designer', {}],
      ['moi', 'designer', { mustChange: true }],
      ['lan', 'inspector', { issuer: 'https://id.example', subject: '79' }],
    ] as const) {
      ids.set(login, await createUser(pool, { login, name: `Nguyễn Thị ${login}`, password, ...more }, new Date()));
      await addPosition(pool, ids.get(login)!, { role }, new Date());
    }
    site = await openWebSite(service);
  });
  after(async () => {
    await site?.close();
    await service?.close();
    await server?.stop();
  });

  const endSessions = () => rowsOf(service.engine.connectionString, 'delete from sessions');

  async function signIn({ page }: Visit, login: string, secret = password): Promise<void> {
    await page.getByLabel('Tên đăng nhập').fill(login);
    await page.locator('input[name=password]').fill(secret);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  }

  /** Without what the console says of answers that the test provokes. */
  const unexpected = ({ errors }: Visit) => errors.filter((error) => !/status of (401|403|422)/.test(error));

  it('lets somebody in at the page they asked for, by keyboard, and out again', async () => {
    const visit = await site.visit();
    const { page } = visit;
    await visit.go('/password');
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
    expect(await page.title()).to.equal('Đăng nhập – Tại Chỗ');
    await visit.picture('sign-in-light-vi-1280');
    await visit.checkAccess();
    await signIn(visit, 'hoa', 'sai mật khẩu rồi');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).to.include('Sai tên đăng nhập hoặc mật khẩu');
    await page.locator('input[name=password]').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Đổi mật khẩu' }).waitFor();
    expect(await page.title()).to.equal('Đổi mật khẩu – Tại Chỗ');
    await visit.checkAccess();
    await page.getByRole('button', { name: 'Nguyễn Thị hoa' }).click();
    await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
    expect(new URL(page.url()).pathname).to.equal('/');
    expect(unexpected(visit)).to.deep.equal([]);
    await visit.close();
  });

  it('brings who comes from the sign-in provider back to the page they asked for', async () => {
    const visit = await site.visit();
    const { page } = visit;
    await visit.go('/password?x=1');
    await page.getByRole('link', { name: 'Đăng nhập bằng VNeID' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đổi mật khẩu' }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).to.equal('/password?x=1');
    expect(unexpected(visit)).to.deep.equal([]);
    await visit.close();
  });

  it('asks for a password of their own before anything else', async () => {
    const visit = await site.visit();
    const { page } = visit;
    await visit.go('/');
    await signIn(visit, 'moi');
    await page.getByRole('heading', { level: 1, name: 'Đổi mật khẩu' }).waitFor();
    expect(await page.getByRole('navigation').count()).to.equal(0);
    await visit.checkAccess();
    await page.getByLabel('Mật khẩu hiện tại').fill(password);
    await page.getByLabel('Mật khẩu mới').fill(fresh);
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.getByRole('heading', { level: 1, name: 'Việc chờ tôi' }).waitFor();
    expect(unexpected(visit)).to.deep.equal([]);
    await visit.close();
  });

  it('keeps what was being sent when the session ends, asks to sign in, and sends it again', async () => {
    const visit = await site.visit();
    const { page } = visit;
    await visit.go('/password');
    await signIn(visit, 'hoa');
    await page.getByLabel('Mật khẩu hiện tại').fill(password);
    await page.getByLabel('Mật khẩu mới').fill(fresh);
    const sent: string[] = [];
    page.on('request', (request) => void (request.method() === 'PUT' && sent.push(new URL(request.url()).pathname)));
    await endSessions();
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    const ended = page.getByRole('dialog', { name: 'Phiên làm việc đã hết' });
    await ended.waitFor();
    await visit.picture('session-ended-light-vi-1280');
    await visit.checkAccess();
    expect(await ended.getByLabel('Tên đăng nhập').inputValue()).to.equal('hoa');
    await ended.locator('input[name=password]').fill(password);
    await page.keyboard.press('Enter');
    await page.getByText('Đã đổi mật khẩu.').waitFor();
    expect(await ended.count()).to.equal(0);
    expect(sent).to.deep.equal(['/api/v1/session/password', '/api/v1/session/password']);

    // signed in again in another window: the token of this one is of the session before
    const again = await openSession(service.service.pool, ids.get('hoa')!, new Date(), '127.0.0.1', 'test');
    await visit.context.addCookies([{ name: cookieName(false), value: again.token, url: site.url }]);
    await page.getByLabel('Mật khẩu hiện tại').fill(fresh);
    await page.getByLabel('Mật khẩu mới').fill(password);
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok());
    expect(sent.length).to.equal(4);
    expect(unexpected(visit)).to.deep.equal([]);
    await visit.close();
  });

  it('goes on by itself when somebody signed in again elsewhere, and starts afresh for another person', async () => {
    const visit = await site.visit();
    const { page } = visit;
    await visit.go('/password');
    await signIn(visit, 'binh');
    for (const [login, ends] of [
      ['binh', false],
      ['lan', true],
    ] as const) {
      await page.getByLabel('Mật khẩu hiện tại').fill(password);
      await page.getByLabel('Mật khẩu mới').fill(password);
      await endSessions();
      await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
      await page.getByRole('dialog').waitFor();
      const { token } = await openSession(service.service.pool, ids.get(login)!, new Date(), '127.0.0.1', 'test');
      await visit.context.addCookies([{ name: cookieName(false), value: token, url: site.url }]);
      await page.evaluate(`dispatchEvent(new Event('focus'))`);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      if (ends) await page.getByRole('heading', { level: 1, name: 'Việc chờ tôi' }).waitFor();
      expect(new URL(page.url()).pathname).to.equal(ends ? '/' : '/password');
    }
    expect(unexpected(visit)).to.deep.equal([]);
    await visit.close();
  });

  it('keeps what was being sent while the network is gone', async () => {
    const visit = await site.visit(await service.person('designer', undefined, 'khong-mang'));
    const { page } = visit;
    await visit.go('/password');
    await page.getByLabel('Mật khẩu hiện tại').fill('không có mật khẩu');
    await page.getByLabel('Mật khẩu mới').fill(fresh);
    await visit.context.setOffline(true);
    await page.getByText('Mất kết nối mạng').waitFor();
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await visit.picture('offline-light-vi-1280');
    await visit.checkAccess();
    expect(await page.getByRole('alert').count()).to.equal(0);
    await visit.context.setOffline(false);
    // the service has the last word: this person has no password
    await page
      .getByRole('alert')
      .filter({ hasText: /mật khẩu/i })
      .waitFor();
    expect(await page.getByText('Mất kết nối mạng').count()).to.equal(0);
    expect(visit.errors.filter((error) => !/status of 4\d\d/.test(error))).to.deep.equal([]);
    await visit.close();
  });

  it('takes the keyboard to the content, reads the title of the page that comes, and knows no wrong address', async () => {
    const visit = await site.visit(await service.person('designer', undefined, 'ban-phim'), {
      scheme: 'dark',
      language: 'en',
      width: 1920,
    });
    const { page } = visit;
    await visit.go('/nowhere');
    await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
    expect(await page.title()).to.equal('There is no such page – Tại Chỗ');
    await visit.picture('unknown-page-dark-en-1920');
    await visit.checkAccess();
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.textContent');
    expect(await focused()).to.equal('Skip to content');
    await page.keyboard.press('Enter');
    expect(await focused()).to.equal('content');
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('heading', { level: 1, name: 'Waiting for me' }).waitFor();
    expect(await focused()).to.equal('content');
    await page.getByRole('status').filter({ hasText: 'Waiting for me – Tại Chỗ' }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { level: 1, name: 'Việc chờ tôi' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).to.equal('vi');
    await page.getByRole('button', { name: 'Giao diện sáng' }).click();
    expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).to.equal('light');
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  for (const scheme of ['light', 'dark'] as const)
    it(`draws the edge of what is filled in at 3:1 at least, ${scheme}`, async () => {
      const visit = await site.visit(undefined, { scheme });
      await visit.go('/');
      await visit.page.getByLabel('Tên đăng nhập').waitFor();
      const ratio = await visit.page.evaluate<number>(`(() => {
        const input = document.querySelector('input[name=login]');
        const brightness = (color) => {
          const [r, g, b] = color.match(/[\\d.]+/g).map((part) => {
            const share = Number(part) / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const edge = brightness(getComputedStyle(input).borderTopColor);
        const grounds = [getComputedStyle(document.body).backgroundColor, getComputedStyle(input).backgroundColor].map(brightness);
        return Math.min(...grounds.map((ground) => (Math.max(edge, ground) + 0.05) / (Math.min(edge, ground) + 0.05)));
      })()`);
      expect(ratio).to.be.at.least(3);
      expect(unexpected(visit)).to.deep.equal([]);
      await visit.close();
    });
});
