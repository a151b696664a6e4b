/**
 * Properties of the engine over random models and random runs.
 * RUNS=20000 SEED=7 npx mocha test/engine/semantics/properties.test.ts runs more, or others; a failure names its seed and writes its file.
 */
import { expect } from 'chai';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defaultOrganisation } from '../../../engine/deadlines/organisation.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { advance, advanceDraft } from '../../../engine/semantics/advance.ts';
import { replay } from '../../../engine/semantics/apply.ts';
import type { Command } from '../../../engine/semantics/commands.ts';
import { enabledCommands } from '../../../engine/semantics/enabled-commands.ts';
import { CommandRejected } from '../../../engine/semantics/errors.ts';
import type { Event } from '../../../engine/semantics/events.ts';
import type { Environment } from '../../../engine/semantics/run.ts';
import { initialState, type State } from '../../../engine/semantics/state.ts';
import { askInstead } from '../../support/ask-instead.ts';
import { pick, randomModel, randomOf, type Random } from '../../support/random-model.ts';
import { randomStep, refusedOnPurpose, timersNotDue, type RandomStep } from '../../support/random-run.ts';

const runs = Number(process.env.RUNS ?? 10_000);
const firstSeed = Number(process.env.SEED ?? 1);
const runsPerModel = 4;
const startMs = Date.parse('2026-03-02T01:00:00Z');
/** A loop without a wait is found sooner than in real use, so that models with one cost little. */
const environment: Environment = { organisation: defaultOrganisation, mostMoves: 150 };

