import { expect } from 'chai';
import { bpmn, end, or, start, user, xor } from '../semantics/support.ts';
import { ask, found } from './support.ts';

const id = 'condition-gap';
const split = (gateway: string, ...conditions: string[]) =>
  bpmn(
    start('s'),
    gateway,
    end('e'),
    's->g',
    ...conditions.flatMap((condition, index) => [user(`t${index}`), `g->t${index}${condition}`, `t${index}->e`]),
  );

describe(`rule ${id}`, () => {
  it('gives a value for which no way is open', async () => {
    const [finding] = await ask(id, split(xor('g'), '?area < 100', '?area > 100'));
    expect(finding).to.include({ severity: 'error' });
    expect(finding!.elements).to.deep.equal(['g', 'g_t0', 'g_t1']);
    expect(finding!.message).to.include('area = 100');
    expect((await ask(id, split(or('g'), '?passed', '?kind = "a" and not(passed)')))[0]!.message).to.include('passed = false');
  });

  it('is silent where the conditions cover everything, or a default or a plain flow does', async () => {
    for (const conditions of [
      ['?area < 100', '?area >= 100'],
      ['?area in [0..5]', '?area > 5', '?area < 0'],
      ['?eligible', '?not(eligible)'],
      ['?eligible = true', '?eligible = false'],
      ['?kind = "a"', '?kind != "a"'],
      ['?x between 1 and 3', '?x < 1 or x > 3'],
      ['?a and b', '?not(a)', '?a and not(b)'],
      ['?dossier.area <= 2.5', '?dossier.area > 2.5'],
      ['?kind in ("a", "b")', '!'],
      ['?area > 3', ''],
    ])
      expect(await found(id, split(xor('g'), ...conditions)), conditions.join()).to.deep.equal([]);
  });

  it('warns of an unlisted text, unless the forms list them all, and then it is certain', async () => {
    const xml = split(xor('g'), '?kind = "a"', '?kind = "b"');
    const forms = (...values: string[]) => ({ f: { properties: { kind: { enum: values } } } });
    expect(await found(id, xml)).to.deep.equal(['warning g g_t0 g_t1']);
    expect(await found(id, xml, { forms: forms('a', 'b') })).to.deep.equal([]);
    expect(await found(id, xml, { forms: forms('a', 'b', 'c') })).to.deep.equal(['error g g_t0 g_t1']);
  });

  it('does not cry over a fraction between two whole numbers when the field is a whole number', async () => {
    const xml = split(xor('g'), '?count <= 5', '?count >= 6');
    expect(await found(id, xml)).to.deep.equal(['warning g g_t0 g_t1']);
    expect(await found(id, xml, { forms: { f: { properties: { count: { type: 'integer' } } } } })).to.deep.equal([]);
  });

  it('says nothing of what it cannot tell', async () => {
    expect(await found(id, split(xor('g'), '?count(list) > 3', '?count(list) < 2'))).to.deep.equal([]);
    expect(await found(id, split(xor('g'), '?x = 1', '?x = "1"'))).to.deep.equal([]);
  });

  it('looks at activities that split by conditions too', async () => {
    const xml = bpmn(start('s'), user('g'), user('a'), 's->g', 'g->a?agreed');
    expect(await found(id, xml)).to.deep.equal(['error g g_a']);
  });
});
