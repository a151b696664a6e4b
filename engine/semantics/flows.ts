/** Tokens on sequence flows: taking flows out of an element and choosing among them. */
import type { FlowNode, SequenceFlow } from '../model/types.ts';
import { Obstacle } from './errors.ts';
import { emit, isTrue, type Run } from './run.ts';
import type { Came, ElementKey, Token, Variables } from './state.ts';

/** Where a token has come: at `node`, over `flow` (a start has none). */
export interface Arrival {
  readonly node: FlowNode;
  readonly scope: ElementKey;
  readonly flow?: string;
  /** Flows of further tokens that come with it, where an activity takes several. */
  readonly besides?: readonly string[];
  readonly origins: Token;
  /** The process starts here, by a trigger that has come. */
  readonly came?: Came | undefined;
  /** A handler of compensation: which activity it takes back, with what that had seen, and who called for it. */
  readonly handles?: { readonly compensates: ElementKey; readonly thrownBy: ElementKey; readonly variables: Variables };
}

/** Puts a token on each flow, all at once, then follows them depth first in order. Without flows the token has ended. */
export function takeFlows(run: Run, scope: ElementKey, flows: readonly SequenceFlow[], origins: Token): void {
  for (const flow of flows) {
    emit(run, { type: 'flowTaken', scope, flow: flow.id, origins });
    // each token costs as much as those before it on the flow are many: a loop that piles them up is noticed long before it hurts
    run.movesLeft -= Math.floor(run.state.scopes[scope]!.tokens[flow.id]!.length / 100);
  }
  if (flows.length === 0) endToken(run, scope);
  for (let index = flows.length - 1; index >= 0; index--) run.work.push({ do: 'arrive', scope, flow: flows[index]!.id });
}

/** A token has ended in this scope: the scope may be done. */
export function endToken(run: Run, scope: ElementKey): void {
  run.work.push({ do: 'check', scope });
}

/** The instantaneous element did its work: it used one token of `flow` and the token goes on over `flows`. */
export function pass(run: Run, { node, scope, flow, origins }: Arrival, flows: readonly SequenceFlow[]): void {
  const ends = flows.length === 0;
  emit(run, { type: 'elementPassed', elementId: node.id, scope, consumed: flow === undefined ? [] : [flow], ...(ends && { origins }) });
  takeFlows(run, scope, flows, origins);
}

/**
 * The flows that leave an activity or event: all without condition, all whose condition is true; the default when no condition was.
 * Obstacle when every flow has a condition and none holds (ADR 0019). Each as often as the activity's completion quantity says.
 */
export function outgoingOf(run: Run, node: FlowNode, scope: ElementKey, overlay?: Variables): readonly SequenceFlow[] {
  const flows = flowsFrom(run, node, scope, overlay);
  const { completionQuantity } = node;
  return completionQuantity === undefined ? flows : flows.flatMap((flow) => Array.from({ length: completionQuantity }, () => flow));
}

function flowsFrom(run: Run, node: FlowNode, scope: ElementKey, overlay?: Variables): readonly SequenceFlow[] {
  const chosen = choiceOf(run, node);
  if (chosen) return chosen;
  if (!node.outgoing.some((flow) => flow.condition !== undefined || flow.isDefault)) return node.outgoing;
  return conditionalFlows(run, node, scope, overlay);
}

/** Inclusive choice: every flow without condition or with a true one; else the default; else an Obstacle. */
export function conditionalFlows(run: Run, node: FlowNode, scope: ElementKey, overlay?: Variables): readonly SequenceFlow[] {
  let anyTrue = false;
  const taken = node.outgoing.filter((flow) => {
    if (flow.isDefault) return false;
    if (flow.condition === undefined) return true;
    const holds = isTrue(run, flow.condition, scope, node.id, overlay);
    anyTrue ||= holds;
    return holds;
  });
  if (!anyTrue && node.defaultFlow) return node.outgoing.filter((flow) => flow.isDefault || taken.includes(flow));
  if (taken.length > 0) return taken;
  throw noFlow(node);
}

/** A split decided by the environment instead of by conditions. */
export function choiceOf(run: Run, node: FlowNode): readonly SequenceFlow[] | undefined {
  const choices = run.environment.choices;
  if (!choices || !Object.hasOwn(choices, node.id)) return undefined;
  return node.outgoing.filter((flow) => choices[node.id]!.includes(flow.id));
}

export function noFlow(node: FlowNode): Obstacle {
  return new Obstacle(
    'NO_FLOW',
    node.id,
    `Không có luồng nào ra khỏi "${node.name ?? node.id}" được chọn và không có luồng mặc định`,
    `No flow out of "${node.name ?? node.id}" is chosen and there is no default`,
  );
}

/** A token without a way on ends in its scope and leaves its origins there. */
export function ending(flows: readonly SequenceFlow[], origins: Token): { readonly origins?: Token } {
  return flows.length === 0 && origins.length > 0 ? { origins } : {};
}
