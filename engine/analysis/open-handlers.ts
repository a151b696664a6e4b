/** Handlers of compensation that may do more than end: the nets, which take a throw of compensation as something that passes, do not know what then happens. */
import type { Container, FlowNode } from '../model/types.ts';
import { takesBack, type Throws } from './throws-of.ts';

/**
 * The handlers in some processes, and in what they call, that a flow leaves, that throw what somebody handles, or whose contents are not sound.
 * `together`: also those that take part in the messages between the processes.
 */
export function openHandlers(
  processes: readonly Container[],
  throws: Throws,
  isSound: (contents: Container, isCalled: boolean) => boolean,
  together: boolean,
): FlowNode[] {
  const found: FlowNode[] = [];
  const containers = new Map(processes.map((process) => [process, false]));
  // grows while it is walked
  for (const [container, isCalled] of containers)
    for (const node of container.nodes) {
      const contents = node.contents ?? node.called;
      if (contents && !containers.has(contents)) containers.set(contents, isCalled || contents.kind === 'process');
      if ((node.isHandler || takesBack(node.contents)) && isOpen(node, contents, isCalled)) found.push(node);
    }
  return found;

  function isOpen(node: FlowNode, contents: Container | undefined, isCalled: boolean): boolean {
    if (node.boundaryEvents.length > 0) return true;
    if (together && (contents || node.type === 'sendTask' || node.type === 'receiveTask')) return true;
    const thrown = contents ? throws.leaving(contents) : throws.sitesAt(node);
    if (thrown.some((one) => throws.handlersOf(one, node, isCalled).some((handler) => handler !== undefined))) return true;
    return contents !== undefined && !isSound(contents, isCalled || contents.kind === 'process');
  }
}
