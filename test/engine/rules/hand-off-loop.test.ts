import { expect } from 'chai';
import { bpmn, end, start, user, xor } from '../semantics/support.ts';
import { found } from './support.ts';

const id = 'hand-off-loop';
const round = (back: string, second = 'tax', gateway = xor('x')) =>
  bpmn(
    start('s'),
    xor('m'),
    user('a', '', 'tthc:department="land"'),
    user('b', '', `tthc:department="${second}"`),
    gateway,
    end('e'),
    ...['s->m', 'm->a', 'a->b', 'b->x', back, 'x->e!'],
  );

describe(`rule ${id}`, () => {
  it('names a loop over departments that gives no reason', async () => {
    expect(await found(id, round('x->m'))).to.deep.equal(['warning a b']);
  });

  it('takes a condition, or a name on the split, for a reason; inside one department none is asked for', async () => {
    expect(await found(id, round('x->m?agreed = false'))).to.deep.equal([]);
    expect(await found(id, round('x->m', 'tax', '<exclusiveGateway id="x" name="Đồng ý?"/>'))).to.deep.equal([]);
    expect(await found(id, round('x->m', 'land'))).to.deep.equal([]);
  });
});
