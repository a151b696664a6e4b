/** Commands: checks that the state accepts one before anything happens, then makes its first move. */
import { isTriggeredStart, triggersOf } from '../model/triggers-of.ts';
import type { Container, FlowNode, ProcessModel } from '../model/types.ts';
import { choosable } from './ad-hoc.ts';
import type { Command, CommandType } from './commands.ts';
import { keyOfMessage } from './correlation.ts';
import { behaviorOf } from './elements/index.ts';
import { stopsTurning } from './endless-loop.ts';
import { CommandRejected } from './errors.ts';
import { deepestValue, isTooDeep } from './expressions.ts';
import { correctionsOf, handOffCommands } from './hand-offs.ts';
import { activeElement, notWaiting, type Handlers } from './handlers.ts';
import { dossierCommands, endDossier, startDossier } from './dossier.ts';
import { catcherOf, signalCatchers } from './messages.ts';
import { migrate } from './migrate.ts';
import { modify } from './modify.ts';
import { handlerOf, propagate, uncaught } from './propagation.ts';
import { defer, emit, writeVariables, type Run } from './run.ts';
import { taskCommands } from './steps.ts';
import { timersAfterRest } from './timers-after-rest.ts';
import { hasIncident, keysAgree, takeBufferedAnew } from './subscriptions.ts';
import type { ActiveElement, State, Subscription, Variables, Work } from './state.ts';

/** Refuses with CommandRejected before the first event, or makes the command's first move. */
export function handle(run: Run, command: Command): void {
  if (!Object.hasOwn(handlers, command.type))
    throw new CommandRejected('UNKNOWN_COMMAND', `Không có lệnh "${String(command.type)}"`, `No command "${String(command.type)}"`);
  const { status } = run.state;
  const wanted = command.type === 'startInstance' ? 'created' : command.type === 'resume' ? 'suspended' : 'active';
  const allowed = status === wanted || (status === 'suspended' && whileSuspended.has(command.type));
  if (!allowed) throw new CommandRejected('WRONG_STATUS', `Hồ sơ đang ở trạng thái "${status}"`, `The dossier is ${status}`, { status });
  if ('variables' in command && command.variables) checkVariables(command.variables);
  if ('correlationKey' in command && command.correlationKey !== undefined && isTooDeep(command.correlationKey))
    throw new CommandRejected(
      'INVALID_VALUE',
      `Khoá liên kết lồng nhau từ ${deepestValue} tầng trở lên`,
      `The correlation key is nested ${deepestValue} deep or more`,
    );
  (handlers[command.type] as (run: Run, command: Command) => void)(run, command);
}

/** A suspended dossier takes nothing that moves a token; the law's time goes on, and with it the flags (ADR 0057). */
const whileSuspended: ReadonlySet<CommandType> = new Set<CommandType>(['cancel', 'raiseFlags', 'migrate']);

/** Names of Object.prototype would not survive as plain JSON keys, nor what is nested without end as JSON. */
export function checkVariables(variables: Variables): void {
  for (const name of Object.keys(variables)) {
    if (name in Object.prototype)
      throw new CommandRejected('INVALID_VARIABLES', `Tên biến không dùng được: "${name}"`, `Not a usable variable name: "${name}"`, {
        name,
      });
    if (isTooDeep(variables[name]!))
      throw new CommandRejected(
        'INVALID_VARIABLES',
        `Giá trị của "${name}" lồng nhau từ ${deepestValue} tầng trở lên`,
        `The value of "${name}" is nested ${deepestValue} deep or more`,
        { name },
      );
  }
}

