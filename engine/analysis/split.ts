/** Splitting a deadline over the steps of a procedure: who gets how much, when each is due, and where it does not fit. */
import type { Duration, ProcessModel, TimeUnit } from '../model/types.ts';
import type { Outcome, Reason } from './outcome.ts';
import { durationOf } from './split/day-units.ts';
import { splitPolicies, type SplitPolicyId } from './split/policies/index.ts';
import { failure, type SplitFailure } from './split/failure.ts';
import { problemOfModel, type GivenProblem } from './split/problem-of-model.ts';
import type { Approximation, ProblemOfModel } from './split/problem-of.ts';
import { toleranceMinutes, type Allotment, type SplitProblem } from './split/problem.ts';
import { rounded } from './split/round-down.ts';
import type { SplitOptions } from './split/split-options.ts';
import { finishTimes, longestMinutes, longestPath, stepsOn, timesAfter } from './split/work-graph.ts';

export interface Split {
  readonly processId: string;
  readonly policy: SplitPolicyId;
  /** Vietnamese, then English. */
  readonly label: string;
  readonly labelEn: string;
  /** `holds`: the steps fit into the deadline. `fails`: not even the least they need does, on this path. */
  readonly outcome: Outcome<SplitFailure>;
  readonly unit?: TimeUnit;
  readonly deadlineMinutes?: number;
  /** Kept back as the caller asked, and what the policy itself keeps before the result. */
  readonly reserveMinutes?: number;
  readonly bufferMinutes?: number;
  /** The longest path with these allowances, and its steps in order. */
  readonly longestMinutes?: number;
  readonly longestPath?: readonly string[];
  /** Probability, 0 to 1, that the longest path ends in time; only from a policy that knows how times vary. */
  readonly onTimeProbability?: number;
  readonly steps: readonly StepAllowance[];
  readonly approximations: readonly Approximation[];
}

export interface StepAllowance {
  readonly elementId: string;
  readonly name?: string;
  readonly expectedMinutes: number;
  /** For each visit, or for all visits of a dossier, as its budget counts. */
  readonly minutes: number;
  /** The same in the unit of the deadline. */
  readonly allowance: Duration;
  /** How often it counts on the worst path. */
  readonly visits: number;
  /** Of the deadline, with all visits. */
  readonly share: number;
  /** Latest end from the start of the clock, in minutes, of its last visit. */
  readonly dueMinutes: number;
  /** Virtual due time by which lists rank parallel branches; nobody is late by it. */
  readonly priorityDueMinutes?: number;
  readonly isOnLongestPath: boolean;
}

/** Finished visits that every step must have for its measured quantile to be the default. */
const enoughVisits = 30;

const roundingMinutes = { halfDay: 240, twoHours: 120 } as const;

/** The deadline split by one policy. Never throws: what cannot be split says why in `outcome`. */
export function splitDeadline(model: ProcessModel, options: SplitOptions = {}): Split {
  const given = problemOfModel(model, options);
  return splitBy(given, options.policy ?? defaultPolicy(given), options);
}

/** The same deadline by every policy, in the order of the list. */
export function alternatives(model: ProcessModel, options: Omit<SplitOptions, 'policy'> = {}): Split[] {
  const given = problemOfModel(model, options);
  return (Object.keys(splitPolicies) as SplitPolicyId[]).map((policy) => splitBy(given, policy, options));
}

function defaultPolicy({ problem }: GivenProblem): SplitPolicyId {
  const isMeasured = 'problem' in problem && problem.problem.steps.length > 0;
  return isMeasured && problem.problem.steps.every(({ measuredMinutes = [] }) => measuredMinutes.length >= enoughVisits)
    ? 'equalQuantileEmpirical'
    : 'maxMinStretch';
}

