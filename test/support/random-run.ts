/** A random run of a model: at each point one command, mostly one that the dossier accepts. The same seed gives the same run. */
import type { ProcessModel } from '../../engine/model/types.ts';
import type { Command, ModifyInstruction, TargetPlace, TokenPlace } from '../../engine/semantics/commands.ts';
import { enabledCommands } from '../../engine/semantics/enabled-commands.ts';
import { comingFlags } from '../../engine/semantics/flags.ts';
import type { Environment } from '../../engine/semantics/run.ts';
import type { Json, State, Variables } from '../../engine/semantics/state.ts';
import { pick, type Random } from './random-model.ts';

export interface RandomStep {
  readonly command: Command;
  /** Epoch milliseconds: the clock may have gone on before the command. */
  readonly nowMs: number;
}

/** The next command of the run. Never before `nowMs`. */
export function randomStep(random: Random, model: ProcessModel, state: State, nowMs: number, environment: Environment): RandomStep {
  const later = passTime(random, model, state, nowMs, environment);
  const now = new Date(later);
  if (random() < 0.06) return { command: pick(random, refusedOnPurpose(model, state)), nowMs: later };
  const [flag] = comingFlags(model, state, environment.organisation, later);
  if (flag && random() < 0.6) return { command: { type: 'raiseFlags' }, nowMs: later };
  if (state.status === 'active' && random() < 0.15) return { command: ofTheField(random, model, state, now), nowMs: later };
  const enabled = enabledCommands(model, state, now).filter(({ type }) => !ends.has(type) || random() < 0.04);
  if (enabled.length === 0) return { command: ofTheField(random, model, state, now), nowMs: later };
  return { command: withValues(random, pick(random, enabled)), nowMs: later };
}

/** Commands that would end or halt nearly every run at once. */
const ends = new Set<Command['type']>(['cancel', 'suspend', 'throwError', 'failJob']);

function passTime(random: Random, model: ProcessModel, state: State, nowMs: number, environment: Environment): number {
  const drawn = random();
  if (drawn < 0.5) return nowMs;
  if (drawn < 0.7) return nowMs + Math.floor(random() * 4 * 3_600_000);
  const due = Object.values(state.subscriptions).flatMap(({ dueAt }) => (dueAt === undefined ? [] : Date.parse(dueAt)));
  for (const { at } of comingFlags(model, state, environment.organisation)) due.push(Date.parse(at));
  const coming = due.filter((at) => at > nowMs);
  return coming.length === 0 ? nowMs : Math.min(...coming);
}

function withValues(random: Random, command: Command): Command {
  if (command.type === 'startInstance')
    return {
      ...command,
      variables: { n: 1, ok: random() < 0.5, list: [1, null, { b: 2, a: 1 }], ...randomVariables(random) },
      ...(random() < 0.6 && { participants: { communeCommittee: pick(random, ['commune1', 'commune2']) } }),
    };
  if (command.type === 'throwEscalation') return { ...command, ...(random() < 0.7 && { code: pick(random, ['c1', 'c2', 'c3']) }) };
  if (command.type === 'throwError')
    return { ...command, variables: randomVariables(random), ...(random() < 0.7 && { code: pick(random, ['c1', 'c2', 'c3']) }) };
  if (command.type === 'completeTask' || command.type === 'completeJob' || command.type === 'trigger' || command.type === 'broadcastSignal')
    return random() < 0.5 ? command : { ...command, variables: randomVariables(random) };
  return command;
}

/** A few of the variables that the models look at, null among their values. */
export function randomVariables(random: Random): Variables {
  const values: Record<string, readonly Json[]> = {
    n: [0, 1, 2, 3, 5],
    v: [null, 0, 2, 7],
    ok: [true, false],
    list: [[], [1, 2], ['a', null, { b: 1, a: { d: 1, c: 2 } }]],
    w: ['x', null],
  };
  return Object.fromEntries(
    Object.keys(values)
      .filter(() => random() < 0.4)
      .map((name) => [name, pick(random, values[name]!)]),
  );
}

/** What people do beside the model: data, supplements, appointments, leaving. May be refused. */
function ofTheField(random: Random, model: ProcessModel, state: State, now: Date): Command {
  const drawn = random();
  const occurredAt = new Date(now.getTime() - Math.floor(random() * 2) * 3_600_000).toISOString();
  if (drawn < 0.1) return modification(random, model, state);
  if (drawn < 0.45) {
    const scope = pick(random, [undefined, ...Object.keys(state.scopes).sort()]);
    return { type: 'setVariables', variables: randomVariables(random), ...(scope !== undefined && { scope }) };
  }
  if (drawn < 0.65) return { type: 'requestSupplement', reason: 'thiếu giấy', occurredAt };
  if (drawn < 0.85) return { type: 'receiveSupplement', variables: randomVariables(random), occurredAt };
  if (drawn < 0.95)
    return { type: 'reappoint', to: new Date(now.getTime() + 5 * 86_400_000).toISOString().slice(0, 10), reason: 'mưa bão' };
  return pick(random, [{ type: 'withdraw' }, { type: 'refuse', reason: 'không đủ điều kiện' }] as const);
}

