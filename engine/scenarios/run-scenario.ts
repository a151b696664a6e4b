/** Runs one scenario on the pure core with a virtual clock, and says what did not hold. */
import { defaultOrganisation, type Organisation } from '../deadlines/organisation.ts';
import { afterDuration, instantOf } from '../model/iso-8601.ts';
import { readBpmn } from '../model/read-bpmn.ts';
import { CommandRejected, Obstacle } from '../semantics/errors.ts';
import type { Command } from '../semantics/commands.ts';
import type { ActiveElement, ElementKey } from '../semantics/state.ts';
import { observe } from './observe.ts';
import type { Failure, JobAnswer, Scenario, ScenarioResult, Step } from './scenario.ts';
import { broadcast, execute, openWorld, passTime, publish, startDossier, waitingSince, type Dossier, type World } from './world.ts';

const defaultNow = '2026-03-02T08:00:00+07:00';

/** Automatic completions between two steps; beyond it the model loops through its tasks. */
const mostCompletions = 10_000;

/** `xml` and `organisation` are what the scenario's file names point at. Never throws for what a model or step does; those are failures. */
export async function runScenario(
  scenario: Scenario,
  xml: string,
  organisation: Organisation = defaultOrganisation,
): Promise<ScenarioResult> {
  const failures: Failure[] = [];
  const { model, problems } = await readBpmn(xml);
  if (!model) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    const expected = scenario.expect.find(({ refused, fails }) => refused ?? fails);
    if (!expected) failures.push({ after: 'deployment', what: 'refused', actual: errors });
    else if (expected.code !== undefined && !errors.some(({ code }) => code === expected.code))
      failures.push({ after: 'deployment', what: 'code', expected: expected.code, actual: errors });
    return result(scenario, failures);
  }
  const { given = {} } = scenario;
  let world: World;
  try {
    world = openWorld(
      model,
      { organisation, ...(given.choose && { choices: given.choose }) },
      Date.parse(given.now ?? defaultNow),
      given.variables,
    );
  } catch (error) {
    // the time of a process start cannot be evaluated: such a version cannot be deployed
    if (!(error instanceof Obstacle)) throw error;
    if (!scenario.expect.some(({ refused, fails }) => refused ?? fails))
      failures.push({ after: 'deployment', what: 'refused', actual: error.message });
    return result(scenario, failures);
  }
  const player: Player = {
    scenario,
    world,
    jobs: new Map(Object.entries(given.jobs ?? {}).map(([id, answers]) => [id, [...answers]])),
    completions: 0,
  };

  for (const [index, step] of scenario.steps.entries()) {
    const expected = scenario.expect.filter(({ after }) => after === index || (after === 'end' && index === scenario.steps.length - 1));
    const refused = refusalOf(() => play(player, step));
    const unsettled = refusalOf(() => settle(player));
    const refusal = refused ?? unsettled;
    if (refusal && !expected.some(({ refused, fails }) => refused ?? fails))
      failures.push({ after: index, what: 'refused', expected: step, actual: { code: refusal.code, message: refusal.message } });
    for (const expectation of expected) failures.push(...observe(world, expectation, refusal));
  }
  if (scenario.steps.length === 0) for (const expectation of scenario.expect) failures.push(...observe(world, expectation, undefined));
  return result(scenario, failures);
}

/** The refusal that an act met, if any; anything else is a bug and is thrown on. */
function refusalOf(act: () => void): CommandRejected | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof CommandRejected) return error;
    throw error;
  }
}

function result({ id, disputed, labels = [] }: Scenario, failures: readonly Failure[]): ScenarioResult {
  return { id, ok: failures.length === 0, labels, failures, ...(disputed !== undefined && { disputed }) };
}

interface Player {
  readonly scenario: Scenario;
  readonly world: World;
  readonly jobs: Map<string, JobAnswer[]>;
  completions: number;
}

