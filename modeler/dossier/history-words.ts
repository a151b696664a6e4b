/** What the history of a dossier says, in sentences; events of the engine's own bookkeeping say nothing. */
import type { DecisionRecord, Event } from '../../engine/index.ts';
import { shownDate, shownInstant, shownMinutes } from '../i18n/format.ts';
import type { Say } from '../i18n/say.tsx';
import { wordOf } from './words.ts';

export interface HistoryNames {
  readonly say: Say;
  readonly language: 'vi' | 'en';
  /** Of an element; its id when it has no name. */
  elementName(elementId: string): string;
  /** Minutes of a day of the budget of a step. */
  dayMinutes(elementId: string | undefined): number;
  unitName(unit: string): string;
  personName(login: string): string;
}

export interface HistorySentence {
  readonly text: string;
  /** Something that somebody has to answer for. */
  readonly isGrave: boolean;
}

/** The sentence of an event; undefined when it tells a person nothing. */
export function historySentence(event: Event, names: HistoryNames): HistorySentence | undefined {
  const text = textOf(event, names);
  return text === undefined ? undefined : { text, isGrave: event.type === 'flagRaised' || event.type === 'incidentRaised' };
}

function textOf(event: Event, names: HistoryNames): string | undefined {
  const { say, language, elementName, unitName, personName } = names;
  switch (event.type) {
    case 'dossierStarted':
      return say('Tiếp nhận hồ sơ', 'The dossier was received');
    case 'dossierEnded':
      return `${say('Hồ sơ kết thúc', 'The dossier ended')}: ${wordOf('statuses', event.outcome, say)}${event.reason === undefined ? '' : ` (${event.reason})`}`;
    case 'endingDecided':
      return `${say('Sẽ kết thúc', 'It will end')}: ${wordOf('statuses', event.outcome, say)}`;
    case 'dossierSuspended':
      return say('Tạm dừng', 'Suspended');
    case 'dossierResumed':
      return say('Tiếp tục', 'Resumed');
    case 'dossierMigrated':
      return say('Chuyển sang phiên bản khác', 'Moved to another version') + (event.reason === undefined ? '' : ` (${event.reason})`);
    case 'dossierModified':
      return say('Chỉnh luồng xử lý bằng tay', 'Tokens were moved by hand') + (event.reason === undefined ? '' : ` (${event.reason})`);
    case 'elementActivated': {
      const { elementId, step } = event.element;
      if (!step) return undefined;
      const at = step.unit === undefined ? '' : say(` tại ${unitName(step.unit)}`, ` at ${unitName(step.unit)}`);
      const due = step.dueAt === undefined ? '' : say(`, hạn ${shownInstant(step.dueAt)}`, `, due ${shownInstant(step.dueAt)}`);
      return say(`Đến bước “${elementName(elementId)}”`, `Reached “${elementName(elementId)}”`) + at + due;
    }
    case 'elementCompleted': {
      const done = event.record && say(`Xong bước “${elementName(event.elementId)}”`, `Done: “${elementName(event.elementId)}”`);
      return event.decision ? `${done ?? elementName(event.elementId)}${decisionText(event.decision, say)}` : done;
    }
    case 'elementInterrupted':
      return event.record && say(`Dừng bước “${elementName(event.elementId)}”`, `Interrupted: “${elementName(event.elementId)}”`);
    case 'stepChanged':
      return stepText(event, names);
    case 'handOffChanged': {
      const { from, to, level, reason, acceptedBy } = event.handOff;
      if (level !== 'department') return undefined;
      const why = reason === undefined ? '' : `: ${reason}`;
      const by = acceptedBy === undefined ? '' : ` (${personName(acceptedBy)})`;
      return {
        sent: say(`${unitName(from)} chuyển cho ${unitName(to)}`, `${unitName(from)} sent it to ${unitName(to)}`),
        sentAgain: say(`${unitName(from)} gửi lại cho ${unitName(to)}`, `${unitName(from)} sent it again to ${unitName(to)}`),
        accepted: say(`${unitName(to)} đã nhận bàn giao`, `${unitName(to)} took it up`) + by,
        returned: say(`${unitName(to)} trả lại ${unitName(from)}`, `${unitName(to)} returned it to ${unitName(from)}`) + why,
      }[event.what];
    }
    case 'correctionOpened':
      return say(`${unitName(event.correction.unit)} phải chỉnh sửa`, `${unitName(event.correction.unit)} has to put it right`);
    case 'clockChanged':
      return clockText(event, names);
    case 'flagRaised': {
      const id = event.elementKey?.replace(/#\d+$/, '');
      const what = event.elementKey?.includes('#') && !event.elementKey.startsWith('appointment#') ? ` – “${elementName(id!)}”` : '';
      const { usedMinutes, budgetMinutes } = event.about as { usedMinutes?: number; budgetMinutes?: number };
      const day = names.dayMinutes(id);
      const used =
        usedMinutes === undefined || budgetMinutes === undefined
          ? ''
          : say(
              `, đã dùng ${shownMinutes(usedMinutes, language, day)} trên ${shownMinutes(budgetMinutes, language, day)}`,
              `, ${shownMinutes(usedMinutes, language, day)} of ${shownMinutes(budgetMinutes, language, day)} used`,
            );
      return `${say('Cảnh báo', 'Flag')}: ${wordOf('flags', event.flag, say)}${what}${used}`;
    }
    case 'flagWithdrawn':
      return say('Gỡ một cảnh báo', 'A flag was withdrawn');
    case 'incidentRaised':
      return `${say('Sự cố', 'Incident')} – “${elementName(event.incident.elementId)}”: ${say(event.incident.message, event.incident.messageEn)}`;
    case 'incidentResolved':
      return say('Đã xử lý sự cố', 'An incident was resolved');
    case 'jobFailed':
      return say(
        `Bước tự động “${elementName(event.elementId)}” không làm được`,
        `The automatic step “${elementName(event.elementId)}” failed`,
      );
    case 'compensationThrown': {
      const ids = new Set(event.taken.map((key) => key.replace(/#\d+$/, '')));
      if (ids.size === 0) return undefined;
      const steps = [...ids].map((id) => `“${elementName(id)}”`).join(', ');
      return say(`Bắt đầu hoàn tác ${steps}`, `Taking back ${steps}`);
    }
    case 'transactionCancelled':
      return say(`Hủy giao dịch “${elementName(event.elementId)}”`, `“${elementName(event.elementId)}” was cancelled`);
    case 'messageThrown':
      return say(`Gửi tin “${event.name}”`, `Sent the message “${event.name}”`);
    default:
      return undefined;
  }
}

function stepText(
  { key, step, what }: Extract<Event, { type: 'stepChanged' }>,
  { say, elementName, personName }: HistoryNames,
): string | undefined {
  const name = elementName(key.replace(/#\d+$/, ''));
  const holder = step.holder === undefined ? '' : personName(step.holder);
  switch (what) {
    case 'claimed':
      return say(`${holder} nhận việc “${name}”`, `${holder} claimed “${name}”`);
    case 'released':
      return say(`Việc “${name}” trở về chờ nhận`, `“${name}” was released`);
    case 'reassigned':
      return say(`Giao việc “${name}” cho ${holder}`, `“${name}” was given to ${holder}`);
    case 'clockStopped':
      return say(`Đồng hồ của “${name}” dừng`, `The clock of “${name}” stands`);
    case 'clockStarted':
      return say(`Đồng hồ của “${name}” chạy tiếp`, `The clock of “${name}” runs on`);
    default:
      return undefined;
  }
}

function clockText({ clock, what }: Extract<Event, { type: 'clockChanged' }>, { say }: HistoryNames): string | undefined {
  const dueAt = clock.appointments.findLast(({ keptAt }) => keptAt === undefined)?.dueAt;
  const due = dueAt === undefined ? '' : say(`, hẹn trả ${shownDate(dueAt)}`, `, appointment ${shownDate(dueAt)}`);
  switch (what) {
    case 'opened':
      return say('Bắt đầu tính thời hạn', 'The legal clock began') + due;
    case 'supplementRequested':
      return say('Yêu cầu bổ sung hồ sơ', 'A supplement was asked for');
    case 'supplementReceived':
      return say('Đã nhận bổ sung', 'The supplement came') + due;
    case 'appointmentStarted':
      return say('Hẹn ngày trả mới', 'An appointment began') + due;
    case 'appointmentKept':
      return say('Giữ đúng việc đã hẹn', 'What was promised has been done');
    case 'reappointed':
      return say('Hẹn lại ngày trả', 'The appointment was moved') + due;
    case 'excluded':
      return say('Tạm dừng tính thời hạn', 'Time does not count for now');
    case 'included':
      return say('Tính tiếp thời hạn', 'Time counts again') + due;
    case 'corrected':
      return say('Đính chính thời hạn', 'The clock was corrected') + due;
    case 'ended':
      return say('Ngừng tính thời hạn: đã xử lý xong', 'The legal clock ended: processed');
    default:
      return undefined;
  }
}

/** Which rules decided, with what is written beside them. */
function decisionText({ tables }: DecisionRecord, say: Say): string {
  return tables
    .map(({ name, rules }) => {
      const numbers = rules
        .map(({ number, annotation }) => (annotation === undefined ? String(number) : `${number} (${annotation})`))
        .join(', ');
      return rules.length === 0
        ? say(`; bảng “${name}”: không quy tắc nào đúng`, `; table “${name}”: no rule is true`)
        : say(`; bảng “${name}”: quy tắc ${numbers}`, `; table “${name}”: rule ${numbers}`);
    })
    .join('');
}
