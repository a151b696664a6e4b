/** What is left goes where steps have been late: by the share of late visits. */
import type { SplitPolicy } from '../problem.ts';
import { allotted, lacks } from '../allotted.ts';

export const proportionalEscalation: SplitPolicy = {
  id: 'proportionalEscalation',
  label: 'Theo tỷ lệ trễ hạn đã có',
  labelEn: 'Proportional to past lateness',
  allot(problem) {
    const reason = lacks('tỷ lệ trễ hạn', 'rate of late visits', problem, ({ lateRate }) => lateRate !== undefined);
    if (reason) return { notApplicable: reason };
    return allotted(problem, {
      base: problem.steps.map(({ expectedMinutes }) => expectedMinutes),
      weights: problem.steps.map(({ lateRate = 0 }) => lateRate),
    });
  },
};
