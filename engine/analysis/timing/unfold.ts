/** Loops laid out: a graph without cycles in which each loop is passed as often as it may be, or one pass and its name when nobody says how often. */
import type { Notes } from './notes.ts';
import { adjacencyOf, type Edge, type Take, type TimeGraph, type Vertex } from './time-graph.ts';

/** A graph without cycles. `order` is topological; `origin` is the vertex of the folded graph. */
export interface Unfolded {
  readonly vertices: readonly UnfoldedVertex[];
  readonly edges: readonly Edge[];
  readonly order: readonly UnfoldedVertex[];
  readonly start: UnfoldedVertex;
  readonly end: UnfoldedVertex;
  readonly restarts: readonly UnfoldedVertex[];
  /** Ids of elements in loops that nobody bounds. */
  readonly endless: ReadonlySet<string>;
}

export interface UnfoldedVertex extends Vertex {
  readonly origin: Vertex;
}

/** More vertices are not made: the loops are then counted as passed once, which is noted. */
const mostVertices = 100_000;

type Copies = ReadonlyMap<Vertex, readonly UnfoldedVertex[]>;

export function unfold(graph: TimeGraph, notes: Notes): Unfolded {
  const vertices: UnfoldedVertex[] = [];
  const edges: Edge[] = [];
  const copy = (origin: Vertex, take: Take | undefined = origin.take): UnfoldedVertex => {
    const made: UnfoldedVertex = { ...origin, id: vertices.length, origin, ...(take && { take }) };
    vertices.push(made);
    return made;
  };
  const named = new Set<string>();
  const endless = new Set<string>();

  const laid = lay(graph.vertices, graph.edges);
  const order = topological(vertices, edges);
  const [start, end] = [laid.get(graph.start)![0]!, laid.get(graph.end)![0]!];
  return { vertices, edges, order, start, end, restarts: graph.restarts.flatMap((each) => laid.get(each) ?? []), endless };

  /** Lays out a part and the edges inside it; gives all copies of each of its vertices. */
  function lay(part: readonly Vertex[], inside: readonly Edge[]): Copies {
    const copies = new Map<Vertex, UnfoldedVertex[]>();
    const componentOf = new Map<Vertex, number>();
    const components = componentsOf(part, inside);
    components.forEach((component, index) => component.forEach((each) => componentOf.set(each, index)));
    const isInner = (edge: Edge) => componentOf.get(edge.from) === componentOf.get(edge.to);
    const innerEdges: Edge[][] = components.map(() => []);
    for (const edge of inside) if (isInner(edge)) innerEdges[componentOf.get(edge.from)!]!.push(edge);
    /** Only the first pass of a loop is entered from outside. */
    const firsts = new Map<Vertex, UnfoldedVertex>();
    components.forEach((component, index) => {
      const inner = innerEdges[index]!;
      if (component.length === 1 && inner.length === 0) {
        copies.set(component[0]!, [copy(component[0]!)]);
        firsts.set(component[0]!, copies.get(component[0]!)![0]!);
        return;
      }
      const heads = component.filter((each) => inside.some((edge) => edge.to === each && componentOf.get(edge.from) !== index));
      const { passes, entries } = layLoop(component, inner, heads[0] ?? component[0]!);
      for (const [each, all] of passes) copies.set(each, [...all]);
      for (const [each, first] of entries) firsts.set(each, first);
    });
    for (const edge of inside)
      if (!isInner(edge)) for (const from of copies.get(edge.from)!) edges.push({ ...edge, from, to: firsts.get(edge.to)! });
    return copies;
  }

  function layLoop(component: readonly Vertex[], inner: readonly Edge[], head: Vertex) {
    const forward = inner.filter(({ to }) => to !== head);
    const nested = componentsOf(component, forward).filter((each) => each.length > 1);
    const nestOf = new Map(nested.flatMap((each, index) => each.map((member) => [member, index] as const)));
    const bounds = inner.filter(
      ({ from, to, mostReturns }) => mostReturns !== undefined && !(nestOf.has(from) && nestOf.get(from) === nestOf.get(to) && to !== head),
    );
    const rest = inner.filter((edge) => !bounds.includes(edge));
    const isBounded =
      !componentsOf(component, rest).some((each) => each.length > 1 && each.includes(head)) &&
      !rest.some(({ from, to }) => from === to && from === head);
    const takes = component.flatMap(({ take }) => (take?.counts && (take.most === undefined || sizeOf(take) > 0) ? [take] : []));
    let most = isBounded ? bounds.reduce((sum, { mostReturns = 0 }) => sum + mostReturns, 0) : 0;
    if (!isBounded && takes.length > 0) {
      // round only by messages: each side waits for what the other sends later
      const alone = rest.filter(({ message }) => !message);
      const isByMessages =
        alone.length < rest.length &&
        !componentsOf(component, alone).some((each) => each.length > 1) &&
        !alone.some(({ from, to }) => from === to);
      const waitsForOthers = component.some(({ arrival }) => arrival && !component.includes(arrival));
      if (isByMessages || waitsForOthers) nameLoop(component, head, isByMessages);
      else if (takes.every(({ shared, most: budget }) => shared !== undefined && budget)) return collapse(component, takes);
      else if (isBySupplement(component, head)) {
        most = 1;
        notes.note(
          'SUPPLEMENT_ONCE',
          head.element?.id,
          'Chỉ được yêu cầu bổ sung một lần: vòng lặp qua bổ sung được tính một lần quay lại',
          'A supplement may be asked for once: a loop through one is counted with one return',
        );
      } else nameLoop(component, head);
    }
    const entries = new Map<Vertex, UnfoldedVertex>();
    const passes = new Map<Vertex, UnfoldedVertex[]>();
    let before: Copies | undefined;
    for (let pass = 0; pass <= most; pass++) {
      if (vertices.length > mostVertices) {
        notes.note('LOOP_TOO_LONG', head.element?.id, 'Vòng lặp quá dài để trải hết', 'A loop is too long to be laid out');
        nameLoop(component, head);
        break;
      }
      const laid = lay(component, forward);
      for (const [each, all] of laid) {
        passes.set(each, [...(passes.get(each) ?? []), ...all]);
        if (pass === 0) entries.set(each, all[0]!);
      }
      if (before)
        for (const edge of inner)
          if (edge.to === head) for (const from of before.get(edge.from)!) edges.push({ ...edge, from, to: laid.get(head)![0]! });
      before = laid;
    }
    return { passes, entries };
  }

  /** A loop without bound whose steps have one budget for all visits: all of them, once each, one after the other. */
  function collapse(component: readonly Vertex[], takes: readonly Take[]) {
    const first = copy({ id: 0, join: 'any', split: 'one' }, undefined);
    let last = first;
    for (const shared of new Set(takes.map((take) => take.shared!))) {
      const longest = takes.filter((take) => take.shared === shared).reduce((a, b) => (sizeOf(a) >= sizeOf(b) ? a : b));
      // its entry with it: a phase may begin or end there
      const parts = component.filter(({ take, side, element }) => take === longest || (side === 'enter' && element === longest.element));
      for (const part of parts.sort((a, b) => Number(a.take === longest) - Number(b.take === longest))) {
        const next = copy(part);
        edges.push({ from: last, to: next });
        last = next;
      }
    }
    notes.note(
      'LOOP_SHARED_BUDGETS',
      component.find(({ element }) => element)?.element?.id,
      'Vòng lặp không ghi số lần tối đa, nhưng mỗi bước chỉ có một thời gian giao cho mọi lần làm',
      'A loop has no bound, but each of its steps has one budget for all visits',
    );
    const passes = new Map<Vertex, UnfoldedVertex[]>();
    const entries = new Map<Vertex, UnfoldedVertex>();
    for (const each of component) {
      const isPart = each.take?.shared !== undefined;
      // whatever is entered comes before all budgets, whatever is left after them
      const [enter, leave] = isPart ? [first, last] : [copy({ ...each, take: undefined }), copy({ ...each, take: undefined })];
      if (!isPart) edges.push({ from: enter, to: first }, { from: last, to: leave });
      passes.set(each, [leave]);
      entries.set(each, enter);
    }
    for (const { element } of component) if (element) endless.add(element.id);
    return { passes, entries };
  }

  /** Is a supplement the reason to go round: in the loop itself, or beside it when a restart of the clock cuts it? */
  function isBySupplement(component: readonly Vertex[], head: Vertex): boolean {
    if (component.some(({ supplement }) => supplement)) return true;
    const near = new Set(component);
    const asks = graph.edges.some(({ from, to }) => near.has(from) && !near.has(to) && leadsToSupplement(to));
    return asks && reaches(graph, graph.restarts, head);
  }

  function leadsToSupplement(vertex: Vertex): boolean {
    if (vertex.supplement) return true;
    return vertex.element === undefined && graph.edges.some(({ from, to }) => from === vertex && to.supplement === true);
  }

  function nameLoop(component: readonly Vertex[], head: Vertex, isByMessages = false): void {
    const elements = [...new Set(component.flatMap(({ element }) => (element ? [element.id] : [])))];
    const id = head.element?.id ?? elements[0]!;
    for (const each of elements) endless.add(each);
    if (named.has(id)) return;
    named.add(id);
    const element = component.find(({ take }) => take)?.take?.element;
    const name = element?.name ?? element?.id ?? id;
    notes.unbounded.push({
      what: 'loop',
      elementId: id,
      elements,
      counts: true,
      message: isByMessages
        ? `Các bên chờ tin của nhau thành vòng tròn qua "${name}"`
        : `Vòng lặp qua "${name}" không giới hạn số lần quay lại`,
      messageEn: isByMessages
        ? `The pools wait for each other's messages in a circle through "${name}"`
        : `The loop through "${name}" may be taken any number of times`,
    });
  }
}

