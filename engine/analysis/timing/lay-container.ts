/** What is inside a container laid open between where it is entered and where it is left. */
import { isTriggeredStart, startingGateway, triggeredStarts } from '../../model/triggers-of.ts';
import type { Container, FlowNode, SequenceFlow } from '../../model/types.ts';
import { sendsByJob } from '../../semantics/elements/behavior.ts';
import { armEventSubProcess, knownTimer, mayBeginAgain } from './arm-event-sub-process.ts';
import { stopsAt, type Around, type GraphDraft, type Met } from './graph-draft.ts';
import { endsOf, handlersAt, handlersOfEvent, watched } from './handlers.ts';
import { layNode } from './lay-node.ts';
import { layThrows } from './lay-throws.ts';
import type { Vertex } from './time-graph.ts';

/** Between `enter` and `leave`: what is inside a container. */
export function layContainer(draft: GraphDraft, container: Container, enter: Vertex, leave: Vertex, around: Around): void {
  const { vertex, connect, notes } = draft;
  const { containers, handlers, isExcluded } = around;
  const eventStarts = container.eventSubProcesses.map((element) => ({ element, at: vertex() }));
  const own = eventStarts.flatMap(({ element, at }) => handlersAt(element.contents!.startEvents[0], at));
  const seen = [own, ...handlers];
  const isTimed = eventStarts.some(({ element }) => element.contents!.startEvents[0]?.event?.type === 'timer');
  const out = isTimed ? watched(seen, vertex) : { handlers: seen, exits: [] };
  const met: Met = { stops: [], receipts: [] };
  const inside: Around = {
    ...around,
    containers: [container, ...containers],
    handlers: out.handlers,
    met: eventStarts.length > 0 ? [met, ...around.met] : around.met,
  };
  const done = eventStarts.length > 0 ? vertex({ join: 'ends' }) : leave;
  const isCut = eventStarts.some(({ element }) => {
    const start = element.contents!.startEvents[0];
    return start?.interrupting && knownTimer(start);
  });
  const cut = isCut ? vertex({ join: 'earlier' }) : done;
  if (cut !== done) connect(done, cut);
  if (done !== leave) connect(cut, leave);
  layNodes(draft, container, enter, done, inside);
  const exits = out.exits.map(({ from, to }) => ({ from, to, before: isCut ? vertex({ join: 'earlier' }) : to }));
  for (const { from, to, before } of exits) {
    connect(from, before);
    if (before !== to) connect(before, to);
  }
  const ends = [...endsOf(done, out.exits)];
  const opened: { readonly at: Vertex; readonly isBeside: boolean; readonly over: Vertex }[] = [];
  const overs: Vertex[] = [];
  for (const { element, at } of eventStarts) {
    const start = element.contents!.startEvents[0];
    const isBeside = start?.interrupting === false;
    const { fires, isOpen } = armEventSubProcess(draft, element, at, { enter, leave: cut, ends, met, counts: !isExcluded });
    if (fires && !isBeside) for (const each of [cut, ...exits.map(({ before }) => before)]) connect(fires, each);
    const over = isBeside && eventStarts.length > 1 ? vertex({ join: 'ends' }) : leave;
    const before = draft.vertices.length;
    // an error inside an event subprocess never reaches itself or a sibling; what goes on beside may meet what comes later
    layContainer(draft, element.contents!, at, over, { ...inside, handlers, met: isBeside ? inside.met : around.met });
    if (over !== leave) {
      connect(over, leave);
      overs.push(over);
    }
    if (mayBeginAgain(start) && draft.vertices.slice(before).some(({ take }) => take?.counts)) notes.beginsAgain(element, !isExcluded);
    if (isOpen) opened.push({ at, isBeside, over });
  }
  ends.push(...overs);
  for (const { at, isBeside, over } of opened)
    for (const stop of [...met.stops, ...overs]) if (stop !== over) connect(stop, at, { moment: true, ...(isBeside && { beside: true }) });
}

