/**
 * The outlook says in a few numbers what flags, forecast and report say in full, on random dossiers and on those of the curated procedures.
 * RUNS=5000 SEED=7 npx mocha test/engine/semantics/outlook.test.ts compares more, or others; a failure names its seeds.
 */
import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decisionFilesIn } from '../../../api/decision-files.ts';
import { finishOf } from '../../../engine/deadlines/clock-measures.ts';
import { openAppointment } from '../../../engine/deadlines/clocks.ts';
import { forecast } from '../../../engine/deadlines/forecast.ts';
import { defaultOrganisation, type Organisation } from '../../../engine/deadlines/organisation.ts';
import { readOrganisation } from '../../../engine/deadlines/read-organisation.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { openPureDeployment } from '../../../engine/scenarios/pure-deployment.ts';
import { runScenario } from '../../../engine/scenarios/run-scenario.ts';
import { readScenarios } from '../../../engine/scenarios/scenario.ts';
import { advance } from '../../../engine/semantics/advance.ts';
import { CommandRejected } from '../../../engine/semantics/errors.ts';
import { comingFlags, deadlineView } from '../../../engine/semantics/flags.ts';
import { outlook, type Outlook } from '../../../engine/semantics/outlook.ts';
import { dossierReport } from '../../../engine/semantics/report.ts';
import { initialState, type State } from '../../../engine/semantics/state.ts';
import { stepFigures } from '../../../engine/semantics/step-figures.ts';
import { randomModel, randomOf } from '../../support/random-model.ts';
import { randomStep } from '../../support/random-run.ts';
import { catching, end, event, mappings, monday, offices, played, procedure, start, user } from './support.ts';

const runs = Number(process.env.RUNS ?? 600);
const firstSeed = Number(process.env.SEED ?? 1);

const millisecondsOf = (instant: string | undefined) => (instant === undefined ? undefined : Date.parse(instant));

/** The same from the functions that say it in full. */
function expected(model: ProcessModel, state: State, organisation: Organisation, nowMs: number): Outlook {
  const { clock } = state;
  const isActive = state.status === 'active';
  const view = deadlineView(model, state);
  const appointment = clock && (openAppointment(clock) ?? clock.appointments.at(-1));
  const troubled = new Set(Object.values(state.incidents).map(({ elementKey }) => elementKey));
  const timers = Object.values(state.subscriptions)
    .filter(({ type, key, dueAt }) => type === 'timer' && dueAt !== undefined && !troubled.has(key))
    .map(({ dueAt }) => dueAt!);
  return {
    nextFlagMs: millisecondsOf(comingFlags(model, state, organisation)[0]?.at),
    nextTimerMs: isActive ? millisecondsOf(timers.sort()[0]) : undefined,
    forecastMs: isActive && clock ? millisecondsOf(forecast(view, organisation, nowMs).endsAt) : undefined,
    appointmentDueMs: millisecondsOf(appointment?.dueAt),
    standsSinceMs: state.status === 'ended' ? undefined : millisecondsOf(forecast(view, organisation, nowMs).standsSince),
    result: dossierReport(model, state, organisation, new Date(nowMs)).result,
    finishedMs: clock && finishOf(clock),
    department: view.unit,
  };
}

/** The state as it comes back from the database: other objects, their keys in another order. */
function fromStore<T>(value: T): T {
  if (Array.isArray(value)) return value.map(fromStore) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, fromStore(inner as unknown)]),
  ) as T;
}

type Seen = Record<keyof Outlook | 'states' | 'steps', number>;
const nothing = (): Seen => ({
  states: 0,
  steps: 0,
  nextFlagMs: 0,
  nextTimerMs: 0,
  forecastMs: 0,
  appointmentDueMs: 0,
  standsSinceMs: 0,
  result: 0,
  finishedMs: 0,
  department: 0,
});

/** Compares one state and counts what was there to compare. */
function compare(seen: Seen, model: ProcessModel, state: State, organisation: Organisation, nowMs: number): void {
  const found = outlook(model, state, organisation, nowMs);
  expect(found).to.deep.equal(expected(model, state, organisation, nowMs));
  expect(outlook(model, fromStore(state), organisation, nowMs), 'other objects').to.deep.equal(found);
  const { finished } = dossierReport(model, state, organisation, new Date(nowMs));
  for (const { elementKey, budgetMinutes, usedMinutes, overByMinutes } of finished) {
    const figures = stepFigures(state, organisation, state.steps[elementKey]!);
    expect([figures.budgetMinutes, figures.usedMinutes, figures.overByMinutes]).to.deep.equal([budgetMinutes, usedMinutes, overByMinutes]);
  }
  seen.states++;
  seen.steps += finished.length;
  for (const name of Object.keys(found) as (keyof Outlook)[]) if (found[name] !== undefined) seen[name]++;
}