/** After every step: what is due now fires, and the runner's own officers and workers do their work. */
function settle(player: Player): void {
  const { world } = player;
  player.completions = 0;
  const work = () => {
    while (workOnce(player))
      if (++player.completions > mostCompletions)
        throw new CommandRejected('NOT_APPLICABLE', 'Hồ sơ lặp mãi qua các công việc', 'The dossier loops through its tasks for ever');
  };
  work();
  passTime(world, world.nowMs, work);
}

/** The oldest hand-off, task or job that the runner does by itself. */
function workOnce({ scenario, world, jobs }: Player): boolean {
  const { auto = false, hold = [] } = scenario.given ?? {};
  for (const dossier of world.dossiers) {
    if (!auto || dossier.state.status !== 'active') continue;
    for (const { key, state, elementKey } of Object.values(dossier.state.handOffs))
      if (state === 'sent' && dossier.state.elements[elementKey] && !hold.includes(dossier.state.elements[elementKey].elementId)) {
        execute(world, dossier, { type: 'acceptHandOff', handOffKey: key });
        return true;
      }
  }
  const candidates = waitingElements(
    world,
    ({ elementId }, type) => !hold.includes(elementId) && (jobs.has(elementId) || (auto && completion(type) !== undefined)),
  );
  for (const { dossier, element, type } of candidates) {
    if (Object.values(dossier.state.incidents).some(({ elementKey }) => elementKey === element.key)) continue;
    if (Object.values(dossier.state.corrections).some(({ handOffKey }) => dossier.state.handOffs[handOffKey]!.elementKey === element.key))
      continue;
    const command = completion(type);
    if (!command) continue;
    const answer = jobs.get(element.elementId)?.shift() ?? { do: 'complete' };
    execute(world, dossier, answerCommand(answer, command, element.key));
    return true;
  }
  return false;
}

function answerCommand(answer: JobAnswer, command: 'completeTask' | 'completeJob', elementKey: ElementKey): Command {
  const { variables = {} } = answer;
  if (answer.do === 'error') return { type: 'throwError', elementKey, variables, ...(answer.code !== undefined && { code: answer.code }) };
  if (answer.do === 'fail' && command === 'completeJob') return { type: 'failJob', elementKey, retries: answer.retries ?? 1 };
  return { type: command, elementKey, variables };
}

/** How a person or worker completes what waits there; undefined for what only a trigger completes. */
function completion(type: string): 'completeTask' | 'completeJob' | undefined {
  if (type === 'userTask' || type === 'manualTask') return 'completeTask';
  return ['serviceTask', 'sendTask', 'intermediateThrowEvent', 'endEvent'].includes(type) ? 'completeJob' : undefined;
}

interface Waiting {
  readonly dossier: Dossier;
  readonly element: ActiveElement;
  readonly type: string;
}

/** Active elements over all dossiers, oldest first. */
function waitingElements(world: World, wanted: (element: ActiveElement, type: string) => boolean): Waiting[] {
  return world.dossiers
    .filter(({ state }) => state.status === 'active')
    .flatMap((dossier) =>
      Object.values(dossier.state.elements).map((element) => ({ dossier, element, type: world.model.nodes.get(element.elementId)!.type })),
    )
    .filter(({ element, type }) => !element.rounds && wanted(element, type))
    .sort((a, b) => waitingSince(world, a.dossier, a.element.key) - waitingSince(world, b.dossier, b.element.key));
}

function nothingThere({ do: what, at }: Step): CommandRejected {
  return new CommandRejected('NOT_WAITING', `"${at ?? ''}" không chờ "${what}"`, `"${at ?? ''}" does not wait for "${what}"`);
}

/** The nth of what waits; a refusal when it is not there. */
function nth<T>(step: Step, candidates: readonly T[]): T {
  const found = candidates[step.nth ?? 0];
  if (found === undefined) throw nothingThere(step);
  return found;
}

function elementAt(world: World, step: Step): Waiting {
  return nth(
    step,
    waitingElements(world, ({ elementId }) => elementId === step.at),
  );
}

/** The dossiers that are not over; the first is meant where a step names no element. */
function openDossier(world: World, step: Step): Dossier {
  return nth(
    { ...step, nth: 0 },
    world.dossiers.filter(({ state }) => state.status === 'active' || state.status === 'suspended'),
  );
}

