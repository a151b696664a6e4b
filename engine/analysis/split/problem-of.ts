/** What a model and the figures given with it say for splitting its deadline. */
import type { Container, Duration, FlowNode, TimeUnit } from '../../model/types.ts';
import type { Reason } from '../outcome.ts';
import { minutesIn, mixes } from './day-units.ts';
import { flowGraph, type Place } from './flow-graph.ts';
import type { SplitProblem, SplitStep } from './problem.ts';
import type { SplitOptions, StepFigures } from './split-options.ts';
import { unrollLoops, type Unrolled, type Work } from './unroll-loops.ts';

/** Where the result is not exact, and for which elements. */
export interface Approximation extends Reason {
  readonly elements: readonly string[];
}

export interface ProblemOfModel {
  readonly unit: TimeUnit;
  readonly deadlineMinutes: number;
  readonly reserveMinutes: number;
  readonly nodes: readonly FlowNode[];
  readonly problem: SplitProblem;
  readonly approximations: readonly Approximation[];
}

/** The problem of one process; or why there is none. */
export function problemOf(process: Container, deadline: Duration, options: SplitOptions): ProblemOfModel | Reason {
  const { unit } = deadline;
  const { figures = {}, phase } = options;
  const deadlineMinutes = minutesIn(unit, deadline);
  const reserveMinutes = options.reserve ? minutesIn(unit, options.reserve) : 0;
  const mixed = new Set<string>();
  const unknown = new Set<string>();
  const waits = new Set<string>();

  const minutes = (id: string, duration: Duration) => {
    if (mixes(unit, duration)) mixed.add(id);
    return minutesIn(unit, duration);
  };
  const counts = ({ step }: FlowNode) => step !== undefined && step.counts && (phase === undefined || step.phase === phase);
  const expectedOf = (node: FlowNode): number | undefined => {
    const { expectedMinutes, fixedMinutes } = figures[node.id] ?? {};
    const said = expectedMinutes ?? fixedMinutes;
    if (said !== undefined) return said;
    if (node.step?.budget) return minutes(node.id, node.step.budget);
    return node.step?.budgetShare === undefined ? undefined : node.step.budgetShare * deadlineMinutes;
  };
  // what does not count stands for what is inside it, like what has a budget
  const isStep = (node: FlowNode) => node.step?.counts === false || expectedOf(node) !== undefined;

  const flow = flowGraph(process, isStep);
  const steps: SplitStep[] = [];
  const nodes: FlowNode[] = [];
  const numberOf = new Map<FlowNode, number>();
  const workOf = ({ node }: Place): Work => {
    if (!node) return nothing;
    const expected = counts(node) ? expectedOf(node) : undefined;
    if (expected === undefined) {
      if (counts(node) && isWork(node)) unknown.add(node.id);
      return { ...nothing, waitMinutes: waitOf(node, (duration) => minutes(node.id, duration), waits) };
    }
    let number = numberOf.get(node);
    if (number === undefined) {
      numberOf.set(node, (number = nodes.push(node) - 1));
      steps.push(stepOf(node.id, expected, figures[node.id] ?? {}));
    }
    return { step: number, perVisit: node.step!.budgetPer === 'visit', waitMinutes: 0 };
  };
  const unrolled = unrollLoops(flow, workOf);
  if (!('graph' in unrolled)) return whyNot(unrolled);
  const { graph } = unrolled;

  const places = nodes.map(() => 0);
  for (const { step, visits } of graph.nodes) if (step !== undefined && visits > 0) places[step]!++;
  const repeated = nodes.filter(({ step }, number) => step!.budgetPer === 'dossier' && places[number]! > 1);
  const apart = nodes.filter((_, number) => places[number] === 0);
  const ids = (some: readonly FlowNode[]) => some.map(({ id }) => id);
  const approximations = [
    about(
      'MIXED_UNITS',
      [...mixed],
      'Ngày và ngày làm việc quy đổi 7 ngày thành 5 ngày làm việc',
      'Of seven plain days five are taken to be open',
    ),
    about(
      'NO_FIGURES',
      [...unknown],
      'Bước chưa có thời gian dự kiến nên không được chia phần nào',
      'Steps without an expected time get no part',
    ),
    about('WAIT_LEFT_OUT', [...waits], 'Thời gian chờ bên ngoài không nằm trong phần được chia', 'Waits for others are left out'),
    about(
      'BESIDES',
      flow.besides,
      'Nhánh xử lý sự kiện bắt đầu bất cứ lúc nào nên không nằm trên đường nào',
      'Event subprocesses begin at any time and lie on no path',
    ),
    about(
      'COUNTED_TWICE',
      ids(repeated),
      'Thời gian chung cho các lần làm có thể bị tính hơn một lần trên một đường',
      'One allowance for all visits may count more than once on a path',
    ),
    about('ON_NO_PATH', ids(apart), 'Bước không nằm trên đường nào đến kết quả', 'Steps on no path to the result'),
  ].filter(({ elements }) => elements.length > 0);
  return {
    unit,
    deadlineMinutes,
    reserveMinutes,
    nodes,
    problem: { graph, steps, limitMinutes: deadlineMinutes - reserveMinutes, divisor: options.divisor ?? 1 },
    approximations,
  };
}

