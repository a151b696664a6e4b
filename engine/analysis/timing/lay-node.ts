/** A single activity or event: its own time, and the ways out of it. */
import type { Container, FlowNode } from '../../model/types.ts';
import { compareAmounts } from './amount.ts';
import { stopsAt, type Around, type At, type GraphDraft } from './graph-draft.ts';
import { layContents } from './lay-contents.ts';
import { layEventsAtOnce, layThrows } from './lay-throws.ts';
import { earliest, isRepeated, ownTake, timerOf, type BorderTimer } from './own-take.ts';
import { timerAmount } from './takes.ts';
import type { Amount, Take, Vertex } from './time-graph.ts';

/** Between `enter` and `leave`: an activity or event with what is on its border. */
export function layNode(draft: GraphDraft, node: FlowNode, enter: Vertex, leave: Vertex, boundaries: readonly At[], inside: Around): void {
  const { sendersOf, throws, restarts, vertex, connect, notes, surroundings } = draft;
  const contents = node.contents ?? node.called;
  if (contents && !node.step?.budget && !inside.containers.includes(contents))
    return layContents(draft, node, contents, enter, leave, boundaries, inside);
  if (contents && inside.containers.includes(contents)) notes.recursive(node, !inside.isExcluded);
  const thrown = contents ? [...throws.sitesAt(node), ...throws.leaving(contents)] : throws.sitesAt(node);
  const take = ownTake(draft, node, inside);
  const mode = node.purpose === 'supplementReceipt' ? surroundings.procedure?.onSupplement : undefined;
  if (mode === 'restart') {
    layThrows(draft, thrown, enter, boundaries, inside.handlers, take, take !== undefined);
    stopsAt(inside, enter);
    for (const { receipts } of inside.met) receipts.push(enter);
    restarts.push(leave);
    if (take) layBorder(draft, node, enter, boundaries, take, inside);
    return;
  }
  if (!take) {
    layEventsAtOnce(draft, node, enter, boundaries);
    layThrows(draft, thrown, enter, boundaries, inside.handlers);
    return connect(enter, leave);
  }
  notes.interruptedByRounds(node, boundaries.length > 0 || inside.handlers.some((level) => level.length > 0));
  const timers = boundaries.flatMap(({ boundary, at }) => timerOf(boundary, unanswered(node, boundary, take, inside), at));
  const limit = earliest(timers.filter(({ interrupting }) => interrupting).map(({ amount }) => amount));
  const whole = take.most && multiplied(take.most, take.rounds);
  const compared = limit && whole ? compareAmounts(whole, limit) : undefined;
  layTimers(draft, node, enter, timers, whole);
  const least = take.least && limit && compareAmounts(take.least, limit);
  const isCertain = least !== undefined && least > 0;
  if (isCertain) notes.fact(timers.find(({ amount }) => amount === limit)!.boundary, node, 'certain', limit!, take.least!);
  const most = limit && (whole === undefined || (compared !== undefined && compared > 0)) ? limit : whole;
  const isFollowed = sendersOf.has(node) && take.counts && !node.step?.budget && node.step?.budgetShare === undefined;
  if (most === undefined && !isFollowed)
    notes.unlimited(node, take, { isFarewell: inside.containers.some(isFarewell), isPartner: inside.partner !== undefined });
  // a limit for each visit is not a budget for all of them
  const capped: Take = { ...take, rounds: 1, ...(most && { most }), ...(most !== whole && { shared: undefined }) };
  if (isFollowed) return layWait(draft, node, enter, leave, boundaries, inside, capped);
  layThrows(draft, thrown, enter, boundaries, inside.handlers, capped, true);
  if (!isCertain) {
    const active = vertex({ element: node, take: capped });
    connect(enter, active);
    connect(active, leave);
  }
  for (const { boundary, at } of boundaries) interruptedBy(draft, boundary, at, enter, unanswered(node, boundary, capped, inside));
}

