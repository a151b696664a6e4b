/** Is a limit kept on every way? By sums where every unit and calendar is one, else by instants for every filing date; never "holds" of what was not looked at. */
import type { Calendar } from '../../deadlines/calendar.ts';
import type { Outcome, Reason } from '../outcome.ts';
import { daysIn, measureOf } from './amount.ts';
import { days, daysEn } from './changes.ts';
import type { Limit } from './limits.ts';
import type { Longest } from './longest.ts';
import type { Routes } from './routes.ts';
import { smallest } from './step-shares.ts';
import type { Sweep, TooLate } from './time-report.ts';

export interface VerdictQuestion {
  readonly limit: Limit;
  readonly routes: Routes;
  readonly longest: Longest;
  readonly isOneMeasure: boolean;
  readonly sweep?: Sweep;
  /** Names of what has no bound, and of steps without time, on the ways. */
  readonly unbounded: readonly string[];
  readonly untimed: readonly string[];
  readonly isSound: boolean | undefined;
  /** The longest way may be shorter than it was found: what it exceeds is not proven. */
  readonly isBound: boolean;
}

/** May the times on the ways be summed, and compared with the limit? */
export function isOneMeasure(routes: Routes, limit: Limit, calendar: Calendar): boolean {
  const wanted = limit.unit === 'calendarDay' ? 'plain' : 'working';
  return routes.every(({ take }) => !take?.most || (measureOf(take.most) === wanted && (wanted === 'plain' || take.calendar === calendar)));
}

export function verdictOf({
  limit,
  longest,
  isOneMeasure: isOne,
  sweep,
  unbounded,
  untimed,
  isSound,
  isBound,
}: VerdictQuestion): Outcome<TooLate> {
  const most = daysIn(limit, limit.unit);
  const over = longest.days - most;
  const elements = (longest.paths[0]?.places ?? []).flatMap(({ take }) => (take ? [take.element.id] : []));
  const name = limitName(limit);
  // a promise within the day or by the hour depends on the hour of receipt
  const sums = isOne && most >= 1;
  if (isBound && ((sums && over > smallest) || (sweep && breaks(sweep, most))))
    return not(
      'ONLY_A_BOUND',
      'Trường hợp xấu nhất chỉ ước được mức trên, và mức đó quá thời hạn',
      'Of the worst case only an upper bound is known, and that exceeds the limit',
    );
  if (sums && over > smallest)
    return {
      outcome: 'fails',
      by: 'sum',
      overDays: over,
      elements,
      message: `Đường dài nhất cần ${days(longest.days)} ngày, quá ${name.vi} ${days(most)} ngày là ${days(over)} ngày`,
      messageEn: `The longest way takes ${daysEn(longest.days)} days, ${daysEn(over)} more than ${name.en} of ${daysEn(most)} days`,
    };
  if (sweep && breaks(sweep, most))
    return {
      outcome: 'fails',
      by: 'filingDate',
      overDays: sweep.worst.overMinutes / 480,
      elements,
      message: `${days(sweep.shareOfDates * 100)} % số ngày nộp không kịp ${name.vi}. ${sweep.worst.message}`,
      messageEn: `${daysEn(sweep.shareOfDates * 100)} % of the filing dates miss ${name.en}. ${sweep.worst.messageEn}`,
    };
  if (isSound === false)
    return not(
      'UNSOUND',
      'Quy trình có thể bị kẹt, nên không kết luận được về thời gian',
      'The process may get stuck, so nothing is concluded about its time',
    );
  if (unbounded.length > 0)
    return not('UNBOUNDED', `Không có giới hạn ở: ${unbounded.join(', ')}`, `There is no bound at: ${unbounded.join(', ')}`);
  if (untimed.length > 0)
    return not('STEPS_WITHOUT_TIME', `Bước chưa ghi thời gian: ${untimed.join(', ')}`, `Steps without a time: ${untimed.join(', ')}`);
  if (longest.days === -Infinity) return not('NO_WAY', 'Không có đường nào đi hết', 'No way leads to the end');
  if (sums || sweep) return { outcome: 'holds' };
  return not(
    'MIXED_UNITS',
    'Các bước dùng nhiều đơn vị hoặc nhiều lịch: cần ngày nộp đầu tiên để tính theo từng ngày',
    'The steps have several units or calendars: a first filing date is needed to count by dates',
  );
}

/** Within the day: only what is late though it came at opening. */
function breaks({ receipts, shareOfDates }: Sweep, most: number): boolean {
  return most >= 1 ? shareOfDates > 0 : receipts[0]!.share > 0;
}

export function limitName({ kind, of, phase, order }: Limit): { readonly vi: string; readonly en: string } {
  if (kind === 'phase') return { vi: `thời hạn của giai đoạn "${phase}"`, en: `the limit of the phase "${phase}"` };
  if (kind === 'appointment') return { vi: `hẹn trả lần ${order}`, en: `appointment ${order}` };
  const names = {
    legal: ['thời hạn theo luật', 'the legal deadline'],
    published: ['thời hạn đã công bố', 'the published deadline'],
    national: ['thời hạn của trung ương', 'the national deadline'],
  } as const;
  const [vi, en] = names[of!];
  return { vi, en };
}

function not(code: string, message: string, messageEn: string): { readonly outcome: 'notDecided'; readonly reason: Reason } {
  return { outcome: 'notDecided', reason: { code, message, messageEn } };
}
