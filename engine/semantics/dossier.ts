/** The dossier as a whole: its clocks, supplements, appointments and its end. The arithmetic is in deadlines/; here it meets the tokens. */
import { extraWorkingDaysOf } from '../deadlines/organisation.ts';
import {
  endClock,
  endPhase,
  excludeTime,
  includeTime,
  keepAppointment,
  openClock,
  openSupplement,
  reappoint,
  receiveSupplement,
  requestSupplement,
  startAppointment,
  startPhase,
  type ClockState,
} from '../deadlines/clocks.ts';
import { DeadlineRefused } from '../deadlines/deadline-refused.ts';
import type { Container, Deadline, FlowNode, Purpose } from '../model/types.ts';
import type { Command } from './commands.ts';
import { dossierCalendar } from './dossier-calendar.ts';
import { CommandRejected } from './errors.ts';
import type { ClockChange } from './events.ts';
import { evaluateCondition, isExpressionProblem } from './expressions.ts';
import { raiseDueFlags, withdrawDisprovenFlags } from './flags.ts';
import { notWaiting, type Handlers } from './handlers.ts';
import { correctionsOf, startClock, stopClock } from './hand-offs.ts';
import { emit, type Run } from './run.ts';
import { clearScope } from './scopes.ts';
import { hasIncident, replanTimers } from './subscriptions.ts';
import { withDue } from './steps.ts';
import type { ElementKey, Outcome, Subscription, Variables } from './state.ts';

/** The first event of a dossier; opens its clocks when the procedure has a deadline or appointment. */
export function startDossier(
  run: Run,
  container: Container,
  { participants = {}, variables = {} }: Extract<Command, { type: 'startInstance' }>,
): void {
  const { procedure } = container;
  const deadlines = procedure ? chosenDeadlines(run, procedure.deadlines, variables) : [];
  const first = procedure?.appointments.find(({ from }) => from === undefined);
  const opens = procedure && (deadlines.length > 0 || procedure.appointments.length > 0);
  const clock = opens
    ? calculated(() =>
        openClock(dossierCalendar(run, procedure.department), {
          receivedAt: run.occurredMs,
          after15: procedure.after15,
          onSupplement: procedure.onSupplement,
          deadlines,
          extraWorkingDays: procedure.unitExtraDays
            ? Math.max(0, ...Object.values(participants).map((unit) => extraWorkingDaysOf(run.environment.organisation, unit)))
            : 0,
          ...(first && { appointment: first }),
        }),
      )
    : undefined;
  emit(run, { type: 'dossierStarted', at: run.at, participants });
  if (clock) emit(run, { type: 'clockChanged', clock, what: 'opened' });
}

/** Of each kind and phase the first whose condition holds; a condition on data that is not there does not hold. */
function chosenDeadlines(run: Run, deadlines: readonly Deadline[], variables: Variables): Omit<Deadline, 'when'>[] {
  const chosen = new Map<string, Omit<Deadline, 'when'>>();
  for (const { when, ...deadline } of deadlines) {
    const slot = `${deadline.kind}|${deadline.phase ?? ''}`;
    if (chosen.has(slot)) continue;
    if (when !== undefined) {
      const holds = evaluateCondition(when, (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined), run.at);
      if (isExpressionProblem(holds) && holds.code !== 'FEEL_CONDITION_NULL')
        throw new CommandRejected(
          'INVALID_VALUE',
          `Không chọn được thời hạn: ${holds.message}`,
          `The deadline cannot be chosen: ${holds.messageEn}`,
          { when },
        );
      if (holds !== true) continue;
    }
    chosen.set(slot, deadline);
  }
  return [...chosen.values()];
}

/** Deadline arithmetic refuses with its own codes; to the caller it is a refused command. */
function calculated<T>(calculate: () => T): T {
  try {
    return calculate();
  } catch (error) {
    if (!(error instanceof DeadlineRefused)) throw error;
    throw new CommandRejected('CLOCK_STATE', error.message, error.messageEn, { ...error.details, clockCode: error.code });
  }
}

/** A changed clock moves due instants of running steps, timers that look at the dossier, and flags it disproves. */
function changeClock(run: Run, clock: ClockState, what: ClockChange): void {
  const restarted = run.state.clock !== undefined && clock.epoch !== run.state.clock.epoch;
  emit(run, { type: 'clockChanged', clock, what });
  for (const key of Object.keys(run.state.elements).sort()) {
    const { step, elementId } = run.state.elements[key]!;
    if (step?.runningSince === undefined) continue;
    const node = run.model.nodes.get(elementId)!;
    const renewed = withDue(run, node, key, restarted ? { ...step, epoch: clock.epoch, ran: [], runningSince: run.at } : step);
    if (renewed.dueAt !== step.dueAt || renewed.workingDueAt !== step.workingDueAt || restarted)
      emit(run, { type: 'stepChanged', key, what: 'due', step: renewed });
  }
  replanTimers(run);
  withdrawDisprovenFlags(run);
}

