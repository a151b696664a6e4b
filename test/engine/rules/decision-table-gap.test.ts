import { expect } from 'chai';
import type { Finding } from '../../../engine/rules/finding.ts';
import { rules } from '../../../engine/rules/index.ts';
import { element, modelOfXml } from '../../support/bpmn.ts';
import { decision, dmn, table } from '../../support/dmn.ts';
import { bpmn, start } from '../semantics/support.ts';

const id = 'decision-table-gap';
const ask = async (...of: Parameters<typeof table>): Promise<Finding[]> => {
  const task = element('businessRuleTask', 'ask', '', 'tthc:decision="fee"');
  const files = { 'fee.dmn': dmn(decision('fee', table(...of))) };
  return rules.find((rule) => rule.id === id)!.check({ model: await modelOfXml(bpmn(start('s'), task, 's->ask'), undefined, files) });
};
const shown = async (...of: Parameters<typeof table>) =>
  (await ask(...of)).map(({ messageEn, severity, elements }) => [severity, ...elements, messageEn]);

describe(`rule ${id}`, () => {
  it('gives a case that no rule covers', async () => {
    expect(
      await shown('U', { zone: {}, area: {} }, { fee: {} }, '"town" | < 100 -> 1', '"town" | > 100 -> 2', 'not("town") | - -> 3'),
    ).to.deep.equal([['warning', 'ask', 'Decision table "fee": no rule is true when zone = "town", area = 100']]);
    expect(await shown('F', { n: {} }, { fee: {} }, '[1..5] -> 1', '(5..9] -> 2')).to.deep.equal([
      ['warning', 'ask', 'Decision table "fee": no rule is true when n = 0'],
    ]);
    expect(await shown('U', { yes: {} }, { fee: {} }, 'true -> 1')).to.deep.equal([
      ['warning', 'ask', 'Decision table "fee": no rule is true when yes = false'],
    ]);
  });

  it('is silent where all is covered: by values that are allowed, by whole numbers, by a default, by a list', async () => {
    expect(await ask('U', { zone: { among: '"town","sea"' } }, { fee: {} }, '"town" -> 1', '"sea" -> 2')).to.deep.equal([]);
    expect(await ask('U', { n: { type: 'integer' } }, { fee: {} }, '<= 5 -> 1', '>= 6 -> 2')).to.deep.equal([]);
    expect(await ask('U', { n: {} }, { fee: { otherwise: '0' } }, '> 5 -> 1')).to.deep.equal([]);
    expect(await ask('C', { n: {} }, { fee: {} }, '> 5 -> 1')).to.deep.equal([]);
    expect(await ask('F', { n: {} }, { fee: {} }, '> 5 -> 1', '- -> 2')).to.deep.equal([]);
  });

  it('is silent where it cannot tell', async () => {
    expect(await ask('U', { n: {} }, { fee: {} }, '> limit -> 1')).to.deep.equal([]);
    expect(await ask('U', { n: {} }, { fee: {} }, '"a" -> 1', '> 1 -> 2')).to.deep.equal([]);
  });
});
