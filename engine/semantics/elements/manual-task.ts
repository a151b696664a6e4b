import { enterActivity } from '../enter-activity.ts';
import { personCommands, type ElementBehavior } from './behavior.ts';

/** Work outside any system: completed when the person says it has been done (13.3.3), so that its time is measured like any other step's. */
export const manualTask: ElementBehavior = {
  type: 'manualTask',
  enter: enterActivity,
  accepts: () => personCommands,
};
