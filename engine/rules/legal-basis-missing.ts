/** A procedure that names no law. */
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const legalBasisMissing: Rule = {
  id: 'legal-basis-missing',
  severity: 'warning',
  check: ({ model }) =>
    mainProcesses(model)
      .filter(({ procedure }) => !procedure?.legalBasis.some((text) => text.trim() !== ''))
      .map(({ id }) => found(legalBasisMissing, 'Thủ tục không nêu căn cứ pháp lý', 'The procedure names no legal basis', [id])),
};
