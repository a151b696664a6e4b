/** What one BPMN element does. An object literal a file; `index.ts` lists them. */
import type { FlowNode, NodeType } from '../../model/types.ts';
import type { CommandType } from '../commands.ts';
import type { Arrival } from '../flows.ts';
import type { Run } from '../run.ts';
import type { ActiveElement } from '../state.ts';

export interface ElementBehavior {
  readonly type: NodeType;
  /** A token has come. Everything that can fail is evaluated before the first event is emitted. */
  enter(run: Run, arrival: Arrival): void;
  /** Goes on by itself once active. */
  begin?(run: Run, element: ActiveElement, node: FlowNode): void;
  /** Commands that an active element of this kind accepts. */
  accepts?(node: FlowNode): readonly CommandType[];
}

/** Work of a person. */
export const personCommands: readonly CommandType[] = [
  'completeTask',
  'throwError',
  'throwEscalation',
  'claimTask',
  'releaseTask',
  'reassignTask',
];

/** Work of an external worker. */
export const jobCommands: readonly CommandType[] = ['completeJob', 'failJob', 'throwError', 'throwEscalation'];

/** A throwing message event or send task that names a job type leaves the sending to a worker. */
export function sendsByJob({ type, event, jobType }: FlowNode): boolean {
  return jobType !== undefined && (type === 'sendTask' || event?.type === 'message');
}
