/** What the appraisal document says, before it is printed in any form. */
import { expect } from 'chai';
import { appraisalDocument } from '../../../../api/reports/appraisal/appraisal-document.ts';
import type { Block, PrintedDocument, Run, Table } from '../../../../api/reports/appraisal/document.ts';
import { numberedFindings } from '../../../../api/reports/appraisal/numbered-findings.ts';
import { appraisalOf } from '../../../support/appraisal.ts';
import { cleanReport, reportWithFindings } from '../../../support/appraisal-reports.ts';
import { elementsOf, svgTree } from '../../../support/svg-tree.ts';

const clean = 'xoa-ghi-no-tien-su-dung-dat';
const faulty = 'thi-tuyen-cong-chuc';

const textOf = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');
const blocksOf = (document: PrintedDocument) => document.parts.flatMap(({ blocks }) => blocks);
const headings = (document: PrintedDocument) => blocksOf(document).flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
const tables = (document: PrintedDocument) => blocksOf(document).filter((block): block is Table => block.kind === 'table');
const rowsOf = (table: Table) => table.rows.map((cells) => cells.map(({ runs }) => textOf(runs)));
const tableOf = (document: PrintedDocument, start: string) => tables(document).find(({ caption }) => caption?.startsWith(start))!;
const paragraphs = (document: PrintedDocument) =>
  blocksOf(document).flatMap((block) => (block.kind === 'paragraph' ? [textOf(block.runs)] : []));

