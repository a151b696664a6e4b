/** The table of steps in the browser: edited by keyboard like a spreadsheet, imported, exported. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { fromTable, processTables, tthcModdle } from '../../engine/index.ts';
import { founder } from '../support/centre.ts';
import { canBrowse, openWebSite, type Visit, type WebSite } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Asker, type TestService } from '../support/service.ts';

const tables = JSON.parse(readFileSync(new URL('../fixtures/published-procedures.json', import.meta.url), 'utf8')) as readonly {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly { label: string; content: string; unit: string; durationText?: string }[];
}[];
const organisation = JSON.parse(readFileSync(new URL('../../procedures/organisation.json', import.meta.url), 'utf8')) as object;

describe('the table of steps', function () {
  this.timeout(240_000);
  let server: TestServer;
  let test: TestService;
  let site: WebSite;
  let designer: Asker;

  before(async function () {
    if (!canBrowse()) return this.skip();
    server = await startTestServer();
    test = await startTestService(server);
    await test.engine.setOrganisation(organisation, founder);
    designer = await test.person('designer', 'so-y-te');
    site = await openWebSite(test);
  });
  after(async () => {
    await site?.close();
    await test?.close();
    await server?.stop();
  });

  async function draftOf(title: string, bpmn: string): Promise<string> {
    const { status, body } = await designer.ask('POST', '/drafts', { body: { title, bpmn, forms: {}, procedure: {} } });
    expect(status, JSON.stringify(body)).to.equal(201);
    return (body as { draftId: string }).draftId;
  }

  async function openTable(draftId: string, options: Parameters<WebSite['visit']>[1] = {}): Promise<Visit> {
    const visit = await site.visit(designer, options);
    await visit.go(`/drafts/${draftId}`);
    await visit.page.getByText(options.language === 'en' ? 'Table' : 'Bảng', { exact: true }).click();
    await visit.page.getByRole('grid').waitFor();
    return visit;
  }

  /** Texts of a column, top to bottom. */
  const texts = (visit: Visit, column: number) => visit.page.locator(`[role=gridcell][aria-colindex="${column}"]`).allInnerTexts();

  it('edits, inserts, moves, removes and undoes by keyboard', async () => {
    const { xml } = await fromTable(tables[0]!);
    const visit = await openTable(await draftOf('Bảng P001', xml));
    const { page } = visit;
    const names = (await texts(visit, 2)).length;
    expect(await texts(visit, 1)).to.deep.equal(['○\nsự kiện', '1', '2', '3', '4', '5', '6', '7', '○\nsự kiện']);
    await page.locator('[data-cell="1:1"]').click();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Tiếp nhận, kiểm tra hồ sơ');
    await page.keyboard.press('Enter');
    expect((await texts(visit, 2))[1]).to.equal('Tiếp nhận, kiểm tra hồ sơ');
    // the time of the third step, then a word that is no time
    await page.keyboard.press('ArrowDown');
    for (let at = 0; at < 3; at++) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('4 giờ');
    await page.keyboard.press('Tab');
    expect((await texts(visit, 5))[3]).to.equal('4 giờ làm việc');
    await page.getByText('Còn 6,5 ngày làm việc').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('mai');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Không đọc được thời gian "mai"').waitFor();
    await page.keyboard.press('Escape');
    expect((await texts(visit, 5))[3]).to.equal('4 giờ làm việc');
    // a row below, in the lane of the one above
    await page.keyboard.press('Control+Enter');
    expect((await texts(visit, 2)).length).to.equal(names + 1);
    expect((await texts(visit, 2))[4]).to.equal('Bước mới');
    expect((await texts(visit, 3))[4]).to.equal((await texts(visit, 3))[3]);
    await visit.picture('table');
    // up: before the step it was put behind
    await page.keyboard.press('Alt+ArrowUp');
    expect((await texts(visit, 2))[3]).to.equal('Bước mới');
    await page.keyboard.press('Control+Delete');
    expect((await texts(visit, 2)).length).to.equal(names);
    for (let at = 0; at < 3; at++) await page.keyboard.press('Control+z');
    expect((await texts(visit, 2)).length).to.equal(names);
    expect((await texts(visit, 5))[3]).to.equal('4 giờ làm việc');
    await page.keyboard.press('Control+z');
    expect((await texts(visit, 5))[3]).to.equal('7 ngày làm việc');
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('moves a step into another lane, or into a new one of the organisation', async () => {
    const { xml } = await fromTable(tables[0]!);
    const visit = await openTable(await draftOf('Đổi làn', xml));
    const { page } = visit;
    const lanes = await texts(visit, 3);
    await page.locator('[data-cell="3:2"]').click();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(lanes[5]!);
    await page.keyboard.press('Enter');
    expect((await texts(visit, 3))[3]).to.equal(lanes[5]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Sở Xây dựng');
    await page.keyboard.press('Enter');
    expect((await texts(visit, 3))[4]).to.equal('Sở Xây dựng');
    expect((await texts(visit, 2)).length).to.equal(9);
    // a step between two that stand above one another
    await page.locator('[data-cell="1:1"]').click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Sơ đồ', { exact: true }).click();
    await page.keyboard.press('Control+1');
    await visit.picture('table-lanes');
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('takes cells from a spreadsheet, new rows where there are none, and gives cells to it', async () => {
    const { xml } = await fromTable(tables[0]!);
    const visit = await openTable(await draftOf('Dán ô', xml));
    const { page } = visit;
    await page.locator('[data-cell="6:1"]').click();
    await paste(visit, 'Đóng dấu\t\nTrả kết quả\t\nLưu hồ sơ\t\nBáo cáo\t');
    await page.getByText(/Đã dán \d+ ô/).waitFor();
    const names = await texts(visit, 2);
    expect(names.slice(6)).to.include.members(['Đóng dấu', 'Trả kết quả', 'Báo cáo']);
    await page.locator('[data-cell="1:1"]').click();
    await page.keyboard.press('Shift+ArrowDown');
    const copied = await page.evaluate<string>(`(() => {
      const data = new DataTransfer();
      document.activeElement.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
      return data.getData('text/plain');
    })()`);
    expect(copied.split('\n')).to.deep.equal(names.slice(1, 3));
    await page.keyboard.press('Control+z');
    expect((await texts(visit, 2)).length).to.equal(9);
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('shows branches, groups and jumps, in both languages, dark, wide, and accessible', async () => {
    const bpmn = readFileSync(new URL('../../procedures/chap-thuan-chu-truong-dau-tu/process.bpmn', import.meta.url), 'utf8');
    const draftId = await draftOf('Chấp thuận chủ trương', bpmn);
    const visit = await openTable(draftId, { width: 1920, height: 1080 });
    await visit.picture('table-branches');
    await visit.checkAccess();
    // the condition of a branch: refused while it is no FEEL, then written, then taken back
    const { page } = visit;
    const cell = page.locator('[role=gridcell][aria-colindex="12"]:not([aria-readonly])').first();
    const before = await cell.innerText();
    await cell.click();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('ket_qua >');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Điều kiện "ket_qua >" chưa đúng').waitFor();
    await page.keyboard.press('Escape');
    expect(await cell.innerText()).to.equal(before);
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('ket_qua > 3');
    await page.keyboard.press('Enter');
    expect(await cell.innerText()).to.equal('ket_qua > 3');
    await visit.picture('table-condition');
    await page.keyboard.press('Control+z');
    expect(await cell.innerText()).to.equal(before);
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
    const english = await openTable(draftId, { language: 'en', scheme: 'dark' });
    await english.picture('table-branches-dark');
    expect(english.errors).to.deep.equal([]);
    await english.close();
  });

  it('imports a pasted table after its columns were checked', async () => {
    const { xml } = await fromTable(tables[5]!);
    const visit = await openTable(await draftOf('Sẽ bị thay', xml));
    const { page } = visit;
    await page.getByRole('button', { name: 'Nhập bảng …' }).click();
    await page.getByLabel('Dán bảng ở đây').click();
    await visit.picture('import-source');
    const rows = tables[0]!.steps.map(({ label, content, unit, durationText }) => [label, content, unit, durationText ?? '']);
    const html = `<table>${[['TT', 'Trình tự', 'Trách nhiệm', 'Thời gian'], ...rows].map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
    await paste(visit, '', html);
    await page.getByText('Nhận ra 7 bước').waitFor();
    await page.getByRole('dialog').getByLabel('Tên thủ tục').fill(tables[0]!.name);
    await page.getByRole('dialog').getByLabel('Cơ quan giải quyết').fill('Sở Y tế');
    await page.getByRole('textbox', { name: 'Thời hạn giải quyết' }).fill('10');
    await visit.picture('import-columns');
    await visit.checkAccess();
    await page.getByRole('button', { name: 'Đọc các bước' }).click();
    await page.getByText('điều cần xem lại').first().waitFor();
    await page.locator('.diagram svg').first().waitFor();
    await visit.picture('import-findings');
    await page.getByRole('button', { name: 'Nhập bảng này' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await texts(visit, 5)).to.include('7 ngày làm việc');
    expect((await texts(visit, 2)).length).to.equal(9);
    await visit.picture('table-imported');
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('imports a JSON file of many tables', async () => {
    const { xml } = await fromTable(tables[0]!);
    const visit = await openTable(await draftOf('JSON', xml));
    const { page } = visit;
    await page.getByRole('button', { name: 'Nhập bảng …' }).click();
    await page.getByLabel('Tệp có bảng').setInputFiles(new URL('../fixtures/published-procedures.json', import.meta.url).pathname);
    await page.getByRole('combobox', { name: 'Bảng cần nhập' }).fill('P121');
    await page.getByRole('option', { name: /P121/ }).click();
    await page.getByRole('button', { name: 'Đọc bảng này' }).click();
    await page.getByRole('button', { name: 'Nhập bảng này' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { definitions } = {
      definitions: (await tthcModdle().fromXML((await fromTable(tables.find(({ id }) => id === 'P121'))).xml)).rootElement,
    };
    const steps = processTables(definitions)[0]!
      .rows.filter(({ order }) => order !== '')
      .map(({ name }) => name);
    const shown = (await texts(visit, 2)).filter((name) => steps.includes(name));
    expect(shown).to.deep.equal(steps);
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('builds a form by keyboard and tries it out', async () => {
    const { xml } = await fromTable(tables[0]!);
    const draftId = await draftOf('Biểu mẫu', xml);
    const visit = await site.visit(designer);
    const { page } = visit;
    await visit.go(`/drafts/${draftId}`);
    await page.getByRole('tab', { name: 'Biểu mẫu' }).click();
    await page.getByRole('button', { name: 'Thêm …' }).click();
    await page.keyboard.press('Enter');
    for (const label of ['Họ và tên', 'Diện tích']) {
      await page.getByRole('button', { name: 'Thêm mục' }).click();
      await page.getByLabel('Nhãn', { exact: false }).first().fill(label);
      await page.keyboard.press('Enter');
    }
    await page.getByLabel('Kiểu', { exact: true }).selectOption('number');
    await page.getByLabel('Bắt buộc').check();
    await page.getByLabel('Nhỏ nhất').fill('1');
    await page.getByRole('button', { name: 'Đưa “Diện tích” lên' }).click();
    await visit.picture('forms');
    await visit.checkAccess();
    await page.getByRole('button', { name: 'Xem thử' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Kiểm tra thử' }).click();
    await dialog.getByText('Mục này phải có').waitFor();
    await dialog.getByLabel('Diện tích').fill('12');
    await dialog.getByText('Biểu mẫu điền đúng').waitFor();
    await visit.picture('forms-try');
    await visit.checkAccess();
    await page.keyboard.press('Escape');
    await page.getByText(/Đã lưu lúc/).waitFor();
    const { body } = await designer.ask('GET', `/drafts/${draftId}`);
    const { forms } = body as { forms: { intake: { properties: object; required: string[] } } };
    expect(Object.keys(forms.intake.properties)).to.deep.equal(['dienTich', 'hoVaTen']);
    expect(forms.intake.properties).to.deep.include({ dienTich: { type: 'number', title: 'Diện tích', minimum: 1 } });
    expect(forms.intake.required).to.deep.equal(['dienTich']);
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('imports the Word file that it exported', async () => {
    const { xml } = await fromTable(tables[0]!);
    const draftId = await draftOf('Xuất rồi nhập', xml);
    const visit = await openTable(draftId);
    const { page } = visit;
    const names = (await texts(visit, 2)).slice(1, -1);
    await page.getByRole('button', { name: 'Xuất bảng' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /Word/ }).click();
    const file = await (await download).path();
    await page.getByRole('button', { name: 'Nhập bảng …' }).click();
    await page
      .getByLabel('Tệp có bảng')
      .setInputFiles({ name: 'phu-luc.docx', mimeType: 'application/octet-stream', buffer: readFileSync(file) });
    await page.getByText('Nhận ra 7 bước').waitFor();
    await page.getByRole('dialog').getByLabel('Tên thủ tục').fill('Đọc lại');
    await page.getByRole('button', { name: 'Đọc các bước' }).click();
    await page.getByRole('button', { name: 'Nhập bảng này' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await texts(visit, 2)).slice(1, -1)).to.deep.equal(names);
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  /** Puts texts on the focused element as a paste does. */
  async function paste(visit: Visit, text: string, html = ''): Promise<void> {
    await visit.page.evaluate(`(() => {
      const data = new DataTransfer();
      data.setData('text/plain', ${JSON.stringify(text)});
      if (${String(html !== '')}) data.setData('text/html', ${JSON.stringify(html)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    })()`);
  }
});
