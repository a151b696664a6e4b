import { enterActivity } from '../enter-activity.ts';
import type { ElementBehavior } from './behavior.ts';

/** Waits for its message (13.3.3); it is completed by the message only. */
export const receiveTask: ElementBehavior = {
  type: 'receiveTask',
  enter: enterActivity,
};
