/** A graph of time while it is laid out: its vertices and edges so far, and what surrounds the place that is laid. */
import type { Container, FlowNode } from '../../model/types.ts';
import type { Throws } from '../throws-of.ts';
import { graphNotes } from './graph-notes.ts';
import type { Handlers } from './handlers.ts';
import type { Partners } from './message-partners.ts';
import type { Surroundings } from './takes.ts';
import type { Edge, OpenTimer, Vertex } from './time-graph.ts';

/** What every part of the graph is laid into. */
export interface GraphDraft {
  readonly surroundings: Surroundings;
  readonly sendersOf: Partners['sendersOf'];
  readonly throws: Throws;
  /** What it meets on the way goes into them. */
  readonly notes: ReturnType<typeof graphNotes>;
  readonly vertices: Vertex[];
  readonly edges: Edge[];
  readonly restarts: Vertex[];
  readonly open: OpenTimer[];
  /** Elements whose message somebody of the graph waits for, and where each sends it. */
  readonly senders: ReadonlySet<FlowNode>;
  readonly sent: Map<FlowNode, Vertex[]>;
  readonly arrivals: { readonly node: FlowNode; readonly at: Vertex }[];
  vertex(given?: Partial<Vertex>): Vertex;
  connect(from: Vertex, to: Vertex, given?: Partial<Edge>): void;
}

/** What surrounds a container while it is laid open. */
export interface Around {
  /** Inside an activity whose time is excluded. */
  readonly isExcluded: boolean;
  readonly containers: readonly Container[];
  readonly handlers: Handlers;
  /** Where an error ends that nobody catches. */
  readonly end: Vertex;
  /** The process laid open, when it is not the one that is asked for. */
  readonly partner?: Container;
  /** Of what is around and may end before its contents do, the innermost first. */
  readonly met: readonly Met[];
}

/** What is met inside of something that events from outside may end or go beside of, at any moment of it. */
export interface Met {
  /** Where a way, or what is counted of it, may end before the contents do: what comes at any moment comes there, too. */
  readonly stops: Vertex[];
  /** Receipts of a supplement, from which the count begins anew. */
  readonly receipts: Vertex[];
}

/** A boundary event and where what follows it begins. */
export interface At {
  readonly boundary: FlowNode;
  readonly at: Vertex;
}

/** An empty graph for a process and its partners. */
export function openDraft(surroundings: Surroundings, partners: Partners, throws: Throws): GraphDraft {
  const vertices: Vertex[] = [];
  const edges: Edge[] = [];
  return {
    surroundings,
    sendersOf: partners.sendersOf,
    throws,
    notes: graphNotes(surroundings, partners, throws),
    vertices,
    edges,
    restarts: [],
    open: [],
    senders: new Set([...partners.sendersOf.values()].flat()),
    sent: new Map(),
    arrivals: [],
    vertex(given = {}) {
      const made: Vertex = { id: vertices.length, join: 'any', split: 'one', ...given };
      vertices.push(made);
      return made;
    },
    connect: (from, to, given = {}) => void edges.push({ from, to, ...given }),
  };
}

/** A way may stop being counted here: whatever comes at any moment of what is around may come just before. */
export function stopsAt({ met }: Around, at: Vertex): void {
  for (const { stops } of met) stops.push(at);
}
