import { enterActivity } from '../enter-activity.ts';
import { outgoingOf, pass } from '../flows.ts';
import type { ElementBehavior } from './behavior.ts';

/** Holds its token until its trigger comes (13.5.2). A catching link only marks the place where its throwing partner goes on. */
export const intermediateCatchEvent: ElementBehavior = {
  type: 'intermediateCatchEvent',
  enter(run, arrival) {
    if (arrival.node.event?.type === 'link') pass(run, arrival, outgoingOf(run, arrival.node, arrival.scope));
    else enterActivity(run, arrival);
  },
};
