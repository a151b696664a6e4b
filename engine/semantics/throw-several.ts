/** Events with several definitions throw them all, in document order (10.5.4, 10.5.3; ADR 0049). */
import type { SequenceFlow } from '../model/types.ts';
import { endToken, takeFlows, type Arrival } from './flows.ts';
import { messageOf, payloadOf, throwMessage } from './messages.ts';
import { handlerOf, interrupts, noteThrow, uncaught, type Thrown } from './propagation.ts';
import { emit, type Run } from './run.ts';
import { clearScope } from './scopes.ts';
import { throwSignal } from './signals.ts';
import type { Subscription, Work } from './state.ts';

/**
 * Everything is evaluated and every handler sought before the first thing is thrown. Messages and signals leave when the branches have come to rest;
 * a termination ends the scope first, so that what is thrown beside it reaches handlers outside only.
 */
export function throwSeveral(run: Run, { node, scope, flow, origins }: Arrival, flows: readonly SequenceFlow[]): void {
  const { events } = node;
  const payload = payloadOf(run, node, scope);
  const messages = events.map((event) => (event.type === 'message' ? messageOf(run, node, scope, event, payload) : undefined));
  const thrown = events.map((event): { readonly thrown: Thrown; readonly handler: Subscription | undefined } | undefined => {
    if (event.type !== 'error' && event.type !== 'escalation') return undefined;
    const { type, code } = event;
    const one = { type, elementId: node.id, variables: payload, ...(code !== undefined && { code }) };
    const handler = handlerOf(run, one, { scope });
    if (type === 'error' && !handler) throw uncaught(node.id, code);
    return { thrown: one, handler };
  });
  const terminates = events.some(({ type }) => type === 'terminate');
  const stops = terminates || thrown.some((each) => interrupts(run, each?.handler));
  emit(run, {
    type: 'elementPassed',
    elementId: node.id,
    scope,
    consumed: flow === undefined ? [] : [flow],
    ...(flows.length === 0 && { origins }),
  });
  if (terminates) clearScope(run, scope);
  if (terminates) endToken(run, scope);
  else if (!stops) takeFlows(run, scope, flows, origins);
  const triggers: Work[] = [];
  for (const [index, event] of events.entries()) {
    if (event.type === 'message') throwMessage(run, node, messages[index]!, origins);
    if (event.type === 'signal') throwSignal(run, node, event.signalName, payload);
    const one = thrown[index];
    if (!one) continue;
    noteThrow(run, one.thrown, one.handler);
    if (one.handler) triggers.push({ do: 'trigger', key: one.handler.key, variables: payload });
  }
  run.work.push(...triggers.reverse());
}
