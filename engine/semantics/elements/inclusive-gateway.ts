import { mergeOrigins } from '../apply.ts';
import { choiceOf, conditionalFlows, pass, takeFlows } from '../flows.ts';
import { enabledJoin } from '../inclusive-join.ts';
import { orIncident } from '../raise-incident.ts';
import { emit, type Run } from '../run.ts';
import type { FlowNode } from '../../model/types.ts';
import type { ElementKey, Token } from '../state.ts';
import type { ElementBehavior } from './behavior.ts';

/** Takes every flow whose condition holds (13.4.3). As a join it waits on its flows; the engine asks again whenever the scope has come to rest: see inclusive-join.ts. */
export const inclusiveGateway: ElementBehavior = {
  type: 'inclusiveGateway',
  enter(run, arrival) {
    const { node, scope } = arrival;
    if (node.incoming.length <= 1) pass(run, arrival, splitOf(run, node, scope));
  },
};

function splitOf(run: Run, node: FlowNode, scope: ElementKey) {
  const chosen = choiceOf(run, node);
  if (chosen) return chosen;
  return node.outgoing.length > 1 || node.outgoing.some((flow) => flow.condition !== undefined)
    ? conditionalFlows(run, node, scope)
    : node.outgoing;
}

/** Of the scopes where something moved, the first with an enabled join fires it. False when none has. */
export function fireInclusiveJoin(run: Run): boolean {
  for (const key of run.touched) {
    const scope = run.state.scopes[key];
    const join = scope && enabledJoin(run, scope);
    if (join) return orIncident(run, key, () => fire(run, join, key));
  }
  return false;
}

/** The enabled join takes one token from each flow that has one. */
function fire(run: Run, node: FlowNode, scope: ElementKey): true {
  const tokens = run.state.scopes[scope]!.tokens;
  const flows = splitOf(run, node, scope);
  const consumed = node.incoming.filter((flow) => tokens[flow.id]).map((flow) => flow.id);
  const origins = consumed.reduce<Token>((merged, id) => mergeOrigins(merged, tokens[id]![0]!), []);
  emit(run, { type: 'elementPassed', elementId: node.id, scope, consumed, ...(flows.length === 0 && { origins }) });
  takeFlows(run, scope, flows, origins);
  return true;
}
