import { expect } from 'chai';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromTable } from '../../../engine/model/from-table.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { taicho } from '../../support/command-line.ts';

describe('taicho play', () => {
  let folder: string;
  let file: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taicho-play-'));
    file = join(folder, 'p001.bpmn');
    const tables = JSON.parse(await readFile(new URL('../../fixtures/published-procedures.json', import.meta.url), 'utf8')) as unknown[];
    await writeFile(file, (await fromTable(tables[0])).xml);
  });
  after(() => rm(folder, { recursive: true }));

  it('plays a published procedure to its end and prints the control slip', async () => {
    const { code, stdout, stderr } = await taicho(['play', file], '1\n'.repeat(7));

    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    expect(stdout).to.include('Hẹn trả: Thứ hai 16/03/2026 17:00');
    expect(stdout).to.include('✓ Vào sổ văn bản, đóng dấu');
    expect(stdout).to.include('■ Hồ sơ đã giải quyết xong.');
    expect(stdout).to.include('Phiếu kiểm soát');
  });

  it('binds the kinds of unit that a procedure leaves open to units of the organisation', async () => {
    const curated = fileURLToPath(new URL('../../../procedures/cap-ban-sao-tu-so-goc', import.meta.url));
    const { stdout, code } = await taicho(['play', curated], 'q\n');

    expect(code).to.equal(0);
    expect(stdout).to.include('Tiếp nhận yêu cầu').and.not.to.include('communeCentre');
  });

  it('raises the flags on the way when time passes', async () => {
    const { stdout } = await taicho(['play', file], '+8h\nq\n');

    expect(stdout).to.include('⚑ Thứ hai 02/03/2026 11:00: bước sắp hết thời gian');
    expect(stdout).to.include('⚑ Thứ hai 02/03/2026 13:30: bước QUÁ thời gian được giao');
  });

  it('lets the person choose a branch, set data and try again after an incident', async () => {
    const branching = join(folder, 'branching.bpmn');
    await writeFile(
      branching,
      definitions(
        processXml(
          'p',
          ...[
            element('startEvent', 's'),
            element('userTask', 'a', '', 'name="Xem xét"'),
            element('exclusiveGateway', 'g', '', 'name="Đủ điều kiện?"'),
          ],
          ...[
            element('userTask', 'yes', '', 'name="Cấp phép"'),
            element('endEvent', 'no', '', 'name="Từ chối"'),
            's->a',
            'a->g',
            'g->yes?ok = true',
            'g->no?ok = false',
          ],
        ),
      ),
    );

    const chosen = await taicho(['play', branching], '1\n1\nq\n');
    expect(chosen.stdout).to.include('Đủ điều kiện?').and.to.include('Hoàn thành: Cấp phép');

    const byData = await taicho(['play', branching], '1\n\nok=true\n1\nq\n');
    expect(byData.stdout).to.include('⚠ Đủ điều kiện?').and.to.include('Hoàn thành: Cấp phép');
  });

  it('says in one line what it cannot use, and exits with 2', async () => {
    const missing = await taicho(['play', join(folder, 'nowhere.bpmn')]);
    expect(missing.code).to.equal(2);
    expect(missing.stderr.trim().split('\n')).to.have.length(1);

    const broken = join(folder, 'broken.bpmn');
    await writeFile(broken, definitions(processXml('p', element('choreographyTask', 'gateway'))));
    const refused = await taicho(['play', broken]);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.include('ELEMENT_NOT_SUPPORTED gateway');
  });
});
