import { enterActivity } from '../enter-activity.ts';
import { cancellable, cancelTransaction, throwCompensation } from '../compensation.ts';
import { endToken, pass } from '../flows.ts';
import { messageOf, payloadOf, throwMessage } from '../messages.ts';
import { handlerOf, interrupts, propagate, uncaught } from '../propagation.ts';
import { emit, type Run } from '../run.ts';
import { clearScope } from '../scopes.ts';
import { throwSignal } from '../signals.ts';
import { throwSeveral } from '../throw-several.ts';
import type { Arrival } from '../flows.ts';
import { jobCommands, sendsByJob, type ElementBehavior } from './behavior.ts';

/** Ends its token (13.5.3), with what it throws. Terminate ends its own scope and nothing outside. */
export const endEvent: ElementBehavior = {
  type: 'endEvent',
  enter(run, arrival) {
    if (sendsByJob(arrival.node)) return enterActivity(run, arrival);
    const { node, scope, origins } = arrival;
    if (node.events.length > 1) return throwSeveral(run, arrival);
    const event = node.event;
    switch (event?.type) {
      case undefined:
        return pass(run, arrival, []);
      case 'terminate':
        passed(run, arrival);
        clearScope(run, scope);
        return endToken(run, scope);
      case 'compensate':
        return throwCompensation(run, arrival, event.waits);
      case 'cancel': {
        const cancelled = cancellable(run, scope);
        if (!cancelled) return pass(run, arrival, []);
        return cancelTransaction(run, cancelled, {}, arrival);
      }
      case 'message': {
        const message = messageOf(run, node, scope);
        pass(run, arrival, []);
        return throwMessage(run, node, message, origins);
      }
      case 'signal': {
        const payload = payloadOf(run, node, scope);
        pass(run, arrival, []);
        return throwSignal(run, node, event.signalName, payload);
      }
      case 'error':
      case 'escalation': {
        const thrown = {
          type: event.type,
          elementId: node.id,
          variables: payloadOf(run, node, scope),
          ...(event.code !== undefined && { code: event.code }),
        };
        const handler = handlerOf(run, thrown, { scope });
        if (event.type === 'error' && !handler) throw uncaught(node.id, event.code);
        passed(run, arrival);
        if (!interrupts(run, handler)) endToken(run, scope);
        return propagate(run, thrown, handler);
      }
    }
  },
  accepts: (node) => (sendsByJob(node) ? jobCommands : []),
};

function passed(run: Run, { node, scope, flow, origins }: Arrival): void {
  emit(run, { type: 'elementPassed', elementId: node.id, scope, consumed: flow === undefined ? [] : [flow], origins });
}
