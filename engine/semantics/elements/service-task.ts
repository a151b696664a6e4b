import { enterActivity } from '../enter-activity.ts';
import { jobCommands, type ElementBehavior } from './behavior.ts';

/** A job for an external worker: completed, failed or answered with a business error by it (13.3.3). */
export const serviceTask: ElementBehavior = {
  type: 'serviceTask',
  enter: enterActivity,
  accepts: () => jobCommands,
};