const nothing: Work = { perVisit: true, waitMinutes: 0 };

function stepOf(elementId: string, expectedMinutes: number, figures: StepFigures): SplitStep {
  const { floorMinutes = 0, capMinutes = Infinity, fixedMinutes, weight, deviationMinutes, lateRate, measuredMinutes } = figures;
  return {
    elementId,
    expectedMinutes,
    floorMinutes: fixedMinutes ?? floorMinutes,
    capMinutes: fixedMinutes ?? Math.max(capMinutes, floorMinutes),
    ...(weight !== undefined && { weight }),
    ...(deviationMinutes !== undefined && { deviationMinutes }),
    ...(lateRate !== undefined && { lateRate }),
    ...(measuredMinutes && { measuredMinutes: [...measuredMinutes].sort((a, b) => a - b) }),
  };
}

/** Somebody or something works on it for a while. */
function isWork({ type }: FlowNode): boolean {
  return type === 'userTask' || type === 'manualTask' || type === 'serviceTask';
}

/** The time of a timer that every token waits for. Waits for the applicant or for others have no end that the model knows. */
function waitOf({ id, type, event, purpose }: FlowNode, minutes: (duration: Duration) => number, waits: Set<string>): number {
  if (type === 'receiveTask') waits.add(id);
  if (type !== 'intermediateCatchEvent' || purpose === 'supplementReceipt' || purpose === 'payment') return 0;
  if (event?.type === 'timer' && event.timer.kind === 'workingTime') return minutes(event.timer.workingTime);
  if (event?.type !== 'link') waits.add(id);
  return 0;
}

function about(code: string, elements: readonly string[], message: string, messageEn: string): Approximation {
  return { code, message, messageEn, elements };
}

function whyNot({ why, at }: Exclude<Unrolled, { graph: unknown }>): Reason {
  const names = at.map(({ node }) => `"${node?.name ?? node?.id ?? ''}"`).join(', ');
  if (why === 'LOOP_WITHOUT_LIMIT')
    return {
      code: why,
      message: `Vòng lặp qua ${names} không ghi số lần quay lại nhiều nhất nên không chia được thời hạn`,
      messageEn: `The loop through ${names} has no limit of returns, so that the deadline cannot be split`,
    };
  if (why === 'LOOP_WITH_SEVERAL_ENTRIES')
    return {
      code: why,
      message: `Vòng lặp có nhiều lối vào (${names}) nên không chia được thời hạn`,
      messageEn: `A loop with several entries (${names}), so that the deadline cannot be split`,
    };
  return { code: why, message: 'Quy trình có quá nhiều vòng lặp lồng nhau', messageEn: 'Too many nested loops' };
}