/** JSON with the keys of every object in order: equal texts are equal values, whatever the order of keys. */
function canonical(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = value as Record<string, unknown>;
  return `{${Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`)
    .join(',')}}`;
}

/** The same JSON with the keys of every object in another order. */
function shuffled<T>(value: T, random: Random): T {
  if (Array.isArray(value)) return value.map((entry: unknown) => shuffled(entry, random)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  for (let index = keys.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [keys[index], keys[other]] = [keys[other]!, keys[index]!];
  }
  return Object.fromEntries(keys.map((key) => [key, shuffled((value as Record<string, unknown>)[key], random)])) as T;
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}

/** Refused or not: the events and the state after them, or the code. */
function attempt(decide: () => readonly Event[]): { events: readonly Event[]; code?: string } {
  try {
    return { events: decide() };
  } catch (error) {
    if (error instanceof CommandRejected) return { events: [], code: error.code };
    throw error;
  }
}

/** Equal whatever the order of keys. */
function same(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  const [left, right] = [canonical(actual), canonical(expected)];
  let from = 0;
  while (from < left.length && left[from] === right[from]) from++;
  throw new Error(
    `${what}: …${left.slice(Math.max(0, from - 150), from + 250)}…\n  instead of …${right.slice(Math.max(0, from - 150), from + 250)}…`,
  );
}

/** One step of a run with every property asked; gives the state after it. */
function checkedStep(
  model: ProcessModel,
  before: State,
  { command, nowMs }: RandomStep,
  random: Random,
): { state: State; events: readonly Event[] } {
  const now = new Date(nowMs);
  deepFreeze(before);
  const { state, events, code } = decide(model, before, { command, nowMs });
  const draft = shuffled(JSON.parse(JSON.stringify(before)) as State, random);
  const again = attempt(() => advanceDraft(model, draft, command, now, environment));
  same('a state with its keys in another order decides otherwise', [again.events, again.code], [events, code]);
  same('advanceDraft leaves another state', draft, state);
  same('replay gives another state', replay(JSON.parse(JSON.stringify(events)) as Event[], before), state);
  checkBalance(state);
  if (random() < 0.1) checkSameVersion(model, state, now);
  checkEnabled(model, state, now, random);
  return { state, events };
}

/** Moving to the version that it has changes nothing, whatever the dossier is at. */
function checkSameVersion(model: ProcessModel, state: State, now: Date): void {
  if (state.status !== 'active' && state.status !== 'suspended') return;
  const command: Command = { type: 'migrate', to: 'same', plan: {} };
  const moved = advance(model, state, command, now, { ...environment, migrateTo: { versionId: 'same', model } });
  same('moving to the same version does something', moved.state, state);
}

/** Every count agrees with what it counts, and nothing belongs to what is gone. */
function checkBalance(state: State): void {
  const { scopes, elements, subscriptions, incidents, corrections, handOffs, messages, clock } = state;
  const claim = (holds: boolean, what: string) => {
    if (!holds) throw new Error(what);
  };
  for (const [key, scope] of Object.entries(scopes)) {
    const tokens = Object.values(scope.tokens).reduce((sum, waiting) => sum + waiting.length, 0);
    claim(scope.live === tokens + Object.keys(scope.children).length, `scope ${key} counts ${scope.live}`);
    claim(scope.parent === undefined || scope.parent in scopes, `the parent of scope ${key} is gone`);
    claim(scope.parent === undefined || key in elements, `the element of scope ${key} is gone`);
    for (const child of Object.keys(scope.children)) claim(elements[child]?.scope === key, `${child} is no child of ${key}`);
    for (const armed of scope.armed) claim(subscriptions[armed]?.owner === key, `${armed} is not armed in ${key}`);
  }
  for (const [key, element] of Object.entries(elements)) {
    claim(scopes[element.scope]?.children[key] === true, `the scope of ${key} does not know it`);
    claim(element.roundOf === undefined || elements[element.roundOf]?.rounds !== undefined, `the rounds of ${key} are gone`);
    for (const armed of element.armed) claim(subscriptions[armed]?.owner === key, `${armed} is not armed at ${key}`);
  }
  for (const [key, { owner, scope }] of Object.entries(subscriptions)) {
    claim(owner in elements || owner in scopes, `the owner of ${key} is gone`);
    claim(scope in scopes, `the scope of ${key} is gone`);
    claim((scope === owner ? scopes[owner]! : elements[owner]!).armed.includes(key), `${owner} does not know that it armed ${key}`);
  }
  for (const [key, { scope, elementKey }] of Object.entries(incidents)) {
    claim(scope === '' || scope in scopes, `the scope of incident ${key} is gone`);
    claim(elementKey === undefined || elementKey in elements || elementKey in subscriptions, `the element of incident ${key} is gone`);
  }
  for (const [key, { handOffKey }] of Object.entries(corrections))
    claim(handOffs[handOffKey]!.elementKey in elements, `correction ${key} is for something that has ended`);
  for (const { elementKey, to } of clock?.exclusions ?? [])
    claim(to !== undefined || elementKey in elements, `the time of ${elementKey}, which has ended, is still excluded`);
  if (state.status === 'ended')
    same('left behind', [scopes, elements, subscriptions, incidents, corrections, messages], [{}, {}, {}, {}, {}, {}]);
  else if (state.status === 'active')
    claim(Object.keys(scopes).length + Object.keys(incidents).length > 0, 'active, but nothing is left to do');
}

/** Everything that is named is accepted; a sample of what is not named is refused and changes nothing. */
function checkEnabled(model: ProcessModel, state: State, now: Date, random: Random): void {
  const named = enabledCommands(model, state, now);
  const names = new Set(named.map(canonical));
  same('the order of keys shows', enabledCommands(model, shuffled(state, random), now), named);
  for (const command of named.length <= mostTried ? named : Array.from({ length: mostTried }, () => pick(random, named))) {
    const { code } = attempt(() => advance(model, state, command, now, environment).events);
    if (code !== undefined) throw new Error(`named but refused with ${code}: ${JSON.stringify(command)}`);
  }
  const wrong = state.status === 'ended' ? afterTheEnd : timersNotDue(state, now).slice(0, mostTried);
  const refusable = refusedOnPurpose(model, state);
  const draft = JSON.parse(JSON.stringify(state)) as State;
  for (const command of [...wrong, pick(random, refusable), pick(random, refusable), pick(random, refusable)]) {
    if (names.has(canonical(command))) throw new Error(`named on no ground: ${JSON.stringify(command)}`);
    const { code } = attempt(() => advanceDraft(model, draft, command, now, environment));
    if (code === undefined) throw new Error(`not named but accepted: ${JSON.stringify(command)}`);
  }
  same('all were refused, yet the draft has changed', draft, state);
}

/** Of many commands that a state names, as many are tried. */
const mostTried = 5;

const afterTheEnd: readonly Command[] = [{ type: 'cancel' }, { type: 'resume' }, { type: 'raiseFlags' }, { type: 'withdraw' }];

interface Trace {
  /** Every event of the run and the last state, as text. */
  readonly text: string;
  readonly commands: number;
  readonly incidents: number;
  readonly ended: boolean;
}

/** A whole run. `steps` caps the number of commands, to find the shortest failing run. */
function checkRun(model: ProcessModel, seed: number, checked: boolean, steps = Infinity): Trace {
  const drawn = randomOf(seed);
  const wanted = Math.min(steps, 10 + Math.floor(drawn() * 31));
  const checks = randomOf(seed + 1);
  const history: Event[] = [];
  let state = initialState;
  let nowMs = startMs;
  let commands = 0;
  let incidents = 0;
  for (; commands < wanted; commands++) {
    const step = randomStep(drawn, model, state, nowMs, environment);
    nowMs = step.nowMs;
    const decided = checked ? checkedStep(model, state, step, checks) : decide(model, state, step);
    ({ state } = decided);
    history.push(...decided.events);
    incidents += decided.events.filter(({ type }) => type === 'incidentRaised').length;
    if (state.status === 'ended' && drawn() < 0.7) break;
  }
  if (checked) same('the whole history gives another state', replay(JSON.parse(JSON.stringify(history)) as Event[], initialState), state);
  return { text: JSON.stringify([history, state]), commands, incidents, ended: state.status === 'ended' };
}

function decide(
  model: ProcessModel,
  before: State,
  { command, nowMs }: RandomStep,
): { state: State; events: readonly Event[]; code?: string } {
  let state = before;
  const attempted = attempt(() => {
    const decided = advance(model, before, command, new Date(nowMs), environment);
    state = decided.state;
    return decided.events;
  });
  return { state, ...attempted };
}

async function modelOf(seed: number, size: number): Promise<ProcessModel | undefined> {
  const { xml, decisions } = askInstead(randomModel(seed, size));
  return (await readBpmn(xml, undefined, decisions)).model;
}

const sizeOf = (seed: number) => 3 + (seed % 22);

/** Size and number of commands are made smaller while the run still fails; the file of the smallest is kept. */
async function smallest(modelSeed: number, runSeed: number): Promise<string> {
  let found: { size: number; steps: number; error: Error } | undefined;
  for (let size = 1; size <= sizeOf(modelSeed) && !found; size++) {
    const model = await modelOf(modelSeed, size);
    for (let steps = 1; model && steps <= 40 && !found; steps++)
      try {
        checkRun(model, runSeed, true, steps);
      } catch (error) {
        found = { size, steps, error: error as Error };
      }
  }
  const size = found?.size ?? sizeOf(modelSeed);
  const file = join(mkdtempSync(join(tmpdir(), 'taicho-')), `model-${modelSeed}.bpmn`);
  writeFileSync(file, randomModel(modelSeed, size));
  return `model seed ${modelSeed} of size ${size}, run seed ${runSeed}, ${found?.steps ?? 'all'} commands: ${found?.error.stack ?? ''}\n${file}`;
}

describe(`Properties of ${runs} random runs, SEED=${firstSeed}`, () => {
  // thousands of commands are refused on purpose: where from, nobody reads
  const { stackTraceLimit } = Error;
  before(() => {
    Error.stackTraceLimit = 0;
  });
  after(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  it('never fails, replays, knows no order of keys, names its commands exactly, leaves nothing behind, and repeats itself to the byte', async function () {
    this.timeout(0);
    const seen = { models: 0, commands: 0, incidents: 0, ended: 0 };
    for (let done = 0; done < runs;) {
      const modelSeed = firstSeed * 1_000_003 + seen.models++;
      const model = await modelOf(modelSeed, sizeOf(modelSeed));
      expect(model, `model seed ${modelSeed} is valid`).to.exist;
      for (let index = 0; index < runsPerModel && done < runs; index++, done++) {
        const runSeed = modelSeed * runsPerModel + index;
        let trace: Trace;
        try {
          trace = checkRun(model!, runSeed, true);
          if (index === 0) {
            const again = await modelOf(modelSeed, sizeOf(modelSeed));
            expect(checkRun(again!, runSeed, false).text, 'the same seed gives the same bytes').to.equal(trace.text);
          }
        } catch (error) {
          Error.stackTraceLimit = stackTraceLimit;
          throw new Error(`SEED=${firstSeed}: ${await smallest(modelSeed, runSeed)}`, { cause: error });
        }
        seen.commands += trace.commands;
        seen.incidents += trace.incidents;
        seen.ended += trace.ended ? 1 : 0;
      }
    }
    expect(seen.commands).to.be.greaterThan(runs * 5);
    expect(seen.incidents, 'incidents are exercised').to.be.greaterThan(runs / 10);
    expect(seen.ended, 'runs come to their end').to.be.greaterThan(runs / 10);
  });
});
