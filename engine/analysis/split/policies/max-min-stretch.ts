/** Each step its floor, and of what is left alike by weight: the default. The weight of a step is its own, else what it is expected to take. */
import type { SplitPolicy } from '../problem.ts';
import { allotted } from '../allotted.ts';

export const maxMinStretch: SplitPolicy = {
  id: 'maxMinStretch',
  label: 'Chia cân đối theo mức tối thiểu và trọng số',
  labelEn: 'Balanced: floor and weight',
  allot: (problem) =>
    allotted(problem, {
      base: problem.steps.map(({ floorMinutes }) => floorMinutes),
      weights: problem.steps.map(({ weight, expectedMinutes }) => weight ?? expectedMinutes),
    }),
};
