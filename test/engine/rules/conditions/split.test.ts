import { expect } from 'chai';
import fc from 'fast-check';
import { askSplit } from '../../../../engine/rules/conditions/split.ts';
import { evaluateCondition } from '../../../../engine/semantics/expressions.ts';
import { bpmn, end, start, user, xor } from '../../semantics/support.ts';
import { modelOfXml as modelOf } from '../../../support/bpmn.ts';

describe('the cases of a split', () => {
  it('find a gap, an overlap and a dead way exactly where trying every value does', async () => {
    const comparison = fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), fc.integer({ min: 0, max: 4 }))
      .map(([sign, value]) => `x ${sign} ${value}`);
    const condition = fc.oneof(
      comparison,
      fc.tuple(comparison, fc.constantFrom('and', 'or'), comparison).map((parts) => parts.join(' ')),
      comparison.map((text) => `not(${text})`),
      fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 2, max: 4 })).map(([from, to]) => `x in [${from}..${to})`),
    );
    // every value between and beyond the constants, in halves
    const values = Array.from({ length: 17 }, (_, index) => index / 2 - 2);
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { minLength: 2, maxLength: 3 }), async (conditions) => {
        const parts = conditions.flatMap((text, index) => [user(`t${index}`), `g->t${index}?${text}`, `t${index}->e`]);
        const model = await modelOf(bpmn(start('s'), xor('g'), end('e'), 's->g', ...parts));
        const { cases, flows } = askSplit(model.nodes.get('g')!, new Map());
        const answers = values.map((x) => conditions.map((text) => evaluateCondition(text, () => x, '2026-01-01T00:00:00.000Z')));
        const tried = new Set(answers.map((each) => each.join()));
        const asked = new Set(cases!.map(({ open }) => flows.map((flow) => open.includes(flow)).join()));
        expect([...asked].sort()).to.deep.equal([...tried].sort());
      }),
      { numRuns: Number(process.env.RUNS ?? 150) },
    );
  });
});
