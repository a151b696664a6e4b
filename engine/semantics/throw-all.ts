/** What an event with several definitions throws, all of it in document order (10.5.3, 10.5.4; ADR 0049). */
import type { SequenceFlow } from '../model/types.ts';
import { outgoingOf, type Arrival } from './flows.ts';
import { messageOf, payloadOf, throwMessage } from './messages.ts';
import { handlerOf, interrupts, noteThrow, uncaught, type Thrown } from './propagation.ts';
import type { Run } from './run.ts';
import { throwSignal } from './signals.ts';
import type { Subscription, Work } from './state.ts';

/**
 * Everything is evaluated and every handler sought before `leave` lets the token go over these flows (`stops`: not, for a handler interrupts it) and the first
 * thing is thrown. Messages and signals leave when the branches have come to rest.
 */
export function throwAll(
  run: Run,
  { node, scope, origins }: Arrival,
  leave: (flows: readonly SequenceFlow[], stops: boolean) => void,
): void {
  const { events } = node;
  const flows = outgoingOf(run, node, scope);
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
  leave(
    flows,
    thrown.some((each) => interrupts(run, each?.handler)),
  );
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
