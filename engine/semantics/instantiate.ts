/** A process that starts at something that waits: its trigger has come (10.5.2, 10.6.6, ADR 0049). */
import { isTriggeredStart, startingGateway } from '../model/triggers-of.ts';
import type { FlowNode } from '../model/types.ts';
import { emit, type Run } from './run.ts';
import type { Came, ElementKey, Token } from './state.ts';

/** Is there more to it than a start event that has come and passes at once? */
export function waitsAtStart(node: FlowNode, definition: number | undefined): boolean {
  return isTriggeredStart(node) && (node.type !== 'startEvent' || (node.parallelMultiple && definition !== undefined));
}

/** Begins at the element whose trigger has come: at a start event or receive task, or behind its gateway; a parallel one waits for the rest. */
export function startAtTrigger(run: Run, scope: ElementKey, node: FlowNode, came: Came, origins: Token): void {
  const gateway = startingGateway(node);
  if (!gateway) return void run.work.push({ do: 'start', scope, node: node.id, origins, came });
  const flows = gateway.outgoing.filter(({ target }) => target === node || gateway.waitsForAll);
  emit(run, { type: 'elementPassed', elementId: gateway.id, scope, consumed: [] });
  for (const { id: flow } of flows) emit(run, { type: 'flowTaken', scope, flow, origins });
  for (const { id: flow, target } of flows.toReversed()) run.work.push({ do: 'arrive', scope, flow, ...(target === node && { came }) });
}
