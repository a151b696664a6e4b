/** What an element itself takes, and when its timers fire. */
import type { FlowNode, Procedure } from '../../model/types.ts';
import { compareAmounts } from './amount.ts';
import type { Around, GraphDraft } from './graph-draft.ts';
import { calendarFor, countsAt, takeOf, timerAmount } from './takes.ts';
import type { Amount, Take, Vertex } from './time-graph.ts';

/** What the element itself takes; undefined for what passes at once. */
export function ownTake(draft: GraphDraft, node: FlowNode, inside: Around): Take | undefined {
  const { surroundings } = draft;
  const own = inside.partner?.procedure;
  const take = openTake(draft, node, own && own.deadlines.length > 0 ? own : surroundings.procedure);
  return take && inside.isExcluded ? { ...take, counts: false } : take;
}

function openTake(draft: GraphDraft, node: FlowNode, whole: Procedure | undefined): Take | undefined {
  const { surroundings, notes } = draft;
  if (node.step) {
    const waits = waiting.has(node.type) || (node.type === 'sendTask' && node.jobType !== undefined);
    return waits || node.step.budget || node.step.budgetShare !== undefined ? takeOf(surroundings, node, whole) : undefined;
  }
  if (node.type !== 'intermediateCatchEvent' || node.event?.type === 'link') return undefined;
  const calendar = calendarFor(surroundings, node.place);
  const own: Take = { element: node, calendar, counts: countsAt(node, surroundings.procedure), rounds: 1 };
  const beside = rivals(node);
  const timers = node.events.flatMap((event) => (event.type === 'timer' ? (timerAmount(event.timer) ?? []) : []));
  const limit = earliest([
    ...(node.events.length > 1 && !node.parallelMultiple ? timers : []),
    ...beside.flatMap(({ event }) => (event?.type === 'timer' ? (timerAmount(event.timer) ?? []) : [])),
  ]);
  if (node.event?.type !== 'timer') return limit ? { ...own, most: limit, least: { value: 0, unit: 'workingHour' } } : own;
  const amount = timerAmount(node.event.timer);
  if (!amount) notes.noteUnknown(node);
  const late = amount && limit && compareAmounts(amount, limit);
  if (late !== undefined && late > 0)
    notes.fact(
      node,
      beside.find(({ event }) => event?.type === 'timer' && timerAmount(event.timer) === limit) ?? node,
      'dead',
      amount!,
      limit!,
    );
  if (!amount) return limit ? { ...own, most: limit, least: { value: 0, unit: 'workingHour' } } : own;
  return { ...own, most: late !== undefined && late > 0 ? limit! : amount, least: amount };
}

export interface BorderTimer {
  readonly boundary: FlowNode;
  readonly at: Vertex;
  readonly amount: Amount;
  readonly interrupting: boolean;
  /** What its time is counted like. */
  readonly take: Take;
}

/** The timer of a boundary event with how long it waits, as a list; empty for any other event, and where nobody can say how long. */
export function timerOf(boundary: FlowNode, host: Take, at: Vertex): BorderTimer[] {
  const { event, interrupting, purpose } = boundary;
  const amount = event?.type === 'timer' && purpose !== 'apology' ? timerAmount(event.timer) : undefined;
  return amount ? [{ boundary, at, amount, interrupting, take: host }] : [];
}

/** Elements that somebody has to end. */
const waiting = new Set(['userTask', 'manualTask', 'serviceTask', 'receiveTask']);

/** The other events of the event gateway before this one. */
function rivals(node: FlowNode): FlowNode[] {
  const gateway = node.incoming.map(({ source }) => source).find(({ type, waitsForAll }) => type === 'eventBasedGateway' && !waitsForAll);
  return gateway ? gateway.outgoing.map(({ target }) => target).filter((other) => other !== node) : [];
}

/** A timer that does not interrupt and may fire more than once. */
export function isRepeated({ event, interrupting }: FlowNode): boolean {
  return !interrupting && event?.type === 'timer' && event.timer.kind === 'cycle' && !event.timer.text.trim().startsWith('R1/');
}

/** The least of several; of two that cannot be compared the first. Undefined of none. */
export function earliest(amounts: readonly Amount[]): Amount | undefined {
  return amounts.reduce<Amount | undefined>((first, each) => (first && (compareAmounts(first, each) ?? 0) <= 0 ? first : each), undefined);
}
