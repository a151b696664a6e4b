import { enterActivity } from '../enter-activity.ts';
import { beginContents } from '../trigger.ts';
import type { ElementBehavior } from './behavior.ts';

/** An embedded subprocess: a scope of its own that completes when nothing lives in it any more (13.3.4). Event subprocesses are started by their trigger. */
export const subProcess: ElementBehavior = {
  type: 'subProcess',
  enter: enterActivity,
  begin: beginContents,
};
