/** What was found in a file of another modeler is listed when it is opened, by element, and again when asked for. */
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { element } from '../support/bpmn.ts';
import { canBrowse } from '../support/browser.ts';
import { drawn } from './modeler-page/drawn.ts';
import { openModelerPage, type ModelerPage } from './modeler-page/open.ts';

const foreign = new URL('../fixtures/foreign/camunda-7.bpmn', import.meta.url);

describe('a file of another modeler', function () {
  this.timeout(300_000);
  let open: ModelerPage;

  before(async function () {
    if (!canBrowse()) this.skip();
    open = await openModelerPage();
    open.page.setDefaultTimeout(60_000);
  });
  after(() => open?.close());

  it('is drawn, and what was translated, left out or runs otherwise is a list that leads to the elements', async () => {
    const { page, errors } = open;
    const xml = await drawn([element('startEvent', 's'), element('endEvent', 'e'), 's->e']);
    await page.evaluate((drawing) => openDrawing(drawing, { isWhole: true }), xml);
    await page
      .locator('.editor-tools input[type=file]')
      .setInputFiles({ name: 'camunda-7.bpmn', mimeType: 'application/xml', buffer: await readFile(foreign) });
    await page.getByRole('button', { name: 'Thay sơ đồ' }).click();
    const list = page.getByRole('dialog', { name: /Đã mở "camunda-7\.bpmn"/ });
    const codes = await list.locator('[data-code]').evaluateAll((items) => items.map((item) => item.getAttribute('data-code')));
    expect(codes).to.include.members(['FOREIGN_IGNORED', 'FOREIGN_DIFFERS', 'FOREIGN_TRANSLATED']);
    expect(codes.indexOf('FOREIGN_TRANSLATED')).to.be.greaterThan(codes.lastIndexOf('FOREIGN_DIFFERS'));
    expect(await page.locator('.djs-shape[data-element-id=tiepNhan]').count()).to.equal(1);
    await list.getByRole('button', { name: '“Tiếp nhận”' }).first().click();
    await list.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => editor.selected)).to.equal('tiepNhan');
    await page.getByRole('button', { name: `Khi mở tệp: ${codes.length}` }).click();
    await list.waitFor();
    expect(errors).to.deep.equal([]);
  });
});
