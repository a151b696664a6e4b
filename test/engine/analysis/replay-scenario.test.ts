/**
 * Counter-examples over every construct of the random models, played in the engine. RUNS=600 SEED=1 plays more, or others, and prints the figures.
 * What the engine would not play is not called a mistake: it is told as not decided, by name.
 */
import { expect } from 'chai';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { notFollowed } from '../../../engine/analysis/not-followed.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { definitions, modelOfXml, processXml } from '../../support/bpmn.ts';
import { askInstead } from '../../support/ask-instead.ts';
import { randomModel } from '../../support/random-model.ts';

const runs = Number(process.env.RUNS ?? 60);
const firstSeed = Number(process.env.SEED ?? 1);

function isFollowed({ processes, nodes }: ProcessModel): boolean {
  const inner = [...nodes.values()].flatMap(({ contents }) => contents ?? []);
  return [...processes.values(), ...inner].every((container) => !notFollowed([container]));
}

describe('a scenario of soundness', () => {
  it(`of ${runs} random models, SEED=${firstSeed}, is played by the engine to the same tokens`, async function () {
    this.timeout(0);
    let shown = 0;
    let unshown = 0;
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      const { xml, decisions } = askInstead(randomModel(seed, 6 + (seed % 20)));
      const { model } = await readBpmn(xml, undefined, decisions);
      if (!model) continue;
      for (const { mode, optionToComplete, safe, bounded, properCompletion } of checkSoundness(model).processes)
        for (const each of [optionToComplete, safe, bounded, properCompletion]) {
          // what lies inside a container that is not followed cannot be led up to
          if (each.outcome === 'notDecided' && each.reason.code === 'NOT_SHOWN' && isFollowed(model)) unshown++;
          if (each.outcome !== 'fails') continue;
          shown++;
          expect(replayScenario(model, each.scenario, mode).tokens, `seed ${seed}`).to.deep.equal(each.stateAtEnd);
        }
    }
    if (process.env.RUNS) console.log({ shown, unshown });
    expect(shown).to.be.greaterThan(runs / 2);
    expect(unshown).to.be.at.most(shown * 0.03);
  });

  it('tells two starts of one called process apart, and which of them goes on', async () => {
    const model = await modelOfXml(
      definitions(
        processXml(
          'P',
          '<startEvent id="s"/>',
          '<parallelGateway id="split"/>',
          '<callActivity id="one" calledElement="C"/>',
          '<callActivity id="other" calledElement="C"/>',
          '<exclusiveGateway id="merge"/>',
          '<endEvent id="e"/>',
          's->split',
          'split->one',
          'split->other',
          'one->merge',
          'other->merge',
          'merge->e',
        ),
        processXml('C', '<startEvent id="cs"/>', '<userTask id="work"/>', '<endEvent id="ce"/>', 'cs->work', 'work->ce'),
      ),
    );
    const { safe } = checkSoundness(model).processes[0]!;
    if (safe.outcome !== 'fails') throw new Error(safe.outcome);
    expect(safe.stateAtEnd).to.deep.equal({ merge_e: 2 });
    expect(replayScenario(model, safe.scenario).tokens).to.deep.equal(safe.stateAtEnd);
    const works = safe.scenario.filter(({ elementId, act }) => elementId === 'work' && act === 'complete');
    expect(works.map(({ scope, run }) => [scope, run])).to.deep.equal([
      ['C', undefined],
      ['C', 2],
    ]);
  });
});
