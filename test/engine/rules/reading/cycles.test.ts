import { expect } from 'chai';
import { canComeAgain, cyclesOf } from '../../../../engine/rules/reading/cycles.ts';
import { modelOfXml } from '../../../support/bpmn.ts';
import { boundary, bpmn, end, loop, start, sub, user, xor } from '../../semantics/support.ts';

describe('loops of a process', () => {
  it('are the groups that can be reached from each other, over boundary events too', async () => {
    const model = await modelOfXml(
      bpmn(
        start('s'),
        xor('m'),
        user('a'),
        xor('x'),
        user('b'),
        boundary('t', 'b', 'timer:P1D'),
        end('e'),
        's->m',
        'm->a',
        'a->x',
        'x->m?c',
        'x->b!',
        'b->e',
        't->b',
      ),
    );
    const cycles = cyclesOf(model.processes.get('P')!).map((cycle) => cycle.map(({ id }) => id).sort());
    expect(cycles).to.have.deep.members([
      ['b', 't'],
      ['a', 'm', 'x'],
    ]);
  });

  it('let what stands inside a repeated subprocess come again', async () => {
    const inner = (id: string) => sub(id, start(`${id}_s`), user(`${id}_u`), `${id}_s->${id}_u`);
    const model = await modelOfXml(
      bpmn(
        start('s'),
        xor('m'),
        inner('again'),
        xor('x'),
        inner('once'),
        user('l', loop('c')),
        's->m',
        'm->again',
        'again->x',
        'x->m?c',
        'x->once!',
        'once->l',
      ),
    );
    expect(['again_u', 'once_u', 'l', 's'].map((id) => canComeAgain(model.nodes.get(id)!))).to.deep.equal([true, false, true, false]);
  });

  it('are found in a process of ten thousand steps', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `n${index}`);
    const model = await modelOfXml(
      bpmn(start('s'), ...ids.map((id) => user(id)), 's->n0', ...ids.slice(1).map((id, index) => `${ids[index]!}->${id}`)),
    );
    expect(cyclesOf(model.processes.get('P')!)).to.deep.equal([]);
  });
});
