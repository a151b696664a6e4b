/** Drawing a draft as a person does: a new one, what is kept and when, two people at once, sending it to be appraised. */
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readBpmn } from '../../engine/index.ts';
import { draftOfRegime } from '../../modeler/editor/templates/draft-of-regime.ts';
import { canBrowse, openWebSite, pictureFolder, type Visit, type VisitOptions, type WebSite } from '../support/browser.ts';
import { eventually, startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Asker, type TestService } from '../support/service.ts';

const procedures = new URL('../../procedures/', import.meta.url);

describe('the editor of a draft', function () {
  this.timeout(600_000);
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

  /** A busy machine may be slow; a test says what happens, not how fast. */
  const visitAs = async (person: Asker, options: VisitOptions = {}) => {
    const visit = await site.visit(person, options);
    visit.context.setDefaultTimeout(150_000);
    return visit;
  };
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

  /** A file is let go over the page. */
  const dropped = (page: Page, name: string, text: string) =>
    page.evaluate(
      ([file, content]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([content], file, { type: 'application/xml' }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, text] as const,
    );

  it('makes a draft from a regime', async () => {
    const visit = await visitAs(designer);
    const { page } = visit;
    await visit.go('/drafts/new');
    await dropped(page, 'Cấp thẻ.bpmn', '<definitions/>');
    expect(await page.getByRole('radio', { name: /^Từ tệp BPMN/ }).isChecked()).to.equal(true);
    expect(await page.getByLabel('Tên thủ tục').inputValue()).to.equal('Cấp thẻ');
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
    const visit = await visitAs(designer);
    await visit.go(`/drafts/${draftId}`);
    await retitle(visit, 'Tên thứ hai');
    await eventually(async () => (await onServer(draftId)).revision === 2, 100_000);
    expect((await onServer(draftId)).title).to.equal('Tên thứ hai');
    await saved(visit);
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
    const visit = await visitAs(designer, { width: 1920, height: 1080 });
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

  it('changes a step, a lane and a way in the panel beside the canvas', async () => {
    const { draftId } = await newDraft(await curated('tiep-nhan-doi-tuong-bao-tro-xa-hoi'));
    const visit = await visitAs(designer, { width: 1920, height: 1080 });
    const { page } = visit;
    await visit.go(`/drafts/${draftId}`);
    await saved(visit);
    await page.getByLabel('Mã thủ tục').waitFor();
    await visit.picture('draft-procedure');
    const choose = async (id: string) =>
      page
        .locator(`[data-element-id="${id}"] .djs-hit`)
        .first()
        .click({ force: true, position: { x: 8, y: 8 } });
    await choose('Task_KyDeNghi');
    const budget = page.getByLabel('Thời gian giao', { exact: true });
    expect(await budget.inputValue()).to.equal('1 ngày làm việc');
    await budget.fill('ba ngày');
    await page.getByText('Viết như: 0,5 ngày').waitFor();
    await budget.fill('4 giờ');
    await budget.press('Enter');
    expect(await budget.inputValue()).to.equal('4 giờ làm việc');
    await visit.picture('draft-step');
    await visit.checkAccess();
    await page.getByRole('combobox', { name: 'Làn (đơn vị thực hiện)' }).click();
    await page.getByRole('option', { name: 'Văn thư UBND xã, phường' }).click();
    await page
      .locator('[data-element-id="Lane_VanHoaXaHoi"] .djs-hit')
      .first()
      .click({ force: true, position: { x: 10, y: 80 } });
    await page.getByRole('combobox', { name: 'Đơn vị trong tổ chức' }).fill('so y te');
    await page.getByRole('option', { name: 'Sở Y tế', exact: true }).click();
    expect(await page.getByLabel('Tên', { exact: true }).inputValue()).to.equal('Sở Y tế');
    await choose('Gateway_DongYXa');
    const condition = page.getByLabel('Điều kiện').last();
    await condition.fill('agreed = ');
    await visit.picture('draft-ways');
    expect(await page.locator('[id$=-error]').count()).to.be.greaterThan(0);
    await condition.fill('not(agreed)');
    await page.keyboard.press('Tab');
    const { bpmn } = await eventually(async () => {
      const draft = await onServer(draftId);
      return draft.bpmn.includes('not(agreed)') && draft;
    }, 100_000);
    expect(bpmn).to.match(/id="Task_KyDeNghi"[^>]*tthc:budget="4" tthc:budgetUnit="workingHour"/);
    expect(bpmn).to.match(/id="Lane_VanThuXa"[^>]*>\s*(<bpmn:flowNodeRef>\w+<\/bpmn:flowNodeRef>\s*)*<bpmn:flowNodeRef>Task_KyDeNghi</);
    expect(bpmn).to.match(/id="Lane_VanHoaXaHoi"[^>]*tthc:department="so-y-te" tthc:unit="so-y-te"/);
    expect(bpmn).to.contain('=not(agreed)');
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('inserts a part as one step of undo, copies to another diagram, exports and imports', async () => {
    const first = await newDraft(await curated('cap-ban-sao-tu-so-goc'), 'Cấp bản sao từ sổ gốc');
    const second = await newDraft(await draftOfRegime('Trang khác', undefined));
    const visit = await visitAs(designer, { width: 1920, height: 1080 });
    const { page } = visit;
    await visit.go(`/drafts/${first.draftId}`);
    await saved(visit);
    const nodes = () => page.locator('.djs-shape[data-element-id]').count();
    const before = await nodes();
    await page.getByRole('button', { name: 'Chèn mẫu' }).click();
    await page.getByRole('menuitem', { name: /Thẩm định có yêu cầu bổ sung/ }).click();
    await page.getByText('Hồ sơ bổ sung đã đủ').waitFor();
    await visit.picture('draft-piece');
    const { bpmn } = await eventually(async () => {
      const draft = await onServer(first.draftId);
      return draft.revision > 1 && draft;
    }, 100_000);
    expect(bpmn).to.match(/<bpmn:exclusiveGateway [^>]*name="Vừa bổ sung hồ sơ\?" default="\w+"/);
    expect(bpmn)
      .to.contain('=supplemented = true')
      .and.to.contain('tthc:purpose="supplementReceipt"')
      .and.to.contain('name="supplementReceived"');
    expect((await readBpmn(bpmn)).problems.filter(({ code }) => code === 'MESSAGE_UNNAMED')).to.deep.equal([]);
    expect(await nodes()).to.be.greaterThan(before + 8);
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    expect(await nodes()).to.equal(before);

    await page.locator('.djs-container svg').first().press('?');
    await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
    await visit.picture('draft-shortcuts');
    await visit.checkAccess();
    await page.keyboard.press('Escape');

    const exported = async (name: string) => {
      await page.getByRole('button', { name: 'Xuất' }).click();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
      await file.saveAs(join(pictureFolder, file.suggestedFilename()));
      return readFile(join(pictureFolder, file.suggestedFilename()));
    };
    expect((await exported('Tệp BPMN')).toString()).to.contain('tthc:deadline');
    expect((await exported('Hình SVG')).toString())
      .to.contain('@font-face')
      .and.to.contain('Thẩm định');
    expect((await exported('Hình PNG')).subarray(1, 4).toString()).to.equal('PNG');
    expect((await exported('Excel')).subarray(0, 2).toString()).to.equal('PK');

    await page
      .locator('[data-element-id="Task_KyBanSao"] .djs-hit, [data-element-id^="Task_"] .djs-hit')
      .first()
      .click({ force: true, position: { x: 8, y: 8 } });
    await page.locator('.djs-container svg').first().press('Control+c');
    const other = await visit.context.newPage();
    await other.goto(`/drafts/${second.draftId}`);
    await other.waitForSelector('[data-saving=saved]');
    await other.getByText('Bước đầu tiên').waitFor();
    const old = await other.locator('.djs-shape[data-element-id]').count();
    await other.mouse.move(700, 300);
    await other.locator('.djs-container svg').first().press('Control+v');
    await other.mouse.move(600, 200);
    await other.mouse.move(610, 205);
    await other.mouse.click(610, 205);
    await eventually(async () => (await onServer(second.draftId)).revision > 1, 100_000);
    expect(await other.locator('.djs-shape[data-element-id]').count()).to.equal(old + 1);
    await other.close();

    await dropped(page, 'khac.bpmn', second.bpmn);
    await page.getByRole('button', { name: 'Thay sơ đồ' }).click();
    await page.getByText('Bước đầu tiên').waitFor();
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('says that somebody else changed it, and keeps both', async () => {
    const { draftId } = await newDraft(await curated('cap-ban-sao-tu-so-goc'));
    const other = await service.person('designer', 'so-y-te');
    const visit = await visitAs(designer);
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
    await visit.page.getByRole('group', { name: 'Sơ đồ của người kia' }).waitFor();
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
    const visit = await visitAs(designer);
    const { page } = visit;
    await visit.go(`/drafts/${draftId}`);
    await saved(visit);
    await page.getByRole('button', { name: 'Gửi thẩm định' }).click();
    await page.getByLabel('Lời nhắn cho người thẩm định').fill('Xin thẩm định sớm.');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Bản nháp đang được thẩm định nên chỉ xem').waitFor();
    expect((await onServer(draftId)).state).to.equal('submitted');
    expect(await page.locator('.djs-palette-entries .entry').count()).to.equal(0);
    await visit.picture('draft-locked');
    await visit.checkAccess();
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });
});
