/**
 * Mistakes planted into sound models: soundness says what trying everything in the engine says, names the mistake, and every scenario plays to its end.
 * RUNS=1000 SEED=7 npx mocha test/engine/analysis/planted-errors.test.ts plants into more models, or others, and prints the figures.
 */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decisionFilesIn } from '../../../api/decision-files.ts';
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { replayScenario } from '../../../engine/analysis/replay-scenario.ts';
import { fromTable } from '../../../engine/model/from-table.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import type { DecisionFiles } from '../../../engine/model/decision.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { bruteSoundness } from '../../support/brute-soundness.ts';
import { plantedErrors } from '../../support/planted-errors.ts';
import { randomOf } from '../../support/random-model.ts';
import { realisticModel } from '../../support/realistic-model.ts';

const runs = Number(process.env.RUNS ?? 12);
const firstSeed = Number(process.env.SEED ?? 1);
const mostStates = process.env.RUNS ? 4_000 : 600;
const perModel = process.env.RUNS ? 6 : 4;

interface Figures {
  planted: number;
  refused: number;
  tooLarge: number;
  equivalent: number;
  unsound: number;
  found: number;
  named: number;
  replayed: number;
}

async function compare(xml: string, seed: number, figures: Figures, missed: string[], decisions?: DecisionFiles): Promise<void> {
  const { model: before } = await readBpmn(xml, undefined, decisions);
  if (!before) throw new Error('the model to plant into is refused');
  const all = plantedErrors(xml, before);
  // most published tables are one step after another: there is no choice to spoil
  if (all.length === 0) return;
  const [id] = before.processes.keys();
  const base = bruteSoundness(before, id!, mostStates);
  // what trying everything does not find sound, as errors thrown deep inside, says nothing of a mistake
  if (!base?.safe || !base.optionToComplete || base.dead.length > 0) return;
  const random = randomOf(seed);
  for (let count = 0; count < perModel && all.length > 0; count++) {
    const [planted] = all.splice(Math.floor(random() * all.length), 1);
    figures.planted++;
    const { model } = await readBpmn(planted!.xml, undefined, decisions);
    if (!model) {
      figures.refused++;
      continue;
    }
    for (const [id, process] of [...model.processes].slice(0, 1)) {
      if (process.starts.length + process.startEvents.length === 0) continue;
      const truth = bruteSoundness(model, id, mostStates);
      if (!truth) {
        figures.tooLarge++;
        continue;
      }
      const about = `seed ${seed}: ${planted!.kind} ${planted!.culprits.join()}${runs > 12 ? '' : `\n${planted!.xml}`}`;
      const report = checkSoundness(model).processes.find(({ processId }) => processId === id)!;
      expect(report.safe.outcome, about).to.equal(truth.safe ? 'holds' : 'fails');
      if (truth.optionToComplete !== undefined)
        expect(report.optionToComplete.outcome, about).to.equal(truth.optionToComplete ? 'holds' : 'fails');
      if (truth.properCompletion !== undefined)
        expect(report.properCompletion.outcome, about).to.equal(truth.properCompletion ? 'holds' : 'fails');
      replay(model, report, figures, about);
      const isSound = truth.safe && truth.optionToComplete! && truth.properCompletion! && truth.dead.length === 0;
      if (isSound) {
        figures.equivalent++;
        continue;
      }
      figures.unsound++;
      const evidence = [report.optionToComplete, report.safe, report.properCompletion].flatMap((each) =>
        each.outcome === 'fails' ? [each] : [],
      );
      const dead = report.noDeadActivities.outcome === 'fails' ? [report.noDeadActivities.culprits] : [];
      if (evidence.length + dead.length > 0) figures.found++;
      const named = [...evidence.map(({ culprits }) => culprits), ...dead][0] ?? [];
      if (planted!.culprits.some((culprit) => named.slice(0, 2).includes(culprit))) figures.named++;
      else
        missed.push(
          `${planted!.kind} ${planted!.culprits.join()} named ${named.slice(0, 3).join()} ${evidence[0]?.code ?? 'dead'} seed ${seed}`,
        );
    }
  }
}

function replay(
  model: ProcessModel,
  report: ReturnType<typeof checkSoundness>['processes'][number],
  figures: Figures,
  about: string,
): void {
  for (const each of [report.optionToComplete, report.safe, report.properCompletion, report.bounded]) {
    if (each.outcome !== 'fails') continue;
    figures.replayed++;
    expect(replayScenario(model, each.scenario).tokens, about).to.deep.equal(each.stateAtEnd);
  }
}

const none = (): Figures => ({ planted: 0, refused: 0, tooLarge: 0, equivalent: 0, unsound: 0, found: 0, named: 0, replayed: 0 });

describe('mistakes planted into sound models', () => {
  it(`are found in ${runs} random models, SEED=${firstSeed}, and named among the first two; every scenario plays in the engine`, async function () {
    this.timeout(0);
    const figures = none();
    const missed: string[] = [];
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) await compare(realisticModel(seed, 8 + (seed % 25)), seed, figures, missed);
    if (process.env.RUNS) console.log(figures, missed);
    expect(figures.unsound).to.be.greaterThan(runs);
    expect(figures.found).to.be.at.least(figures.unsound * 0.98);
    expect(figures.named).to.be.at.least(figures.unsound * 0.9);
  });

  it('are found in the curated procedures', async function () {
    this.timeout(0);
    const figures = none();
    const missed: string[] = [];
    const folder = new URL('../../../procedures/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('process.bpmn'))
      .sort();
    for (const [index, file] of (runs > 12 ? files : files.slice(0, 3)).entries())
      await compare(
        readFileSync(new URL(file, folder), 'utf8'),
        index + 1,
        figures,
        missed,
        await decisionFilesIn(fileURLToPath(new URL('.', new URL(file, folder)))),
      );
    if (process.env.RUNS) console.log(figures, missed);
    expect(figures.planted).to.be.greaterThan(0);
    expect(figures.found).to.be.at.least(figures.unsound * 0.98);
    expect(figures.named).to.be.at.least(figures.unsound * 0.9);
  });

  it('are found in the models of the published tables', async function () {
    this.timeout(0);
    const figures = none();
    const missed: string[] = [];
    const tables = JSON.parse(readFileSync(new URL('../../fixtures/published-procedures.json', import.meta.url), 'utf8')) as unknown[];
    for (const [index, table] of tables.entries()) await compare((await fromTable(table)).xml, index + 1, figures, missed);
    if (process.env.RUNS) console.log(figures, missed);
    expect(figures.planted).to.be.greaterThan(0);
    expect(figures.found).to.be.at.least(figures.unsound * 0.98);
    expect(figures.named).to.be.at.least(figures.unsound * 0.9);
  });
});