function sizeOf({ most }: Take): number {
  return most === undefined ? 0 : 'iso' in most ? 1 : most.unit === 'workingHour' ? most.value / 8 : most.value;
}

function reaches(graph: TimeGraph, from: readonly Vertex[], to: Vertex): boolean {
  const { out } = adjacencyOf(graph.vertices.length, graph.edges);
  const seen = new Set(from);
  for (const vertex of seen) for (const { to: next } of out[vertex.id]!) seen.add(next);
  return seen.has(to);
}

/** Strongly connected components (Tarjan), without recursion: a process may be ten thousand steps long. */
export function componentsOf(part: readonly Vertex[], edges: readonly Edge[]): Vertex[][] {
  const out = new Map<Vertex, Vertex[]>(part.map((each) => [each, []]));
  for (const { from, to } of edges) out.get(from)?.push(to);
  const index = new Map<Vertex, number>();
  const low = new Map<Vertex, number>();
  const stack: Vertex[] = [];
  const onStack = new Set<Vertex>();
  const components: Vertex[][] = [];
  for (const root of part) {
    if (index.has(root)) continue;
    const pending: { readonly vertex: Vertex; next: number }[] = [];
    const visit = (vertex: Vertex) => {
      index.set(vertex, index.size);
      low.set(vertex, index.get(vertex)!);
      stack.push(vertex);
      onStack.add(vertex);
      pending.push({ vertex, next: 0 });
    };
    visit(root);
    for (let top = pending.at(-1); top; top = pending.at(-1)) {
      const { vertex } = top;
      const target = out.get(vertex)![top.next++];
      if (target === undefined) {
        pending.pop();
        const above = pending.at(-1)?.vertex;
        if (above) low.set(above, Math.min(low.get(above)!, low.get(vertex)!));
        if (low.get(vertex) !== index.get(vertex)) continue;
        const component: Vertex[] = [];
        for (let member = stack.pop()!; ; member = stack.pop()!) {
          onStack.delete(member);
          component.unshift(member);
          if (member === vertex) break;
        }
        components.push(component);
      } else if (!index.has(target)) {
        if (out.has(target)) visit(target);
      } else if (onStack.has(target)) low.set(vertex, Math.min(low.get(vertex)!, index.get(target)!));
    }
  }
  return components;
}

function topological(vertices: readonly UnfoldedVertex[], edges: readonly Edge[]): UnfoldedVertex[] {
  const { into, out } = adjacencyOf(vertices.length, edges);
  const left = into.map((each) => each.length);
  const order = vertices.filter(({ id }) => left[id] === 0);
  for (const vertex of order) for (const { to } of out[vertex.id]!) if (--left[to.id]! === 0) order.push(vertices[to.id]!);
  return order;
}
