/** `taicho scenarios FILE|DIR…`: runs scenario files with a virtual clock, on the pure core or through a database. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  readOrganisation,
  readScenarios,
  runScenario,
  ScenarioInvalid,
  type Organisation,
  type Scenario,
  type ScenarioResult,
} from '../../engine/index.ts';
import type { OpenDeployment } from '../../engine/scenarios/deployment.ts';
import type { Command } from '../command.ts';
import { decisionFilesIn } from '../decision-files.ts';
import { reportByLabel } from '../scenarios/report-by-label.ts';
import { UnusableInput, readJson, readText, wrongArguments } from '../input.ts';

const usage = 'taicho scenarios FILE|DIR… [--durable] [--json] [--labels]';

const scenarios: Command = {
  usage,
  summary:
    'Chạy các kịch bản / runs scenario files (*scenarios.json in folders); exit 0 when all undisputed ones hold, 1 when not, 2 unreadable. --durable: through a PostgreSQL, with a restart after every step; --labels: by label.',

  async run(args) {
    const { values, positionals } = readArguments(args);
    const files = (await Promise.all(positionals.map(scenarioFiles))).flat();
    if (files.length === 0)
      throw new UnusableInput('NO_SCENARIOS', `không thấy kịch bản nào trong / no scenarios in ${positionals.join(', ')}`);
    const results: (ScenarioResult & { file: string })[] = [];
    const stopped = stopOnSignal();
    const databases = values.durable ? await openDatabases() : undefined;
    try {
      for (const file of files)
        for (const scenario of await scenariosOf(file)) {
          if (stopped.code !== 0) return stopped.code;
          results.push({ ...(await runFromFile(scenario, file, databases?.open)), file });
        }
    } finally {
      await databases?.close();
      stopped.forget();
    }
    if (values.labels) reportByLabel(results, values.json);
    else report(results, values.json);
    return results.every(({ ok, disputed }) => ok || disputed !== undefined) ? 0 : 1;
  },
};

export default scenarios;

function readArguments(args: string[]) {
  try {
    const read = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        durable: { type: 'boolean', default: false },
        labels: { type: 'boolean', default: false },
      },
    });
    if (read.positionals.length === 0) throw new Error('thiếu tệp hoặc thư mục / a file or folder is missing');
    return read;
  } catch (error) {
    throw wrongArguments(error, usage);
  }
}

/** A file by itself; of a folder every file whose name ends in `scenarios.json`, at any depth, in order of name. */
async function scenarioFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UnusableInput('NOT_FOUND', `không có tệp hoặc thư mục / no such file or folder: ${path}`);
  if (!found.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  const chosen = names.filter((name) => basename(name).endsWith('scenarios.json'));
  const all = chosen.length > 0 ? chosen : names.filter((name) => name.endsWith('.json'));
  return all.sort().map((name) => join(path, name));
}

async function scenariosOf(file: string): Promise<Scenario[]> {
  try {
    return readScenarios(await readJson(file));
  } catch (error) {
    if (error instanceof ScenarioInvalid) throw new UnusableInput(error.code, `${file}: ${error.message}`);
    throw error;
  }
}

/** Asked to end, the run ends after its scenario, and its server with it; asked again, at once. `code`: the exit code then. */
function stopOnSignal() {
  const stopped = { code: 0, forget: () => undefined as void };
  const handlers = (
    [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const
  ).map(([signal, code]) => {
    const handler = () => (stopped.code === 0 ? void (stopped.code = code) : process.exit(code));
    process.on(signal, handler);
    return () => void process.off(signal, handler);
  });
  stopped.forget = () => handlers.forEach((off) => off());
  return stopped;
}

/** Loaded only when asked for: a run on the pure core needs no database. */
async function openDatabases(): Promise<{ open: OpenDeployment; close(): Promise<void> }> {
  const { openScenarioDatabases } = await import('../../engine/runtime/scenario-databases.ts');
  const { durableDeployments } = await import('../../engine/runtime/durable-deployment.ts');
  const databases = await openScenarioDatabases();
  return { open: durableDeployments(() => databases.freshDatabase()), close: () => databases.close() };
}

async function runFromFile(scenario: Scenario, file: string, open?: OpenDeployment): Promise<ScenarioResult> {
  const near = (name: string) => resolve(dirname(file), name);
  const xml = scenario.xml ?? (await readText(near(scenario.model!)));
  // files that steps name are read as the scenario's own is
  const steps = await Promise.all(
    scenario.steps.map(async (step) => (step.model === undefined ? step : { ...step, xml: await readText(near(step.model)) })),
  );
  const { organisation } = scenario.given ?? {};
  const decisions = scenario.model === undefined ? undefined : await decisionFilesIn(dirname(near(scenario.model)));
  return runScenario(
    { ...scenario, steps },
    xml,
    organisation === undefined ? undefined : await organisationOf(near(organisation)),
    open,
    decisions,
  );
}

const organisations = new Map<string, Promise<Organisation>>();

function organisationOf(file: string): Promise<Organisation> {
  let known = organisations.get(file);
  if (!known) {
    known = readJson(file).then((json) => {
      const { organisation, problems } = readOrganisation(json);
      if (!organisation)
        throw new UnusableInput(
          'ORGANISATION_INVALID',
          `${file}: ${problems.map(({ at, message }) => `${at ?? ''} ${message}`).join('; ')}`,
        );
      return organisation;
    });
    organisations.set(file, known);
  }
  return known;
}

function report(results: readonly (ScenarioResult & { file: string })[], json: boolean): void {
  if (json) return void console.log(JSON.stringify(results, undefined, 1));
  for (const { id, ok, disputed, failures, file } of results) {
    if (ok) continue;
    console.log(`${disputed === undefined ? 'SAI ' : 'bất đồng'} ${id} (${file})${disputed === undefined ? '' : `: ${disputed}`}`);
    for (const { after, what, expected, actual } of failures)
      console.log(`   sau/after ${after}: ${what}: cần/expected ${JSON.stringify(expected)}, có/actual ${JSON.stringify(actual)}`);
  }
  const failed = results.filter(({ ok, disputed }) => !ok && disputed === undefined).length;
  const disputed = results.filter(({ ok, disputed: why }) => !ok && why !== undefined).length;
  console.log(`${results.length - failed - disputed} kịch bản đạt / hold, ${failed} không đạt / fail, ${disputed} bất đồng / disputed`);
}
