/** What is inside a container laid open between where it is entered and where it is left. */
import { isTriggeredStart, startingGateway, triggeredStarts } from '../../model/triggers-of.ts';
import type { Container, FlowNode, SequenceFlow } from '../../model/types.ts';
import { sendsByJob } from '../../semantics/elements/behavior.ts';
import { armEventSubProcess } from './arm-event-sub-process.ts';
import type { Around, GraphDraft } from './graph-draft.ts';
import { endsOf, handlersAt, handlersOfEvent, watched } from './handlers.ts';
import { layNode } from './lay-node.ts';
import { layThrows } from './lay-throws.ts';
import type { Vertex } from './time-graph.ts';

/** Between `enter` and `leave`: what is inside a container. */
export function layContainer(draft: GraphDraft, container: Container, enter: Vertex, leave: Vertex, around: Around): void {
  const { vertex, connect } = draft;
  const { containers, handlers, isExcluded } = around;
  const eventStarts = container.eventSubProcesses.map((element) => ({ element, at: vertex() }));
  const own = eventStarts.flatMap(({ element, at }) => handlersAt(element.contents!.startEvents[0], at));
  const seen = [own, ...handlers];
  const isTimed = eventStarts.some(({ element }) => element.contents!.startEvents[0]?.event?.type === 'timer');
  const out = isTimed ? watched(seen, vertex) : { handlers: seen, exits: [] };
  const inside: Around = { ...around, containers: [container, ...containers], handlers: out.handlers };
  const done = eventStarts.length > 0 ? vertex({ join: 'ends' }) : leave;
  if (done !== leave) connect(done, leave);
  layNodes(draft, container, enter, done, inside);
  for (const { from, to } of out.exits) connect(from, to);
  for (const { element, at } of eventStarts) {
    armEventSubProcess(draft, element, enter, endsOf(done, out.exits), at, !isExcluded);
    // an error inside an event subprocess never reaches itself or a sibling
    layContainer(draft, element.contents!, at, leave, { ...inside, handlers });
  }
}

