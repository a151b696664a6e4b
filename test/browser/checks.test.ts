/** The checks while drawing, in a real browser: a deadlock is drawn, found, played and cured; the time of the steps is shown and split. */
import { expect } from 'chai';
import { layOut } from '../../engine/model/layout.ts';
import { parseBpmn } from '../../engine/model/parse-bpmn.ts';
import { tthcModdle } from '../../engine/model/tthc-moddle.ts';
import { definitions, element, processXml } from '../support/bpmn.ts';
import { canBrowse, openWebSite, type Visit, type WebSite } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { openLandOffice } from '../support/land-office.ts';
import { startTestService, type Asker, type TestService } from '../support/service.ts';

const step = (id: string, name: string, unit: string, five: string, budget: string) =>
  element(
    'userTask',
    id,
    '',
    `name="${name}" tthc:unit="${unit}" tthc:step="${five}" tthc:budget="${budget}" tthc:budgetUnit="workingDay"`,
  );

/** Received, then a check in the field or of the papers, then the result; ten working days, of which seven are given before the result is there. */
const drawing = async (): Promise<string> => {
  const { definitions: tree } = await parseBpmn(
    definitions(
      processXml(
        'visit',
        '<extensionElements><tthc:deadline kind="published" value="10" unit="workingDay"/></extensionElements>',
        element('startEvent', 's'),
        step('receive', 'Tiếp nhận hồ sơ', 'centre', 'receive', '1'),
        element('exclusiveGateway', 'which', '', 'name="Cần đi thực địa?"'),
        step('field', 'Kiểm tra thực địa', 'maps', 'appraise', '5'),
        step('papers', 'Kiểm tra hồ sơ', 'maps', 'appraise', '2'),
        element('exclusiveGateway', 'met', '', 'name="Gộp kết quả"'),
        step('sign', 'Ký duyệt', 'land', 'approve', '1'),
        step('give', 'Trả kết quả', 'centre', 'return', '1'),
        element('endEvent', 'e'),
        's->receive',
        'receive->which',
        'which->field?far = true',
        'which->papers!',
        'field->met',
        'papers->met',
        'met->sign',
        'sign->give',
        'give->e',
      ).replace('<process ', '<process name="Xác nhận thực địa" tthc:department="land" '),
    ),
  );
  layOut(tree!);
  return (await tthcModdle().toXML(tree!, { format: true })).xml;
};

