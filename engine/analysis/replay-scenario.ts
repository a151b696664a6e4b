/** A scenario of soundness played by `advance`, one step after another: what was verified is what runs. */
import { isTriggeredStart } from '../model/triggers-of.ts';
import type { MessageFlow, ProcessModel } from '../model/types.ts';
import { advanceDraft, plainEnvironment } from '../semantics/advance.ts';
import { isChosen } from '../semantics/ad-hoc.ts';
import type { Command } from '../semantics/commands.ts';
import { draftOf, initialState, type State } from '../semantics/state.ts';
import type { Evidence, ProcessSoundness, ScenarioStep } from './soundness-report.ts';
import { comingEvents, comingName, gatewayStarts, haltOf, scriptFails, steppedModel } from './stepped-model.ts';
import { sending } from './message-places.ts';
import { notFollowed } from './not-followed.ts';
import { startsByCondition } from './splits.ts';
import { failureOf, throwsOf } from './throws-of.ts';
import { waits } from './waits.ts';
import { launch, withLaunch } from './with-launch.ts';

export interface Replayed {
  /** As given to `advance`, with the flows that each takes. */
  readonly commands: readonly { readonly command: Command; readonly choices: Readonly<Record<string, readonly string[]>> }[];
  readonly state: State;
  /** Tokens at the end by sequence flow and active element, to compare with `stateAtEnd`. */
  readonly tokens: Readonly<Record<string, number>>;
}

/** Any instant does: nothing in a scenario depends on time. */
const now = new Date(Date.UTC(2026, 0, 5, 1));

/** Plays a scenario of `checkSoundness` in the engine. Throws CommandRejected, or an Error that names the step, when the engine does otherwise. */
export function replayScenario(model: ProcessModel, scenario: readonly ScenarioStep[], mode: ProcessSoundness['mode'] = 'alone'): Replayed {
  const roots = scenario.filter(({ act, scope }) => act === 'start' && model.processes.has(scope) && !isCalledIn(model, scenario, scope));
  const stepped = withLaunch(steppedModel(model, mode === 'together' ? startingFlows(model) : [], skippedIn(scenario)), roots);
  const state = draftOf(initialState);
  const commands: { command: Command; choices: Record<string, readonly string[]> }[] = [];
  const runs = runsOf(state);
  const run = (command: Command, choices: Record<string, readonly string[]>) => {
    commands.push({ command, choices });
    advanceDraft(stepped, state, command, now, { ...plainEnvironment, choices });
  };
  scenario.forEach((step, index) => {
    runs.note(step);
    const isByItself = isDoneByItself(model, scenario, index);
    if (isByItself && !step.closes) return;
    let choices = { ...step.choices };
    for (let next = index + 1; next < scenario.length && isDoneByItself(model, scenario, next); next++)
      choices = { ...choices, ...scenario[next]!.choices };
    if (step.act === 'start' && model.processes.has(step.scope)) {
      if (commands.length > 0) return;
      for (const root of roots) choices = { ...root.choices, ...choices };
      run(startCommand(stepped, roots, step), choices);
    } else if (!isByItself) for (const command of commandsOf(model, state, step, runs)) run(command, choices);
    // the condition is asked when the activity is done
    if (step.closes) run({ type: 'completeTask', elementKey: runs.scopeOf(step.scope, step.run)! }, choices);
    runs.note(step);
  });
  return { commands, state, tokens: tokensOf(state) };
}

function skippedIn(scenario: readonly ScenarioStep[]): Set<string> {
  return new Set(scenario.flatMap(({ act, elementId }) => (act === 'skip' ? [elementId] : [])));
}

/** Boundary events that come before the activity of a step has begun, which does not wait: their flows are taken when it is entered. */
function comingIn({ flows, nodes }: ProcessModel, { act, elementId, producedFlows }: ScenarioStep): string[] {
  if ((act !== 'pass' && act !== 'throw') || waits(nodes.get(elementId)!)) return [];
  return producedFlows.map((id) => flows.get(id)!.source).flatMap(({ id, attachedTo }) => (attachedTo?.id === elementId ? [id] : []));
}

