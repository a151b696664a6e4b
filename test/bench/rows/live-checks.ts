/** What the modeler does at every change of a drawing of a hundred elements: the tree to the worker, rules, soundness and time by sums, and the findings back. */
import { defaultOrganisation } from '../../../engine/index.ts';
import { layOut } from '../../../engine/model/layout.ts';
import { parseBpmn } from '../../../engine/model/parse-bpmn.ts';
import { checkSteps, type CheckPart } from '../../../modeler/checks/check-steps.ts';
import { foundIn } from '../../../modeler/checks/found.ts';
import { plainOf } from '../../../modeler/checks/plain-tree.ts';
import { realisticModel } from '../../support/realistic-model.ts';
import { quantile, rounded } from '../durable/statistics.ts';
import type { EngineRow } from '../engine-row.ts';

const models = 10;
/** Rounds before the figures: the page has been open for a while. */
const warmUp = 3;

export const liveChecks: EngineRow = {
  name: 'live checks',
  async measure(_, { rounds }) {
    const trees = await Promise.all(
      Array.from({ length: models }, async (_, index) => {
        const { definitions } = await parseBpmn(realisticModel(index + 1, 100));
        layOut(definitions!);
        return definitions!;
      }),
    );
    const whole: number[] = [];
    const page: number[] = [];
    for (let round = 0; round < warmUp + rounds; round++)
      for (const definitions of trees) {
        const begun = performance.now();
        const plain = plainOf(definitions);
        const read = performance.now();
        const tree = structuredClone(plain);
        let result: CheckPart = {};
        // the filing dates come later, and are broken off by the next change
        for (const part of checkSteps({ tree, organisation: defaultOrganisation, forms: {}, firstDate: '2026-01-05' })) {
          result = { ...result, ...structuredClone(part) };
          if (part.time) break;
        }
        if (foundIn(result).length === 0) throw new Error('steps without budgets are found nowhere');
        if (round < warmUp) continue;
        whole.push(performance.now() - begun);
        page.push(read - begun);
      }
    const figures = {
      p50Ms: rounded(quantile(whole, 0.5), 1),
      p95Ms: rounded(quantile(whole, 0.95), 1),
      pageP95Ms: rounded(quantile(page, 0.95), 2),
    };
    return {
      json: { liveChecks: figures },
      lines: [
        {
          name: 'live checks p95',
          value: `${figures.p95Ms} ms`,
          unit: 'change of a drawing of 100 elements, to its findings',
          goal: '50 ms',
        },
        { name: 'live checks p50', value: `${figures.p50Ms} ms`, unit: 'the same, middle one' },
        { name: 'live checks, in the page p95', value: `${figures.pageP95Ms} ms`, unit: 'of that where the reader draws' },
      ],
    };
  },
};
