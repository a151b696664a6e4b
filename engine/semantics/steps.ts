/** The administrative side of activities: whose they are, their budget and due instant, who holds them, what remains of them when they end. */
import { budgetDue, instantOfShare } from '../deadlines/budget.ts';
import type { Calendar } from '../deadlines/calendar.ts';
import { countingStart } from '../deadlines/count.ts';
import { runningTime } from '../deadlines/deadline-view.ts';
import { instantOf } from '../deadlines/local-date.ts';
import { calendarOf, departmentOf } from '../deadlines/organisation.ts';
import { dueOf } from '../deadlines/step-use.ts';
import type { Duration, FlowNode, Step } from '../model/types.ts';
import { activeElement, type Handlers } from './handlers.ts';
import { acceptPending, closeCorrections } from './hand-offs.ts';
import { CommandRejected } from './errors.ts';
import { emit, instantText, type Run } from './run.ts';
import { workingDueOf } from './working-due.ts';
import type { ActiveElement, ElementKey, Holding, Origin, State, StepRecord, StepState, Token } from './state.ts';

/** Activities where a person, a worker or an answer is waited for; the others take no time and belong to nobody. */
const waiting = new Set(['userTask', 'manualTask', 'serviceTask', 'receiveTask']);

/** The unit of a step: its own, or the one the dossier has bound to its kind (ADR 0010). */
export function unitOf(run: Run, { unit, kind }: Pick<Step, 'unit' | 'kind'>): string | undefined {
  return kind !== undefined && Object.hasOwn(run.state.participants, kind) ? run.state.participants[kind] : (unit ?? kind);
}

export function calendarOfStep(run: Run, step: Pick<Step, 'unit' | 'department' | 'kind'> | undefined): Calendar {
  return calendarOf(run.environment.organisation, step && (unitOf(run, step) ?? step.department));
}

/** When a `tthc:workingTime` timer fires: by the calendar of the unit its activity or lane belongs to. */
export function workingTimeDue(run: Run, node: FlowNode, duration: Duration): number {
  return budgetDue(calendarOfStep(run, node.attachedTo?.step ?? node.step ?? node.place), run.nowMs, duration, {});
}

/** What a step's clock starts with; undefined for activities that have neither a unit nor a budget, or take no time. */
export function openStep(run: Run, node: FlowNode, key: ElementKey): StepState | undefined {
  const { step } = node;
  if (!step || !(waiting.has(node.type) || (node.type === 'sendTask' && node.jobType !== undefined) || (node.contents && step.budget)))
    return undefined;
  const unit = waiting.has(node.type) || node.type === 'sendTask' ? unitOf(run, step) : undefined;
  const budget = budgetOf(run, step);
  if (unit === undefined && !budget) return undefined;
  const { clock } = run.state;
  const countedFrom = clock && countingStart(calendarOfStep(run, step), instantOf(clock.epochStartedAt), clock.after15);
  const startsAt = countedFrom !== undefined && countedFrom > run.nowMs ? instantText(countedFrom) : run.at;
  const state: StepState = {
    arrivedAt: run.at,
    epoch: clock?.epoch ?? 0,
    ran: [],
    runningSince: startsAt,
    holdings: [],
    ...(unit !== undefined && { unit, department: step.department ?? departmentOf(run.environment.organisation, unit) }),
    ...(budget && { budget }),
  };
  return withDue(run, node, key, state);
}

/** A share of the published deadline is a budget in the deadline's unit. */
function budgetOf(run: Run, { budget, budgetShare }: Step): Duration | undefined {
  if (budget || budgetShare === undefined) return budget;
  const { deadlines = [] } = run.state.clock ?? {};
  const deadline = deadlines.find(({ kind }) => kind === 'published') ?? deadlines.find(({ kind }) => kind === 'legal');
  return deadline && { value: deadline.value * budgetShare, unit: deadline.unit };
}

/**
 * With the due instants computed anew: by the approved budget, of which earlier visits of the same epoch used some, and never later than the
 * appointment (ADR 0012); and by what the way forward needs (ADR 0036).
 */
export function withDue(run: Run, node: FlowNode, key: ElementKey, step: StepState): StepState {
  if (!step.budget || step.runningSince === undefined) return step;
  const { clock, flags } = run.state;
  const { unit, arrivedAt, epoch, budget, runningSince } = step;
  const view = { clock, raised: Object.values(flags) };
  const seen = {
    elementKey: key,
    unit,
    arrivedAt,
    epoch,
    budget,
    ran: [...earlierRuns(run.state, node, epoch), ...step.ran],
    runningSince,
  };
  const calendar = calendarOf(run.environment.organisation, unit);
  const ran = runningTime(view, seen);
  const end = instantOfShare(calendar, budget, ran, 1);
  const dueAt = dueOf(view, seen, end);
  const workingDueAt = workingDueOf(run, node, budget, { calendar, ran, end });
  const rest = step.dueAt === undefined && step.workingDueAt === undefined ? step : withoutDue(step);
  if (dueAt === undefined) return rest;
  return workingDueAt === undefined
    ? { dueAt: instantText(dueAt), ...rest }
    : { dueAt: instantText(dueAt), workingDueAt: instantText(workingDueAt), ...rest };
}

function withoutDue({ dueAt: _due, workingDueAt: _workingDue, ...rest }: StepState): StepState {
  return rest;
}

