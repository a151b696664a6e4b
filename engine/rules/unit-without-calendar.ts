/** A unit whose working days nobody knows. */
import { findUnit, lineOf, type Organisation } from '../deadlines/organisation.ts';
import { bareWeek } from '../deadlines/vietnam-calendar.ts';
import type { FlowNode } from '../model/types.ts';
import { isHumanTask, nodesWithin } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** Asked of departments and units named in the file, and of kinds of unit; the organisation's own calendar serves all its units unless it is the bare week. */
export const unitWithoutCalendar: Rule = {
  id: 'unit-without-calendar',
  severity: 'warning',
  check({ model, organisation }) {
    if (!organisation) return [];
    const holders = new Map<string, { readonly isKind: boolean; readonly nodes: FlowNode[] }>();
    for (const process of ownProcesses(model))
      for (const node of nodesWithin(process, false)) {
        const { kind, unit, department } = node.step ?? {};
        const name = kind ?? unit ?? department;
        if (!isHumanTask(node) || name === undefined || kind === 'applicant') continue;
        const holder = holders.get(name) ?? { isKind: kind !== undefined, nodes: [] };
        holder.nodes.push(node);
        holders.set(name, holder);
      }
    return [...holders].flatMap(([name, { isKind, nodes }]) => {
      const ids = nodes.map(({ id }) => id);
      if (isKind) {
        const units = [...organisation.units.values()].filter((unit) => unit.kind === name);
        if (units.length > 0) return [];
        return [
          found(
            unitWithoutCalendar,
            `Tổ chức không có đơn vị nào thuộc loại "${name}": hồ sơ không gắn được đơn vị và lịch làm việc`,
            `The organisation has no unit of the kind "${name}": no dossier can be given one, nor its calendar`,
            ids,
          ),
        ];
      }
      if (!findUnit(organisation, name))
        return [
          found(
            unitWithoutCalendar,
            `Đơn vị "${name}" không có trong tổ chức: không biết lịch làm việc, sẽ dùng lịch chung`,
            `Unit "${name}" is not in the organisation: its calendar is unknown and the general one would be used`,
            ids,
          ),
        ];
      if (hasCalendar(organisation, name)) return [];
      return [
        found(
          unitWithoutCalendar,
          `Đơn vị "${name}" không có lịch làm việc, tổ chức cũng không: sẽ không trừ ngày nghỉ lễ`,
          `Unit "${name}" has no calendar and neither has the organisation: holidays would not be left out`,
          ids,
        ),
      ];
    });
  },
};

function hasCalendar(organisation: Organisation, name: string): boolean {
  return organisation.calendar !== bareWeek.id || lineOf(organisation, name).some(({ calendar }) => calendar !== undefined);
}
