/**
 * What is decided of a large container without its blocks is what is decided of the whole, and the runs told of it are runs of the whole.
 * RUNS=2000 SEED=7 npx mocha test/engine/analysis/lift-blocks.test.ts compares more, or others, and prints the figures.
 */
import { expect } from 'chai';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { decideContainers, type ContainerSoundness } from '../../../engine/analysis/container-soundness.ts';
import type { Decision } from '../../../engine/analysis/decide-net.ts';
import { playOf } from '../../../engine/analysis/play-net.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import { isWork, type TokenNet, type TokenTransition } from '../../../engine/analysis/token-net.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { modelOfXml } from '../../support/bpmn.ts';
import { plantedErrors } from '../../support/planted-errors.ts';
import { randomOf } from '../../support/random-model.ts';
import { realisticModel } from '../../support/realistic-model.ts';

const runs = Number(process.env.RUNS ?? 40);
const firstSeed = Number(process.env.SEED ?? 1);
const limits = { mostStates: 20_000 };

const figures = { compared: 0, wrong: 0, unsafe: 0, runs: 0 };

/** The marking after a run, each step of which has to be possible. */
function played(net: TokenNet, run: readonly TokenTransition[], about: string): number[] {
  const play = playOf(net);
  const tokens = play.initial();
  for (const transition of run) {
    expect(play.isEnabled(tokens, transition), about).to.equal(true);
    play.move(tokens, transition);
  }
  figures.runs++;
  return tokens;
}

function compare(model: ProcessModel, about: string): void {
  const container = model.processes.get('P')!;
  if (container.starts.length + container.startEvents.length === 0) return;
  const whole = decideContainers(model, limits, Infinity).of(container, false);
  const { net, decision } = decideContainers(model, limits, 0).of(container, false);
  figures.compared++;
  if (!whole.decision.isComplete || !decision.isComplete) {
    if (whole.decision.unsafe) expect(decision.unsafe !== undefined, about).to.equal(true);
    return;
  }
  const verdict = ({ unsafe, improper, cannotComplete }: Decision) => [!unsafe, !improper, cannotComplete?.isStuck];
  expect(verdict(decision), about).to.deep.equal(verdict(whole.decision));
  const live = (each: Decision) => [...new Set([...each.live].map(({ node }) => node.id))].sort();
  if (whole.plain === undefined) expect(live(decision), about).to.deep.equal(live(whole.decision));
  const { unsafe, improper, cannotComplete } = decision;
  if (unsafe ?? improper ?? cannotComplete) figures.wrong++;
  if (unsafe) figures.unsafe++;
  for (const each of [{ net, decision }, whole]) expectShown(each, about);
}

/** The runs that are told lead to what they are told for. */
function expectShown({ net, decision }: Pick<ContainerSoundness, 'net' | 'decision'>, about: string): void {
  const { unsafe, improper, cannotComplete } = decision;
  if (unsafe) {
    const tokens = played(net, unsafe, about);
    expect(
      tokens.some((count, place) => count > 1 && isWork(net.places[place]!)),
      about,
    ).to.equal(true);
  }
  if (improper) played(net, improper, about);
  if (cannotComplete) {
    const tokens = played(net, cannotComplete.run, about);
    const play = playOf(net);
    expect(
      net.transitions.some((each) => play.isEnabled(tokens, each)),
      about,
    ).to.equal(!cannotComplete.isStuck);
  }
}

async function planted(seed: number, size: number, most: number, look: (model: ProcessModel, about: string) => void): Promise<void> {
  const xml = realisticModel(seed, size);
  const random = randomOf(seed);
  const all = plantedErrors(xml, await modelOfXml(xml));
  for (let count = 0; count < most && all.length > 0; count++) {
    const [one] = all.splice(Math.floor(random() * all.length), 1);
    const { model } = await readBpmn(one!.xml);
    if (model) look(model, `seed ${seed}, size ${size}: ${one!.kind} ${one!.culprits.join()}`);
  }
}

describe('what is decided without blocks', () => {
  it('is what is decided of the whole, with runs of the whole', async function () {
    this.timeout(600_000);
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) await planted(seed, 20 + ((seed * 7) % 50), 6, compare);
    if (runs > 40) console.log(JSON.stringify(figures));
    expect(figures.wrong).to.be.greaterThan(runs / 2);
    expect(figures.unsafe).to.be.greaterThan(runs / 8);
  });

  it('plays to its end in the engine, however large', async function () {
    this.timeout(600_000);
    let shown = 0;
    for (const seed of [1, 2, 3])
      await planted(firstSeed * 100 + seed, 400, 4, (model, about) => {
        const [{ optionToComplete, properCompletion, safe }] = checkSoundness(model).processes as [
          ReturnType<typeof checkSoundness>['processes'][0],
        ];
        for (const each of [optionToComplete, properCompletion, safe])
          if (each.outcome === 'fails') {
            expect(replayScenario(model, each.scenario).tokens, about).to.deep.equal(each.stateAtEnd);
            shown++;
          }
      });
    expect(shown).to.be.greaterThan(3);
  });
});
