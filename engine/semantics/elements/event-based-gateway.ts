import { afterActivation } from '../dossier.ts';
import { emit, nextKey } from '../run.ts';
import { pass } from '../flows.ts';
import { arm, planSubscriptions } from '../subscriptions.ts';
import type { ElementBehavior } from './behavior.ts';

/**
 * Waits for the first of the events behind it; the others are given up at once (13.4.4). A parallel one needs them all: each waits by itself (10.6.6, ADR 0049).
 * Conditions on its flows have no effect.
 */
export const eventBasedGateway: ElementBehavior = {
  type: 'eventBasedGateway',
  enter(run, arrival) {
    const { node, scope, flow, origins } = arrival;
    if (node.waitsForAll) return pass(run, arrival, node.outgoing);
    const plans = node.outgoing.flatMap(({ target }) => planSubscriptions(run, target, scope));
    const key = nextKey(run, node.id);
    emit(run, {
      type: 'elementActivated',
      element: { key, elementId: node.id, scope, origins, activatedAt: run.at },
      ...(flow !== undefined && { consumed: flow }),
    });
    for (const plan of plans) arm(run, plan, key, scope);
    for (const { target } of node.outgoing) if (target.purpose === 'payment') afterActivation(run, target, key);
  },
};
