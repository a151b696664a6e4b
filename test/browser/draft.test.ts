/** Drawing a draft as a person does: a new one, what is kept and when, two people at once, sending it to be appraised. */
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { canBrowse, openWebSite, type Visit, type WebSite } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Asker, type TestService } from '../support/service.ts';

const procedures = new URL('../../procedures/', import.meta.url);

describe('the editor of a draft', function () {
  this.timeout(300_000);
  let server: TestServer;
  let service: TestService;
  let site: WebSite;
  let designer: Asker;

  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    service = await startTestService(server);
    await service.engine.setOrganisation(JSON.parse(await readFile(new URL('organisation.json', procedures), 'utf8')), { user: 'test' });
    site = await openWebSite(service);
    designer = await service.person('designer', 'so-y-te');
  });
  after(async () => {
    await site?.close();
    await service?.close();
    await server?.stop();
  });

  interface Draft {
    readonly draftId: string;
    readonly title: string;
    readonly revision: number;
    readonly bpmn: string;
    readonly state: string;
  }
  const curated = (name: string) => readFile(new URL(`${name}/process.bpmn`, procedures), 'utf8');
  const newDraft = async (bpmn: string, title = 'Bản nháp thử') =>
    (await designer.ask('POST', '/drafts', { body: { title, bpmn } })).body as Draft;
  const onServer = async (draftId: string) => (await designer.ask('GET', `/drafts/${draftId}`)).body as Draft;
  const saved = ({ page }: Visit) => page.waitForSelector('[data-saving=saved]');
  /** A title is typed: the smallest change of a draft. */
  const retitle = async ({ page }: Visit, title: string) => {
    await page.getByLabel('Tên bản nháp').fill(title);
    await page.getByLabel('Tên bản nháp').press('Enter');
  };

  it('makes a draft from a regime', async () => {
    const visit = await site.visit(designer);
    const { page } = visit;
    await visit.go('/drafts/new');
    await page.getByLabel('Tên thủ tục').fill('Cấp giấy xác nhận');
    await page.getByRole('radio', { name: /^Một cửa/ }).click();
    await visit.picture('new-draft');
    await visit.checkAccess();
    await page.getByRole('button', { name: 'Tạo bản nháp' }).click();
    await page.waitForURL(/\/drafts\/\d+$/);
    await saved(visit);
    await page.getByText('Ký duyệt kết quả').waitFor();
    await visit.picture('draft');
    await visit.checkAccess();
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('keeps every change by itself, without a network as well, over a tab that dies', async () => {
    const { draftId } = await newDraft(await curated('cap-ban-sao-tu-so-goc'));
    const visit = await site.visit(designer);
    await visit.go(`/drafts/${draftId}`);
    await retitle(visit, 'Tên thứ hai');
    await visit.page.waitForSelector('[data-saving=changed], [data-saving=saving]');
    await saved(visit);
    expect(await onServer(draftId)).to.include({ title: 'Tên thứ hai', revision: 2 });
    await visit.context.setOffline(true);
    await retitle(visit, 'Tên khi mất mạng');
    await visit.page.waitForSelector('[data-saving=unsent]');
    await visit.picture('draft-offline');
    expect((await onServer(draftId)).title).to.equal('Tên thứ hai');
    // the tab dies: nothing is asked, nothing is sent
    await visit.page.close({ runBeforeUnload: false });
    await visit.context.setOffline(false);
    const page = await visit.context.newPage();
    await page.goto(`/drafts/${draftId}`);
    await page.getByText('Đã khôi phục những thay đổi chưa gửi').waitFor();
    expect(await page.getByLabel('Tên bản nháp').inputValue()).to.equal('Tên khi mất mạng');
    await page.waitForSelector('[data-saving=saved]');
    expect((await onServer(draftId)).title).to.equal('Tên khi mất mạng');
    // the console names the requests that failed while there was no network, and nothing else
    expect(visit.errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).to.deep.equal([]);
    await visit.close();
  });

  it('speaks Vietnamese wherever bpmn-js says something', async () => {
    const { draftId } = await newDraft(await curated('tiep-nhan-doi-tuong-bao-tro-xa-hoi'));
    const visit = await site.visit(designer, { width: 1920, height: 1080 });
    const { page } = visit;
    const untranslated: string[] = [];
    page.on('console', (message) => void (message.text().includes('not translated') && untranslated.push(message.text())));
    await visit.go(`/drafts/${draftId}`);
    await saved(visit);
    const pad = async (id: string) => {
      await page
        .locator(`[data-element-id="${id}"] .djs-hit`)
        .first()
        .click({ force: true, position: { x: 8, y: 8 } });
      await page.locator('.djs-context-pad.open').waitFor();
    };
    for (const id of ['Task_KyDeNghi', 'Gateway_DongYXa', 'End_TraKetQua', 'Start_NopHoSo']) {
      await pad(id);
      await page.locator('.djs-context-pad.open [data-action=replace]').click();
      await page.locator('.djs-popup').waitFor();
      if (id === 'Task_KyDeNghi') {
        expect(await page.locator('.djs-popup .entry').allInnerTexts()).to.include('Bước do hệ thống làm');
        await visit.picture('draft-replace');
      }
      await page.keyboard.press('Escape');
    }
    await pad('Task_KyDeNghi');
    expect(await page.locator('.djs-context-pad.open .entry').first().getAttribute('title')).to.equal('Thêm bước');
    await page.locator('.djs-container svg').first().press('Control+f');
    await page.locator('.djs-search-container input, .djs-search-open input').first().fill('thẩm định');
    await visit.picture('draft-search');
    await page.keyboard.press('Escape');
    await page.locator('.djs-minimap .toggle').click();
    expect(await page.locator('.djs-minimap .toggle').getAttribute('title')).to.equal('Đóng bản đồ nhỏ');
    expect(untranslated).to.deep.equal([]);
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('says that somebody else changed it, and keeps both', async () => {
    const { draftId } = await newDraft(await curated('cap-ban-sao-tu-so-goc'));
    const other = await service.person('designer', 'so-y-te');
    const visit = await site.visit(designer);
    await visit.go(`/drafts/${draftId}`);
    await saved(visit);
    const { title: _title, ...draft } = await onServer(draftId);
    const change = await other.ask('PUT', `/drafts/${draftId}`, {
      body: { title: 'Của người khác', bpmn: draft.bpmn },
      headers: { 'if-match': '"1"' },
    });
    expect(change.status).to.equal(200);
    await retitle(visit, 'Của tôi');
    await visit.page.getByText(`Nguyễn Văn ${other.login} đã sửa bản nháp này`).first().waitFor();
    await visit.page.getByRole('button', { name: 'Xem cả hai' }).click();
    await visit.page.getByRole('img', { name: 'Sơ đồ của người kia' }).waitFor();
    await visit.picture('draft-conflict');
    await visit.page.keyboard.press('Escape');
    await visit.page.getByRole('button', { name: 'Giữ bản của tôi thành bản nháp mới' }).click();
    await visit.page.waitForURL((url) => !url.pathname.endsWith(`/${draftId}`));
    await saved(visit);
    expect(await visit.page.getByLabel('Tên bản nháp').inputValue()).to.contain('Của tôi (bản của');
    expect((await onServer(draftId)).title).to.equal('Của người khác');
    // the refused request is on the console
    expect(visit.errors.filter((error) => !error.includes('412'))).to.deep.equal([]);
    await visit.close();
  });

  it('sends it to be appraised, and then only shows it', async () => {
    const { draftId } = await newDraft(await curated('cap-ban-sao-tu-so-goc'));
    const visit = await site.visit(designer);
    const { page } = visit;
    await visit.go(`/drafts/${draftId}`);
    await saved(visit);
    await page.getByRole('button', { name: 'Gửi thẩm định' }).click();
    await page.getByLabel('Lời nhắn cho người thẩm định').fill('Xin thẩm định sớm.');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Bản nháp đang được thẩm định nên chỉ xem').waitFor({ timeout: 60_000 });
    expect((await onServer(draftId)).state).to.equal('submitted');
    expect(await page.locator('.djs-palette-entries .entry').count()).to.equal(0);
    await visit.picture('draft-locked');
    await visit.checkAccess();
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });
});
