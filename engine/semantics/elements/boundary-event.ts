import { outgoingOf, pass } from '../flows.ts';
import type { ElementBehavior } from './behavior.ts';

/** Sits on an activity and is reached by its trigger, never by a flow (13.5.4): see trigger.ts. */
export const boundaryEvent: ElementBehavior = {
  type: 'boundaryEvent',
  enter: (run, arrival) => pass(run, arrival, outgoingOf(run, arrival.node, arrival.scope)),
};
