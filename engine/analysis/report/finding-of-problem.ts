import type { Problem, ProcessModel } from '../../model/types.ts';
import type { Finding } from '../../rules/finding.ts';

/** What reading the file said, as a finding `file/CODE`. */
export function findingOfProblem({ code, severity, message, messageEn, at, line }: Problem, model?: ProcessModel): Finding {
  const place = line === undefined ? '' : ` (dòng ${line})`;
  const placeEn = line === undefined ? '' : ` (line ${line})`;
  const isKnown = at !== undefined && (!model || model.nodes.has(at) || model.flows.has(at) || model.processes.has(at));
  return {
    rule: `file/${code}`,
    severity,
    message: message + place,
    messageEn: messageEn + placeEn,
    elements: isKnown ? [at] : [],
  };
}
