import { expect } from 'chai';
import { element } from '../../support/bpmn.ts';
import { soundnessOf } from '../../support/soundness-of.ts';
import { and, bpmn, end, start, user, xor } from '../semantics/support.ts';

const receive = (id: string, message: string, attributes = '') => element('receiveTask', id, '', `messageRef="${message}" ${attributes}`);
const gateway = (id: string, attributes = '') => element('eventBasedGateway', id, '', `instantiate="true" ${attributes}`);
const joined = (...parts: string[]) =>
  bpmn(gateway('g', 'eventGatewayType="Parallel"'), receive('a', 'M1'), receive('b', 'M2'), 'g->a', 'g->b', ...parts);
const either = (...parts: string[]) => bpmn(gateway('g'), receive('a', 'M1'), receive('b', 'M2'), 'g->a', 'g->b', ...parts);

describe('soundness of a process that starts where it waits', () => {
  it('a receive task, alone and beside a start event', async () => {
    const first = receive('a', 'M1', 'instantiate="true"');
    expect((await soundnessOf(bpmn(first, user('u'), end('e'), 'a->u', 'u->e'))).outcomes).to.equal('+++++');
    const wrong = await soundnessOf(
      bpmn(start('s'), first, user('u'), xor('x'), user('v'), and('j'), end('e'), 's->u', 'a->u', 'u->x', 'x->j', 'x->v', 'v->j', 'j->e'),
    );
    expect(wrong.outcomes).to.equal('-++++');
    expect(wrong.evidence[0]).to.deep.include({ code: 'XOR_SPLIT_AND_JOIN', culprits: ['j', 'x'] });
  });

  it('what only one of the starts leads to a dead end is told from that start', async () => {
    const { outcomes, evidence } = await soundnessOf(
      bpmn(
        start('s'),
        receive('a', 'M1', 'instantiate="true"'),
        user('u'),
        user('v'),
        and('f'),
        and('j'),
        end('e'),
        's->f',
        'f->u',
        'f->v',
        'u->j',
        'v->j',
        'a->j',
        'j->e',
      ),
    );
    expect(outcomes).to.equal('-++++');
    expect(evidence[0]!.scenario.map(({ act, elementId }) => `${act} ${elementId}`)).to.deep.equal(['start a']);
    expect(evidence[0]!.stateAtEnd).to.deep.equal({ a_j: 1 });
  });

  it('behind an exclusive gateway one event comes, behind a parallel one they all come', async () => {
    const merge = [xor('m'), end('e'), 'a->m', 'b->m', 'm->e'];
    const join = [and('m'), end('e'), 'a->m', 'b->m', 'm->e'];
    expect((await soundnessOf(either(...merge))).outcomes).to.equal('+++++');
    expect((await soundnessOf(joined(...join))).outcomes).to.equal('+++++');
    const stuck = await soundnessOf(either(...join));
    expect(stuck.outcomes).to.equal('-++++');
    expect(stuck.evidence[0]!.stateAtEnd).to.deep.equal({ a_m: 1 });
    const doubled = await soundnessOf(joined(...merge.slice(0, 1), user('u'), end('e'), 'a->m', 'b->m', 'm->u', 'u->e'));
    expect(doubled.outcomes).to.match(/^.-.-.$/);
    expect(doubled.evidence.some(({ stateAtEnd }) => stateAtEnd.m_u === 2)).to.equal(true);
  });

  it('a task behind one of the events only is reached', async () => {
    const { outcomes } = await soundnessOf(either(user('u'), xor('m'), end('e'), 'a->u', 'u->m', 'b->m', 'm->e'));
    expect(outcomes).to.equal('+++++');
  });
});
