/** A procedure without the national code that catalogue, portal and other provinces know it by. */
import { nationalCodes } from './catalogue/catalogue-entry.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const codeMissing: Rule = {
  id: 'code-missing',
  severity: 'warning',
  check: ({ model }) =>
    mainProcesses(model)
      .filter(({ procedure }) => nationalCodes(procedure?.procedureCode ?? '').length === 0)
      .map(({ id, procedure }) =>
        found(
          codeMissing,
          procedure?.procedureCode ? `Mã thủ tục "${procedure.procedureCode}" không đúng dạng 1.234567` : 'Thủ tục không có mã quốc gia',
          procedure?.procedureCode
            ? `The procedure code "${procedure.procedureCode}" is not of the form 1.234567`
            : 'The procedure has no national code',
          [id],
        ),
      ),
};
