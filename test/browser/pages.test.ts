/** Every page of the application, looked at: light and Vietnamese, dark and English, by axe and for errors; its pictures are kept. */
import { expect } from 'chai';
import { canBrowse, openWebSite, type VisitOptions, type WebSite } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { pagePaths } from '../support/page-paths.ts';
import { playOffice, type PlayedOffice } from '../support/played-office.ts';
import { startTestService, type TestService } from '../support/service.ts';

const looks: readonly Required<VisitOptions>[] = [
  { scheme: 'light', language: 'vi', width: 1280, height: 800 },
  { scheme: 'dark', language: 'en', width: 1920, height: 1080 },
];

describe('every page', function () {
  this.timeout(900_000);
  let server: TestServer;
  let service: TestService;
  let site: WebSite;
  let office: PlayedOffice;
  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    service = await startTestService(server);
    office = await playOffice(service, (plain) => plain);
    site = await openWebSite(service);
  });
  after(async () => {
    await site?.close();
    await service?.close();
    await server?.stop();
  });

  for (const look of looks) {
    const { scheme, language, width } = look;
    it(`has a heading and a title, no error, and nothing against WCAG 2.2 AA: ${scheme}, ${language}, ${width} wide`, async () => {
      const visit = await site.visit(office.person, look);
      const { page } = visit;
      const wrong: string[] = [];
      const paths = pagePaths(office.params);
      expect(paths.length).to.be.greaterThan(2);
      for (const path of paths) {
        await visit.go(path);
        // what is asked for is there
        await page
          .getByRole('main')
          .getByText(/^(Đang tải …|Loading …)$/)
          .first()
          .waitFor({ state: 'detached' });
        const name = path === '/' ? 'home' : path.slice(1).replace(/[^a-z-]+/gi, '-');
        await visit.picture(`page-${name}-${scheme}-${language}-${width}`);
        await visit.checkAccess().catch((error: Error) => wrong.push(`${path} ${error.message}`));
        const { title, fits, lang } = await page.evaluate<{ title: string; fits: boolean; lang: string }>(`({
          title: document.title,
          fits: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
          lang: document.documentElement.lang,
        })`);
        if (title === 'Tại Chỗ') wrong.push(`${path} has no title`);
        if (!fits) wrong.push(`${path} moves sideways`);
        if (lang !== language) wrong.push(`${path} is in ${lang}`);
        for (const error of visit.errors.splice(0)) wrong.push(`${path} ${error}`);
      }
      expect(wrong).to.deep.equal([]);
      await visit.close();
    });
  }
});