/** Steps that the engine makes together with the one before. */
function isDoneByItself(model: ProcessModel, scenario: readonly ScenarioStep[], index: number): boolean {
  const { act, elementId, scope, consumedFlows } = scenario[index]!;
  const node = model.nodes.get(elementId);
  if (act === 'reset') return consumedFlows.length === 0;
  if (act === 'complete' || act === 'throw') return node?.contents !== undefined || node?.called !== undefined;
  if (act !== 'start') return false;
  const container = model.processes.get(scope);
  if (container) return isCalledIn(model, scenario, scope);
  if (node?.container.kind !== 'eventSubProcess') return true;
  return (
    scenario[index - 1]?.thrown?.handlerId === elementId ||
    scenario.slice(0, index).findLast(({ thrown }) => thrown)?.thrown?.handlerId === elementId
  );
}

function isCalledIn(model: ProcessModel, scenario: readonly ScenarioStep[], process: string): boolean {
  return scenario.some(({ elementId }) => model.nodes.get(elementId)?.called?.id === process);
}

function startCommand(model: ProcessModel, roots: readonly ScenarioStep[], step: ScenarioStep): Command {
  if (roots.length > 1) return { type: 'startInstance', process: launch };
  const node = model.nodes.get(step.elementId);
  const isNamed = node && (node.type === 'startEvent' || isTriggeredStart(node));
  return { type: 'startInstance', process: step.scope, ...(isNamed && { at: step.elementId }) };
}

/** The engine's scope of each start of a container, as the scenario counts them. */
interface Runs {
  /** Finds the scope of the step's start when it is new. */
  note(step: ScenarioStep): void;
  scopeOf(container: string, run?: number): string | undefined;
}

function runsOf(state: State): Runs {
  const known = new Map<string, string>();
  const nameOf = (container: string, run = 1) => `${container} ${run}`;
  return {
    note({ scope, run }) {
      const name = nameOf(scope, run);
      if (known.has(name)) return;
      const taken = new Set(known.values());
      const found = Object.values(state.scopes).find(({ key, containerId }) => containerId === scope && !taken.has(key));
      if (found) known.set(name, found.key);
    },
    scopeOf: (container, run) => known.get(nameOf(container, run)),
  };
}

