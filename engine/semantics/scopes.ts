/** Processes, subprocesses and local variables while they run: opening, emptying, finishing. */
import type { Container, FlowNode } from '../model/types.ts';
import { Obstacle } from './errors.ts';
import { endExclusion } from './dossier.ts';
import { closeStep } from './steps.ts';
import { emit, type Run } from './run.ts';
import { arm, type Plan, planSubscription } from './subscriptions.ts';
import type { ActiveElement, ElementKey, Scope, Token, Variables } from './state.ts';

export interface Opening {
  readonly key: ElementKey;
  readonly container?: Container;
  readonly parent?: ElementKey;
  readonly variables: Variables;
  /** A process that no call activity stands for. */
  readonly counted?: boolean;
}

export function openScope(run: Run, { key, container, parent, variables, counted = false }: Opening): void {
  emit(run, {
    type: 'scopeOpened',
    scope: {
      key,
      ...(container && { containerId: container.id }),
      ...(parent !== undefined && { parent }),
      isolated: container?.kind === 'process',
      variables,
      startedAt: run.at,
      counted,
    },
  });
}

/** What the event subprocesses of a container will wait for; evaluated before anything is armed. */
export function planEventSubProcesses(run: Run, container: Container, seenFrom: ElementKey, overlay?: Variables): readonly Plan[] {
  return container.eventSubProcesses.map(({ contents }) => planSubscription(run, contents!.startEvents[0]!, seenFrom, overlay));
}

/** Event subprocesses are armed before the scope's own start runs (ADR 0019). */
export function armEventSubProcesses(run: Run, scope: ElementKey, plans: readonly Plan[]): void {
  for (const plan of plans) arm(run, plan, scope, scope);
}

/** Queues the start of a container: its none start, or every node without incoming flow (ADR 0019). */
export function startContents(run: Run, scope: ElementKey, starts: readonly FlowNode[], origins: Token): void {
  if (starts.length === 0) run.work.push({ do: 'check', scope });
  for (let index = starts.length - 1; index >= 0; index--) run.work.push({ do: 'start', scope, node: starts[index]!.id, origins });
}

/** True when nothing lives in the scope any more. */
export function isEmpty(scope: Scope): boolean {
  return scope.live === 0;
}

/** Every active element of a scope, inner ones after the one around them, in an order that does not depend on that of stored keys. Walks, does not recurse: nesting may be deep. */
export function elementsWithin(run: Run, top: ElementKey): ActiveElement[] {
  const found: ActiveElement[] = [];
  const pending = [top];
  for (let key = pending.pop(); key !== undefined; key = pending.pop())
    for (const child of Object.keys(run.state.scopes[key]?.children ?? {}).sort()) {
      found.push(run.state.elements[child]!);
      if (run.state.scopes[child]) pending.push(child);
    }
  return found;
}

/** Ends everything inside a scope, inner joins and armed starts included, and nothing outside. */
export function clearScope(run: Run, key: ElementKey): void {
  // starts that are still to come belong to what ends; their tokens lie nowhere yet
  for (let index = run.work.length - 1; index >= 0; index--) {
    const work = run.work[index]!;
    if (work.do === 'start' && work.scope === key) run.work.splice(index, 1);
  }
  interruptAll(run, elementsWithin(run, key));
  emit(run, { type: 'scopeCleared', key });
}

/** Ends an element with everything inside it. */
export function interrupt(run: Run, element: ActiveElement): void {
  interruptAll(run, [element, ...elementsWithin(run, element.key)]);
}

/** Inner ones first. */
function interruptAll(run: Run, elements: readonly ActiveElement[]): void {
  for (const { key } of elements.toReversed()) {
    const element = run.state.elements[key]!;
    const record = closeStep(run, element, 'interrupted');
    emit(run, { type: 'elementInterrupted', key, elementId: element.elementId, scope: element.scope, ...(record && { record }) });
    endExclusion(run, key);
    if (element.thrownBy !== undefined) run.work.push({ do: 'compensate', key: element.thrownBy });
  }
}

/** The model's container that a scope runs. */
export function containerOf(run: Run, scope: Scope): Container | undefined {
  if (scope.containerId === undefined) return undefined;
  return run.model.processes.get(scope.containerId) ?? run.model.nodes.get(scope.containerId)?.contents;
}

/** When only tokens in front of joins are left in a scope, nothing can ever move there. */
export function stuckAt(run: Run, scope: Scope): Obstacle | undefined {
  let tokens = 0;
  for (const flow in scope.tokens) tokens += scope.tokens[flow]!.length;
  // where people choose they may choose again
  if (scope.live > tokens || containerOf(run, scope)?.adHoc) return undefined;
  for (const flow of Object.keys(scope.tokens).sort()) {
    const node = run.model.flows.get(flow)!.target;
    return new Obstacle(
      'STUCK',
      node.id,
      `Hồ sơ bị kẹt: "${node.name ?? node.id}" chờ một nhánh không bao giờ tới`,
      `Stuck: "${node.name ?? node.id}" waits for a branch that can never arrive`,
    );
  }
  return undefined;
}
