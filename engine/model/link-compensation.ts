/** Who takes back what: handlers of compensation, activities that a throw names, cancel events of transactions; and the checks that go with them (BPMN 2.0.2, 10.7). */
import type { Draft } from './compilation.ts';
import type { CompiledFile } from './compile-file.ts';
import { problem } from './problems.ts';
import type { Container, FlowNode } from './types.ts';

/** Links every compensation and cancel event of a compiled file; what is wrong is added to its problems. */
export function linkCompensation({ nodes, hostOf, compensatedBy, associations, problems }: CompiledFile): void {
  for (const node of nodes.values()) {
    const takesBack = node.events.some(({ type }) => type === 'compensate');
    if (node.type === 'boundaryEvent' && takesBack) linkHandler(node, nodes.get(hostOf.get(node) ?? ''));
    else if (takesBack && node.type !== 'startEvent') linkThrow(node);
    else if (node.events.some(({ type }) => type === 'cancel')) checkCancel(node);
    if (node.isHandler && node.incoming.length + node.outgoing.length > 0) problems.push(problem('COMPENSATION_FLOW', '', node.id));
    if (node.isHandler && node.contents?.kind === 'eventSubProcess') problems.push(problem('EVENT_SUBPROCESS_MARKER', '', node.id));
  }
  const used = new Set([...nodes.values()].map(({ handler }) => handler));
  for (const node of nodes.values()) {
    const { handler } = node.contents ?? {};
    if (node.handler && handler) problems.push(problem('COMPENSATION_SEVERAL', '', node.id));
    // nothing ever calls for them
    if (node.isHandler && !used.has(node)) problems.push(problem('NO_EFFECT', 'isForCompensation', node.id));
    if (node.isHandler && (node.handler || handler)) problems.push(problem('NO_EFFECT', 'compensation', node.id));
  }

  function linkHandler(boundary: Draft<FlowNode>, host: Draft<FlowNode> | undefined): void {
    if (boundary.outgoing.length > 0) problems.push(problem('COMPENSATION_FLOW', '', boundary.id));
    const found = associations.flatMap(([source, target]) => {
      const other = source === boundary.id ? target : target === boundary.id ? source : undefined;
      const node = other === undefined ? undefined : nodes.get(other);
      return node?.isHandler && node.container === boundary.container ? [node] : [];
    });
    if (found.length !== 1) problems.push(problem('COMPENSATION_HANDLER', '', boundary.id));
    if (host?.handler) problems.push(problem('COMPENSATION_SEVERAL', '', host.id));
    if (host && found[0]) host.handler = found[0];
    if (host?.contents?.kind === 'eventSubProcess') problems.push(problem('EVENT_SUBPROCESS_MARKER', '', host.id));
  }

  function linkThrow(node: Draft<FlowNode>): void {
    const named: FlowNode[] = [];
    for (const id of compensatedBy.get(node.id) ?? []) {
      if (id === undefined) continue;
      const activity = nodes.get(id);
      if (activity && scopesSeenFrom(node.container).includes(activity.container)) named.push(activity);
      else problems.push(problem('COMPENSATION_REACH', id, node.id));
    }
    // one that names no activity means all
    if (!compensatedBy.get(node.id)?.includes(undefined)) node.compensates = named;
  }

  function checkCancel(node: FlowNode): void {
    if (node.type === 'boundaryEvent') {
      const host = nodes.get(hostOf.get(node) ?? '');
      if (!host?.isTransaction) problems.push(problem('CANCEL_PLACE', '', node.id));
      else if (cancelBoundariesOf(host)[0] !== node) problems.push(problem('CANCEL_BOUNDARY', host.id, node.id));
      return;
    }
    const transaction = transactionAround(node.container);
    if (!transaction) problems.push(problem('CANCEL_PLACE', '', node.id));
    else if (cancelBoundariesOf(transaction).length === 0) problems.push(problem('CANCEL_BOUNDARY', transaction.id, node.id));
  }
}

function cancelBoundariesOf({ boundaryEvents }: FlowNode): readonly FlowNode[] {
  return boundaryEvents.filter(({ events }) => events.some(({ type }) => type === 'cancel'));
}

/** The containers whose completed activities a throw may take back: its own; from an event subprocess also the one around it. */
export function scopesSeenFrom(container: Container): readonly Container[] {
  return container.kind === 'eventSubProcess' ? [container, container.parent!] : [container];
}

/** The innermost transaction that a container lies in, or is. A called process is in none of its caller's. */
export function transactionAround(container: Container): FlowNode | undefined {
  for (let around: Container | undefined = container; around; around = around.parent)
    if (around.element?.isTransaction) return around.element;
  return undefined;
}
