/** What is kept of completed activities so that they can be taken back, and how the end of a handler is told to what called for it. */
import type { FlowNode } from '../model/types.ts';
import { emit, visibleVariables, type Run } from './run.ts';
import { originsAfter } from './steps.ts';
import type { ActiveElement, ElementKey, Token, Variables } from './state.ts';

/** An activity completes: is there anything to take back? A handler itself is never taken back. */
export function keepCompensable(run: Run, { key, elementId, scope, compensates }: ActiveElement, node: FlowNode): void {
  if (node.isHandler || compensates !== undefined) return;
  const { handler, contents } = node;
  const local = run.state.scopes[key];
  const withInside = handler === undefined && contents !== undefined && local!.compensable !== undefined;
  if (!handler && !contents?.handler && !withInside) return;
  emit(run, {
    type: 'compensationKept',
    scope,
    key,
    elementId,
    sequence: run.state.sequence + 1,
    variables: handler ? visibleVariables(run.state, local && !local.isolated ? key : scope) : { ...local!.variables },
    ...(withInside && { withInside }),
  });
}

/** All rounds have ended: each of them can be taken back by itself. */
export function keepRounds(run: Run, { key, elementId, scope }: ActiveElement): void {
  emit(run, { type: 'compensationKept', scope, key, elementId, sequence: run.state.sequence + 1 });
}

/** A handler has ended: the next one, with the file from where it is now. */
export function handled(run: Run, scope: ElementKey, thrownBy: ElementKey, origins: Token): void {
  run.work.push({ do: 'check', scope }, { do: 'compensate', key: thrownBy, origins });
}

/** A subprocess that was open again has been taken back; it puts no token on its flows a second time. */
export function closeReopened(run: Run, element: ActiveElement): void {
  const origins = originsAfter(run, element);
  const { key, elementId, scope, thrownBy } = element;
  emit(run, { type: 'elementCompleted', key, elementId, scope });
  handled(run, scope, thrownBy!, origins);
}

/** A called process gets what is mapped, not all that the handler sees. */
export function onlyMapped({ inputs }: FlowNode, locals: Variables): Variables {
  return Object.fromEntries(inputs.map(({ target }) => [target, locals[target]!]));
}

/** Where results go. The body of a handler's rounds holds what was, not what is. */
export function scopeAround({ model, state }: Run, { scope, roundOf }: ActiveElement): ElementKey {
  if (!model.uses.compensation || roundOf === undefined) return scope;
  const body = state.elements[roundOf]!;
  return body.thrownBy === undefined ? scope : body.scope;
}
