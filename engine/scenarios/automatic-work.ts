/** The runner's own officers and workers: they accept hand-offs and complete what waits, as a scenario's `auto`, `hold` and `jobs` say. */
import type { Command } from '../semantics/commands.ts';
import { CommandRejected } from '../semantics/errors.ts';
import type { ElementKey } from '../semantics/state.ts';
import type { DeployedDossier, Deployment, Done } from './deployment.ts';
import { oldestFirst } from './oldest-first.ts';
import type { JobAnswer, Scenario } from './scenario.ts';

/** A scenario in progress. */
export interface Player {
  readonly scenario: Scenario;
  readonly deployment: Deployment;
  /** Answers that are left, by element id. */
  readonly jobs: ReadonlyMap<string, JobAnswer[]>;
  /** Of this step. */
  completions: number;
}

/** Automatic completions of one step; beyond it the model loops through its tasks. */
const mostCompletions = 10_000;

/** Does what the runner does by itself until nothing of it is left, the oldest first: hand-offs, then tasks and jobs. */
export function doAutomaticWork(player: Player): Done {
  if (player.scenario.given?.auto || player.jobs.size > 0) return workToTheEnd(player);
}

async function workToTheEnd(player: Player): Promise<void> {
  for (let next = nextWork(player); next; next = nextWork(player)) {
    await player.deployment.execute(next.dossier, next.command);
    if (++player.completions > mostCompletions)
      throw new CommandRejected('NOT_APPLICABLE', 'Hồ sơ lặp mãi qua các công việc', 'The dossier loops through its tasks for ever');
  }
}

function nextWork(player: Player): { dossier: DeployedDossier; command: Command } | undefined {
  const { scenario, deployment, jobs } = player;
  const { auto = false, hold = [] } = scenario.given ?? {};
  const active = deployment.dossiers.filter(({ state }) => state.status === 'active');
  if (auto) {
    const [handOff] = oldestFirst(
      deployment,
      active,
      ({ handOffs }) => handOffs,
      ({ state, elementKey }, { elements }) => state === 'sent' && !!elements[elementKey] && !hold.includes(elements[elementKey].elementId),
    );
    if (handOff) return { dossier: handOff.dossier, command: { type: 'acceptHandOff', handOffKey: handOff.value.key } };
  }
  const [found] = oldestFirst(
    deployment,
    active,
    ({ elements }) => elements,
    ({ key, elementId, rounds, compensation }, { incidents, corrections, handOffs }) =>
      !rounds &&
      !compensation &&
      !hold.includes(elementId) &&
      (auto || jobs.has(elementId)) &&
      completionOf(deployment.model.nodes.get(elementId)!.type) !== undefined &&
      !Object.values(incidents).some(({ elementKey }) => elementKey === key) &&
      !Object.values(corrections).some(({ handOffKey }) => handOffs[handOffKey]!.elementKey === key),
  );
  if (!found) return undefined;
  const { key, elementId } = found.value;
  const answer = jobs.get(elementId)?.shift() ?? { do: 'complete' };
  return { dossier: found.dossier, command: answerCommand(answer, completionOf(deployment.model.nodes.get(elementId)!.type)!, key) };
}

function answerCommand(answer: JobAnswer, command: 'completeTask' | 'completeJob', elementKey: ElementKey): Command {
  const { variables = {} } = answer;
  if (answer.do === 'error') return { type: 'throwError', elementKey, variables, ...(answer.code !== undefined && { code: answer.code }) };
  if (answer.do === 'fail' && command === 'completeJob') return { type: 'failJob', elementKey, retries: answer.retries ?? 1 };
  return { type: command, elementKey, variables };
}

/** How a person or worker completes what waits at an element of this type; undefined for what only a trigger completes. */
export function completionOf(type: string): 'completeTask' | 'completeJob' | undefined {
  if (type === 'userTask' || type === 'manualTask') return 'completeTask';
  return ['serviceTask', 'sendTask', 'intermediateThrowEvent', 'endEvent'].includes(type) ? 'completeJob' : undefined;
}