function isOpen(clock: ClockState | undefined): clock is ClockState {
  return clock?.status === 'running' || clock?.status === 'paused';
}

/** An activity has become active: its phase begins, its time may be excluded, the result may be on its way back. */
export function afterActivation(run: Run, node: FlowNode, key: ElementKey): void {
  if (!isOpen(run.state.clock)) return;
  const { step } = node;
  const phase = step?.phase;
  if (phase !== undefined) enterPhase(run, run.state.clock, phase);
  if (step?.step === 'return') changeClock(run, endClock(run.state.clock, run.nowMs, 'processed'), 'ended');
  else if (step?.counts === false || node.purpose === 'payment')
    changeClock(run, excludeTime(run.state.clock, run.nowMs, key, step?.countsBasis), 'excluded');
}

/** A phase begins once; any step of another ends the one that runs. */
function enterPhase(run: Run, before: ClockState, phase: string): void {
  let clock = before;
  for (const running of before.phases)
    if (running.endedAt === undefined && running.phase !== phase) clock = endPhase(clock, run.nowMs, running.phase);
  if (!clock.phases.some((each) => each.phase === phase))
    changeClock(run, startPhase(clock, dossierCalendar(run), run.nowMs, phase), 'phaseStarted');
  else if (clock !== before) changeClock(run, clock, 'phaseEnded');
}

/** An element has completed: appointments that end or begin with it, excluded time that is over. */
export function afterElement(run: Run, node: FlowNode, key?: ElementKey): void {
  const { clock } = run.state;
  if (!clock) return;
  if (node.step?.step === 'return' && clock.outcome === 'processed')
    return changeClock(run, endClock(clock, run.nowMs, 'returned'), 'ended');
  if (!isOpen(clock)) return;
  if (key !== undefined) endExclusion(run, key);
  for (const appointment of procedureOf(node.container)?.appointments ?? []) {
    const running = run.state.clock!.appointments.some(({ order, keptAt }) => order === appointment.order && keptAt === undefined);
    if (appointment.until === node.id && running)
      changeClock(run, keepAppointment(run.state.clock!, run.nowMs, appointment.order), 'appointmentKept');
    if (appointment.from === node.id && !running)
      changeClock(
        run,
        startAppointment(
          run.state.clock!,
          dossierCalendar(run),
          Math.max(run.occurredMs, Date.parse(run.state.clock!.lastAt)),
          appointment,
        ),
        'appointmentStarted',
      );
  }
}

/** The time of an excluded step is over, whether it completed or was interrupted. */
export function endExclusion(run: Run, key: ElementKey): void {
  const { clock } = run.state;
  if (!isOpen(clock) || !clock.exclusions.some(({ elementKey, to }) => elementKey === key && to === undefined)) return;
  changeClock(run, includeTime(clock, dossierCalendar(run), Math.max(run.occurredMs, Date.parse(clock.lastAt)), key), 'included');
}

/** The procedure an element belongs to. What a called version promises when it runs by itself is not promised to this applicant. */
function procedureOf(container: Container) {
  let outer: Container = container;
  while (outer.parent) outer = outer.parent;
  return outer.linked ? undefined : outer.procedure;
}

/** What an event stands for in the procedure happens to the clocks, whoever triggered it. */
export function beforePurpose(run: Run, { purpose }: FlowNode): void {
  if (purpose === 'supplementRequest') requestNow(run);
  else if (purpose === 'supplementReceipt') receiveNow(run);
  else if (purpose === 'withdrawal') emit(run, { type: 'endingDecided', outcome: 'withdrawn' });
  else if (purpose === 'refusal') emit(run, { type: 'endingDecided', outcome: 'refused' });
}

function requestNow(run: Run): void {
  const { clock } = run.state;
  if (isOpen(clock) && !openSupplement(clock))
    changeClock(
      run,
      requestSupplement(clock, dossierCalendar(run), Math.max(run.occurredMs, Date.parse(clock.lastAt))),
      'supplementRequested',
    );
}

function receiveNow(run: Run): void {
  const { clock } = run.state;
  if (isOpen(clock) && openSupplement(clock))
    changeClock(
      run,
      receiveSupplement(clock, dossierCalendar(run), Math.max(run.occurredMs, Date.parse(clock.lastAt))),
      'supplementReceived',
    );
}