/** Tokens moved, added and taken away by hand, often where it cannot be. */
function modification(random: Random, model: ProcessModel, state: State): Command {
  const flows = Object.values(state.scopes).flatMap(({ key: scope, tokens }) => Object.keys(tokens).map((flow) => ({ flow, scope })));
  const places: TokenPlace[] = [
    ...Object.keys(state.elements).map((elementKey) => ({ elementKey })),
    ...flows,
    ...Object.keys(state.incidents).map((incidentKey) => ({ incidentKey })),
  ];
  const sorted = places.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const targetOf = (): TargetPlace => {
    const drawn = random();
    if (drawn < 0.6) return { before: pick(random, [...model.nodes.keys()]) };
    return drawn < 0.8 || model.flows.size === 0
      ? { after: pick(random, [...model.nodes.keys()]) }
      : { onto: pick(random, [...model.flows.keys()]) };
  };
  const instructions = Array.from({ length: 1 + Math.floor(random() * 2) }, (): ModifyInstruction => {
    const drawn = random();
    if (sorted.length === 0 || drawn < 0.2) return { do: 'add', to: targetOf() };
    const from = pick(random, sorted);
    return drawn < 0.4 ? { do: 'remove', from } : { do: 'move', from, to: targetOf() };
  });
  return { type: 'modify', instructions, reason: 'đi nhầm nhánh' };
}

/** Commands that no state of this model accepts, each wrong in one way. */
export function refusedOnPurpose(model: ProcessModel, state: State): Command[] {
  const commands: Command[] = [
    { type: 'completeTask', elementKey: 'nobody#1' },
    { type: 'completeJob', elementKey: '__proto__' },
    { type: 'activateActivity', elementKey: 'nobody#1', activity: 'task1' },
    { type: 'fireTimer', elementKey: 'constructor' },
    { type: 'deliverMessage', name: 'unheard' },
    { type: 'broadcastSignal', name: 'unseen' },
    { type: 'trigger', elementKey: 'toString' },
    { type: 'resolveIncident', incidentKey: 'none!1' },
    { type: 'acceptHandOff', handOffKey: 'none~1' },
    { type: 'sendAgain', correctionKey: 'none~1~return' },
    { type: 'setVariables', variables: { n: 1 }, scope: 'nowhere#1' },
    { type: 'setVariables', variables: { constructor: 1 } },
    { type: 'startInstance', process: 'NoSuchProcess' },
    { type: 'resume', ...(state.status === 'suspended' && { type: 'suspend' as const }) },
    { type: 'modify', instructions: [] },
    { type: 'modify', instructions: [{ do: 'remove', from: { elementKey: 'nobody#1' } }] },
    { type: 'resolve' } as unknown as Command,
  ];
  for (const key of Object.keys(state.elements).sort()) {
    const { elementId, rounds } = state.elements[key]!;
    const { type, jobType, adHoc } = model.nodes.get(elementId)!;
    const isPerson = type === 'userTask' || type === 'manualTask';
    const isJob = type === 'serviceTask' || (type === 'sendTask' && jobType !== undefined);
    if ((!isPerson && (!adHoc || adHoc.completionCondition !== undefined)) || rounds)
      commands.push({ type: 'completeTask', elementKey: key });
    if (!isPerson || rounds) commands.push({ type: 'claimTask', elementKey: key, by: 'officer' }, { type: 'releaseTask', elementKey: key });
    if (!isJob || rounds) commands.push({ type: 'completeJob', elementKey: key }, { type: 'failJob', elementKey: key, retries: 1 });
    else commands.push({ type: 'failJob', elementKey: key, retries: -1 });
    if ((!isPerson && !isJob) || rounds) commands.push({ type: 'throwError', elementKey: key });
    if (!state.subscriptions[key]) commands.push({ type: 'trigger', elementKey: key });
  }
  for (const key of Object.keys(state.subscriptions).sort()) {
    const { type, name } = state.subscriptions[key]!;
    if (type !== 'timer') commands.push({ type: 'fireTimer', elementKey: key });
    if (type !== 'message') commands.push({ type: 'deliverMessage', name: name ?? 'm1', elementKey: key });
  }
  return commands;
}

/** Timers of the state that are not due at `now`: firing them must be refused. */
export function timersNotDue(state: State, now: Date): Command[] {
  const at = now.toISOString();
  return Object.keys(state.subscriptions)
    .sort()
    .filter((key) => state.subscriptions[key]!.type === 'timer' && state.subscriptions[key]!.dueAt! > at)
    .map((elementKey) => ({ type: 'fireTimer', elementKey }));
}
