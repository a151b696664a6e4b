/** Errors and escalations look outward for a handler: nearest scope first, exact code before catch-all (ADR 0020). */
import { Obstacle } from './errors.ts';
import { emit, type Run } from './run.ts';
import { siblingOf } from './subscriptions.ts';
import type { ElementKey, Subscription, Variables } from './state.ts';

export interface Thrown {
  readonly type: 'error' | 'escalation';
  readonly code?: string;
  readonly variables: Variables;
  /** The element that throws, for the history. */
  readonly elementId: string;
}

/** Notes the throw and makes its handler, if any, the very next thing that happens. */
export function propagate(run: Run, thrown: Thrown, handler: Subscription | undefined): void {
  noteThrow(run, thrown, handler);
  if (handler) run.work.push({ do: 'trigger', key: handler.key, variables: thrown.variables });
}

/** In the history. */
export function noteThrow(run: Run, { type, code, elementId }: Thrown, handler: Subscription | undefined): void {
  emit(run, {
    type: type === 'error' ? 'errorThrown' : 'escalationThrown',
    elementId,
    ...(code !== undefined && { code }),
    ...(handler && { caughtBy: handler.elementId }),
  });
}

/** Does the handler end what threw? One that needs several triggers does when this is the last. */
export function interrupts(run: Run, handler: Subscription | undefined): boolean {
  if (handler === undefined) return false;
  const { interrupting, parallelMultiple } = run.model.nodes.get(handler.elementId)!;
  return interrupting && !(parallelMultiple && siblingOf(run, handler) !== undefined);
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

/** An error that nobody catches stops the dossier where it was thrown, visibly (ADR 0020). */
export function uncaught(elementId: string, code: string | undefined): Obstacle {
  const shown = code ?? '';
  return new Obstacle('ERROR_UNCAUGHT', elementId, `Không có nơi xử lý lỗi "${shown}"`, `Nobody catches the error "${shown}"`);
}
