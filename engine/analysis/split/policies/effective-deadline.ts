/** Each step is due when the steps after it, taking what is expected, still end in time. */
import { bounded, type SplitPolicy } from '../problem.ts';
import { doesNotFit } from '../stretch.ts';
import { timesAfter } from '../work-graph.ts';

export const effectiveDeadline: SplitPolicy = {
  id: 'effectiveDeadline',
  label: 'Hạn muộn nhất của từng bước',
  labelEn: 'Effective deadline',
  allot({ graph, steps, limitMinutes }) {
    const expected = steps.map((step) => bounded(step, step.expectedMinutes));
    const short = doesNotFit(graph, expected, limitMinutes);
    if (short) return { doesNotFit: short };
    const after = timesAfter(graph, expected);
    const minutes = steps.map(({ capMinutes }) => capMinutes);
    const dueMinutes = steps.map(() => 0);
    // the due time of the last step on each way to a node
    const dueBefore = new Float64Array(graph.nodes.length);
    for (const [at, { step, visits, waitMinutes, before }] of graph.nodes.entries()) {
      for (const previous of before) dueBefore[at] = Math.max(dueBefore[at]!, dueBefore[previous]!);
      if (step === undefined || visits === 0) dueBefore[at]! += waitMinutes;
      else {
        const due = limitMinutes - after[at]!;
        minutes[step] = Math.min(minutes[step]!, (due - dueBefore[at]! - waitMinutes) / visits);
        dueMinutes[step] = Math.max(dueMinutes[step]!, due);
        dueBefore[at] = due;
      }
    }
    return { minutes, dueMinutes };
  },
};
