/** Deadline flags of a dossier: the view that deadlines/ looks at, and raising and withdrawing as events. */
import type { DeadlineView, StepView } from '../deadlines/deadline-view.ts';
import { budgetMinutes } from '../deadlines/budget.ts';
import { openAppointment } from '../deadlines/clocks.ts';
import { flagKey, plannedFlags, type PlannedFlag } from '../deadlines/flags.ts';
import type { Organisation } from '../deadlines/organisation.ts';
import { withdrawnFlags } from '../deadlines/withdrawn-flags.ts';
import type { Procedure, ProcessModel } from '../model/types.ts';
import { forwardSteps } from './forward-path.ts';
import { mainProcess } from './main-process.ts';
import { emit, type Run } from './run.ts';
import { earlierRuns } from './steps.ts';
import type { ActiveElement, HandOff, State, StepRecord, StepState } from './state.ts';

/** What flags and forecasts are computed from: clock, active steps with their way forward, steps that are over but were flagged. */
export function deadlineView(model: ProcessModel, state: State): DeadlineView {
  const view = comingView(model, state);
  const steps = [...view.steps];
  const flagged = new Set(view.raised.flatMap(({ elementKey }) => elementKey ?? []));
  for (const key of flagged) if (!state.elements[key] && state.steps[key]) steps.push(endedView(state, state.steps[key]));
  return { ...view, steps };
}

/** The same without steps that are over: enough for what is to come. */
export function comingView(model: ProcessModel, state: State): DeadlineView {
  const { clock } = state;
  const procedure = mainProcedure(model, state);
  const order = clock && openAppointment(clock)?.order;
  // what an appointment promises ends at its element, not at the end of the process
  const until = procedure?.appointments.find((appointment) => appointment.order === order)?.until;
  const steps: StepView[] = [];
  for (const key in state.elements) {
    const element = state.elements[key]!;
    if (element.step && !element.rounds) steps.push(activeView(model, state, element, element.step, until));
  }
  return {
    clock,
    unit: agencyOf(procedure, state),
    atRiskPercent: procedure?.atRiskPercent ?? 75,
    steps,
    raised: Object.values(state.flags),
  };
}

/** The competent agency; the one that was bound where the procedure names a kind of unit. */
function agencyOf(procedure: Procedure | undefined, { participants }: State): string | undefined {
  const { department } = procedure ?? {};
  return department !== undefined && Object.hasOwn(participants, department) ? participants[department] : department;
}

/** The procedure of the process the dossier was started with. */
function mainProcedure(model: ProcessModel, state: State): Procedure | undefined {
  return mainProcess(model, state)?.procedure;
}

function activeView(model: ProcessModel, state: State, element: ActiveElement, step: StepState, until: string | undefined): StepView {
  const { key, elementId } = element;
  const { unit, department, holder, arrivedAt, epoch, budget, ran, runningSince } = step;
  const node = model.nodes.get(elementId)!;
  const earlier = earlierRuns(state, node, epoch);
  return {
    elementKey: key,
    elementId,
    unit,
    department,
    holder,
    arrivedAt,
    epoch,
    budget,
    ran: earlier.length > 0 ? [...earlier, ...ran] : ran,
    runningSince,
    active: true,
    handOff: lastHandOff(state, key),
    forward: forwardSteps(node, until, state.participants),
  };
}

/** The hand-off that still waits, or the last one. Between units of one department nobody is asked to accept (ADR 0010). */
function lastHandOff({ handOffs }: State, elementKey: string): HandOff | undefined {
  let last: HandOff | undefined;
  for (let number = 1, next = handOffs[`${elementKey}~1`]; next; next = handOffs[`${elementKey}~${++number}`])
    if (next.level === 'department' && next.state !== 'returned') last = next;
  return last;
}

export function endedView(state: State, record: StepRecord): StepView {
  const { elementKey, elementId, unit, department, holder, arrivedAt, epoch, budget, ran } = record;
  return {
    elementKey,
    elementId,
    unit,
    department,
    holder,
    arrivedAt,
    epoch,
    budget,
    ran,
    active: false,
    handOff: lastHandOff(state, elementKey),
    forward: [],
  };
}

/** The flags to come, first due first: at most those due by `until` (epoch milliseconds). */
export function comingFlags(model: ProcessModel, state: State, organisation: Organisation, until?: number): PlannedFlag[] {
  return isOpen(state) ? plannedFlags(comingView(model, state), organisation, until) : [];
}

/** The time of the law runs on while the dossier is suspended (ADR 0057). */
export function isOpen({ status }: Pick<State, 'status'>): boolean {
  return status === 'active' || status === 'suspended';
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
