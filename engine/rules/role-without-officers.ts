/** A step whose role nobody has at the unit that does it. */
import { findUnit, type Organisation, type Unit } from '../deadlines/organisation.ts';
import type { FlowNode } from '../model/types.ts';
import { isHumanTask, nameOf, nodesWithin } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** Roles of those who are no officers of the organisation. */
const outsiders = ['applicant', 'system'];

/** Silent about units that the organisation does not know (unit-without-calendar names them) and about organisations without officers. */
export const roleWithoutOfficers: Rule = {
  id: 'role-without-officers',
  severity: 'warning',
  source: 'Nghị định 61/2018/NĐ-CP, điều 12 (công chức tại Bộ phận Một cửa); nay Nghị định 118/2025/NĐ-CP, điều 11',
  check({ model, organisation }) {
    if (!organisation || organisation.officers.size === 0) return [];
    const rolesAt = rolesOfUnits(organisation);
    return ownProcesses(model).flatMap((process) =>
      nodesWithin(process, false).flatMap((node) => {
        const { role, kind, unit, department } = node.step ?? {};
        if (!isHumanTask(node) || role === undefined || outsiders.includes(role)) return [];
        const units = kind === undefined ? [findUnit(organisation, unit ?? department ?? '')] : ofKind(organisation, kind);
        const empty = units.filter((each): each is Unit => each !== undefined && !rolesAt.get(each.id)?.has(role));
        return empty.map((each) => report(node, role, each));
      }),
    );
  },
};

function report(node: FlowNode, role: string, unit: Unit) {
  return found(
    roleWithoutOfficers,
    `Bước "${nameOf(node)}" cần vai trò "${role}" nhưng "${unit.name}" không có ai giữ vai trò này`,
    `Step "${nameOf(node)}" wants the role "${role}" but nobody at "${unit.name}" has it`,
    [node.id],
  );
}

function ofKind(organisation: Organisation, kind: string): Unit[] {
  return [...organisation.units.values()].filter((unit) => unit.kind === kind);
}

/** Roles of each unit with those of the units below it. */
function rolesOfUnits(organisation: Organisation): Map<string, Set<string>> {
  const roles = new Map<string, Set<string>>();
  for (const { unit, role } of organisation.officers.values()) {
    const seen = new Set<string>();
    for (let at = organisation.units.get(unit); at && !seen.has(at.id); at = organisation.units.get(at.parent ?? '')) {
      seen.add(at.id);
      roles.set(at.id, (roles.get(at.id) ?? new Set()).add(role));
    }
  }
  return roles;
}
