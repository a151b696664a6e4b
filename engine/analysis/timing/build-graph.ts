/** From a process to its graph of time: what is inside laid open, boundary events and event subprocesses as ways out. */
import type { Container } from '../../model/types.ts';
import type { Throws } from '../throws-of.ts';
import { openDraft } from './graph-draft.ts';
import { layContainer } from './lay-container.ts';
import type { Partners } from './message-partners.ts';
import type { Surroundings } from './takes.ts';
import type { TimeGraph } from './time-graph.ts';

/** The graph of a process and of the partners it waits for; what it meets on the way goes into the notes. */
export function buildGraph(surroundings: Surroundings, process: Container, partners: Partners, throws: Throws): TimeGraph {
  const draft = openDraft(surroundings, partners, throws);
  const { vertices, edges, restarts, open, vertex, connect } = draft;
  const start = vertex();
  const end = vertex({ join: 'ends' });
  layContainer(draft, process, start, end, { containers: [], handlers: [], isExcluded: false, end });
  for (const partner of partners.processes) {
    const leave = vertex({ join: 'ends' });
    layContainer(draft, partner, vertex(), leave, { containers: [], handlers: [], isExcluded: false, end: leave, partner });
  }
  for (const { node, at } of draft.arrivals)
    for (const sender of partners.sendersOf.get(node)!)
      for (const from of draft.sent.get(sender) ?? []) connect(from, at, { message: true });
  return { vertices, edges, start, end, restarts, open };
}
