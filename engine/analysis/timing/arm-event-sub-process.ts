/** When an event subprocess may begin, from where what it is in has begun. */
import type { FlowNode } from '../../model/types.ts';
import type { GraphDraft, Met } from './graph-draft.ts';
import { calendarFor, timerAmount } from './takes.ts';
import type { Take, Vertex } from './time-graph.ts';

/** What an event subprocess is in. */
export interface Armed {
  readonly enter: Vertex;
  /** Where that is left by itself. */
  readonly leave: Vertex;
  /** Where it is over in any way. */
  readonly ends: readonly Vertex[];
  readonly met: Met;
  readonly counts: boolean;
}

/** `fires`: its timer; `isOpen`: it may begin at any moment of what it is in. */
export interface Arming {
  readonly fires?: Vertex;
  readonly isOpen: boolean;
}

/** A way to `at`, where the event subprocess begins: from `enter` by its timer, or from `leave` by what may come at any moment. */
export function armEventSubProcess(draft: GraphDraft, element: FlowNode, at: Vertex, armed: Armed): Arming {
  const { surroundings, open, vertex, connect, notes } = draft;
  const { enter, leave, ends, met, counts } = armed;
  const first = element.contents!.startEvents[0];
  if (!first || first.events.every(({ type }) => type === 'error' || type === 'escalation') || first.purpose === 'apology')
    return { isOpen: false };
  if (notes.endsDossier(first)) return { isOpen: false };
  const beside = first.interrupting ? {} : { beside: true };
  const amount = knownTimer(first);
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
    open.push({ element: first, host: element.container.element ?? element, amount, enter, leave: ends, receipts: met.receipts });
    return { fires, isOpen: false };
  }
  if (first.event?.type === 'timer') notes.noteUnknown(first);
  connect(leave, at, beside);
  return { isOpen: true };
}

/** How long its only timer waits, if it is known. */
export function knownTimer({ event, purpose }: FlowNode) {
  return event?.type === 'timer' && purpose !== 'apology' ? timerAmount(event.timer) : undefined;
}

/** It may begin again while it runs, and so keep what it is in from ending. */
export function mayBeginAgain(start: FlowNode | undefined): boolean {
  if (!start || start.interrupting || start.purpose === 'apology' || start.purpose === 'withdrawal' || start.purpose === 'refusal')
    return false;
  return start.events.some((event) =>
    event.type === 'timer'
      ? event.timer.kind === 'cycle' || timerAmount(event.timer) === undefined
      : event.type === 'message' || event.type === 'signal' || event.type === 'conditional',
  );
}
