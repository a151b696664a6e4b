/** VI. What the check did not look at, or took otherwise than it is; VII. what changed; technical marks. */
import { bold, plain, type Block, type Cell } from '../document.ts';
import { placeOf, type AppraisalFacts } from '../facts.ts';
import type { AppraisedReport, Approximation } from '../report-shape.ts';

export function limits(report: AppraisedReport, facts: AppraisalFacts): Block[] {
  const all = [
    ...(report.soundness?.approximations ?? []),
    ...(report.time?.processes ?? []).flatMap(({ approximations }) => approximations),
  ];
  const texts = [...new Set(all.map((each) => textOf(each, facts)))];
  const undrawn = facts.undrawn ?? [];
  if (undrawn.length) texts.push(`Sơ đồ trong tệp không vẽ: ${undrawn.map((id) => placeOf(facts, id)).join('; ')}.`);
  return [
    { kind: 'heading', level: 1, text: 'Giới hạn của việc kiểm tra' },
    texts.length
      ? { kind: 'list', isOrdered: false, items: texts.map(plain) }
      : { kind: 'paragraph', runs: plain('Không có phần nào của quy trình phải tính gần đúng.') },
    {
      kind: 'paragraph',
      isNote: true,
      runs: plain(
        'Kiểm tra tự động chỉ nói về những điều ghi trong quy trình; không thay cho việc đối chiếu với văn bản quy phạm pháp luật.',
      ),
    },
  ];
}

function textOf({ message, elements }: Approximation, facts: AppraisalFacts): string {
  return elements.length
    ? `${message} (${elements
        .slice(0, 5)
        .map((id) => placeOf(facts, id))
        .join('; ')}${elements.length > 5 ? '; …' : ''})`
    : message;
}

export function comparison({ comparison: found }: AppraisedReport, facts: AppraisalFacts): Block[] {
  if (!found) return [];
  const { previousVersion } = facts.procedure;
  return [
    {
      kind: 'heading',
      level: 1,
      text: `Thay đổi so với phiên bản trước${previousVersion === undefined ? '' : ` (phiên bản ${previousVersion})`}`,
    },
    found.changes.length
      ? { kind: 'list', isOrdered: false, items: found.changes.map(({ message }) => plain(message)) }
      : { kind: 'paragraph', runs: plain('Không có thay đổi về bước, thời gian, đơn vị thực hiện.') },
  ];
}

export function technical({ modelHash, checkerVersion, semanticsVersion }: AppraisedReport): Block[] {
  const rows: (readonly [string, string])[] = [
    ['Dấu vân tay của quy trình', modelHash],
    ['Phiên bản phần mềm kiểm tra', checkerVersion],
    ...(semanticsVersion ? ([['Phiên bản quy tắc thực thi', semanticsVersion]] as const) : []),
  ];
  return [
    {
      kind: 'table',
      caption: 'Thông tin để kiểm tra lại',
      widths: [0.34, 0.66],
      rows: rows.map(([name, value]): Cell[] => [{ runs: bold(name), isHead: true }, { runs: plain(value) }]),
    },
  ];
}
