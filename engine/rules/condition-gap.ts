/** A split without default whose conditions leave a case open: the dossier stops there with an incident. */
import { askSplit, caseText, isSplit } from './conditions/split.ts';
import { domainsOf } from './conditions/domains.ts';
import { nameOf } from './reading/nodes-within.ts';
import { found, type Rule } from './rule.ts';

/** An error where the case can surely come; a warning where it needs a value that no condition and no form names. What cannot be told is left to default-missing. */
export const conditionGap: Rule = {
  id: 'condition-gap',
  severity: 'error',
  source: 'BPMN 2.0.2, 13.4.2, 13.4.3 (không nhánh nào đúng)',
  check: ({ model, forms }) => {
    const domains = domainsOf(forms);
    return [...model.nodes.values()].flatMap((node) => {
      if (!isSplit(node) || node.defaultFlow || node.container.linked) return [];
      const gaps = askSplit(node, domains).cases?.filter(({ open }) => open.length === 0) ?? [];
      const gap = gaps.find(({ isCertain }) => isCertain) ?? gaps[0];
      if (!gap) return [];
      return [
        found(
          conditionGap,
          `"${nameOf(node)}": khi ${caseText(gap)} thì không nhánh nào đi được và không có nhánh mặc định`,
          `"${nameOf(node)}": when ${caseText(gap)} no way is open and there is no default`,
          [node.id, ...node.outgoing.map(({ id }) => id)],
          { severity: gap.isCertain ? 'error' : 'warning' },
        ),
      ];
    });
  },
};
