/** What a model takes over from the file of a procedure version that it calls: the processes that are reached, under ids of their own. */
import { prefixOf } from './called-version.ts';
import type { Draft } from './compilation.ts';
import type { CompiledFile } from './compile-file.ts';
import { problem } from './problems.ts';
import type { Container, FlowNode, Lane, MessageFlow, Problem, Procedure, SequenceFlow, VersionName } from './types.ts';

/** A model while it grows. */
export interface Parts {
  readonly processes: Map<string, Container>;
  readonly nodes: Map<string, FlowNode>;
  readonly flows: Map<string, SequenceFlow>;
  readonly lanes: Lane[];
  readonly messageFlows: MessageFlow[];
}

/** The given processes and all that their call activities lead to. */
export function reachedFrom(processes: Iterable<Container>): ReadonlySet<Container> {
  const reached = new Set(processes);
  // grows while it is walked
  for (const process of reached)
    for (const { nodes } of containersOf(process)) for (const { called } of nodes) if (called) reached.add(called);
  return reached;
}

/** A process and every subprocess inside it. */
function containersOf(process: Draft<Container>): Draft<Container>[] {
  const found: Draft<Container>[] = [process];
  // grows while it is walked: nesting may be deep
  for (const { nodes } of found) for (const { contents } of nodes) if (contents) found.push(contents);
  return found;
}

/**
 * Adds the reached processes of a linked file to the model, with the prefix of the version before every id, and the message flows that lie wholly among them.
 * Changes the compiled file. Problems: ids that the model has already.
 */
export function takeOver(parts: Parts, reached: ReadonlySet<Container>, version: VersionName, file: CompiledFile): Problem[] {
  const prefix = prefixOf(version);
  const taken = [...file.processes.values()].filter((process) => reached.has(process));
  const problems: Problem[] = [];
  const add = <T extends { readonly id: string }>(known: Map<string, T>, part: T) => {
    // a flow, a node and a process of one id would share keys
    if (parts.nodes.has(part.id) || parts.flows.has(part.id) || parts.processes.has(part.id))
      problems.push(problem('ID_DUPLICATE', part.id, part.id));
    known.set(part.id, part);
  };
  const ends = new Set<FlowNode | Container>(taken);
  for (const process of taken) {
    for (const lane of file.lanes.get(process.id)!) parts.lanes.push({ ...lane, id: prefix + lane.id });
    for (const container of containersOf(process)) {
      container.id = prefix + container.id;
      if (container.data) container.data = container.data.map((item) => ({ ...item, id: prefix + item.id }));
      for (const flow of container.flows as readonly Draft<SequenceFlow>[]) {
        flow.id = prefix + flow.id;
        add(parts.flows, flow);
      }
      for (const node of container.nodes as readonly Draft<FlowNode>[]) {
        node.id = prefix + node.id;
        ends.add(node);
        add(parts.nodes, node);
      }
    }
    process.linked = { processId: version.processId, version: version.version };
    if (process.procedure) process.procedure = renamed(process.procedure, prefix);
    add(parts.processes, process);
  }
  for (const flow of file.messageFlows)
    if (flow.source && flow.target && ends.has(flow.source) && ends.has(flow.target))
      parts.messageFlows.push({ ...flow, id: prefix + flow.id });
  return problems;
}

/** Appointments begin and end with elements, which they name. */
function renamed(procedure: Procedure, prefix: string): Procedure {
  return {
    ...procedure,
    appointments: procedure.appointments.map((appointment) => ({
      ...appointment,
      ...(appointment.from !== undefined && { from: prefix + appointment.from }),
      ...(appointment.until !== undefined && { until: prefix + appointment.until }),
    })),
  };
}

/** A call activity names what it calls as the model does. */
export function renameCalls(nodes: Iterable<Draft<FlowNode>>): void {
  for (const node of nodes) if (node.called?.linked) node.calledElement = node.called.id;
}
