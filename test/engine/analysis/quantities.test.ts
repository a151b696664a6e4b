import { expect } from 'chai';
import { soundnessOf } from '../../support/soundness-of.ts';
import { and, bpmn, end, start, user, xor } from '../semantics/support.ts';

const taking = (id: string, tokens: number) => user(id, '', `startQuantity="${tokens}"`);
const giving = (id: string, tokens: number) => user(id, '', `completionQuantity="${tokens}"`);
const line = (...nodes: string[]) => {
  const ids = nodes.map((node) => /id="(\w+)"/.exec(node)![1]!);
  return bpmn(...nodes, ...ids.slice(1).map((id, index) => `${ids[index]}->${id}`));
};

describe('soundness with quantities', () => {
  it('holds where as many tokens are given as are taken', async () => {
    expect((await soundnessOf(line(start('s'), giving('a', 3), taking('b', 3), end('e')))).outcomes).to.equal('+++++');
    // over two flows together
    const fork = [start('s'), and('f'), user('u'), user('v'), taking('b', 2), end('e'), 's->f', 'f->u', 'f->v', 'u->b', 'v->b', 'b->e'];
    expect((await soundnessOf(bpmn(...fork))).outcomes).to.equal('+++++');
  });

  it('too few tokens get stuck before the activity, which is then never reached', async () => {
    const { outcomes, evidence } = await soundnessOf(line(start('s'), giving('a', 2), taking('b', 3), end('e')));
    expect(outcomes).to.equal('-+-++');
    expect(evidence[0]).to.deep.include({ code: 'TOO_FEW_TOKENS', culprits: ['b'], stateAtEnd: { a_b: 2 } });
    const one = await soundnessOf(
      bpmn(start('s'), xor('x'), user('u'), user('v'), taking('b', 2), end('e'), 's->x', 'x->u', 'x->v', 'u->b', 'v->b', 'b->e'),
    );
    expect(one.outcomes).to.equal('-+-++');
  });

  it('more tokens than are taken leave one behind', async () => {
    const { outcomes, evidence } = await soundnessOf(line(start('s'), giving('a', 3), taking('b', 2), end('e')));
    expect(outcomes).to.equal('-++++');
    expect(evidence[0]!.stateAtEnd).to.deep.equal({ a_b: 1 });
  });

  it('several tokens where nobody takes several do what follows twice', async () => {
    const { outcomes, evidence } = await soundnessOf(line(start('s'), giving('a', 2), user('b'), end('e')));
    expect(outcomes).to.match(/^.-\+-\+$/);
    expect(evidence.find(({ code }) => code === 'SEVERAL_TOKENS')).to.deep.include({ culprits: ['a'] });
    // beside an activity that takes several, too
    const beside = await soundnessOf(
      bpmn(start('s'), and('f'), giving('a', 2), taking('b', 2), giving('c', 2), user('d'), 's->f', 'f->a', 'a->b', 'f->c', 'c->d'),
    );
    expect(beside.outcomes[3]).to.equal('-');
    expect(beside.evidence.find(({ stateAtEnd }) => stateAtEnd.c_d === 2)?.culprits).to.deep.equal(['c']);
  });

  it('a loop that adds tokens piles them up without end', async () => {
    const { outcomes, evidence } = await soundnessOf(
      bpmn(start('s'), xor('m'), user('a'), and('f'), taking('b', 5), 's->m', 'm->a', 'a->f', 'f->m', 'f->b'),
    );
    expect(outcomes[4]).to.equal('-');
    expect(evidence.find(({ code }) => code === 'TOKENS_PILE_UP')?.culprits).to.deep.equal(['f', 'm']);
  });
});
