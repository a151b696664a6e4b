/** From a process to its graph of time: what is inside laid open, boundary events and event subprocesses as ways out. */
import type { Container } from '../../model/types.ts';
import type { Throws } from '../throws-of.ts';
import { openDraft } from './graph-draft.ts';
import { layContainer } from './lay-container.ts';
import type { Partners } from './message-partners.ts';
import type { Surroundings } from './takes.ts';
import type { TimeGraph } from './time-graph.ts';
import { unaskedReceipts } from './unasked-receipts.ts';

/** The graph of a process and of the partners it waits for; what it meets on the way goes into the notes. */
export function buildGraph(surroundings: Surroundings, process: Container, partners: Partners, throws: Throws): TimeGraph {
  const draft = openDraft(surroundings, partners, throws);
  const { vertices, edges, restarts, open, vertex, connect } = draft;
  const start = vertex();
  const end = vertex({ join: 'ends' });
  layContainer(draft, process, start, end, { containers: [], handlers: [], isExcluded: false, end, met: [] });
  for (const partner of partners.processes) {
    const leave = vertex({ join: 'ends' });
    layContainer(draft, partner, vertex(), leave, { containers: [], handlers: [], isExcluded: false, end: leave, partner, met: [] });
  }
  for (const { node, at } of draft.arrivals)
    for (const sender of partners.sendersOf.get(node)!)
      for (const from of draft.sent.get(sender) ?? []) connect(from, at, { message: true });
  if (surroundings.procedure && surroundings.procedure.onSupplement !== 'none')
    for (const node of unaskedReceipts(vertices, edges, start)) {
      draft.notes.unasked(node);
      const [enter, leave] = (['enter', 'leave'] as const).map((side) =>
        vertices.find((each) => each.element === node && each.side === side)!,
      );
      connect(enter!, leave!);
    }
  return { vertices, edges, start, end, restarts, open };
}
