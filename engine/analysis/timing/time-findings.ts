/** What a reviewer is told of time, one rule after the other. */
import type { Finding } from '../../rules/finding.ts';
import { daysIn } from './amount.ts';
import { days, daysEn } from './changes.ts';
import type { LimitTime, ProcessTime } from './time-report.ts';
import { limitName } from './verdict.ts';

/** A rule: its id, and what it finds in a process. */
interface TimeRule {
  readonly id: string;
  find(time: ProcessTime): readonly Omit<Finding, 'rule'>[];
}

/** In the order in which a reviewer should read them. */
export const timeRules: readonly TimeRule[] = [
  { id: 'time-exceeds-deadline', find: ({ limits, changes }) => tooLate(limits, 'deadline', changes) },
  { id: 'time-exceeds-phase', find: ({ limits }) => tooLate(limits, 'phase') },
  { id: 'time-exceeds-appointment', find: ({ limits }) => tooLate(limits, 'appointment') },
  {
    id: 'time-filing-date',
    find: ({ limits }) =>
      limits.flatMap(({ verdict, elements }) =>
        verdict.outcome === 'fails' && verdict.by === 'filingDate'
          ? [{ severity: 'warning' as const, message: verdict.message, messageEn: verdict.messageEn, elements }]
          : [],
      ),
  },
  {
    id: 'time-same-day',
    find: ({ limits }) =>
      limits.flatMap(({ limit, verdict, sweep, elements }) => {
        const late = sweep?.receipts.find(({ receipt, share }) => receipt !== 'opening' && share > 0);
        if (verdict.outcome === 'fails' || !late || limit.kind === 'phase') return [];
        return [
          {
            severity: 'info' as const,
            message: `Chỉ kịp trong ngày nếu nhận hồ sơ đủ sớm: nhận lúc ${late.receipt} thì không kịp ${limitName(limit).vi}`,
            messageEn: `In time only if the dossier comes early enough: what is received at ${late.receipt} misses ${limitName(limit).en}`,
            elements,
          },
        ];
      }),
  },
  {
    id: 'time-unbounded',
    find: ({ unbounded, limits }) =>
      unbounded.map(({ counts, elementId, elements, message, messageEn }) => ({
        // a wait outside the deadline may be long by law, as for taxes on land; without a deadline there is none to miss
        severity: !counts ? ('info' as const) : limits.length > 0 ? ('error' as const) : ('warning' as const),
        message: counts ? message : `${message} (đồng hồ pháp lý không chạy, nhưng hồ sơ có thể nằm mãi)`,
        messageEn: counts ? messageEn : `${messageEn} (the legal clock stands, but the dossier may lie for ever)`,
        elements: [elementId, ...elements.filter((each) => each !== elementId)],
      })),
  },
  {
    id: 'time-timer-dead',
    find: ({ timers }) =>
      timers
        .filter(({ fact }) => fact === 'dead')
        .map(({ elementId, hostId }) => ({
          severity: 'warning' as const,
          message: 'Hẹn giờ không bao giờ kêu: việc được theo dõi luôn xong trước',
          messageEn: 'The timer can never fire: what it watches is always over before',
          elements: [elementId, hostId],
        })),
  },
  {
    id: 'time-timer-certain',
    find: ({ timers }) =>
      timers
        .filter(({ fact }) => fact === 'certain')
        .map(({ elementId, hostId }) => ({
          severity: 'warning' as const,
          message: 'Hẹn giờ lúc nào cũng kêu trước: bước không bao giờ kịp xong bình thường',
          messageEn: 'The timer always fires first: the step can never end by itself',
          elements: [elementId, hostId],
        })),
  },
  { id: 'time-phase-sum', find: phaseSums },
  {
    id: 'time-step-without-budget',
    find: ({ untimed, limits }) =>
      untimed.length === 0 || limits.length === 0
        ? []
        : [
            {
              // the rule step-without-budget warns of each; this says what it does to the verdict
              severity: 'info' as const,
              message: `${untimed.length} bước chưa ghi thời gian, nên chưa kết luận được là kịp thời hạn`,
              messageEn: `${untimed.length} steps have no time, so it cannot be said that the deadline is kept`,
              elements: untimed,
            },
          ],
  },
  {
    id: 'time-worst-filing-date',
    find: ({ sweep, criticalPath }) =>
      sweep && sweep.shareOfDates === 0
        ? [{ severity: 'info' as const, message: sweep.worst.message, messageEn: sweep.worst.messageEn, elements: criticalPath }]
        : [],
  },
];

export function timeFindings(time: ProcessTime): Finding[] {
  return timeRules.flatMap(({ id, find }) => find(time).map((found) => ({ rule: id, ...found })));
}

function tooLate(
  limits: readonly LimitTime[],
  kind: LimitTime['limit']['kind'],
  changes: ProcessTime['changes'] = [],
): Omit<Finding, 'rule'>[] {
  return limits.flatMap(({ limit, restarted, verdict, elements }) => {
    if (limit.kind !== kind || verdict.outcome !== 'fails' || verdict.by !== 'sum') return [];
    const [cure] = changes.filter(({ does }) => does === 'mustShrink');
    const after = restarted ? [' (tính lại sau bổ sung)', ' (counted anew after a supplement)'] : ['', ''];
    const inCase = limit.when === undefined ? ['', ''] : [` khi ${limit.when}`, ` when ${limit.when}`];
    return [
      {
        severity: limit.of === 'national' ? ('warning' as const) : ('error' as const),
        message: `${verdict.message}${inCase[0]}${after[0]}${cure ? `. ${cure.message}` : ''}`,
        messageEn: `${verdict.messageEn}${inCase[1]}${after[1]}${cure ? `. ${cure.messageEn}` : ''}`,
        elements,
        ...(limit.source !== undefined && { source: limit.source }),
      },
    ];
  });
}

/** Limits of phases that add up to more than the whole, of one kind and unit. */
function phaseSums({ limits }: ProcessTime): Omit<Finding, 'rule'>[] {
  return limits.flatMap(({ limit: whole, restarted }) => {
    if (whole.kind !== 'deadline' || restarted) return [];
    const phases = limits.filter(({ limit, restarted: again }) => limit.kind === 'phase' && limit.of === whole.of && !again);
    if (phases.length === 0 || phases.some(({ limit }) => (limit.unit === 'calendarDay') !== (whole.unit === 'calendarDay'))) return [];
    const sum = phases.reduce((total, { limit }) => total + daysIn(limit, limit.unit), 0);
    const most = daysIn(whole, whole.unit);
    if (sum <= most + 1e-9) return [];
    return [
      {
        severity: 'error' as const,
        message: `Thời hạn các giai đoạn cộng lại là ${days(sum)} ngày, quá thời hạn chung ${days(most)} ngày`,
        messageEn: `The limits of the phases add up to ${daysEn(sum)} days, more than the ${daysEn(most)} days of the whole`,
        elements: [],
      },
    ];
  });
}
