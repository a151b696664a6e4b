/** The public pages in a browser: read, searched, looked up on a telephone, and printed on A4. */
import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCuratedOrganisation, readCuratedProcedures } from '../../api/curated.ts';
import { canBrowse, openWebSite, pictureFolder, type WebSite } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type TestService } from '../support/service.ts';

const code = '000.00.01.H99-261127-0001';

describe('the public pages in a browser', function () {
  this.timeout(300_000);
  let server: TestServer;
  let service: TestService;
  let site: WebSite;
  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    service = await startTestService(server);
    await service.engine.setOrganisation(await readCuratedOrganisation(), { user: 'founder' });
    const wanted = ['cap-ban-sao-tu-so-goc', 'tham-dinh-du-an-ppp', 'dang-ky-dat-tang-them'];
    const deployed = new Map<string, string>();
    for (const { folder, content } of await readCuratedProcedures())
      if (wanted.includes(folder)) deployed.set(folder, (await service.engine.deploy(content, { user: 'designer' })).versionId);
    const variables = { participants: {} };
    await service.engine.start({ versionId: deployed.get('tham-dinh-du-an-ppp')!, variables }, { user: 'can-bo' }, { code });
    site = await openWebSite(service);
  });
  after(async () => {
    await site?.close();
    await service?.close();
    await server?.stop();
  });

  it('are found by a search without diacritics and read by keyboard', async () => {
    const visit = await site.visit();
    const { page } = visit;
    await visit.go('/public/procedures');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).to.equal('Đến nội dung');
    await visit.picture('public-list-light-vi-1280');
    await visit.checkAccess();
    await page.getByLabel('Tìm theo tên, mã, lĩnh vực, cơ quan').fill('ban sao so goc');
    await page.keyboard.press('Enter');
    await page.getByText('Có 1 thủ tục.').waitFor();
    await page.getByRole('link', { name: 'Cấp bản sao từ sổ gốc' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cấp bản sao từ sổ gốc' }).waitFor();
    await visit.picture('public-procedure-light-vi-1280');
    await visit.checkAccess();
    expect(await page.locator('script, iframe, object, [style]').count()).to.equal(0);
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { level: 2, name: 'Legal basis' }).waitFor();
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('are as good in the dark, in English, and wide', async () => {
    const visit = await site.visit(undefined, { scheme: 'dark', width: 1920, height: 1080, language: 'en' });
    await visit.go('/public/procedures');
    await visit.picture('public-list-dark-en-1920');
    await visit.checkAccess();
    await visit.page.locator('tbody a').nth(1).click();
    await visit.picture('public-procedure-dark-en-1920');
    await visit.checkAccess();
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('say how a dossier stands on a telephone, and nothing that moves sideways', async () => {
    const visit = await site.visit(undefined, { width: 360, height: 740 });
    const { page } = visit;
    const fits = () => page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
    await visit.go('/public/dossiers');
    await page.getByLabel('Mã hồ sơ').fill(code);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Hồ sơ ${code}` }).waitFor();
    expect(await page.getByText('Đang giải quyết').count()).to.equal(1);
    expect(await fits()).to.equal(true);
    await visit.picture('public-dossier-light-vi-360');
    await visit.checkAccess();
    // a code nobody has is answered 404, which the console repeats
    await visit.go('/public/dossiers?code=khong-co');
    await page.getByRole('alert').waitFor();
    await visit.picture('public-dossier-unknown-360');
    await visit.checkAccess();
    expect(visit.errors.filter((error) => !/status of 404/.test(error))).to.deep.equal([]);
    for (const path of ['/public/procedures', '/public/procedures?search=ppp']) {
      await visit.go(path);
      expect(await fits(), path).to.equal(true);
    }
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await fits()).to.equal(true);
    await visit.picture('public-procedure-light-vi-360');
    await visit.close();
  });

  it('are printed on A4, the diagram across, with nothing that is of the screen alone', async () => {
    const visit = await site.visit();
    const { page } = visit;
    mkdirSync(pictureFolder, { recursive: true });
    for (const [search, name] of [
      ['ban sao so goc', 'short'],
      ['ppp', 'long'],
    ] as const) {
      await visit.go(`/public/procedures?search=${search}`);
      await page.locator('tbody a').first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      const file = join(pictureFolder, `public-a4-${name}.pdf`);
      await page.pdf({ path: file, preferCSSPageSize: true });
      const sizes = execFileSync('pdfinfo', ['-l', '99', file], { encoding: 'utf8' }).match(/Page +\d+ size: +[\d.]+ x [\d.]+/g)!;
      const portrait = sizes.filter((size) => /59[45]\.?\d* x 84[12]/.test(size));
      const landscape = sizes.filter((size) => /84[12]\.?\d* x 59[45]/.test(size));
      expect([portrait.length + landscape.length, landscape.length], name).to.deep.equal([sizes.length, 1]);
      expect(portrait.length, name).to.be.at.most(name === 'short' ? 2 : 4);
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).normalize('NFC');
      expect(text).to.include('Trình tự thực hiện').and.to.include('Căn cứ pháp lý').and.not.to.include('Cán bộ đăng nhập');
    }
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });
});
