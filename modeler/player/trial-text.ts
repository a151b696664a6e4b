/** What happened in a trial run, in words. */
import type { Say } from '../i18n/say.tsx';
import { nameOf } from './step-text.ts';
import type { FindElement } from './tree-element.ts';
import type { Move, TrialEntry } from './trial.ts';

/** A flag by the name that officials know it by. */
export function flagText(flag: string, say: Say): string {
  switch (flag) {
    case 'stepAtRisk':
      return say('bước sắp hết thời gian giao', 'the step is about to use up its time');
    case 'stepOverBudget':
      return say('bước quá thời gian giao', 'the step is over its time');
    case 'handOffUnclaimed':
      return say('hồ sơ chuyển đến chưa ai nhận', 'nobody has taken up the dossier that was sent');
    case 'dossierAtRisk':
      return say('hồ sơ có nguy cơ trễ hẹn', 'the dossier may miss its appointment');
    case 'apologyDue':
      return say('đến lúc phải gửi thư xin lỗi', 'the letter of apology is due');
    case 'dossierOverdue':
      return say('hồ sơ quá hạn', 'the dossier is overdue');
    default:
      return flag;
  }
}

export function entryText({ what, elementId, detail = '' }: TrialEntry, find: FindElement, say: Say): string {
  const name = elementId === undefined ? '' : nameOf(find(elementId), elementId, say);
  switch (what) {
    case 'started':
      return say('Tiếp nhận hồ sơ', 'The dossier is received');
    case 'arrived':
      return say(`Hồ sơ đến ${name}`, `The dossier arrives at ${name}`);
    case 'done':
      return say(`Xong ${name}`, `${name} is done`);
    case 'interrupted':
      return say(`${name} bị ngắt`, `${name} is interrupted`);
    case 'passed':
      return say(`Một nhánh kết thúc ở ${name}`, `A branch ends at ${name}`);
    case 'happened':
      return say(`${name} xảy ra`, `${name} happens`);
    case 'takenBack':
      return say(`Hoàn tác từ ${name}`, `${name} takes back what was done`);
    case 'cancelled':
      return say(`Hủy ${name}`, `${name} is cancelled`);
    case 'flag':
      return `⚑ ${flagText(detail, say)}${name === '' ? '' : `: ${name}`}`;
    case 'incident':
      return say(`Sự cố ở ${name}: ${detail}`, `Incident at ${name}: ${detail}`);
    case 'ended':
      return detail === 'completed'
        ? say('Hồ sơ kết thúc', 'The dossier ends')
        : say(`Hồ sơ kết thúc: ${detail}`, `The dossier ends: ${detail}`);
  }
}

export function moveText({ kind, elementId, command }: Move, find: FindElement, say: Say): string {
  const name = nameOf(find(elementId), elementId, say);
  if (command.type === 'startInstance') return say(`Nộp hồ sơ ở ${name}`, `File the dossier at ${name}`);
  if (kind === 'chosen') return say(`Chọn làm ${name}`, `Begin ${name}`);
  if (command.type === 'throwError' || command.type === 'throwEscalation') {
    const code = command.code === undefined ? '' : ` “${command.code}”`;
    return command.type === 'throwError'
      ? say(`${name} báo lỗi${code}`, `${name} fails${code}`)
      : say(`${name} báo lên cấp trên${code}`, `${name} escalates${code}`);
  }
  return kind === 'done' ? say(`Làm xong ${name}`, `Finish ${name}`) : say(`Cho ${name} xảy ra`, `Let ${name} happen`);
}
