/** Whether a dossier can be late: runs of a process in the engine, everybody either at once or at the last moment, on a clock that jumps from due instant to due instant. */
import { budgetDue } from '../../engine/deadlines/budget.ts';
import { workingMinutesBetween } from '../../engine/deadlines/calendar.ts';
import type { ClockState } from '../../engine/deadlines/clock-state.ts';
import { calendarOf, defaultOrganisation } from '../../engine/deadlines/organisation.ts';
import type { ProcessModel } from '../../engine/model/types.ts';
import { advance } from '../../engine/semantics/advance.ts';
import type { Command } from '../../engine/semantics/commands.ts';
import { enabledCommands } from '../../engine/semantics/enabled-commands.ts';
import { initialState, type State, type Variables } from '../../engine/semantics/state.ts';

const calendar = calendarOf(defaultOrganisation);
/** A Monday afternoon, weeks away from any holiday: the day of receipt does not count, so that hardly any time is given on top. */
const receivedMs = Date.parse('2026-03-02T14:59:00+07:00');
const day = 480;
/** What waits for somebody outside and nothing ends is waited for so long. */
const longMs = 20 * 86_400_000;

/** Commands of the run beside the starts; of each so many for one element, of throws one. */
const tried = new Set<Command['type']>([
  'completeTask',
  'completeJob',
  'throwError',
  'throwEscalation',
  'trigger',
  'fireTimer',
  'activateActivity',
]);
const mostTimes = 2;

interface At {
  readonly state: State;
  readonly nowMs: number;
  /** By element key, when what it was given is used up. */
  readonly latest: Readonly<Record<string, number>>;
  readonly times: Readonly<Record<string, number>>;
  readonly hasWaited: boolean;
}

/**
 * By limit (`deadline`, `phase A`, `appointment 1`) the most working days by which a run exceeded it; 0 where all runs kept it; and whether those were all:
 * runs with an incident are left out, and what comes oftener than twice. `variables`: what every command may bring, one of them. Undefined when there are more than `mostStates`.
 */
export function latenessOf(
  model: ProcessModel,
  processId: string,
  variables: readonly Variables[] = [{}],
  mostStates = 4_000,
): { readonly late: ReadonlyMap<string, number>; readonly isWhole: boolean } | undefined {
  const late = new Map<string, number>();
  let isWhole = true;
  const handled = new Set([...model.nodes.values()].flatMap(({ events }) => events.map(({ type }) => type)));
  const seen = new Set<string>();
  const pending: At[] = [];
  const go = (at: At, command: Command) => {
    const name = `${command.type} ${'elementKey' in command ? String(command.elementKey).replace(/#\d+/g, '') : ''}`;
    const times = at.times[name] ?? 0;
    if (command.type.startsWith('throw') && times > 0) return;
    if (times >= mostTimes) {
      isWhole = false;
      return;
    }
    const { state } = advance(model, at.state, command, new Date(at.nowMs));
    const latest: Record<string, number> = {};
    for (const [key, { elementId, rounds }] of Object.entries(state.elements)) {
      const budget = model.nodes.get(elementId)!.step?.budget;
      if (budget && !rounds) latest[key] = at.latest[key] ?? budgetDue(calendar, at.nowMs, budget);
    }
    pending.push({ ...at, state, latest, times: { ...at.times, [name]: times + 1 } });
  };
  const first: At = { state: initialState, nowMs: receivedMs, latest: {}, times: {}, hasWaited: false };
  for (const start of enabledCommands(model, initialState, new Date(receivedMs)))
    if (start.type === 'startInstance' && start.process === processId)
      for (const each of variables) go(first, { ...start, variables: each });
  for (let at = pending.pop(); at; at = pending.pop()) {
    const { state, nowMs, latest, times, hasWaited } = at;
    const { elements, scopes, subscriptions, clock, incidents, status } = state;
    const triggers = Object.entries(times).filter(([name]) => name.startsWith('trigger'));
    const held = Object.values(elements).map(({ key, elementId, rounds }) => [elementId, latest[key], rounds]);
    const name = JSON.stringify([
      nowMs,
      triggers,
      held,
      scopes,
      Object.values(subscriptions).map(({ elementId, dueAt }) => [elementId, dueAt]),
      clock,
    ]);
    if (Object.keys(incidents).length > 0) isWhole = false;
    if (Object.keys(incidents).length > 0 || seen.has(name)) continue;
    if (seen.add(name).size > mostStates) return undefined;
    if (clock?.status === 'ended' || status === 'ended') {
      if (clock) for (const [limit, over] of lateIn(clock)) late.set(limit, Math.max(over, late.get(limit) ?? 0));
      continue;
    }
    const commands = enabledCommands(model, state, new Date(nowMs)).filter(({ type }) => tried.has(type));
    const due = [
      ...Object.values(latest),
      ...Object.values(subscriptions).flatMap(({ type, dueAt }) => (type === 'timer' && dueAt !== undefined ? [Date.parse(dueAt)] : [])),
    ];
    const isHeld = due.some((each) => each <= nowMs) || commands.some(({ type }) => type === 'completeJob');
    const next = due.length > 0 ? Math.min(...due) : nowMs + longMs;
    if (!isHeld && (due.length > 0 || !hasWaited)) pending.push({ ...at, nowMs: next, hasWaited: hasWaited || due.length === 0 });
    for (const command of commands) {
      const armed = command.type === 'trigger' ? subscriptions[command.elementKey] : undefined;
      // to trigger what catches a throw by hand is for repairs
      if (armed?.type === 'timer' || armed?.type === 'error' || armed?.type === 'escalation') continue;
      if (command.type === 'completeTask' || command.type === 'completeJob')
        for (const each of variables) go(at, { ...command, variables: each });
      else if (command.type === 'throwError') handled.has('error') && go(at, { ...command, code: 'E' });
      else if (command.type === 'throwEscalation') handled.has('escalation') && go(at, { ...command, code: 'X' });
      else go(at, command);
    }
  }
  return { late, isWhole };
}

function lateIn({ deadlines, phases, appointments, processedAt, closedAt }: ClockState): [string, number][] {
  const end = processedAt ?? closedAt;
  const over = (at = end, due: string | undefined) =>
    at !== undefined && due !== undefined && at > due ? workingMinutesBetween(calendar, Date.parse(due), Date.parse(at)) / day : 0;
  return [
    ...deadlines.filter(({ phase }) => phase === undefined).map(({ dueAt }): [string, number] => ['deadline', over(end, dueAt)]),
    ...phases.map(({ phase, endedAt, dueAt }): [string, number] => [`phase ${phase}`, over(endedAt, dueAt)]),
    ...appointments.map(({ order, keptAt, dueAt }): [string, number] => [`appointment ${order}`, over(keptAt, dueAt)]),
  ];
}
