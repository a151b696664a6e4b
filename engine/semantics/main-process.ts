import type { Container, ProcessModel } from '../model/types.ts';
import type { Scope, State } from './state.ts';

/** The process that the dossier was started with: of several pools the first that promises something. */
export function mainProcess(model: ProcessModel, state: State): Container | undefined {
  const roots: Scope[] = [];
  for (const key in state.scopes) if (state.scopes[key]!.parent === undefined) roots.push(state.scopes[key]!);
  if (roots.length > 1) roots.sort((a, b) => (a.startedAt + a.key < b.startedAt + b.key ? -1 : 1));
  const running = roots.map(({ containerId }) => model.processes.get(containerId!));
  const promising = running.find(
    (process) => process?.procedure && process.procedure.deadlines.length + process.procedure.appointments.length > 0,
  );
  return promising ?? (running[0]?.procedure ? running[0] : model.processes.values().next().value);
}