describe('the appraisal document', () => {
  it('has its sections in order, numbered, those without content left out', async () => {
    expect(headings(await appraisalOf(clean, cleanReport))).to.deep.equal([
      'I. THÔNG TIN CHUNG',
      'II. KẾT QUẢ KIỂM TRA',
      'III. THỜI HẠN VÀ THỜI GIAN CÁC BƯỚC',
      'IV. CÁC PHÁT HIỆN',
      'V. GIỚI HẠN CỦA VIỆC KIỂM TRA',
      'VI. Ý KIẾN CỦA NGƯỜI THẨM ĐỊNH',
    ]);
    expect(headings(await appraisalOf(faulty, reportWithFindings))).to.include.members([
      'V. TÌNH HUỐNG MINH HỌA',
      'Tình huống 1. Không đạt: từ bất kỳ bước nào, hồ sơ luôn đi được tới kết thúc',
      'VI. THAY ĐỔI SO VỚI PHIÊN BẢN TRƯỚC',
      'VIII. Ý KIẾN CỦA NGƯỜI THẨM ĐỊNH',
    ]);
  });

  it('gives the general facts, and says of what is missing that it is missing', async () => {
    const rows = Object.fromEntries(rowsOf(tableOf(await appraisalOf(faulty, reportWithFindings), 'Thông tin ghi')) as [string, string][]);
    expect(rows['Mã thủ tục']).to.equal('1.014111');
    expect(rows['Cơ quan có thẩm quyền']).to.equal('Sở Nội vụ');
    expect(rows['Mô hình giải quyết']).to.equal('Qua hội đồng');
    expect(rows['Thời hạn giải quyết']).to.equal('190 ngày (đã công bố). Căn cứ: Quyết định 2028/QĐ-UBND ngày 28/11/2025');
    expect(rows['Phí, lệ phí']).to.equal('Chưa ghi trong quy trình');
    expect(rows['Căn cứ pháp lý']).to.include('Nghị định 118/2025/NĐ-CP');
  });

  it('gives one verdict a property, with the reason of what does not pass', async () => {
    const passed = rowsOf(tableOf(await appraisalOf(clean, cleanReport), 'Kết luận'));
    expect(passed.map(([, outcome]) => outcome)).to.deep.equal(Array(6).fill('Đạt'));
    const failed = rowsOf(tableOf(await appraisalOf(faulty, reportWithFindings), 'Kết luận'));
    expect(failed.map(([, outcome]) => outcome)).to.deep.equal(['Không đạt', 'Đạt', 'Chưa kết luận', 'Đạt', 'Không áp dụng', 'Không đạt']);
    expect(failed[0]![2]).to.include('Hồ sơ đứng lại').and.include('Tại: Cổng loại trừ “Đạt vòng 1?”; “Thi vòng 1”');
    expect(failed[2]![2]).to.include('200.000');
    expect(failed[5]![2]).to.include('193 ngày');
  });

  it('never says that something passed which was not looked at', () => {
    const { parts } = appraisalDocument(
      { modelHash: 'x', checkerVersion: '0', findings: [] },
      {
        madeAt: '2026-11-27T02:00:00Z',
        procedure: { deadlines: [], appointments: [], legalBasis: [] },
        processes: {},
        elements: {},
        letter: {},
      },
    );
    const all = JSON.stringify(parts);
    expect(all)
      .to.include('Chưa kiểm tra quy trình có bị tắc hay không.')
      .and.include('Chưa kiểm tra thời hạn.')
      .and.include('Chưa có phân tích thời hạn.');
    expect(all).not.to.include('"Đạt"');
  });

  it('lists the steps with unit, time, share, slack, and adds them up', async () => {
    const table = tableOf(await appraisalOf(faulty, reportWithFindings), 'Thời gian các bước (tính bằng ngày');
    const rows = rowsOf(table);
    expect(rows).to.have.lengthOf(9);
    expect(rows[1]).to.deep.equal([
      '2',
      'Ban kiểm tra Phiếu đăng ký dự tuyển',
      'Kiểm tra Phiếu, thông báo thí sinh đủ điều kiện dự thi',
      '15',
      '7,9%',
      '30',
      '42',
      '-3',
      '●',
    ]);
    expect(rows[7]![4]).to.equal('không tính');
    expect(rows[8]).to.deep.equal(['Cộng theo đường găng', '193', '101,6%', '']);
    for (const cells of [table.head!, ...table.rows])
      expect(cells.reduce((sum, { columns = 1 }) => sum + columns, 0)).to.equal(table.widths.length);
  });

  it('numbers findings by severity, and pins the same numbers on the diagram', async () => {
    const document = await appraisalOf(faulty, reportWithFindings);
    const rows = rowsOf(tableOf(document, 'Phát hiện'));
    expect(rows.map(([n, severity]) => [n, severity])).to.deep.equal([
      ['1', 'Lỗi'],
      ['2', 'Lỗi'],
      ['3', 'Cảnh báo'],
      ['4', 'Cảnh báo'],
      ['5', 'Lưu ý'],
    ]);
    expect(rows[0]![2]).to.include('“Quyết định tuyển dụng và nhận việc”');
    expect(rows[0]![3]).to.include('Căn cứ: Nghị định 61/2018/NĐ-CP').and.include('Khắc phục: Sửa thời gian bước này thành 27 ngày');
    expect(rows[2]![2]).to.include('và 1 vị trí khác');
    expect(rows[3]![2]).to.equal('Toàn bộ quy trình');
    const picture = blocksOf(document).find((block): block is Extract<Block, { kind: 'picture' }> => block.kind === 'picture')!;
    const badges = elementsOf(svgTree(picture.svg)).filter(({ name, attr }) => name === 'text' && attr['font-weight'] === 'bold');
    // finding 4 is of the whole procedure: in the text only
    expect(badges.map(({ val }) => val).sort()).to.deep.equal(['1', '2', '3', '5']);
    expect(numberedFindings(reportWithFindings).map(({ rule }) => rule)[4]).to.equal('legal-basis-missing');
  });

  it('tells the counter-example step by step', async () => {
    const document = await appraisalOf(faulty, reportWithFindings);
    const list = blocksOf(document).find((block): block is Extract<Block, { kind: 'list' }> => block.kind === 'list' && block.isOrdered)!;
    expect(list.items.map(textOf)).to.deep.equal([
      'Sự kiện bắt đầu “Nhận Phiếu đăng ký dự tuyển”',
      '“Thông báo tuyển dụng, tiếp nhận Phiếu đăng ký dự tuyển”',
      '“Kiểm tra Phiếu, thông báo thí sinh đủ điều kiện dự thi”',
      'Cổng loại trừ “Đủ điều kiện dự thi?”, với điều kiện duDieuKien = true',
      '“Thi vòng 1”',
    ]);
    expect(paragraphs(document).find((text) => text.startsWith('Khi đó'))).to.equal(
      'Khi đó: hồ sơ dừng ở quy trình con “Tổ chức thi tuyển”; luồng từ “Thi vòng 1” đến cổng loại trừ “Đạt vòng 1?” (2 lần). Nguyên nhân tại: Cổng loại trừ “Đạt vòng 1?”; “Thi vòng 1”.',
    );
  });

  it('shortens a scenario of many steps and keeps their numbers', async () => {
    const [process] = reportWithFindings.soundness!.processes;
    const long = Array.from({ length: 100 }, (_, at) => ({ n: at + 1, elementId: 'Task_ThiVong1', conditionsAssumed: [] }));
    const evidence = { outcome: 'fails', scenario: long, stateAtEnd: {}, culprits: [], message: 'Lặp mãi' } as const;
    const report = { ...reportWithFindings, soundness: { processes: [{ ...process!, optionToComplete: evidence }], approximations: [] } };
    const items = blocksOf(await appraisalOf(faulty, report)).flatMap((block) => (block.kind === 'list' ? block.items.map(textOf) : []));
    expect(items)
      .to.include('20. “Thi vòng 1”')
      .and.include('… (60 bước nữa)')
      .and.include('81. “Thi vòng 1”')
      .and.include('100. “Thi vòng 1”');
    expect(items).not.to.include('21. “Thi vòng 1”');
  });

  it('leaves blank what only the office knows, and never judges for the reviewer', async () => {
    const blank = await appraisalOf(clean, cleanReport);
    const [head] = blank.parts[0]!.blocks;
    expect(head).to.have.property('kind', 'letterhead');
    expect(JSON.stringify(head))
      .to.include('Số: …………/BC-…')
      .and.include('ngày …… tháng …… năm ……')
      .and.include('Độc lập - Tự do - Hạnh phúc');
    const written = await appraisalOf(clean, cleanReport, {
      agency: 'Sở Tư pháp',
      symbol: 'STP',
      number: '15',
      place: 'Đồng Tháp',
      date: '2026-02-05',
      signerName: 'Trần Thị Ý',
    });
    expect(JSON.stringify(written.parts[0]!.blocks[0]))
      .to.include('SỞ TƯ PHÁP')
      .and.include('Số: 15/BC-STP')
      .and.include('Đồng Tháp, ngày 05 tháng 02 năm 2026');
    for (const document of [blank, written])
      expect(paragraphs(document)).to.include('□ Đủ điều kiện trình phê duyệt').and.include('…'.repeat(33));
    expect(JSON.stringify(written.parts[0]!.blocks.at(-1))).to.include('Trần Thị Ý');
  });

  it('carries the hash of the model and the version of the checker', async () => {
    expect(rowsOf(tableOf(await appraisalOf(faulty, reportWithFindings), 'Thông tin để kiểm tra lại'))).to.deep.equal([
      ['Dấu vân tay của quy trình', reportWithFindings.modelHash],
      ['Phiên bản phần mềm kiểm tra', '0.1.0'],
      ['Phiên bản quy tắc thực thi', '1'],
    ]);
  });

  it('draws the critical path thick, slack as heat, excluded time hatched', async () => {
    const { parts } = await appraisalOf(clean, cleanReport);
    const [, picture] = parts[1]!.blocks;
    if (picture?.kind !== 'picture') throw new Error('no picture');
    const group = (id: string) => elementsOf(svgTree(picture.svg)).find(({ attr }) => attr['data-element-id'] === id)!;
    const frame = (id: string) => elementsOf(group(id)).find(({ name }) => name === 'rect')!.attr;
    expect(Number(frame('Task_ChinhLy')['stroke-width'])).to.be.greaterThan(Number(frame('Task_NhapChungTu')['stroke-width']));
    expect(frame('Task_ChinhLy').fill).to.equal('#fabe6e');
    expect(elementsOf(group('Task_NhapChungTu')).some(({ attr }) => attr['stroke-opacity'] === '0.35')).to.equal(true);
    const flow = elementsOf(svgTree(picture.svg)).find(
      ({ name, attr }) => name === 'path' && attr.fill === 'none' && attr['stroke-width'] === '3.65',
    );
    expect(flow, 'a flow of the critical path').not.to.equal(undefined);
  });

  it('names what the diagram of the file does not show', async () => {
    const hide = (xml: string) => xml.replace(/<bpmndi:BPMNShape id="Task_ChinhLy_di"[\s\S]*?<\/bpmndi:BPMNShape>/, '');
    const items = (document: PrintedDocument) =>
      blocksOf(document).flatMap((block) => (block.kind === 'list' ? block.items.map(textOf) : []));
    expect(items(await appraisalOf(clean, cleanReport))).to.deep.equal([]);
    expect(items(await appraisalOf(clean, cleanReport, {}, hide))).to.deep.equal([
      'Sơ đồ trong tệp không vẽ: “Chỉnh lý hồ sơ địa chính, xóa ghi nợ trên Giấy chứng nhận”.',
    ]);
  });

  it('is plain JSON and always the same', async () => {
    const document = await appraisalOf(faulty, reportWithFindings);
    expect(JSON.parse(JSON.stringify(document))).to.deep.equal(document);
    expect(await appraisalOf(faulty, reportWithFindings)).to.deep.equal(document);
  });
});
