/**
 * Counter-examples over every construct of the random models, played in the engine. RUNS=600 SEED=1 plays more, or others, and prints the figures.
 * Not all play yet: two instances of one called process beside each other, and runs through a subprocess whose contents were not decided, are told apart by nothing.
 */
import { expect } from 'chai';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { randomModel } from '../../support/random-model.ts';

const runs = Number(process.env.RUNS ?? 60);
const firstSeed = Number(process.env.SEED ?? 1);

describe('a scenario of soundness', () => {
  it(`of ${runs} random models, SEED=${firstSeed}, is played by the engine to the same tokens`, async function () {
    this.timeout(0);
    let shown = 0;
    let played = 0;
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      const { model } = await readBpmn(randomModel(seed, 6 + (seed % 20)));
      if (!model) continue;
      for (const { mode, optionToComplete, safe, bounded, properCompletion } of checkSoundness(model).processes)
        for (const each of [optionToComplete, safe, bounded, properCompletion]) {
          if (each.outcome !== 'fails') continue;
          shown++;
          try {
            expect(replayScenario(model, each.scenario, mode).tokens).to.deep.equal(each.stateAtEnd);
            played++;
          } catch (error) {
            if (process.env.RUNS) console.log(seed, (error as Error).message);
          }
        }
    }
    if (process.env.RUNS) console.log({ shown, played });
    expect(shown).to.be.greaterThan(runs / 2);
    expect(played).to.be.at.least(shown * 0.9);
  });
});
