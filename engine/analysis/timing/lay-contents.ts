/** An activity with contents: they are laid open, with its timers against them. */
import type { Container, FlowNode } from '../../model/types.ts';
import type { Around, At, GraphDraft, Met } from './graph-draft.ts';
import { endsOf, handlersAt, watched } from './handlers.ts';
import { layContainer } from './lay-container.ts';
import { layThrows } from './lay-throws.ts';
import { isRepeated, timerOf } from './own-take.ts';
import { calendarFor, countsAt, roundsOf, timerAmount } from './takes.ts';
import type { Vertex } from './time-graph.ts';

/** Between `enter` and `leave`: the contents of an activity, as often as it has rounds, until they end or what is on its border comes. */
export function layContents(
  draft: GraphDraft,
  node: FlowNode,
  contents: Container,
  enter: Vertex,
  leave: Vertex,
  boundaries: readonly At[],
  inside: Around,
): void {
  const { surroundings, throws, open, vertex, connect, notes } = draft;
  const isTimed = boundaries.some(({ boundary }) => boundary.event?.type === 'timer');
  const own = boundaries.flatMap(({ boundary, at }) => handlersAt(boundary, at));
  const out = isTimed ? watched([own, ...inside.handlers], vertex) : { handlers: [own, ...inside.handlers], exits: [] };
  const inner = vertex();
  const done = vertex({ join: 'ends' });
  connect(enter, inner);
  const isExcluded = inside.isExcluded || !countsAt(node, surroundings.procedure);
  const met: Met = { stops: [], receipts: [] };
  layContainer(draft, contents, inner, done, {
    ...inside,
    handlers: out.handlers,
    isExcluded,
    met: boundaries.length > 0 ? [met, ...inside.met] : inside.met,
  });
  // of its rounds
  layThrows(draft, throws.sitesAt(node), done, [], out.handlers);
  notes.interruptedByRounds(
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
  if (contents.adHoc && !isCut) notes.chosenFreely(node, !isExcluded);
  const cut = isCut && !contents.adHoc ? vertex({ join: 'earlier' }) : leave;
  connect(done, cut);
  if (cut !== leave) connect(cut, leave);
  const cutting: Vertex[] = [];
  for (const { boundary, amount, at, interrupting, take } of timers) {
    const fires = vertex({ element: boundary, take: { ...take, most: amount, least: amount } });
    if (!contents.adHoc)
      open.push({ element: boundary, host: node, amount, enter, leave: endsOf(done, out.exits), receipts: met.receipts });
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
  /** The moment, or the timer that ends everything before it. */
  const untilCut = (moment: Vertex): Vertex => {
    if (!isCut) return moment;
    const before = vertex({ join: 'earlier' });
    connect(moment, before, { moment: true });
    for (const fires of cutting) connect(fires, before);
    return before;
  };
  for (const { boundary, at } of boundaries) {
    const { event, interrupting } = boundary;
    if (event?.type === 'timer' && timerAmount(event.timer) === undefined && boundary.purpose !== 'apology') notes.noteUnknown(boundary);
    const isOpen =
      boundary.events.length > 1 ||
      boundary.events.some(({ type }) => type === 'message' || type === 'signal' || type === 'conditional' || type === 'cancel') ||
      (event?.type === 'timer' && boundary.purpose !== 'apology' && (timerAmount(event.timer) === undefined || isRepeated(boundary)));
    if (!isOpen || notes.endsDossier(boundary)) continue;
    if (isRepeated(boundary)) notes.repeats(boundary);
    const beside = interrupting ? {} : { beside: true };
    connect(cut === leave ? done : cut, at, beside);
    // in an ad-hoc subprocess as late as its timer, whatever has been chosen
    if (contents.adHoc) for (const moment of [...met.stops, ...cutting]) connect(moment, at, { ...beside, moment: true });
    else for (const moment of met.stops) connect(untilCut(moment), at, { ...beside, moment: true });
  }
}
