/** Ad-hoc subprocesses: what of their contents can be chosen now, and when they end (BPMN 2.0.2, 13.3.5; ADR 0053). */
import type { FlowNode, ProcessModel } from '../model/types.ts';
import { emit, isTrue, writeVariables, type Run } from './run.ts';
import { clearScope, elementsWithin, interrupt } from './scopes.ts';
import type { ActiveElement, ElementKey, Scope, State, Variables } from './state.ts';

/** Activities that somebody can choose now: those without incoming flow, and those whose tokens have come. In document order. */
export function choosable(model: ProcessModel, state: State, element: ActiveElement): FlowNode[] {
  const { adHoc, contents } = model.nodes.get(element.elementId)!;
  const scope = state.scopes[element.key];
  if (!adHoc || !scope || element.rounds || element.compensation || scope.isClosing) return [];
  if (adHoc.isSequential && hasWork(model, state, scope)) return [];
  return contents!.nodes.filter(
    (node) => isChosen(node) && (node.incoming.length === 0 || tokensBefore(node, scope) >= (node.startQuantity ?? 1)),
  );
}

/** Inside an ad-hoc subprocess activities wait to be chosen; gateways and events go on by themselves. */
export function isChosen({ step, contents, isHandler }: FlowNode): boolean {
  return step !== undefined && !isHandler && contents?.kind !== 'eventSubProcess';
}

/** A token inside an ad-hoc subprocess waits on its flow: what it leads to is chosen, or the subprocess is ending. */
export function staysOnFlow(run: Run, node: FlowNode, scope: ElementKey): boolean {
  return isChosen(node) || run.state.scopes[scope]!.isClosing === true;
}

function tokensBefore({ incoming }: FlowNode, { tokens }: Scope): number {
  return incoming.reduce((sum, { id }) => sum + (tokens[id]?.length ?? 0), 0);
}

/** Something that is no mere waiting event runs directly inside. */
function hasWork(model: ProcessModel, { elements }: State, { children }: Scope): boolean {
  for (const key in children) if (model.nodes.get(elements[key]!.elementId)!.step !== undefined) return true;
  return false;
}

/** An element inside has completed: after an activity the completion condition is asked, an event without incoming flow waits anew. */
export function afterInner(run: Run, node: FlowNode, scope: ElementKey): void {
  if (node.contents?.kind === 'eventSubProcess') return;
  if (node.step !== undefined) run.work.push({ do: 'judge', key: scope });
  else if (node.incoming.length === 0)
    run.work.push({ do: 'start', scope, node: node.id, origins: run.state.elements[scope]?.origins ?? [] });
}

/** Ends the subprocess when its completion condition holds. */
export function judgeAdHoc(run: Run, element: ActiveElement, node: FlowNode): void {
  const { completionCondition } = node.adHoc!;
  if (run.state.scopes[element.key]!.isClosing || completionCondition === undefined) return;
  if (isTrue(run, completionCondition, element.key, node.id)) endAdHoc(run, element, node, {});
}

/** No more is chosen. What still runs is interrupted, or awaited where the model says so; events that only wait are given up in any case. */
export function endAdHoc(run: Run, element: ActiveElement, node: FlowNode, variables: Variables): void {
  const { key, elementId, scope } = element;
  writeVariables(run, key, variables);
  emit(run, { type: 'scopeClosing', key, elementId, scope });
  if (node.adHoc!.cancelsRemaining) clearScope(run, key);
  else
    for (const child of Object.keys(run.state.scopes[key]!.children).sort()) {
      const inner = run.state.elements[child]!;
      if (run.model.nodes.get(inner.elementId)!.step === undefined) interrupt(run, inner);
    }
  run.touched.add(key);
}

/** Of the scopes where something moved, the ad-hoc subprocesses that have nothing left to await end. False when none does. */
export function endClosing(run: Run): boolean {
  for (const key of run.touched) {
    const scope = run.state.scopes[key];
    if (!scope?.isClosing || Object.keys(scope.children).length > 0 || run.state.troubled[key]) continue;
    if (scope.live > 0 || elementsWithin(run, key).length > 0) clearScope(run, key);
    run.touched.delete(key);
    run.work.push({ do: 'finish', key, variables: {} });
    return true;
  }
  return false;
}
