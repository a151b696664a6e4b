/** The desks of appraisal and approval as people use them: a planted deadlock is played, returned, mended, compared, passed, approved and published. */
import { expect } from 'chai';
import { addPosition } from '../../api/auth/users.ts';
import { openWebSite, canBrowse, type Visit, type WebSite } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { openLandOffice } from '../support/land-office.ts';
import { startTestService, type Asker, type TestService } from '../support/service.ts';
import { storyName, storyProcedure } from '../support/story-procedure.ts';

describe('the desks of appraisal and approval', function () {
  this.timeout(600_000);
  let server: TestServer;
  let service: TestService;
  let site: WebSite;
  let designer: Asker;
  let reviewer: Asker;
  let approver: Asker;
  let draftId: string;
  let appraisalId: string;
  const visits: Visit[] = [];

  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    service = await startTestService(server);
    await openLandOffice(service.engine);
    designer = await service.person('designer', 'land');
    reviewer = await service.person('reviewer');
    approver = await service.person('approver');
    site = await openWebSite(service);
    const draft = await designer.ask('POST', '/drafts', { body: { title: storyName, bpmn: await storyProcedure({ isStuck: true }) } });
    draftId = (draft.body as { draftId: string }).draftId;
    const appraisal = await designer.ask('POST', '/appraisals', { body: { draftId } });
    appraisalId = (appraisal.body as { appraisalId: string }).appraisalId;
    const submitted = await designer.ask('POST', `/appraisals/${appraisalId}/submission`, { body: { note: 'Trình lần đầu' } });
    expect(submitted.status, JSON.stringify(submitted.body)).to.equal(200);
  });
  after(async () => {
    await site?.close();
    await service?.close();
    await server?.stop();
  });
  afterEach(async () => {
    const errors = visits.flatMap((visit) => visit.errors);
    for (const visit of visits.splice(0)) await visit.close();
    expect(errors).to.deep.equal([]);
  });

  async function visit(who: Asker, path: string, options = {}): Promise<Visit> {
    const opened = await site.visit(who, { width: 1440, height: 900, ...options });
    visits.push(opened);
    // a submission is analysed meanwhile
    opened.page.setDefaultTimeout(90_000);
    opened.page.setDefaultNavigationTimeout(90_000);
    await opened.go(path);
    return opened;
  }
  const state = async () => ((await reviewer.ask('GET', `/appraisals/${appraisalId}`)).body as { state: string }).state;
  /** Opens the dialog of an act, fills it in and confirms. */
  async function act({ page }: Visit, name: string, values: Readonly<Record<string, string>> = {}): Promise<void> {
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label).fill(value);
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  it('let a reviewer find what waits, play a planted deadlock, and return it with reasons', async () => {
    const opened = await visit(reviewer, '/appraisals');
    const { page } = opened;
    await page.getByRole('table', { name: 'Hồ sơ thẩm định, hạn gần nhất trước' }).waitFor();
    await opened.checkAccess();
    await opened.picture('appraisals');
    await page.getByLabel('Tìm theo tên (không cần dấu)').fill('khong co');
    await page.getByText('Không có hồ sơ thẩm định nào như vậy.').waitFor();
    await page.getByLabel('Tìm theo tên (không cần dấu)').fill('xac nhan');
    await page.getByRole('link', { name: storyName }).click();
    await page.getByRole('button', { name: 'Nhận thẩm định' }).waitFor();
    await act(opened, 'Nhận thẩm định');
    await page.getByText('Đang thẩm định', { exact: true }).waitFor();
    await page.locator('.djs-element[data-element-id="asked"]').waitFor();
    await opened.checkAccess();
    await opened.picture('appraisal');

    // an error is in the way, and the button says so
    expect(await page.getByRole('button', { name: 'Kết luận đạt', exact: true }).isDisabled()).to.equal(true);
    await page.getByText(/còn 1 lỗi chưa sửa|còn 2 lỗi chưa sửa/).waitFor();

    // from the diagram to the finding, and its run is played
    await page.locator('.djs-element[data-element-id="asked"] .djs-hit').first().click();
    await page.getByText('Chỉ nhận xét tại “Đủ ý kiến”.').waitFor();
    await page.getByRole('button', { name: '▶ Xem diễn biến dẫn đến lỗi' }).click();
    const player = page.getByRole('region', { name: 'Diễn biến dẫn đến lỗi' });
    await player.getByRole('button', { name: 'Đến cuối' }).click();
    await player.getByText(/Hồ sơ bị kẹt tại "Đủ ý kiến"/).waitFor();
    expect(await page.locator('.token').count(), 'one token waits for the other').to.equal(1);
    await opened.checkAccess();
    await opened.picture('appraisal-played');

    // a word about the finding, one about a step, a legal test that is not met
    await page.getByLabel('Nội dung trao đổi, giải trình hoặc lý do').fill('Rẽ một nhánh mà chờ đủ hai nhánh.');
    await page.getByRole('button', { name: 'Trao đổi', exact: true }).click();
    await page.getByText('Rẽ một nhánh mà chờ đủ hai nhánh.').waitFor();
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    await page.getByRole('tab', { name: /^Trao đổi/ }).click();
    await page.locator('.djs-element[data-element-id="police"] .djs-hit').first().click();
    await page.getByText('Trao đổi về “Công an xã xác minh cư trú”.').waitFor();
    await page.getByRole('textbox', { name: 'Nội dung', exact: true }).fill('Căn cứ nào để hỏi công an xã?');
    await page.getByRole('button', { name: 'Gửi trao đổi' }).click();
    await page.getByText('Căn cứ nào để hỏi công an xã?').waitFor();
    await page.getByRole('tab', { name: 'Pháp lý' }).click();
    const test = page.getByRole('group', { name: 'Phí, lệ phí có căn cứ và đúng mức thu' });
    await test.getByText('✗ Không đạt').click();
    await test.getByLabel('Không đạt ở điểm nào (bắt buộc)').fill('Chưa ghi mức thu');
    await test.getByRole('button', { name: 'Ghi kết quả' }).click();
    await test.getByText(new RegExp(`Nguyễn Văn ${reviewer.login}`)).waitFor();
    await opened.checkAccess();
    await opened.picture('appraisal-legal');
    await page.getByRole('tab', { name: 'Báo cáo' }).click();
    await page.getByRole('heading', { name: 'Quy trình có chạy trọn vẹn không' }).waitFor();
    await opened.checkAccess();
    await opened.picture('appraisal-report');

    await act(opened, 'Trả lại để chỉnh sửa', { 'Lý do': 'Sửa chỗ hỏi ý kiến bị kẹt; ghi mức thu.' });
    await page.getByText('Yêu cầu chỉnh sửa', { exact: true }).waitFor();
    expect(await state()).to.equal('returned');
  });

  it('show the designer why it came back, and take the mended draft', async () => {
    const { revision } = (await designer.ask('GET', `/drafts/${draftId}`)).body as { revision: number };
    const mended = await designer.ask('PUT', `/drafts/${draftId}`, {
      body: { title: storyName, bpmn: await storyProcedure({ days: 1.25 }) },
      headers: { 'if-match': `"${revision}"` },
    });
    expect(mended.status).to.equal(200);
    const opened = await visit(designer, `/appraisals/${appraisalId}`);
    const { page } = opened;
    await page.getByRole('tab', { name: 'Nhật ký' }).click();
    await page.getByText('Sửa chỗ hỏi ý kiến bị kẹt; ghi mức thu.').waitFor();
    await opened.checkAccess();
    await opened.picture('appraisal-trail');
    await act(opened, 'Trình thẩm định', { 'Ghi chú (nếu có)': 'Đã hỏi song song' });
    await page.getByText('Chờ thẩm định', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Nhận thẩm định' }).count(), 'who draws it does not appraise it').to.equal(0);
  });

  it('show what the submission changed, and pass it when nothing is in the way', async () => {
    const opened = await visit(reviewer, `/appraisals/${appraisalId}`);
    const { page } = opened;
    await act(opened, 'Nhận thẩm định');
    await page.getByRole('tab', { name: 'Thay đổi' }).click();
    await page.getByRole('button', { name: /Đổi điểm rẽ chọn một thành điểm rẽ song song "Hỏi ý kiến"/ }).waitFor();
    await page.getByRole('button', { name: /"Thẩm định hồ sơ": đổi thời gian từ 2,25 ngày làm việc thành 1,25 ngày làm việc/ }).click();
    await page.locator('.djs-element.mark-changed').first().waitFor();
    await page.getByRole('button', { name: /Đã hết: Hồ sơ bị kẹt tại "Đủ ý kiến"/ }).waitFor();
    await opened.checkAccess();
    await opened.picture('appraisal-changes');

    await page.getByRole('tab', { name: 'Pháp lý' }).click();
    await page.getByText('Lần trình 1: ✗ Không đạt – Chưa ghi mức thu').waitFor();
    const tests = page.locator('.checklist > li');
    for (let index = 0; index < (await tests.count()); index++) {
      const test = tests.nth(index);
      await test.getByText('✓ Đạt', { exact: true }).click();
      await test.getByRole('button', { name: 'Ghi kết quả' }).click();
      await test.getByText(new RegExp(`Nguyễn Văn ${reviewer.login}`)).waitFor();
    }
    await act(opened, 'Kết luận đạt', { 'Ghi chú (nếu có)': 'Đủ điều kiện' });
    await page.getByText('Thẩm định đạt', { exact: true }).waitFor();
    expect(await state()).to.equal('passed');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      (async () => {
        await page.getByRole('button', { name: 'Báo cáo thẩm định ▾' }).click();
        await page.getByRole('menuitem', { name: 'Tải về HTML' }).click();
      })(),
    ]);
    expect(download.suggestedFilename()).to.equal('bao-cao-tham-dinh.html');
  });

  it('say why the one who appraised it may not approve it', async () => {
    await addPosition(service.service.pool, reviewer.userId, { role: 'approver' }, new Date(Date.now() - 60_000));
    const opened = await visit(reviewer, '/approvals');
    const { page } = opened;
    await page.getByRole('article', { name: storyName }).waitFor();
    expect(await page.getByRole('button', { name: 'Phê duyệt', exact: true }).isDisabled()).to.equal(true);
    await page
      .getByText(/đã thẩm định thủ tục này; người soạn, người thẩm định và người phê duyệt phải là những người khác nhau/)
      .first()
      .waitFor();
    await opened.checkAccess();
    await opened.picture('approvals-barred');
  });

  it('let the approver decide with number and date, and publish from a day', async () => {
    const opened = await visit(approver, '/approvals');
    const { page } = opened;
    await page.getByRole('article', { name: storyName }).waitFor();
    await opened.picture('approvals');
    await page.getByRole('button', { name: 'Phê duyệt', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Số quyết định').fill('15/QĐ-UBND');
    await opened.checkAccess();
    await opened.picture('approval-dialog');
    await page.getByRole('dialog').getByRole('button', { name: 'Phê duyệt', exact: true }).click();
    await page.getByText('Không có thủ tục nào chờ phê duyệt.').waitFor();
    await page.getByText('Chờ công bố', { exact: true }).click();
    await act(opened, 'Công bố');
    await page.getByText('Không có thủ tục nào chờ công bố.').waitFor();
    expect(await state()).to.equal('published');
    await page.getByText('Các quyết định', { exact: true }).click();
    await page.getByText(/15\/QĐ-UBND/).waitFor();
    await opened.checkAccess();
    await opened.picture('decisions');
    const running = (await approver.ask('GET', '/procedures/xacNhanHonNhan')).body as { version: number };
    expect(running.version).to.equal(1);
  });

  it('compare a version with a draft side by side and overlaid, change by change', async () => {
    const next = await designer.ask('POST', '/drafts', {
      body: { title: `${storyName} (sửa)`, bpmn: await storyProcedure({ isStuck: true, days: 1.25 }) },
    });
    const { draftId: other } = next.body as { draftId: string };
    const opened = await visit(reviewer, `/compare?before=xacNhanHonNhan@1&after=draft:${other}`, { width: 1920, height: 1080 });
    const { page } = opened;
    await page.getByRole('button', { name: 'Thay đổi sau ▶' }).click();
    await page.getByText(/^1\/\d+/).waitFor();
    await page.getByRole('button', { name: /Phát sinh: Hồ sơ bị kẹt/ }).waitFor();
    await page.locator('.compare-layer .mark-changed').first().waitFor();
    await opened.checkAccess();
    await opened.picture('compare');

    // both drawings move together
    const before = await page.locator('.compare-layer .viewport').first().getAttribute('transform');
    await page.locator('.compare-layer .djs-container').first().hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await page.waitForFunction((was) => {
      const [left = '', right = ''] = [...document.querySelectorAll('.compare-layer .viewport')].map(
        (each) => each.getAttribute('transform') ?? '',
      );
      // no function gets a name here: the page would look for the helper that gives it
      const [one = [], other = []] = [left, right].map((transform) => (transform.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number));
      return left !== was && one.length === 6 && one.every((each, index) => Math.abs(each - other[index]!) < 0.1);
    }, before);

    await page.getByText('Chồng lên nhau').click();
    await page.getByRole('slider').waitFor();
    await opened.picture('compare-over');
    await page.getByRole('tab', { name: 'Thời hạn và số đo' }).click();
    await page.getByRole('table', { name: 'Thời hạn và các số đo' }).waitFor();
    await page.getByRole('tab', { name: 'Thời gian từng bước' }).click();
    await page.getByRole('table', { name: 'Thời gian từng bước' }).waitFor();
    await opened.checkAccess();
    await page.getByRole('button', { name: 'Đổi hai bên' }).click();
    await page.waitForURL(/before=draft/);
  });

  it('look the same in dark and in English', async () => {
    const opened = await visit(reviewer, `/appraisals/${appraisalId}`, { scheme: 'dark', language: 'en', width: 1280, height: 800 });
    await opened.page.getByRole('tab', { name: 'Changes' }).click();
    await opened.page.locator('.djs-element.mark-changed').first().waitFor();
    await opened.checkAccess();
    await opened.picture('appraisal-dark');
    await opened.go('/appraisals?view=all');
    await opened.page.getByRole('link', { name: storyName }).waitFor();
    await opened.checkAccess();
    await opened.picture('appraisals-dark');
  });

  it('let the approver repeal it by a decision, after which nothing starts on it', async () => {
    const opened = await visit(approver, `/appraisals/${appraisalId}`);
    await act(opened, 'Bãi bỏ', { 'Số quyết định': '20/QĐ-UBND' });
    await opened.page.getByText('Đã bãi bỏ', { exact: true }).first().waitFor();
    await opened.picture('appraisal-repealed');
    expect(await state()).to.equal('repealed');
    const clerk = await service.key(['dossiers:start']);
    const started = await service.ask('POST', '/dossiers', {
      key: clerk,
      body: { processKey: 'xacNhanHonNhan' },
      headers: { 'idempotency-key': 'after-repeal' },
    });
    expect([started.status, (started.body as { code?: string }).code]).to.deep.equal([409, 'NOT_IN_FORCE']);
  });
});
