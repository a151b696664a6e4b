/** What a multi-instance activity throws when one of its instances completes (BPMN 2.0.2, 10.3.8; ADR 0054). */
import type { FlowNode, LoopCharacteristics, RoundEvent } from '../model/types.ts';
import { Obstacle } from './errors.ts';
import { throwMessage } from './messages.ts';
import { handlerOf, propagate, type Thrown } from './propagation.ts';
import { emit, isTrue, type Run } from './run.ts';
import { throwSignal } from './signals.ts';
import { hasIncident } from './subscriptions.ts';
import type { ActiveElement, Variables } from './state.ts';

type MultiInstance = Extract<LoopCharacteristics, { kind: 'multiInstance' }>;

/**
 * Queues the events that the completion of this instance throws, in document order; all conditions are asked before the first is thrown.
 * False when there are none. What catches one on the border of the activity acts at once, before the activity may complete.
 */
export function throwRoundEvents(
  run: Run,
  body: ActiveElement,
  node: FlowNode,
  { roundEvents }: MultiInstance,
  counts: Variables,
): boolean {
  if (!roundEvents) return false;
  const due = roundEvents.flatMap((each, index) => (isDue(run, body, node, each, counts) ? [index] : []));
  for (const index of due.reverse()) run.work.push({ do: 'roundEvent', key: body.key, index, variables: counts });
  return due.length > 0;
}

function isDue(run: Run, body: ActiveElement, node: FlowNode, { when }: RoundEvent, counts: Variables): boolean {
  if (when === 'each') return true;
  if (when === 'first') return counts.numberOfCompletedInstances === 1;
  return isTrue(run, when.condition, body.key, node.id, counts);
}

/** Throws one of them, with the counts of the activity. */
export function throwRoundEvent(run: Run, body: ActiveElement, node: FlowNode, index: number, variables: Variables): void {
  const { event } = (node.loop as MultiInstance).roundEvents![index]!;
  const { key, scope, origins } = body;
  if (event.type === 'error' || event.type === 'escalation') {
    const thrown: Thrown = { type: event.type, elementId: node.id, variables, ...(event.code !== undefined && { code: event.code }) };
    const handler = handlerOf(run, thrown, { element: key, scope });
    if (event.type === 'error' && !handler) throw uncaughtIn(node, event.code);
    return propagate(run, thrown, handler);
  }
  const name = event.type === 'message' ? event.messageName : event.type === 'signal' ? event.signalName : undefined;
  const onBorder = body.armed.filter((armed) => {
    const subscription = run.state.subscriptions[armed]!;
    return subscription.type === event.type && subscription.name === name && !hasIncident(run.state, armed);
  });
  if (event.type === 'signal') throwSignal(run, node, event.signalName, variables, onBorder);
  else if (event.type === 'message' && onBorder.length === 0) throwMessage(run, node, { name: event.messageName, variables }, origins);
  else if (event.type === 'message')
    emit(run, { type: 'messageThrown', elementId: node.id, name: event.messageName, variables, delivery: 'dossier' });
  const triggered = event.type === 'message' ? onBorder.slice(0, 1) : onBorder;
  for (const armed of triggered.toReversed()) run.work.push({ do: 'trigger', key: armed, variables });
}

function uncaughtIn({ id }: FlowNode, code = ''): Obstacle {
  return new Obstacle('ERROR_UNCAUGHT', id, `Không có nơi xử lý lỗi "${code}"`, `Nobody catches the error "${code}"`);
}
