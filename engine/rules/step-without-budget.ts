/** A step without time in a procedure whose other steps have one. */
import { mainProcesses } from './reading/processes.ts';
import { longestPath } from './reading/longest-path.ts';
import { nameOf } from './reading/nodes-within.ts';
import { untimedSteps } from './reading/untimed-steps.ts';
import { found, type Rule } from './rule.ts';

export const stepWithoutBudget: Rule = {
  id: 'step-without-budget',
  severity: 'warning',
  source: 'Thông tư 01/2018/TT-VPCP, điều 8 (quy trình nội bộ)',
  check: ({ model }) =>
    mainProcesses(model).flatMap((process) => {
      const untimed = untimedSteps(process);
      if (untimed.length === 0 || !process.procedure?.deadlines.some(({ value }) => value > 0)) return [];
      const whole = process.procedure.deadlines[0];
      if (longestPath(process, undefined, whole).length === 0)
        return [
          found(
            stepWithoutBudget,
            'Không bước nào có thời gian, dù thủ tục có thời hạn',
            'No step has a time, though the procedure has a deadline',
            [process.id, ...untimed.map(({ id }) => id)],
          ),
        ];
      return untimed.map((node) =>
        found(
          stepWithoutBudget,
          `Bước "${nameOf(node)}" tính vào thời hạn nhưng không có thời gian: trễ ở đây không ai biết`,
          `Step "${nameOf(node)}" counts towards the deadline but has no time: nobody sees when it is late`,
          [node.id],
          // taken in at the counter while the applicant waits: published tables say "office hours"
          { severity: node.step?.step === 'receive' ? 'info' : 'warning' },
        ),
      );
    }),
};
