/** The limits of a procedure and the ways that must fit into each: deadlines by case, phases, appointments; each also from where a supplement restarts the clock. */
import type { Duration, Procedure } from '../../model/types.ts';
import { unmetWaits } from './message-waits.ts';
import type { Notes } from './notes.ts';
import type { RouteQuestion } from './routes.ts';
import { adjacencyOf, type Edge } from './time-graph.ts';
import type { Unfolded, UnfoldedVertex } from './unfold.ts';

export interface Limit extends Duration {
  readonly kind: 'deadline' | 'phase' | 'appointment';
  /** Of a deadline or phase: whose it is. */
  readonly of?: 'legal' | 'published' | 'national';
  /** FEEL: the case in which it applies. */
  readonly when?: string;
  readonly phase?: string;
  /** Of an appointment. */
  readonly order?: number;
  readonly from?: string;
  readonly until?: string;
  readonly source?: string;
}

/** A limit with the ways it is for; `restarted`: counted from the receipt of a supplement. */
export interface LimitedWays {
  readonly limit: Limit;
  readonly restarted: boolean;
  /** Whether it is counted from the receipt of the dossier; else from something in between, which may be at any instant. */
  readonly fromReceipt: boolean;
  readonly question: Pick<RouteQuestion, 'sources' | 'isTarget' | 'isBarred'>;
}

export function limitsOf(graph: Unfolded, procedure: Procedure | undefined, notes: Notes): LimitedWays[] {
  const { isTarget, isBarred } = milestoneOf(graph);
  const found: LimitedWays[] = [];
  const add = (limit: Limit, sources: readonly UnfoldedVertex[], ends: (vertex: UnfoldedVertex) => boolean, fromReceipt: boolean) => {
    const from = (starts: readonly UnfoldedVertex[]) => ({ sources: withPartners(graph, starts, notes), isTarget: ends, isBarred });
    found.push({ limit, restarted: false, fromReceipt, question: from(sources) });
    if (graph.restarts.length > 0 && fromReceipt)
      found.push({ limit, restarted: true, fromReceipt, question: from(firstOf(graph, graph.restarts)) });
  };
  const at = (side: 'enter' | 'leave', id: string) => graph.vertices.filter(({ element, side: own }) => element?.id === id && own === side);
  for (const { kind, phase, ...deadline } of procedure?.deadlines ?? []) {
    if (phase === undefined) add({ ...deadline, kind: 'deadline', of: kind }, [graph.start], isTarget, true);
    else {
      const inside = graph.vertices.filter(({ element, side }) => side === 'enter' && element?.step?.phase === phase);
      const others = (vertex: UnfoldedVertex) =>
        vertex.side === 'enter' && vertex.element?.step?.phase !== undefined && vertex.element.step.phase !== phase;
      if (inside.length > 0)
        add({ ...deadline, kind: 'phase', of: kind, phase }, firstOf(graph, inside), (vertex) => others(vertex) || isTarget(vertex), false);
    }
  }
  for (const appointment of procedure?.appointments ?? []) {
    const { from, until } = appointment;
    const sources = from === undefined ? [graph.start] : firstOf(graph, at('leave', from));
    const kept = new Set(until === undefined ? [] : at('leave', until));
    add({ ...appointment, kind: 'appointment' }, sources, kept.size > 0 ? (vertex) => kept.has(vertex) : isTarget, from === undefined);
  }
  return found;
}

/**
 * Where the count ends: the result is on its way back, or the process is over. A branch that goes on beside the way to the result, and
 * cannot reach it any more, is not waited for.
 */
export function milestoneOf(graph: Unfolded): {
  readonly isTarget: (vertex: UnfoldedVertex) => boolean;
  readonly isBarred: (edge: Edge) => boolean;
} {
  const returns = graph.vertices.filter(
    ({ element, side, partner }) => side === 'enter' && partner === undefined && element?.step?.step === 'return',
  );
  const reaching = new Set<number>(returns.map(({ id }) => id));
  const { into } = adjacencyOf(graph.vertices.length, graph.edges);
  for (const id of reaching) for (const { from } of into[id]!) reaching.add(from.id);
  const isReturn = new Set(returns);
  return {
    isTarget: (vertex) => vertex === graph.end || isReturn.has(vertex),
    isBarred: ({ from, to, beside }) => reaching.has(from.id) && !reaching.has(to.id) && (from.split === 'all' || beside === true),
  };
}

/** A partner that was asked before the count began, and is waited for in it, is taken as asked when it begins: that is never too short. */
function withPartners(graph: Unfolded, sources: readonly UnfoldedVertex[], notes: Notes): readonly UnfoldedVertex[] {
  if (sources.includes(graph.start)) return sources;
  const waits = unmetWaits(graph, sources);
  if (waits.length === 0) return sources;
  const { into } = adjacencyOf(graph.vertices.length, graph.edges);
  const before = new Set(waits.map(({ id }) => id));
  for (const id of before) for (const { from } of into[id]!) before.add(from.id);
  const begun = graph.vertices.filter(({ id, begins }) => begins && before.has(id) && !sources.some((each) => each.id === id));
  if (begun.length > 0)
    notes.note(
      'PARTNER_ASKED_BEFORE',
      waits[0]!.element?.id,
      'Bên được hỏi trước khi bắt đầu tính thời hạn được coi là mới bắt đầu làm lúc đó',
      'Whoever was asked before the count began is taken as beginning with it',
    );
  return [...sources, ...begun];
}

/** Those that no other of them leads to. */
function firstOf(graph: Unfolded, vertices: readonly UnfoldedVertex[]): UnfoldedVertex[] {
  const { out } = adjacencyOf(graph.vertices.length, graph.edges);
  const later = new Set<number>();
  for (const vertex of vertices) for (const { to } of out[vertex.id]!) later.add(to.id);
  for (const id of later) for (const { to } of out[id]!) later.add(to.id);
  return vertices.filter(({ id }) => !later.has(id));
}
