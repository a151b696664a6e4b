/** Which processes of a model a rule speaks of. */
import type { Container, ProcessModel } from '../../model/types.ts';

/** The file's own processes, without those taken over from other versions: these answer for themselves. */
export function ownProcesses(model: ProcessModel): Container[] {
  return [...model.processes.values()].filter(({ linked }) => !linked);
}

/**
 * The processes that a dossier is opened for: own ones that no call activity calls. Where some carry the marks of a procedure
 * (code, deadline, basis), pools that only answer are left out.
 */
export function mainProcesses(model: ProcessModel): Container[] {
  const called = new Set([...model.nodes.values()].map((node) => node.called));
  const uncalled = ownProcesses(model).filter((process) => !called.has(process));
  const marked = uncalled.filter(
    ({ procedure }) => procedure && (procedure.procedureCode ?? procedure.deadlines[0] ?? procedure.legalBasis[0]),
  );
  return marked.length > 0 ? marked : uncalled;
}
