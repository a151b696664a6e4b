/** Every published table, printed as a spreadsheet and as Word put it on the clipboard, is read back as it was. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { fromTable } from '../../engine/index.ts';
import { guessColumns } from '../../modeler/table/guess-columns.ts';
import { headOfGrid, publishedTable, stepsOfGrid, type DeadlineUnit } from '../../modeler/table/pasted-table.ts';
import { gridOfText, gridsOfHtml, type Grid } from '../../modeler/table/table-grid.ts';

interface Published {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly department: string;
  readonly legalDeadline?: { value: number; unit: DeadlineUnit };
  readonly steps: readonly {
    readonly label: string;
    readonly content: string;
    readonly unit: string;
    readonly durationText?: string;
    readonly duration?: { value: number; unit: string } | null;
    readonly role: string;
    readonly result?: string;
  }[];
}

const tables = JSON.parse(readFileSync(new URL('../fixtures/published-procedures.json', import.meta.url), 'utf8')) as Published[];

/** Heads as decisions print them. */
const heads = [
  ['TT', 'Nội dung công việc', 'Trách nhiệm', 'Thời gian', 'Kết quả/Sản phẩm'],
  ['Bước', 'Trình tự thực hiện', 'Đơn vị/người thực hiện', 'Thời gian thực hiện', 'Sản phẩm'],
  ['STT', 'Các bước thực hiện', 'Bộ phận, cán bộ xử lý', 'Thời hạn', 'Kết quả'],
];

const cellsOf = ({ steps }: Published): string[][] =>
  steps.map((step) => [step.label, step.content, step.unit, step.durationText ?? '', step.result ?? '']);

