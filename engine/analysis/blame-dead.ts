/** Where to look first when something is never reached. */
import type { Container, FlowNode } from '../model/types.ts';
import type { Run } from './decide-net.ts';

/** Splits and activities in whose way it lies, mostly one or two. `live`: what can happen among the elements; `reached`: those it happens to. */
export function blameDead(nodes: readonly FlowNode[], reached: ReadonlySet<FlowNode>, live: Run): FlowNode[] {
  const completing = new Set(live.flatMap(({ node, act }) => (act === 'complete' ? [node] : [])));
  // entered, but every run inside is thrown out of it: the innermost says why
  const blocked = nodes.findLast(
    (node) => (node.contents ?? node.called) && node.outgoing.length > 0 && reached.has(node) && !completing.has(node),
  );
  const thrower = blocked && throwerIn((blocked.contents ?? blocked.called)!);
  if (blocked && thrower) return [...thrower, blocked];
  const isEntry = (node: FlowNode) => !reached.has(node) && node.type !== 'boundaryEvent' && !node.isHandler && !node.contents;
  const entry = nodes.find((node) => isEntry(node) && !node.incoming.some(({ source }) => reached.has(source)));
  const lonely = nodes.find((node) => reached.has(node) && isLonely(node));
  return [entry, lonely].flatMap((node) => (node ? [node] : []));
}

/** A gateway that neither splits nor joins has lost a flow. */
function isLonely({ type, incoming, outgoing }: FlowNode): boolean {
  return type.endsWith('Gateway') && incoming.length === 1 && outgoing.length === 1;
}

/** The split that leads to a throw whatever is chosen: one that lost a flow, else the nearest that sets several branches going or that chooses; and the event that throws. */
function throwerIn({ nodes }: Container): FlowNode[] | undefined {
  const ends = nodes
    .filter(({ event }) => event?.type === 'error' || event?.type === 'escalation')
    .filter(({ type }) => type === 'endEvent');
  const lonely = nodes.find(isLonely);
  if (lonely) return [lonely, ...ends.slice(0, 1)];
  let choice: FlowNode[] | undefined;
  for (const end of ends) {
    const seen = new Set([end]);
    for (const node of seen) {
      if (node.outgoing.length > 1) {
        if (node.type !== 'exclusiveGateway' && node.type !== 'eventBasedGateway') return [node, end];
        choice ??= [node, end];
      }
      for (const { source } of node.incoming) seen.add(source);
    }
  }
  return choice;
}
