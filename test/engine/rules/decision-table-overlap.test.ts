import { expect } from 'chai';
import type { Finding } from '../../../engine/rules/finding.ts';
import { rules } from '../../../engine/rules/index.ts';
import { element, modelOfXml } from '../../support/bpmn.ts';
import { decision, dmn, table } from '../../support/dmn.ts';
import { bpmn, start } from '../semantics/support.ts';

const id = 'decision-table-overlap';
const ask = async (...of: Parameters<typeof table>): Promise<Finding[]> => {
  const task = element('businessRuleTask', 'ask', '', 'tthc:decision="fee"');
  const files = { 'fee.dmn': dmn(decision('fee', table(...of))) };
  return rules.find((rule) => rule.id === id)!.check({ model: await modelOfXml(bpmn(start('s'), task, 's->ask'), undefined, files) });
};
const shown = async (...of: Parameters<typeof table>) =>
  (await ask(...of)).map(({ messageEn, severity, elements }) => [severity, ...elements, messageEn]);

describe(`rule ${id}`, () => {
  it('gives a case in which two rules of a UNIQUE table hold', async () => {
    expect(
      await shown('U', { zone: {}, n: {} }, { fee: {} }, '"town","sea" | <= 5 -> 1', '"sea" | >= 5 -> 2', '"hill" | - -> 3'),
    ).to.deep.equal([['error', 'ask', 'Decision table "fee": when zone = "sea", n = 5 rules 1, 2 are true together']]);
  });

  it('of an ANY table only those with different results', async () => {
    expect(await shown('A', { n: {} }, { fee: {} }, '> 1 -> 1', '> 2 -> 1', '> 3 -> 2')).to.deep.equal([
      ['error', 'ask', 'Decision table "fee": when n = 4 rules 1, 2, 3 are true together'],
    ]);
    expect(await ask('A', { n: {} }, { fee: {} }, '> 1 -> 1', '> 2 -> 1')).to.deep.equal([]);
  });

  it('is silent for rules that exclude each other, for FIRST, and where it cannot tell', async () => {
    expect(await ask('U', { n: {} }, { fee: {} }, '[1..5) -> 1', '[5..9] -> 2')).to.deep.equal([]);
    expect(await ask('F', { n: {} }, { fee: {} }, '> 1 -> 1', '> 2 -> 2')).to.deep.equal([]);
    expect(await ask('U', { n: {} }, { fee: {} }, 'limit -> 1', '> 2 -> 2')).to.deep.equal([]);
  });
});
