/** Operations on running dossiers as a manager does them in the browser: what is held up, one by one and in bulk; moved by hand; another version; an officer's ad-hoc work. */
import { expect } from 'chai';
import { layOut } from '../../engine/model/layout.ts';
import { tthcModdle } from '../../engine/model/tthc-moddle.ts';
import { canBrowse, openWebSite, type Visit, type VisitOptions, type WebSite } from '../support/browser.ts';
import { definitions, element, processXml } from '../support/bpmn.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Asker, type TestService } from '../support/service.ts';

const actor = { user: 'founder' };

/** With a diagram, as the pages need one. */
async function laidOut(id: string, ...parts: string[]): Promise<string> {
  const moddle = tthcModdle();
  const xml = definitions(processXml(id, ...parts).replace('<process ', `<process name="Thủ tục ${id}" tthc:department="land" `));
  const { rootElement } = await moddle.fromXML(xml);
  layOut(rootElement as never);
  return (await moddle.toXML(rootElement, { format: true })).xml;
}

const task = (id: string, name: string, unit: string) => element('userTask', id, '', `name="${name}" tthc:unit="${unit}"`);
const drawn = (id: string) =>
  laidOut(
    'p',
    element('startEvent', 's'),
    task(id, 'Thẩm định', 'land'),
    task('sign', 'Ký', 'tax'),
    element('endEvent', 'e'),
    `s->${id}`,
    `${id}->sign`,
    'sign->e',
  );

