/** The table as a spreadsheet, one sheet a process, set up to be printed on A4 lying. */
import { printedHeads, type PrintedTable } from './printed-table.ts';

const widths = [6, 48, 30, 18, 28, 14, 26];
const font = { name: 'Times New Roman', size: 12 };
const thin = { style: 'thin' } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };

/** Texts are cells of text: none is ever a formula. */
export async function processTableXlsx(title: string, tables: readonly PrintedTable[], madeAt: string): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  book.creator = 'taicho';
  book.created = new Date(madeAt);
  book.modified = new Date(madeAt);
  tables.forEach((table, index) => {
    const sheet = book.addWorksheet(`Quy trình ${index + 1}`, {
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      views: [{ state: 'frozen', ySplit: 4 }],
    });
    sheet.columns = widths.map((width) => ({ width, style: { font, alignment: { wrapText: true, vertical: 'top' } } }));
    sheet.pageSetup.printTitlesRow = '4:4';
    const across = (text: string, isTitle: boolean) => {
      const row = sheet.addRow([text]);
      sheet.mergeCells(row.number, 1, row.number, printedHeads.length);
      row.getCell(1).font = { ...font, bold: isTitle, italic: !isTitle };
      row.getCell(1).alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
      return row;
    };
    across(tables.length > 1 ? `PHỤ LỤC ${index + 1}` : 'PHỤ LỤC', true);
    across(`Quy trình nội bộ giải quyết thủ tục hành chính: ${table.name || title}`, true).height = 34;
    across(`Thời hạn giải quyết: ${table.deadline ?? '……'}`, false);
    const head = sheet.addRow([...printedHeads]);
    head.eachCell((cell) => {
      cell.font = { ...font, bold: true };
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
      cell.border = border;
    });
    for (const line of table.lines) {
      const row = sheet.addRow(line.kind === 'step' ? [...line.cells] : [line.text]);
      if (line.kind === 'heading') sheet.mergeCells(row.number, 1, row.number, printedHeads.length);
      for (let at = 1; at <= printedHeads.length; at++) row.getCell(at).border = border;
      if (line.kind === 'heading' || line.isGroup) row.font = { ...font, bold: line.kind === 'step', italic: line.kind === 'heading' };
    }
    const sum = sheet.addRow(['Tổng cộng', '', '', table.sum]);
    sheet.mergeCells(sum.number, 1, sum.number, 3);
    sum.font = { ...font, bold: true };
    for (let at = 1; at <= printedHeads.length; at++) sum.getCell(at).border = border;
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}
