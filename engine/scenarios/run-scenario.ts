/** Runs one scenario on a deployment with a virtual clock, and says what did not hold. */
import { defaultOrganisation, type Organisation } from '../deadlines/organisation.ts';
import type { DecisionFiles } from '../model/decision.ts';
import { readBpmn } from '../model/read-bpmn.ts';
import type { ProcessModel } from '../model/types.ts';
import { CommandRejected, Obstacle } from '../semantics/errors.ts';
import { doAutomaticWork, type Player } from './automatic-work.ts';
import type { Deployment, Done, OpenDeployment } from './deployment.ts';
import { observe } from './observe.ts';
import { playStep } from './play-step.ts';
import { openPureDeployment } from './pure-deployment.ts';
import type { Failure, Scenario, ScenarioResult } from './scenario.ts';

const defaultNow = '2026-03-02T08:00:00+07:00';

/**
 * `xml` and `organisation` are what the scenario's file names point at; `decisions` the DMN files beside the model; `open` is what runs it, the pure core unless told otherwise.
 * Never throws for what a model or step does; those are failures.
 */
export async function runScenario(
  scenario: Scenario,
  xml: string,
  organisation: Organisation = defaultOrganisation,
  open: OpenDeployment = openPureDeployment,
  decisions: DecisionFiles = {},
): Promise<ScenarioResult> {
  const { model, problems } = await readBpmn(xml, undefined, decisions);
  if (!model) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    return result(
      scenario,
      refusedAtDeployment(
        scenario,
        errors.map(({ code }) => code),
        errors,
      ),
    );
  }
  const unknown = unknownIds(scenario, model);
  if (unknown.length > 0) return result(scenario, unknown);
  const { now = defaultNow, variables = {}, choose: choices = {} } = scenario.given ?? {};
  let deployment: Deployment;
  try {
    deployment = await open({ xml, decisions, model, organisation, choices, nowMs: Date.parse(now), variables });
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    return result(scenario, refusedAtDeployment(scenario, [error.code], error.message));
  }
  try {
    return result(scenario, await playAll(scenario, deployment));
  } finally {
    await deployment.close();
  }
}

/** Names that would hold, or do nothing, because the model has no such element. A migration may bring others. */
function unknownIds({ given = {}, steps, expect }: Scenario, { nodes, flows }: ProcessModel): Failure[] {
  const { hold = [], choose = {}, jobs = {} } = given;
  const chosen = steps.flatMap((step) => (step.do === 'choose' ? (step.flows ?? []) : []));
  const notReached = steps.some((step) => step.do === 'migrate') ? [] : expect.flatMap((one) => one.notReached ?? []);
  const elements = [...hold, ...Object.keys(choose), ...Object.keys(jobs), ...notReached].filter((id) => !nodes.has(id));
  const branches = [...Object.values(choose).flat(), ...chosen].filter((id) => !flows.has(id));
  return [...new Set([...elements, ...branches])].map((id) => ({ after: 'deployment', what: 'element', expected: id, actual: null }));
}

/** What does not hold when the model cannot be deployed: unless that is expected, with the code if one is given. */
function refusedAtDeployment({ expect }: Scenario, codes: readonly string[], actual: unknown): Failure[] {
  const expected = expect.find(({ refused, fails }) => refused ?? fails);
  if (!expected) return [{ after: 'deployment', what: 'refused', actual }];
  if (expected.code === undefined || codes.includes(expected.code)) return [];
  return [{ after: 'deployment', what: 'code', expected: expected.code, actual }];
}

async function playAll(scenario: Scenario, deployment: Deployment): Promise<Failure[]> {
  const { steps, expect, given = {} } = scenario;
  const jobs = new Map(Object.entries(given.jobs ?? {}).map(([id, answers]) => [id, [...answers]]));
  const player: Player = { scenario, deployment, jobs, completions: 0 };
  const failures: Failure[] = [];
  for (const [index, step] of steps.entries()) {
    const expected = expect.filter(({ after }) => after === index || (after === 'end' && index === steps.length - 1));
    player.completions = 0;
    const refused = await refusalOf(() => playStep(player, step));
    const unsettled = await refusalOf(() => settle(player));
    await deployment.afterStep();
    const refusal = refused ?? unsettled;
    if (refusal && !expected.some(({ refused, fails }) => refused ?? fails))
      failures.push({ after: index, what: 'refused', expected: step, actual: { code: refusal.code, message: refusal.message } });
    for (const expectation of expected) failures.push(...observe(deployment, expectation, refusal));
  }
  if (steps.length === 0) for (const expectation of expect) failures.push(...observe(deployment, expectation, undefined));
  return failures;
}

/** The refusal that an act met, if any; anything else is a bug and is thrown on. */
async function refusalOf(act: () => Done): Promise<CommandRejected | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof CommandRejected) return error;
    throw error;
  }
}

/** After every step: the automatic work is done, and what is due now takes effect. */
async function settle(player: Player): Promise<void> {
  const { deployment } = player;
  await doAutomaticWork(player);
  await deployment.passTime(deployment.nowMs, () => doAutomaticWork(player));
}

function result({ id, disputed, labels = [] }: Scenario, failures: readonly Failure[]): ScenarioResult {
  return { id, ok: failures.length === 0, labels, failures, ...(disputed !== undefined && { disputed }) };
}