const quoted = (cell: string) => (/[\t\n"]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const escaped = (cell: string) =>
  cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('é', '&eacute;').replaceAll('ỏ', '&#7887;').replaceAll('\n', '<br>');

const asText = (rows: readonly (readonly string[])[]) => rows.map((row) => row.map(quoted).join('\t')).join('\r\n');
const asHtml = (rows: readonly (readonly string[])[]) =>
  `<html><head><style>td { color: "red" }</style></head><body><!--StartFragment--><table border=1 style='width:"10"'>${rows
    .map((row) => `<tr>${row.map((cell) => `<td style="mso-x: '>'" class=xl65><p>${escaped(cell)}</p></td>`).join('')}</tr>`)
    .join('\n')}</table><!--EndFragment--></body></html>`;

const tidy = (text = '') =>
  text
    .normalize('NFC')
    .replace(/\s*\n\s*/gu, '; ')
    .replace(/\s+/gu, ' ')
    .trim();

function expectSame(table: Published, grid: Grid, where: string): void {
  const guess = guessColumns(grid);
  const steps = stepsOfGrid(grid, guess, table.legalDeadline?.unit);
  expect(steps.length, where).to.equal(table.steps.length);
  steps.forEach((step, index) => {
    const given = table.steps[index]!;
    expect(tidy(step.content), `${where} step ${index}`).to.equal(tidy(given.content));
    expect(tidy(step.unit), `${where} step ${index}`).to.equal(tidy(given.unit));
    expect(tidy(step.durationText), `${where} step ${index}`).to.equal(tidy(given.durationText));
  });
}

describe('a pasted table', () => {
  for (const [index, head] of heads.entries())
    it(`is recognised by its head: ${head.join(' | ')}`, () => {
      for (const table of tables) {
        const rows = [head, ...cellsOf(table)];
        expectSame(table, gridOfText(asText(rows)), `${table.id} text ${index}`);
        expectSame(table, gridsOfHtml(asHtml(rows))[0]!, `${table.id} html ${index}`);
      }
    });

  it('is recognised with its columns in another order', () => {
    const order = [0, 2, 1, 4, 3];
    for (const table of tables) {
      const rows = [heads[0]!, ...cellsOf(table)].map((row) => order.map((at) => row[at]!));
      expectSame(table, gridOfText(asText(rows)), table.id);
    }
  });

  it('is mostly recognised without a head, by what stands in the columns', () => {
    const wrong = tables.filter((table) => {
      const { columns } = guessColumns(gridOfText(asText(cellsOf(table))));
      return columns[0] !== 'order' || columns[1] !== 'content' || columns[2] !== 'unit';
    });
    expect(wrong.length).to.be.at.most(tables.length * 0.1, wrong.map(({ id }) => id).join());
  });

  it('gives the roles that the tables have, nine times in ten', () => {
    const steps = tables.flatMap((table) => {
      const grid = gridOfText(asText([heads[0]!, ...cellsOf(table)]));
      return stepsOfGrid(grid, guessColumns(grid)).map((step, index) => [step.role, table.steps[index]!.role, step.unit] as const);
    });
    const wrong = steps.filter(([read, given]) => read !== given);
    if (process.env.SHOW) for (const each of wrong) console.log(each.join(' | '));
    expect(wrong.length / steps.length).to.be.below(0.1);
  });

  it('gives the same process as the table itself in JSON: elements, budgets, lanes', async () => {
    const parts = (xml: string) => ({
      tasks: (xml.match(/<bpmn:(user|receive)Task /gu) ?? []).length,
      budgets: [...xml.matchAll(/tthc:budget="([^"]*)" tthc:budgetUnit="([^"]*)"/gu)].map(([text]) => text),
    });
    for (const table of tables.filter((_, index) => index % 12 === 0)) {
      const grid = gridOfText(asText([heads[0]!, ...cellsOf(table)]));
      const steps = stepsOfGrid(grid, guessColumns(grid), table.legalDeadline?.unit);
      const pasted = await fromTable(
        publishedTable(
          {
            ...headOfGrid(grid),
            name: table.name,
            department: table.department,
            ...(table.legalDeadline && { deadline: table.legalDeadline }),
          },
          steps,
        ),
      );
      const { xml } = await fromTable({ ...table, appointments: [], phaseDeadlines: [] });
      expect(parts(pasted.xml), table.id).to.deep.equal(parts(xml));
    }
  });

  it('knows merged cells, headings between the steps, rows of sums, and what stands above', () => {
    const [grid] = gridsOfHtml(`
      <p>Thủ tục: Công nhận cơ sở sản xuất. Mã số 1.001806</p><p>Thời hạn giải quyết: 10 ngày làm việc</p>
      <table><tr><th rowspan=2>TT</th><th rowspan=2>Nội dung công việc</th><th colspan=2>Trách nhiệm và thời gian</th></tr>
      <tr><th>Đơn vị thực hiện</th><th>Thời gian (ngày làm việc)</th></tr>
      <tr><td>(1)</td><td>(2)</td><td>(3)</td><td>(4)</td></tr>
      <tr><td colspan=4>I. Tại Sở Y tế</td></tr>
      <tr><td>1</td><td>Tiếp nhận hồ sơ</td><td>Bộ phận một cửa</td><td>0,5</td></tr>
      <tr><td rowspan=2>2</td><td>Thẩm định</td><td>Chuyên viên</td><td rowspan=2>9</td></tr>
      <tr><td>Trình lãnh đạo</td><td>Lãnh đạo Phòng</td></tr>
      <tr><td colspan=3>Tổng cộng</td><td>9,5</td></tr></table>`);
    const guess = guessColumns(grid!);
    expect(guess).to.deep.equal({ headRows: 3, columns: ['order', 'content', 'unit', 'duration'] });
    expect(stepsOfGrid(grid!, guess)).to.deep.equal([
      {
        label: '1',
        content: 'Tiếp nhận hồ sơ',
        unit: 'Bộ phận một cửa',
        durationText: '0,5',
        duration: { value: 0.5, unit: 'working_day' },
        role: 'one_stop',
        stage: 'I. Tại Sở Y tế',
        row: 4,
      },
      {
        label: '2',
        content: 'Thẩm định',
        unit: 'Chuyên viên',
        durationText: '9',
        duration: { value: 9, unit: 'working_day' },
        role: 'specialist',
        stage: 'I. Tại Sở Y tế',
        row: 5,
      },
      {
        label: '2 (continued row)',
        content: 'Trình lãnh đạo',
        unit: 'Lãnh đạo Phòng',
        durationText: '',
        role: 'division_leader',
        stage: 'I. Tại Sở Y tế',
        row: 6,
      },
    ]);
    expect(headOfGrid(grid!)).to.deep.equal({
      name: 'Công nhận cơ sở sản xuất. Mã số 1.001806',
      code: '1.001806',
      department: '',
      deadline: { value: 10, unit: 'working_day' },
    });
  });

  it('runs and shows nothing of hostile markup', () => {
    const [grid] = gridsOfHtml(
      '<table><tr><td>TT</td><td>Nội dung</td></tr><tr><td>1<script>alert(1)</script></td><td>&lt;img src=x onerror=alert(1)&gt;</td></tr></table>',
    );
    expect(grid!.rows[1]).to.deep.equal(['1', '<img src=x onerror=alert(1)>']);
  });
});
