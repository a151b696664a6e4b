/** A step has time of its own but is outside the deadline. */
import { durationTexts } from '../model/from-table/arithmetic.ts';
import { isCounted, nameOf, nodesWithin } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const budgetDoesNotCount: Rule = {
  id: 'budget-does-not-count',
  severity: 'info',
  check: ({ model }) =>
    ownProcesses(model).flatMap((process) =>
      nodesWithin(process).flatMap((node) => {
        if (!node.step?.budget || isCounted(node)) return [];
        const [time, timeEn] = durationTexts(node.step.budget);
        return [
          found(
            budgetDoesNotCount,
            `Bước "${nameOf(node)}" có ${time} nhưng không tính vào thời hạn: người nộp chờ thêm chừng ấy`,
            `Step "${nameOf(node)}" has ${timeEn} but is outside the deadline: the applicant waits that much longer`,
            [node.id],
          ),
        ];
      }),
    ),
};
