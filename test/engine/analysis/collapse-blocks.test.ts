/**
 * What is left after blocks are taken out is sound only if the whole is: compared on random models, and on sound ones with a mistake planted.
 * RUNS=3000 SEED=7 npx mocha test/engine/analysis/collapse-blocks.test.ts compares more, or others, and prints the figures.
 */
import { expect } from 'chai';
import { collapseBlocks } from '../../../engine/analysis/collapse-blocks.ts';
import { compileNet } from '../../../engine/analysis/compile-net.ts';
import { decideNet, soundAtOnce } from '../../../engine/analysis/decide-net.ts';
import { throwsOf } from '../../../engine/analysis/throws-of.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import type { Container, ProcessModel } from '../../../engine/model/types.ts';
import { definitions, modelOfXml, processXml } from '../../support/bpmn.ts';
import { plantedErrors } from '../../support/planted-errors.ts';
import { randomModel } from '../../support/random-model.ts';
import { parallelModel, realisticModel } from '../../support/realistic-model.ts';

const runs = Number(process.env.RUNS ?? 20);
const firstSeed = Number(process.env.SEED ?? 1);
const limits = { mostStates: 20_000 };

interface Figures {
  compared: number;
  undecided: number;
  /** Said to be sound without their blocks, of those that are. */
  atOnce: number;
  sound: number;
}

function compare(model: ProcessModel, figures: Figures, about: string): void {
  const throws = throwsOf(model);
  for (const container of containersOf(model)) {
    const options = { throws, repeats: 1 };
    const decision = decideNet(compileNet(model, [container], options), limits);
    if (!decision.isComplete) {
      figures.undecided++;
      continue;
    }
    const { unsafe, unbounded, improper, cannotComplete, live } = decision;
    const net = compileNet(model, [container], options);
    const isSound = !unsafe && !unbounded && !improper && !cannotComplete && live.size === net.transitions.length;
    const collapsed = collapseBlocks(container, throws, false);
    const atOnce = soundAtOnce(compileNet(model, [container], { ...options, collapsed }), limits);
    figures.compared++;
    if (isSound) figures.sound++;
    if (!atOnce) continue;
    figures.atOnce++;
    expect(isSound, `${about} ${container.id}`).to.equal(true);
  }
}

function containersOf(model: ProcessModel): Container[] {
  return [...new Set([...model.nodes.values()].map(({ container }) => container))];
}

const collapsedOf = async (...parts: string[]) => {
  const written = parts.map((part) => part.replace(/^(\w+):(\w+)$/, '<$2 id="$1"/>'));
  const model = await modelOfXml(definitions(processXml('P', ...written)));
  return [...collapseBlocks(model.processes.get('P')!, throwsOf(model), false).gone].map(({ id }) => id).sort();
};

const branches = ['s:startEvent', 'a:userTask', 'b:userTask', 'e:endEvent', 's->x', 'x->a', 'x->b', 'a->y', 'b->y', 'y->e'];

describe('blocks of a container', () => {
  it('are taken out where the join is of the kind of the split, or inclusive', async () => {
    const whole = ['a', 'b', 'x', 'y'];
    for (const kind of ['exclusive', 'parallel', 'inclusive']) {
      expect(await collapsedOf(`x:${kind}Gateway`, `y:${kind}Gateway`, ...branches), kind).to.deep.equal(whole);
      expect(await collapsedOf(`x:${kind}Gateway`, 'y:inclusiveGateway', ...branches), kind).to.deep.equal(whole);
    }
    for (const [split, join] of [
      ['exclusive', 'parallel'],
      ['parallel', 'exclusive'],
      ['inclusive', 'exclusive'],
      ['inclusive', 'parallel'],
    ])
      expect(await collapsedOf(`x:${split}Gateway`, `y:${join}Gateway`, ...branches), `${split} ${join}`).to.deep.equal(['a', 'b']);
  });

  it('a loop with one way in and one out is taken out, one without a way out is not', async () => {
    const loop = ['s:startEvent', 'm:exclusiveGateway', 'a:userTask', 'x:exclusiveGateway', 'b:userTask', 'e:endEvent'];
    const flows = ['s->m', 'm->a', 'a->x', 'x->b', 'b->m', 'x->e'];
    expect(await collapsedOf(...loop, ...flows)).to.deep.equal(['a', 'b', 'm', 'x']);
    expect(await collapsedOf(...loop.slice(0, -1), ...flows.slice(0, -1))).to.not.include('m');
  });

  it('stay where a boundary event leaves them', async () => {
    const boundary =
      '<boundaryEvent id="t" attachedToRef="a"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>';
    const gone = await collapsedOf('x:parallelGateway', 'y:parallelGateway', ...branches, boundary, 'f:endEvent', 't->f');
    expect(gone).to.deep.equal(['b']);
  });

  it('twenty branches of twenty steps are one flow', async () => {
    const model = await modelOfXml(parallelModel(20, 20));
    const [container] = model.processes.values();
    expect(collapseBlocks(container!, throwsOf(model), false).gone.size).to.equal(container!.nodes.length - 2);
  });

  it(`hide nothing that is wrong in ${runs} models of each kind, SEED=${firstSeed}`, async function () {
    this.timeout(0);
    const figures: Figures = { compared: 0, undecided: 0, atOnce: 0, sound: 0 };
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      const { model: random } = await readBpmn(randomModel(seed, 6 + (seed % 20)));
      if (random) compare(random, figures, `random ${seed}`);
      const xml = realisticModel(seed, 8 + (seed % 40));
      const model = await modelOfXml(xml);
      compare(model, figures, `realistic ${seed}`);
      const all = plantedErrors(xml, model);
      for (const planted of all.filter((_, index) => index % 7 === seed % 7)) {
        const { model: changed } = await readBpmn(planted.xml);
        if (changed) compare(changed, figures, `realistic ${seed} ${planted.kind} ${planted.culprits.join()}`);
      }
    }
    if (process.env.RUNS) console.log(figures);
    expect(figures.compared).to.be.greaterThan(runs * 2);
    expect(figures.atOnce).to.be.greaterThan(figures.sound * 0.8);
    expect(figures.sound).to.be.lessThan(figures.compared);
  });
});