function layNodes(draft: GraphDraft, container: Container, enter: Vertex, done: Vertex, inside: Around): void {
  const { sendersOf, throws, senders, arrivals, vertex, connect, notes } = draft;
  const sides = new Map<FlowNode, { readonly enter: Vertex; readonly leave: Vertex; readonly first: Vertex }>();
  /** Ways to it come by a vertex of their own where counting may end with it. */
  const before = (node: FlowNode, enter: Vertex): Vertex => {
    if (inside.met.length === 0 || !endsCountWhenEntered(draft, node)) return enter;
    const first = vertex();
    connect(first, enter);
    stopsAt(inside, first);
    return first;
  };
  const nodes = container.nodes.filter(
    ({ contents, event, type, isHandler }) =>
      contents?.kind !== 'eventSubProcess' && !isHandler && !(type === 'boundaryEvent' && event?.type === 'compensate'),
  );
  for (const node of nodes) {
    const supplement = node.purpose === 'supplementRequest' || node.purpose === 'supplementReceipt';
    const mark = { ...(supplement && { supplement }), ...(inside.partner && { partner: inside.partner.id }) };
    const enter = vertex({ element: node, side: 'enter', join: node.type === 'parallelGateway' ? 'all' : 'any', ...mark });
    const leave = vertex({ element: node, side: 'leave', split: splitOf(node), ...mark });
    sides.set(node, { enter, leave, first: before(node, enter) });
  }
  const starts = new Set([
    ...container.starts,
    ...(container.kind === 'process' && inside.containers.length > 1 ? [] : container.startEvents),
  ]);
  // what is drawn without anything in it is over at once
  if (nodes.length === 0) connect(enter, done);
  for (const node of starts) {
    const isBegun = inside.partner === container;
    if (!isBegun) connect(enter, sides.get(node)!.first);
    else if (sendersOf.has(node)) {
      const begun = vertex({ split: 'all', begins: true });
      arrivals.push({ node, at: begun });
      connect(begun, sides.get(node)!.first);
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
    const over = leaving(draft, node, side.leave, inside);
    if (node.type === 'boundaryEvent' || isBegunBy(node)) connect(side.enter, over);
    else layNode(draft, node, side.enter, senders.has(node) ? sending(draft, node, over) : over, boundaries, inside);
    for (const flow of node.outgoing) {
      const { target, mostReturns } = flow;
      const probability = probabilityOf(flow);
      connect(side.leave, sides.get(target)!.first, {
        ...(mostReturns !== undefined && { mostReturns }),
        ...(probability !== undefined && { probability }),
      });
    }
    if (node.linkTarget) connect(side.leave, sides.get(node.linkTarget)!.first);
    else if (node.outgoing.length === 0) endsAt(draft, node, side.leave, done, inside);
    if (node.type === 'intermediateThrowEvent')
      for (const caught of handlersOfEvent(node, inside.handlers)) connect(side.leave, caught.reach(), { beside: true });
    // whoever sends for an event may throw instead
    if (node.type.endsWith('Event') && sendsByJob(node)) layThrows(draft, throws.sitesAt(node), side.enter, [], inside.handlers);
  }
}

/** The clock, or a phase, ends as soon as the element is active. */
function endsCountWhenEntered({ surroundings: { procedure } }: GraphDraft, { step }: FlowNode): boolean {
  if (step?.step === 'return') return true;
  return step?.phase !== undefined && procedure?.deadlines.some(({ phase }) => phase !== undefined) === true;
}

/** Where an appointment is kept by the element: by a vertex of its own before that. */
function leaving(draft: GraphDraft, { id }: FlowNode, leave: Vertex, inside: Around): Vertex {
  const { surroundings, vertex, connect } = draft;
  if (inside.met.length === 0 || !surroundings.procedure?.appointments.some(({ until }) => until === id)) return leave;
  const over = vertex();
  connect(over, leave);
  stopsAt(inside, over);
  return over;
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
  if (isError) stopsAt(inside, leave);
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
