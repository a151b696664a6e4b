import { enterActivity } from '../enter-activity.ts';
import { outgoingOf, pass } from '../flows.ts';
import type { ElementBehavior } from './behavior.ts';

/** Puts a token on its outgoing flows when its process or subprocess starts (13.5.1). */
export const startEvent: ElementBehavior = {
  type: 'startEvent',
  enter(run, arrival) {
    // the first of several messages that are needed: it waits for the others
    if (arrival.came !== undefined) enterActivity(run, arrival);
    else pass(run, arrival, outgoingOf(run, arrival.node, arrival.scope));
  },
};
