/**
 * The ways from some vertices to others as one graph of places. A step whose budget is for all its visits takes time on its first visit of a way only:
 * a vertex is a place for each set of such steps that a way to it may have passed.
 */
import type { Notes } from './notes.ts';
import { adjacencyOf, type Edge, type Take } from './time-graph.ts';
import type { Unfolded, UnfoldedVertex } from './unfold.ts';

export interface Place {
  readonly vertex: UnfoldedVertex;
  /** What is taken here on this way; absent where a shared budget was used before. */
  readonly take?: Take;
  /** Places before, those of one vertex together: the earlier of these groups counts where `isEarlier`. */
  readonly before: readonly (readonly number[])[];
  /** By which edge each group comes, as far as it is one. */
  readonly edges: readonly Edge[];
  readonly isEarlier: boolean;
  readonly isSource: boolean;
  readonly isTarget: boolean;
}

/** Places in topological order. */
export type Routes = readonly Place[];

export interface RouteQuestion {
  readonly sources: readonly UnfoldedVertex[];
  readonly isTarget: (vertex: UnfoldedVertex) => boolean;
  /** Is the time at this vertex counted? */
  readonly isCounted: (take: Take) => boolean;
  /** Ways that are not taken. */
  readonly isBarred?: (edge: Edge) => boolean;
  /** True: a shared budget is taken at every visit, and places are vertices. */
  readonly everyVisit?: boolean;
  /** True: a shared budget may be used at a later visit instead. By sums that is the same, by instants of several calendars it is not. */
  readonly mayWait?: boolean;
}

/** More places are not told apart: shared budgets are then counted at every visit, which is more than they take. */
const mostPlaces = 20_000;

/** Of more shared budgets it is not tried which is used at which visit: each doubles the places. */
const mostWaiting = 4;

/** Empty when no target can be reached. A way ends at the first target. */
export function routesOf(graph: Unfolded, question: RouteQuestion, notes: Notes): Routes {
  const { isBarred } = question;
  const { into, out } = adjacencyOf(graph.vertices.length, isBarred ? graph.edges.filter((edge) => !isBarred(edge)) : graph.edges);
  const sources = new Set(question.sources);
  const ahead = new Set(sources);
  for (const vertex of ahead)
    if (!question.isTarget(vertex) || sources.has(vertex)) for (const { to } of out[vertex.id]!) ahead.add(graph.vertices[to.id]!);
  const back = new Set([...ahead].filter((vertex) => question.isTarget(vertex)));
  const targets = new Set(back);
  for (const vertex of back)
    for (const { from } of into[vertex.id]!) {
      const before = graph.vertices[from.id]!;
      if (ahead.has(before) && (!targets.has(before) || sources.has(before))) back.add(before);
    }
  const kept = graph.order.filter((vertex) => ahead.has(vertex) && back.has(vertex));
  const bits = question.everyVisit ? new Map<string, bigint>() : repeated(kept, question);
  const waits = question.mayWait === true && bits.size > 0;
  const tried = waits && bits.size <= mostWaiting ? place(kept, bits, true) : undefined;
  if (tried) return tried;
  if (waits)
    notes.note(
      'SHARED_BUDGETS_FIRST',
      undefined,
      'Thời gian giao chung của vòng lặp được coi là dùng hết ngay lần đầu: ngày lễ có thể làm lệch kết quả',
      'Shared budgets of a loop are taken as used at the first visit: holidays may shift the result',
    );
  const exact = place(kept, bits, false);
  if (exact) return exact;
  notes.note(
    'SHARED_BUDGETS_UNTOLD',
    undefined,
    'Quá nhiều cách đi qua vòng lặp: thời gian giao chung được tính cho từng lần làm, tức là không ít hơn thực tế',
    'Too many ways through loops: shared budgets are counted at every visit, which is not less than they take',
  );
  return place(kept, new Map(), false)!;

  function place(vertices: readonly UnfoldedVertex[], masks: ReadonlyMap<string, bigint>, mayWait: boolean): Routes | undefined {
    const places: Place[] = [];
    const placesOf = new Map<UnfoldedVertex, Map<bigint, number>>();
    for (const vertex of vertices) {
      const isSource = sources.has(vertex);
      const own = vertex.take && question.isCounted(vertex.take) ? vertex.take : undefined;
      const bit = masks.get(own?.shared ?? '') ?? 0n;
      const groups = new Map<bigint, { readonly before: number[][]; readonly edges: Edge[] }>();
      if (isSource) groups.set(0n, { before: [], edges: [] });
      for (const edge of into[vertex.id]!) {
        const before = graph.vertices[edge.from.id]!;
        if (isSource || (targets.has(before) && !sources.has(before))) continue;
        for (const [mask, index] of placesOf.get(before) ?? []) {
          const group = groups.get(mask) ?? { before: [], edges: [] };
          group.before.push([index]);
          group.edges.push(edge);
          groups.set(mask, group);
        }
      }
      if (vertex.join === 'earlier' && groups.size > 1) {
        // the earlier of two ways is one of them: what both have passed is passed
        const all = [...groups];
        groups.clear();
        const entered = new Map<UnfoldedVertex, number[]>();
        for (const index of all.flatMap(([, { before }]) => before.flat())) {
          const { vertex: from } = places[index]!;
          entered.set(from, [...(entered.get(from) ?? []), index]);
        }
        groups.set(
          all.map(([mask]) => mask).reduce((a, b) => a & b),
          { before: [...entered.values()], edges: [] },
        );
      }
      const here = new Map<bigint, number>();
      if (places.length + groups.size > mostPlaces && masks.size > 0) return undefined;
      for (const [mask, { before, edges }] of groups) {
        const isUsed = bit !== 0n && (mask & bit) !== 0n;
        const shared = { vertex, before, edges, isEarlier: vertex.join === 'earlier', isSource, isTarget: targets.has(vertex) };
        const enter = (after: bigint, take: Take | undefined) => {
          const made = places.push({ ...shared, ...(take && { take }) }) - 1;
          // two ways may come to the same set: one has used the budget before, the other uses it now
          const known = here.get(after);
          here.set(after, known === undefined ? made : join(places, known, made, vertex));
        };
        enter(mask | bit, isUsed ? undefined : own);
        if (mayWait && own && bit !== 0n && !isUsed) enter(mask, undefined);
      }
      placesOf.set(vertex, here);
      if (places.length > mostPlaces && masks.size > 0) return undefined;
    }
    return places;
  }
}

/** One place after two: where the step was passed before, and where it takes its budget now. */
function join(places: Place[], one: number, other: number, vertex: UnfoldedVertex): number {
  const [first, second] = [places[one]!, places[other]!];
  places[one] = { ...first, isTarget: false };
  places[other] = { ...second, isTarget: false };
  return (
    places.push({
      vertex,
      before: [[one], [other]],
      edges: [],
      isEarlier: false,
      isSource: false,
      isTarget: first.isTarget || second.isTarget,
    }) - 1
  );
}

/** A bit for each shared budget that more than one vertex may use. */
function repeated(vertices: readonly UnfoldedVertex[], { isCounted }: RouteQuestion): ReadonlyMap<string, bigint> {
  const seen = new Map<string, number>();
  for (const { take } of vertices)
    if (take?.shared !== undefined && isCounted(take)) seen.set(take.shared, (seen.get(take.shared) ?? 0) + 1);
  const bits = new Map<string, bigint>();
  for (const [shared, count] of seen) if (count > 1) bits.set(shared, 1n << BigInt(bits.size));
  return bits;
}
