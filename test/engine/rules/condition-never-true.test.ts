import { expect } from 'chai';
import { bpmn, end, start, user, xor } from '../semantics/support.ts';
import { found } from './support.ts';

const id = 'condition-never-true';
const split = (...conditions: string[]) =>
  bpmn(
    start('s'),
    xor('g'),
    end('e'),
    's->g',
    ...conditions.flatMap((condition, index) => [user(`t${index}`), `g->t${index}${condition}`, `t${index}->e`]),
  );

describe(`rule ${id}`, () => {
  it('names ways that no dossier can take', async () => {
    expect(await found(id, split('?x > 5 and x < 3', '!'))).to.deep.equal(['warning g_t0 g']);
    expect(await found(id, split('?x > 3', '?x > 5', '!'))).to.deep.equal(['warning g_t1 g']);
    expect(await found(id, split('?x > 3', '?x <= 3', '!'))).to.deep.equal(['warning g_t2 g']);
    expect(await found(id, split('', ''))).to.deep.equal(['warning g_t1 g']);
  });

  it('is silent where each can be taken or nothing can be told', async () => {
    expect(await found(id, split('?x > 5', '?x > 3', '!'))).to.deep.equal([]);
    expect(await found(id, split('?count(x) > 5 and count(x) < 3', '!'))).to.deep.equal([]);
  });
});
