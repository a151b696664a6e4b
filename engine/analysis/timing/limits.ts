/** The limits of a procedure and the ways that must fit into each: deadlines by case, phases, appointments; each also from where a supplement restarts the clock. */
import type { Duration, FlowNode, Procedure } from '../../model/types.ts';
import { unmetWaits } from './message-waits.ts';
import type { Notes } from './notes.ts';
import { phaseEnds } from './phase-ends.ts';
import type { RouteQuestion } from './routes.ts';
import { runningBeside } from './running-beside.ts';
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
  /** The ways are no shorter than they can be, and may be longer: what they exceed is not proven. */
  readonly isBound: boolean;
  readonly question: Pick<RouteQuestion, 'sources' | 'isTarget' | 'isBarred'>;
}

export function limitsOf(graph: Unfolded, procedure: Procedure | undefined, notes: Notes): LimitedWays[] {
  const whole = milestoneOf(graph);
  const { isTarget } = whole;
  const found: LimitedWays[] = [];
  const add = (limit: Limit, sources: readonly UnfoldedVertex[], ends: Ends, fromReceipt: boolean, isBound = false) => {
    const from = (starts: readonly UnfoldedVertex[]) => ({ sources: withPartners(graph, starts, notes), ...ends });
    found.push({ limit, restarted: false, fromReceipt, isBound, question: from(sources) });
    const restarts = restartsAfter(graph, sources, ends);
    if (restarts.length > 0) found.push({ limit, restarted: true, fromReceipt, isBound, question: from(firstOf(graph, restarts)) });
  };
  const at = (side: 'enter' | 'leave', id: string) => graph.vertices.filter(({ element, side: own }) => element?.id === id && own === side);
  for (const { kind, phase, ...deadline } of procedure?.deadlines ?? []) {
    if (phase === undefined) add({ ...deadline, kind: 'deadline', of: kind }, [graph.start], whole, true);
    else {
      const inside = graph.vertices.filter(
        ({ element, side }) => side === 'enter' && (element?.step?.phase === phase || hides(element, ({ step }) => step?.phase === phase)),
      );
      for (const { element } of inside) if (element?.step?.phase !== phase) noteInside(notes, element!);
      if (inside.length === 0) continue;
      const begins = firstOf(graph, inside);
      const beside = runningBeside(graph, begins);
      const { isEnd, besides } = phaseEnds(graph, phase, begins, beside.starts);
      for (const { element } of besides) noteBeside(notes, element!);
      const ends = { ...whole, isTarget: (vertex: UnfoldedVertex) => isEnd(vertex) || isTarget(vertex) };
      const isBound = beside.isBound || besides.length > 0;
      add({ ...deadline, kind: 'phase', of: kind, phase }, [...begins, ...beside.starts], ends, false, isBound);
    }
  }
  for (const appointment of procedure?.appointments ?? []) {
    const { from, until } = appointment;
    const sources = from === undefined ? [graph.start] : firstOf(graph, at('leave', from));
    const kept = until === undefined ? [] : at('leave', until);
    if (until !== undefined)
      for (const { element } of graph.vertices) if (hides(element, ({ id }) => id === until)) noteInside(notes, element!);
    const ends = kept.length > 0 ? milestoneOf(graph, kept) : whole;
    const beside = from === undefined || sources.length === 0 ? undefined : runningBeside(graph, sources);
    const starts = [...sources, ...(beside?.starts ?? [])];
    add({ ...appointment, kind: 'appointment' }, starts, ends, from === undefined, beside?.isBound);
  }
  return found;
}

type Ends = Pick<RouteQuestion, 'isTarget' | 'isBarred'>;

/**
 * Where the count ends: the result is on its way back, an appointment is `kept`, or the process is over. A branch that goes on beside a way which surely
 * leads there, and cannot lead there itself any more, is not waited for.
 */
export function milestoneOf(graph: Unfolded, kept: readonly UnfoldedVertex[] = []): Required<Ends> {
  const returns = graph.vertices.filter(
    ({ element, side, partner }) => side === 'enter' && partner === undefined && element?.step?.step === 'return',
  );
  const milestones = new Set(kept.length > 0 ? kept : returns);
  const isEnd = new Set([graph.end, ...returns, ...milestones]);
  const { into, out } = adjacencyOf(graph.vertices.length, graph.edges);
  const reaching = new Set<number>([...milestones].map(({ id }) => id));
  for (const id of reaching) for (const { from } of into[id]!) reaching.add(from.id);
  const missing = new Set([...isEnd].flatMap((vertex) => (milestones.has(vertex) ? [] : [vertex.id])));
  // what interrupts at any moment interrupts what is beside, too
  for (const id of missing)
    for (const { from, moment } of into[id]!) if (!moment && !milestones.has(graph.vertices[from.id]!)) missing.add(from.id);
  const isSure = (edge: Edge) =>
    out[edge.from.id]!.some((other) => other !== edge && !other.beside && reaching.has(other.to.id) && !missing.has(other.to.id));
  return {
    isTarget: (vertex) => isEnd.has(vertex),
    isBarred: (edge) => {
      const { from, to, beside } = edge;
      return reaching.has(from.id) && !reaching.has(to.id) && (from.split === 'all' || beside === true) && isSure(edge);
    },
  };
}

/** Where the count begins anew while it runs: after the receipts of supplements that it comes to. */
function restartsAfter(graph: Unfolded, sources: readonly UnfoldedVertex[], { isTarget, isBarred }: Ends): readonly UnfoldedVertex[] {
  if (graph.restarts.length === 0) return [];
  const { out } = adjacencyOf(graph.vertices.length, isBarred ? graph.edges.filter((edge) => !isBarred(edge)) : graph.edges);
  const seen = new Set<UnfoldedVertex>(sources);
  for (const vertex of seen) {
    if (isTarget(vertex) && !sources.includes(vertex)) continue;
    for (const { to } of out[vertex.id]!) seen.add(graph.vertices[to.id]!);
    if (vertex.side === 'enter') for (const restart of graph.restarts) if (restart.element === vertex.element) seen.add(restart);
  }
  return graph.restarts.filter((restart) => seen.has(restart));
}

/** Inside an activity that has one time for all, and so is not laid open. */
function hides(element: FlowNode | undefined, isSought: (node: FlowNode) => boolean): boolean {
  const pending = element?.step?.budget ? [element.contents ?? element.called] : [];
  const seen = new Set(pending);
  for (const contents of seen)
    for (const node of contents?.nodes ?? []) {
      if (isSought(node)) return true;
      seen.add(node.contents ?? node.called);
    }
  return false;
}

function noteBeside(notes: Notes, { id }: FlowNode): void {
  notes.note(
    'PHASE_BESIDE',
    id,
    'Bước của giai đoạn khác làm song song có thể đã bắt đầu trước: không được coi là kết thúc giai đoạn đang chạy',
    'A step of another phase that is done beside may have begun before: it is not taken as ending the phase that runs',
  );
}

function noteInside(notes: Notes, { id }: FlowNode): void {
  notes.note(
    'LIMIT_INSIDE',
    id,
    'Giai đoạn hoặc mốc hẹn nằm bên trong hoạt động có một thời gian chung: cả hoạt động được tính vào đó',
    'A phase, or what ends an appointment, lies inside an activity that has one time for all: the whole of it is counted',
  );
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
