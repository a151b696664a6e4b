import { finish } from '../activity.ts';
import { enterActivity } from '../enter-activity.ts';
import { Obstacle } from '../errors.ts';
import { evaluate } from '../run.ts';
import { handlerOf, propagate } from '../propagation.ts';
import type { ElementBehavior } from './behavior.ts';

/** A FEEL script. Its result is kept under `tthc:resultVariable` (ADR 0007). A script that fails throws an error that a boundary event can catch. */
export const scriptTask: ElementBehavior = {
  type: 'scriptTask',
  enter: enterActivity,
  begin(run, element, node) {
    let value;
    try {
      value = evaluate(run, node.script!, run.state.scopes[element.key] ? element.key : element.scope, node.id);
    } catch (error) {
      const thrown = { type: 'error', code: 'SCRIPT_FAILED', variables: {}, elementId: node.id } as const;
      const handler = handlerOf(run, thrown, { element: element.key, scope: element.scope });
      if (!(error instanceof Obstacle) || !handler) throw error;
      return propagate(run, thrown, handler);
    }
    finish(run, element, node.resultVariable === undefined ? {} : { [node.resultVariable]: value });
  },
};
