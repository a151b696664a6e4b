/** The procedure rests on, or cites the forms of, a text that is no longer in force. */
import { nodesWithin, nameOf } from './reading/nodes-within.ts';
import { mainProcesses } from './reading/processes.ts';
import { repealedTexts } from './repealed/repealed-texts.ts';
import { found, type Rule } from './rule.ts';

export const repealedLaw: Rule = {
  id: 'repealed-law',
  severity: 'warning',
  source: 'Nghị định 118/2025/NĐ-CP; Thông tư 03/2025/TT-VPCP',
  check: ({ model }) =>
    mainProcesses(model).flatMap((process) =>
      repealedTexts.flatMap(({ pattern, name, by, since }) => {
        const inBasis = process.procedure?.legalBasis.some((text) => pattern.test(text)) ?? false;
        const citing = nodesWithin(process, false).filter(({ documentation, step, name: own }) =>
          [documentation, step?.form, step?.product, own].some((text) => text !== undefined && pattern.test(text)),
        );
        if (!inBasis && citing.length === 0) return [];
        const where = [...(inBasis ? ['căn cứ pháp lý'] : []), ...citing.map((node) => `"${nameOf(node)}"`)].join(', ');
        const whereEn = [...(inBasis ? ['the legal basis'] : []), ...citing.map((node) => `"${nameOf(node)}"`)].join(', ');
        return [
          found(
            repealedLaw,
            `${name} đã được thay bằng ${by} từ ${since.vi} nhưng còn dẫn ở: ${where}`,
            `${name} was replaced by ${by} on ${since.en} but is still cited in: ${whereEn}`,
            [process.id, ...citing.map(({ id }) => id)],
          ),
        ];
      }),
    ),
};