function layNodes(draft: GraphDraft, container: Container, enter: Vertex, done: Vertex, inside: Around): void {
  const { sendersOf, throws, senders, arrivals, vertex, connect, notes } = draft;
  const sides = new Map<FlowNode, { readonly enter: Vertex; readonly leave: Vertex }>();
  const nodes = container.nodes.filter(
    ({ contents, event, type, isHandler }) =>
      contents?.kind !== 'eventSubProcess' && !isHandler && !(type === 'boundaryEvent' && event?.type === 'compensate'),
  );
  for (const node of nodes) {
    const supplement = node.purpose === 'supplementRequest' || node.purpose === 'supplementReceipt';
    const mark = { ...(supplement && { supplement }), ...(inside.partner && { partner: inside.partner.id }) };
    sides.set(node, {
      enter: vertex({ element: node, side: 'enter', join: node.type === 'parallelGateway' ? 'all' : 'any', ...mark }),
      leave: vertex({ element: node, side: 'leave', split: splitOf(node), ...mark }),
    });
  }
  const starts = new Set([
    ...container.starts,
    ...(container.kind === 'process' && inside.containers.length > 1 ? [] : container.startEvents),
  ]);
  for (const node of starts) {
    const isBegun = inside.partner === container;
    if (!isBegun) connect(enter, sides.get(node)!.enter);
    else if (sendersOf.has(node)) {
      const begun = vertex({ split: 'all', begins: true });
      arrivals.push({ node, at: begun });
      connect(begun, sides.get(node)!.enter);
      if (container.eventSubProcesses.length > 0) connect(begun, enter, { beside: true });
    }
  }
  // what a trigger starts the process by has come; behind a parallel gateway the others are waited for
  if (container.kind === 'process' && inside.containers.length === 1)
    for (const node of triggeredStarts(container)) {
      if (node.type === 'startEvent') continue;
      const gateway = startingGateway(node);
      const begin = gateway?.waitsForAll ? sides.get(gateway)!.enter : sides.get(node)!.leave;
      if (inside.partner !== container) connect(enter, begin);
      else if (sendersOf.has(node)) {
        const begun = vertex({ split: 'all', begins: true });
        arrivals.push({ node, at: begun });
        connect(begun, begin);
      }
    }
  for (const node of nodes) {
    notes.takenBack(node, !inside.isExcluded);
    if (node.type === 'complexGateway' && node.incoming.length > 1) notes.waitsByCondition(node);
    if (node.startQuantity !== undefined || node.completionQuantity !== undefined) notes.counted(node);
    const side = sides.get(node)!;
    const boundaries = node.boundaryEvents.map((boundary) => ({ boundary, at: sides.get(boundary)!.enter }));
    if (node.type === 'boundaryEvent' || isBegunBy(node)) connect(side.enter, side.leave);
    else layNode(draft, node, side.enter, senders.has(node) ? sending(draft, node, side.leave) : side.leave, boundaries, inside);
    for (const flow of node.outgoing) {
      const { target, mostReturns } = flow;
      const probability = probabilityOf(flow);
      connect(side.leave, sides.get(target)!.enter, {
        ...(mostReturns !== undefined && { mostReturns }),
        ...(probability !== undefined && { probability }),
      });
    }
    if (node.linkTarget) connect(side.leave, sides.get(node.linkTarget)!.enter);
    else if (node.outgoing.length === 0) endsAt(draft, node, side.leave, done, inside);
    if (node.type === 'intermediateThrowEvent')
      for (const caught of handlersOfEvent(node, inside.handlers)) connect(side.leave, caught.reach(), { beside: true });
    // whoever sends for an event may throw instead
    if (node.type.endsWith('Event') && sendsByJob(node)) layThrows(draft, throws.sitesAt(node), side.enter, [], inside.handlers);
  }
}

/** What sends a message goes on, and the message too. */
function sending(draft: GraphDraft, node: FlowNode, leave: Vertex): Vertex {
  const { sent, vertex, connect } = draft;
  const made = vertex({ element: node, split: 'all' });
  sent.set(node, [...(sent.get(node) ?? []), made]);
  connect(made, leave);
  return made;
}

function endsAt(draft: GraphDraft, node: FlowNode, leave: Vertex, done: Vertex, inside: Around): void {
  const { connect } = draft;
  const { end } = inside;
  const caught = handlersOfEvent(node, inside.handlers);
  for (const handler of caught) connect(leave, handler.reach());
  const isError = node.events.some(({ type }) => type === 'error');
  if (caught.length === 0) connect(leave, isError ? end : done);
  else if (!isError) connect(leave, done);
}

/** Its trigger has come when the process begins. */
function isBegunBy(node: FlowNode): boolean {
  return node.type !== 'startEvent' && isTriggeredStart(node) && !startingGateway(node)?.waitsForAll;
}

function splitOf({ type, outgoing, waitsForAll }: FlowNode): Vertex['split'] {
  if (waitsForAll) return 'all';
  if (type === 'exclusiveGateway' || type === 'eventBasedGateway') return 'one';
  if (type === 'inclusiveGateway' || type === 'complexGateway') return 'some';
  return outgoing.length < 2 ? 'one' : outgoing.some(({ condition }) => condition !== undefined) ? 'some' : 'all';
}

/** As said; what is left when all others are said. */
function probabilityOf({ source, probability }: SequenceFlow): number | undefined {
  if (probability !== undefined || source.type !== 'exclusiveGateway') return probability;
  const others = source.outgoing.map((flow) => flow.probability);
  if (others.filter((each) => each === undefined).length !== 1) return undefined;
  return Math.max(0, 1 - others.reduce<number>((sum, each) => sum + (each ?? 0), 0));
}
