/** Ways to whoever handles what an activity throws, or what its rounds send. */
import type { FlowNode } from '../../model/types.ts';
import { comesAtOnce } from '../comes-at-once.ts';
import type { Throw } from '../throws-of.ts';
import type { At, GraphDraft } from './graph-draft.ts';
import { handlerOf, handlersAt, type Handlers } from './handlers.ts';
import type { Take, Vertex } from './time-graph.ts';

/**
 * Ways to whoever handles what an activity may throw, at any moment of it. `isInterrupted`: those on its own border are laid already.
 */
export function layThrows(
  draft: GraphDraft,
  thrown: readonly Throw[],
  enter: Vertex,
  boundaries: readonly At[],
  around: Handlers,
  take?: Take,
  isInterrupted = false,
): void {
  const { vertex, connect, notes } = draft;
  const own = boundaries.flatMap(({ boundary, at }) => handlersAt(boundary, at));
  const laid = new Set<Vertex>();
  for (const one of thrown) {
    const handler = handlerOf(one, [own, ...around]);
    if (!handler || (isInterrupted && own.includes(handler)) || notes.endsDossier(handler.event)) continue;
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

/** What passes at once is there for no event but those of its own rounds, and conditions that hold already when it is entered. */
export function layEventsAtOnce(draft: GraphDraft, { loop }: FlowNode, enter: Vertex, boundaries: readonly At[]): void {
  const { connect } = draft;
  const kinds = new Set(loop?.kind === 'multiInstance' ? loop.roundEvents?.map(({ event }) => event.type) : []);
  for (const { boundary, at } of boundaries)
    if (comesAtOnce(boundary) || boundary.events.some(({ type }) => (type === 'signal' || type === 'message') && kinds.has(type)))
      connect(enter, at, boundary.interrupting ? {} : { beside: true });
}
