/** Head, opening, opinion and signature of the letter, by the appendix of Decree 30/2020/NĐ-CP on clerical work. What only the office knows stays blank. */
import { dots, plain, type Block } from '../document.ts';
import type { AppraisalFacts } from '../facts.ts';
import { letterDate, shortDate } from '../words.ts';

export function letterhead({ letter }: AppraisalFacts): Block[] {
  const symbol = letter.symbol ? `BC-${letter.symbol}` : `BC-${dots(4)}`;
  return [
    {
      kind: 'letterhead',
      left: [
        { text: (letter.superior ?? dots(14)).toLocaleUpperCase('vi'), size: 12 },
        { text: (letter.agency ?? dots(12)).toLocaleUpperCase('vi'), size: 12, isBold: true, rule: 'part' },
        { text: `Số: ${letter.number ?? dots(4)}/${symbol}`, size: 13 },
      ],
      right: [
        { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', size: 12, isBold: true },
        { text: 'Độc lập - Tự do - Hạnh phúc', size: 13, isBold: true, rule: 'whole' },
        { text: `${letter.place ?? dots(5)}, ${letterDate(letter.date, dots(2))}`, size: 13, isItalic: true },
      ],
    },
  ];
}

export function opening(facts: AppraisalFacts): Block[] {
  const { letter, procedure } = facts;
  const { submission } = letter;
  const paper = `văn bản số ${submission?.number ?? dots(6)} ngày ${submission?.date ? shortDate(submission.date) : dots(6)}`;
  const by = submission?.by ?? procedure.department ?? dots(10);
  return [
    {
      kind: 'title',
      text: 'BÁO CÁO',
      subject: `Thẩm định quy trình nội bộ giải quyết thủ tục hành chính\n“${procedure.name ?? dots(12)}”`,
    },
    {
      kind: 'paragraph',
      runs: plain(
        `Theo đề nghị của ${by} tại ${paper}, ${letter.agency ?? dots(12)} đã thẩm định quy trình nội bộ nêu trên và báo cáo kết quả như sau. ` +
          'Các mục có số liệu dưới đây do phần mềm kiểm tra lập từ tệp quy trình; ý kiến ở mục cuối do người thẩm định ghi.',
      ),
    },
  ];
}

const choices = [
  'Đủ điều kiện trình phê duyệt',
  'Đủ điều kiện trình phê duyệt sau khi hoàn thiện theo các phát hiện đã nêu',
  'Chưa đủ điều kiện, trả lại để xây dựng lại',
];

/** The reviewer's own judgement: never filled in. */
export function opinion(): Block[] {
  const line = { kind: 'paragraph', runs: plain(dots(33)) } satisfies Block;
  return [
    { kind: 'heading', level: 1, text: 'Ý kiến của người thẩm định' },
    { kind: 'paragraph', runs: plain('1. Nhận xét:') },
    line,
    line,
    line,
    { kind: 'paragraph', runs: plain('2. Kiến nghị (đánh dấu một ô):') },
    ...choices.map((text): Block => ({ kind: 'paragraph', runs: plain(`□ ${text}`) })),
  ];
}

export function signature({ letter }: AppraisalFacts): Block[] {
  return [
    {
      kind: 'signature',
      recipients: [...(letter.recipients ?? [dots(10), dots(10)]), `Lưu: VT, ${dots(4)}`],
      title: [(letter.signerTitle ?? dots(10)).toLocaleUpperCase('vi')],
      name: letter.signerName ?? '',
    },
  ];
}
