/** The new version takes longer than the one it replaces. */
import { daysOf, durationTexts } from '../model/from-table/arithmetic.ts';
import { deadlinesToMeet } from './reading/deadlines.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const deadlineLongerThanBefore: Rule = {
  id: 'deadline-longer-than-before',
  severity: 'warning',
  check: ({ model, previous }) => {
    const before = previous ? mainProcesses(previous) : [];
    return mainProcesses(model).flatMap((process) => {
      const old = before.find(({ id }) => id === process.id) ?? (before.length === 1 ? before[0] : undefined);
      if (!old) return [];
      return deadlinesToMeet(process).flatMap((now) => {
        const then = deadlinesToMeet(old).find(
          ({ when, unit }) => when === now.when && (unit === 'calendarDay') === (now.unit === 'calendarDay'),
        );
        if (!then || daysOf([now]) <= daysOf([then])) return [];
        const [longer, longerEn] = durationTexts(now);
        const [shorter, shorterEn] = durationTexts(then);
        return [
          found(
            deadlineLongerThanBefore,
            `Thời hạn ${longer} dài hơn phiên bản trước (${shorter})`,
            `The deadline of ${longerEn} is longer than that of the version before (${shorterEn})`,
            [process.id],
          ),
        ];
      });
    });
  },
};
