/** A place of work of "5 tại chỗ" that no step covers. */
import { fiveStepNames } from '../model/from-table/five-step.ts';
import type { Container, FiveStep } from '../model/types.ts';
import { nodesWithin } from './reading/nodes-within.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** A warning where the procedure says that it is "5 tại chỗ" (one desk may do several places of work in one step, which a step cannot say), else a note. Silent where no step is marked at all and nothing is said: the file does not speak of it. */
export const fiveStepMissing: Rule = {
  id: 'five-step-missing',
  severity: 'warning',
  source: 'Thông tư 01/2018/TT-VPCP, điều 6 (giải quyết toàn bộ tại Bộ phận Một cửa)',
  check: ({ model }) =>
    mainProcesses(model).flatMap((process) => {
      const isFive = process.procedure?.regime === 'fiveAtPlace';
      const covered = stepsOf(process);
      if (!isFive && covered.size === 0) return [];
      return (Object.keys(fiveStepNames) as FiveStep[])
        .filter((step) => !covered.has(step))
        .map((step) => {
          const [name, nameEn] = fiveStepNames[step];
          return found(
            fiveStepMissing,
            `Không có bước nào được đánh dấu là khâu "${name}" trong 5 tại chỗ`,
            `No step is marked as "${nameEn}", one of the five places of work`,
            [process.id],
            { severity: isFive ? 'warning' : 'info' },
          );
        });
    }),
};

/** The places of work that a process covers, with what it calls. */
function stepsOf(process: Container): Set<FiveStep> {
  const seen = new Set<Container>([process]);
  const steps = new Set<FiveStep>();
  for (const place of seen)
    for (const { called, step } of nodesWithin(place)) {
      if (called) seen.add(called);
      if (step?.step) steps.add(step.step);
    }
  return steps;
}