/** What is on the border of a receipt from which the count begins anew: it comes where nobody has answered. */
function layBorder(draft: GraphDraft, node: FlowNode, enter: Vertex, boundaries: readonly At[], take: Take, inside: Around): void {
  const takeAt = (boundary: FlowNode) => unanswered(node, boundary, take, inside);
  layTimers(
    draft,
    node,
    enter,
    boundaries.flatMap(({ boundary, at }) => timerOf(boundary, takeAt(boundary), at)),
    undefined,
  );
  for (const { boundary, at } of boundaries) interruptedBy(draft, boundary, at, enter, takeAt(boundary));
}

/** Where a wait for a supplement is given up, the clock has not stood: what the wait took counts. */
function unanswered({ purpose }: FlowNode, { interrupting }: FlowNode, take: Take, { isExcluded }: Around): Take {
  return purpose === 'supplementReceipt' && interrupting && !isExcluded ? { ...take, counts: true } : take;
}

/** Ways by the timers on the border, each when it fires first. `whole`: what the activity takes at most. */
function layTimers(draft: GraphDraft, node: FlowNode, enter: Vertex, timers: readonly BorderTimer[], whole: Amount | undefined): void {
  const { vertex, connect, notes } = draft;
  for (const { amount, at, boundary, interrupting, take } of timers) {
    const against = whole && compareAmounts(whole, amount);
    if (against !== undefined && against < 0) {
      notes.fact(boundary, node, 'dead', amount, whole!);
      continue;
    }
    if (whole && against === undefined && interrupting) notes.noteMixed(boundary);
    const fires = vertex({
      element: boundary,
      take: { ...take, element: boundary, most: amount, least: amount, shared: undefined, rounds: 1 },
    });
    connect(enter, fires, interrupting ? {} : { beside: true });
    connect(fires, at);
  }
}

/** A wait for a message of the same file: it ends when both the dossier and the message have come, or at the timer beside it. */
function layWait(
  draft: GraphDraft,
  node: FlowNode,
  enter: Vertex,
  leave: Vertex,
  boundaries: readonly At[],
  inside: Around,
  take: Take,
): void {
  const { throws, arrivals, vertex, connect } = draft;
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
    interruptedBy(draft, boundary, at, enter, take);
    interruptedBy(draft, boundary, at, met, { ...take, most: undefined });
  }
  for (const from of [enter, met])
    layThrows(draft, throws.sitesAt(node), from, boundaries, inside.handlers, from === enter ? take : { ...take, most: undefined }, true);
}

/** Ways out of a simple activity by something other than time: at any moment of it. */
function interruptedBy(draft: GraphDraft, boundary: FlowNode, at: Vertex, enter: Vertex, take: Take): void {
  const { vertex, connect, notes } = draft;
  if (boundary.event?.type === 'timer') {
    if (boundary.purpose === 'apology') return;
    const amount = timerAmount(boundary.event.timer);
    if (amount && (!isRepeated(boundary) || isOver(take, amount))) return;
    if (amount) notes.repeats(boundary);
    else notes.noteUnknown(boundary);
  } else if (notes.endsDossier(boundary)) return;
  else if (take.element.purpose === 'supplementReceipt' && take.counts && boundary.interrupting) notes.givenUp(boundary);
  const leaves = vertex({ element: take.element, take: { ...take, least: { value: 0, unit: 'workingHour' } } });
  connect(enter, leaves, boundary.interrupting ? {} : { beside: true });
  connect(leaves, at);
}

/** The activity ends before a second round of the timer. */
function isOver({ most }: Take, period: Amount): boolean {
  const twice = 'iso' in period ? undefined : { value: period.value * 2, unit: period.unit };
  const against = most && compareAmounts(most, twice ?? period);
  return against !== undefined && against < 0;
}

/** What follows a refusal or withdrawal. */
function isFarewell({ kind, startEvents }: Container): boolean {
  return kind === 'eventSubProcess' && startEvents.some(({ purpose }) => purpose === 'refusal' || purpose === 'withdrawal');
}

function multiplied(amount: Amount, rounds: number): Amount {
  return 'iso' in amount || rounds === 1 ? amount : { value: amount.value * rounds, unit: amount.unit };
}
