/** What `taicho check` prints for people: Vietnamese first. */
import type { Outcome } from '../../engine/analysis/outcome.ts';
import type { CheckedFile } from './checked-file.ts';

const severities = { error: 'LỖI / ERROR', warning: 'cảnh báo / warning', info: 'ghi chú / note' } as const;

const properties = [
  ['optionToComplete', 'luôn đi được đến kết thúc / can always be completed'],
  ['properCompletion', 'kết thúc là hết việc / nothing is left at the end'],
  ['noDeadActivities', 'bước nào cũng làm được / every step can be reached'],
  ['safe', 'không làm trùng một việc / nothing runs twice at once'],
] as const;

/** Lines for one file; notes are counted, and listed when all is wanted. */
export function showChecked({ file, readable, ok, soundness, time, findings }: CheckedFile, wantsAll: boolean): string[] {
  const count = (severity: string) => findings.filter((each) => each.severity === severity).length;
  const verdict = !readable ? 'không đọc được / unreadable' : ok ? 'không có lỗi / no error' : 'có lỗi / errors';
  const shown = findings.filter(({ severity }) => wantsAll || severity !== 'info');
  return [
    `${file}: ${verdict}, ${count('error')} lỗi / errors, ${count('warning')} cảnh báo / warnings, ${count('info')} ghi chú / notes`,
    ...(wantsAll || !isSilent(soundness, time) ? properties.map(([name, text]) => `  ${text}: ${outcomeText(soundness[name])}`) : []),
    ...(wantsAll || !isSilent(soundness, time) ? [`  thời hạn / deadline: ${outcomeText(time.verdict)}`] : []),
    ...shown.map(
      ({ severity, rule, elements, message, messageEn }) =>
        `  ${severities[severity]}  ${rule}  ${elements[0] ?? '–'}: ${message} / ${messageEn}`,
    ),
  ];
}

/** Nothing but good news: the first line says it. */
function isSilent(soundness: CheckedFile['soundness'], time: CheckedFile['time']): boolean {
  return [...Object.values(soundness), time.verdict].every(({ outcome }) => outcome === 'holds');
}

function outcomeText(verdict: Outcome): string {
  if (verdict.outcome === 'holds') return 'đạt / holds';
  if (verdict.outcome === 'fails') return 'KHÔNG ĐẠT / FAILS';
  const { message, messageEn } = verdict.reason;
  const word = verdict.outcome === 'notDecided' ? ['chưa kết luận', 'not decided'] : ['không áp dụng', 'not applicable'];
  return `${word[0]}: ${message} / ${word[1]}: ${messageEn}`;
}

/** The last line. */
export function showTotal(checked: readonly CheckedFile[]): string {
  const wrong = checked.filter(({ ok }) => !ok).length;
  const millis = checked.reduce((sum, each) => sum + each.millis, 0);
  return `${checked.length} tệp, bảng đã kiểm tra / files and tables checked · ${wrong} có lỗi / with errors · ${Math.round(millis)} ms`;
}
