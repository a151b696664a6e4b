/** How far soundness reaches: the models of the row, and their times. */
import { checkSoundness } from '../../../engine/analysis/check-soundness.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { modelOfXml } from '../../support/bpmn.ts';
import { parallelModel, realisticModel } from '../../support/realistic-model.ts';

export interface Reach {
  /** All models of up to 100 nodes, milliseconds in all. */
  readonly small: number;
  readonly smallModels: number;
  /** Of models of up to 500 nodes. */
  readonly p99: number;
  readonly slowest: number;
  readonly twentyByTwenty: number;
  readonly fourThousand: number;
  readonly undecided: number;
}

export async function readReach(count = 1_000, large = 200): Promise<{ readonly small: ProcessModel[]; readonly large: ProcessModel[]; readonly square: ProcessModel; readonly long: ProcessModel }> {
  const small: ProcessModel[] = [];
  for (let seed = 1; seed <= count; seed++) small.push(await modelOfXml(realisticModel(seed, 10 + (seed % 91))));
  const many: ProcessModel[] = [];
  for (let seed = 1; seed <= large; seed++) many.push(await modelOfXml(realisticModel(10_000 + seed, 100 + ((seed * 2) % 401))));
  return { small, large: many, square: await modelOfXml(parallelModel(20, 20)), long: await modelOfXml(realisticModel(77, 4_000)) };
}

/** Times of one round over models that are read already. */
export function measureReach({ small, large, square, long }: Awaited<ReturnType<typeof readReach>>): Reach {
  let undecided = 0;
  const time = (model: ProcessModel) => {
    const begin = performance.now();
    const { processes } = checkSoundness(model);
    const took = performance.now() - begin;
    if (processes.some(({ optionToComplete }) => optionToComplete.outcome !== 'holds')) undecided++;
    return took;
  };
  const smallTimes = small.map(time);
  const largeTimes = large.map(time).sort((a, b) => a - b);
  return {
    small: smallTimes.reduce((sum, took) => sum + took, 0),
    smallModels: small.length,
    p99: largeTimes[Math.floor(largeTimes.length * 0.99)]!,
    slowest: Math.max(...smallTimes, ...largeTimes),
    twentyByTwenty: time(square),
    fourThousand: time(long),
    undecided,
  };
}