function splitBy({ processId, problem: given }: GivenProblem, policy: SplitPolicyId, { rounding }: SplitOptions): Split {
  const { label, labelEn, allot } = splitPolicies[policy];
  const head = { processId, policy, label, labelEn };
  const nothing = { ...head, steps: [], approximations: [] };
  if (!('problem' in given))
    return {
      ...nothing,
      outcome: { outcome: given.code === 'NO_DEADLINE' || given.code === 'SAME_DAY' ? 'notApplicable' : 'notDecided', reason: given },
    };
  const { unit, deadlineMinutes, reserveMinutes, nodes, problem, approximations } = given;
  const frame = { ...nothing, unit, deadlineMinutes, reserveMinutes, approximations };
  if (problem.steps.length === 0) return { ...frame, outcome: { outcome: 'notApplicable', reason: noSteps } };
  const allotted = allot(problem);
  if ('notApplicable' in allotted) return { ...frame, outcome: { outcome: 'notApplicable', reason: allotted.notApplicable } };
  if ('doesNotFit' in allotted) {
    const { tightPath, shortByMinutes } = allotted.doesNotFit;
    return {
      ...frame,
      outcome: {
        outcome: 'fails',
        ...failure(
          tightPath.map((number) => nodes[number]!),
          shortByMinutes,
          unit,
        ),
      },
    };
  }
  const { bufferMinutes, onTimeProbability } = allotted;
  const limit = problem.limitMinutes - (bufferMinutes ?? 0);
  const minutes = rounding ? rounded(problem.graph, problem.steps, allotted.minutes, roundingMinutes[rounding], limit) : allotted.minutes;
  const finish = finishTimes(problem.graph, minutes);
  const longest = stepsOn(problem.graph, longestPath(problem.graph, finish));
  return {
    ...frame,
    outcome: { outcome: 'holds' },
    ...(bufferMinutes !== undefined && { bufferMinutes }),
    longestMinutes: finish.at(-1) ?? 0,
    longestPath: longest.map((number) => nodes[number]!.id),
    ...(onTimeProbability !== undefined && { onTimeProbability }),
    steps: allowances(given, { ...allotted, minutes }, limit, finish),
  };
}

const noSteps: Reason = {
  code: 'NO_STEPS',
  message: 'Không có bước nào có thời gian dự kiến để chia',
  messageEn: 'No step has an expected time to split by',
};

function allowances(
  { unit, deadlineMinutes, nodes, problem }: ProblemOfModel,
  { minutes, dueMinutes, priorityDueMinutes }: Allotment,
  limit: number,
  finish: Float64Array,
): StepAllowance[] {
  const { graph, steps } = problem;
  const after = timesAfter(graph, minutes);
  const visits = worstVisits(problem);
  const due = steps.map(() => 0);
  const critical = new Set<number>();
  const longest = finish.at(-1) ?? 0;
  for (const [at, { step, visits: here }] of graph.nodes.entries()) {
    if (step === undefined || here === 0) continue;
    due[step] = Math.max(due[step]!, limit - after[at]!);
    if (finish[at]! + after[at]! >= longest - toleranceMinutes) critical.add(step);
  }
  return steps.map(({ elementId, expectedMinutes }, number) => {
    const { name } = nodes[number]!;
    return {
      elementId,
      ...(name !== undefined && { name }),
      expectedMinutes,
      minutes: minutes[number]!,
      allowance: durationOf(unit, minutes[number]!),
      visits: visits[number]!,
      share: deadlineMinutes > 0 ? (visits[number]! * minutes[number]!) / deadlineMinutes : 0,
      dueMinutes: dueMinutes?.[number] ?? due[number]!,
      ...(priorityDueMinutes && { priorityDueMinutes: priorityDueMinutes[number]! }),
      isOnLongestPath: critical.has(number),
    };
  });
}

/** How often each step counts on the path where it counts most. */
function worstVisits({ graph, steps }: SplitProblem): number[] {
  const visits = steps.map(() => 0);
  const places = steps.map(() => 0);
  for (const { step, visits: here } of graph.nodes)
    if (step !== undefined && here > 0) {
      places[step]!++;
      visits[step] = here;
    }
  const alone = { nodes: graph.nodes.map((node) => ({ ...node, waitMinutes: 0 })) };
  for (const number of steps.keys())
    if (places[number]! > 1)
      visits[number] = longestMinutes(
        alone,
        steps.map((_, other) => (other === number ? 1 : 0)),
      );
  return visits;
}
