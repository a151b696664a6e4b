/** From a process to its graph of time, in one walk and so in one file: what is inside laid open, boundary events and event subprocesses as ways out. */
import type { Container, FlowNode, Procedure, SequenceFlow } from '../../model/types.ts';
import { isTriggeredStart, startingGateway, triggeredStarts } from '../../model/triggers-of.ts';
import { sendsByJob } from '../../semantics/elements/behavior.ts';
import type { Throw, Throws } from '../throws-of.ts';
import { compareAmounts } from './amount.ts';
import { graphNotes } from './graph-notes.ts';
import { endsOf, handlerOf, handlersAt, handlersOfEvent, watched, type Handlers } from './handlers.ts';
import type { Partners } from './message-partners.ts';
import { calendarFor, countsAt, roundsOf, takeOf, timerAmount, type Surroundings } from './takes.ts';
import type { Amount, Edge, OpenTimer, Take, TimeGraph, Vertex } from './time-graph.ts';

/** What surrounds a container while it is laid open. */
interface Around {
  /** Inside an activity whose time is excluded. */
  readonly isExcluded: boolean;
  readonly containers: readonly Container[];
  readonly handlers: Handlers;
  /** Where an error ends that nobody catches. */
  readonly end: Vertex;
  /** The process laid open, when it is not the one that is asked for. */
  readonly partner?: Container;
}

