/** III. The deadline of each process, and the time of each step in it. */
import { bold, plain, type Block, type Cell } from '../document.ts';
import { placeOf, type AppraisalFacts } from '../facts.ts';
import type { AppraisedReport, Extent, ProcessTime, StepShare } from '../report-shape.ts';
import { days, duration, limitKinds, lines, number, percent, shortDate } from '../words.ts';

export function times({ time }: AppraisedReport, facts: AppraisalFacts): Block[] {
  const processes = time?.processes ?? [];
  return [
    { kind: 'heading', level: 1, text: 'Thời hạn và thời gian các bước' },
    ...(processes.length ? [] : [{ kind: 'paragraph', runs: plain('Chưa có phân tích thời hạn.') } satisfies Block]),
    ...processes.flatMap((process) => [
      ...(processes.length > 1 ? [{ kind: 'heading', level: 2, text: placeOf(facts, process.processId) } satisfies Block] : []),
      card(process, facts),
      ...(process.steps.length ? [steps(process, facts)] : []),
      ...breaking(process),
    ]),
  ];
}

function card(process: ProcessTime, facts: AppraisalFacts): Block {
  const { deadline, best, worst, verdict, sweep, probability, criticalPath, unbounded } = process;
  const rows: (readonly [string, string])[] = [
    [
      'Thời hạn',
      deadline
        ? `${duration(deadline)}${deadline.of ? ` (${limitKinds[deadline.of]})` : ''}${deadline.source ? `. Căn cứ: ${deadline.source}` : ''}`
        : 'Chưa ghi trong quy trình',
    ],
    ['Nhanh nhất', extent(best)],
    ['Chậm nhất', extent(worst)],
    ['Kết luận', conclusion(verdict)],
  ];
  if (probability?.outcome === 'known')
    rows.push([
      'Khả năng đúng hạn',
      `${percent(probability.onTime)}${probability.p90Days === undefined ? '' : `; chín phần mười số hồ sơ xong trong ${number(probability.p90Days)} ngày`}`,
    ]);
  else if (probability) rows.push(['Khả năng đúng hạn', `Chưa tính được: ${probability.reason.message}`]);
  if (sweep) {
    const [first, last] = [shortDate(sweep.firstDate), shortDate(sweep.lastDate)];
    rows.push(['Ngày nộp bất lợi nhất', `${shortDate(sweep.worst.date)}. ${sweep.worst.message}`]);
    rows.push(['Ngày nộp không kịp', `${percent(sweep.shareOfDates)} số ngày nộp từ ${first} đến ${last}`]);
  }
  if (unbounded.length) rows.push(['Chờ không có giới hạn', lines(unbounded.map(({ message }) => message))]);
  const steps = new Set(process.steps.map(({ elementId }) => elementId));
  const path = criticalPath.filter((id) => steps.has(id)).map((id) => placeOf(facts, id));
  if (path.length) rows.push(['Đường găng (dài nhất)', path.join(' → ')]);
  return {
    kind: 'table',
    caption: 'Thời hạn',
    widths: [0.28, 0.72],
    rows: rows.map(([name, value]): Cell[] => [{ runs: bold(name), isHead: true }, { runs: plain(value) }]),
  };
}

function conclusion(verdict: ProcessTime['verdict']): string {
  if (verdict.outcome === 'holds') return 'Đạt: mọi đường đi đều kịp thời hạn';
  if (verdict.outcome === 'fails') return `Không đạt: ${verdict.message}`;
  return `${verdict.outcome === 'notDecided' ? 'Chưa kết luận' : 'Không áp dụng'}: ${verdict.reason.message}`;
}

function extent(value: Extent | undefined): string {
  if (!value) return 'Chưa tính được';
  return value.isUnbounded ? `Không có giới hạn (phần có giới hạn: ${days(value.days, value.unit)})` : days(value.days, value.unit);
}

const head = (text: string): Cell => ({ runs: bold(text), align: 'center', isHead: true });
const figure = (value: number | undefined, shown: (value: number) => string): Cell => ({
  runs: plain(value === undefined ? '–' : shown(value)),
  align: 'right',
});

function steps(process: ProcessTime, facts: AppraisalFacts): Block {
  const unit = process.worst?.unit ?? (process.deadline?.unit === 'calendarDay' ? 'calendarDay' : 'workingDay');
  const rows = process.steps.map((step, at): Cell[] => [{ runs: plain(String(at + 1)), align: 'center' }, ...rowOf(step, facts)]);
  const worst = process.worst && !process.worst.isUnbounded ? process.worst.days : undefined;
  if (worst !== undefined) {
    const critical = process.steps.filter(({ isCritical }) => isCritical);
    const share = critical.every((step) => step.share !== undefined)
      ? critical.reduce((sum, step) => sum + (step.share ?? 0), 0)
      : undefined;
    rows.push([
      { runs: bold('Cộng theo đường găng'), columns: 3 },
      figure(worst, number),
      figure(critical.length ? share : undefined, percent),
      { runs: [], columns: 4 },
    ]);
  }
  return {
    kind: 'table',
    caption: `Thời gian các bước (tính bằng ${unit === 'workingDay' ? 'ngày làm việc' : 'ngày'} kể từ khi nhận hồ sơ)`,
    widths: [0.05, 0.19, 0.25, 0.09, 0.1, 0.08, 0.09, 0.08, 0.07],
    head: ['TT', 'Đơn vị', 'Bước', 'Thời gian', 'Tỷ lệ', 'Sớm nhất', 'Muộn nhất', 'Dự trữ', 'Găng'].map(head),
    rows,
  };
}

function rowOf(step: StepShare, facts: AppraisalFacts): Cell[] {
  const known = Object.hasOwn(facts.elements, step.elementId) ? facts.elements[step.elementId] : undefined;
  const name = placeOf(facts, step.elementId).replace(/^“(.*)”$/u, '$1');
  const visits = step.visits === undefined ? ' (lặp không giới hạn)' : step.visits > 1 ? ` (${number(step.visits)} lần)` : '';
  const isExcluded = step.clock === 'excluded';
  return [
    { runs: plain(known?.unit ?? '–') },
    { runs: plain(name + visits) },
    figure(step.budgetDays, number),
    isExcluded ? { runs: [{ text: 'không tính', isItalic: true }], align: 'center' } : figure(step.share, percent),
    figure(step.earliestStart, number),
    figure(step.latestFinish, number),
    figure(step.slack, number),
    { runs: plain(step.isCritical ? '●' : ''), align: 'center' },
  ];
}

function breaking({ changes = [] }: ProcessTime): Block[] {
  if (!changes.length) return [];
  return [
    { kind: 'paragraph', runs: plain('Những thay đổi nhỏ nhất làm kế hoạch vỡ hoặc kịp trở lại:') },
    { kind: 'list', isOrdered: false, items: changes.slice(0, 10).map(({ message }) => plain(message)) },
  ];
}
