import { expect } from 'chai';
import { bpmn, end, start, user, xor } from '../semantics/support.ts';
import { ask, found } from './support.ts';

const id = 'default-missing';
const split = (...conditions: string[]) =>
  bpmn(
    start('s'),
    xor('g'),
    end('e'),
    's->g',
    ...conditions.flatMap((condition, index) => [user(`t${index}`), `g->t${index}${condition}`, `t${index}->e`]),
  );

describe(`rule ${id}`, () => {
  it('asks for a default where coverage cannot be shown, and offers the last way', async () => {
    const [finding] = await ask(id, split('?count(x) > 1', '?count(x) <= 1'));
    expect(finding).to.include({ severity: 'warning' });
    expect(finding!.fix!.changes).to.deep.equal([{ do: 'setAttribute', element: 'g', name: 'default', value: 'g_t1' }]);
  });

  it('is silent with a default, a way without condition, or conditions that can be judged', async () => {
    expect(await found(id, split('?count(x) > 1', '!'))).to.deep.equal([]);
    expect(await found(id, split('?count(x) > 1', ''))).to.deep.equal([]);
    expect(await found(id, split('?x > 1', '?x < 1'))).to.deep.equal([]);
  });
});
