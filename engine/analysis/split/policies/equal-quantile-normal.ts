/** Each step the same chance to be in time, if times are normally distributed: the expected time and as many deviations for all. */
import type { SplitPolicy } from '../problem.ts';
import { normalProbability } from '../quantiles.ts';
import { finishTimes, longestPath } from '../work-graph.ts';
import { allotted, lacks } from '../allotted.ts';

export const equalQuantileNormal: SplitPolicy = {
  id: 'equalQuantileNormal',
  label: 'Cùng khả năng đúng hạn (phân phối chuẩn)',
  labelEn: 'Equal quantile, normal',
  allot(problem) {
    const { graph, steps, limitMinutes } = problem;
    const reason = lacks('độ lệch thời gian', 'deviation', problem, ({ deviationMinutes }) => deviationMinutes !== undefined);
    if (reason) return { notApplicable: reason };
    const expected = steps.map(({ expectedMinutes }) => expectedMinutes);
    const given = allotted(problem, { base: expected, weights: steps.map(({ deviationMinutes = 0 }) => deviationMinutes) });
    if (!('minutes' in given)) return given;
    const finish = finishTimes(graph, expected);
    let variance = 0;
    for (const at of longestPath(graph, finish)) {
      const { step, visits } = graph.nodes[at]!;
      if (step !== undefined) variance += visits * steps[step]!.deviationMinutes! ** 2;
    }
    const left = limitMinutes - (finish.at(-1) ?? 0);
    return { ...given, onTimeProbability: variance > 0 ? normalProbability(left / Math.sqrt(variance)) : left >= 0 ? 1 : 0 };
  },
};
