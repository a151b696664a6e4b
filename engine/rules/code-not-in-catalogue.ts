/** The procedure's code is not in the catalogue that was given. */
import { nationalCodes } from './catalogue/catalogue-entry.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const codeNotInCatalogue: Rule = {
  id: 'code-not-in-catalogue',
  severity: 'info',
  check: ({ model, catalogue }) => {
    if (!catalogue || catalogue.length === 0) return [];
    const known = new Set(catalogue.map(({ code }) => code));
    return mainProcesses(model).flatMap(({ id, procedure }) =>
      nationalCodes(procedure?.procedureCode ?? '')
        .filter((code) => !known.has(code))
        .map((code) =>
          found(
            codeNotInCatalogue,
            `Mã thủ tục ${code} không có trong danh mục đã biết`,
            `The procedure code ${code} is not in the catalogue that is known`,
            [id],
          ),
        ),
    );
  },
};