/** The active element, if it accepts this command. */
function accepting(run: Run, key: string, command: CommandType): ActiveElement {
  const element = activeElement(run, key);
  const node = run.model.nodes.get(element.elementId)!;
  if (
    element.rounds ||
    element.compensation ||
    run.state.scopes[key]?.isClosing ||
    !behaviorOf(node.type).accepts?.(node).includes(command)
  )
    throw new CommandRejected(
      'NOT_APPLICABLE',
      `Không thể thực hiện "${command}" tại "${key}"`,
      `"${command}" does not apply to "${key}"`,
      { key },
    );
  for (const incident in run.state.incidents)
    if (run.state.incidents[incident]!.elementKey === key)
      throw new CommandRejected('WRONG_STATUS', `"${key}" đang có sự cố`, `"${key}" has an incident`, { incidentKey: incident });
  if (correctionsOf(run.state, key).length > 0)
    throw new CommandRejected('HAND_OFF_STATE', `"${key}" đã trả lại, đang chờ nơi gửi`, `"${key}" was returned and waits for its sender`, {
      key,
    });
  return element;
}

/** What is triggered is armed, and no incident of an earlier trigger waits there. */
function triggerable(run: Run, key: string): Subscription {
  const subscription = subscriptionOf(run.state, key);
  if (hasIncident(run.state, key)) throw new CommandRejected('WRONG_STATUS', `"${key}" đang có sự cố`, `"${key}" has an incident`, { key });
  return subscription;
}

const complete = (run: Run, { type, elementKey, variables = {} }: { type: CommandType; elementKey: string; variables?: Variables }) => {
  const { elementId } = accepting(run, elementKey, type);
  const isAdHoc = run.model.nodes.get(elementId)!.adHoc !== undefined;
  run.work.push({ do: isAdHoc ? 'endAdHoc' : 'finish', key: elementKey, variables });
};

