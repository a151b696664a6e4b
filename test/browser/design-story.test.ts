/** An admin's day: a published table is imported, its finding mended, a consultation drawn, the deadline split, and the draft sent to be appraised. */
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { readBpmn } from '../../engine/index.ts';
import { canBrowse, openWebSite, type WebSite } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Asker, type TestService } from '../support/service.ts';

const organisation = new URL('../../procedures/organisation.json', import.meta.url);
const tables = new URL('../fixtures/published-procedures.json', import.meta.url);

describe('the story of a designer', function () {
  this.timeout(300_000);
  let server: TestServer;
  let service: TestService;
  let site: WebSite;
  let designer: Asker;

  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    service = await startTestService(server);
    await service.engine.setOrganisation(JSON.parse(await readFile(organisation, 'utf8')), { user: 'test' });
    site = await openWebSite(service);
    designer = await service.person('designer', 'so-y-te');
  });
  after(async () => {
    await site?.close();
    await service?.close();
    await server?.stop();
  });

  it('imports, mends, draws, splits and submits', async () => {
    const visit = await site.visit(designer, { width: 1440, height: 900 });
    const { page } = visit;
    page.setDefaultTimeout(60_000);
    // the letters lie below what takes the pointer
    const step = (name: string) => page.locator('svg .djs-label', { hasText: name }).first();

    // the panel shows a step a moment after it is chosen: what is typed before goes to the one shown
    const give = async (name: string, time: string) => {
      await step(name).click({ force: true });
      await page.getByRole('tab', { name: 'Thuộc tính' }).click();
      await page.locator('.properties').getByText(`: ${name}`).first().waitFor();
      await page.getByLabel('Thời gian giao', { exact: true }).fill(time);
      await page.getByLabel('Thời gian giao', { exact: true }).press('Enter');
    };

    // a published decision whose steps add up to 9,5 days where 10,5 are printed
    await visit.go('/drafts/new');
    await page.getByRole('radio', { name: /^Từ bảng quy trình/ }).click();
    await page.getByRole('button', { name: 'Nhập bảng …' }).click();
    await page.locator('input[type=file]').setInputFiles(tables.pathname);
    await page.getByRole('combobox', { name: 'Bảng cần nhập' }).fill('P029');
    await page.getByRole('option', { name: /P029/ }).click();
    await page.getByRole('button', { name: 'Đọc bảng này' }).click();
    await page.getByRole('button', { name: 'Nhập bảng này' }).click();
    await page.getByText(/^Đã nhập: Giải thể tổ chức/).waitFor();
    await page.getByRole('button', { name: 'Tạo bản nháp' }).click();
    await page.waitForURL(/\/drafts\/\d+$/);
    const draftId = new URL(page.url()).pathname.split('/').at(-1)!;

    // its finding, and the time that cures it, typed as people write it
    await page.getByRole('tab', { name: 'Kiểm tra' }).click();
    const sum = page.locator('.finding[data-rule="sum-differs-from-deadline"]');
    await sum.waitFor();
    await visit.picture('story-a-finding');
    await give('Tiếp nhận, kiểm tra thành phần hồ sơ', '1,5 ngày');
    await page.getByRole('tab', { name: 'Kiểm tra' }).click();
    await sum.waitFor({ state: 'detached' });

    // another agency is asked: into the way on from the step that is chosen
    await step('Phân công chuyên viên thụ lý hồ sơ').click({ force: true });
    await page.getByRole('button', { name: 'Chèn mẫu' }).click();
    await page.getByRole('menuitem', { name: /^Lấy ý kiến cơ quan khác/ }).click();
    await page.getByText('Cho ý kiến bằng văn bản').first().waitFor();
    await visit.picture('story-a-consultation');
    await give('Thẩm định hồ sơ', '1 ngày');
    await give('Cho ý kiến bằng văn bản', '2 ngày');
    await give('Tổng hợp ý kiến', '4 giờ');
    const card = page.getByRole('region', { name: 'Thời hạn' });
    await card.getByText('Quá thời hạn').waitFor();

    await page.getByRole('tab', { name: 'Chia thời hạn' }).click();
    await page.getByRole('button', { name: 'Áp dụng' }).click();
    const applied = page.getByRole('status').filter({ hasText: 'Đã giao thời gian cho' });
    await applied.waitFor();
    expect(await applied.textContent()).to.match(/cho 9 bước/);
    await card.getByText('Kịp thời hạn').waitFor();
    await page.waitForSelector('[data-saving=saved]');
    await visit.picture('story-a-split');

    await page.getByRole('button', { name: 'Gửi thẩm định' }).click();
    await page.getByLabel('Lời nhắn cho người thẩm định').fill('Đã thêm bước lấy ý kiến.');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Bản nháp đang được thẩm định nên chỉ xem').waitFor();
    await visit.picture('story-a-submitted');
    expect(visit.errors).to.deep.equal([]);
    await visit.close();

    const { state, bpmn } = (await designer.ask('GET', `/drafts/${draftId}`)).body as { state: string; bpmn: string };
    expect(state).to.equal('submitted');
    const { model } = await readBpmn(bpmn);
    const asked = [...model!.nodes.values()].find(({ name }) => name === 'Cho ý kiến bằng văn bản');
    expect(asked?.step?.budget, 'the split gave the new step its time').not.to.equal(undefined);
    const lane = new RegExp(`<bpmn:lane id="([^"]+)"(?:(?!</bpmn:lane>)[^])*>${asked!.id}<`).exec(bpmn)![1]!;
    const bounds = (id: string) => {
      const [, y, height] = new RegExp(`bpmnElement="${id}"[^]*?<dc:Bounds [^>]*y="([^"]+)"[^>]*height="([^"]+)"`).exec(bpmn)!;
      return { top: Number(y), bottom: Number(y) + Number(height) };
    };
    expect(bounds(asked!.id).bottom, 'the lane has made room for the new branch').to.be.below(bounds(lane).bottom - 20);
  });
});
