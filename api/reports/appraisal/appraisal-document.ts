/** The appraisal document: a report on the internal process of a procedure, as a reviewer attaches it to the file. */
import { type Block, type Part, type Picture, type PrintedDocument } from './document.ts';
import type { AppraisalFacts } from './facts.ts';
import type { AppraisedReport } from './report-shape.ts';
import { findings } from './sections/findings.ts';
import { generalFacts } from './sections/general-facts.ts';
import { letterhead, opening, opinion, signature } from './sections/letter.ts';
import { comparison, limits, technical } from './sections/limits.ts';
import { scenarios } from './sections/scenarios.ts';
import { times } from './sections/times.ts';
import { verdicts } from './sections/verdicts.ts';

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** Everything the report and the facts say, in the order of the printed paper. Equal input, equal document. */
export function appraisalDocument(report: AppraisedReport, facts: AppraisalFacts): PrintedDocument {
  const body = [
    ...generalFacts(facts),
    ...verdicts(report, facts),
    ...times(report, facts),
    ...findings(report, facts),
    ...scenarios(report, facts),
    ...comparison(report, facts),
    ...limits(report, facts),
    ...technical(report),
    ...opinion(),
  ];
  return {
    title: `Báo cáo thẩm định quy trình nội bộ${facts.procedure.name ? `: ${facts.procedure.name}` : ''}`,
    language: 'vi',
    madeAt: facts.madeAt,
    parts: [
      { paper: 'A4', isLandscape: false, blocks: [...letterhead(facts), ...opening(facts), ...numbered(body), ...signature(facts)] },
      ...(facts.svg ? [appendix(facts.svg, facts)] : []),
    ],
  };
}

/** Main headings in capitals, after their Roman number. */
function numbered(blocks: readonly Block[]): Block[] {
  let n = 0;
  return blocks.map((block) =>
    block.kind === 'heading' && block.level === 1 ? { ...block, text: `${roman[n++]}. ${block.text.toLocaleUpperCase('vi')}` } : block,
  );
}

/** Letters of a drawing shrunk more than this are hard to read on paper: the sheet is then A3. */
const leastScale = 0.55;
/** Room for a drawing on A4, landscape and upright, in points. */
const room = { landscape: { width: 714, height: 400 }, portrait: { width: 467, height: 640 } };

function appendix(svg: string, facts: AppraisalFacts): Part {
  const [width, height] = sizeOf(svg);
  const isLandscape = width > height;
  const { width: w, height: h } = isLandscape ? room.landscape : room.portrait;
  const picture: Picture = {
    kind: 'picture',
    svg,
    width,
    height,
    alternative: `Sơ đồ quy trình${facts.procedure.name ? ` “${facts.procedure.name}”` : ''}; mọi phát hiện được đánh số trên sơ đồ đều có ở mục Các phát hiện.`,
    caption:
      'Nét đậm: đường găng. Nền càng đậm: dự trữ thời gian càng ít. Gạch chéo: thời gian không tính vào thời hạn. ' +
      'Số trong vòng tròn: số của phát hiện (nền đặc: lỗi; viền đậm: cảnh báo; viền đứt: lưu ý).',
  };
  return {
    paper: Math.min(w / width, h / height) < leastScale ? 'A3' : 'A4',
    isLandscape,
    blocks: [{ kind: 'title', text: 'PHỤ LỤC', subject: 'Sơ đồ quy trình và vị trí các phát hiện' }, picture],
  };
}

/** Width and height that our own writer puts on the root. */
function sizeOf(svg: string): [number, number] {
  const [, width, height] = /^<svg [^>]*?viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  return [Number(width ?? 1), Number(height ?? 1)];
}
