import { choiceOf, noFlow, pass, type Arrival } from '../flows.ts';
import { isTrue, type Run } from '../run.ts';
import type { SequenceFlow } from '../../model/types.ts';
import type { ElementBehavior } from './behavior.ts';

/** One way out: the first flow, in the order of `<outgoing>`, whose condition holds; else the default (13.4.2). Every token passes by itself. */
export const exclusiveGateway: ElementBehavior = {
  type: 'exclusiveGateway',
  enter(run, arrival) {
    const flow = firstHolding(run, arrival);
    pass(run, arrival, flow ? [flow] : []);
  },
};

function firstHolding(run: Run, { node, scope }: Arrival): SequenceFlow | undefined {
  const chosen = choiceOf(run, node)?.[0];
  if (chosen || node.outgoing.length === 0) return chosen;
  for (const flow of node.outgoing) {
    if (flow.isDefault) continue;
    if (flow.condition === undefined || isTrue(run, flow.condition, scope, node.id)) return flow;
  }
  if (!node.defaultFlow) throw noFlow(node);
  return node.defaultFlow;
}
