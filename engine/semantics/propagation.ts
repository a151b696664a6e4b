/** Errors and escalations look outward for a handler: nearest scope first, exact code before catch-all (ADR 0020). */
import { emit, type Run } from './run.ts';
import type { ElementKey, Subscription, Variables } from './state.ts';

export interface Thrown {
  readonly type: 'error' | 'escalation';
  readonly code?: string;
  readonly variables: Variables;
  /** The element that throws, for the history. */
  readonly elementId: string;
}

/** Notes the throw and makes its handler, if any, the very next thing that happens. */
export function propagate(run: Run, { type, code, elementId, variables }: Thrown, handler: Subscription | undefined): void {
  emit(run, {
    type: type === 'error' ? 'errorThrown' : 'escalationThrown',
    elementId,
    ...(code !== undefined && { code }),
    ...(handler && { caughtBy: handler.elementId }),
  });
  if (handler) run.work.push({ do: 'trigger', key: handler.key, variables });
}

/** Does the handler end what threw? */
export function interrupts(run: Run, handler: Subscription | undefined): boolean {
  return handler !== undefined && run.model.nodes.get(handler.elementId)!.interrupting;
}

/** Who handles it. `element`: thrown by an active activity, whose own boundary comes first; else by an event in `scope`. */
export function handlerOf(run: Run, thrown: Thrown, from: { element?: ElementKey; scope: ElementKey }): Subscription | undefined {
  const { elements, scopes } = run.state;
  let inside: ElementKey | undefined = from.element;
  let scopeKey: ElementKey | undefined = from.scope;
  let skipScope = false;
  for (;;) {
    if (inside !== undefined) {
      // a boundary event on the activity, or on the body that counts its rounds
      const found = bestOf(run, elements[inside]?.armed ?? [], thrown);
      if (found) return found;
      const element = elements[inside];
      scopeKey = element?.scope;
      // an error inside an event subprocess never reaches itself or a sibling
      skipScope = element !== undefined && run.model.nodes.get(element.elementId)?.contents?.kind === 'eventSubProcess';
    }
    if (scopeKey === undefined) return undefined;
    const scope = scopes[scopeKey];
    if (scope && !skipScope) {
      const found = bestOf(run, scope.armed, thrown);
      if (found) return found;
    }
    if (!elements[scopeKey]) return undefined;
    inside = scopeKey;
  }
}

function bestOf(run: Run, armed: readonly ElementKey[], { type, code }: Thrown): Subscription | undefined {
  const candidates = armed.map((key) => run.state.subscriptions[key]!).filter((subscription) => subscription.type === type);
  return candidates.find(({ name }) => code !== undefined && name === code) ?? candidates.find(({ name }) => name === undefined);
}
