/** A dossier can go round between departments and the drawing does not say why. */
import { departmentOf, type Organisation } from '../deadlines/organisation.ts';
import type { FlowNode } from '../model/types.ts';
import { cyclesOf } from './reading/cycles.ts';
import { isHumanTask, nodesWithin } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** A reason is a name on the split or on the flow that goes back, or a condition on it. */
export const handOffLoop: Rule = {
  id: 'hand-off-loop',
  severity: 'warning',
  check: ({ model, organisation }) =>
    ownProcesses(model).flatMap((process) => {
      const places = [process, ...nodesWithin(process, false).flatMap(({ contents }) => (contents ? [contents] : []))];
      return places.flatMap((place) =>
        cyclesOf(place).flatMap((cycle) => {
          const work = cycle.flatMap((node) => (node.contents ? nodesWithin(node.contents) : [node])).filter(isHumanTask);
          const departments = [...new Set(work.map((node) => departmentNamed(node, organisation)).filter((name) => name !== undefined))];
          if (departments.length < 2 || hasReason(cycle)) return [];
          return [
            found(
              handOffLoop,
              `Hồ sơ có thể chuyển vòng giữa ${departments.map((name) => `"${name}"`).join(', ')} mà không ghi lý do quay lại`,
              `The dossier can go round between ${departments.map((name) => `"${name}"`).join(', ')} without a reason for going back`,
              work.map(({ id }) => id),
            ),
          ];
        }),
      );
    }),
};

function departmentNamed({ step }: FlowNode, organisation: Organisation | undefined): string | undefined {
  const name = step?.department ?? step?.unit ?? step?.kind;
  return name !== undefined && organisation && step?.kind === undefined ? departmentOf(organisation, step?.unit ?? name) : name;
}

function hasReason(cycle: readonly FlowNode[]): boolean {
  const splits = cycle.filter(({ outgoing }) => outgoing.length > 1);
  const inside = new Set(cycle);
  return splits.some(
    ({ name, type, outgoing }) =>
      (name !== undefined && type.endsWith('Gateway')) ||
      outgoing.some((flow) => inside.has(flow.target) && (flow.name !== undefined || flow.condition !== undefined)),
  );
}
