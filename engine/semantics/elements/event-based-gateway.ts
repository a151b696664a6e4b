import { afterActivation } from '../dossier.ts';
import { emit, nextKey } from '../run.ts';
import { arm, planSubscription } from '../subscriptions.ts';
import type { ElementBehavior } from './behavior.ts';

/** Waits for the first of the events behind it; the others are given up at once (13.4.4). Conditions on its flows have no effect. */
export const eventBasedGateway: ElementBehavior = {
  type: 'eventBasedGateway',
  enter(run, { node, scope, flow, origins }) {
    const plans = node.outgoing.map(({ target }) => planSubscription(run, target, scope));
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
