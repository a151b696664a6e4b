import { enterActivity } from '../enter-activity.ts';
import { personCommands, type ElementBehavior } from './behavior.ts';

/** Work of a person: waits until completed (13.3.3). An officer may also report a business error or escalation. */
export const userTask: ElementBehavior = {
  type: 'userTask',
  enter: enterActivity,
  accepts: () => personCommands,
};
