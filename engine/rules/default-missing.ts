/** A split without default whose conditions cannot be shown to cover every case. */
import { askSplit, isSplit } from './conditions/split.ts';
import { domainsOf } from './conditions/domains.ts';
import { nameOf } from './reading/nodes-within.ts';
import { found, type Rule } from './rule.ts';

export const defaultMissing: Rule = {
  id: 'default-missing',
  severity: 'warning',
  source: 'BPMN 2.0.2, 13.4.2, 13.4.3 (không nhánh nào đúng)',
  check: ({ model, forms }) => {
    const domains = domainsOf(forms);
    return [...model.nodes.values()]
      .filter((node) => isSplit(node) && !node.defaultFlow && !node.container.linked)
      .filter((node) => node.outgoing.every(({ condition }) => condition !== undefined) && !askSplit(node, domains).cases)
      .map((node) => {
        const last = node.outgoing.at(-1)!;
        return found(
          defaultMissing,
          `"${nameOf(node)}" không có nhánh mặc định, và không chứng minh được các điều kiện đã đủ mọi trường hợp`,
          `"${nameOf(node)}" has no default, and its conditions cannot be shown to cover every case`,
          [node.id],
          {
            fix: {
              label: `Lấy nhánh "${last.name ?? last.id}" làm mặc định`,
              labelEn: `Make "${last.name ?? last.id}" the default`,
              changes: [{ do: 'setAttribute', element: node.id, name: 'default', value: last.id }],
            },
          },
        );
      });
  },
};
