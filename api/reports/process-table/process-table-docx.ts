/** The table as a Word file: an appendix in the layout of Decree 30/2020/NĐ-CP (appendix II, part IV: its name and title in the middle, to which text it belongs in italics). */
import { bold, italic, plain, type Block, type Cell } from '../appraisal/document.ts';
import { renderDocx } from '../appraisal/render-docx.ts';
import { printedHeads, type PrintedTable } from './printed-table.ts';

const widths = [0.05, 0.29, 0.18, 0.12, 0.15, 0.1, 0.11];

/** `madeAt` is an instant; the decision itself has number and date later, so there are places for them. */
export async function processTableDocx(title: string, tables: readonly PrintedTable[], madeAt: string): Promise<Buffer> {
  const blocks = tables.flatMap((table, at): Block[] => [
    {
      kind: 'title',
      text: tables.length > 1 ? `PHỤ LỤC ${at + 1}` : 'PHỤ LỤC',
      subject: `Quy trình nội bộ giải quyết thủ tục hành chính: ${table.name || title}`,
    },
    { kind: 'paragraph', runs: italic('(Kèm theo Quyết định số ……/QĐ-…… ngày … tháng … năm …… của ……………………)') },
    ...(table.deadline === undefined
      ? []
      : [{ kind: 'paragraph' as const, runs: [...bold('Thời hạn giải quyết: '), ...plain(table.deadline)] }]),
    {
      kind: 'table',
      widths,
      head: printedHeads.map((text) => ({ runs: bold(text), align: 'center', isHead: true }) as const),
      rows: rowsOf(table),
    },
  ]);
  return renderDocx({ title, language: 'vi', madeAt, parts: [{ paper: 'A4', isLandscape: true, blocks }] });
}

function rowsOf({ lines, sum }: PrintedTable): Cell[][] {
  const rows = lines.map((line): Cell[] => {
    if (line.kind === 'heading') return [{ runs: italic(line.text), columns: printedHeads.length }];
    return line.cells.map((text, at) => ({
      runs: line.isGroup ? bold(text) : plain(text),
      align: at === 0 || at === 3 ? 'center' : 'left',
    }));
  });
  return [
    ...rows,
    [
      { runs: bold('Tổng cộng'), columns: 3, align: 'center' },
      { runs: bold(sum), align: 'center' },
      { runs: [], columns: 3 },
    ],
  ];
}
