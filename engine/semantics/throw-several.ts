/** A token at an event that throws several things: in which order they go (ADR 0049, 0065). */
import type { SequenceFlow } from '../model/types.ts';
import { cancellable, cancelTransaction, seekCompensation, takeBack } from './compensation.ts';
import { endToken, takeFlows, type Arrival } from './flows.ts';
import { emit, type Run } from './run.ts';
import { clearScope } from './scopes.ts';
import { throwAll } from './throw-all.ts';

/** A termination ends its scope before everything; compensation that waits is over before the rest is thrown; a transaction is cancelled before messages and signals leave. */
export function throwSeveral(run: Run, arrival: Arrival): void {
  const { node, scope } = arrival;
  const has = (type: 'compensate' | 'cancel') => node.events.some((event) => event.type === type);
  if (has('compensate')) return throwWithCompensation(run, arrival);
  const cancelled = has('cancel') ? cancellable(run, scope) : undefined;
  throwAll(run, arrival, (flows, stops) => {
    if (cancelled) cancelTransaction(run, cancelled, {}, arrival);
    else leave(run, arrival, flows, stops);
  });
}

function throwWithCompensation(run: Run, arrival: Arrival): void {
  const { node, scope, origins } = arrival;
  const sought = seekCompensation(run, node, scope);
  const waits = node.events.some((event) => event.type === 'compensate' && event.waits);
  if (waits && sought.taken.length > 0) {
    takeBack(run, terminates(arrival) ? terminated(run, arrival) : arrival, sought, true);
    run.work.push({ do: 'compensate', key: sought.key });
    return;
  }
  throwAll(run, arrival, (flows, stops) => {
    if (!takeBack(run, terminates(arrival) && sought.taken.length > 0 ? terminated(run, arrival) : arrival, sought, waits))
      return leave(run, arrival, flows, stops);
    if (!stops && !terminates(arrival)) takeFlows(run, scope, flows, origins);
    run.work.push({ do: 'compensate', key: sought.key });
  });
}

function leave(run: Run, arrival: Arrival, flows: readonly SequenceFlow[], stops: boolean): void {
  const { node, scope, flow, origins } = arrival;
  emit(run, {
    type: 'elementPassed',
    elementId: node.id,
    scope,
    consumed: flow === undefined ? [] : [flow],
    ...(flows.length === 0 && { origins }),
  });
  if (terminates(arrival)) clearScope(run, scope);
  if (terminates(arrival)) endToken(run, scope);
  else if (!stops) takeFlows(run, scope, flows, origins);
}

function terminates({ node }: Arrival): boolean {
  return node.events.some(({ type }) => type === 'terminate');
}

/** The scope has ended around the token that came; it lies nowhere now. */
function terminated(run: Run, { flow: _flow, ...arrival }: Arrival): Arrival {
  clearScope(run, arrival.scope);
  return arrival;
}
