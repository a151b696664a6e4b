import { expect } from 'chai';
import { element, escape } from '../../support/bpmn.ts';
import { soundnessOf } from '../../support/soundness-of.ts';
import { and, bpmn, end, or, start, user, xor } from '../semantics/support.ts';

const complex = (id: string, condition: string) =>
  element('complexGateway', id, `<activationCondition xsi:type="tFormalExpression">${escape(condition)}</activationCondition>`);
/** Three branches from a split of that kind into a complex gateway. */
const three = (split: string, condition: string, ...after: string[]) =>
  bpmn(
    start('s'),
    split,
    ...['a', 'b', 'c'].flatMap((id) => [user(id), `f->${id}`, `${id}->j`]),
    complex('j', condition),
    's->f',
    ...(after.length > 0 ? after : [user('next'), end('e'), 'j->next', 'next->e']),
  );

describe('soundness with complex gateways', () => {
  it('a discriminator and a partial join end with what they do not wait for', async () => {
    for (const condition of ['activationCount >= 1', 'activationCount >= 2', 'activationCount = 3', 'a_j > 0 and b_j > 0'])
      expect((await soundnessOf(three(and('f'), condition))).outcomes, condition).to.equal('+++++');
  });

  it('a condition that some choice keeps from holding is a dead end, with gateway and split named', async () => {
    const { outcomes, evidence } = await soundnessOf(three(or('f'), 'activationCount >= 2'));
    expect(outcomes).to.equal('-++++');
    expect(evidence[0]).to.deep.include({ code: 'COMPLEX_WAITS', culprits: ['j', 'f'], stateAtEnd: { a_j: 1 } });
    expect((await soundnessOf(three(xor('f'), 'activationCount >= 1'))).outcomes).to.equal('+++++');
    const named = await soundnessOf(three(xor('f'), 'c_j > 0'));
    expect(named.outcomes).to.equal('-++++');
  });

  it('a condition that can never hold keeps what follows from being reached', async () => {
    const { outcomes } = await soundnessOf(three(and('f'), 'activationCount > 3'));
    expect(outcomes).to.equal('-+-++');
  });

  it('one whose condition reads data may start with whatever has come, which is named', async () => {
    const { outcomes, model } = await soundnessOf(three(and('f'), 'urgent or activationCount = 3'));
    expect(outcomes).to.equal('+++++');
    const { checkSoundness } = await import('../../../engine/analysis/check-soundness.ts');
    expect(checkSoundness(model).approximations.find(({ code }) => code === 'ACTIVATION')?.elements).to.deep.equal(['j']);
  });

  it('in a loop it starts again in each round; a branch that stays behind is taken by no later round', async () => {
    const looped = await soundnessOf(
      three(and('f'), 'activationCount >= 2', xor('x'), user('next'), end('e'), 'j->x', 'x->next', 'next->e'),
    );
    expect(looped.outcomes).to.equal('+++++');
    // back to the split before the slow branch has come: it is asked for twice
    const again = await soundnessOf(
      bpmn(
        start('s'),
        xor('m'),
        and('f'),
        ...['a', 'b'].flatMap((id) => [user(id), `f->${id}`, `${id}->j`]),
        complex('j', 'activationCount >= 1'),
        xor('x'),
        end('e'),
        's->m',
        'm->f',
        'j->x',
        'x->m',
        'x->e',
      ),
    );
    expect(again.outcomes[3]).to.equal('-');
  });

  it('one that asks for its phase is not decided, by name', async () => {
    const { reasons } = await soundnessOf(
      three(and('f'), 'activationCount >= 1', user('first'), user('rest'), 'j->first?waitingForStart', 'j->rest?not(waitingForStart)'),
    );
    expect(reasons).to.deep.equal(['COMPLEX_GATEWAY']);
  });
});