/** When a step ran before, in this epoch; a budget per visit forgets. Finished visits are linked, so that nothing is searched. */
export function earlierRuns(state: State, node: FlowNode, epoch: number): StepState['ran'] {
  const found: StepState['ran'][] = [];
  if (node.step?.budgetPer === 'dossier')
    for (let record = state.steps[state.visits[node.id] ?? '']; record; record = state.steps[record.earlier ?? ''])
      if (record.epoch === epoch) found.push(record.ran);
  return found.length > 1 ? found.reverse().flat() : (found[0] ?? []);
}

/** The intervals in which a step's clock has run, the open one closed at `at`. An arrival after hours may start later than that. */
export function ranUntil(step: StepState, at: string): StepState['ran'] {
  return step.runningSince === undefined || step.runningSince >= at ? step.ran : [...step.ran, [step.runningSince, at]];
}

/** What remains of an ending step in the dossier's record. */
export function closeStep(run: Run, element: ActiveElement, outcome: StepRecord['outcome']): StepRecord | undefined {
  const { step } = element;
  if (!step) return undefined;
  if (outcome === 'completed') acceptPending(run, element.key, step.holder);
  closeCorrections(run, element.key);
  const { unit, department, holder, dueAt, workingDueAt, budget } = step;
  const earlier = run.state.visits[element.elementId];
  return {
    elementKey: element.key,
    elementId: element.elementId,
    ...(unit !== undefined && { unit }),
    ...(department !== undefined && { department }),
    ...(holder !== undefined && { holder }),
    ...(dueAt !== undefined && { dueAt }),
    ...(workingDueAt !== undefined && { workingDueAt }),
    ...(budget && { budget }),
    holdings: closeHolding(step.holdings, run.at),
    arrivedAt: step.arrivedAt,
    leftAt: run.at,
    epoch: step.epoch,
    ran: ranUntil(step, run.at),
    outcome,
    ...(earlier !== undefined && { earlier }),
  };
}

function closeHolding(holdings: readonly Holding[], at: string): readonly Holding[] {
  return holdings.map((holding) => (holding.to === undefined ? { to: at, ...holding } : holding));
}

/** The origins of the token that leaves an activity: the activity itself when it belongs to a unit, else what ended inside it, else what came. */
export function originsAfter(run: Run, { key, step, origins }: ActiveElement): Token {
  if (step?.unit === undefined) return run.state.scopes[key]?.origins.length ? run.state.scopes[key]!.origins : origins;
  const { unit, department, holder } = step;
  const origin: Origin = {
    unit,
    ...(department !== undefined && { department }),
    ...(holder !== undefined && { holder }),
    elementKey: key,
    leftAt: run.at,
  };
  return [origin];
}

/** Claiming, releasing and reassigning; every change of holder closes and opens a row (ADR 0010). */
export const taskCommands: Handlers = {
  claimTask(run, { elementKey, by }) {
    const { step } = taskStep(run, elementKey);
    if (step.holder !== undefined && step.holder !== by) throw heldBy(elementKey, step.holder);
    hold(run, elementKey, step, by, 'claimed');
  },
  releaseTask(run, { elementKey }) {
    const { step } = taskStep(run, elementKey);
    if (step.holder === undefined)
      throw new CommandRejected('WRONG_STATUS', `"${elementKey}" chưa có người giữ`, `Nobody holds "${elementKey}"`);
    hold(run, elementKey, step, undefined, 'released');
  },
  reassignTask(run, { elementKey, to }) {
    const { step } = taskStep(run, elementKey);
    hold(run, elementKey, step, to, 'reassigned');
  },
};

function heldBy(elementKey: ElementKey, holder: string): CommandRejected {
  return new CommandRejected('HELD_BY_ANOTHER', `"${elementKey}" đang do "${holder}" giữ`, `"${elementKey}" is held by "${holder}"`, {
    holder,
  });
}

/** The step of a task that people can hold. A task without unit and budget gets its record when somebody takes it. */
function taskStep(run: Run, elementKey: ElementKey): { element: ActiveElement; step: StepState } {
  const element = activeElement(run, elementKey);
  const { type } = run.model.nodes.get(element.elementId)!;
  if (element.rounds || (type !== 'userTask' && type !== 'manualTask'))
    throw new CommandRejected('NOT_APPLICABLE', `"${elementKey}" không phải việc của người`, `"${elementKey}" is not a person's task`, {
      elementKey,
    });
  return {
    element,
    step: element.step ?? {
      arrivedAt: element.activatedAt,
      epoch: run.state.clock?.epoch ?? 0,
      ran: [],
      runningSince: element.activatedAt,
      holdings: [],
    },
  };
}

function hold(run: Run, key: ElementKey, step: StepState, holder: string | undefined, what: 'claimed' | 'released' | 'reassigned'): void {
  const { holder: _before, holdings: _held, ...rest } = step;
  const closed = closeHolding(step.holdings, run.at);
  const holdings = holder === undefined ? closed : step.holder === holder ? step.holdings : [...closed, { holder, from: run.at }];
  emit(run, { type: 'stepChanged', key, what, step: { holdings, ...rest, ...(holder !== undefined && { holder }) } });
  if (holder !== undefined) acceptPending(run, key, holder);
}
