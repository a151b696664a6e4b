import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import { modelOfXml } from '../../support/bpmn.ts';
import { parallelModel, realisticModel } from '../../support/realistic-model.ts';
import type { Row } from '../row.ts';

/** Soundness of models that are read already: a row for each size that matters. */
const rowOf = (name: string, unit: string, goal: string, files: () => readonly string[]): Row => ({
  name,
  unit,
  goal,
  show: 'milliseconds',
  async prepare() {
    const models = await Promise.all(files().map((xml) => modelOfXml(xml)));
    return {
      count: models.length,
      run() {
        for (const model of models) checkSoundness(model);
      },
    };
  },
});

/** A large process with one join of the wrong kind: the mistake is small, the way to it long. */
function faulty(size: number): string {
  const join = (kind: string) => `<${kind} id="n310"></${kind}>`;
  const xml = realisticModel(77, size);
  if (!xml.includes(join('exclusiveGateway'))) throw new Error('nothing to spoil');
  return xml.replace(join('exclusiveGateway'), join('parallelGateway'));
}

const seeds = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

export const soundness: readonly Row[] = [
  rowOf('soundness', 'model of up to 100 nodes', '1 ms', () => seeds(100).map((seed) => realisticModel(seed, 10 + ((seed * 7) % 91)))),
  rowOf('soundness, large', 'model of 100 to 500 nodes', 'p99 30 ms', () =>
    seeds(20).map((seed) => realisticModel(10_000 + seed, 100 + ((seed * 20) % 401))),
  ),
  rowOf('soundness, 20 × 20 parallel', 'model', '10 ms', () => [parallelModel(20, 20)]),
  rowOf('soundness, 4,000 elements', 'model', '60 ms', () => [realisticModel(77, 4_000)]),
  rowOf('soundness, 4,000 elements, a mistake', 'model', '60 ms', () => [faulty(4_000)]),
];
