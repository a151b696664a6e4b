/** Everything that can be said of a file: THE place where the service and the command line meet the checker. */
import { allAnalyses, reportOf, type Report, type ReportInput } from '../../engine/index.ts';

/** As for `reportOf`; what is not there may be undefined. */
export type Given = Pick<ReportInput, 'model'> & { readonly [Field in keyof ReportInput]?: ReportInput[Field] | undefined };

/** Rules, soundness and time, all of them. */
export function fullReport(given: Given): Report {
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return reportOf({ ...known, model: given.model }, allAnalyses);
}
