/** The pages of daily work, on a month of a Centre: what waits, the catalogue, dossiers live on their diagrams, worklists, where time is lost. */
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { playMonth } from '../../api/demo/play-month.ts';
import { canBrowse, openWebSite, type Visit, type VisitOptions, type WebSite } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Asker, type TestService } from '../support/service.ts';

/** A Friday, when the played month ends and the story begins. */
const monthEnds = Date.parse('2026-04-03T09:00:00+07:00');

describe('the pages of the Centre', function () {
  this.timeout(300_000);
  let server: TestServer;
  let test: TestService;
  let site: WebSite;
  let nowMs = monthEnds;
  const visits: Visit[] = [];
  /** Of the ward, who gives out copies. */
  let officer: Asker;

  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    const played: TestServer = {
      ...server,
      async freshDatabase() {
        const database = await server.freshDatabase();
        await playMonth({ connectionString: database, dossiers: 90, toMs: monthEnds, seed: 5 });
        return database;
      },
    };
    test = await startTestService(played, { heartbeatMs: 200 }, { clock: () => new Date(nowMs) });
    site = await openWebSite(test);
  });
  after(async () => {
    for (const visit of visits) await visit.close();
    await site?.close();
    await test?.close();
    await server?.stop();
  });

  const visit = async (person: Asker, options?: VisitOptions) => {
    const made = await site.visit(person, options);
    // a machine that does much else is slow, not wrong
    made.page.setDefaultTimeout(90_000);
    visits.push(made);
    return made;
  };

  it('tell an officer what waits, numbers first, and lead on to it', async () => {
    const officer = await test.person('officer', 'so-y-te-bao-tro-xa-hoi', 'so-y-te-bao-tro-xa-hoi-chuyen-vien');
    const counts = (await officer.ask('POST', '/tasks/counts', { body: { filter: { holder: 'me' } } })).body as { total: number };
    const { page, errors, go, picture, checkAccess } = await visit(officer);
    await go('/');
    await page.getByRole('heading', { name: 'Việc chờ tôi' }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.count').length === 6);
    expect(await page.locator('.count').first().textContent()).to.equal(String(counts.total));
    await picture('home-officer');
    await checkAccess();
    await page.getByRole('link', { name: 'Tôi đang giữ' }).click();
    await page.getByRole('heading', { name: 'Việc cần làm' }).waitFor();
    expect(page.url()).to.match(/\/tasks\?who=mine$/);
    expect(errors).to.deep.equal([]);
  });

  it('claim several tasks at once', async () => {
    const head = await test.person('unitHead', 'so-y-te');
    const { page, errors, go, picture, checkAccess } = await visit(head, { width: 1920, height: 1080 });
    const unassigned = async () =>
      ((await head.ask('POST', '/tasks/counts', { body: { filter: { holder: { $exists: false } } } })).body as { total: number }).total;
    const before = await unassigned();
    expect(before).to.be.greaterThan(1);
    await go('/tasks?who=unassigned');
    const boxes = page.getByRole('checkbox', { name: /^Chọn .*, hồ sơ/ });
    await boxes.first().waitFor();
    // by keyboard alone
    await boxes.nth(0).focus();
    await page.keyboard.press('Space');
    await boxes.nth(1).focus();
    await page.keyboard.press('Space');
    await page.getByText('Đã chọn 2 việc').waitFor();
    await picture('tasks');
    await checkAccess();
    await page.getByRole('button', { name: 'Nhận các việc này' }).click();
    await page.getByText('Đã chọn 2 việc').waitFor({ state: 'detached' });
    expect(await unassigned()).to.equal(before - 2);
    await go('/tasks?who=mine');
    await boxes.first().waitFor();
    expect(await boxes.count()).to.equal(2);
    expect(errors).to.deep.equal([]);
  });

  it('find procedures without diacritics, and show one with its versions', async () => {
    const designer = await test.person('designer');
    const { page, errors, go, picture, checkAccess } = await visit(designer);
    await go('/procedures');
    await page.getByRole('link', { name: 'Cấp bản sao từ sổ gốc' }).waitFor();
    await picture('procedures');
    await checkAccess();
    await page.getByLabel('Tìm', { exact: true }).fill('dat dai');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length < 5);
    const names = await page.locator('tbody th').allTextContents();
    expect(names).not.to.deep.equal([]);
    await page.getByLabel('Tìm', { exact: true }).fill('cap ban sao');
    // its check is kept waiting until it has been given up
    let letGo!: () => void;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/versions/*/analysis', async (one) => {
      await held;
      await one.continue().catch(() => undefined);
    });
    await page.getByRole('link', { name: 'Cấp bản sao từ sổ gốc' }).click();
    await page.getByRole('heading', { name: 'Các phiên bản' }).waitFor();
    await page.locator('.djs-shape').first().waitFor();
    await page.getByText('1 giây').waitFor();
    await page.getByRole('button', { name: 'Thôi kiểm tra' }).click();
    await page.getByText('Đã thôi kiểm tra').waitFor();
    letGo();
    await page.getByRole('button', { name: 'Kiểm tra lại' }).click();
    await page.getByText(/lỗi, .* cảnh báo/).waitFor();
    await picture('procedure');
    await checkAccess();
    expect(await page.getByRole('link', { name: 'Soạn bản sửa' }).getAttribute('href')).to.match(/^\/drafts\/new\?from=.*%401$/);
    // a new draft from what is in use: its content, its forms
    await page.getByRole('link', { name: 'Soạn bản sửa' }).click();
    await page.getByRole('radio', { name: /Cấp bản sao từ sổ gốc \(1\)/ }).waitFor();
    await picture('new-draft-from');
    await page.locator('form button[type=submit]').click();
    await page.waitForURL(/\/drafts\/\d+$/);
    const draftId = new URL(page.url()).pathname.split('/').at(-1)!;
    const { bpmn } = (await designer.ask('GET', `/drafts/${draftId}`)).body as { bpmn: string };
    const { rows } = await test.service.pool.query<{ version: number }>(
      `select version from process_versions where bpmn = $1 and process_key = (select process_key from process_versions where bpmn = $1 limit 1)`,
      [bpmn],
    );
    expect(rows.map(({ version }) => version)).to.deep.equal([1]);
    await go('/procedures?tab=coverage');
    await page.getByText('Chưa nhập danh mục').waitFor();
    expect(errors).to.deep.equal([]);
  });

  it('show how much of the catalogue is in use, against the target', async () => {
    const approver = await test.person('approver');
    for (const [code, name, mandatory] of [
      ['2.000908', 'Cấp bản sao từ sổ gốc', true],
      ['1.999999', 'Thủ tục chưa làm', true],
    ] as const)
      await approver.ask('PUT', `/catalogue/${code}`, { body: { name, department: 'so-y-te', mandatory } });
    const { page, errors, go, picture, checkAccess } = await visit(approver);
    await go('/procedures?tab=coverage');
    await page.getByText('⚑ còn thiếu').first().waitFor();
    expect(await page.locator('tbody tr').first().locator('td').first().textContent()).to.equal('1 / 2');
    await picture('coverage');
    await checkAccess();
    expect(errors).to.deep.equal([]);
  });

  it('raise a flag live on the diagram of the open page when a step of a dossier that a system started exceeds its share', async () => {
    const key = await test.key(['dossiers:start']);
    const started = await test.ask('POST', '/dossiers', {
      key,
      headers: { 'idempotency-key': 'portal-1' },
      body: {
        processKey: 'Process_CapBanSaoTuSoGoc',
        code: 'H00.00-260403-9001',
        variables: {
          applicantName: 'Nguyễn Thị <img src=x onerror=alert(1)>',
          personalId: '001190000001',
          birthDate: '1990-01-02',
          address: 'Phường Trung Tâm',
          phone: '0912345678',
          recordType: 'birth',
          channel: 'online',
          copies: 2,
        },
        participants: participants(),
      },
    });
    expect(started.status, JSON.stringify(started.body)).to.equal(201);
    const { dossierId } = started.body as { dossierId: string };

    // the desk receives it: claims the task and fills in its form in the page
    const desk = await test.person('officer', 'ttpvhcc-phuong-trung-tam', 'ttpvhcc-phuong-trung-tam-tiep-nhan');
    const atDesk = await visit(desk);
    await atDesk.go(`/dossiers/${dossierId}`);
    await atDesk.page.getByText('● trực tiếp').waitFor();
    const card = atDesk.page.getByRole('region', { name: 'Tiếp nhận yêu cầu' });
    await card.getByRole('button', { name: 'Nhận việc' }).click();
    await card.getByText('bạn đang giữ').waitFor();
    await card.getByRole('button', { name: 'Hoàn thành' }).click();
    const dialog = atDesk.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Hoàn thành' }).waitFor();
    await atDesk.picture('dossier-form');
    await atDesk.checkAccess();
    await dialog.getByRole('button', { name: 'Hoàn thành' }).click();
    await dialog.waitFor({ state: 'detached' });
    await card.waitFor({ state: 'detached' });
    expect(atDesk.errors).to.deep.equal([]);

    // the specialist has the page open and does nothing
    officer = await test.person('officer', 'ubnd-phuong-trung-tam-tu-phap', 'ubnd-phuong-trung-tam-tu-phap-cong-chuc');
    const { page, errors, go, picture, checkAccess } = await visit(officer);
    await go(`/dossiers/${dossierId}`);
    await page.getByText('● trực tiếp').waitFor();
    await page.locator('.badge.token').waitFor();
    await picture('dossier-before');
    expect(await page.locator('.badge', { hasText: 'Bước quá giờ' }).count()).to.equal(0);
    expect(await page.locator('.djs-shape.mark-late').count()).to.equal(0);
    await page.evaluate(() => ((globalThis as { stays?: boolean }).stays = true));

    nowMs = Date.parse('2026-04-03T17:00:00+07:00');
    await test.engine.settle();
    await page.locator('.badge', { hasText: 'Bước quá giờ' }).waitFor();
    await page.locator('.djs-shape.mark-late[data-element-id="Task_DoiChieu"]').waitFor();
    expect(await page.evaluate(() => (globalThis as { stays?: boolean }).stays), 'the page was not loaded anew').to.equal(true);
    await page.getByRole('region', { name: 'Thẩm định, đối chiếu sổ gốc' }).getByText('Bước quá giờ').waitFor();
    await picture('dossier-flag');
    await checkAccess();
    await page.getByRole('tab', { name: 'Lịch sử' }).click();
    await page.getByText('Cảnh báo: Bước quá giờ – “Thẩm định, đối chiếu sổ gốc”').waitFor();
    await picture('dossier-history');
    await page.getByRole('tab', { name: /Phiếu kiểm soát/ }).click();
    await page.getByText('người nộp').first().waitFor();
    await checkAccess();
    expect(errors).to.deep.equal([]);

    // a program that asks by its code sees what the page showed
    const list = await visit(officer, { scheme: 'dark', language: 'en', width: 1920, height: 1080 });
    await list.go('/dossiers?code=H00.00-260403-9001');
    await list.page.getByRole('link', { name: 'H00.00-260403-9001' }).click();
    await list.page.locator('.djs-shape.mark-late').first().waitFor();
    await list.page.getByText('Step over its time').first().waitFor();
    await list.picture('dossier-dark-en');
    await list.checkAccess();
    expect(list.errors).to.deep.equal([]);
  });

  it('print the control slip of a dossier, and take its papers in and give them out as they were', async () => {
    const { items } = (await officer.ask('GET', '/dossiers?code=H00.00-260403-9001')).body as { items: { dossierId: string }[] };
    const { dossierId } = items[0]!;
    const { page, errors, go, picture, checkAccess } = await visit(officer);
    await go(`/dossiers/${dossierId}`);
    await page.getByRole('tab', { name: /Phiếu kiểm soát/ }).click();

    // the slip as it is printed: the sheet alone
    await page.getByRole('link', { name: 'Bản in (A4)' }).click();
    const sheet = page.getByRole('article', { name: 'Mẫu 06' });
    await sheet.getByRole('rowheader').first().waitFor();
    await picture('control-slip');
    await checkAccess();
    const banner = page.getByRole('banner').first();
    expect(await banner.isVisible()).to.equal(true);
    await page.emulateMedia({ media: 'print' });
    expect([await banner.isVisible(), await sheet.isVisible()]).to.deep.equal([false, true]);
    await picture('control-slip-print');
    await page.emulateMedia({ media: 'screen' });
    const slip = (await officer.ask('GET', `/dossiers/${dossierId}/control-slip`)).body as { rows: unknown[] };
    expect(await sheet.getByRole('rowheader').count()).to.equal(slip.rows.length);

    // papers are sent in, and saved again as they were
    await page.getByRole('link', { name: 'Về hồ sơ' }).click();
    await page.getByRole('tab', { name: /Tài liệu/ }).click();
    const paper = Buffer.from('%PDF-1.4\n% một tờ đơn\n%%EOF\n');
    await page.locator('input[type=file]').setInputFiles({ name: 'don.pdf', mimeType: 'application/pdf', buffer: paper });
    await page.getByRole('combobox', { name: 'Loại tài liệu' }).fill('đơn, tờ khai');
    await checkAccess();
    await page.getByRole('button', { name: 'Nộp tài liệu' }).click();
    await page.getByText('Đã nhận “don.pdf”.').waitFor();
    await picture('dossier-documents');
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'don.pdf' }).click()]);
    expect(saved.suggestedFilename()).to.equal('don.pdf');
    expect((await readFile(await saved.path())).equals(paper)).to.equal(true);
    expect(errors).to.deep.equal([]);
  });

  it('list dossiers and find where a procedure loses its time', async () => {
    const manager = await test.person('centreManager');
    const { page, errors, go, picture, checkAccess } = await visit(manager, { width: 1920, height: 1080 });
    await go('/dossiers');
    await page.locator('tbody tr').first().waitFor();
    await picture('dossiers');
    await checkAccess();
    await page.getByRole('checkbox', { name: 'Chỉ hồ sơ sẽ trễ hoặc đã trễ' }).click();
    await page.getByText('⚑ trễ hẹn').first().waitFor();
    const late = (await manager.ask('GET', '/dossiers?forecastMisses=true&limit=50')).body as { items: unknown[] };
    await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count, late.items.length);

    const { rows } = await test.service.pool.query<{ key: string }>(
      `select v.process_key as key from dossiers d join process_versions v on v.id = d.version_id where d.status = 'ended' group by 1 order by count(*) desc limit 1`,
    );
    await go(`/procedures/${rows[0]!.key}/heat`);
    await page.locator('.djs-shape').first().waitFor();
    await page.getByText(/hồ sơ kết thúc từ/).waitFor();
    await picture('heat');
    await checkAccess();
    const { items } = (await manager.ask('GET', `/procedures/${rows[0]!.key}/versions`)).body as { items: { versionId: string }[] };
    const { steps } = (await manager.ask('GET', `/reports/heat?versionId=${items[0]!.versionId}`)).body as { steps: { name: string }[] };
    expect(await page.getByRole('group', { name: 'Theo bước' }).locator('tbody th').allTextContents()).to.deep.equal(
      steps.map(({ name }) => name),
    );
    expect(errors).to.deep.equal([]);
  });

  it('look right to every role, in the dark and in English', async () => {
    for (const role of ['designer', 'reviewer', 'approver', 'inspector', 'administrator', 'centreManager'] as const) {
      const { page, errors, go, picture, checkAccess } = await visit(await test.person(role), { scheme: 'dark', language: 'en' });
      await go('/');
      await page.getByRole('heading', { name: 'Waiting for me' }).waitFor();
      expect(await page.getByText('This did not work').count(), role).to.equal(0);
      await picture(`home-${role}-dark-en`);
      await checkAccess();
      await go('/procedures');
      await page.locator('tbody tr').first().waitFor();
      await checkAccess();
      expect(errors, role).to.deep.equal([]);
    }
  });

  /** Units of one ward for the kinds that the procedure names. */
  function participants(): Record<string, string> {
    const units = [...test.engine.organisation().units.values()];
    return Object.fromEntries(
      ['communeCentre', 'communeJusticeDesk', 'communeLeaders', 'communeClerk'].map((kind) => [
        kind,
        units.find((unit) => unit.kind === kind && unit.id.includes('phuong-trung-tam'))!.id,
      ]),
    );
  }
});
