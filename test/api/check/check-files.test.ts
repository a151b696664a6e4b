import { expect } from 'chai';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFiles, readCatalogue } from '../../../api/check/check-files.ts';
import { findFiles } from '../../../api/check/find-files.ts';
import { showChecked } from '../../../api/check/show-checked.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';

const good = definitions(
  processXml(
    'p',
    '<extensionElements><tthc:deadline kind="published" value="3" unit="workingDay"/></extensionElements>',
    element('startEvent', 's'),
    element('userTask', 'a', '', 'name="Làm" tthc:budget="3" tthc:budgetUnit="workingDay"'),
    element('endEvent', 'e'),
    's->a',
    'a->e',
  ),
);
const step = (content: string, days: number) => ({
  content,
  unit: 'Phòng A',
  durationText: `${days} ngày làm việc`,
  duration: { value: days, unit: 'working_day' },
});
const table = (id: string, days: number) => ({
  id,
  name: 'Thủ tục',
  legalDeadline: { value: 3, unit: 'working_day' },
  steps: [step('Tiếp nhận hồ sơ', 1), step('Thẩm định', days)],
});

/** The code of the error that a promise is refused with. */
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'none'),
  );

describe('the check of files', () => {
  let folder: string;
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  before(async () => (folder = await mkdtemp(join(tmpdir(), 'taicho-check-'))));
  after(() => rm(folder, { recursive: true }));

  it('takes folders, with the organisation and the forms beside a file', async () => {
    const place = join(folder, 'procedures', 'one');
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'process.bpmn'), good.replace('name="Làm"', 'name="Làm" tthc:unit="nowhere"'));
    await writeFile(join(place, 'procedure.json'), JSON.stringify({ files: { forms: { f: 'f.json' } } }));
    await writeFile(join(place, 'f.json'), JSON.stringify({ properties: {} }));
    await writeFile(join(place, '..', 'organisation.json'), JSON.stringify({ id: 'o', name: 'O', units: [] }));
    const files = await checkFiles(await findFiles([join(folder, 'procedures')]));
    expect(files.map(({ file: name }) => name)).to.deep.equal([join(place, 'process.bpmn')]);
    expect(files[0]!.findings.map(({ rule }) => rule)).to.include('unit-without-calendar');
  });

  it('takes published tables, each as a file of its own, and compares with a catalogue', async () => {
    const files = await checkFiles([await file('tables.json', JSON.stringify([table('P1', 2), table('P2', 3)]))]);
    expect(files.map(({ file: name, ok }) => [name.split('#')[1], ok])).to.deep.equal([
      ['P1', true],
      ['P2', false],
    ]);
    const coded = { ...table('P3', 2), code: '1.000001', province: 'Hà Tĩnh' };
    const elsewhere = { ...table('X', 1), code: '1.000001', province: 'Cà Mau', legalDeadline: { value: 2, unit: 'working_day' } };
    const catalogue = await readCatalogue(await file('other.json', JSON.stringify(elsewhere)));
    const compared = await checkFiles([await file('own.json', JSON.stringify(coded))], { catalogue });
    expect(compared[0]!.findings.map(({ rule }) => rule)).to.include('faster-elsewhere');
  });

  it('lists notes only when all is wanted', async () => {
    const [checked] = await checkFiles([await file('good.bpmn', good)]);
    expect(showChecked(checked!, false).join('\n')).to.not.include('fee-missing');
    expect(showChecked(checked!, true).join('\n')).to.include('ghi chú / note  fee-missing  p: ');
  });

  it('refuses what is no table, no JSON, no organisation, or an empty folder', async () => {
    expect(await codeOf(checkFiles([await file('no-table.json', '{"a":1}')]))).to.equal('TABLE_UNREADABLE');
    expect(await codeOf(checkFiles([await file('no.json', '{')]))).to.equal('NOT_JSON');
    expect(await codeOf(checkFiles([join(folder, 'absent.bpmn')]))).to.equal('UNREADABLE');
    await mkdir(join(folder, 'empty'), { recursive: true });
    expect(await codeOf(findFiles([join(folder, 'empty')]))).to.equal('NOTHING_TO_CHECK');
    await mkdir(join(folder, 'bad'), { recursive: true });
    await writeFile(join(folder, 'bad', 'organisation.json'), '{"id":1}');
    expect(await codeOf(checkFiles([await file(join('bad', 'a.bpmn'), good)]))).to.equal('ORGANISATION_INVALID');
  });
});
