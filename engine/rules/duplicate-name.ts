/** Two steps of one desk with the same name: lists, reports and the control slip cannot tell them apart. */
import type { FlowNode } from '../model/types.ts';
import { isHumanTask, nodesWithin } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const duplicateName: Rule = {
  id: 'duplicate-name',
  severity: 'info',
  check: ({ model }) =>
    ownProcesses(model).flatMap((process) => {
      const groups = new Map<string, FlowNode[]>();
      for (const node of nodesWithin(process, false)) {
        if (!isHumanTask(node) || node.name === undefined) continue;
        const { unit, kind, role } = node.step ?? {};
        const key = JSON.stringify([node.name.trim().toLocaleLowerCase('vi'), unit, kind, role]);
        groups.set(key, [...(groups.get(key) ?? []), node]);
      }
      return [...groups.values()]
        .filter((group) => group.length > 1)
        .map((group) =>
          found(
            duplicateName,
            `${group.length} bước của cùng một nơi đều tên "${group[0]!.name}": sổ và báo cáo không phân biệt được`,
            `${group.length} steps of the same desk are all called "${group[0]!.name}": registers and reports cannot tell them apart`,
            group.map(({ id }) => id),
          ),
        );
    }),
};
