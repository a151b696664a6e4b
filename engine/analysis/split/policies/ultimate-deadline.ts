/** Every step is due when the procedure is: nobody is asked to leave time to the others. */
import { bounded, type SplitPolicy } from '../problem.ts';
import { doesNotFit } from '../stretch.ts';

export const ultimateDeadline: SplitPolicy = {
  id: 'ultimateDeadline',
  label: 'Mọi bước cùng hạn cuối',
  labelEn: 'Ultimate deadline',
  allot({ graph, steps, limitMinutes }) {
    const minutes = steps.map((step) => bounded(step, step.expectedMinutes));
    const short = doesNotFit(graph, minutes, limitMinutes);
    return short ? { doesNotFit: short } : { minutes, dueMinutes: steps.map(() => limitMinutes) };
  },
};
