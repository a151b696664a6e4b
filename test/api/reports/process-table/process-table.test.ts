/** The exported appendix, read back by our own import: the same steps, people and times. */
import { expect } from 'chai';
import excel from 'exceljs';
import mammoth from 'mammoth';
import { readFileSync } from 'node:fs';
import { processTableDocx } from '../../../../api/reports/process-table/process-table-docx.ts';
import { processTableXlsx } from '../../../../api/reports/process-table/process-table-xlsx.ts';
import { printedHeads, printedTables } from '../../../../api/reports/process-table/printed-table.ts';
import { fromTable, processTables, tthcModdle } from '../../../../engine/index.ts';
import { guessColumns } from '../../../../modeler/table/guess-columns.ts';
import { headOfGrid, publishedTable, stepsOfGrid } from '../../../../modeler/table/pasted-table.ts';
import { gridsOfHtml } from '../../../../modeler/table/table-grid.ts';

interface Published {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly legalDeadline?: { value: number; unit: 'working_day' | 'calendar_day' | 'working_hour' };
  readonly steps: readonly { readonly content: string }[];
}

const all = JSON.parse(readFileSync(new URL('../../../fixtures/published-procedures.json', import.meta.url), 'utf8')) as Published[];
const madeAt = '2026-11-27T01:00:00.000Z';
const rowsOf = async (xml: string) => processTables((await tthcModdle().fromXML(xml)).rootElement)[0]!;
const noUnit = () => undefined;

describe('the exported table of steps', function () {
  this.timeout(120_000);

  it('is read back from Word with the same steps, units and times', async () => {
    let compared = 0;
    for (const table of all.filter((_, index) => index % 8 === 0)) {
      const { xml } = await fromTable(table);
      const before = await rowsOf(xml);
      const steps = before.rows.filter(({ kind }) => kind === 'step');
      // groups and gateways are printed as headings, which a table of steps does not draw again
      if (before.rows.some(({ kind }) => kind !== 'step' && kind !== 'event')) continue;
      const docx = await processTableDocx(table.name, await printedTables(xml, noUnit), madeAt);
      const { value: html } = await mammoth.convertToHtml({ buffer: docx });
      const [grid] = gridsOfHtml(html);
      const guess = guessColumns(grid!);
      expect(guess, table.id).to.deep.equal({ headRows: 1, columns: ['order', 'content', 'unit', 'duration', 'result', 'form', 'basis'] });
      const read = stepsOfGrid(grid!, guess, table.legalDeadline?.unit);
      expect(read.length, table.id).to.equal(steps.length);
      expect(read.map(({ durationText }) => durationText).join('|'), table.id).to.equal(
        (await printedTables(xml, noUnit))[0]!.lines.flatMap((line) => (line.kind === 'step' ? [line.cells[3]] : [])).join('|'),
      );
      const again = await rowsOf(
        (await fromTable(publishedTable({ ...headOfGrid(grid!), name: table.name, department: table.department }, read))).xml,
      );
      const what = ({ name, budget }: (typeof steps)[number]) => `${name} | ${budget ? `${budget.value} ${budget.unit}` : ''}`;
      expect(again.rows.filter(({ kind }) => kind === 'step').map(what), table.id).to.deep.equal(steps.map(what));
      compared++;
    }
    expect(compared).to.be.at.least(8);
  });

  it('prints branches, groups and where they go on as headings', async () => {
    const bpmn = readFileSync(new URL('../../../../procedures/chap-thuan-chu-truong-dau-tu/process.bpmn', import.meta.url), 'utf8');
    const [table] = await printedTables(bpmn, (id) => (id === 'vp-ubnd-tinh-kinh-te' ? 'Phòng Kinh tế' : undefined));
    const headings = table!.lines.flatMap((line) => (line.kind === 'heading' ? [line.text] : []));
    expect(headings).to.include.members([
      'Lấy ý kiến cơ quan nào?',
      'Trường hợp Mọi dự án:',
      'Trường hợp Không: làm lại: thực hiện tiếp từ bước 2.2',
    ]);
    expect(table!.sum).to.equal('17 ngày');
    expect(table!.deadline).to.equal('17 ngày');
    const units = table!.lines.flatMap((line) => (line.kind === 'step' ? [line.cells[2]] : []));
    expect(units.filter((unit) => /Phòng Kinh tế$/.test(unit ?? '')).length).to.equal(1);
  });

  it('is a spreadsheet of the same lines, whose texts are no formulas', async () => {
    const { xml } = await fromTable({ ...all[0]!, steps: [{ content: '=HYPERLINK("http://example.com")', unit: 'Sở Y tế' }] });
    const tables = await printedTables(xml, noUnit);
    const book = new excel.Workbook();
    await book.xlsx.load((await processTableXlsx('Thử', tables, madeAt)) as never);
    const sheet = book.worksheets[0]!;
    expect((sheet.getRow(4).values as unknown[]).slice(1)).to.deep.equal([...printedHeads]);
    const cell = sheet.getRow(5).getCell(2);
    expect(cell.type).to.equal(excel.ValueType.String);
    expect(String(cell.value)).to.match(/^=HYPERLINK/);
    expect(sheet.getRow(6).getCell(1).value).to.equal('Tổng cộng');
  });
});
