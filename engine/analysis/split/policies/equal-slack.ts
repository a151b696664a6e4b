/** What is left beyond the expected times goes to the steps in equal parts. */
import type { SplitPolicy } from '../problem.ts';
import { allotted } from '../allotted.ts';

export const equalSlack: SplitPolicy = {
  id: 'equalSlack',
  label: 'Chia đều thời gian dư',
  labelEn: 'Equal slack',
  allot: (problem) =>
    allotted(problem, { base: problem.steps.map(({ expectedMinutes }) => expectedMinutes), weights: problem.steps.map(() => 1) }),
};
