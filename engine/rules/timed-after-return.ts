/** Time that counts after the result has been returned: the legal clock has ended there. */
import { durationTexts } from '../model/from-table/arithmetic.ts';
import { followers } from './reading/cycles.ts';
import { isCounted, nameOf } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const timedAfterReturn: Rule = {
  id: 'timed-after-return',
  severity: 'warning',
  source: 'Quyết định 766/QĐ-TTg (kết thúc khi hồ sơ đã xử lý xong)',
  check: ({ model }) =>
    ownProcesses(model).flatMap((process) => {
      const returns = process.nodes.filter(({ step }) => step?.step === 'return');
      // from the last return on: one that is followed by another is a partial result
      const after = returns.map((node) => {
        const reached = new Set(followers(node));
        for (const each of reached) for (const next of followers(each)) reached.add(next);
        return { node, reached };
      });
      const last = after.filter(({ reached }) => !returns.some((other) => reached.has(other)));
      return last.flatMap(({ node, reached }) =>
        [...reached].flatMap((late) => {
          if (!late.step?.budget || !isCounted(late)) return [];
          const [time, timeEn] = durationTexts(late.step.budget);
          return [
            found(
              timedAfterReturn,
              `Bước "${nameOf(late)}" tính ${time} vào thời hạn dù đến sau bước trả kết quả "${nameOf(node)}"`,
              `Step "${nameOf(late)}" takes ${timeEn} of the deadline though it comes after returning the result ("${nameOf(node)}")`,
              [late.id, node.id],
              {
                fix: {
                  label: 'Không tính bước này vào thời hạn',
                  labelEn: 'Leave this step out of the deadline',
                  changes: [{ do: 'setAttribute', element: late.id, name: 'tthc:counts', value: false }],
                },
              },
            ),
          ];
        }),
      );
    }),
};
