import { enterActivity } from '../enter-activity.ts';
import { beginContents } from '../trigger.ts';
import type { ElementBehavior } from './behavior.ts';

/** A called process: a scope of the same dossier with variables of its own (13.3.4; ADR 0008, 0019). */
export const callActivity: ElementBehavior = {
  type: 'callActivity',
  enter: enterActivity,
  begin: beginContents,
};
