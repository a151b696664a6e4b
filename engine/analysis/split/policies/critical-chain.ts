/** Each step its median, and one buffer before the result for all: the root of the squared distances from median to ninth decile on the longest path. */
import { bounded, type SplitPolicy, type SplitStep } from '../problem.ts';
import { ninthDecile, quantileOf } from '../quantiles.ts';
import { doesNotFit } from '../stretch.ts';
import { finishTimes, longestPath, stepsOn } from '../work-graph.ts';
import { lacks } from '../allotted.ts';

export const criticalChain: SplitPolicy = {
  id: 'criticalChain',
  label: 'Chuỗi găng với một khoảng dự phòng chung',
  labelEn: 'Critical chain',
  allot(problem) {
    const { graph, steps, limitMinutes } = problem;
    const isKnown = ({ measuredMinutes = [], deviationMinutes }: SplitStep) => measuredMinutes.length > 1 || deviationMinutes !== undefined;
    const reason = lacks('thời gian đã đo hoặc độ lệch', 'measured time or deviation', problem, isKnown);
    if (reason) return { notApplicable: reason };
    const minutes = steps.map((step) => bounded(step, medianOf(step)));
    const finish = finishTimes(graph, minutes);
    const path = longestPath(graph, finish);
    let squares = 0;
    for (const at of path) {
      const { step, visits } = graph.nodes[at]!;
      if (step !== undefined) squares += visits * spreadOf(steps[step]!) ** 2;
    }
    const bufferMinutes = Math.sqrt(squares);
    const short = doesNotFit(graph, minutes, limitMinutes - bufferMinutes);
    return short ? { doesNotFit: { ...short, tightPath: stepsOn(graph, path) } } : { minutes, bufferMinutes };
  },
};

function medianOf({ measuredMinutes = [], expectedMinutes }: SplitStep): number {
  return measuredMinutes.length > 1 ? quantileOf(measuredMinutes, 0.5) : expectedMinutes;
}

function spreadOf({ measuredMinutes = [], deviationMinutes = 0 }: SplitStep): number {
  return measuredMinutes.length > 1 ? quantileOf(measuredMinutes, 0.9) - quantileOf(measuredMinutes, 0.5) : ninthDecile * deviationMinutes;
}