const handlers: Handlers = {
  ...taskCommands,
  ...handOffCommands,
  ...dossierCommands,

  startInstance(run, command) {
    const { container, start } = startOf(run.model, command.process, command.at);
    startDossier(run, container, command);
    run.work.push({
      do: 'startProcess',
      process: container.id,
      ...(start && { at: start.id }),
      ...(command.definition !== undefined && { definition: checkedDefinition(start, command.definition) }),
      ...(command.correlationKey !== undefined && { correlationKey: command.correlationKey }),
      variables: command.variables ?? {},
      origins: [],
    });
  },
  completeTask(run, command) {
    const { elementKey, by } = command;
    const { elementId } = accepting(run, elementKey, command.type);
    // whoever completes what nobody holds has taken it up; an ad-hoc subprocess is held by nobody
    if (by !== undefined && !run.model.nodes.get(elementId)!.adHoc) taskCommands.claimTask!(run, { type: 'claimTask', elementKey, by });
    complete(run, command);
  },
  completeJob: complete,
  activateActivity(run, { elementKey, activity, variables = {} }) {
    const element = activeElement(run, elementKey);
    if (hasIncident(run.state, elementKey) || !choosable(run.model, run.state, element).some(({ id }) => id === activity))
      throw new CommandRejected(
        'NOT_APPLICABLE',
        `Lúc này không thể bắt đầu "${activity}" tại "${elementKey}"`,
        `"${activity}" cannot be activated at "${elementKey}" now`,
        { key: elementKey, activity },
      );
    writeVariables(run, elementKey, variables);
    run.work.push({ do: 'activate', scope: elementKey, node: activity });
  },
  failJob(run, { elementKey, retries, reason }) {
    const { elementId, scope } = accepting(run, elementKey, 'failJob');
    if (!Number.isInteger(retries) || retries < 0)
      throw new CommandRejected('INVALID_VALUE', `Số lần thử lại không hợp lệ: "${retries}"`, `Not a number of retries: "${retries}"`);
    emit(run, { type: 'jobFailed', key: elementKey, elementId, retries, ...(reason !== undefined && { reason }) });
    if (retries > 0) return;
    const why = reason ?? '';
    const key = `${elementId}!${run.state.sequence + 1}`;
    emit(run, {
      type: 'incidentRaised',
      incident: {
        key,
        code: 'JOB_FAILED',
        elementId,
        scope,
        elementKey,
        message: `Công việc tự động thất bại: ${why}`,
        messageEn: `The job failed: ${why}`,
        raisedAt: run.at,
        retry: [],
      },
    });
  },
  throwError(run, { elementKey, code, variables = {} }) {
    accepting(run, elementKey, 'throwError');
    run.work.push({ do: 'throw', key: elementKey, variables, ...(code !== undefined && { code }) });
  },
  throwEscalation(run, { elementKey, code, variables = {} }) {
    const { elementId, scope } = accepting(run, elementKey, 'throwEscalation');
    const thrown = { type: 'escalation', elementId, variables, ...(code !== undefined && { code }) } as const;
    propagate(run, thrown, handlerOf(run, thrown, { element: elementKey, scope }));
  },
  fireTimer(run, { elementKey }) {
    const subscription = triggerable(run, elementKey);
    if (subscription.type !== 'timer') throw notWaiting(elementKey);
    const { dueAt } = subscription;
    if (dueAt === undefined || run.at < dueAt)
      throw new CommandRejected(
        'TIMER_NOT_DUE',
        `Chưa tới thời điểm của "${elementKey}": ${dueAt ?? 'chưa hẹn'}`,
        `Timer "${elementKey}" is not due: ${dueAt ?? 'no instant is planned'}`,
        {
          dueAt,
        },
      );
    if (stopsTurning(run, subscription)) return;
    if (subscription.dueAtOnce !== undefined) run.dueAtOnce = subscription.dueAtOnce;
    run.work.push({ do: 'trigger', key: elementKey, variables: {} });
  },
  deliverMessage(run, { name, correlationKey: named, variables = {}, elementKey }) {
    const correlationKey = keyOfMessage(run.model, { name, variables, ...(named !== undefined && { correlationKey: named }) }, run.at);
    const subscription =
      elementKey === undefined
        ? catcherOf(run.state, { name, ...(correlationKey !== undefined && { correlationKey }) })
        : triggerable(run, elementKey);
    if (subscription?.type !== 'message' || subscription.name !== name || !keysAgree(correlationKey, subscription.correlationKey))
      throw notWaiting(elementKey ?? name);
    run.work.push({ do: 'trigger', key: subscription.key, variables, ...(correlationKey !== undefined && { correlationKey }) });
  },
  broadcastSignal(run, { name, variables = {}, among }) {
    const catchers = signalCatchers(run.state, name);
    if (!catchers.some(({ key }) => !among || among.includes(key))) throw notWaiting(name);
    for (const { key } of catchers) defer(run, { do: 'trigger', key, variables });
  },
  trigger(run, { elementKey, variables = {} }) {
    triggerable(run, elementKey);
    run.work.push({ do: 'trigger', key: elementKey, variables });
  },
  setVariables(run, { variables, scope }) {
    const key = scope ?? firstProcess(run.state);
    if (key === undefined || !Object.hasOwn(run.state.scopes, key)) throw notWaiting(scope ?? '');
    emit(run, { type: 'variablesSet', scope: key, variables });
  },
  resolveIncident(run, { incidentKey }) {
    const incident = Object.hasOwn(run.state.incidents, incidentKey) ? run.state.incidents[incidentKey] : undefined;
    if (!incident)
      throw new CommandRejected('NO_INCIDENT', `Không có sự cố "${incidentKey}"`, `No incident "${incidentKey}"`, { incidentKey });
    emit(run, { type: 'incidentResolved', key: incidentKey });
    // one of no scope stopped joins everywhere; one of an ad-hoc subprocess kept it from ending
    for (const key of incident.scope === '' ? Object.keys(run.state.scopes).sort() : [incident.scope]) run.touched.add(key);
    if (incident.elementKey !== undefined && run.state.scopes[incident.elementKey]) run.touched.add(incident.elementKey);
    for (const work of incident.retry) run.work.push(work);
  },
  modify,
  migrate,
  suspend(run) {
    emit(run, { type: 'dossierSuspended', at: run.at });
  },
  resume(run) {
    const planned = timersAfterRest(run);
    emit(run, { type: 'dossierResumed', at: run.at });
    for (const timer of planned) emit(run, timer);
    // what another version brought meanwhile may have something to take or to join
    for (const key of Object.keys(run.state.scopes).sort()) run.touched.add(key);
    takeBufferedAnew(run);
  },
  cancel(run, { reason }) {
    endDossier(run, 'cancelled', reason);
  },
};

