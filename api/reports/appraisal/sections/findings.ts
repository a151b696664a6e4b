/** IV. What has to be answered, by number, with place, reason, source and cure. */
import { bold, plain, type Block, type Cell, type Run } from '../document.ts';
import { placeOf, type AppraisalFacts } from '../facts.ts';
import { numberedFindings, type NumberedFinding } from '../numbered-findings.ts';
import type { AppraisedReport } from '../report-shape.ts';
import { severities } from '../words.ts';

const head = (text: string): Cell => ({ runs: bold(text), align: 'center', isHead: true });

export function findings(report: AppraisedReport, facts: AppraisalFacts): Block[] {
  const all = numberedFindings(report);
  const heading: Block = { kind: 'heading', level: 1, text: 'Các phát hiện' };
  if (!all.length) return [heading, { kind: 'paragraph', runs: plain('Không có phát hiện nào trong phạm vi đã kiểm tra.') }];
  return [
    heading,
    {
      kind: 'table',
      caption: 'Phát hiện, xếp theo mức độ; số thứ tự trùng với số trên sơ đồ ở Phụ lục',
      widths: [0.07, 0.13, 0.27, 0.53],
      head: ['Số', 'Mức độ', 'Vị trí', 'Nội dung, căn cứ, hướng khắc phục'].map(head),
      rows: all.map((finding) => rowOf(finding, facts)),
    },
  ];
}

function rowOf({ n, severity, elements, message, source, fix }: NumberedFinding, facts: AppraisalFacts): Cell[] {
  const runs: Run[] = [{ text: message }];
  if (source) runs.push({ text: '\nCăn cứ: ', isItalic: true }, { text: source });
  if (fix) runs.push({ text: '\nKhắc phục: ', isItalic: true }, { text: fix.label });
  return [
    { runs: bold(String(n)), align: 'center' },
    { runs: severity === 'error' ? bold(severities[severity]) : plain(severities[severity]), align: 'center' },
    { runs: plain(elements.length ? placesOf(elements, facts) : 'Toàn bộ quy trình') },
    { runs },
  ];
}

const mostPlaces = 5;

function placesOf(elements: readonly string[], facts: AppraisalFacts): string {
  const named = elements.slice(0, mostPlaces).map((id) => placeOf(facts, id));
  const more = elements.length - named.length;
  return named.join(';\n') + (more ? `;\nvà ${more} vị trí khác` : '');
}
