/** The apology is planned for less than a day before the deadline, or after it. */
import { daysOf, durationTexts } from '../model/from-table/arithmetic.ts';
import type { Duration, FlowNode } from '../model/types.ts';
import { deadlinesToMeet } from './reading/deadlines.ts';
import { nameOf, nodesWithin } from './reading/nodes-within.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** Looks at fixed times from receipt; `=dossier.apologyAt` is right by itself, and other expressions cannot be told. */
export const apologyTooLate: Rule = {
  id: 'apology-too-late',
  severity: 'error',
  source: 'Nghị định 61/2018/NĐ-CP, điều 19(9) (chậm nhất một ngày trước khi hết hạn); nay Nghị định 118/2025/NĐ-CP',
  check: ({ model }) =>
    mainProcesses(model).flatMap((process) =>
      nodesWithin(process, false).flatMap((node) => {
        const after = node.purpose === 'apology' ? fixedTime(node) : undefined;
        const limits = deadlinesToMeet(process).filter(({ unit }) => (unit === 'calendarDay') === (after?.unit === 'calendarDay'));
        const shortest = limits.toSorted((one, other) => daysOf([one]) - daysOf([other]))[0];
        if (!after || !shortest || daysOf([after]) <= daysOf([shortest]) - 1) return [];
        const [time, timeEn] = durationTexts(after);
        const [limit, limitEn] = durationTexts(shortest);
        return [
          found(
            apologyTooLate,
            `"${nameOf(node)}" chờ ${time} trong khi thời hạn là ${limit}: phải xin lỗi chậm nhất một ngày trước khi hết hạn`,
            `"${nameOf(node)}" waits ${timeEn} while the deadline is ${limitEn}: the apology is due a day before it at the latest`,
            [node.id],
          ),
        ];
      }),
    ),
};

function fixedTime({ event }: FlowNode): Duration | undefined {
  if (event?.type !== 'timer') return undefined;
  const { timer } = event;
  if (timer.kind === 'workingTime') return timer.workingTime;
  const days = timer.kind === 'duration' ? /^P(\d+)D$/.exec(timer.text)?.[1] : undefined;
  return days === undefined ? undefined : { value: Number(days), unit: 'calendarDay' };
}
