/** All that is left to the first step, who passes on what it does not use. */
import type { SplitPolicy } from '../problem.ts';
import { allotted, fixedAt } from '../allotted.ts';

export const totalSlack: SplitPolicy = {
  id: 'totalSlack',
  label: 'Toàn bộ thời gian dư cho bước đầu',
  labelEn: 'All slack to the first step',
  allot(problem) {
    const { nodes } = problem.graph;
    const first = new Set<number>();
    // whether some step lies before a node
    const worked: boolean[] = [];
    for (const { step, visits, before } of nodes) {
      const after = before.some((at) => worked[at]!);
      const works = step !== undefined && visits > 0;
      if (works && !after) first.add(step);
      worked.push(after || works);
    }
    const steps = problem.steps.map((step, number) => (first.has(number) ? step : fixedAt(step, step.expectedMinutes)));
    return allotted({ ...problem, steps }, { base: steps.map(({ expectedMinutes }) => expectedMinutes), weights: steps.map(() => 1) });
  },
};
