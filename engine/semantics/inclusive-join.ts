/** When an inclusive join may fire: BPMN 2.0.2, 13.4.3, within the scope that contains it (ADR 0004). */
import type { Container, FlowNode, SequenceFlow } from '../model/types.ts';
import type { Run } from './run.ts';
import { containerOf } from './scopes.ts';
import { inside, type ActiveElement, type Scope } from './state.ts';

/** For each incoming flow of a join: the flows and nodes from which a path leads to it without passing the join. Boundary and link edges count. */
type Upstream = ReadonlyMap<SequenceFlow, ReadonlySet<SequenceFlow | FlowNode>>;

const upstreamOf = new WeakMap<FlowNode, Upstream>();

export function upstream(join: FlowNode): Upstream {
  let known = upstreamOf.get(join);
  if (!known) {
    known = new Map(join.incoming.map((flow) => [flow, leadingTo(flow, join)]));
    upstreamOf.set(join, known);
  }
  return known;
}

function leadingTo(end: SequenceFlow, join: FlowNode): Set<SequenceFlow | FlowNode> {
  const seen = new Set<SequenceFlow | FlowNode>([end]);
  const pending: FlowNode[] = [end.source];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node === join || seen.has(node)) continue;
    seen.add(node);
    for (const flow of node.incoming) {
      seen.add(flow);
      pending.push(flow.source);
    }
    if (node.attachedTo) pending.push(node.attachedTo);
    if (node.event?.type === 'link' && node.type === 'intermediateCatchEvent')
      for (const other of node.container.nodes) if (other.linkTarget === node) pending.push(other);
  }
  return seen;
}

/**
 * The first inclusive join of the scope, in document order, that is enabled: some flow marked, and every token that could still reach
 * an empty flow could also reach a marked one. Of two enabled joins the first to fire may disable the other, so the order is part of the semantics.
 */
export function enabledJoin(run: Run, scope: Scope): FlowNode | undefined {
  const container = containerOf(run, scope);
  return (
    container &&
    joinsOf(container).find(
      (join) => join.incoming.some(({ id }) => scope.tokens[id]) && isEnabled(run, scope, join) && !isStopped(run, scope, join),
    )
  );
}

/** A join whose split met an incident waits until that is resolved, like any other element. */
export function isStopped(run: Run, scope: Scope, join: FlowNode): boolean {
  if (!run.state.troubled[inside(scope.key)]) return false;
  return Object.values(run.state.incidents).some(
    (incident) => incident.scope === scope.key && incident.elementId === join.id && incident.code !== 'STUCK',
  );
}

const joins = new WeakMap<Container, readonly FlowNode[]>();

function joinsOf(container: Container): readonly FlowNode[] {
  let known = joins.get(container);
  if (!known) {
    known = container.nodes.filter(({ type, incoming }) => type === 'inclusiveGateway' && incoming.length > 1);
    joins.set(container, known);
  }
  return known;
}

function isEnabled(run: Run, scope: Scope, join: FlowNode): boolean {
  return nothingMissing(run, scope, join, ({ id }) => scope.tokens[id] !== undefined);
}

/** No token that could still come over one of the other incoming flows is on its way, unless it could as well come over one that has come. */
export function nothingMissing(run: Run, scope: Scope, join: FlowNode, hasCome: (flow: SequenceFlow) => boolean): boolean {
  const paths = upstream(join);
  const marked = join.incoming.filter(hasCome);
  const empty = join.incoming.filter((flow) => !hasCome(flow));
  if (empty.length === 0) return true;
  const mayStillCome = (place: SequenceFlow | FlowNode) =>
    empty.some((flow) => paths.get(flow)!.has(place)) && !marked.some((flow) => paths.get(flow)!.has(place));
  for (const flowId in scope.tokens) {
    const flow = run.model.flows.get(flowId)!;
    if (flow.target !== join && mayStillCome(flow)) return false;
  }
  for (const child in scope.children) {
    const element = run.state.elements[child]!;
    if (mayStillCome(run.model.nodes.get(element.elementId)!) && !goesNowhere(element)) return false;
  }
  return true;
}

/** A throw whose token has gone on, and a subprocess that is open again only to be taken back, put no token on their flows. */
function goesNowhere({ compensates, compensation }: ActiveElement): boolean {
  return compensation !== undefined && (compensates !== undefined || compensation.waits === false);
}
