/** Deadline flags of a dossier: the view that deadlines/ looks at, and raising and withdrawing as events. */
import type { DeadlineView, PathStep, StepView } from '../deadlines/deadline-view.ts';
import { budgetMinutes } from '../deadlines/budget.ts';
import { openAppointment } from '../deadlines/clocks.ts';
import { flagKey, plannedFlags, type PlannedFlag } from '../deadlines/flags.ts';
import type { Organisation } from '../deadlines/organisation.ts';
import { withdrawnFlags } from '../deadlines/withdrawn-flags.ts';
import type { FlowNode, ProcessModel } from '../model/types.ts';
import { forwardPath } from './forward-path.ts';
import { emit, type Run } from './run.ts';
import { earlierRuns } from './steps.ts';
import type { ActiveElement, State, StepRecord, StepState } from './state.ts';

/** What flags and forecasts are computed from: clock, active steps with their way forward, steps that are over but were flagged. */
export function deadlineView(model: ProcessModel, state: State): DeadlineView {
  const procedure = mainProcedure(model, state);
  const order = state.clock && openAppointment(state.clock)?.order;
  // what an appointment promises ends at its element, not at the end of the process
  const until = procedure?.appointments.find((appointment) => appointment.order === order)?.until;
  const steps: StepView[] = [];
  for (const key in state.elements) {
    const element = state.elements[key]!;
    if (element.step && !element.rounds) steps.push(activeView(model, state, element, element.step, until));
  }
  const flagged = new Set(Object.values(state.flags).flatMap(({ elementKey }) => elementKey ?? []));
  for (const key of flagged) if (!state.elements[key] && state.steps[key]) steps.push(endedView(state, state.steps[key]));
  return {
    ...(state.clock && { clock: state.clock }),
    ...(procedure?.department !== undefined && { unit: procedure.department }),
    atRiskPercent: procedure?.atRiskPercent ?? 75,
    steps,
    raised: Object.values(state.flags),
  };
}

/** The procedure of the process the dossier was started with. */
export function mainProcedure(model: ProcessModel, state: State) {
  const roots = Object.values(state.scopes)
    .filter(({ parent }) => parent === undefined)
    .sort((a, b) => (a.startedAt + a.key < b.startedAt + b.key ? -1 : 1));
  const running = roots.map(({ containerId }) => model.processes.get(containerId!)?.procedure);
  return (
    running.find((procedure) => procedure && procedure.deadlines.length + procedure.appointments.length > 0) ??
    running[0] ??
    [...model.processes.values()][0]?.procedure
  );
}

function activeView(model: ProcessModel, state: State, element: ActiveElement, step: StepState, until: string | undefined): StepView {
  const node = model.nodes.get(element.elementId)!;
  const handOff = lastHandOff(state, element.key);
  return {
    elementKey: element.key,
    elementId: element.elementId,
    ...(step.unit !== undefined && { unit: step.unit }),
    ...(step.department !== undefined && { department: step.department }),
    ...(step.holder !== undefined && { holder: step.holder }),
    arrivedAt: step.arrivedAt,
    epoch: step.epoch,
    ...(step.budget && { budget: step.budget }),
    ran: [...earlierRuns(state, node, step.epoch), ...step.ran],
    ...(step.runningSince !== undefined && { runningSince: step.runningSince }),
    active: true,
    ...(handOff && { handOff: { sentAt: handOff.sentAt, ...(handOff.acceptedAt !== undefined && { acceptedAt: handOff.acceptedAt }) } }),
    forward: forwardPath(node, until).map((next) => pathStep(state, next)),
  };
}

/** The hand-off that still waits, or the last one. Between units of one department nobody is asked to accept (ADR 0010). */
function lastHandOff(state: State, elementKey: string) {
  let last;
  for (let number = 1; state.handOffs[`${elementKey}~${number}`]; number++) {
    const handOff = state.handOffs[`${elementKey}~${number}`]!;
    if (handOff.level === 'department' && handOff.state !== 'returned') last = handOff;
  }
  return last;
}

function pathStep(state: State, { step }: FlowNode): PathStep {
  const unit = step!.kind !== undefined && Object.hasOwn(state.participants, step!.kind) ? state.participants[step!.kind] : step!.unit;
  return { budget: step!.budget!, ...(unit !== undefined && { unit }) };
}

export function endedView(state: State, record: StepRecord): StepView {
  const { elementKey, elementId, unit, department, holder, arrivedAt, epoch, budget, ran } = record;
  const handOff = lastHandOff(state, elementKey);
  return {
    elementKey,
    elementId,
    ...(unit !== undefined && { unit }),
    ...(department !== undefined && { department }),
    ...(holder !== undefined && { holder }),
    arrivedAt,
    epoch,
    ...(budget && { budget }),
    ran,
    active: false,
    ...(handOff && { handOff: { sentAt: handOff.sentAt, ...(handOff.acceptedAt !== undefined && { acceptedAt: handOff.acceptedAt }) } }),
    forward: [],
  };
}

/** The flags to come, first due first: at most those due by `until` (epoch milliseconds). */
export function comingFlags(model: ProcessModel, state: State, organisation: Organisation, until?: number): PlannedFlag[] {
  return state.status === 'active' ? plannedFlags(deadlineView(model, state), organisation, until) : [];
}

/** Raises every flag that is due and says how many. */
export function raiseDueFlags(run: Run): number {
  const due = comingFlags(run.model, run.state, run.environment.organisation, run.nowMs);
  for (const { flag, elementKey, epoch, at, elementId: _id, budget, ...about } of due)
    emit(run, {
      type: 'flagRaised',
      flag,
      ...(elementKey !== undefined && { elementKey }),
      epoch,
      at,
      raisedAt: run.at,
      about: { ...about, ...(budget && { budgetMinutes: budgetMinutes(budget) }) },
    });
  return due.length;
}

/** A corrected clock may show that a flag should not have been raised (ADR 0018). */
export function withdrawDisprovenFlags(run: Run): void {
  for (const _flag in run.state.flags) {
    const disproved = withdrawnFlags(deadlineView(run.model, run.state), run.environment.organisation);
    for (const key of disproved.map(flagKey).sort()) emit(run, { type: 'flagWithdrawn', key, at: run.at });
    return;
  }
}
