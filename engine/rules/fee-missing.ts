/** Nothing is said about the fee, not even that there is none. */
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const feeMissing: Rule = {
  id: 'fee-missing',
  severity: 'info',
  source: 'Nghị định 63/2010/NĐ-CP, điều 8 (phí, lệ phí)',
  check: ({ model }) =>
    mainProcesses(model)
      .filter(({ procedure }) => !procedure?.fee)
      .map(({ id }) =>
        found(feeMissing, 'Không ghi phí, lệ phí; nếu không thu thì ghi "không"', 'No fee is given; where there is none, say so', [id]),
      ),
};
