/** A process with everything inside and called as one graph of elements, loops included. */
import type { Container, FlowNode } from '../../model/types.ts';

export interface FlowGraph {
  readonly places: readonly Place[];
  readonly entry: number;
  readonly exit: number;
  /** Ids of event subprocesses, which begin at no place of the graph. */
  readonly besides: readonly string[];
}

/** One element where it stands, or a junction: the way into a container, or out of it. */
export interface Place {
  /** Set where the element's own time passes. */
  readonly node?: FlowNode;
  /** How often the activities around it repeat it; undefined: nobody can say. */
  readonly rounds?: number;
  readonly splits: boolean;
  readonly next: Way[];
}

export interface Way {
  readonly to: number;
  readonly mostReturns?: number;
}

/** The graph of a process. `isStep`: an activity that stands for what is inside it. */
export function flowGraph(process: Container, isStep: (node: FlowNode) => boolean): FlowGraph {
  const places: Place[] = [];
  const besides: string[] = [];
  const add = (place: Omit<Place, 'next'>): number => places.push({ next: [], ...place }) - 1;
  const join = (from: number, to: number, mostReturns?: number) =>
    void places[from]!.next.push(mostReturns === undefined ? { to } : { to, mostReturns });

  const addContainer = (container: Container, rounds: number | undefined, around: readonly Container[]) => {
    const entry = add({ splits: false });
    const ends = new Map<FlowNode, { readonly into: number; readonly outOf: number }>();
    for (const node of container.nodes) {
      const inner = node.contents ?? node.called;
      const own = times(rounds, roundsOf(node));
      if (inner && !isStep(node) && !around.includes(inner)) {
        const { entry: into, exit: outOf } = addContainer(inner, own, [...around, inner]);
        ends.set(node, { into, outOf });
      } else {
        const splits =
          node.type === 'parallelGateway' || node.type === 'inclusiveGateway' || node.type === 'complexGateway' || isTask(node);
        const at = add({ node, splits: splits && node.outgoing.length > 1, ...(own !== undefined && { rounds: own }) });
        ends.set(node, { into: at, outOf: at });
      }
    }
    const exit = add({ splits: false });
    for (const start of new Set([...container.starts, ...container.startEvents])) join(entry, ends.get(start)!.into);
    for (const [node, { outOf }] of ends) {
      for (const { target, mostReturns } of node.outgoing) join(outOf, ends.get(target)!.into, mostReturns);
      if (node.linkTarget) join(outOf, ends.get(node.linkTarget)!.into);
      for (const event of node.boundaryEvents) join(outOf, ends.get(event)!.into);
      if (node.outgoing.length === 0 && !node.linkTarget) join(outOf, exit);
    }
    for (const { id } of container.eventSubProcesses) besides.push(id);
    return { entry, exit };
  };
  return { ...addContainer(process, 1, [process]), places, besides };
}

function isTask({ step }: FlowNode): boolean {
  return step !== undefined;
}

/** How often an activity repeats, as far as its file says: the rounds of a loop, or of instances one after the other. */
function roundsOf({ loop }: FlowNode): number | undefined {
  if (!loop || (loop.kind === 'multiInstance' && !loop.sequential)) return 1;
  const said = loop.kind === 'standard' ? loop.maximum : Number(loop.cardinality?.replace(/^=/, '') ?? NaN);
  return said !== undefined && Number.isFinite(said) ? said : undefined;
}

function times(some: number | undefined, others: number | undefined): number | undefined {
  return some === undefined || others === undefined ? undefined : some * others;
}
