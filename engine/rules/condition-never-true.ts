/** A way out of a split that no dossier can take. */
import { askSplit, isSplit } from './conditions/split.ts';
import { domainsOf } from './conditions/domains.ts';
import { nameOf } from './reading/nodes-within.ts';
import { found, type Rule } from './rule.ts';

export const conditionNeverTrue: Rule = {
  id: 'condition-never-true',
  severity: 'warning',
  check: ({ model, forms }) => {
    const domains = domainsOf(forms);
    return [...model.nodes.values()].flatMap((node) => {
      if (!isSplit(node) || node.container.linked) return [];
      const { cases, flows } = askSplit(node, domains);
      if (!cases) return [];
      const isExclusive = node.type === 'exclusiveGateway';
      const dead = flows.filter((flow) => !cases.some(({ open }) => (isExclusive ? open[0] === flow : open.includes(flow))));
      if (node.defaultFlow && cases.every(({ open }) => open.length > 0)) dead.push(node.defaultFlow);
      return dead.map((flow) =>
        found(
          conditionNeverTrue,
          `"${nameOf(node)}": không hồ sơ nào đi được nhánh "${flow.name ?? flow.condition ?? flow.id}"`,
          `"${nameOf(node)}": no dossier can take the way "${flow.name ?? flow.condition ?? flow.id}"`,
          [flow.id, node.id],
        ),
      );
    });
  },
};
