import { expect } from 'chai';
import { bpmn, end, or, start, user, xor } from '../semantics/support.ts';
import { ask, found } from './support.ts';

const id = 'condition-overlap';
const split = (gateway: string, ...conditions: string[]) =>
  bpmn(
    start('s'),
    gateway,
    end('e'),
    's->g',
    ...conditions.flatMap((condition, index) => [user(`t${index}`), `g->t${index}${condition}`, `t${index}->e`]),
  );

describe(`rule ${id}`, () => {
  it('gives a value for which two conditions hold', async () => {
    const [finding] = await ask(id, split(xor('g'), '?area <= 100', '?area >= 100', '!'));
    expect(finding!.elements).to.deep.equal(['g', 'g_t0', 'g_t1']);
    expect(finding!.message).to.include('area = 100');
    expect(await found(id, split(xor('g'), '?a', '?b', '!'))).to.deep.equal(['warning g g_t0 g_t1']);
  });

  it('is silent where they exclude each other, for a last way that is always open, and for an inclusive gateway', async () => {
    expect(await found(id, split(xor('g'), '?area < 100', '?area >= 100'))).to.deep.equal([]);
    expect(await found(id, split(xor('g'), '?area < 100', '?true'))).to.deep.equal([]);
    expect(await found(id, split(or('g'), '?area <= 100', '?area >= 100'))).to.deep.equal([]);
    expect(await found(id, split(xor('g'), '?count(x) > 1', '?count(x) > 0', '!'))).to.deep.equal([]);
  });
});