/** The process that the dossier began with: of those still running the one started first. */
function firstProcess({ scopes }: State): string | undefined {
  return Object.values(scopes)
    .filter(({ parent }) => parent === undefined)
    .sort((a, b) => (a.startedAt + a.key < b.startedAt + b.key ? -1 : 1))[0]?.key;
}

function subscriptionOf(state: State, key: string) {
  const subscription = Object.hasOwn(state.subscriptions, key) ? state.subscriptions[key] : undefined;
  if (!subscription) throw notWaiting(key);
  return subscription;
}

/** An error thrown by an active activity; uncaught, the activity stays and an incident waits. */
export function throwFrom(run: Run, element: ActiveElement, { code, variables }: Extract<Work, { do: 'throw' }>): void {
  const thrown = { type: 'error', elementId: element.elementId, variables, ...(code !== undefined && { code }) } as const;
  const handler = handlerOf(run, thrown, { element: element.key, scope: element.scope });
  if (!handler) throw uncaught(element.elementId, code);
  propagate(run, thrown, handler);
}

function checkedDefinition(start: FlowNode | undefined, definition: number): number {
  if (start && isTriggeredStart(start) && triggersOf(start)[definition]) return definition;
  throw new CommandRejected('INVALID_VALUE', `Điểm bắt đầu không có sự kiện thứ ${definition}`, `The start has no trigger ${definition}`, {
    definition,
  });
}

/** Which process of the file's own starts, and at which event: the one named, else the only one that starts without a trigger. */
export function startOf(
  model: ProcessModel,
  process: string | undefined,
  at: string | undefined,
): { container: Container; start?: FlowNode } {
  if (at !== undefined) {
    const start = model.nodes.get(at);
    const container = start?.container;
    if (
      !start ||
      container!.kind !== 'process' ||
      container!.linked ||
      (start.type !== 'startEvent' && !container!.starts.includes(start) && !isTriggeredStart(start)) ||
      (process !== undefined && container!.id !== process)
    )
      throw new CommandRejected('NO_SUCH_START', `"${at}" không phải điểm bắt đầu`, `"${at}" is not a start`, { at });
    return { container: container!, start };
  }
  const called = new Set([...model.nodes.values()].map((node) => node.called));
  const own = [...model.processes.values()].filter(({ linked }) => !linked);
  const candidates = own.filter(({ id, starts }) => (process === undefined ? starts.length > 0 : id === process));
  const uncalled = candidates.filter((container) => !called.has(container));
  const chosen = uncalled.length > 0 ? uncalled : candidates;
  const container = chosen[0];
  if (!container || container.starts.length === 0)
    throw new CommandRejected('NO_SUCH_START', `Không có điểm bắt đầu ${process ?? ''}`, `Nothing to start ${process ?? ''}`, { process });
  if (chosen.length > 1 || (container.startEvents.length > 0 && container.starts.length > 1))
    throw new CommandRejected('START_AMBIGUOUS', 'Có nhiều điểm bắt đầu, hãy nêu tên', 'There are several starts; name one', {
      starts: chosen.flatMap((one) => one.starts.map(({ id }) => id)),
    });
  return container.startEvents.length > 0 ? { container, start: container.starts[0]! } : { container };
}