/** What waits in a record of the state, over all dossiers, for an element. */
function entriesAt<T>(
  world: World,
  step: Step,
  entries: (dossier: Dossier) => readonly { readonly key: string; readonly value: T; readonly elementId: string | undefined }[],
): { dossier: Dossier; key: string; value: T } {
  return nth(
    step,
    world.dossiers.flatMap((dossier) =>
      dossier.state.status === 'active'
        ? entries(dossier)
            .filter(({ elementId }) => step.at === undefined || elementId === step.at)
            .map(({ key, value }) => ({ dossier, key, value }))
        : [],
    ),
  );
}

type Play = (player: Player, step: Step) => void;

const taskCommand =
  (command: (element: ActiveElement, type: string, step: Step) => Command): Play =>
  ({ world }, step) => {
    const { dossier, element, type } = elementAt(world, step);
    execute(world, dossier, command(element, type, step));
  };

const dossierCommand =
  (command: (step: Step) => Command): Play =>
  ({ world }, step) =>
    execute(world, openDossier(world, step), command(step));

const handOffCommand =
  (wanted: readonly string[], command: (key: string, step: Step) => Command): Play =>
  ({ world }, step) => {
    const { dossier, key } = entriesAt(world, step, ({ state }) =>
      Object.values(state.handOffs)
        .filter((handOff) => wanted.includes(handOff.state) && state.elements[handOff.elementKey])
        .map((value) => ({ key: value.key, value, elementId: state.elements[value.elementKey]?.elementId })),
    );
    execute(world, dossier, command(key, step));
  };

const optional = <K extends string, V>(key: K, value: V | undefined) => (value === undefined ? {} : ({ [key]: value } as Record<K, V>));

