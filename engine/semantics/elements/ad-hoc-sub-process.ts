import { enterActivity } from '../enter-activity.ts';
import { startContents } from '../scopes.ts';
import type { ElementBehavior } from './behavior.ts';

/**
 * Activities in the order that people choose, as often as they choose (13.3.5; ADR 0053): see ad-hoc.ts. Events without incoming flow wait from the beginning.
 * Without a completion condition somebody says when it is done.
 */
export const adHocSubProcess: ElementBehavior = {
  type: 'adHocSubProcess',
  enter: enterActivity,
  begin(run, { key, origins }, node) {
    const waiting = node.contents!.starts.filter(({ step }) => step === undefined);
    if (waiting.length > 0) startContents(run, key, waiting, origins);
  },
  accepts: ({ adHoc }) => (adHoc!.completionCondition === undefined ? ['completeTask'] : []),
};
