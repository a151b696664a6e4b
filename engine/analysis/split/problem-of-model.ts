import type { Container, Duration, ProcessModel } from '../../model/types.ts';
import type { Reason } from '../outcome.ts';
import { problemOf, type ProblemOfModel } from './problem-of.ts';
import type { SplitOptions } from './split-options.ts';

/** The process, and its problem or why it has none. */
export interface GivenProblem {
  readonly processId: string;
  readonly problem: ProblemOfModel | Reason;
}

/** The problem of the process and the deadline that are asked for, else of the first process and its own deadline. */
export function problemOfModel(model: ProcessModel, options: SplitOptions): GivenProblem {
  const { processId, phase } = options;
  const process = processId === undefined ? [...model.processes.values()][0] : model.processes.get(processId);
  if (!process)
    return {
      processId: processId ?? model.id,
      problem: {
        code: 'NO_PROCESS',
        message: `Không có quy trình "${processId ?? ''}"`,
        messageEn: `There is no process "${processId ?? ''}"`,
      },
    };
  const deadline = options.deadline ?? deadlineOf(process, phase);
  const problem = deadline
    ? deadline.value > 0
      ? problemOf(process, deadline, options)
      : { code: 'SAME_DAY', message: 'Thời hạn trong ngày không có gì để chia', messageEn: 'A deadline on the same day cannot be split' }
    : {
        code: 'NO_DEADLINE',
        message: `Quy trình "${process.id}" chưa có thời hạn`,
        messageEn: `The process "${process.id}" has no deadline`,
      };
  return { processId: process.id, problem };
}

function deadlineOf({ procedure }: Container, phase: string | undefined): Duration | undefined {
  const deadlines = procedure?.deadlines.filter((each) => each.phase === phase) ?? [];
  const found = (kind: string) =>
    deadlines.find((each) => each.kind === kind && each.when === undefined) ?? deadlines.find((each) => each.kind === kind);
  return found('published') ?? found('legal');
}
