/** Two rules of a table that allows one are true in one case: the dossier that has it stops there. */
import { found, type Rule } from './rule.ts';
import { findCase, spaceOf } from './tables/table-space.ts';
import { tablesOf } from './tables/tables-of.ts';

/** Of UNIQUE any two rules, of ANY two with different results. */
export const decisionTableOverlap: Rule = {
  id: 'decision-table-overlap',
  severity: 'error',
  source: 'DMN 1.5, 8.2.8',
  check: ({ model }) =>
    tablesOf(model).flatMap(({ table, elements }) => {
      const { hitPolicy } = table;
      const space = hitPolicy === 'UNIQUE' || hitPolicy === 'ANY' ? spaceOf(table) : undefined;
      const resultOf = (rule: number) => table.rules[rule]!.outputs.join('\n');
      const overlap =
        space &&
        findCase(
          space,
          (rules) => rules.length > 1,
          (rules) => hitPolicy === 'UNIQUE' || rules.some((rule) => resultOf(rule) !== resultOf(rules[0]!)),
        );
      if (!overlap) return [];
      const numbers = overlap.rules.map((rule) => rule + 1).join(', ');
      return [
        found(
          decisionTableOverlap,
          `Bảng quyết định "${table.name}": khi ${overlap.shown} thì các quy tắc ${numbers} cùng đúng`,
          `Decision table "${table.name}": when ${overlap.shown} rules ${numbers} are true together`,
          elements,
        ),
      ];
    }),
};
