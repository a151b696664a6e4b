/** When an event subprocess may begin, from where what it is in has begun. */
import type { FlowNode } from '../../model/types.ts';
import type { GraphDraft } from './graph-draft.ts';
import { calendarFor, timerAmount } from './takes.ts';
import type { OpenTimer, Take, Vertex } from './time-graph.ts';

/** A way from `enter`, by its timer, or from the first of `ends`, by what may come at any moment, to `at`, where the event subprocess begins. */
export function armEventSubProcess(
  draft: GraphDraft,
  element: FlowNode,
  enter: Vertex,
  ends: OpenTimer['leave'],
  at: Vertex,
  counts: boolean,
): void {
  const { surroundings, open, vertex, connect, notes } = draft;
  const first = element.contents!.startEvents[0];
  if (!first || first.events.every(({ type }) => type === 'error' || type === 'escalation') || first.purpose === 'apology') return;
  if (notes.endsDossier(first)) return;
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
  if (first.event?.type === 'timer') notes.noteUnknown(first);
  else connect(ends[0]!, at, beside);
}
