/** The applicant can be asked for more papers a second time. */
import type { FlowNode } from '../model/types.ts';
import { canComeAgain } from './reading/cycles.ts';
import { nameOf, nodesWithin } from './reading/nodes-within.ts';
import { ownProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

export const supplementAskedTwice: Rule = {
  id: 'supplement-asked-twice',
  severity: 'warning',
  source: 'Nghị định 118/2025/NĐ-CP, điều 11 (chỉ yêu cầu bổ sung một lần); Nghị định 61/2018/NĐ-CP, điều 11(2)c',
  check: ({ model }) =>
    ownProcesses(model).flatMap((process) => {
      const requests = nodesWithin(process, false).filter(({ purpose }) => purpose === 'supplementRequest');
      const again = requests.filter(isRepeatable);
      const culprits = again.length > 0 ? again : requests.length > 1 ? requests : [];
      if (culprits.length === 0) return [];
      const names = culprits.map((node) => `"${nameOf(node)}"`).join(', ');
      return [
        found(
          supplementAskedTwice,
          `Có thể yêu cầu bổ sung hồ sơ hơn một lần (${names}); quy định chỉ cho một lần`,
          `More papers can be asked for more than once (${names}); the rule allows it once`,
          culprits.map(({ id }) => id),
        ),
      ];
    }),
};

/** The event stays armed after it has happened, or what arms it can be entered again. */
function isRepeatable(node: FlowNode): boolean {
  const armedBy = node.attachedTo ?? node.container.element;
  const isEventSubProcess = node.container.kind === 'eventSubProcess';
  if (node.type === 'boundaryEvent' || (isEventSubProcess && node.type === 'startEvent')) {
    if (!node.interrupting) return true;
    const scope = isEventSubProcess ? armedBy?.container.element : armedBy;
    return scope !== undefined && canComeAgain(scope);
  }
  return canComeAgain(node);
}