const plays: Readonly<Record<string, Play>> = {
  start(player, { at, variables, occurredAt, participants }) {
    const process = player.scenario.process;
    const start = at === undefined ? undefined : player.world.model.nodes.get(at);
    startDossier(player.world, {
      type: 'startInstance',
      ...optional('process', at !== undefined && start ? undefined : (at ?? process)),
      ...optional('at', start && at),
      ...optional('occurredAt', occurredAt),
      ...optional('participants', participants),
      variables: variables ?? {},
    });
  },
  complete: taskCommand((element, type, { variables = {}, by }) => {
    const command = completion(type) ?? 'completeTask';
    return { type: command, elementKey: element.key, variables, ...(command === 'completeTask' && optional('by', by)) };
  }),
  claim: taskCommand((element, _type, { by = '' }) => ({ type: 'claimTask', elementKey: element.key, by })),
  release: taskCommand((element) => ({ type: 'releaseTask', elementKey: element.key })),
  reassign: taskCommand((element, _type, { to = '' }) => ({ type: 'reassignTask', elementKey: element.key, to })),
  throwError: taskCommand((element, _type, { code, variables = {} }) => ({
    type: 'throwError',
    elementKey: element.key,
    variables,
    ...optional('code', code),
  })),
  throwEscalation: taskCommand((element, _type, { code, variables = {} }) => ({
    type: 'throwEscalation',
    elementKey: element.key,
    variables,
    ...optional('code', code),
  })),
  failJob: taskCommand((element, _type, { retries = 0, reason }) => ({
    type: 'failJob',
    elementKey: element.key,
    retries,
    ...optional('reason', reason),
  })),
  acceptHandOff: handOffCommand(['sent'], (handOffKey, { by }) => ({ type: 'acceptHandOff', handOffKey, ...optional('by', by) })),
  returnHandOff: handOffCommand(['sent', 'accepted'], (handOffKey, { reason = '…', by }) => ({
    type: 'returnHandOff',
    handOffKey,
    reason,
    ...optional('by', by),
  })),
  sendAgain({ world }, step) {
    const { dossier, key } = entriesAt(world, step, ({ state }) =>
      Object.values(state.corrections).map((value) => ({
        key: value.key,
        value,
        elementId: state.elements[state.handOffs[value.handOffKey]!.elementKey]?.elementId,
      })),
    );
    execute(world, dossier, { type: 'sendAgain', correctionKey: key });
  },
  requestSupplement({ world }, step) {
    const waiting = step.at === undefined ? undefined : elementAt(world, step);
    execute(world, waiting?.dossier ?? openDossier(world, step), {
      type: 'requestSupplement',
      ...optional('elementKey', waiting?.element.key),
      ...optional('reason', step.reason),
      ...optional('occurredAt', step.occurredAt),
    });
  },
  receiveSupplement: dossierCommand(({ variables = {}, occurredAt }) => ({
    type: 'receiveSupplement',
    variables,
    ...optional('occurredAt', occurredAt),
  })),
  reappoint: dossierCommand(({ to = '', reason = '' }) => ({ type: 'reappoint', to, reason })),
  withdraw: dossierCommand(({ reason }) => ({ type: 'withdraw', ...optional('reason', reason) })),
  refuse: dossierCommand(({ reason }) => ({ type: 'refuse', ...optional('reason', reason) })),
  message({ world }, { name = '', key, id, variables = {} }) {
    publish(world, { name, variables, ...optional('correlationKey', key), ...optional('id', id) });
  },
  signal({ world }, { name = '', variables = {} }) {
    broadcast(world, name, variables);
  },
  advance(player, step) {
    const { world } = player;
    const until = step.to === undefined ? afterDuration(world.nowMs, step.by ?? '') : instantOf(step.to);
    if (until === undefined || until < world.nowMs)
      throw new CommandRejected(
        'INVALID_VALUE',
        `Không thể chuyển tới "${step.to ?? step.by}"`,
        `Cannot advance by or to "${step.to ?? step.by}"`,
      );
    passTime(world, until, () => {
      while (workOnce(player))
        if (++player.completions > mostCompletions)
          throw new CommandRejected('NOT_APPLICABLE', 'Hồ sơ lặp mãi qua các công việc', 'The dossier loops through its tasks for ever');
    });
  },
  setVariables: dossierCommand(({ variables = {} }) => ({ type: 'setVariables', variables })),
  choose({ world }, { at = '', flows = [] }) {
    world.environment = { ...world.environment, choices: { ...world.environment.choices, [at]: flows } };
  },
  trigger(player, step) {
    const { world } = player;
    const node = world.model.nodes.get(step.at ?? '');
    if (node?.type === 'startEvent' && node.container.kind === 'process')
      return void startDossier(world, { type: 'startInstance', at: node.id, variables: step.variables ?? {} });
    const found = world.dossiers
      .filter(({ state }) => state.status === 'active')
      .flatMap((dossier) => Object.values(dossier.state.subscriptions).map((subscription) => ({ dossier, subscription })))
      .filter(({ subscription }) => subscription.elementId === step.at)
      .sort((a, b) => waitingSince(world, a.dossier, a.subscription.key) - waitingSince(world, b.dossier, b.subscription.key));
    const { dossier, subscription } = nth(step, found);
    execute(world, dossier, { type: 'trigger', elementKey: subscription.key, variables: step.variables ?? {} });
  },
  resolveIncident({ world }, step) {
    const { dossier, key } = entriesAt(world, step, ({ state }) =>
      Object.values(state.incidents).map((value) => ({ key: value.key, value, elementId: value.elementId })),
    );
    execute(world, dossier, { type: 'resolveIncident', incidentKey: key });
  },
  suspend: dossierCommand(() => ({ type: 'suspend' })),
  resume: dossierCommand(() => ({ type: 'resume' })),
  cancel: dossierCommand(({ reason }) => ({ type: 'cancel', ...optional('reason', reason) })),
};

function play(player: Player, step: Step): void {
  const known = Object.hasOwn(plays, step.do) ? plays[step.do] : undefined;
  if (!known)
    throw new CommandRejected('UNKNOWN_COMMAND', `Bước "${step.do}" chưa dùng được`, `The step "${step.do}" is not supported yet`);
  known(player, step);
}
