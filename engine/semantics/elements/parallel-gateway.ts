import { mergeOrigins } from '../apply.ts';
import { takeFlows } from '../flows.ts';
import { emit } from '../run.ts';
import type { Token } from '../state.ts';
import type { ElementBehavior } from './behavior.ts';

/** Waits for one token on each incoming flow, then puts one on each outgoing flow (13.4.1). Two tokens on one flow are not one on each. */
export const parallelGateway: ElementBehavior = {
  type: 'parallelGateway',
  enter(run, { node, scope, flow, origins }) {
    const tokens = run.state.scopes[scope]!.tokens;
    if (!node.incoming.every((incoming) => tokens[incoming.id])) return;
    const consumed = flow === undefined ? [] : node.incoming.map((incoming) => incoming.id);
    const carried = consumed.reduce<Token>((merged, id) => mergeOrigins(merged, tokens[id]![0]!), flow === undefined ? origins : []);
    emit(run, { type: 'elementPassed', elementId: node.id, scope, consumed, ...(node.outgoing.length === 0 && { origins: carried }) });
    takeFlows(run, scope, node.outgoing, carried);
  },
};
