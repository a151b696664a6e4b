/** I. What the procedure says of itself. What it does not say is written as such, never guessed. */
import { bold, plain, type Block, type Cell, type Run } from '../document.ts';
import type { AppraisalFacts } from '../facts.ts';
import { duration, limitKinds, lines } from '../words.ts';

export function generalFacts({ procedure }: AppraisalFacts): Block[] {
  const deadlines = procedure.deadlines.map(
    ({ kind, when, phase, source, ...length }) =>
      `${duration(length)} (${limitKinds[kind]}${phase ? `, giai đoạn “${phase}”` : ''}${when ? `, khi ${when}` : ''})${source ? `. Căn cứ: ${source}` : ''}`,
  );
  const version = procedure.version === undefined ? undefined : `Phiên bản ${procedure.version}`;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Tên thủ tục', procedure.name],
    ['Mã thủ tục', procedure.code],
    ...(procedure.caseName ? ([['Trường hợp', procedure.caseName]] as const) : []),
    ['Lĩnh vực', procedure.field],
    ['Cơ quan có thẩm quyền', procedure.department],
    ...(procedure.province ? ([['Tỉnh, thành phố', procedure.province]] as const) : []),
    ['Mô hình giải quyết', procedure.regime],
    ['Mức độ trực tuyến', procedure.onlineLevel],
    ['Thời hạn giải quyết', lines(deadlines)],
    ...(procedure.appointments.length ? ([['Thời hạn hẹn trả', lines(procedure.appointments.map(duration))]] as const) : []),
    ['Phí, lệ phí', procedure.fee],
    ['Căn cứ pháp lý', lines(procedure.legalBasis)],
    ...(version ? ([['Phiên bản quy trình', version]] as const) : []),
  ];
  return [
    { kind: 'heading', level: 1, text: 'Thông tin chung' },
    {
      kind: 'table',
      caption: 'Thông tin ghi trong quy trình',
      widths: [0.28, 0.72],
      rows: rows.map(([name, value]): Cell[] => [{ runs: bold(name), isHead: true }, { runs: said(value) }]),
    },
  ];
}

function said(value: string | undefined): Run[] {
  return value ? plain(value) : [{ text: 'Chưa ghi trong quy trình', isItalic: true }];
}
