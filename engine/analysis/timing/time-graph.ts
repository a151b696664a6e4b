/** A process as a graph of time: where a dossier passes, what takes how long there, and by whose calendar. */
import type { Calendar } from '../../deadlines/calendar.ts';
import type { Duration, FlowNode } from '../../model/types.ts';

/** How long something takes: a budget, or calendar time of a BPMN timer (ISO 8601). */
export type Amount = Duration | { readonly iso: string };

/** Time that is taken at a vertex. */
export interface Take {
  readonly element: FlowNode;
  /** The most it takes; absent: nobody says. */
  readonly most?: Amount;
  /** The least it takes, as far as it is known. */
  readonly least?: Amount;
  readonly calendar: Calendar;
  /** False: the legal clock stands meanwhile. */
  readonly counts: boolean;
  /** One budget for all visits: the element it is counted under. */
  readonly shared?: string;
  /** Visits one after the other that `most` is to be multiplied by. */
  readonly rounds: number;
}

export interface Vertex {
  readonly id: number;
  readonly element?: FlowNode;
  take?: Take;
  /** What several ways in mean: any one, all of them, the earlier (an activity or the timer that interrupts it), or the ends of a scope. */
  readonly join: 'any' | 'all' | 'earlier' | 'ends';
  /** What several ways out mean: one, all, or some. */
  readonly split: 'one' | 'all' | 'some';
  /** `enter`: the element becomes active here; `leave`: it has completed. */
  readonly side?: 'enter' | 'leave';
  /** A supplement is asked for or received here. */
  readonly supplement?: boolean;
  /** The process it is of, when that is not the one whose time is asked for. */
  readonly partner?: string;
  /** A wait for a message of the same file: where that arrives. */
  readonly arrival?: Vertex;
  /** A message of the dossier begins a partner here. */
  readonly begins?: boolean;
}

export interface Edge {
  readonly from: Vertex;
  readonly to: Vertex;
  readonly mostReturns?: number;
  readonly probability?: number;
  /** A branch beside what goes on (an event that does not interrupt). */
  readonly beside?: boolean;
  /** A message on its way. */
  readonly message?: boolean;
  /** From within something to what leaves it at any moment: a longest way may go there, the shortest knows a shorter one. */
  readonly moment?: boolean;
}

export interface TimeGraph {
  readonly vertices: readonly Vertex[];
  readonly edges: readonly Edge[];
  readonly start: Vertex;
  readonly end: Vertex;
  /** Where the legal clock starts anew: after a supplement that restarts it. */
  readonly restarts: readonly Vertex[];
  /** Timers on activities with contents, whose time is known only when the graph is. */
  readonly open: readonly OpenTimer[];
}

/** A timer from `enter` against what runs until one of `leave`: the first is where it has ended by itself. */
export interface OpenTimer {
  readonly element: FlowNode;
  readonly host: FlowNode;
  readonly amount: Amount;
  readonly enter: Vertex;
  readonly leave: readonly Vertex[];
  /** Receipts of a supplement in between: how long it runs is then not known. */
  readonly receipts: readonly Vertex[];
}

export interface Adjacency {
  readonly into: readonly (readonly Edge[])[];
  readonly out: readonly (readonly Edge[])[];
}

/** Edges by vertex id. */
export function adjacencyOf(vertices: number, edges: readonly Edge[]): Adjacency {
  const into: Edge[][] = Array.from({ length: vertices }, () => []);
  const out: Edge[][] = Array.from({ length: vertices }, () => []);
  for (const edge of edges) {
    out[edge.from.id]!.push(edge);
    into[edge.to.id]!.push(edge);
  }
  return { into, out };
}
