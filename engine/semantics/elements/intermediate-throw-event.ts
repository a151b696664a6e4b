import { enterActivity } from '../enter-activity.ts';
import { throwCompensation } from '../compensation.ts';
import { outgoingOf, pass, takeFlows } from '../flows.ts';
import { messageOf, payloadOf, throwMessage } from '../messages.ts';
import { handlerOf, interrupts, propagate } from '../propagation.ts';
import { throwSignal } from '../signals.ts';
import { emit } from '../run.ts';
import { throwSeveral } from '../throw-several.ts';
import { jobCommands, sendsByJob, type ElementBehavior } from './behavior.ts';

/** Throws its message, signal or escalation and goes on; a link goes on at its catching partner; none just passes (13.5.2). */
export const intermediateThrowEvent: ElementBehavior = {
  type: 'intermediateThrowEvent',
  enter(run, arrival) {
    if (sendsByJob(arrival.node)) return enterActivity(run, arrival);
    const { node, scope, flow, origins } = arrival;
    if (node.events.length > 1) return throwSeveral(run, arrival);
    const event = node.event;
    if (event?.type === 'compensate') return throwCompensation(run, arrival, event.waits);
    const flows = event?.type === 'link' ? [] : outgoingOf(run, node, scope);
    const message = event?.type === 'message' ? messageOf(run, node, scope) : undefined;
    const payload = event?.type === 'signal' || event?.type === 'escalation' ? payloadOf(run, node, scope) : {};
    if (event?.type === 'link') {
      emit(run, { type: 'elementPassed', elementId: node.id, scope, consumed: flow === undefined ? [] : [flow] });
      run.work.push({ do: 'start', scope, node: node.linkTarget!.id, origins });
      return;
    }
    if (event?.type === 'escalation') {
      emit(run, { type: 'elementPassed', elementId: node.id, scope, consumed: flow === undefined ? [] : [flow] });
      const thrown = {
        type: 'escalation',
        elementId: node.id,
        variables: payload,
        ...(event.code !== undefined && { code: event.code }),
      } as const;
      const handler = handlerOf(run, thrown, { scope });
      if (!interrupts(run, handler)) takeFlows(run, scope, flows, origins);
      return propagate(run, thrown, handler);
    }
    pass(run, arrival, flows);
    if (message) throwMessage(run, node, message, origins);
    if (event?.type === 'signal') throwSignal(run, node, event.signalName, payload);
  },
  accepts: (node) => (sendsByJob(node) ? jobCommands : []),
};
