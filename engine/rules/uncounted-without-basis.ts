/** Time is taken out of the deadline without naming the law. */
import { nameOf, nodesWithin } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const uncountedWithoutBasis: Rule = {
  id: 'uncounted-without-basis',
  severity: 'warning',
  source: 'Nghị định 61/2018/NĐ-CP, điều 19(5) (lấy ý kiến nằm trong thời hạn); nay Nghị định 118/2025/NĐ-CP',
  check: ({ model }) =>
    ownProcesses(model).flatMap((process) =>
      nodesWithin(process)
        .filter(({ step }) => step?.counts === false && !step.countsBasis)
        .map((node) =>
          found(
            uncountedWithoutBasis,
            `Bước "${nameOf(node)}" không tính vào thời hạn nhưng không nêu căn cứ`,
            `Step "${nameOf(node)}" is outside the deadline but names no basis`,
            [node.id],
            {
              fix: {
                label: 'Tính bước này vào thời hạn',
                labelEn: 'Count this step',
                changes: [{ do: 'setAttribute', element: node.id, name: 'tthc:counts', value: true }],
              },
            },
          ),
        ),
    ),
};
