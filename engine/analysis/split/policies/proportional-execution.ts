/** Each step by what it is expected to take: the same flexibility for all. */
import type { SplitPolicy } from '../problem.ts';
import { allotted } from '../allotted.ts';

export const proportionalExecution: SplitPolicy = {
  id: 'proportionalExecution',
  label: 'Theo tỷ lệ thời gian dự kiến',
  labelEn: 'Proportional to expected time',
  allot: (problem) =>
    allotted(problem, { base: problem.steps.map(() => 0), weights: problem.steps.map(({ expectedMinutes }) => expectedMinutes) }),
};
