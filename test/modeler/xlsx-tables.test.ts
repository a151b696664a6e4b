import { expect } from 'chai';
import excel from 'exceljs';
import { gridOf } from '../../modeler/table/table-grid.ts';
import { FileUnreadable, readTableFile } from '../../modeler/table/read-table-file.ts';
import { xlsxTables } from '../../modeler/table/xlsx-tables.ts';

/** A published table as a spreadsheet keeps it: a title over it, merged cells, rich text, a formula, numbers. */
async function spreadsheet(): Promise<ArrayBuffer> {
  const book = new excel.Workbook();
  const sheet = book.addWorksheet('Quy trình');
  sheet.addRow(['QUY TRÌNH NỘI BỘ: Cấp bản sao']);
  sheet.mergeCells('A1:D1');
  sheet.addRow([]);
  sheet.addRow(['TT', 'Nội dung công việc', 'Đơn vị', 'Thời gian']);
  sheet.addRow([1, { richText: [{ text: 'Tiếp nhận ' }, { font: { bold: true }, text: 'hồ sơ' }] }, 'Trung tâm & Quầy', 0.1 + 0.2]);
  sheet.addRow([2, 'Thẩm định\nvà ký', 'Trung tâm & Quầy', { formula: '1+1', result: 2 }]);
  sheet.mergeCells('C4:C5');
  sheet.addRow(['Trường hợp phải lấy ý kiến']);
  sheet.mergeCells('A6:D6');
  book.addWorksheet('Trống');
  const hidden = book.addWorksheet('Ẩn', { state: 'hidden' });
  hidden.addRow(['a', 'b']);
  return (await book.xlsx.writeBuffer()) as ArrayBuffer;
}

describe('tables of a spreadsheet', () => {
  it('are its visible sheets, with merged cells spread and the title before them', async () => {
    const bytes = new Uint8Array(await spreadsheet());
    const tables = await xlsxTables(bytes.buffer);
    expect(tables.length).to.equal(1);
    expect(tables[0]!.before).to.equal('QUY TRÌNH NỘI BỘ: Cấp bản sao');
    const { rows, headings, covered } = gridOf(tables[0]!);
    expect(rows).to.deep.equal([
      ['TT', 'Nội dung công việc', 'Đơn vị', 'Thời gian'],
      ['1', 'Tiếp nhận hồ sơ', 'Trung tâm & Quầy', '0.3'],
      ['2', 'Thẩm định\nvà ký', 'Trung tâm & Quầy', '2'],
      ['Trường hợp phải lấy ý kiến', '', '', ''],
    ]);
    expect([...headings]).to.deep.equal([3]);
    expect([...covered]).to.deep.equal(['2:2']);
  });

  it('are read from a file, and what is no spreadsheet is refused in words', async () => {
    const source = await readTableFile(new File([await spreadsheet()], 'Quy trình.XLSX'));
    expect(source.kind === 'grids' && source.grids.map(({ rows }) => rows.length)).to.deep.equal([4]);
    for (const content of ['no zip at all', new Uint8Array(await spreadsheet()).slice(0, 900)]) {
      const failure = await readTableFile(new File([content], 'x.xlsx')).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).to.be.instanceOf(FileUnreadable);
      expect((failure as FileUnreadable).message).to.equal('Tệp "x.xlsx" không phải bảng tính đúng (.xlsx)');
    }
  });
});
