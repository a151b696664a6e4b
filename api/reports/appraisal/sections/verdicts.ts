/** II. One line per property: passed, failed or not decided, and why. */
import type { Outcome } from '../../../../engine/analysis/outcome.ts';
import { bold, plain, type Block, type Cell } from '../document.ts';
import { placeOf, type AppraisalFacts } from '../facts.ts';
import { numberedFindings } from '../numbered-findings.ts';
import type { AppraisedReport, ProcessSoundness } from '../report-shape.ts';

/** In plain words what each property means for a dossier. */
export const properties = {
  optionToComplete: 'Từ bất kỳ bước nào, hồ sơ luôn đi được tới kết thúc',
  properCompletion: 'Khi hồ sơ kết thúc, không còn việc nào dở dang',
  noDeadActivities: 'Bước nào cũng có lúc được thực hiện',
  safe: 'Không bước nào bị giao hai lần cùng lúc cho một hồ sơ',
  bounded: 'Số việc đang mở của một hồ sơ không tăng mãi',
} as const;

export type Property = keyof typeof properties;

const outcomes = { holds: 'Đạt', fails: 'Không đạt', notDecided: 'Chưa kết luận', notApplicable: 'Không áp dụng' } as const;

export function verdicts(report: AppraisedReport, facts: AppraisalFacts): Block[] {
  const rows: Cell[][] = [];
  const many =
    new Set([...(report.soundness?.processes ?? []), ...(report.time?.processes ?? [])].map(({ processId }) => processId)).size > 1;
  const under = (processId: string, note = ''): void => {
    if (many) rows.push([{ runs: bold(`${placeOf(facts, processId)}${note}`), columns: 3 }]);
  };
  for (const process of report.soundness?.processes ?? []) {
    under(process.processId, process.mode === 'together' ? ', chạy cùng các bên khác' : '');
    for (const property of Object.keys(properties) as Property[]) rows.push(rowOf(properties[property], process[property], facts));
  }
  for (const { processId, verdict, deadline } of report.time?.processes ?? []) {
    under(processId, ', về thời hạn');
    const property = deadline ? 'Mọi đường đi đều kịp thời hạn giải quyết' : 'Mọi đường đi đều kịp thời hạn (quy trình chưa ghi thời hạn)';
    rows.push(rowOf(property, verdict, facts));
  }
  const missing = [
    ...(report.soundness ? [] : ['Chưa kiểm tra quy trình có bị tắc hay không.']),
    ...(report.time ? [] : ['Chưa kiểm tra thời hạn.']),
  ];
  return [
    { kind: 'heading', level: 1, text: 'Kết quả kiểm tra' },
    { kind: 'paragraph', runs: plain(summaryOf(report)) },
    ...missing.map((text): Block => ({ kind: 'paragraph', runs: bold(text) })),
    ...(rows.length
      ? [
          {
            kind: 'table',
            caption: 'Kết luận theo từng tính chất',
            widths: [0.4, 0.17, 0.43],
            head: [heading('Tính chất'), heading('Kết quả'), heading('Lý do')],
            rows,
          } satisfies Block,
        ]
      : []),
  ];
}

const heading = (text: string): Cell => ({ runs: bold(text), align: 'center', isHead: true });

function rowOf(property: string, outcome: Outcome<{ readonly message: string }>, facts: AppraisalFacts): Cell[] {
  const { outcome: name } = outcome;
  return [
    { runs: plain(property) },
    { runs: name === 'fails' || name === 'notDecided' ? bold(outcomes[name]) : plain(outcomes[name]), align: 'center' },
    { runs: plain(reasonOf(outcome, facts)) },
  ];
}

function reasonOf(outcome: Outcome<{ readonly message: string; readonly culprits?: readonly string[] }>, facts: AppraisalFacts): string {
  if (outcome.outcome === 'holds') return '';
  if (outcome.outcome !== 'fails') return outcome.reason.message;
  const culprits = outcome.culprits ?? [];
  return culprits.length ? `${outcome.message}\nTại: ${culprits.map((id) => placeOf(facts, id)).join('; ')}` : outcome.message;
}

/** Counts only: the judgement is the reviewer's. */
function summaryOf(report: AppraisedReport): string {
  const found = numberedFindings(report);
  const of = (severity: string) => found.filter((finding) => finding.severity === severity).length;
  if (!found.length) return 'Kiểm tra tự động không có phát hiện nào.';
  return `Kiểm tra tự động có ${found.length} phát hiện: ${of('error')} lỗi, ${of('warning')} cảnh báo, ${of('info')} lưu ý (Mục IV).`;
}

/** Properties that fail, in the order of the table, with their evidence. */
export function failures(report: AppraisedReport): { process: ProcessSoundness; property: Property }[] {
  return (report.soundness?.processes ?? []).flatMap((process) =>
    (Object.keys(properties) as Property[])
      .filter((property) => process[property].outcome === 'fails')
      .map((property) => ({ process, property })),
  );
}
