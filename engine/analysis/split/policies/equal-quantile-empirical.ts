/** Each step the same chance to be in time, by how long its past visits took. */
import type { SplitPolicy } from '../problem.ts';
import { quantileOf } from '../quantiles.ts';
import { allotted, lacks } from '../allotted.ts';

export const equalQuantileEmpirical: SplitPolicy = {
  id: 'equalQuantileEmpirical',
  label: 'Cùng khả năng đúng hạn (theo số liệu đã đo)',
  labelEn: 'Equal quantile, measured',
  allot(problem) {
    const { steps, limitMinutes } = problem;
    const reason = lacks('thời gian đã đo', 'measured time', problem, ({ measuredMinutes = [] }) => measuredMinutes.length > 1);
    if (reason) return { notApplicable: reason };
    const longest = Math.max(...steps.map(({ measuredMinutes }) => measuredMinutes!.at(-1)!), 1);
    return allotted(problem, {
      // beyond what was ever measured in proportion: above 1 to the longest visit, below 0 to the shortest
      at: (number, level) => {
        const measured = steps[number]!.measuredMinutes!;
        return quantileOf(measured, Math.min(1, Math.max(0, level))) * (level > 1 ? level : level < 0 ? 1 + level : 1);
      },
      lowest: -1,
      highest: 1 + limitMinutes / Math.min(longest, ...steps.map(({ measuredMinutes }) => Math.max(measuredMinutes!.at(-1)!, 1))),
    });
  },
};