describe(`The outlook of ${runs} random runs, SEED=${firstSeed}`, () => {
  it('is what flags, forecast and report say in full, after every command', async function () {
    this.timeout(0);
    const seen = nothing();
    const environment = { organisation: defaultOrganisation, mostMoves: 150 };
    for (let done = 0; done < runs; done++) {
      // three runs of each model
      const modelSeed = firstSeed * 1_000_003 + Math.floor(done / 3);
      const { model } = await readBpmn(randomModel(modelSeed, 3 + (modelSeed % 22)));
      const random = randomOf(modelSeed * 3 + (done % 3));
      let state = initialState;
      let nowMs = Date.parse(monday);
      for (let number = 0; number < 25; number++) {
        const step = randomStep(random, model!, state, nowMs, environment);
        ({ nowMs } = step);
        try {
          ({ state } = advance(model!, state, step.command, new Date(nowMs), environment));
        } catch (error) {
          if (!(error instanceof CommandRejected)) throw error;
          continue;
        }
        try {
          compare(seen, model!, state, defaultOrganisation, nowMs);
        } catch (error) {
          throw new Error(`model seed ${modelSeed}, run ${done % 3}, command ${number}`, { cause: error });
        }
      }
    }
    // random models have no competent agency
    const { department: _none, ...compared } = seen;
    for (const [name, times] of Object.entries(compared)) expect(times, name).to.be.greaterThan(runs / 5);
  });
});

describe('The outlook of the curated procedures', () => {
  const root = new URL('../../../procedures/', import.meta.url);
  const text = (path: string) => readFileSync(new URL(path, root), 'utf8');
  const organisation = readOrganisation(JSON.parse(text('organisation.json'))).organisation!;

  it('is what flags, forecast and report say in full, after every step of every scenario', async () => {
    const seen = nothing();
    for (const slug of readdirSync(root).filter((name) => existsSync(new URL(`${name}/process.bpmn`, root))))
      for (const scenario of readScenarios(JSON.parse(text(`${slug}/scenarios.json`))))
        await runScenario(
          scenario,
          text(`${slug}/process.bpmn`),
          organisation,
          (opening) => {
            const deployment = openPureDeployment(opening);
            deployment.afterStep = () => {
              for (const { state } of deployment.dossiers) compare(seen, deployment.model, state, organisation, deployment.nowMs);
            };
            return deployment;
          },
          await decisionFilesIn(fileURLToPath(new URL(slug, root))),
        );
    for (const [name, times] of Object.entries(seen)) expect(times, name).to.be.greaterThan(50);
  });
});

describe('The outlook of a dossier', () => {
  const xml = procedure(
    'tthc:department="land"',
    '<tthc:deadline kind="published" value="3" unit="workingDay"/>',
    start('s'),
    user('a', '', 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingDay"'),
    user('b', '', 'tthc:unit="tax" tthc:budget="1" tthc:budgetUnit="workingDay"'),
    end('e'),
    's->a',
    'a->b',
    'b->e',
  );
  const environment = { organisation: offices };
  const at = (local: string) => Date.parse(`${local}+07:00`);

  it('names first flag, forecast, appointment and competent agency', async () => {
    // given a dossier received on Monday at 8:00, two steps of a day, due on Thursday
    const { model, state, now } = await played(xml, {}, environment);
    expect(outlook(model, state, offices, now.getTime())).to.deep.equal({
      nextFlagMs: at('2026-03-02T15:30'),
      nextTimerMs: undefined,
      forecastMs: at('2026-03-04T08:00'),
      appointmentDueMs: at('2026-03-05T17:00'),
      standsSinceMs: undefined,
      result: undefined,
      finishedMs: undefined,
      department: 'land',
    });
  });

  it('goes on to the next flag when one has been raised, and says nothing of what is to come when the dossier has ended; while it is suspended the law goes on', async () => {
    const dossier = await played(xml, {}, environment);
    const seen = () => outlook(dossier.model, dossier.state, offices, dossier.now.getTime());
    dossier.at('2026-03-02T15:30:00+07:00');
    dossier.send({ type: 'raiseFlags' });
    expect(seen().nextFlagMs).to.equal(at('2026-03-03T08:00'));
    dossier.send({ type: 'suspend' });
    expect(seen()).to.include({ nextFlagMs: at('2026-03-03T08:00'), forecastMs: undefined, appointmentDueMs: at('2026-03-05T17:00') });
    dossier.send({ type: 'resume' });
    dossier.complete('a');
    dossier.complete('b');
    expect(seen()).to.include({ nextFlagMs: undefined, nextTimerMs: undefined, forecastMs: undefined, result: 'early' });
  });

  it('leaves out a timer that cannot fire because of its incident', async () => {
    // given two timers, the first with a mapping that fails
    const waiting = procedure(
      '',
      '',
      start('s'),
      event('intermediateCatchEvent', 'soon', 'timer:PT1H', '', mappings({}, { x: '1 + text' })),
      catching('later', 'timer:PT3H'),
      's->soon',
      's->later',
    );
    const dossier = await played(waiting, { variables: { text: 'one' } }, environment);
    const next = () => outlook(dossier.model, dossier.state, offices, dossier.now.getTime()).nextTimerMs;
    expect(next()).to.equal(at('2026-03-02T09:00'));

    // when it has fired in vain
    dossier.at('2026-03-02T09:00:00+07:00');
    dossier.send({ type: 'fireTimer', elementKey: dossier.armed('soon') });

    // then
    expect(dossier.incidents()).to.have.length(1);
    expect(next()).to.equal(at('2026-03-02T11:00'));
  });
});
