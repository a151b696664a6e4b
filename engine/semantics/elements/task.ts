import { finish } from '../activity.ts';
import { enterActivity } from '../enter-activity.ts';
import type { ElementBehavior } from './behavior.ts';

/** An abstract task: completed upon activation (BPMN 2.0.2, 13.3.3). Nobody is asked. */
export const task: ElementBehavior = {
  type: 'task',
  enter: enterActivity,
  begin: (run, element) => finish(run, element, {}),
};