function commandsOf(model: ProcessModel, state: State, step: ScenarioStep, runs: Runs): Command[] {
  const { act, elementId, hostId, hostRun, thrown, scope, run } = step;
  const scopeKey = runs.scopeOf(scope, run);
  const variables = { [scriptFails]: act === 'throw', [comingEvents]: comingIn(model, step).map(comingName).join('') };
  const node = model.nodes.get(elementId)!;
  /** Of several the one after so many others. */
  const find = (id: string, others = 0) => {
    const found = Object.values(state.elements).filter((element) => element.elementId === id && element.scope === scopeKey)[others];
    if (!found) throw new Error(`step ${step.n} (${act} ${elementId}): "${id}" is not active`);
    return found.key;
  };
  const passHalts = (): Command[] =>
    (step.consumedFlows.length > 0 ? step.consumedFlows : [elementId]).map((id, index, all) => ({
      type: 'completeTask',
      elementKey: find(haltOf(id), all.slice(0, index).filter((other) => other === id).length),
      variables: node.type === 'complexGateway' ? { [gatewayStarts]: act === 'pass' && index === all.length - 1 } : variables,
    }));
  switch (act) {
    case 'complete': {
      const elementKey = find(elementId);
      if (state.subscriptions[elementKey]) return [{ type: 'trigger', elementKey }];
      return [{ type: node.type === 'userTask' || node.type === 'manualTask' ? 'completeTask' : 'completeJob', elementKey }];
    }
    case 'start':
    case 'trigger': {
      const host = model.nodes.get(hostId ?? '');
      const contents = host?.contents ?? host?.called;
      // an event subprocess starts in what is around it; an element with contents is the one whose contents were started then
      const around = contents ? runs.scopeOf(contents.id, hostRun) : act === 'start' && runs.scopeOf(node.container.parent!.id, hostRun);
      const isOwner = (key: string) =>
        around ? key === around : state.elements[key]?.elementId === hostId && state.elements[key]?.scope === scopeKey;
      const subscription = Object.values(state.subscriptions).find((each) => each.elementId === elementId && isOwner(each.owner));
      if (!subscription) throw new Error(`step ${step.n} (${act} ${elementId}): nothing waits for it`);
      return [{ type: 'trigger', elementKey: subscription.key }];
    }
    case 'throw':
      if (failureOf(node) !== undefined)
        return node.container.adHoc
          ? [
              ...(step.consumedFlows.length > 0 ? passHalts() : []),
              { type: 'activateActivity', elementKey: scopeKey!, activity: elementId, variables },
            ]
          : passHalts();
      return [
        {
          type: thrown!.type === 'error' ? 'throwError' : 'throwEscalation',
          elementKey: find(elementId),
          ...(thrown!.code !== undefined && { code: thrown!.code }),
        },
      ];
    case 'close':
      return [{ type: 'completeTask', elementKey: runs.scopeOf(elementId, run)! }];
    default:
      if (!node.container.adHoc || !isChosen(node)) return passHalts();
      return [
        ...(step.consumedFlows.length > 0 ? passHalts() : []),
        { type: 'activateActivity', elementKey: scopeKey!, activity: elementId, variables },
      ];
  }
}

/**
 * The engine plays the scenario, and comes to the same tokens. What stays in one container is played as it is told: nothing is put together.
 * But a complex gateway resets by itself, as soon as it can, a loop is either skipped or not, conditions are asked in their order, and what is not followed may do more than its net: that is played.
 */
export function isPlayed(
  model: ProcessModel,
  { scenario, stateAtEnd }: Pick<Evidence, 'scenario' | 'stateAtEnd'>,
  mode: ProcessSoundness['mode'],
): boolean {
  const first = scenario[0]!.scope;
  const process = model.processes.get(first);
  const isSure =
    process && !notFollowed([process], { model, throws: throwsOf(model), isCalled: false }) && !process.nodes.some(startsByCondition);
  const isToldSo = skippedIn(scenario).size === 0 && scenario.every((step) => comingIn(model, step).length === 0);
  if (mode === 'alone' && isSure && isToldSo && scenario.every(({ scope }) => scope === first)) return true;
  try {
    const { tokens } = replayScenario(model, scenario, mode);
    const ids = Object.keys(tokens);
    return ids.length === Object.keys(stateAtEnd).length && ids.every((id) => tokens[id] === stateAtEnd[id]);
  } catch {
    return false;
  }
}

/** By flow and active element; a halted token is on its flow. */
function tokensOf(state: State): Record<string, number> {
  const tokens: Record<string, number> = {};
  const add = (id: string, count: number) => {
    const name = id.replace(/~(halt|on)$/, '');
    tokens[name] = (tokens[name] ?? 0) + count;
  };
  for (const scope of Object.values(state.scopes)) {
    for (const flow in scope.tokens) add(flow, scope.tokens[flow]!.length);
    for (const child in scope.children) add(state.elements[child]!.elementId, 1);
  }
  return tokens;
}

/** Message flows that start a process of the file, led to where it starts. */
function startingFlows({ messageFlows }: ProcessModel): MessageFlow[] {
  return messageFlows.flatMap((flow): MessageFlow[] => {
    const start = flow.source && 'type' in flow.source ? sending(flow.source, [flow])?.start : undefined;
    return start ? [{ ...flow, target: start }] : [];
  });
}
