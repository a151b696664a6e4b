/** What people and files bring stays text: no name, document, form or comment runs anything on any page, and the policy would stop it if it tried. */
import { expect } from 'chai';
import { canBrowse, openWebSite, type Visit, type WebSite } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { pagePaths } from '../support/page-paths.ts';
import { playOffice, type PlayedOffice } from '../support/played-office.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** Markup, a link that runs, and what would end an attribute. */
const hostile = (plain: string) =>
  `${plain}"><img src="/injected.png" onerror="window.pwned=1"><svg onload="window.pwned=1"></svg><a href="javascript:window.pwned=1">x</a>`;

/** Runs in the page: what an attack would have left behind. */
const harmDone = `({
  pwned: window.pwned,
  violations: window.violations,
  markup: document.querySelectorAll('img[src*="injected"], svg[onload], a[href^="javascript:"], iframe, object, embed').length,
  handlers: [...document.querySelectorAll('*')].filter((element) => element.getAttributeNames().some((name) => name.startsWith('on'))).length,
  shown: document.body.innerText.includes('onerror='),
})`;

/** Runs in the page: does what an attack would do, and gives the directives that were violated. */
const attack = `(async () => {
  const add = (name, fields, place = document.body) => place.append(Object.assign(document.createElement(name), fields));
  add('script', { textContent: 'window.pwned = 1' });
  const button = document.createElement('button');
  button.setAttribute('onclick', 'window.pwned = 2');
  document.body.append(button);
  button.click();
  const link = document.createElement('a');
  link.href = 'javascript:window.pwned = 3';
  document.body.append(link);
  link.click();
  // later: what the test itself runs may evaluate
  setTimeout(() => (0, eval)('window.pwned = 4'), 0);
  await fetch('https://elsewhere.example/').catch(() => undefined);
  add('style', { textContent: 'body { background: url(https://elsewhere.example/x.png) }' });
  add('base', { href: 'https://elsewhere.example/' }, document.head);
  await new Promise((resolve) => setTimeout(resolve, 300));
  return [...new Set(window.violations.map((violation) => violation.split(' ')[0]))].sort();
})()`;

interface Harm {
  readonly pwned?: number;
  readonly violations: readonly string[];
  readonly markup: number;
  readonly handlers: number;
  readonly shown: boolean;
}

describe('stored attacks', function () {
  this.timeout(900_000);
  let server: TestServer;
  let service: TestService;
  let site: WebSite;
  let office: PlayedOffice;
  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    service = await startTestService(server);
    office = await playOffice(service, hostile);
    site = await openWebSite(service);
  });
  after(async () => {
    await site?.close();
    await service?.close();
    await server?.stop();
  });

  async function watched(): Promise<Visit & { readonly injected: string[] }> {
    const visit = await site.visit(office.person);
    const injected: string[] = [];
    visit.page.on('request', (request) => void (request.url().includes('injected') && injected.push(request.url())));
    await visit.context.addInitScript(`
      window.violations = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        window.violations.push([violatedDirective, blockedURI, sample].join(' ')));
    `);
    return { ...visit, injected };
  }

  it('do nothing on any page, and the policy has nothing to stop', async () => {
    const visit = await watched();
    const { page, injected } = visit;
    const told: string[] = [];
    const paths = [...pagePaths(office.params), '/public/procedures', `/public/procedures/${office.params['processKey']!}`];
    for (const path of paths) {
      await visit.go(path);
      const { shown, ...harm } = await page.evaluate<Harm>(harmDone);
      expect({ ...harm, injected }, path).to.deep.equal({ pwned: undefined, violations: [], markup: 0, handlers: 0, injected: [] });
      if (shown) told.push(path);
    }
    // the attack was there to be seen, as text
    expect(told.length, told.join(' ')).to.be.greaterThan(1);
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('would be stopped by the policy: scripts in a page, handlers, evaluated text, foreign addresses', async () => {
    const visit = await watched();
    const { page } = visit;
    await visit.go('/');
    const directives = await page.evaluate<readonly string[]>(attack);
    expect(await page.evaluate('window.pwned')).to.equal(undefined);
    expect(directives).to.deep.equal(['base-uri', 'connect-src', 'script-src', 'script-src-attr', 'script-src-elem', 'style-src-elem']);
    const answer = await page.request.get('/');
    expect(answer.headers()['content-security-policy']).to.not.match(/script-src[^;]*unsafe/);
    expect(answer.headers()).to.include({ 'x-content-type-options': 'nosniff' });
    await visit.close();
  });
});
