import { finish } from '../activity.ts';
import { onlyMapped } from '../compensable.ts';
import { enterActivity } from '../enter-activity.ts';
import { originsAfter } from '../steps.ts';
import { messageOf, throwMessage } from '../messages.ts';
import { jobCommands, sendsByJob, type ElementBehavior } from './behavior.ts';

/** Sends its message and goes on (13.3.3); with `tthc:jobType` an external worker does the sending. */
export const sendTask: ElementBehavior = {
  type: 'sendTask',
  enter: enterActivity,
  begin(run, element, node) {
    const local = run.state.scopes[element.key];
    // its inputs were made when it was activated: made again they would see themselves
    const message = messageOf(run, node, local ? element.key : element.scope, undefined, local && onlyMapped(node, local.variables));
    const origins = originsAfter(run, element);
    finish(run, element, {});
    throwMessage(run, node, message, origins);
  },
  accepts: (node) => (sendsByJob(node) ? jobCommands : []),
};
