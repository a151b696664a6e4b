/** No rule of a decision table is true in some case, and nothing stands for none: the result is null. */
import { found, type Rule } from './rule.ts';
import { findCase, spaceOf } from './tables/table-space.ts';
import { tablesOf } from './tables/tables-of.ts';

/** Tables that collect may well find nothing. */
export const decisionTableGap: Rule = {
  id: 'decision-table-gap',
  severity: 'warning',
  source: 'DMN 1.5, 8.2.8',
  check: ({ model }) =>
    tablesOf(model).flatMap(({ table, elements }) => {
      const isList = ['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'].includes(table.hitPolicy);
      const space = isList || table.outputs.some((output) => output.default !== undefined) ? undefined : spaceOf(table);
      const gap =
        space &&
        findCase(
          space,
          () => true,
          (rules) => rules.length === 0,
        );
      if (!gap) return [];
      return [
        found(
          decisionTableGap,
          `Bảng quyết định "${table.name}": không quy tắc nào đúng khi ${gap.shown}`,
          `Decision table "${table.name}": no rule is true when ${gap.shown}`,
          elements,
        ),
      ];
    }),
};
