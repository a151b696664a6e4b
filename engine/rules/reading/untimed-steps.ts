/** Steps of people that count towards the deadline and have no time. */
import type { Container, FlowNode } from '../../model/types.ts';
import { hasTime, isCounted, isHumanTask, nodesWithin } from './nodes-within.ts';

/** On the main way, called processes included, in document order; without returning the result, which ends the clock when it begins. */
export function untimedSteps(process: Container): FlowNode[] {
  const seen = new Set<Container>([process]);
  const untimed: FlowNode[] = [];
  for (const place of seen)
    for (const node of nodesWithin(place)) {
      if (hasTime(node) || !isCounted(node)) continue;
      if (node.called) seen.add(node.called);
      if ((isHumanTask(node) && node.step?.step !== 'return') || (node.type === 'callActivity' && !node.called)) untimed.push(node);
    }
  return untimed;
}
