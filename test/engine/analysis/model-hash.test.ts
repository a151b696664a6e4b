import { expect } from 'chai';
import { modelHash } from '../../../engine/analysis/model-hash.ts';
import { modelOfXml } from '../../support/bpmn.ts';
import { bpmn, end, start, user } from '../semantics/support.ts';

const xml = (name: string) =>
  bpmn(start('s'), user('a', '', `name="${name}" tthc:budget="2" tthc:budgetUnit="workingDay"`), end('e'), 's->a', 'a->e');
const hash = async (text: string) => modelHash(await modelOfXml(text));

describe('the hash of a model', () => {
  it('is the same for a file written otherwise', async () => {
    const spaced = xml('A').replaceAll('><', '>\n  <').replace('<process', '<!-- a comment --><process');
    expect(await hash(spaced)).to.equal(await hash(xml('A')));
    expect(await hash(xml('A'))).to.match(/^[0-9a-f]{64}$/);
  });

  it('differs when anything does that runs or is checked', async () => {
    const before = await hash(xml('A'));
    expect(await hash(xml('B'))).to.not.equal(before);
    expect(await hash(xml('A').replace('budget="2"', 'budget="3"'))).to.not.equal(before);
    expect(await hash(xml('A').replace('targetRef="e"', 'targetRef="a"'))).to.not.equal(before);
  });
});