describe('operations in the browser', function () {
  this.timeout(300_000);
  let server: TestServer;
  let test: TestService;
  let site: WebSite;
  let manager: Asker;
  const versions: string[] = [];
  const visits: Visit[] = [];

  before(async function () {
    if (!canBrowse()) this.skip();
    server = await startTestServer();
    // what runs in the background runs when the test says so
    test = await startTestService(server, {}, { worker: false });
    const { engine } = test;
    const units = ['land', 'tax'].map((id) => ({ id, name: `Đơn vị ${id}`, level: 'department' }));
    await engine.setOrganisation({ id: 'province', name: 'Tỉnh', units, officers: [] }, actor);
    for (const id of ['a', 'b']) versions.push((await engine.deploy({ bpmn: await drawn(id) }, actor)).versionId);
    const gateway = element('exclusiveGateway', 'g', '', 'name="Diện tích?"');
    const stuck = await laidOut(
      'held',
      element('startEvent', 's'),
      gateway,
      task('x', 'Nhỏ', 'land'),
      task('y', 'Lớn', 'land'),
      's->g',
      'g->x?area > 1',
      'g->y?area > 2',
    );
    await engine.deploy({ bpmn: stuck }, actor);
    for (const code of ['H-1', 'H-2', 'H-3']) await engine.start({ processKey: 'held', variables: { area: 0 } }, actor, { code });
    manager = await test.person('centreManager');
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
    made.page.setDefaultTimeout(60_000);
    visits.push(made);
    return made;
  };
  const fits = (page: Visit['page']) =>
    page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
  const choose = async ({ page }: Visit, label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  /** Gives the reason in the dialog and presses the button of that name. */
  const because = async ({ page }: Visit, reason: string, name: string) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill(reason);
    await dialog.getByRole('button', { name, exact: true }).click();
  };

  it('list what is held up, filter it, try one again, and all of them in the background with progress and a stop', async () => {
    const shown = await visit(manager);
    const { page, errors, go, picture, checkAccess } = shown;
    await go('/incidents');
    await page.getByRole('link', { name: 'H-1' }).waitFor();
    await picture('incidents');
    await checkAccess();
    await choose(shown, 'Loại sự cố', 'Không còn gì có thể đi tiếp');
    await page.getByText('Không có sự cố nào như vậy.').waitFor();
    await go('/incidents');
    await choose(shown, 'Thủ tục', 'Thủ tục held');
    await page.getByRole('link', { name: 'H-3' }).waitFor();
    // what made it is put right, and it goes on
    const { dossierId } = (await test.engine.dossiers({ code: 'H-1' })).items[0]!;
    await test.engine.execute(dossierId, { type: 'setVariables', variables: { area: 5 } }, actor);
    await page.getByRole('button', { name: 'Thử lại hồ sơ H-1' }).click();
    await page.getByRole('link', { name: 'H-1' }).waitFor({ state: 'detached' });
    expect(Object.keys((await test.engine.dossier(dossierId)).state.elements)).to.deep.equal(['x#1']);

    const begin = async () => {
      await go('/incidents?procedure=held');
      await page.getByRole('button', { name: 'Thử lại tất cả theo bộ lọc' }).click();
      await because(shown, 'đã sửa dữ liệu', 'Thử lại tất cả theo bộ lọc');
      await page.waitForURL(/\/bulk-runs\/\d+$/);
      await page.getByText('0 / 2 xong · 0 lỗi · 2 còn lại').waitFor();
    };
    await begin();
    await checkAccess();
    await page.getByRole('button', { name: 'Dừng đợt này' }).click();
    await page.getByText('Việc đã xong giữ nguyên; phần còn lại không làm nữa.').waitFor();
    await begin();
    await test.engine.settle(['bulk']);
    await page.getByText('2 / 2 xong · 0 lỗi · 0 còn lại').waitFor();
    await page.getByText('Đã xong (2)').click();
    await page.getByRole('row').nth(2).waitFor();
    await picture('bulk-run');
    await go('/bulk-runs');
    expect(await page.locator('tbody tr').count()).to.equal(2);
    await picture('bulk-runs');
    expect(errors).to.deep.equal([]);

    for (const look of [
      { width: 360, height: 740 },
      { width: 1920, height: 1080, scheme: 'dark', language: 'en' },
    ] as const) {
      const other = await visit(manager, look);
      for (const path of ['/incidents', '/bulk-runs', '/bulk-runs/1']) {
        await other.go(path);
        await other.page
          .getByRole('table')
          .or(other.page.getByText(/^(Không có hồ sơ nào|There is none)\.$/))
          .first()
          .waitFor();
        await other.picture(`operations${path.replaceAll('/', '-')}-${look.width}`);
        await other.checkAccess();
        expect(await fits(other.page), `${path} at ${look.width}`).to.equal(true);
      }
      expect(other.errors).to.deep.equal([]);
    }
  });

  it('move a dossier by hand: chosen from lists, said before, with a reason; then to another version', async () => {
    const { dossierId } = await test.engine.start({ versionId: versions[0]! }, actor, { code: 'M-1' });
    await test.engine.start({ versionId: versions[0]! }, actor, { code: 'M-2' });
    const shown = await visit(manager);
    const { page, errors, go, picture, checkAccess } = shown;
    await go(`/dossiers/${dossierId}`);
    await page.getByRole('button', { name: 'Xử lý hồ sơ' }).click();
    await page.getByRole('menuitem', { name: 'Chuyển bước, chuyển phiên bản …' }).click();
    await page.locator('.djs-shape').first().waitFor();
    await choose(shown, 'Đang ở', 'Thẩm định');
    await choose(shown, 'Đến trước', 'Ký');
    await page.getByRole('button', { name: 'Đưa vào danh sách' }).click();
    await page.getByText('“Thẩm định” dừng dở dang.').waitFor();
    await picture('modify');
    await checkAccess();
    await page.getByRole('button', { name: 'Thực hiện …' }).click();
    await because(shown, 'đã thẩm định trên giấy', 'Chuyển bước');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(Object.keys((await test.engine.dossier(dossierId)).state.elements)).to.deep.equal(['sign#1']);

    // back, by the diagram alone, and why it cannot be done is told
    await page.locator('.djs-shape[data-element-id=sign]').click();
    await page.locator('.djs-shape[data-element-id=a]').click();
    await page.getByRole('button', { name: 'Đưa vào danh sách' }).click();
    await page.getByText('“Ký” dừng dở dang.').waitFor();
    await page.getByRole('button', { name: 'Bỏ mục 1 khỏi danh sách' }).click();
    await page.getByText('Bỏ', { exact: true }).click();
    await page.locator('.djs-shape[data-element-id=s]').click();
    await choose(shown, 'Đang ở', 'Ký');
    await page.getByRole('button', { name: 'Đưa vào danh sách' }).click();
    await page.getByText('Hồ sơ không còn việc gì: hãy thêm một bước, hoặc hủy hồ sơ').waitFor();
    expect(await page.getByRole('button', { name: 'Thực hiện …' }).isDisabled()).to.equal(true);

    await page.getByRole('tab', { name: 'Chuyển phiên bản' }).click();
    await page.getByText('Không bước nào đổi chỗ.', { exact: true }).waitFor();
    await picture('migrate');
    await checkAccess();
    await page.getByRole('button', { name: 'Chuyển hồ sơ này …' }).click();
    await because(shown, 'luật mới', 'Chuyển hồ sơ này');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await test.engine.dossier(dossierId)).versionId).to.equal(versions[1]);
    expect(errors).to.deep.equal([]);

    for (const look of [
      { width: 360, height: 740 },
      { width: 1920, height: 1080, scheme: 'dark', language: 'en' },
    ] as const) {
      const other = await visit(manager, look);
      await other.go(`/dossiers/${dossierId}/operations`);
      await other.page.locator('.djs-shape').first().waitFor();
      await other.picture(`modify-${look.width}`);
      await other.checkAccess();
      expect(await fits(other.page), `at ${look.width}`).to.equal(true);
      expect(other.errors).to.deep.equal([]);
    }
  });

  it('let an officer begin what an ad-hoc part needs and say that it is done, and show nobody else what is not theirs', async () => {
    const inner = [task('look', 'Xem hồ sơ', 'land'), task('ask', 'Hỏi ý kiến', 'land')];
    const bpmn = await laidOut(
      'free',
      element('startEvent', 's'),
      element('adHocSubProcess', 'box', inner.join(''), 'name="Xác minh"'),
      task('after', 'Kết luận', 'land'),
      's->box',
      'box->after',
    );
    await test.engine.deploy({ bpmn }, actor);
    const { dossierId } = await test.engine.start({ processKey: 'free' }, actor);
    const officer = await test.person('officer', 'land');
    const active = async () => Object.keys((await test.engine.dossier(dossierId)).state.elements).sort();
    const shown = await visit(manager);
    await shown.go(`/dossiers/${dossierId}`);
    const card = shown.page.getByRole('region', { name: 'Xác minh' });
    await card.getByRole('button', { name: 'Bắt đầu: Xem hồ sơ' }).click();
    await shown.page.getByRole('region', { name: 'Xem hồ sơ' }).waitFor();
    expect(await active()).to.deep.equal(['box#1', 'look#1']);

    const { page, errors, go, picture, checkAccess } = await visit(officer);
    await go('/tasks');
    const chosen = page.getByRole('region', { name: 'Việc tùy chọn' });
    await chosen.getByRole('button', { name: 'Bắt đầu: Hỏi ý kiến' }).click();
    await page.getByRole('table').getByText('Hỏi ý kiến').waitFor();
    await picture('ad-hoc-tasks');
    await checkAccess();
    await chosen.getByRole('link').click();
    const own = page.getByRole('region', { name: 'Xác minh' });
    await page.getByRole('region', { name: 'Hỏi ý kiến' }).waitFor();
    await picture('ad-hoc');
    await checkAccess();
    await own.getByRole('button', { name: 'Kết thúc phần này' }).click();
    await own.waitFor({ state: 'detached' });
    expect(await active()).to.include('after#1');
    for (const path of ['/incidents', '/bulk-runs', `/dossiers/${dossierId}/operations`]) {
      await go(path);
      await page.getByRole('heading', { name: 'Bạn không có quyền mở trang này' }).waitFor();
    }
    expect(await page.getByRole('link', { name: 'Sự cố' }).count()).to.equal(0);
    expect(errors.filter((error) => !/40[34]/.test(error))).to.deep.equal([]);
  });
});