/** The graph of a process and of the partners it waits for; what it meets on the way goes into the notes. */
export function buildGraph(surroundings: Surroundings, process: Container, partners: Partners, throws: Throws): TimeGraph {
  const { procedure } = surroundings;
  const { sendersOf } = partners;
  const {
    chosenFreely,
    counted,
    endsDossier,
    fact,
    interruptedByRounds,
    noteMixed,
    noteUnknown,
    recursive,
    takenBack,
    unlimited,
    waitsByCondition,
  } = graphNotes(surroundings, partners, throws);
  const senders = new Set([...sendersOf.values()].flat());
  const sent = new Map<FlowNode, Vertex[]>();
  const arrivals: { readonly node: FlowNode; readonly at: Vertex }[] = [];
  const vertices: Vertex[] = [];
  const edges: Edge[] = [];
  const restarts: Vertex[] = [];
  const open: OpenTimer[] = [];

  const vertex = (given: Partial<Vertex> = {}): Vertex => {
    const made: Vertex = { id: vertices.length, join: 'any', split: 'one', ...given };
    vertices.push(made);
    return made;
  };
  const connect = (from: Vertex, to: Vertex, given: Partial<Edge> = {}) => void edges.push({ from, to, ...given });

  const start = vertex();
  const end = vertex({ join: 'ends' });
  layOpen(process, start, end, { containers: [], handlers: [], isExcluded: false, end });
  for (const partner of partners.processes) {
    const leave = vertex({ join: 'ends' });
    layOpen(partner, vertex(), leave, { containers: [], handlers: [], isExcluded: false, end: leave, partner });
  }
  for (const { node, at } of arrivals)
    for (const sender of sendersOf.get(node)!) for (const from of sent.get(sender) ?? []) connect(from, at, { message: true });
  return { vertices, edges, start, end, restarts, open };

  /** Between `enter` and `leave`: what is inside a container. */
  function layOpen(container: Container, enter: Vertex, leave: Vertex, around: Around): void {
    const { containers, handlers, isExcluded } = around;
    const eventStarts = container.eventSubProcesses.map((element) => ({ element, at: vertex() }));
    const own = eventStarts.flatMap(({ element, at }) => handlersAt(element.contents!.startEvents[0], at));
    const seen = [own, ...handlers];
    const isTimed = eventStarts.some(({ element }) => element.contents!.startEvents[0]?.event?.type === 'timer');
    const out = isTimed ? watched(seen, vertex) : { handlers: seen, exits: [] };
    const inside: Around = { ...around, containers: [container, ...containers], handlers: out.handlers };
    const done = eventStarts.length > 0 ? vertex({ join: 'ends' }) : leave;
    if (done !== leave) connect(done, leave);
    layNodes(container, enter, done, inside);
    for (const { from, to } of out.exits) connect(from, to);
    for (const { element, at } of eventStarts) {
      armEventSubProcess(element, enter, endsOf(done, out.exits), at, !isExcluded);
      // an error inside an event subprocess never reaches itself or a sibling
      layOpen(element.contents!, at, leave, { ...inside, handlers });
    }
  }

  function layNodes(container: Container, enter: Vertex, done: Vertex, inside: Around): void {
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
      takenBack(node, !inside.isExcluded);
      if (node.type === 'complexGateway' && node.incoming.length > 1) waitsByCondition(node);
      if (node.startQuantity !== undefined || node.completionQuantity !== undefined) counted(node);
      const side = sides.get(node)!;
      const boundaries = node.boundaryEvents.map((boundary) => ({ boundary, at: sides.get(boundary)!.enter }));
      if (node.type === 'boundaryEvent' || isBegunBy(node)) connect(side.enter, side.leave);
      else layNode(node, side.enter, senders.has(node) ? sending(node, side.leave) : side.leave, boundaries, inside);
      for (const flow of node.outgoing) {
        const { target, mostReturns } = flow;
        const probability = probabilityOf(flow);
        connect(side.leave, sides.get(target)!.enter, {
          ...(mostReturns !== undefined && { mostReturns }),
          ...(probability !== undefined && { probability }),
        });
      }
      if (node.linkTarget) connect(side.leave, sides.get(node.linkTarget)!.enter);
      else if (node.outgoing.length === 0) endsAt(node, side.leave, done, inside);
      if (node.type === 'intermediateThrowEvent')
        for (const caught of handlersOfEvent(node, inside.handlers)) connect(side.leave, caught.reach(), { beside: true });
      // whoever sends for an event may throw instead
      if (node.type.endsWith('Event') && sendsByJob(node)) layThrows(throws.sitesAt(node), side.enter, [], inside.handlers);
    }
  }

  /** What sends a message goes on, and the message too. */
  function sending(node: FlowNode, leave: Vertex): Vertex {
    const made = vertex({ element: node, split: 'all' });
    sent.set(node, [...(sent.get(node) ?? []), made]);
    connect(made, leave);
    return made;
  }

  function endsAt(node: FlowNode, leave: Vertex, done: Vertex, inside: Around): void {
    const { end } = inside;
    const caught = handlersOfEvent(node, inside.handlers);
    for (const handler of caught) connect(leave, handler.reach());
    const isError = node.events.some(({ type }) => type === 'error');
    if (caught.length === 0) connect(leave, isError ? end : done);
    else if (!isError) connect(leave, done);
  }

  function layNode(node: FlowNode, enter: Vertex, leave: Vertex, boundaries: readonly At[], inside: Around): void {
    const contents = node.contents ?? node.called;
    if (contents && !node.step?.budget && !inside.containers.includes(contents))
      return layContents(node, contents, enter, leave, boundaries, inside);
    if (contents && inside.containers.includes(contents)) recursive(node, !inside.isExcluded);
    const thrown = contents ? [...throws.sitesAt(node), ...throws.leaving(contents)] : throws.sitesAt(node);
    const take = ownTake(node, inside);
    if (node.purpose === 'supplementReceipt' && procedure?.onSupplement === 'restart') {
      layThrows(thrown, enter, boundaries, inside.handlers, take);
      return void restarts.push(leave);
    }
    if (!take) {
      layRoundEvents(node, enter, boundaries);
      layThrows(thrown, enter, boundaries, inside.handlers);
      return connect(enter, leave);
    }
    interruptedByRounds(node, boundaries.length > 0 || inside.handlers.some((level) => level.length > 0));
    const timers = boundaries.flatMap(({ boundary, at }) => timerOf(boundary, take, at));
    const limit = earliest(timers.filter(({ interrupting }) => interrupting).map(({ amount }) => amount));
    const whole = take.most && multiplied(take.most, take.rounds);
    const compared = limit && whole ? compareAmounts(whole, limit) : undefined;
    for (const { amount, at, boundary, interrupting } of timers) {
      const against = whole && compareAmounts(whole, amount);
      if (against !== undefined && against < 0) {
        fact(boundary, node, 'dead', amount, whole!);
        continue;
      }
      if (whole && against === undefined && interrupting) noteMixed(boundary);
      const fires = vertex({
        element: boundary,
        take: { ...take, element: boundary, most: amount, least: amount, shared: undefined, rounds: 1 },
      });
      connect(enter, fires, interrupting ? {} : { beside: true });
      connect(fires, at);
    }
    const least = take.least && limit && compareAmounts(take.least, limit);
    const isCertain = least !== undefined && least > 0;
    if (isCertain) fact(timers.find(({ amount }) => amount === limit)!.boundary, node, 'certain', limit!, take.least!);
    const most = limit && (whole === undefined || (compared !== undefined && compared > 0)) ? limit : whole;
    const isFollowed = sendersOf.has(node) && take.counts && !node.step?.budget && node.step?.budgetShare === undefined;
    if (most === undefined && !isFollowed)
      unlimited(node, take, { isFarewell: inside.containers.some(isFarewell), isPartner: inside.partner !== undefined });
    // a limit for each visit is not a budget for all of them
    const capped: Take = { ...take, rounds: 1, ...(most && { most }), ...(most !== whole && { shared: undefined }) };
    if (isFollowed) return layWait(node, enter, leave, boundaries, inside, capped);
    layThrows(thrown, enter, boundaries, inside.handlers, capped, true);
    if (!isCertain) {
      const active = vertex({ element: node, take: capped });
      connect(enter, active);
      connect(active, leave);
    }
    for (const { boundary, at } of boundaries) interruptedBy(boundary, at, enter, capped);
  }

  /** A wait for a message of the same file: it ends when both the dossier and the message have come, or at the timer beside it. */
  function layWait(node: FlowNode, enter: Vertex, leave: Vertex, boundaries: readonly At[], inside: Around, take: Take): void {
    const arrival = vertex();
    arrivals.push({ node, at: arrival });
    const met = vertex({ element: node, join: 'all', arrival, ...(inside.partner && { partner: inside.partner.id }) });
    connect(enter, met);
    connect(arrival, met);
    if (take.most) {
      const cut = vertex({ join: 'earlier' });
      const over = vertex({ element: node, take });
      connect(met, cut);
      connect(enter, over);
      connect(over, cut);
      connect(cut, leave);
    } else connect(met, leave);
    for (const { boundary, at } of boundaries) {
      interruptedBy(boundary, at, enter, take);
      interruptedBy(boundary, at, met, { ...take, most: undefined });
    }
    for (const from of [enter, met])
      layThrows(throws.sitesAt(node), from, boundaries, inside.handlers, from === enter ? take : { ...take, most: undefined }, true);
  }

  /**
   * Ways to whoever handles what an activity may throw, at any moment of it. `isInterrupted`: those on its own border are laid already.
   */
  function layThrows(
    thrown: readonly Throw[],
    enter: Vertex,
    boundaries: readonly At[],
    around: Handlers,
    take?: Take,
    isInterrupted = false,
  ): void {
    const own = boundaries.flatMap(({ boundary, at }) => handlersAt(boundary, at));
    const laid = new Set<Vertex>();
    for (const one of thrown) {
      const handler = handlerOf(one, [own, ...around]);
      if (!handler || (isInterrupted && own.includes(handler)) || endsDossier(handler.event)) continue;
      const at = handler.reach();
      if (laid.has(at)) continue;
      laid.add(at);
      const beside = handler.event.interrupting ? {} : { beside: true };
      if (!take) {
        connect(enter, at, beside);
        continue;
      }
      const leaves = vertex({ element: take.element, take: { ...take, least: { value: 0, unit: 'workingHour' } } });
      connect(enter, leaves, beside);
      connect(leaves, at);
    }
  }

  /** What passes at once is there for no event but those of its own rounds. */
  function layRoundEvents({ loop }: FlowNode, enter: Vertex, boundaries: readonly At[]): void {
    const kinds = new Set(loop?.kind === 'multiInstance' ? loop.roundEvents?.map(({ event }) => event.type) : []);
    for (const { boundary, at } of boundaries)
      if (boundary.events.some(({ type }) => (type === 'signal' || type === 'message') && kinds.has(type)))
        connect(enter, at, boundary.interrupting ? {} : { beside: true });
  }

  /** Ways out of a simple activity by something other than time: at any moment of it. */
  function interruptedBy(boundary: FlowNode, at: Vertex, enter: Vertex, take: Take): void {
    if (
      boundary.event?.type === 'timer'
        ? timerAmount(boundary.event.timer) !== undefined || boundary.purpose === 'apology'
        : endsDossier(boundary)
    )
      return;
    if (boundary.event?.type === 'timer') noteUnknown(boundary);
    if (boundary.event?.type === 'timer' && !boundary.interrupting) return;
    const leaves = vertex({ element: take.element, take: { ...take, least: { value: 0, unit: 'workingHour' } } });
    connect(enter, leaves, boundary.interrupting ? {} : { beside: true });
    connect(leaves, at);
  }

  function layContents(node: FlowNode, contents: Container, enter: Vertex, leave: Vertex, boundaries: readonly At[], inside: Around): void {
    const isTimed = boundaries.some(({ boundary }) => boundary.event?.type === 'timer');
    const own = boundaries.flatMap(({ boundary, at }) => handlersAt(boundary, at));
    const out = isTimed ? watched([own, ...inside.handlers], vertex) : { handlers: [own, ...inside.handlers], exits: [] };
    const inner = vertex();
    const done = vertex({ join: 'ends' });
    connect(enter, inner);
    const isExcluded = inside.isExcluded || !countsAt(node, procedure);
    layOpen(contents, inner, done, { ...inside, handlers: out.handlers, isExcluded });
    // of its rounds
    layThrows(throws.sitesAt(node), done, [], out.handlers);
    interruptedByRounds(
      node,
      out.handlers.some((level) => level.length > 0),
    );
    const rounds = node.loop && roundsOf(surroundings, node, node.loop, false);
    if (node.loop && rounds !== 1) {
      const again = vertex();
      connect(done, again, rounds === undefined ? {} : { mostReturns: Math.max(0, rounds - 1) });
      connect(again, inner);
    }
    const timers = boundaries.flatMap(({ boundary, at }) =>
      timerOf(boundary, { element: boundary, calendar: calendarFor(surroundings, node.step), counts: !isExcluded, rounds: 1 }, at),
    );
    const isCut = timers.some(({ interrupting }) => interrupting);
    // people may choose again and again: only a timer bounds it, and always may
    if (contents.adHoc && !isCut) chosenFreely(node, !isExcluded);
    const cut = isCut && !contents.adHoc ? vertex({ join: 'earlier' }) : leave;
    connect(done, cut);
    if (cut !== leave) connect(cut, leave);
    const cutting: Vertex[] = [];
    for (const { boundary, amount, at, interrupting, take } of timers) {
      const fires = vertex({ element: boundary, take: { ...take, most: amount, least: amount } });
      if (!contents.adHoc) open.push({ element: boundary, host: node, amount, enter, leave: endsOf(done, out.exits) });
      connect(enter, fires, interrupting ? {} : { beside: true });
      connect(fires, at);
      if (!interrupting) continue;
      connect(fires, cut);
      cutting.push(fires);
    }
    for (const { from, to } of out.exits) {
      // thrown before the timer comes; in an ad-hoc subprocess as late as that, whatever has been chosen
      const before = isCut ? vertex({ join: 'earlier' }) : to;
      connect(from, before);
      if (before !== to) connect(before, to);
      for (const fires of cutting) {
        connect(fires, before);
        if (contents.adHoc) connect(fires, to);
      }
    }
    for (const { boundary, at } of boundaries) {
      const { event, interrupting } = boundary;
      if (event?.type === 'timer' && timerAmount(event.timer) === undefined && boundary.purpose !== 'apology') noteUnknown(boundary);
      const isOpen =
        boundary.events.length > 1 ||
        boundary.events.some(({ type }) => type === 'message' || type === 'signal' || type === 'conditional') ||
        (event?.type === 'timer' && interrupting && timerAmount(event.timer) === undefined);
      if (isOpen && !endsDossier(boundary)) connect(done, at, interrupting ? {} : { beside: true });
    }
  }

  function armEventSubProcess(element: FlowNode, enter: Vertex, ends: OpenTimer['leave'], at: Vertex, counts: boolean): void {
    const first = element.contents!.startEvents[0];
    if (!first || first.events.every(({ type }) => type === 'error' || type === 'escalation') || first.purpose === 'apology') return;
    if (endsDossier(first)) return;
    const beside = first.interrupting ? {} : { beside: true };
    const amount = first.event?.type === 'timer' ? timerAmount(first.event.timer) : undefined;
    if (amount) {
      const take: Take = {
        element: first,
        most: amount,
        least: amount,
        calendar: calendarFor(surroundings, first.place),
        counts,
        rounds: 1,
      };
      const fires = vertex({ element: first, take });
      connect(enter, fires, beside);
      connect(fires, at);
      open.push({ element: first, host: element.container.element ?? element, amount, enter, leave: ends });
      return;
    }
    if (first.event?.type === 'timer') noteUnknown(first);
    else connect(ends[0]!, at, beside);
  }

  interface At {
    readonly boundary: FlowNode;
    readonly at: Vertex;
  }

  function timerOf(boundary: FlowNode, host: Take, at: Vertex) {
    const { event, interrupting, purpose } = boundary;
    const amount = event?.type === 'timer' && purpose !== 'apology' ? timerAmount(event.timer) : undefined;
    return amount ? [{ boundary, at, amount, interrupting, take: host }] : [];
  }

  /** What the element itself takes; undefined for what passes at once. */
  function ownTake(node: FlowNode, inside: Around): Take | undefined {
    const own = inside.partner?.procedure;
    const take = openTake(node, own && own.deadlines.length > 0 ? own : procedure);
    return take && inside.isExcluded ? { ...take, counts: false } : take;
  }

  function openTake(node: FlowNode, whole: Procedure | undefined): Take | undefined {
    if (node.step) {
      const waits = waiting.has(node.type) || (node.type === 'sendTask' && node.jobType !== undefined);
      return waits || node.step.budget || node.step.budgetShare !== undefined ? takeOf(surroundings, node, whole) : undefined;
    }
    if (node.type !== 'intermediateCatchEvent' || node.event?.type === 'link') return undefined;
    const calendar = calendarFor(surroundings, node.place);
    const own: Take = { element: node, calendar, counts: countsAt(node, procedure), rounds: 1 };
    const beside = rivals(node);
    const timers = node.events.flatMap((event) => (event.type === 'timer' ? (timerAmount(event.timer) ?? []) : []));
    const limit = earliest([
      ...(node.events.length > 1 && !node.parallelMultiple ? timers : []),
      ...beside.flatMap(({ event }) => (event?.type === 'timer' ? (timerAmount(event.timer) ?? []) : [])),
    ]);
    if (node.event?.type !== 'timer') return limit ? { ...own, most: limit, least: { value: 0, unit: 'workingHour' } } : own;
    const amount = timerAmount(node.event.timer);
    if (!amount) noteUnknown(node);
    const late = amount && limit && compareAmounts(amount, limit);
    if (late !== undefined && late > 0)
      fact(
        node,
        beside.find(({ event }) => event?.type === 'timer' && timerAmount(event.timer) === limit) ?? node,
        'dead',
        amount!,
        limit!,
      );
    return amount ? { ...own, most: late !== undefined && late > 0 ? limit! : amount, least: amount } : undefined;
  }
}

