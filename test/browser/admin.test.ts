/** Keeping the house in the browser: each job once as an administrator; somebody else finds no such pages. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { filledIn, foundCentre, founder, organisation } from '../support/centre.ts';
import { rowsOf, startTestServer, type TestServer } from '../support/engine.ts';
import { canBrowse, openWebSite, type Visit, type WebSite } from '../support/browser.ts';
import { startTestService, type Asker, type TestService } from '../support/service.ts';

const province = JSON.parse(readFileSync(new URL('../../procedures/organisation.json', import.meta.url), 'utf8')) as {
  readonly units: readonly object[];
  readonly officers: readonly object[];
};

const dayAfter = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('administration in the browser', function () {
  this.timeout(240_000);
  let server: TestServer;
  let test: TestService;
  let site: WebSite;
  let administrator: Asker;
  let visit: Visit;

  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    test = await startTestService(server);
    await foundCentre(test.engine);
    await test.engine.setOrganisation({ ...province, units: [...province.units, ...organisation.units] }, founder);
    administrator = await test.person('administrator', undefined, 'quan-tri');
    await test.person('officer', 'ttpvhcc-tinh-y-te', 'ttpvhcc-tinh-y-te-tiep-nhan');
    await test.person('unitHead', 'so-y-te', 'lan');
    const { dossierId } = await test.engine.start({ processKey: 'copy', variables: filledIn }, founder, { code: 'H01-2026-000001' });
    await test.engine.execute(dossierId, { type: 'completeTask', elementKey: 'receive#1', by: 'test' }, founder);
    site = await openWebSite(test);
    visit = await site.visit(administrator);
    visit.page.setDefaultTimeout(60_000);
  });
  after(async () => {
    await site?.close();
    await test?.close();
    await server?.stop();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') return visit?.picture(`admin-failed-${this.currentTest.title.slice(0, 20)}`);
    return undefined;
  });

  async function go(page: string) {
    await visit.go(`/admin/${page}`);
    await visit.page.getByRole('heading', { level: 1 }).waitFor();
    await visit.page.getByRole('status').filter({ hasText: 'Đang tải' }).waitFor({ state: 'detached' });
  }
  const button = (name: string | RegExp, exact = true) =>
    visit.page.getByRole('button', { name, exact: exact && typeof name === 'string' });
  const dialog = () => visit.page.getByRole('dialog');
  const inDialog = (name: string) => dialog().getByRole('button', { name, exact: true });
  const rows = <T extends Record<string, unknown>>(sql: string) => rowsOf<T>(test.engine.connectionString, sql);
  const choose = async (label: string, option: string | RegExp) => {
    await visit.page.getByRole('combobox', { name: label }).last().click();
    await visit.page.getByRole('option', { name: option }).first().click();
  };

  it('changes a unit, is told where a value cannot be, sees what it moves, and saves', async () => {
    await go('organisation');
    await visit.picture('admin-organisation');
    await visit.checkAccess();
    await visit.page.getByLabel('Tìm đơn vị').fill('so y te');
    await button(/^Sở Y tế/, false).click();
    await visit.page
      .getByLabel(/^Tên \*?/)
      .first()
      .fill('');
    await visit.page.getByRole('alert').filter({ hasText: 'phải sửa' }).waitFor();
    expect(await button('Xem trước và lưu').isDisabled()).to.equal(true);
    await visit.page
      .getByLabel(/^Tên \*?/)
      .first()
      .fill('Sở Y tế tỉnh');
    await visit.page.getByLabel('Ngày làm việc được cộng thêm').fill('10');
    await button('Xem trước và lưu').click();
    await dialog().getByText('Đã xem 1 hồ sơ đang mở', { exact: false }).waitFor();
    await visit.picture('admin-organisation-preview');
    await visit.checkAccess();
    await inDialog('Lưu, có hiệu lực ngay').click();
    await visit.page.getByText('Đã lưu, đang có hiệu lực.').waitFor();
    expect(test.engine.organisation().units.get('so-y-te')).to.include({ name: 'Sở Y tế tỉnh', extraWorkingDays: 10 });
  });

  it('puts changes onto what somebody else has saved meanwhile', async () => {
    await visit.page.getByLabel('Đến hết ngày').fill('2030-12-31');
    const [{ content }] = (await rows<{ content: { units: { id: string; name: string }[] } }>(
      'select content from organisations order by id desc limit 1',
    )) as [{ content: { units: { id: string; name: string }[] } }];
    const units = content.units.map((unit) => (unit.id === 'tax' ? { ...unit, name: 'Thuế tỉnh' } : unit));
    await test.engine.setOrganisation({ ...content, units }, founder);
    await button('Xem trước và lưu').click();
    await inDialog('Lưu, có hiệu lực ngay').click();
    await inDialog('Lấy bản mới').click();
    await dialog().getByText('Không có mục nào cả hai cùng sửa.').waitFor();
    await visit.picture('admin-organisation-conflict');
    await inDialog('Đặt thay đổi của tôi lên bản mới').click();
    await inDialog('Lưu, có hiệu lực ngay').click();
    await visit.page.getByText('Đã lưu, đang có hiệu lực.').waitFor();
    const now = test.engine.organisation().units;
    expect([now.get('so-y-te')!.validTo, now.get('tax')!.name]).to.deep.equal(['2030-12-31', 'Thuế tỉnh']);
  });

  it('adds a unit with an officer, and keeps nothing of what is discarded', async () => {
    await button('Thêm đơn vị').click();
    await dialog().getByLabel('Tên đơn vị').fill('Quầy Đất đai');
    await inDialog('Thêm').click();
    await visit.page.getByLabel('Họ tên công chức').fill('Lê Thị Mai');
    await visit.page.getByLabel('Vai trò trong quy trình').fill('oneStop');
    await button('Thêm công chức').click();
    await visit.page.getByRole('cell', { name: 'Lê Thị Mai', exact: true }).waitFor();
    await button('Bỏ thay đổi').click();
    await inDialog('Bỏ thay đổi').click();
    await dialog().waitFor({ state: 'detached' });
    expect(await visit.page.getByRole('cell', { name: 'Lê Thị Mai', exact: true }).count()).to.equal(0);
  });

  it('shows a year, closes days by a notice, and says beforehand which appointment that would move', async () => {
    await go('calendars');
    await visit.picture('admin-calendars');
    await visit.checkAccess();
    const from = dayAfter(1);
    if (from.slice(0, 4) !== String(new Date().getFullYear())) await button('Năm sau').click();
    await visit.page.locator(`[data-date="${from}"]`).click();
    await choose('Ngày này là', /Đóng cửa/);
    await visit.page.getByLabel('Đến hết ngày').fill(dayAfter(14));
    await visit.page.getByLabel('Tên ngày').fill('Bão số 12');
    await visit.page.getByLabel('Số văn bản').fill('CĐ 12/CĐ-UBND');
    await button('Đặt ngày này').click();
    expect(await visit.page.locator(`[data-date="${dayAfter(2)}"]`).getAttribute('aria-label')).to.match(/Đóng cửa.*Bão số 12.*CĐ 12/);
    await visit.picture('admin-calendars-closed');
    await button('Xem trước và lưu').click();
    await dialog().getByText('ngày hẹn tính lại khác ở 1 hồ sơ', { exact: false }).waitFor();
    await dialog().getByText('Ngày đã hẹn với người dân giữ nguyên').waitFor();
    await dialog().getByRole('cell', { name: 'H01-2026-000001', exact: true }).waitFor();
    await visit.picture('admin-calendars-preview');
    await visit.checkAccess();
    await inDialog('Lưu, có hiệu lực ngay').click();
    await visit.page.getByText('Đã lưu, đang có hiệu lực.').waitFor();
    const { calendars, calendar } = test.engine.organisation();
    expect(calendars.get(calendar)!.days).to.have.length(14);
  });

  it('goes through the year by arrow keys and takes a notice for a year that was provisional', async () => {
    await button('Năm sau').click();
    await button('Năm sau').click();
    const year = Number(/\d{4}/.exec((await visit.page.getByRole('heading', { name: /^Năm/ }).textContent())!)![0]);
    await visit.page.getByText(`Năm ${year} còn tạm tính`).waitFor();
    await visit.page.locator(`[data-date="${year}-01-01"]`).focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) await visit.page.keyboard.press(key);
    expect(await visit.page.evaluate(() => document.activeElement?.getAttribute('data-date'))).to.equal(`${year}-01-10`);
    await visit.page.getByRole('tab', { name: 'Thông báo' }).click();
    await button('Thêm thông báo').click();
    await dialog().getByLabel('Số văn bản').fill('TB 1/TB-BNV');
    await dialog().getByLabel('Trích yếu').fill('Thông báo nghỉ Tết và Quốc khánh');
    await dialog().getByLabel('Quyết định đợt nghỉ Tết Nguyên đán').check();
    await dialog().getByLabel('Quyết định ngày nghỉ liền kề Quốc khánh').check();
    await dialog().getByLabel('Từ ngày').fill(`${year}-02-01`);
    await dialog().getByLabel('Đến ngày').fill(`${year}-02-05`);
    await visit.picture('admin-calendars-notice');
    await visit.checkAccess();
    await inDialog('Thêm thông báo vào lịch').click();
    await visit.page.getByText(`Năm ${year} còn tạm tính`).waitFor({ state: 'detached' });
    await button('Bỏ thay đổi').click();
    await inDialog('Bỏ thay đổi').click();
    await visit.page.getByText(`Năm ${year} còn tạm tính`).waitFor();
  });

  it('makes an account, gives and ends a position, resets the password, disables', async () => {
    await go('people');
    await visit.picture('admin-people');
    await visit.checkAccess();
    await button('Tạo tài khoản').click();
    await dialog().getByLabel('Họ tên').fill('Trần Văn Bình');
    await dialog().getByLabel('Tên đăng nhập').fill('tran-van-binh');
    await choose('Đơn vị', /^Sở Nội vụ$/);
    await inDialog('Tạo').click();
    const password = await dialog().locator('[data-secret]').textContent();
    expect(password).to.match(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    await visit.picture('admin-people-password');
    await inDialog('Tôi đã lưu').click();
    await visit.page.getByLabel('Tìm theo tên').fill('tran van binh');
    await button('Mở Trần Văn Bình').click();
    await inDialog('Giao chức vụ').click();
    await choose('Vai trò', 'Thanh tra, giám sát');
    await inDialog('Giao chức vụ này').click();
    await dialog().getByRole('cell', { name: 'Thanh tra, giám sát', exact: true }).waitFor();
    await visit.picture('admin-people-one');
    await visit.checkAccess();
    await inDialog('Chấm dứt Công chức giải quyết').click();
    await dialog().getByRole('cell', { name: 'Công chức giải quyết', exact: true }).waitFor({ state: 'detached' });
    await inDialog('Cấp lại mật khẩu').click();
    await inDialog('Cấp lại').click();
    expect(await dialog().locator('[data-secret]').textContent()).not.to.equal(password);
    await inDialog('Tôi đã lưu').click();
    await inDialog('Vô hiệu hóa').click();
    await inDialog('Vô hiệu hóa').click();
    await inDialog('Cho hoạt động lại').waitFor();
    const [user] = await rows<{ off: boolean; roles: string[] }>(
      `select disabled_at is not null as off, (select array_agg(role order by role) from positions p where p.user_id = u.id and (valid_to is null or valid_to > now())) as roles
       from users u where login = 'tran-van-binh'`,
    );
    expect(user).to.deep.equal({ off: true, roles: ['inspector'] });
    await inDialog('Đóng').click();
  });

  it('lets somebody stand in for a head, and shows officers that have no account', async () => {
    await visit.page.getByRole('tab', { name: 'Ủy quyền' }).click();
    await button('Ủy quyền một chức vụ').click();
    await choose('Chức vụ của ai', /Nguyễn Văn lan/);
    await choose('Người làm thay', /tiep-nhan/);
    await dialog().getByLabel('Lý do').fill('Nghỉ phép');
    await inDialog('Ủy quyền').click();
    await visit.page.getByRole('cell', { name: 'Nghỉ phép', exact: true }).waitFor();
    await visit.checkAccess();
    await visit.page.getByRole('tab', { name: 'Công chức chưa có tài khoản' }).click();
    await button(/^Tạo tài khoản cho/, false)
      .first()
      .waitFor();
    expect(await button(/^Tạo tài khoản cho/, false).count()).to.equal(province.officers.length - 1);
  });

  it('keeps the roster: sees desks without anybody, puts somebody there, ends it', async () => {
    await go('rosters');
    await visit.page.getByText('quầy cần xem lại', { exact: false }).waitFor();
    await button(/^Xem tất cả/, false).click();
    await button('Phân công tại Quầy Y tế tại Trung tâm Phục vụ hành chính công tỉnh').click();
    await choose('Người trực', /\(ttpvhcc-tinh-y-te-tiep-nhan\)/);
    await dialog().getByLabel('Số quầy').fill('5');
    await visit.picture('admin-rosters-new');
    await visit.checkAccess();
    await inDialog('Lưu phân công').click();
    await visit.page.getByRole('cell', { name: 'trực chính', exact: true }).waitFor();
    await visit.page.getByText('Quầy Y tế tại Trung tâm Phục vụ hành chính công tỉnh: chưa có người dự phòng').waitFor();
    await visit.picture('admin-rosters');
    await visit.checkAccess();
    await button(/^Chấm dứt phân công của/, false).click();
    await inDialog('Chấm dứt').click();
    await visit.page.getByText('Chưa phân công ai từ ngày này', { exact: false }).waitFor();
  });

  it('makes a key whose text is shown once, and revokes it', async () => {
    await go('keys');
    await button('Tạo khóa').click();
    await dialog().getByLabel('Hệ thống nào dùng').fill('Cổng dịch vụ công');
    await dialog().getByLabel('Nộp hồ sơ mới').check();
    await dialog().getByLabel('Xem hồ sơ', { exact: true }).check();
    await visit.picture('admin-keys-new');
    await visit.checkAccess();
    await inDialog('Tạo khóa').click();
    const key = (await dialog().locator('[data-secret]').textContent())!;
    expect((await test.ask('GET', '/dossiers', { key })).status).to.equal(200);
    await inDialog('Tôi đã lưu').click();
    await visit.page.getByRole('cell', { name: 'Cổng dịch vụ công', exact: true }).waitFor();
    expect(await visit.page.content()).not.to.include(key);
    await visit.picture('admin-keys');
    await button('Thu hồi Cổng dịch vụ công').click();
    await inDialog('Thu hồi').click();
    await visit.page.getByText('Chưa có khóa nào', { exact: false }).waitFor();
    expect((await test.ask('GET', '/dossiers', { key })).status).to.equal(401);
  });

  it('makes a webhook, looks at what was sent, replaces its secret, turns it off and on', async () => {
    await go('webhooks');
    await button('Tạo webhook').click();
    await dialog().getByLabel('Hệ thống nhận tin').fill('Kho dữ liệu');
    await dialog().getByLabel('Địa chỉ nhận').fill('http://127.0.0.1:9/tin');
    await visit.picture('admin-webhooks-new');
    await visit.checkAccess();
    await inDialog('Tạo').click();
    const first = await dialog().locator('[data-secret]').textContent();
    await inDialog('Tôi đã lưu').click();
    await test.engine.start({ processKey: 'copy', variables: filledIn }, founder, { code: 'H01-2026-000002' });
    await button('Nhật ký gửi').click();
    for (let tries = 0; tries < 40 && (await rows('select 1 as one from webhook_attempts')).length === 0; tries++)
      await visit.page.waitForTimeout(250);
    await button('Nhật ký gửi').click();
    await button('Nhật ký gửi').click();
    await visit.page.getByRole('cell', { name: 'Tiếp nhận hồ sơ', exact: true }).first().waitFor();
    await button(/^Gửi lại sự kiện/, false)
      .first()
      .click();
    await visit.page.getByText('Đã xếp hàng gửi lại', { exact: false }).waitFor();
    await visit.picture('admin-webhooks');
    await visit.checkAccess();
    await button('Đổi khóa bí mật').click();
    await inDialog('Đổi khóa').click();
    expect(await dialog().locator('[data-secret]').textContent()).not.to.equal(first);
    await inDialog('Tôi đã lưu').click();
    await button('Tắt').click();
    await visit.page.getByText('Tắt bằng tay', { exact: false }).waitFor();
    await button('Bật lại').click();
    await visit.page.getByText('đang gửi').waitFor();
  });

  it('enters the catalogue of duties, one by one and pasted, which coverage counts; pages share what they know', async () => {
    const { page } = visit;
    // by links, as a person goes: what one page keeps of the organisation is not taken for what another asks
    await visit.go('/procedures?tab=coverage');
    await page.getByRole('link', { name: 'Nhập danh mục' }).click();
    await page.getByText('Chưa có thủ tục nào trong danh mục', { exact: false }).waitFor();
    await button('Thêm thủ tục').click();
    await dialog().getByLabel('Mã thủ tục').fill('1.009999');
    await dialog().getByLabel('Tên thủ tục').fill('Cấp thẻ');
    await dialog().getByRole('combobox', { name: 'Cơ quan' }).fill('so y te');
    await page.getByRole('option', { name: /^Sở Y tế/ }).click();
    await visit.picture('admin-catalogue-entry');
    await visit.checkAccess();
    await inDialog('Lưu').click();
    await page.getByRole('cell', { name: '1.009999', exact: true }).waitFor();
    await button('Dán từ bảng tính').click();
    await dialog().getByLabel('Các dòng đã chép').fill('Mã\tTên\tCơ quan\n2.000908\tCấp bản sao\tsở nội vụ\n2.000909\tCấp lại\tSở Lạ');
    await dialog().getByText('1 dòng không nhận được').waitFor();
    await visit.picture('admin-catalogue-paste');
    await visit.checkAccess();
    await inDialog('Ghi 1 thủ tục').click();
    await inDialog('Xong').click();
    await page.getByRole('cell', { name: '2.000908', exact: true }).waitFor();
    await visit.picture('admin-catalogue');
    await button('Bỏ 1.009999').click();
    await inDialog('Bỏ').click();
    await page.getByRole('cell', { name: '1.009999', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Xem tỷ lệ' }).click();
    await page.getByRole('row', { name: /^Sở Nội vụ 0 \/ 1/ }).waitFor();
    await page.getByRole('link', { name: 'Sơ đồ tổ chức' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sơ đồ tổ chức' }).waitFor();
  });

  it('reads in the audit log who did all this, by filter', async () => {
    await go('audit');
    await visit.page.getByRole('cell', { name: 'Bật webhook', exact: true }).first().waitFor();
    await visit.picture('admin-audit');
    await visit.checkAccess();
    await visit.page.getByLabel('Đối tượng').fill('tran-van-binh');
    await button('Lọc').click();
    await visit.page.getByRole('cell', { name: 'Bật webhook', exact: true }).first().waitFor({ state: 'detached' });
    const done = await visit.page.locator('tbody tr td:nth-child(3)').allTextContents();
    expect(done).to.deep.equal(['Sửa tài khoản', 'Cấp lại mật khẩu', 'Chấm dứt chức vụ', 'Giao chức vụ', 'Tạo tài khoản']);
  });

  it('sets how appraisals run', async () => {
    await go('settings');
    await visit.page.getByLabel('Hạn thẩm định').fill('7');
    await choose('Đơn vị thẩm định', /^Sở Nội vụ$/);
    await visit.page.keyboard.press('Escape');
    await visit.picture('admin-settings');
    await visit.checkAccess();
    await button('Lưu').click();
    await visit.page.getByText('Có thay đổi chưa lưu.').waitFor({ state: 'detached' });
    const { body } = await administrator.ask('GET', '/appraisal-settings');
    expect(body).to.deep.include({ dueWorkingDays: 7, reviewUnits: ['so-noi-vu'] });
  });

  it('is good to look at in the dark, in English and on a wide window', async () => {
    const dark = await site.visit(administrator, { scheme: 'dark', language: 'en', width: 1920, height: 1080 });
    for (const page of ['organisation', 'calendars', 'people', 'rosters', 'keys', 'webhooks', 'catalogue', 'audit', 'settings']) {
      await dark.go(`/admin/${page}`);
      await dark.page.getByRole('heading', { level: 1 }).waitFor();
      await dark.checkAccess();
      await dark.picture(`admin-${page}-dark`);
    }
    expect(dark.errors).to.deep.equal([]);
    await dark.close();
  });

  it('is not there for others: no link, no page, and the service refuses', async () => {
    const officer = await test.person('officer', 'maps', 'can-bo');
    const theirs = await site.visit(officer);
    for (const page of ['organisation', 'calendars', 'people', 'rosters', 'keys', 'webhooks', 'catalogue', 'audit', 'settings']) {
      await theirs.go(`/admin/${page}`);
      await theirs.page.getByRole('heading', { name: 'Bạn không có quyền mở trang này' }).waitFor();
    }
    expect(await theirs.page.getByRole('link', { name: 'Nhật ký bảo mật' }).count()).to.equal(0);
    for (const path of ['/users', '/rosters', '/api-keys', '/webhooks', '/audit-log'])
      expect((await officer.ask('GET', path)).status, path).to.equal(403);
    expect((await officer.ask('POST', '/organisation/previews', { body: {} })).status).to.equal(403);
    await theirs.close();
  });

  it('wrote no error to the console', () => {
    // a refusal that is part of the story: somebody else had saved
    expect(visit.errors.filter((error) => !error.includes('412 (Precondition Failed)'))).to.deep.equal([]);
  });
});
