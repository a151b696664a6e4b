/** Where errors, escalations and cancelling are handled in the graph of time: for one place in it, so that each call of a process has its own. */
import type { EventDefinition, FlowNode } from '../../model/types.ts';
import type { Throw } from '../throws-of.ts';
import type { OpenTimer, Vertex } from './time-graph.ts';

export interface Handler {
  readonly type: Throw['type'];
  readonly code?: string;
  /** The boundary event, or the start event of an event subprocess. */
  readonly event: FlowNode;
  /** Where whoever throws is connected to; made when the first does. */
  reach(): Vertex;
}

/** Innermost level first. */
export type Handlers = readonly (readonly Handler[])[];

/** What a boundary event or the start event of an event subprocess handles, one for each of its definitions. */
export function handlersAt(event: FlowNode | undefined, at: Vertex): Handler[] {
  if (!event) return [];
  return event.events.flatMap((one) => thrownOf(one).map((thrown) => ({ ...thrown, event, reach: () => at })));
}

/** Who handles what a throwing event throws, one for each thing that it throws. */
export function handlersOfEvent({ events, type }: FlowNode, handlers: Handlers): Handler[] {
  return events
    .filter((event) => event.type !== 'cancel' || type === 'endEvent')
    .flatMap(thrownOf)
    .flatMap((thrown) => handlerOf(thrown, handlers) ?? []);
}

/** Nearest scope first, exact code before catch-all. */
export function handlerOf({ type, code }: Throw, handlers: Handlers): Handler | undefined {
  for (const level of handlers) {
    const same = level.filter((one) => one.type === type);
    const found = same.find((one) => one.code !== undefined && one.code === code) ?? same.find((one) => one.code === undefined);
    if (found) return found;
  }
  return undefined;
}

/** A way by which something thrown leaves what a timer is armed on. */
export interface Exit {
  readonly from: Vertex;
  readonly to: Vertex;
  /** What it leaves goes on. */
  readonly isBeside: boolean;
}

/** The same handlers, each reached through a vertex of its own, which `exits` names when somebody throws: a timer may come before. */
export function watched(handlers: Handlers, vertex: () => Vertex): { readonly handlers: Handlers; readonly exits: readonly Exit[] } {
  const exits: Exit[] = [];
  const through = (handler: Handler): Handler => {
    let from: Vertex | undefined;
    return {
      ...handler,
      reach() {
        if (!from) exits.push({ from: (from = vertex()), to: handler.reach(), isBeside: !handler.event.interrupting });
        return from;
      },
    };
  };
  return { handlers: handlers.map((level) => level.map(through)), exits };
}

/** Where what a timer is armed on is over: it has ended, or something thrown has left it. */
export function endsOf(done: Vertex, exits: readonly Exit[]): OpenTimer['leave'] {
  return [done, ...exits.flatMap(({ from, isBeside }) => (isBeside ? [] : [from]))];
}

function thrownOf(event: EventDefinition): Throw[] {
  if (event.type === 'cancel') return [{ type: 'cancel' }];
  return event.type === 'error' || event.type === 'escalation'
    ? [{ type: event.type, ...(event.code !== undefined && { code: event.code }) }]
    : [];
}