/** Its trigger has come when the process begins. */
function isBegunBy(node: FlowNode): boolean {
  return node.type !== 'startEvent' && isTriggeredStart(node) && !startingGateway(node)?.waitsForAll;
}

/** Elements that somebody has to end. */
const waiting = new Set(['userTask', 'manualTask', 'serviceTask', 'receiveTask']);

/** What follows a refusal or withdrawal. */
function isFarewell({ kind, startEvents }: Container): boolean {
  return kind === 'eventSubProcess' && startEvents.some(({ purpose }) => purpose === 'refusal' || purpose === 'withdrawal');
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

/** The other events of the event gateway before this one. */
function rivals(node: FlowNode): FlowNode[] {
  const gateway = node.incoming.map(({ source }) => source).find(({ type, waitsForAll }) => type === 'eventBasedGateway' && !waitsForAll);
  return gateway ? gateway.outgoing.map(({ target }) => target).filter((other) => other !== node) : [];
}

function earliest(amounts: readonly Amount[]): Amount | undefined {
  return amounts.reduce<Amount | undefined>((first, each) => (first && (compareAmounts(first, each) ?? 0) <= 0 ? first : each), undefined);
}

function multiplied(amount: Amount, rounds: number): Amount {
  return 'iso' in amount || rounds === 1 ? amount : { value: amount.value * rounds, unit: amount.unit };
}