describe('the checks while drawing', function () {
  this.timeout(300_000);
  let server: TestServer;
  let service: TestService;
  let site: WebSite;
  let designer: Asker;

  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    designer = await service.person('designer', 'land');
    site = await openWebSite(service);
  });
  after(async () => {
    await site?.close();
    await service?.close();
    await server?.stop();
  });

  const openDraft = async (title: string, options: Parameters<WebSite['visit']>[1] = {}): Promise<Visit> => {
    const created = await designer.ask('POST', '/drafts', { body: { title, bpmn: await drawing() } });
    expect(created.status, JSON.stringify(created.body)).to.equal(201);
    const visit = await site.visit(designer, { height: 900, ...options });
    visit.page.setDefaultTimeout(90_000);
    await visit.go(`/drafts/${(created.body as { draftId: string }).draftId}`);
    await visit.page.getByRole('tab', { name: /Kiểm tra|Checks/ }).click();
    await visit.page.getByText(/Đã kiểm tra|Checked:/).waitFor();
    return visit;
  };
  const rule = (visit: Visit, name: string) => visit.page.locator(`.finding[data-rule="${name}"]`);

  it('find a deadlock as it is drawn, play it and cure it by a quick fix, one step of undo', async () => {
    const visit = await openDraft('Bế tắc');
    const { page } = visit;
    expect(await rule(visit, 'soundness.optionToComplete').count()).to.equal(0);
    await page.locator('[data-element-id="met"]').first().click();
    await page.locator('.djs-context-pad [data-action="replace"]').click();
    await page.locator('.djs-popup [data-id="replace-with-parallel-gateway"]').click();

    const found = rule(visit, 'soundness.optionToComplete');
    await found.getByText('Hồ sơ bị kẹt tại "Gộp kết quả"').waitFor();
    expect(await page.locator('[data-element-id="met"]').first().getAttribute('class')).to.include('check-error');
    await visit.picture('checks-deadlock');

    await found.getByRole('button', { name: 'Xem diễn biến trên hình' }).click();
    const player = page.getByRole('group', { name: 'Chạy lại từng bước' });
    const told: string[] = [];
    const forward = player.getByRole('button', { name: 'Tới một bước' });
    const steps = await player.locator('.player-step').count();
    expect(steps).to.be.greaterThan(4);
    for (let at = 0; at < steps; at++) {
      await forward.click();
      told.push(await player.getByRole('status').innerText());
    }
    expect(told[0]).to.include('Hồ sơ bắt đầu ở điểm bắt đầu: tới “Tiếp nhận hồ sơ”');
    expect(told.at(-1)).to.include('Hồ sơ đang ở: trước “Gộp kết quả”');
    expect(await page.locator('.token-layer .token').count()).to.equal(1);
    await player.getByRole('button', { name: 'Về đầu' }).focus();
    await page.keyboard.press('Home');
    expect(await page.locator('.token-layer .token').count()).to.equal(0);
    await page.keyboard.press('End');
    await visit.picture('checks-player');
    await visit.checkAccess();

    await found.getByRole('button', { name: 'Sửa: Đổi “Gộp kết quả” thành cổng chọn một nhánh' }).click();
    await found.waitFor({ state: 'detached' });
    await page.getByText(/Đã kiểm tra/).waitFor();
    expect(await page.locator('.token-layer .token').count()).to.equal(0);
    await page.locator('.djs-container svg').first().focus();
    await page.keyboard.press('Control+z');
    await found.waitFor();
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('show the deadline, and the time of the steps on the canvas', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const visit = await openDraft(`Thời hạn ${scheme}`, {
        scheme,
        width: scheme === 'light' ? 1280 : 1920,
        language: scheme === 'light' ? 'vi' : 'en',
      });
      const { page } = visit;
      const card = page.getByRole('region', { name: /^(Thời hạn|Deadline)$/ });
      await card.getByText(/ngày nộp bị trễ|còn dư|filing dates are late|to spare/).waitFor();
      const text = await card.innerText();
      expect(text).to.match(scheme === 'light' ? /Thời hạn công bố: 10 ngày làm việc/ : /Published deadline: 10 working days/);
      expect(text).to.match(scheme === 'light' ? /Còn lại\s+3 ngày làm việc/ : /Left\s+3 working days/);
      await page.getByRole('button', { name: /^(Hiển thị|Show)$/ }).click();
      for (const name of [/Đường dài nhất|Critical path/, /Phần dư|Slack/, /Chuyển giao|Hand-offs/])
        await page.getByRole('checkbox', { name }).check();
      await visit.picture(`checks-legend-${scheme}`);
      if (scheme === 'light') await visit.checkAccess();
      await page.keyboard.press('Escape');
      const classes = (await page.locator('[data-element-id="field"]').first().getAttribute('class')) ?? '';
      expect(classes).to.include('check-critical');
      expect(await page.locator('.check-hand-off-badge').count()).to.equal(4);
      expect((await page.locator('[data-element-id="papers"]').first().getAttribute('class')) ?? '').not.to.include('check-critical');
      expect(await page.locator('.check-time').allInnerTexts()).to.include(
        scheme === 'light' ? '5 ngày LV · 50 % · dư 3' : '5 wd · 50 % · spare 3',
      );
      await visit.picture(`checks-times-${scheme}`);
      expect(visit.errors).to.deep.equal([]);
      await visit.close();
    }
  });

  it('keep quiet until asked, and go from finding to finding by the keyboard', async () => {
    const visit = await openDraft('Yên lặng');
    const { page } = visit;
    await page.getByText('Khi tôi bấm').click();
    await page.locator('[data-element-id="met"]').first().click();
    await page.keyboard.press('Delete');
    await page.getByText('Bản vẽ đã đổi, chưa kiểm tra lại.').waitFor();
    const before = await page.locator('.finding').count();
    await page.getByRole('button', { name: 'Kiểm tra lại' }).click();
    await page.getByText(/Đã kiểm tra/).waitFor();
    expect(await page.locator('.finding').count()).not.to.equal(before);
    await page.keyboard.press('F8');
    expect(await page.locator('.finding:focus').count()).to.equal(1);
    const first = await page.locator('.finding:focus').innerText();
    await page.keyboard.press('F8');
    expect(await page.locator('.finding:focus').innerText()).not.to.equal(first);
    await page.keyboard.press('Shift+F8');
    expect(await page.locator('.finding:focus').innerText()).to.equal(first);
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('split the deadline by a policy, with what each step must at least have, in one step of undo', async () => {
    const visit = await openDraft('Chia thời hạn');
    const { page } = visit;
    await page.getByRole('tab', { name: 'Chia thời hạn' }).click();
    await page.getByRole('radio', { name: 'Chia cân đối theo mức tối thiểu và trọng số' }).waitFor();
    expect(await page.getByRole('tabpanel').getByRole('radio').count()).to.equal(11);
    await page.getByLabel('Tối thiểu: Ký duyệt').fill('2');
    await page.getByLabel('Dự phòng (cùng đơn vị)').fill('1');
    await visit.picture('checks-split');
    await visit.checkAccess();
    await page.getByRole('button', { name: 'So sánh các cách chia' }).click();
    await page.getByRole('dialog').getByRole('rowheader', { name: 'Ký duyệt' }).waitFor();
    await visit.picture('checks-split-compare');
    await page.keyboard.press('Escape');
    const before = await page.locator('.check-time').allInnerTexts();
    await page.getByRole('button', { name: 'Áp dụng' }).click();
    await page.getByText(/Đã giao thời gian cho \d bước/).waitFor();
    const region = page.getByRole('region', { name: 'Thời hạn' });
    await region
      .getByText(/^8,5 ngày làm việc$/)
      .first()
      .waitFor();
    await visit.picture('checks-split-applied');
    await page.locator('[data-element-id="s"]').first().click();
    await page.keyboard.press('Control+z');
    await region
      .getByText(/^7 ngày làm việc$/)
      .first()
      .waitFor();
    expect(await page.locator('.check-time').allInnerTexts()).to.deep.equal(before);
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });

  it('lead a dossier through the drawing, with its instants and flags', async () => {
    const visit = await openDraft('Chạy thử');
    const { page } = visit;
    await page.getByRole('tab', { name: 'Chạy thử' }).click();
    await page.getByLabel('Nộp lúc').fill('2026-03-02T08:00');
    await page.getByRole('button', { name: 'Chạy thử', exact: true }).click();
    await page.getByRole('button', { name: /^Nộp hồ sơ/ }).click();
    await page.getByRole('radio', { name: 'tới “Kiểm tra thực địa”' }).check();
    await page.getByRole('button', { name: 'Làm xong “Tiếp nhận hồ sơ”' }).click();
    await page.getByRole('combobox', { name: 'Bước được làm xong' }).click();
    await page.getByRole('option', { name: 'trễ một ngày' }).click();
    await page.getByRole('button', { name: 'Làm xong “Kiểm tra thực địa”' }).click();
    const log = page.getByRole('log');
    await log.getByText('⚑ bước quá thời gian giao: “Kiểm tra thực địa”').waitFor();
    expect(await page.locator('.token-layer .token').count()).to.equal(1);
    await visit.picture('checks-trial');
    await visit.checkAccess();
    await page.getByRole('button', { name: 'Làm xong “Ký duyệt”' }).waitFor();
    expect(visit.errors).to.deep.equal([]);
    await visit.close();
  });
});