/** The armed event that the model draws for a purpose; on the named element first. */
function armedFor(run: Run, purpose: Purpose, elementKey?: ElementKey): Subscription | undefined {
  const armed = Object.values(run.state.subscriptions)
    .filter(({ elementId }) => run.model.nodes.get(elementId)!.purpose === purpose)
    .sort((a, b) => a.sequence - b.sequence);
  const found = armed.find(({ owner }) => owner === elementKey) ?? armed[0];
  if (found && hasIncident(run.state, found.key))
    throw new CommandRejected('WRONG_STATUS', `"${found.key}" đang có sự cố`, `"${found.key}" has an incident`, { key: found.key });
  return found;
}

/** Commands of the field: through the event the model draws for them, else on the clocks alone. */
export const dossierCommands: Handlers = {
  requestSupplement(run, { elementKey }) {
    if (elementKey !== undefined && !Object.hasOwn(run.state.elements, elementKey)) throw notWaiting(elementKey);
    if (run.state.clock) calculated(() => requestSupplement(run.state.clock!, dossierCalendar(run), run.occurredMs));
    else throw noClock();
    const drawn = armedFor(run, 'supplementRequest', elementKey);
    if (drawn) return void run.work.push({ do: 'trigger', key: drawn.key, variables: {} });
    requestNow(run);
    if (run.state.clock.status === 'paused') for (const key of Object.keys(run.state.elements).sort()) stopClock(run, key);
  },
  receiveSupplement(run, { variables = {} }) {
    if (run.state.clock) calculated(() => receiveSupplement(run.state.clock!, dossierCalendar(run), run.occurredMs));
    else throw noClock();
    const drawn = armedFor(run, 'supplementReceipt');
    if (drawn) return void run.work.push({ do: 'trigger', key: drawn.key, variables });
    receiveNow(run);
    const { epoch } = run.state.clock;
    for (const key of Object.keys(run.state.elements).sort()) {
      const { step } = run.state.elements[key]!;
      if (!step || step.runningSince !== undefined || correctionsOf(run.state, key).length > 0) continue;
      if (step.epoch !== epoch) emit(run, { type: 'stepChanged', key, what: 'due', step: { ...step, epoch, ran: [] } });
      startClock(run, key);
    }
  },
  reappoint(run, { to, reason }) {
    const { clock } = run.state;
    if (!clock) throw noClock();
    changeClock(
      run,
      calculated(() => reappoint(clock, dossierCalendar(run), run.nowMs, { to, reason })),
      'reappointed',
    );
  },
  withdraw(run, { reason }) {
    leave(run, 'withdrawal', 'withdrawn', reason);
  },
  refuse(run, { reason }) {
    leave(run, 'refusal', 'refused', reason);
  },
  raiseFlags(run) {
    if (raiseDueFlags(run) === 0) throw new CommandRejected('FLAG_NOT_DUE', 'Chưa có cảnh báo nào đến hạn', 'No flag is due');
  },
};

function leave(run: Run, purpose: 'withdrawal' | 'refusal', outcome: Outcome, reason: string | undefined): void {
  const drawn = armedFor(run, purpose);
  if (drawn) run.work.push({ do: 'trigger', key: drawn.key, variables: {} });
  else endDossier(run, outcome, reason);
}

function noClock(): CommandRejected {
  return new CommandRejected('CLOCK_STATE', 'Thủ tục này không có thời hạn', 'This procedure has no deadline');
}

/** When nothing is left to do the dossier has ended. */
export function settleDossier(run: Run): void {
  // asking a large state whether it is empty takes long, and only these can have emptied it
  if (!run.events.some(({ type }) => type === 'scopeClosed' || type === 'incidentResolved')) return;
  for (const key of run.touched) if (run.state.scopes[key]) return;
  for (const _key in run.state.scopes) return;
  for (const _key in run.state.incidents) return;
  if (run.state.status === 'active') end(run, run.state.ending ?? 'completed');
}

/** Ends every scope of the dossier at once. */
export function endDossier(run: Run, outcome: Outcome, reason?: string): void {
  for (const key of Object.keys(run.state.scopes).sort()) {
    if (!run.state.scopes[key] || run.state.scopes[key].parent !== undefined) continue;
    clearScope(run, key);
    emit(run, { type: 'scopeClosed', key });
  }
  for (const key of Object.keys(run.state.incidents).sort()) emit(run, { type: 'incidentResolved', key });
  end(run, outcome, reason);
}

const clockOutcomes = { completed: 'processed', cancelled: 'stopped', withdrawn: 'withdrawn', refused: 'refused' } as const;

function end(run: Run, outcome: Outcome, reason?: string): void {
  const { clock } = run.state;
  if (isOpen(clock)) changeClock(run, endClock(clock, Math.max(run.nowMs, Date.parse(clock.lastAt)), clockOutcomes[outcome]), 'ended');
  emit(run, { type: 'dossierEnded', at: run.at, outcome, ...(reason !== undefined && { reason }) });
}
