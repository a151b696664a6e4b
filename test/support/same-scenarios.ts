/** Runs the same scenario on two deployments, and says where they first differ: the differential test of what was verified and what runs. */
import type { Organisation } from '../../engine/deadlines/organisation.ts';
import type { DecisionFiles } from '../../engine/model/decision.ts';
import type { DeployedDossier, Deployment, OpenDeployment } from '../../engine/scenarios/deployment.ts';
import { runScenario } from '../../engine/scenarios/run-scenario.ts';
import type { Scenario, ScenarioResult } from '../../engine/scenarios/scenario.ts';
import { canonicalJson } from './canonical-json.ts';

export interface Difference {
  /** The step after which it shows first; `opened` before any step, `closed` when it shows only at the end, `result` of the scenario itself. */
  readonly after: number | 'opened' | 'closed' | 'result';
  /** JSON pointer into what was compared. */
  readonly at: string;
  /** Undefined where a deployment has nothing there. */
  readonly some: unknown;
  readonly other: unknown;
}

/** The first difference of two deployments over one scenario: clock, states, events of each dossier, their order over all, who waits longer, and the result. */
export async function findDifference(
  scenario: Scenario,
  xml: string,
  organisation: Organisation | undefined,
  openSome: OpenDeployment,
  openOther: OpenDeployment,
  decisions: DecisionFiles = {},
): Promise<Difference | undefined> {
  return (await runBoth(scenario, xml, organisation, openSome, openOther, decisions)).difference;
}

/** The result that both deployments give. Throws with the first difference, and the step it shows after, when they do not run the scenario in the same way. */
export async function runTheSame(
  scenario: Scenario,
  xml: string,
  organisation: Organisation | undefined,
  openSome: OpenDeployment,
  openOther: OpenDeployment,
  decisions: DecisionFiles = {},
): Promise<ScenarioResult> {
  const { result, difference } = await runBoth(scenario, xml, organisation, openSome, openOther, decisions);
  if (!difference) return result;
  const { after, at, some, other } = difference;
  const step = typeof after === 'number' ? ` ${JSON.stringify(scenario.steps[after])}` : '';
  throw new Error(`${scenario.id} after ${after}${step}, ${at || '/'}:\n  ${shown(some)}\n  ${shown(other)}`);
}

async function runBoth(
  scenario: Scenario,
  xml: string,
  organisation: Organisation | undefined,
  openSome: OpenDeployment,
  openOther: OpenDeployment,
  decisions: DecisionFiles = {},
): Promise<{ result: ScenarioResult; difference: Difference | undefined }> {
  const some = await courseOf(scenario, xml, organisation, openSome, decisions);
  const other = await courseOf(scenario, xml, organisation, openOther, decisions);
  const { result } = some;
  for (let index = 0; index < Math.max(some.seen.length, other.seen.length); index++) {
    const { after } = some.seen[index] ?? other.seen[index]!;
    const difference = differenceOf(after, some.seen[index]?.text, other.seen[index]?.text);
    if (difference) return { result, difference };
  }
  return { result, difference: differenceOf('result', canonicalJson(result), canonicalJson(other.result)) };
}

/** A deployment that differs in some of what it does. */
export function changed(deployment: Deployment, changes: Partial<Deployment>): Deployment {
  return Object.create(deployment, Object.getOwnPropertyDescriptors(changes)) as Deployment;
}

interface Course {
  readonly result: ScenarioResult;
  readonly seen: readonly { readonly after: Difference['after']; readonly text: string }[];
}

async function courseOf(
  scenario: Scenario,
  xml: string,
  organisation: Organisation | undefined,
  open: OpenDeployment,
  decisions: DecisionFiles,
): Promise<Course> {
  const seen: { after: Difference['after']; text: string }[] = [];
  const result = await runScenario(
    scenario,
    xml,
    organisation,
    async (opening) => {
      const deployment = await open(opening);
      let known: Known = nothing;
      const look = (after: Difference['after'], since: Known) => {
        seen.push({ after, text: canonicalJson(snapshot(deployment, since)) });
        known = { log: deployment.log.length, events: deployment.dossiers.map(({ events }) => events.length) };
      };
      look('opened', nothing);
      return changed(deployment, {
        async afterStep() {
          await deployment.afterStep();
          look(seen.length - 1, known);
        },
        async close() {
          await deployment.close();
          look('closed', nothing);
        },
      });
    },
    decisions,
  );
  return { result, seen };
}

/** How much of the log, and of the events of each dossier, has been compared. */
interface Known {
  readonly log: number;
  readonly events: readonly number[];
}

const nothing: Known = { log: 0, events: [] };

/** Everything that can be seen; of log and events what is not known yet, so that a long run is not compared over and over. */
function snapshot(deployment: Deployment, known: Known): object {
  return {
    nowMs: deployment.nowMs,
    log: deployment.log.slice(known.log).map(({ dossier, event }) => ({ dossier: dossier.number, event })),
    dossiers: deployment.dossiers.map(({ number, state, events }, index) => ({
      number,
      state,
      eventCount: events.length,
      events: events.slice(known.events[index] ?? 0),
    })),
    waiting: deployment.dossiers
      .flatMap((dossier) =>
        waitingKeys(dossier).map((key) => ({ key: `${dossier.number}/${key}`, since: deployment.waitingSince(dossier, key) })),
      )
      .sort((a, b) => a.since - b.since || (a.key < b.key ? -1 : 1))
      .map(({ key }) => key),
  };
}

function waitingKeys({ state }: DeployedDossier): string[] {
  const { scopes, elements, subscriptions, incidents, handOffs, corrections } = state;
  return [...new Set([scopes, elements, subscriptions, incidents, handOffs, corrections].flatMap((records) => Object.keys(records)))];
}

function differenceOf(after: Difference['after'], some: string | undefined, other: string | undefined): Difference | undefined {
  if (some === other) return undefined;
  const parsed = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));
  return { after, ...firstDifference('', parsed(some), parsed(other)) };
}

/** Of two values that are not equal as JSON. */
function firstDifference(at: string, some: unknown, other: unknown): Pick<Difference, 'at' | 'some' | 'other'> {
  if (isRecord(some) && isRecord(other) && Array.isArray(some) === Array.isArray(other))
    for (const key of [...new Set([...Object.keys(some), ...Object.keys(other)])].sort())
      if (canonicalJson(some[key]) !== canonicalJson(other[key]) || key in some !== key in other)
        return firstDifference(`${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, some[key], other[key]);
  return { at, some, other };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? '–' : canonicalJson(value);
}
