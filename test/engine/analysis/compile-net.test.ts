/**
 * The compiled net against the engine: at every step of random runs of random models each move of the engine is one transition of the net that is enabled,
 * and at rest both have the same enabled. STEPS=1000000 SEED=7 npx mocha test/engine/analysis/compile-net.test.ts compares more, or others.
 */
import { expect } from 'chai';
import { defaultOrganisation } from '../../../engine/deadlines/organisation.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { advance } from '../../../engine/semantics/advance.ts';
import { CommandRejected } from '../../../engine/semantics/errors.ts';
import type { Environment } from '../../../engine/semantics/run.ts';
import { initialState, type State } from '../../../engine/semantics/state.ts';
import { adHocAlone } from '../../support/ad-hoc-alone.ts';
import { askInstead } from '../../support/ask-instead.ts';
import { netBeside, type Beside } from '../../support/net-beside-engine.ts';
import { randomModel, randomOf } from '../../support/random-model.ts';
import { randomStep } from '../../support/random-run.ts';

const steps = Number(process.env.STEPS ?? 6_000);
const firstSeed = Number(process.env.SEED ?? 1);
const runsPerModel = 4;
const stepsPerRun = 25;
const startMs = Date.parse('2026-03-02T01:00:00Z');
const environment: Environment = { organisation: defaultOrganisation, mostMoves: 150 };

function fails(about: string, wrong: string | undefined): void {
  if (wrong !== undefined) expect.fail(`${about}${wrong}`);
}

type Seen = Beside['seen'] & { steps: number };

const none = (): Seen => ({ steps: 0, fired: 0, compared: 0, skipped: 0 });

/** Random runs of a model, every move of the engine beside the net. */
function compareRuns(model: ProcessModel, seed: number, seen: Seen): void {
  for (let run = 0; run < runsPerModel; run++) {
    const random = randomOf(seed * 1_000 + run);
    const beside = netBeside(model);
    let state: State = initialState;
    let nowMs = startMs;
    /** Steps since something could be compared: what has met an incident is no matter of the net. */
    let idle = 0;
    for (let step = 0; step < stepsPerRun && idle < 3 && state.status !== 'ended'; step++) {
      const next = randomStep(random, model, state, nowMs, environment);
      nowMs = next.nowMs;
      seen.steps++;
      // what a person moves by hand is no move of the net
      if (next.command.type === 'modify') continue;
      let after;
      try {
        after = advance(model, state, next.command, new Date(nowMs), environment);
      } catch (error) {
        if (!(error instanceof CommandRejected)) throw error;
        continue;
      }
      // an error or escalation comes from where it is thrown; to trigger its handler by hand is for repairs
      const byHand = after.events.find(({ type }) => type === 'triggered' || type === 'errorThrown' || type === 'escalationThrown');
      const handled = byHand?.type === 'triggered' ? model.nodes.get(byHand.elementId)!.event?.type : undefined;
      if (handled === 'error' || handled === 'escalation') continue;
      const about = `SEED=${seed} run ${run} step ${step}: ${JSON.stringify(next.command)}\n${Object.values(after.state.incidents)
        .map(({ code }) => code)
        .join()}\n`;
      fails(about, beside.compareEvents(state, after.events));
      state = after.state;
      const before = beside.seen.compared;
      fails(about, beside.compareEnabled(state, new Date(nowMs)));
      idle = beside.seen.compared > before ? 0 : idle + 1;
    }
    seen.fired += beside.seen.fired;
    seen.compared += beside.seen.compared;
    seen.skipped += beside.seen.skipped;
  }
}

describe('the net compiled from a model', () => {
  it(`has at every of ${steps} random steps, SEED=${firstSeed}, enabled what the engine accepts, and moves as the engine does`, async function () {
    this.timeout(0);
    const seen = none();
    for (let seed = firstSeed; seen.steps < steps; seed++) {
      const { xml, decisions } = askInstead(randomModel(seed, 6 + (seed % 20)));
      const { model } = await readBpmn(xml, undefined, decisions);
      // handlers are not in the net: open-handlers.test.ts says what is told of them
      if (!model || model.uses.compensation) continue;
      compareRuns(model, seed, seen);
    }
    if (process.env.STEPS) console.log(seen);
    expect(seen.fired).to.be.greaterThan(steps * 0.3);
    expect(seen.compared).to.be.greaterThan(steps * 0.3);
  });

  it(`does so in ad-hoc subprocesses, at ${Math.ceil(steps / 4)} steps`, async function () {
    this.timeout(0);
    const seen = none();
    for (let seed = firstSeed; seen.steps < steps / 4; seed++)
      for (const xml of adHocAlone(randomModel(seed, 6 + (seed % 20)))) {
        const { model } = await readBpmn(xml);
        if (model && !model.uses.compensation) compareRuns(model, seed, seen);
      }
    if (process.env.STEPS) console.log(seen);
    expect(seen.fired).to.be.greaterThan(steps * 0.06);
    expect(seen.compared).to.be.greaterThan(steps * 0.06);
  });
});
