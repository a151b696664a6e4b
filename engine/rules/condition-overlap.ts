/** Two conditions of an exclusive gateway hold in one case: the order in the file decides, which the drawing does not show. */
import { askSplit, caseText, isSplit } from './conditions/split.ts';
import { domainsOf } from './conditions/domains.ts';
import { nameOf } from './reading/nodes-within.ts';
import { found, type Rule } from './rule.ts';

/** A last flow that is always open is a default in other words, and no overlap. */
export const conditionOverlap: Rule = {
  id: 'condition-overlap',
  severity: 'warning',
  source: 'BPMN 2.0.2, 13.4.2',
  check: ({ model, forms }) => {
    const domains = domainsOf(forms);
    return [...model.nodes.values()].flatMap((node) => {
      if (!isSplit(node) || node.type !== 'exclusiveGateway' || node.container.linked) return [];
      const asked = askSplit(node, domains);
      const always = asked.flows.filter((flow) => asked.cases?.every(({ open }) => open.includes(flow)));
      const overlap = asked.cases?.find(({ open }) => open.filter((flow) => !always.includes(flow)).length > 1);
      if (!overlap) return [];
      const names = overlap.open.map((flow) => `"${flow.name ?? flow.condition ?? flow.id}"`);
      return [
        found(
          conditionOverlap,
          `"${nameOf(node)}": khi ${caseText(overlap)} thì ${names.join(', ')} cùng đúng; nhánh đứng trước trong tệp được chọn`,
          `"${nameOf(node)}": when ${caseText(overlap)} ${names.join(', ')} all hold; the one that stands first in the file is taken`,
          [node.id, ...overlap.open.map(({ id }) => id)],
        ),
      ];
    });
  },
};
