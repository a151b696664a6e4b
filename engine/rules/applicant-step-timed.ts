/** The applicant's own work is charged to the agency's deadline. */
import { durationTexts } from '../model/from-table/arithmetic.ts';
import { isCounted, nameOf, nodesWithin } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const applicantStepTimed: Rule = {
  id: 'applicant-step-timed',
  severity: 'warning',
  source: 'Nghị định 61/2018/NĐ-CP, điều 19(4) (thời hạn tính từ khi nhận đủ hồ sơ); nay Nghị định 118/2025/NĐ-CP',
  check: ({ model }) =>
    ownProcesses(model).flatMap((process) =>
      nodesWithin(process).flatMap((node) => {
        const { budget, waitFor, kind, role } = node.step ?? {};
        if (!budget || !isCounted(node) || ![waitFor, kind, role].includes('applicant')) return [];
        const [time, timeEn] = durationTexts(budget);
        return [
          found(
            applicantStepTimed,
            `Bước "${nameOf(node)}" là việc của người nộp hồ sơ nhưng tính ${time} vào thời hạn của cơ quan`,
            `Step "${nameOf(node)}" is the applicant's but takes ${timeEn} of the agency's deadline`,
            [node.id],
            {
              fix: {
                label: 'Không tính bước này vào thời hạn',
                labelEn: 'Leave this step out of the deadline',
                changes: [{ do: 'setAttribute', element: node.id, name: 'tthc:counts', value: false }],
              },
            },
          ),
        ];
      }),
    ),
};
