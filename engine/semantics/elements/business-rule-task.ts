import { finish } from '../activity.ts';
import { enterActivity } from '../enter-activity.ts';
import { Obstacle } from '../errors.ts';
import { handlerOf, propagate } from '../propagation.ts';
import { lookUp } from '../run.ts';
import type { ElementBehavior } from './behavior.ts';

/**
 * Asks a decision of a DMN file (BPMN 2.0.2, 13.3.3). Its result is kept under `tthc:resultVariable`, the rules that were true in the history.
 * A decision that fails throws the error `DECISION_FAILED`, as a script that fails throws its own; nobody catches it: an incident (ADR 0055).
 */
export const businessRuleTask: ElementBehavior = {
  type: 'businessRuleTask',
  enter: enterActivity,
  begin(run, element, node) {
    const scope = run.state.scopes[element.key] ? element.key : element.scope;
    const { id, name, evaluate } = node.decision!;
    const outcome = evaluate((variable) => lookUp(run.state, scope, variable), run.at);
    if (outcome.failed) {
      const thrown = { type: 'error', code: 'DECISION_FAILED', variables: {}, elementId: node.id } as const;
      const handler = handlerOf(run, thrown, { element: element.key, scope: element.scope });
      if (!handler) throw new Obstacle('DECISION_FAILED', node.id, outcome.message, outcome.messageEn);
      return propagate(run, thrown, handler);
    }
    const results = node.resultVariable === undefined ? {} : { [node.resultVariable]: outcome.value };
    finish(run, element, results, false, { id, name, tables: outcome.tables });
  },
};
